#include "catalogue/asked.h"

#include <algorithm>

#include "catalogue/marks.h"

namespace motcua::catalogue {

namespace {

// How like a word of a title is to what was typed.
constexpr double marks_left_out = 0.97;
constexpr double some_marks_left_out = 0.8;  // in a question that has marks elsewhere
constexpr double marks_confused = 0.8;
constexpr double one_mark_other = 0.6;
constexpr double another_word = 0.4;  // the marks make another word, one that is known or surely no slip
constexpr double key_left_in = 0.93;
constexpr double one_slip = 0.72;
constexpr double two_slips = 0.6;
constexpr double slip_of_another_tone = 0.6;  // of the above: whoever types tones seldom types a wrong one
constexpr double only_begun = 0.7;
constexpr double unknown_weight = 0.7;
constexpr double unmarked_filler = 0.05;
constexpr double digits_weight = 0.15;
constexpr std::size_t most_begun = 12;
constexpr std::size_t most_asked = 64;     // words; search.cpp counts them in bits
constexpr std::size_t most_together = 40;  // letters of words run together

bool digits_only(const std::string& word) {
  return word.find_first_not_of("0123456789") == std::string::npos;
}

// Whoever types marks mostly types the right ones: other marks are another word, unless they are of those
// that are left out or confused.
double likeness_by_marks(std::string_view typed, std::string_view meant) {
  switch (marks_fit(typed, meant)) {
    case MarksFit::same:
      return 1;
    case MarksFit::left_out:
      return some_marks_left_out;
    case MarksFit::confused:
      return marks_confused;
    case MarksFit::one_other:
      return one_mark_other;
    case MarksFit::others:
      return another_word;
  }
  return another_word;
}

class Reader {
 public:
  Reader(const SearchIndex& index, bool marked) : index_(index), marked_(marked) {}

  void read(const TypedWord& word, Asked& asked) const {
    const auto plain = in_titles(word.plain);
    if (plain) {
      asked.push_back(exact(word, *plain, marked_));
      return;
    }
    for (const std::string& reading : keyboard_readings(word.plain)) {
      if (const auto known = in_titles(reading)) {
        AskedWord one = exact({word.typed, reading, reading}, *known, false);
        for (auto& candidate : one.candidates) candidate.likeness *= key_left_in;
        asked.push_back(std::move(one));
        return;
      }
    }
    if (run_together(word, asked)) return;
    asked.push_back(mistyped(word));
  }

  // The last word may not be finished: "khai si".
  void read_begun(AskedWord& last, const std::string& plain) const {
    if (plain.size() < 2 || plain.size() > 5 || digits_only(plain)) return;
    const auto before = [&](std::uint32_t word, const std::string& begun) {
      return index_.plain_words[word] < begun;
    };
    auto at = std::lower_bound(index_.alphabetical.begin(), index_.alphabetical.end(), plain, before);
    for (std::size_t added = 0; at != index_.alphabetical.end() && added < most_begun; ++at) {
      const std::string& word = index_.plain_words[*at];
      if (!word.starts_with(plain)) break;
      if (word == plain) continue;
      for (const std::uint32_t term : index_.plains[*at].terms) last.candidates.push_back({term, only_begun});
      ++added;
    }
  }

 private:
  std::optional<std::uint32_t> in_titles(const std::string& plain) const {
    const auto at = index_.plain_of_word.find(plain);
    if (at == index_.plain_of_word.end()) return std::nullopt;
    const auto& known = index_.plains[at->second];
    if (known.terms.empty() && known.filler == 1) return std::nullopt;
    return at->second;
  }

  // The word stands in titles or is a filler.
  AskedWord exact(const TypedWord& word, std::uint32_t plain, bool marks_count) const {
    AskedWord one{word.typed, plain, {}, 0, true};
    const auto filler = index_.filler_of_accented.find(word.accented);
    const bool is_filler = filler != index_.filler_of_accented.end();
    bool same = is_filler;
    double likest = 0;
    for (const std::uint32_t term : index_.plains[plain].terms)
      same = same || index_.terms[term].accented == word.accented;
    for (const std::uint32_t term : index_.plains[plain].terms) {
      double likeness = marks_left_out;
      if (index_.terms[term].accented == word.accented) {
        likeness = 1;
      } else if (marks_count) {
        const bool known_word = is_filler || (same && word.marked());
        likeness = known_word ? another_word : likeness_by_marks(word.accented, index_.terms[term].accented);
      }
      one.candidates.push_back({term, likeness});
      likest = std::max(likest, likeness);
      one.weight = std::max(one.weight, index_.terms[term].weight * likeness);
    }
    // A word that no title has speaks of something else, however like it looks.
    if (marks_count && word.marked() && !same && likest <= one_mark_other)
      one.weight = std::max(one.weight, unknown_weight);
    const double of_plain = index_.plains[plain].filler;
    if (one.candidates.empty()) one.weight = of_plain;
    if (is_filler && marks_count) one.weight = filler->second;
    // Without marks it may be another word than the one that says little.
    const double unmarked = unmarked_filler + 2 * of_plain;
    if (!marks_count && of_plain < 1)
      one.weight = one.candidates.empty() ? unmarked : std::min(one.weight, unmarked);
    return one;
  }

