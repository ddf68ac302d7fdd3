#pragma once
#include <string>

#include "motcua/demo_course.h"

namespace motcua::app {

// What is handed in: body of POST /api/dossiers or /api/submissions. At the counter the fee is paid at once.
json::object filing_body(const DemoCourse& course, const organisation::Organisation& organisation);
// What is asked for, where the procedure's name does not say it; else "".
std::string content_of(const std::string& procedure, Random& random);
// The papers that are always asked for, in the numbers the catalogue gives.
json::array papers_of(const DemoCourse& course);
// One page that says in plain letters that it is a sample.
std::string sample_pdf(const std::string& title);

}  // namespace motcua::app
