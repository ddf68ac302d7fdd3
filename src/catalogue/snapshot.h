#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/search.h"
#include "catalogue/version.h"

namespace motcua::catalogue {

using VersionRef = std::shared_ptr<const ProcedureVersion>;

// Every version, in memory, never changed: read by many threads while a newer one is being made.
class Catalogue {
 public:
  Catalogue() = default;
  // CHECKs that every version has a number and that no (code, number) stands twice. Without `people` the
  // words that ship.
  explicit Catalogue(std::vector<ProcedureVersion> versions,
                     std::shared_ptr<const PeopleWords> people = nullptr);
  Catalogue(Catalogue&& other) noexcept
      : by_code_(std::move(other.by_code_)), people_(std::move(other.people_)) {}

  // What ships with the program, for commands that run without a store: the curated versions, numbered 1.
  static std::shared_ptr<const Catalogue> shipped();

  // The version in force on `date`: a curated one before an imported one, then the newest. Null when there is
  // none. `code` in any form that parse_code reads.
  VersionRef find(std::string_view code, LocalDate date) const;
  // "1.001193/2" as ProcedureVersion::id writes it, whatever the date: what a dossier recorded at reception.
  VersionRef version(std::string_view id) const;
  // The imported version that stands behind a curated one on `date`, for comparing; null when there is none.
  VersionRef imported_beside(std::string_view code, LocalDate date) const;
  // One version for each code in force on `date`, in order of codes.
  std::vector<VersionRef> all(LocalDate date) const;

  struct Match {
    VersionRef version;
    double score = 0;  // 0 to 1
    Why why = Why::name;
    std::string words;  // see Hit
  };
  struct Answer {
    std::vector<Match> matches;  // best first
    std::optional<AskBack> ask_back;
  };
  // See search.h; only what is in force on `date`, at most `limit`.
  Answer ask(std::string_view question, LocalDate date, std::size_t limit) const;
  // The same as a list; an empty question gives everything, curated first, in order of codes.
  std::vector<VersionRef> search(std::string_view query, LocalDate date, std::size_t limit) const;
  // Search::known_words over what is in force on `date`.
  std::string known_words(std::string_view question, LocalDate date) const;

 private:
  using Versions = std::vector<VersionRef>;
  const VersionRef* in_force(const Versions& of_code, LocalDate date) const;
  // The search over what is in force on one day; made when it is first asked for.
  struct Day {
    LocalDate date;
    Versions versions;
    Search search;
  };
  std::shared_ptr<const Day> day(LocalDate date) const;

  std::map<std::string, Versions, std::less<>> by_code_;  // of one code: by number
  std::shared_ptr<const PeopleWords> people_;
  mutable std::mutex mutex_;
  mutable std::shared_ptr<const Day> day_;
};

// Holds the newest Catalogue; replaced whole after an import. Safe to use from any thread.
class Shelf {
 public:
  Shelf() : catalogue_(std::make_shared<const Catalogue>()) {}
  explicit Shelf(std::shared_ptr<const Catalogue> catalogue) : catalogue_(std::move(catalogue)) {}
  std::shared_ptr<const Catalogue> current() const;
  void replace(std::shared_ptr<const Catalogue> catalogue);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Catalogue> catalogue_;
};

// The curated versions in data/catalogue/curated, in order of codes. CHECKs that they read: they are ours,
// and a test reads them all.
std::vector<ProcedureVersion> shipped_versions();

}  // namespace motcua::catalogue