  AskedWord mistyped(const TypedWord& word) const {
    AskedWord one{word.typed, std::nullopt, {}, unknown_weight, false};
    if (digits_only(word.plain)) {
      one.weight = digits_weight;
      return one;
    }
    const auto known = index_.plain_of_word.find(word.plain);
    if (known != index_.plain_of_word.end()) one.plain = known->second;
    for (const auto& near : index_.near.near(word.plain, index_.plain_words)) {
      for (const std::uint32_t term : index_.plains[near.word].terms) {
        double likeness = near.changes == 1 ? one_slip : two_slips;
        if (!tone_may_be(word.accented, index_.terms[term].accented)) likeness *= slip_of_another_tone;
        one.candidates.push_back({term, one.plain ? likeness * likeness : likeness});
      }
    }
    return one;
  }

  // "dangkykethon": the fewest known words that make it up.
  bool run_together(const TypedWord& word, Asked& asked) const {
    const std::string& all = word.plain;
    if (all.size() < 6 || all.size() > most_together) return false;
    constexpr std::size_t none = 99;
    std::vector<std::size_t> pieces(all.size() + 1, none), from(all.size() + 1, 0);
    pieces[0] = 0;
    for (std::size_t end = 2; end <= all.size(); ++end) {
      for (std::size_t begin = end >= 7 ? end - 7 : 0; begin + 2 <= end; ++begin) {
        if (pieces[begin] + 1 >= pieces[end]) continue;
        std::string piece = all.substr(begin, end - begin);
        if (piece == "ky") piece = "ki";
        const auto known = index_.plain_of_word.find(piece);
        if (known == index_.plain_of_word.end() || index_.plains[known->second].terms.empty()) continue;
        pieces[end] = pieces[begin] + 1;
        from[end] = begin;
      }
    }
    if (pieces[all.size()] > all.size() / 2) return false;
    std::vector<std::string> parts;
    for (std::size_t end = all.size(); end > 0; end = from[end])
      parts.push_back(all.substr(from[end], end - from[end]));
    std::reverse(parts.begin(), parts.end());
    for (std::string& part : parts) {
      if (part == "ky") part = "ki";
      asked.push_back(exact({part, part, part}, index_.plain_of_word.at(part), false));
    }
    return true;
  }

  const SearchIndex& index_;
  const bool marked_;
};

}  // namespace

Asked read_asked(const SearchIndex& index, const std::vector<TypedWord>& words) {
  const bool marked = std::any_of(words.begin(), words.end(), [](auto& word) { return word.marked(); });
  const Reader reader(index, marked);
  Asked asked;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool again = std::any_of(words.begin(), words.begin() + static_cast<long>(i),
                                   [&](auto& earlier) { return earlier.accented == words[i].accented; });
    if (!again) reader.read(words[i], asked);
  }
  if (asked.size() > most_asked) asked.resize(most_asked);
  if (!asked.empty() && words.size() <= 4) reader.read_begun(asked.back(), words.back().plain);
  return asked;
}

std::vector<TypedWord> replaced(const SearchIndex& index, const std::vector<TypedWord>& words) {
  std::vector<TypedWord> out;
  bool any = false;
  for (std::size_t i = 0; i < words.size();) {
    const auto rules = index.replacements.find(words[i].plain);
    const SearchIndex::Replacement* fits = nullptr;
    if (rules != index.replacements.end()) {
      for (const auto& rule : rules->second) {
        const auto same = [](const TypedWord& said, const TypedWord& typed) {
          return said.plain == typed.plain && (!typed.marked() || typed.accented == said.accented);
        };
        if (rule.said.size() > words.size() - i) continue;
        if (!std::equal(rule.said.begin(), rule.said.end(), words.begin() + static_cast<long>(i), same))
          continue;
        fits = &rule;
        break;
      }
    }
    if (fits == nullptr) {
      out.push_back(words[i++]);
      continue;
    }
    any = true;
    out.insert(out.end(), fits->meant.begin(), fits->meant.end());
    i += fits->said.size();
  }
  return any ? out : std::vector<TypedWord>{};
}

}  // namespace motcua::catalogue
