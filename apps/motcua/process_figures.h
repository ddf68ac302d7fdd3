#pragma once
#include <string>
#include <utility>
#include <vector>

namespace motcua::app {

// What every process tells Prometheus of itself (memory, processor time, open files, start) and the space
// left where `directory` lies. What the system does not tell is left out.
std::vector<std::pair<std::string, double>> process_figures(const std::string& directory);

}  // namespace motcua::app
