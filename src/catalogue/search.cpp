#include "catalogue/search.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "catalogue/asked.h"
#include "catalogue/search_index.h"

namespace motcua::catalogue {

namespace {

using Title = SearchIndex::Title;
using TitleKind = SearchIndex::TitleKind;

constexpr std::size_t looked_at_closely = 60;  // titles
constexpr double order_counts = 0.12;          // of a score: words that stand side by side in both
constexpr double texts_count = 0.4;  // of a word's weight when it stands in papers, sector or result
constexpr double relevant = 0.45;    // below this score nothing was found
constexpr double relevant_by_name = 0.5;
constexpr double far_behind = 0.55;  // of the best: others are not shown
constexpr double vague = 0.85;       // a topic that fits so well is all the question says
constexpr double of_other_words = 0.98;
constexpr double telling_weight = 0.35;  // words below it do not make a title known
constexpr double one_of_several = 0.85;  // of a score: only one of a title's words, though more was said
constexpr double answer_of_topic = 0.97;
constexpr double without_standing = 0.95;  // the rest of a score is what a procedure's own authority adds
constexpr std::uint32_t none = ~0U;

// How well a title fits a question.
struct Fit {
  std::uint32_t title = 0;
  double score = 0;
};

// What the words of a question found in each title.
class Matching {
 public:
  Matching(const SearchIndex& index, const Asked& asked)
      : index_(index), asked_(asked), cells_(index.titles.size()), word_of_term_(index.terms.size(), none) {
    std::unordered_map<std::uint32_t, double> likeness;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      all_asked_ += asked[i].weight;
      telling_words_ += asked[i].weight >= telling_weight ? 1 : 0;
      for (const auto& candidate : asked[i].candidates) {
        gather(i, candidate);
        double& best = likeness[candidate.term];
        if (candidate.likeness <= best) continue;
        best = candidate.likeness;
        word_of_term_[candidate.term] = static_cast<std::uint32_t>(i);
      }
    }
  }

  // The best titles, scored closely, in no order.
  std::vector<Fit> fits() const {
    std::vector<Fit> list;
    for (const std::uint32_t title : touched_)
      list.push_back({title, score(cells_[title], index_.titles[title], 0)});
    const std::size_t kept = std::min(looked_at_closely, list.size());
    std::partial_sort(
        list.begin(), list.begin() + static_cast<long>(kept), list.end(),
        [](const Fit& a, const Fit& b) { return std::pair(b.score, a.title) < std::pair(a.score, b.title); });
    list.resize(kept);
    for (Fit& fit : list) fit.score = closely(fit.title);
    return list;
  }

  // The words of the question that the title has.
  std::string matched_words(std::uint32_t title) const {
    std::vector<bool> found(asked_.size());
    for (const std::uint32_t term : index_.titles[title].terms) {
      if (word_of_term_[term] != none) found[word_of_term_[term]] = true;
    }
    std::string words;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      if (found[i]) words += (words.empty() ? "" : " ") + asked_[i].typed;
    }
    return words;
  }

 private:
  struct Cell {
    double of_title = 0, of_question = 0;
    std::uint32_t word = none;  // the last word that found something here, and how much
    double word_of_title = 0, word_of_question = 0;
  };

  void gather(std::size_t word, const AskedWord::Candidate& candidate) {
    const double of_question = asked_[word].weight * candidate.likeness;
    for (const auto& at : index_.terms[candidate.term].titles) {
      Cell& cell = cells_[at.title];
      if (cell.word == none) touched_.push_back(at.title);
      const double of_title = at.weight * candidate.likeness;
      if (cell.word != word) {
        cell.word = static_cast<std::uint32_t>(word);
        cell.word_of_title = cell.word_of_question = 0;
      }
      if (of_title <= cell.word_of_title) continue;
      cell.of_title += of_title - cell.word_of_title;
      cell.of_question += std::max(0.0, of_question - cell.word_of_question);
      cell.word_of_title = of_title;
      cell.word_of_question = std::max(cell.word_of_question, of_question);
    }
  }

