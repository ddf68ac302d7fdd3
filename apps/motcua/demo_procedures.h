#pragma once
#include <map>
#include <string>
#include <vector>

#include "motcua/demo_plan.h"
#include "motcua/parts.h"

namespace motcua::app {

// What people ask for in the first hundred days: versions in force, each as often as its weight, by the code
// of who receives it; "" for communes and wards.
using DemoDemand = std::map<std::string, std::vector<catalogue::VersionRef>>;

// Publishes the departments' procedures of data/demo/department_procedures.tsv as an import does, labelled as
// demonstration values, and puts the catalogue anew on the shelf.
void publish_department_procedures(Program::Parts& parts);

// CHECKs that every procedure of the tables is in the catalogue of `day`.
DemoDemand demo_demand(const Program::Parts& parts, LocalDate day);

// Departments that receive in the demonstration, in the order of the table, with the sum of their weights.
Weights demo_departments();

}  // namespace motcua::app
