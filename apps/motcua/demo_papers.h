#pragma once
#include <string>

#include "motcua/demo_course.h"

namespace motcua::app {

// What is handed in: body of POST /api/dossiers or /api/submissions. `paid`: asked at the counter.
json::object filing_body(const DemoCourse& course, const organisation::Organisation& organisation,
                         Random& random);
// The papers that are always asked for, in the numbers the catalogue gives.
json::array papers_of(const DemoCourse& course);
// One page that says in plain letters that it is a sample.
std::string sample_pdf(const std::string& title);

}  // namespace motcua::app