  double score(const Cell& cell, const Title& title, double from_texts) const {
    if (title.weight <= 0 || all_asked_ <= 0) return 0;
    const double of_title = std::min(1.0, cell.of_title / title.weight);
    const double of_question = std::min(1.0, (cell.of_question + from_texts) / all_asked_);
    if (of_title + of_question <= 0) return 0;
    return 2 * of_title * of_question / (of_title + of_question);
  }

  // With what stands in its papers, sector and result, and with the order of the words.
  double closely(std::uint32_t number) const {
    const Title& title = index_.titles[number];
    std::size_t found = 0, in_order = 0, telling = 0;
    std::uint64_t words_found = 0;
    std::uint32_t before = none;
    for (const std::uint32_t term : title.terms) {
      telling += index_.terms[term].weight >= telling_weight ? 1 : 0;
      const std::uint32_t word = word_of_term_[term];
      if (word != none) {
        ++found;
        words_found |= 1ULL << word;
        in_order += before != none && word == before + 1 ? 1 : 0;
      }
      before = word;
    }
    const double whole = score(cells_[number], title, from_texts(title, words_found));
    if (found < 2) return telling > 1 && telling_words_ > 1 ? whole * one_of_several : whole;
    const double order = static_cast<double>(in_order) / static_cast<double>(found - 1);
    return whole * (1 - order_counts + order_counts * order);
  }

  double from_texts(const Title& title, std::uint64_t words_found) const {
    if (title.kind == TitleKind::topic) return 0;
    double sum = 0;
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      if ((words_found >> i & 1U) != 0 || !asked_[i].plain) continue;
      const auto& texts = index_.plains[*asked_[i].plain].texts;
      if (std::binary_search(texts.begin(), texts.end(), title.owner)) sum += texts_count * asked_[i].weight;
    }
    return sum;
  }

  const SearchIndex& index_;
  const Asked& asked_;
  std::vector<Cell> cells_;
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> word_of_term_;  // the word of the question that is most like it
  double all_asked_ = 0;
  std::size_t telling_words_ = 0;
};

Why why_of(TitleKind kind) {
  switch (kind) {
    case TitleKind::name:
      return Why::name;
    case TitleKind::english_name:
      return Why::english_name;
    case TitleKind::said:
    case TitleKind::topic:
      return Why::said;
  }
  return Why::name;
}

// The best that several readings of a question found.
struct Gathered {
  std::vector<Hit> hits;                   // one for each procedure
  double topic_score = 0, best_score = 0;  // of topics and of procedures, without their standing
  std::uint32_t topic = 0;

  Hit& of(std::size_t position) {
    for (Hit& hit : hits) {
      if (hit.position == position) return hit;
    }
    hits.push_back({position, 0, Why::name, {}});
    return hits.back();
  }
};

void gather(const SearchIndex& index, const std::vector<TypedWord>& words, double share, Gathered& gathered) {
  const Asked asked = read_asked(index, words);
  const Matching matching(index, asked);
  for (const Fit& fit : matching.fits()) {
    const Title& title = index.titles[fit.title];
    const double score = fit.score * share * title.share;
    if (title.kind == TitleKind::topic) {
      if (score > gathered.topic_score) {
        gathered.topic_score = score;
        gathered.topic = title.owner;
      }
      continue;
    }
    if (score < (title.kind == TitleKind::said ? relevant : relevant_by_name)) continue;
    gathered.best_score = std::max(gathered.best_score, score);
    Hit& hit = gathered.of(title.owner);
    const double with_standing = score * without_standing + index.entries[title.owner].standing;
    if (with_standing <= hit.score) continue;
    hit.score = with_standing;
    hit.why = why_of(title.kind);
    hit.words = title.kind == TitleKind::said ? title.text : matching.matched_words(fit.title);
  }
}

