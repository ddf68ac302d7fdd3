#include "catalogue/snapshot.h"

#include <algorithm>

#include "base/resource.h"
#include "base/text.h"
#include "catalogue/version_json.h"

namespace motcua::catalogue {

Catalogue::Catalogue(std::vector<ProcedureVersion> versions, std::shared_ptr<const PeopleWords> people)
    : people_(std::move(people)) {
  for (ProcedureVersion& version : versions) {
    CHECK(version.number > 0);
    Versions& of_code = by_code_[version.code];
    of_code.push_back(std::make_shared<const ProcedureVersion>(std::move(version)));
  }
  for (auto& [code, of_code] : by_code_) {
    const auto earlier = [](const VersionRef& a, const VersionRef& b) { return a->number < b->number; };
    std::sort(of_code.begin(), of_code.end(), earlier);
    const auto same = [](const VersionRef& a, const VersionRef& b) { return a->number == b->number; };
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

const VersionRef* Catalogue::in_force(const Versions& of_code, LocalDate date) const {
  const VersionRef* best = nullptr;
  for (const VersionRef& version : of_code) {
    if (!version->valid_on(date)) continue;
    const bool weaker = best && (*best)->source == Source::curated && version->source == Source::imported;
    if (!weaker) best = &version;
  }
  return best;
}

VersionRef Catalogue::find(std::string_view code, LocalDate date) const {
  const auto parsed = parse_code(code);
  const auto found = parsed ? by_code_.find(*parsed) : by_code_.end();
  if (found == by_code_.end()) return nullptr;
  const VersionRef* version = in_force(found->second, date);
  return version ? *version : nullptr;
}

VersionRef Catalogue::version(std::string_view id) const {
  const std::size_t slash = id.find('/');
  if (slash == std::string_view::npos) return nullptr;
  const auto number = parse_integer(id.substr(slash + 1));
  const auto found = by_code_.find(id.substr(0, slash));
  if (found == by_code_.end() || !number) return nullptr;
  for (const VersionRef& version : found->second) {
    if (version->number == *number) return version;
  }
  return nullptr;
}

VersionRef Catalogue::imported_beside(std::string_view code, LocalDate date) const {
  const auto found = by_code_.find(code);
  if (found == by_code_.end()) return nullptr;
  VersionRef newest;
  for (const VersionRef& version : found->second) {
    if (version->source == Source::imported && version->valid_on(date)) newest = version;
  }
  return newest;
}

std::vector<VersionRef> Catalogue::all(LocalDate date) const {
  std::vector<VersionRef> list;
  for (const auto& [code, of_code] : by_code_) {
    if (const VersionRef* version = in_force(of_code, date)) list.push_back(*version);
  }
  return list;
}

std::shared_ptr<const Catalogue::Day> Catalogue::day(LocalDate date) const {
  const std::lock_guard lock(mutex_);
  if (day_ == nullptr || day_->date != date) {
    Versions versions = all(date);
    std::vector<const ProcedureVersion*> plain;
    for (const VersionRef& version : versions) plain.push_back(version.get());
    Search search(plain, people_ ? *people_ : PeopleWords::shipped());
    day_ = std::make_shared<const Day>(Day{date, std::move(versions), std::move(search)});
  }
  return day_;
}

Catalogue::Answer Catalogue::ask(std::string_view question, LocalDate date, std::size_t limit) const {
  const auto of_day = day(date);
  Found found = of_day->search.find(question, limit);
  Answer answer;
  for (Hit& hit : found.hits)
    answer.matches.push_back({of_day->versions[hit.position], hit.score, hit.why, std::move(hit.words)});
  answer.ask_back = std::move(found.ask_back);
  return answer;
}

std::vector<VersionRef> Catalogue::search(std::string_view query, LocalDate date, std::size_t limit) const {
  std::vector<VersionRef> found;
  if (trim(query).empty()) {
    found = all(date);
    std::stable_partition(found.begin(), found.end(),
                          [](const VersionRef& version) { return version->source == Source::curated; });
    if (found.size() > limit) found.resize(limit);
    return found;
  }
  for (Match& match : ask(query, date, limit).matches) found.push_back(std::move(match.version));
  return found;
}

std::string Catalogue::known_words(std::string_view question, LocalDate date) const {
  return day(date)->search.known_words(question);
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
