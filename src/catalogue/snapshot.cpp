#include "catalogue/snapshot.h"

#include <algorithm>

#include "base/resource.h"
#include "base/text.h"
#include "catalogue/version_json.h"

namespace motcua::catalogue {

Catalogue::Catalogue(std::vector<ProcedureVersion> versions, Synonyms synonyms)
    : synonyms_(std::move(synonyms)) {
  for (ProcedureVersion& version : versions) {
    CHECK(version.number > 0);
    SearchEntry entry = search_entry(version);
    std::vector<Kept>& of_code = by_code_[version.code];
    of_code.push_back({std::make_shared<const ProcedureVersion>(std::move(version)), std::move(entry)});
  }
  for (auto& [code, of_code] : by_code_) {
    const auto earlier = [](const Kept& a, const Kept& b) { return a.version->number < b.version->number; };
    std::sort(of_code.begin(), of_code.end(), earlier);
    const auto same = [](const Kept& a, const Kept& b) { return a.version->number == b.version->number; };
    CHECK(std::adjacent_find(of_code.begin(), of_code.end(), same) == of_code.end());
  }
}

std::vector<ProcedureVersion> shipped_versions() {
  std::vector<ProcedureVersion> versions;
  for (const Resource& file : resources_under("catalogue/curated/")) {
    auto version = read_curated(file.content);
    if (!version)
      throw CheckFailed(
          fmt::format("{}: {} {}", file.name, version.error()[0].code, version.error()[0].field));
    versions.push_back(std::move(*version));
  }
  std::sort(versions.begin(), versions.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
  return versions;
}

std::shared_ptr<const Catalogue> Catalogue::shipped() {
  static const auto kept = [] {
    std::vector<ProcedureVersion> versions = shipped_versions();
    for (ProcedureVersion& version : versions) version.number = 1;
    return std::make_shared<const Catalogue>(std::move(versions));
  }();
  return kept;
}

const Catalogue::Kept* Catalogue::in_force(const std::vector<Kept>& of_code, LocalDate date) const {
  const Kept* best = nullptr;
  for (const Kept& kept : of_code) {
    if (!kept.version->valid_on(date)) continue;
    const bool weaker =
        best && best->version->source == Source::curated && kept.version->source == Source::imported;
    if (!weaker) best = &kept;
  }
  return best;
}

VersionRef Catalogue::find(std::string_view code, LocalDate date) const {
  const auto parsed = parse_code(code);
  const auto found = parsed ? by_code_.find(*parsed) : by_code_.end();
  if (found == by_code_.end()) return nullptr;
  const Kept* kept = in_force(found->second, date);
  return kept ? kept->version : nullptr;
}

VersionRef Catalogue::version(std::string_view id) const {
  const std::size_t slash = id.find('/');
  if (slash == std::string_view::npos) return nullptr;
  const auto number = parse_integer(id.substr(slash + 1));
  const auto found = by_code_.find(id.substr(0, slash));
  if (found == by_code_.end() || !number) return nullptr;
  for (const Kept& kept : found->second) {
    if (kept.version->number == *number) return kept.version;
  }
  return nullptr;
}

VersionRef Catalogue::imported_beside(std::string_view code, LocalDate date) const {
  const auto found = by_code_.find(code);
  if (found == by_code_.end()) return nullptr;
  VersionRef newest;
  for (const Kept& kept : found->second) {
    if (kept.version->source == Source::imported && kept.version->valid_on(date)) newest = kept.version;
  }
  return newest;
}

std::vector<VersionRef> Catalogue::all(LocalDate date) const {
  std::vector<VersionRef> list;
  for (const auto& [code, of_code] : by_code_) {
    if (const Kept* kept = in_force(of_code, date)) list.push_back(kept->version);
  }
  return list;
}

std::vector<VersionRef> Catalogue::search(std::string_view query, LocalDate date, std::size_t limit) const {
  std::vector<const Kept*> kept_list;
  std::vector<const SearchEntry*> entries;
  for (const auto& [code, of_code] : by_code_) {
    const Kept* kept = in_force(of_code, date);
    if (!kept) continue;
    kept_list.push_back(kept);
    entries.push_back(&kept->entry);
  }
  std::vector<VersionRef> found;
  for (std::size_t position : catalogue::search(query, entries, synonyms_)) {
    if (found.size() == limit) break;
    found.push_back(kept_list[position]->version);
  }
  return found;
}

std::shared_ptr<const Catalogue> Shelf::current() const {
  const std::lock_guard lock(mutex_);
  return catalogue_;
}

void Shelf::replace(std::shared_ptr<const Catalogue> catalogue) {
  const std::lock_guard lock(mutex_);
  catalogue_ = std::move(catalogue);
}

}  // namespace motcua::catalogue
