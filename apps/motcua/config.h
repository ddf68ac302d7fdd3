#pragma once
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace motcua::app {

// Fills what the command line left open from a TOML file: each key is the long name of an option without its
// dashes, for all commands those of `every` ("serve" has the most); a command takes those it has itself.
// Returns all that is wrong with the file at once, each with its line and what to do; then nothing may run.
std::vector<std::string> apply_config(CLI::App& command, const CLI::App& every, const std::string& file);

// The keys a file may hold, in order.
std::vector<std::string> config_keys(const CLI::App& every);

// The one line of a file that holds a secret, such as an address of a database with its password. Throws
// std::runtime_error saying what to do when it cannot be read, is empty, or may be read by everybody.
std::string read_secret(const std::string& file);

}  // namespace motcua::app
