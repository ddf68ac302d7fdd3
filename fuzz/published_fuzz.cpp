// A directory of open data that somebody wants checked: index, tables, signed days. Files follow each other,
// each after a line "=== <path>".
#include <map>

#include "fuzz/property.h"
#include "ranking/ranking.h"

namespace {

using namespace motcua;

std::map<std::string, std::string> files_of(std::string_view text) {
  constexpr std::string_view mark = "=== ";
  std::map<std::string, std::string> files;
  std::string* file = nullptr;
  for (const auto& line : split(text, '\n')) {
    if (line.starts_with(mark)) {
      file = &files[line.substr(mark.size())];
    } else if (file != nullptr) {
      *file += line + "\n";
    }
  }
  return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto units = organisation::load_organisation();
  const auto files = files_of(fuzz::text_of(data, size));
  const auto read = [&](const std::string& path) -> std::optional<std::string> {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  };
  const auto report = ranking::check_published(read, units, std::nullopt, nullptr);
  CHECK(report.days >= 0 && report.events >= 0);
  if (report.fault) CHECK(!report.fault->invariant.empty() && !report.fault->detail.empty());
  return 0;
}
