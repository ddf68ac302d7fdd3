#include "intake/form_version.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/check.h"
#include "base/message.h"
#include "base/resource.h"
#include "base/table.h"

namespace motcua::intake {

std::vector<FormVersion> read_form_versions(std::string_view tsv) {
  const Table table = read_tsv(tsv);
  const auto optional = [](const std::string& cell) { return cell == "-" ? std::string() : cell; };
  std::vector<FormVersion> versions;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto from = parse_date(table.at(i, "from"));
    const auto& form = table.at(i, "form");
    const bool rises = versions.empty() || versions.back().form != form || versions.back().from < from;
    if (!from || !rises)
      throw std::runtime_error(fmt::format("form versions, row {}: no date, or none that rises", i + 1));
    const auto& source = table.at(i, "source");
    if (source != "handbook" && source != "province" && source != "to_confirm" && source != "-")
      throw std::runtime_error(fmt::format("form versions, row {}: no such source: {}", i + 1, source));
    versions.push_back({form, *from, optional(table.at(i, "number")), optional(table.at(i, "act")),
                        table.at(i, "title"), source == "to_confirm"});
  }
  return versions;
}

const std::vector<FormVersion>& shipped_form_versions() {
  static const auto versions = read_form_versions(resource("intake/form_versions.tsv"));
  return versions;
}

const FormVersion& version_on(const std::vector<FormVersion>& versions, std::string_view form,
                              LocalDate day) {
  const FormVersion* found = nullptr;
  for (const auto& each : versions) {
    if (each.form == form && (found == nullptr || each.from <= day)) found = &each;
  }
  CHECK(found != nullptr);
  return *found;
}

std::string act_in_corner(const FormVersion& version) {
  if (!version.to_confirm) return version.act;
  return message(Language::vi, "intake.form.to_confirm", {{"act", version.act}});
}

}  // namespace motcua::intake
