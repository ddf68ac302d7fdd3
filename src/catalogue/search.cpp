#include "catalogue/search.h"

#include <algorithm>

#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::catalogue {

namespace {

constexpr int whole_word = 10;
constexpr int begins_word = 6;
constexpr int elsewhere = 2;
constexpr int whole_phrase = 15;
constexpr int same_accents = 8;
constexpr std::size_t longest_query = 200;  // bytes

bool filler(const std::string& word) {
  return word == "lam" || word == "xin" || word == "cho" || word == "toi" || word == "muon";
}

std::vector<std::string> query_words(std::string key) {
  if (key.starts_with("thu tuc ")) key.erase(0, 8);
  std::vector<std::string> all = words(key);
  std::vector<std::string> telling;
  std::copy_if(all.begin(), all.end(), std::back_inserter(telling),
               [](const auto& word) { return !filler(word); });
  return telling.empty() ? all : telling;
}

bool contains_words(const std::string& key, const std::string& phrase) {
  return (" " + key + " ").find(" " + phrase + " ") != std::string::npos;
}

// The query itself and each reading of it with people's words replaced.
std::vector<std::string> readings(const std::string& key, const Synonyms& synonyms) {
  std::vector<std::string> all{key};
  for (const Synonyms::Pair& pair : synonyms.pairs) {
    if (!contains_words(key, pair.said)) continue;
    std::string padded = " " + key + " ";
    padded.replace(padded.find(" " + pair.said + " ") + 1, pair.said.size(), pair.meant);
    all.emplace_back(trim(padded));
  }
  return all;
}

int score_word(const std::string& word, const SearchEntry& entry) {
  int best = 0;
  for (const std::string& name_word : entry.name_words) {
    if (name_word == word) return whole_word;
    if (word.size() >= 2 && name_word.starts_with(word)) best = begins_word;
  }
  if (best > 0) return best;
  return std::binary_search(entry.other_words.begin(), entry.other_words.end(), word) ? elsewhere : 0;
}

struct Fit {
  std::size_t position = 0;
  bool all_words = false;
  int score = 0;
};

// 0 when fewer than most of the words fit.
Fit fit(const std::string& reading, const std::string& accented, const SearchEntry& entry) {
  const std::vector<std::string> asked = query_words(reading);
  int score = 0;
  std::size_t fitting = 0;
  for (const std::string& word : asked) {
    const int of_word = score_word(word, entry);
    score += of_word;
    fitting += of_word > 0 ? 1 : 0;
  }
  Fit result;
  if (asked.empty() || fitting * 3 < asked.size() * 2) return result;
  result.all_words = fitting == asked.size();
  result.score = score * 10 / static_cast<int>(asked.size());
  if (contains_words(entry.name, reading)) result.score += whole_phrase * 10;
  if (contains_words(entry.accented_name, accented)) result.score += same_accents * 10;
  // Among names with the same words the one that says little else is meant.
  result.score += entry.standing * 10 - static_cast<int>(std::min<std::size_t>(entry.name_words.size(), 40));
  result.score = std::max(result.score, 1);
  return result;
}

bool looks_like_code(std::string_view query) {
  return query.size() >= 3 && query[1] == '.' &&
         query.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

Synonyms Synonyms::read(std::string_view tsv) {
  const Table table = read_tsv(tsv);
  Synonyms synonyms;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    synonyms.pairs.push_back({search_key(table.at(row, "said")), search_key(table.at(row, "meant"))});
  }
  return synonyms;
}

const Synonyms& Synonyms::shipped() {
  static const Synonyms kept = read(resource("catalogue/synonyms.tsv"));
  return kept;
}

SearchEntry search_entry(const ProcedureVersion& version) {
  SearchEntry entry;
  entry.code = version.code;
  entry.accented_name = accented_key(version.name.vi);
  entry.name = search_key(version.name.vi);
  entry.name_words = words(entry.name);
  std::string other = version.sector.vi + " " + version.result_name.vi + " " + version.guidance.vi + " ";
  other += version.name.en + " " + version.sector.en;
  entry.other_words = words(search_key(other));
  std::sort(entry.other_words.begin(), entry.other_words.end());
  entry.standing = (version.source == Source::curated ? 4 : 0) + (version.handled_by == "ubnd_xa" ? 2 : 0) +
                   (version.handled_by == "cong_an_xa" ? 1 : 0);
  // Whoever says only what it is about wants it registered, rather than changed, extended or ended.
  if (contains_words(entry.name, "dang ky")) entry.standing += 1;
  return entry;
}

std::vector<std::size_t> search(std::string_view query, std::span<const SearchEntry* const> entries,
                                const Synonyms& synonyms) {
  std::vector<Fit> fits;
  const std::string_view asked = trim(query.substr(0, longest_query));
  const bool by_code = looks_like_code(asked);
  const std::string key = valid_utf8(asked) ? search_key(asked) : std::string();
  const std::string accented = valid_utf8(asked) ? accented_key(asked) : std::string();
  const std::vector<std::string> all = readings(key, synonyms);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    Fit best;
    if (asked.empty() || (by_code && entries[i]->code.starts_with(asked))) {
      best = {i, true, entries[i]->standing + 1};
    } else if (!by_code) {
      for (const std::string& reading : all) {
        const Fit one = fit(reading, accented, *entries[i]);
        if (std::pair(one.all_words, one.score) > std::pair(best.all_words, best.score)) best = one;
      }
    }
    best.position = i;
    if (best.score > 0) fits.push_back(best);
  }
  const bool some_have_all =
      std::any_of(fits.begin(), fits.end(), [](const Fit& fit) { return fit.all_words; });
  if (some_have_all) std::erase_if(fits, [](const Fit& fit) { return !fit.all_words; });
  std::sort(fits.begin(), fits.end(), [&](const Fit& a, const Fit& b) {
    if (a.score != b.score) return a.score > b.score;
    return entries[a.position]->code < entries[b.position]->code;
  });
  std::vector<std::size_t> found;
  for (const Fit& fit : fits) found.push_back(fit.position);
  return found;
}

}  // namespace motcua::catalogue
