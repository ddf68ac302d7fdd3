#include "motcua/config.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <CLI/CLI.hpp>
#include <fstream>
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include "base/text.h"

namespace motcua::app {
namespace {

// Steps of one letter from one word to the other.
std::size_t distance(std::string_view one, std::string_view other) {
  std::vector<std::size_t> row(other.size() + 1);
  for (std::size_t j = 0; j <= other.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::size_t corner = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const std::size_t same = corner + (one[i - 1] == other[j - 1] ? 0 : 1);
      corner = std::exchange(row[j], std::min({same, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row.back();
}

std::string suggestion(const std::string& key, const std::vector<std::string>& known) {
  std::string best;
  std::size_t least = std::max<std::size_t>(2, key.size() / 3) + 1;
  for (const auto& one : known) {
    if (const auto steps = distance(key, one); steps < least) {
      least = steps;
      best = one;
    }
  }
  return best.empty() ? "Known are: " + fmt::format("{}", fmt::join(known, ", ")) + "."
                      : fmt::format("Did you mean \"{}\"?", best);
}

const CLI::Option* option_of(const CLI::App& app, const std::string& key) {
  return app.get_option_no_throw("--" + key);
}

enum class Wanted { text, integer, number, boolean };

Wanted wanted_by(const CLI::Option& option) {
  if (option.get_expected_max() == 0) return Wanted::boolean;
  const std::string type = option.get_type_name();
  if (type.starts_with("INT") || type.starts_with("UINT")) return Wanted::integer;
  if (type.starts_with("FLOAT")) return Wanted::number;
  return Wanted::text;
}

std::string_view in_words(Wanted wanted) {
  switch (wanted) {
    case Wanted::text:
      return "a text in quotes";
    case Wanted::integer:
      return "a whole number without quotes";
    case Wanted::number:
      return "a number without quotes";
    case Wanted::boolean:
      return "true or false";
  }
  return "";
}

// The value as the command line would give it; nothing when it is of another kind.
std::optional<std::string> text_of(const toml::node& node, Wanted wanted) {
  switch (wanted) {
    case Wanted::text:
      return node.is_string() ? node.value<std::string>() : std::nullopt;
    case Wanted::boolean:
      if (!node.is_boolean()) return std::nullopt;
      return *node.value<bool>() ? "true" : "false";
    case Wanted::integer:
    case Wanted::number:
      if (node.is_integer()) return fmt::format("{}", *node.value<std::int64_t>());
      if (wanted == Wanted::number && node.is_floating_point())
        return fmt::format("{}", *node.value<double>());
      return std::nullopt;
  }
  return std::nullopt;
}

class Reading {
 public:
  Reading(CLI::App& command, const CLI::App& every, std::string file)
      : command_(command), every_(every), keys_(config_keys(every)), file_(std::move(file)) {}

  std::vector<std::string> run(const toml::table& table) {
    std::vector<std::pair<std::string, const toml::node*>> nodes;
    for (const auto& [key, node] : table) nodes.emplace_back(std::string(key.str()), &node);
    // The table is in order of keys; people read from the top.
    std::stable_sort(nodes.begin(), nodes.end(), [](const auto& one, const auto& other) {
      return one.second->source().begin.line < other.second->source().begin.line;
    });
    for (const auto& [key, node] : nodes) take(table, key, *node);
    return std::move(problems_);
  }

 private:
  void refuse(const toml::node& node, const std::string& what) {
    problems_.push_back(fmt::format("{}:{}: {}", file_, node.source().begin.line, what));
  }

  void take(const toml::table& table, const std::string& key, const toml::node& node) {
    const auto* described = option_of(every_, key);
    if (std::find(keys_.begin(), keys_.end(), key) == keys_.end() || described == nullptr) {
      refuse(node, fmt::format("there is no key \"{}\". {}", key, suggestion(key, keys_)));
      return;
    }
    const auto values = values_of(key, node, *described);
    if (!values) return;
    auto* option = command_.get_option_no_throw("--" + key);
    if (option == nullptr) return;                                 // of another command
    if (option->count() > 0 && !from_file_.contains(key)) return;  // the command line wins
    for (const auto* other : option->get_excludes()) {
      const std::string name = other->get_lnames().front();
      if (table.contains(name)) {
        refuse(node, fmt::format("\"{}\" and \"{}\" exclude each other. Leave one out.", key, name));
        return;
      }
      if (other->count() > 0) return;
    }
    fill(*option, key, node, *values);
  }

  std::optional<std::vector<std::string>> values_of(const std::string& key, const toml::node& node,
                                                    const CLI::Option& option) {
    const Wanted wanted = wanted_by(option);
    const bool several = option.get_items_expected_max() > 1;
    std::vector<std::string> values;
    if (const auto* array = node.as_array(); array != nullptr && several) {
      for (const auto& each : *array) {
        const auto text = text_of(each, wanted);
        if (!text) {
          refuse(each, fmt::format("each value of \"{}\" wants {}.", key, in_words(wanted)));
          return std::nullopt;
        }
        values.push_back(*text);
      }
      return values;
    }
    const auto text = several ? std::nullopt : text_of(node, wanted);
    if (!text) {
      refuse(node, several ? fmt::format("\"{}\" wants a list of values: {} = […].", key, key)
                           : fmt::format("\"{}\" wants {}.", key, in_words(wanted)));
      return std::nullopt;
    }
    return std::vector<std::string>{*text};
  }

  void fill(CLI::Option& option, const std::string& key, const toml::node& node,
            const std::vector<std::string>& values) {
    if (values.empty()) return;
    from_file_.insert(key);
    for (const auto& value : values) option.add_result(value);
    try {
      option.run_callback();
    } catch (const CLI::Error& wrong) {
      refuse(node, fmt::format("\"{}\": {}", key, wrong.what()));
    }
  }

  CLI::App& command_;
  const CLI::App& every_;
  const std::vector<std::string> keys_;
  const std::string file_;
  std::set<std::string> from_file_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> config_keys(const CLI::App& every) {
  std::vector<std::string> keys;
  for (const auto* option : every.get_options()) {
    if (option->get_lnames().empty()) continue;
    const std::string name = option->get_lnames().front();
    if (name != "help" && name != "config") keys.push_back(name);
  }
  return keys;
}

std::vector<std::string> apply_config(CLI::App& command, const CLI::App& every, const std::string& file) {
  std::ifstream input(file, std::ios::binary);
  if (!input)
    return {fmt::format("{}: the configuration cannot be read. Look at its path and rights.", file)};
  const std::string text((std::istreambuf_iterator<char>(input)), {});
  toml::table table;
  try {
    table = toml::parse(text, file);
  } catch (const toml::parse_error& wrong) {
    return {fmt::format("{}:{}: {}", file, wrong.source().begin.line, wrong.description())};
  }
  return Reading(command, every, file).run(table);
}

std::string read_secret(const std::string& file) {
  struct stat facts {};
  std::ifstream input(file);
  if (!input || ::stat(file.c_str(), &facts) != 0)
    throw std::runtime_error(fmt::format("{} cannot be read. Look at its path and rights.", file));
  if ((facts.st_mode & S_IRWXO) != 0)
    throw std::runtime_error(
        fmt::format("{} holds a secret and is open to everybody. Close it: chmod o= {}", file, file));
  std::string line;
  std::getline(input, line);
  const std::string secret(trim(line));
  if (secret.empty()) throw std::runtime_error(fmt::format("{} is empty.", file));
  return secret;
}

}  // namespace motcua::app
