#include "organisation/unit_search.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/message.h"
#include "base/text.h"
#include "organisation/address.h"

namespace motcua::organisation {
namespace {

struct KindWord {
  std::string_view word;
  std::optional<UnitKind> kind;
};

// Longer words first, so that "thị trấn" is not read as a name that begins with "thị".
constexpr KindWord kind_words[] = {{"thị trấn", UnitKind::township},
                                   {"thi tran", UnitKind::township},
                                   {"thị xã", std::nullopt},
                                   {"thi xa", std::nullopt},
                                   {"thành phố", std::nullopt},
                                   {"thanh pho", std::nullopt},
                                   {"ủy ban nhân dân", std::nullopt},
                                   {"uy ban nhan dan", std::nullopt},
                                   {"ubnd", std::nullopt},
                                   {"phường", UnitKind::ward},
                                   {"phuong", UnitKind::ward},
                                   {"huyện", std::nullopt},
                                   {"huyen", std::nullopt},
                                   {"tỉnh", std::nullopt},
                                   {"tinh", std::nullopt},
                                   {"xã", UnitKind::commune},
                                   {"xa", UnitKind::commune},
                                   {"tt", UnitKind::township},
                                   {"tx", std::nullopt},
                                   {"tp", std::nullopt},
                                   {"p", UnitKind::ward},
                                   {"x", UnitKind::commune},
                                   {"h", std::nullopt}};

struct Prefix {
  std::string key;  // with the space behind it
  std::optional<UnitKind> kind;
};

const std::vector<Prefix>& prefixes() {
  static const std::vector<Prefix> list = [] {
    std::vector<Prefix> made;
    for (const auto& [word, kind] : kind_words) made.push_back({accented_key(word) + ' ', kind});
    return made;
  }();
  return list;
}

enum class Rank { accented, plain, beginning, words_inside, district, none };

bool has_words_in_order(const std::vector<std::string>& name, const std::vector<std::string>& asked) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const bool last = i + 1 == asked.size();
    while (at < name.size() && !(last ? name[at].starts_with(asked[i]) : name[at] == asked[i])) ++at;
    if (at++ >= name.size()) return false;
  }
  return !asked.empty();
}

Rank rank_of(const Unit& unit, const NameAsked& asked) {
  if (unit.accented_key == asked.accented) return Rank::accented;
  if (unit.plain_key == asked.plain) return Rank::plain;
  if (unit.plain_key.starts_with(asked.plain)) return Rank::beginning;
  if (asked.plain.size() >= 2 && has_words_in_order(words(unit.plain_key), words(asked.plain))) {
    return Rank::words_inside;
  }
  return Rank::none;
}

bool may_be_asked(const Unit& unit) {
  switch (unit.kind) {
    case UnitKind::commune:
    case UnitKind::ward:
    case UnitKind::township:
    case UnitKind::department:
      return true;
    case UnitKind::police:
    case UnitKind::centre:
      return unit.code.find('.') == unit.code.rfind('.') && !unit.series.empty();
    case UnitKind::province:
    case UnitKind::office:
      return false;
  }
  return false;
}

struct Found {
  Rank rank;
  bool other_kind;  // the person said "thị trấn", this is a commune
  const Unit* unit;
};

bool better(const Found& a, const Found& b) {
  const auto key = [](const Found& f) { return std::tuple(f.rank, f.other_kind, f.unit->former()); };
  if (key(a) != key(b)) return key(a) < key(b);
  return a.unit->sort_key < b.unit->sort_key;
}

std::vector<Found> ranked(const Organisation& organisation, const std::vector<NameAsked>& names) {
  std::vector<Found> found;
  for (const Unit& unit : organisation.all()) {
    if (!may_be_asked(unit)) continue;
    Found best{Rank::none, false, &unit};
    for (const NameAsked& name : names) {
      const Rank rank = rank_of(unit, name);
      if (rank < best.rank) best = {rank, name.kind && *name.kind != unit.kind, &unit};
    }
    if (best.rank != Rank::none) found.push_back(best);
  }
  std::stable_sort(found.begin(), found.end(), better);
  return found;
}

// Former units of a district whose whole name was typed, for those who still think in districts.
std::vector<Found> in_district(const Organisation& organisation, const std::vector<NameAsked>& names) {
  std::vector<Found> found;
  for (const Unit& unit : organisation.all()) {
    if (unit.district.empty()) continue;
    const std::string district = names_asked(unit.district).front().plain;
    if (std::any_of(names.begin(), names.end(), [&](const NameAsked& n) { return n.plain == district; })) {
      found.push_back({Rank::district, false, &unit});
    }
  }
  std::stable_sort(found.begin(), found.end(), [&](const Found& a, const Found& b) {
    return organisation.at(a.unit->successor).sort_key < organisation.at(b.unit->successor).sort_key;
  });
  return found;
}

LanguageMap district_note(const Unit& former, LocalDate since) {
  const Params params{{"district", former.district}, {"date", official_date(since)}};
  return {message(Language::vi, "organisation.in_district", params),
          message(Language::en, "organisation.in_district", params)};
}

}  // namespace

std::vector<NameAsked> names_asked(std::string_view text) {
  std::vector<NameAsked> names{{accented_key(text), search_key(text), std::nullopt}};
  // "ubnd xã Xuân Lao" has two such words.
  for (bool shorter = true; shorter;) {
    shorter = false;
    const NameAsked& whole = names.front();
    for (const auto& [with_space, kind] : prefixes()) {
      if (!whole.accented.starts_with(with_space)) continue;
      NameAsked name{whole.accented.substr(with_space.size()), {}, kind};
      name.plain = search_key(name.accented);
      names.insert(names.begin(), std::move(name));
      shorter = true;
      break;
    }
  }
  return names;
}

UnitMatch match_of(const Organisation& organisation, const Unit& matched) {
  UnitMatch match{&matched, &organisation.successor_of(matched), {}};
  if (matched.former() && matched.name != match.today->name) {
    const auto note = [&](Language language) {
      return message(language, "organisation.merged",
                     {{"former", matched.in_sentence.in(language)},
                      {"date", official_date(*matched.valid_to + std::chrono::days{1})}});
    };
    match.note = {note(Language::vi), note(Language::en)};
  }
  return match;
}

std::vector<UnitMatch> search_units(const Organisation& organisation, std::string_view query,
                                    std::size_t limit) {
  std::vector<UnitMatch> matches;
  std::set<std::string_view> seen;
  const auto add = [&](UnitMatch match) {
    if (matches.size() < limit && seen.insert(match.today->code).second) matches.push_back(std::move(match));
  };
  if (query.find(',') != std::string_view::npos) {
    for (auto& match : unit_of_address(organisation, query, std::nullopt).candidates) add(std::move(match));
    return matches;
  }
  auto names = names_asked(query);
  if (names.back().empty()) return matches;
  // The longest reading that is somebody's whole name is the one meant: "xã Xa Dung", not "Dung".
  for (auto it = names.rbegin(); it != names.rend(); ++it) {
    const auto best = ranked(organisation, {*it});
    if (best.empty() || best.front().rank > Rank::plain) continue;
    names = {NameAsked(*it)};
    break;
  }
  for (const Found& found : ranked(organisation, names)) add(match_of(organisation, *found.unit));
  for (const Found& found : in_district(organisation, names)) {
    UnitMatch match = match_of(organisation, *found.unit);
    match.note = district_note(*found.unit, *found.unit->valid_to + std::chrono::days{1});
    match.matched = match.today;
    add(std::move(match));
  }
  return matches;
}

}  // namespace motcua::organisation