// When the question says no more than a topic, each answer of the topic is a result.
void ask_back(const SearchIndex& index, const Gathered& gathered, Found& found) {
  if (gathered.topic_score < vague || gathered.topic_score + 0.005 < gathered.best_score) return;
  found.ask_back = index.topics[gathered.topic];
  double score = gathered.topic_score * without_standing;
  for (const auto& option : found.ask_back->options) {
    const std::size_t position = index.entry_of_code.at(option.codes.front());
    const auto known = std::find_if(found.hits.begin(), found.hits.end(),
                                    [&](const Hit& hit) { return hit.position == position; });
    if (known == found.hits.end()) {
      found.hits.push_back({position, score, Why::answer, option.label.vi});
    } else {
      known->score = std::max(known->score, score);
    }
    score *= answer_of_topic;
  }
}

bool looks_like_code(std::string_view text) {
  return text.size() >= 3 && text[1] == '.' &&
         text.find_first_not_of("0123456789.H") == std::string_view::npos;
}

std::vector<Hit> by_code(const SearchIndex& index, std::string_view text) {
  std::string wanted(text);
  if (const auto code = parse_code(text)) wanted = *code;
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < index.entries.size(); ++i) {
    if (index.entries[i].code.starts_with(wanted)) hits.push_back({i, 1, Why::code, index.entries[i].code});
  }
  return hits;
}

void order_and_cut(const SearchIndex& index, std::vector<Hit>& hits, std::size_t most) {
  std::sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
    if (a.score != b.score) return a.score > b.score;
    return index.entries[a.position].code < index.entries[b.position].code;
  });
  const double least = hits.empty() ? 0 : hits.front().score * far_behind;
  std::erase_if(hits, [&](const Hit& hit) { return hit.score < least; });
  if (hits.size() > most) hits.resize(most);
}

}  // namespace

Search::Search(std::span<const ProcedureVersion* const> procedures, const PeopleWords& people)
    : index_(std::make_unique<const SearchIndex>(procedures, people)) {}
Search::~Search() = default;
Search::Search(Search&&) noexcept = default;
Search& Search::operator=(Search&&) noexcept = default;

Found Search::find(std::string_view question, std::size_t most) const {
  Found found;
  if (looks_like_code(trim(question))) {
    found.hits = by_code(*index_, trim(question));
    order_and_cut(*index_, found.hits, most);
    return found;
  }
  const std::vector<TypedWord> words = typed_words(question);
  if (words.empty() || (words.size() == 1 && words.front().plain.size() < 2)) return found;
  Gathered gathered;
  gather(*index_, words, 1, gathered);
  const std::vector<TypedWord> other = replaced(*index_, words);
  if (!other.empty()) gather(*index_, other, of_other_words, gathered);
  found.hits = std::move(gathered.hits);
  ask_back(*index_, gathered, found);
  order_and_cut(*index_, found.hits, most);
  return found;
}

std::string Search::known_words(std::string_view question) const {
  const auto known = [&](const TypedWord& word) {
    const auto plain = index_->plain_of_word.find(word.plain);
    if (plain == index_->plain_of_word.end()) return false;
    if (index_->filler_of_accented.contains(word.accented)) return true;
    const auto& terms = index_->plains[plain->second].terms;
    if (!word.marked()) return !terms.empty();
    return std::any_of(terms.begin(), terms.end(),
                       [&](std::uint32_t term) { return index_->terms[term].accented == word.accented; });
  };
  std::string text;
  for (const TypedWord& word : typed_words(question)) {
    const std::string shown = known(word) ? word.typed : "…";
    if (shown == "…" && text.ends_with("…")) continue;
    text += (text.empty() ? "" : " ") + shown;
  }
  return text;
}

std::size_t Search::bytes() const { return index_->bytes(); }

}  // namespace motcua::catalogue
