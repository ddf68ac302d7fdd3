#pragma once
#include <vector>

#include "motcua/demo_course.h"
#include "motcua/demo_procedures.h"

namespace motcua::app {

// The courses of all dossiers that data/demo/first_hundred_days.tsv asks for, from the first submission on 1
// July 2025 to the last result handed over some weeks after 5 October; beside them some submissions that are
// refused. The same for the same random.
std::vector<DemoCourse> make_history(const Program::Parts& parts, const DemoOfficials& officials,
                                     const DemoDemand& demand, Random& random);

}  // namespace motcua::app
