#include "workflow/search.h"

#include <set>

#include "base/text.h"
#include "workflow/viewer.h"

namespace motcua::workflow {
namespace {

using dossier::LookupKind;
using dossier::Person;

// Of the whole province, since the lookup knows no units: what one unit may read can lie behind many others.
constexpr int most_candidates = 20'000;
constexpr int most_read = 2'000;  // states and private parts opened for one question
constexpr std::size_t most_shown = 50;

struct Asked {
  std::string code;    // when it reads like one
  std::string digits;  // ID number or telephone
  std::vector<std::string> name;
};

Asked read(std::string_view text) {
  Asked asked;
  if (!valid_utf8(text) || text.size() > 200) return asked;
  asked.code = dossier::read_code(text).value_or("");
  const std::string key = search_key(text);
  const std::string digits = dossier::digits_of(text);
  const bool only_digits = key.find_first_not_of("0123456789 ") == std::string::npos;
  if (only_digits && digits.size() >= 8) {
    asked.digits = digits;
  } else if (asked.code.empty()) {
    asked.name = words(key);
  }
  return asked;
}

bool is_named(const Person& person, const std::vector<std::string>& syllables) {
  const std::string key = ' ' + search_key(person.full_name) + ' ';
  std::string wanted = " ";
  for (const auto& syllable : syllables) wanted += syllable + ' ';
  return key.find(wanted) != std::string::npos;
}

bool has_number(const Person& person, const std::string& digits) {
  return dossier::digits_of(person.id_number.value_or("")) == digits ||
         dossier::normal_phone(person.phone.value_or("")) == dossier::normal_phone(digits);
}

// The keyed digests may meet by chance, and a pair of syllables is less than what was asked.
bool fits(const dossier::Submission& submission, const Asked& asked) {
  const auto person_fits = [&](const Person& person) {
    return asked.digits.empty() ? is_named(person, asked.name) : has_number(person, asked.digits);
  };
  return person_fits(submission.applicant) || (submission.submitter && person_fits(*submission.submitter));
}

std::vector<Uuid> candidates(const dossier::Dossiers& dossiers, store::Reader& reader, const Asked& asked) {
  const auto find = [&](LookupKind kind, const std::string& text) {
    return dossiers.find(reader, dossier::lookup_row(dossiers.keys(), kind, text), most_candidates);
  };
  std::vector<Uuid> ids;
  if (!asked.digits.empty()) {
    ids = find(LookupKind::id_number, asked.digits);
    const auto more = find(LookupKind::phone, dossier::normal_phone(asked.digits));
    ids.insert(ids.end(), more.begin(), more.end());
  } else if (asked.name.size() >= 2) {
    // Every pair of neighbours must be there; the last one (middle and given name) is nearly always the
    // rarest.
    for (std::size_t i = asked.name.size() - 1; i > 0; --i) {
      auto pair = find(LookupKind::name_pair, asked.name[i - 1] + ' ' + asked.name[i]);
      std::sort(pair.begin(), pair.end());
      if (i == asked.name.size() - 1) {
        ids = std::move(pair);
        continue;
      }
      std::vector<Uuid> both;
      std::set_intersection(ids.begin(), ids.end(), pair.begin(), pair.end(), std::back_inserter(both));
      ids = std::move(both);
    }
  }
  std::sort(ids.begin(), ids.end(), std::greater<>());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::string reason(const Asked& asked, Language language) {
  if (!asked.code.empty()) return message(language, "search.no_such_code", {{"code", asked.code}});
  if (!asked.digits.empty()) return message(language, "search.no_such_number");
  if (asked.name.size() == 1) return message(language, "search.one_syllable");
  if (asked.name.empty()) return message(language, "search.nothing_asked");
  return message(language, "search.no_such_name");
}

}  // namespace

Found search(const Installation& installation, store::Reader& reader, const identity::Caller& caller,
             std::string_view text, Language language) {
  const Asked asked = read(text);
  const Instant now = installation.clock.now();
  Names names(reader);
  Found found;
  const auto show = [&](const Uuid& id, bool check_person) {
    const auto state = installation.dossiers.state(reader, id);
    if (!state || !may_read(caller, *state)) return;
    if (check_person) {
      const auto submission = installation.dossiers.submission(reader, id);
      if (!submission || !fits(*submission, asked)) return;
    }
    found.items.push_back(work_item(installation, reader, names, id, now, language));
  };
  if (!asked.code.empty()) {
    if (const auto id = installation.dossiers.id_of_code(reader, asked.code)) show(*id, false);
  } else {
    int opened = 0;
    for (const auto& id : candidates(installation.dossiers, reader, asked)) {
      if (found.items.size() == most_shown || opened++ == most_read) {
        found.reason = message(language, "search.more", {{"count", std::to_string(found.items.size())}});
        break;
      }
      show(id, true);
    }
  }
  if (found.items.empty() && found.reason.value_or("").empty()) found.reason = reason(asked, language);
  return found;
}

}  // namespace motcua::workflow
