#include "catalogue/search_index.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace motcua::catalogue {

namespace {

// How much a word of a name counts by where it stands: names end in conditions and places that nobody says.
constexpr double in_brackets = 0.15;
constexpr double less_meant = 0.01;  // each further procedure of a saying
constexpr std::size_t words_in_full = 9;
constexpr double far_back = 0.5;
constexpr std::size_t words_that_count = 18;
constexpr double at_the_end = 0.15;
constexpr double in_too_many_texts = 0.3;  // of the procedures: such a word tells nothing

double standing_of(const ProcedureVersion& version) {
  double standing = version.source == Source::curated ? 0.03 : 0;
  if (version.handled_by == "ubnd_xa") standing += 0.02;
  if (version.handled_by == "cong_an_xa") standing += 0.015;
  return standing;
}

// ASCII signs and spaces part words; what is beyond ASCII is left to words_of_token. A table, since millions
// of letters are asked.
constexpr std::array<bool, 256> parting_signs = [] {
  std::array<bool, 256> parts{};
  for (std::size_t sign = 0; sign < 128; ++sign) {
    const bool digit = sign >= '0' && sign <= '9';
    const bool letter = (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    parts[sign] = !digit && !letter;
  }
  return parts;
}();
bool parts_words(char sign) { return parting_signs[static_cast<unsigned char>(sign)]; }

template <class Each>
void each_token(std::string_view text, const Each& each) {
  for (auto begin = text.begin(); begin != text.end();) {
    begin = std::find_if_not(begin, text.end(), parts_words);
    const auto end = std::find_if(begin, text.end(), parts_words);
    if (begin != end) each(std::string_view(begin, end));
    begin = end;
  }
}

bool has_title(const AskBack& topic, const std::unordered_map<std::string, std::uint32_t>& codes) {
  const auto known = [&](const AskBack::Option& option) {
    return std::any_of(option.codes.begin(), option.codes.end(),
                       [&](auto& code) { return codes.contains(code); });
  };
  return std::count_if(topic.options.begin(), topic.options.end(), known) >= 2;
}

}  // namespace

SearchIndex::SearchIndex(std::span<const ProcedureVersion* const> procedures, const PeopleWords& people) {
  add_fillers(people);
  add_names(procedures);
  add_people_words(people);
  near = NearWords(plain_words);
  for (std::uint32_t i = 0; i < plain_words.size(); ++i) {
    if (!plains[i].terms.empty()) alphabetical.push_back(i);
  }
  std::sort(alphabetical.begin(), alphabetical.end(),
            [&](std::uint32_t a, std::uint32_t b) { return plain_words[a] < plain_words[b]; });
  add_texts(procedures);
  weigh(procedures.size());
  tokens_ = {};
}

SearchIndex::Token& SearchIndex::token(std::string_view text) {
  const auto [at, fresh] = tokens_.try_emplace(text);
  if (fresh && valid_utf8(text)) {
    for (TypedWord& word : words_of_token(tidy(text))) at->second.words.push_back({std::move(word), {}, {}});
  }
  return at->second;
}

std::uint32_t SearchIndex::plain_id(const std::string& word) {
  const auto [at, fresh] = plain_of_word.try_emplace(word, static_cast<std::uint32_t>(plains.size()));
  if (fresh) {
    plains.emplace_back();
    plain_words.push_back(word);
  }
  return at->second;
}

std::uint32_t SearchIndex::term_id(const TypedWord& word) {
  const auto [at, fresh] =
      term_of_accented_.try_emplace(word.accented, static_cast<std::uint32_t>(terms.size()));
  if (fresh) {
    const std::uint32_t plain = plain_id(word.plain);
    terms.push_back({word.accented, plain, 0, {}});
    plains[plain].terms.push_back(at->second);
  }
  return at->second;
}

void SearchIndex::add_fillers(const PeopleWords& people) {
  for (const auto& filler : people.fillers) {
    for (const TypedWord& word : typed_words(filler.word)) {
      filler_of_accented[word.accented] = filler.weight;
      Plain& plain = plains[plain_id(word.plain)];
      // Without marks a word that speaks of something else may be one that says little.
      if (filler.weight <= 1) plain.filler = std::min(plain.filler, filler.weight);
      if (filler.weight > 1 && plain.filler == 1) plain.filler = filler.weight;
    }
  }
}

// The weights of its words are filled in by weigh(); until then an occurrence holds the share of its place.
void SearchIndex::add_title(TitleKind kind, std::uint32_t owner, std::string_view text) {
  const auto title = static_cast<std::uint32_t>(titles.size());
  const bool said = kind == TitleKind::said || kind == TitleKind::topic;
  titles.push_back({kind, owner, 0, {}, std::string(said ? text : ""), 1});
  const auto add_word = [&](ReadWord& word, double share) {
    if (!word.term) word.term = term_id(word.word);
    const std::uint32_t term = *word.term;
    std::vector<std::uint32_t>& known = titles[title].terms;
    if (std::find(known.begin(), known.end(), term) != known.end()) return;
    known.push_back(term);
    double place = share;
    if (kind == TitleKind::name && known.size() > words_in_full) place = std::min(place, far_back);
    if (kind == TitleKind::name && known.size() > words_that_count) place = std::min(place, at_the_end);
    terms[term].titles.push_back({title, static_cast<float>(place)});
  };
  const auto add = [&](std::string_view part, double share) {
    each_token(part, [&](std::string_view text_of_token) {
      for (ReadWord& word : token(text_of_token).words) add_word(word, share);
    });
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const bool bracket = text[begin] == '(';
    std::size_t end = text.find(bracket ? ')' : '(', begin + 1);
    end = end == std::string_view::npos ? text.size() : end;
    add(text.substr(begin, end - begin), bracket ? in_brackets : 1);
    begin = end;
  }
}

void SearchIndex::add_names(std::span<const ProcedureVersion* const> procedures) {
  for (const ProcedureVersion* version : procedures) {
    const auto position = static_cast<std::uint32_t>(entries.size());
    entries.push_back({version->code, standing_of(*version)});
    entry_of_code.emplace(version->code, position);
    std::string_view name = version->name.vi;
    constexpr std::string_view prefix = "Thủ tục ";
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    add_title(TitleKind::name, position, name);
    if (!version->name.en.empty()) add_title(TitleKind::english_name, position, version->name.en);
  }
}

void SearchIndex::add_people_words(const PeopleWords& people) {
  for (const auto& saying : people.sayings) {
    double share = 1;
    for (const std::string& code : saying.codes) {
      const auto known = entry_of_code.find(code);
      if (known == entry_of_code.end()) continue;
      add_title(TitleKind::said, known->second, saying.said);
      titles.back().share = share;
      share -= less_meant;
    }
  }
  for (const auto& topic : people.topics) {
    if (!has_title(topic.ask_back, entry_of_code)) continue;
    const auto position = static_cast<std::uint32_t>(topics.size());
    topics.push_back(topic.ask_back);
    for (const std::string& said : topic.said) add_title(TitleKind::topic, position, said);
    for (auto& option : topics.back().options)
      std::erase_if(option.codes, [&](auto& code) { return !entry_of_code.contains(code); });
    std::erase_if(topics.back().options, [](auto& option) { return option.codes.empty(); });
  }
  for (const auto& pair : people.other_words) {
    Replacement replacement{typed_words(pair.said), typed_words(pair.meant)};
    if (replacement.said.empty()) continue;
    for (const TypedWord& word : replacement.said) plain_id(word.plain);
    replacements[replacement.said.front().plain].push_back(std::move(replacement));
  }
  for (auto& [first, list] : replacements) {
    std::sort(list.begin(), list.end(), [](auto& a, auto& b) { return a.said.size() > b.said.size(); });
  }
}

void SearchIndex::add_texts(std::span<const ProcedureVersion* const> procedures) {
  std::uint32_t position = 0;
  const auto add_token = [&](std::string_view text) {
    Token& known = token(text);
    if (known.last_text == position) return;
    known.last_text = position;
    for (ReadWord& word : known.words) {
      if (!word.plain) word.plain = plain_id(word.word.plain);
      auto& texts = plains[*word.plain].texts;
      if (texts.empty() || texts.back() != position) texts.push_back(position);
    }
  };
  for (const ProcedureVersion* version : procedures) {
    for (const std::string* text : {&version->sector.vi, &version->sector.en, &version->name.vi,
                                    &version->result_name.vi, &version->guidance.vi}) {
      each_token(*text, add_token);
    }
    for (const Paper& paper : version->papers) {
      each_token(std::string_view(paper.name.vi).substr(0, paper.name.vi.find('(')), add_token);
    }
    ++position;
  }
}

void SearchIndex::weigh(std::size_t procedures) {
  const double all = std::log(1.0 + static_cast<double>(procedures) + static_cast<double>(topics.size()));
  std::vector<std::uint32_t> seen_in(std::max(procedures, topics.size()), 0);  // term, from one, by owner
  for (std::uint32_t number = 1; number <= terms.size(); ++number) {
    Term& term = terms[number - 1];
    long different = 0;
    for (const Occurrence& at : term.titles) {
      std::uint32_t& seen = seen_in[titles[at.title].owner];
      different += seen == number ? 0 : 1;
      seen = number;
    }
    const auto filler = filler_of_accented.find(term.accented);
    const double rarity = 1 - std::log(static_cast<double>(std::max<long>(different, 1))) / all;
    // Even a word of many names tells something when it is the only one that was said. One that speaks of
    // something else in questions ("bay") is in a name a word like any other ("tàu bay").
    const bool says_little = filler != filler_of_accented.end() && filler->second <= 1;
    term.weight = says_little ? filler->second : std::max(0.25, rarity);
    for (Occurrence& at : term.titles) {
      at.weight *= static_cast<float>(term.weight);
      titles[at.title].weight += at.weight;
    }
  }
  const auto too_many = static_cast<std::size_t>(in_too_many_texts * static_cast<double>(procedures));
  for (Plain& plain : plains) {
    if (plain.texts.size() > std::max<std::size_t>(too_many, 3)) plain.texts.clear();
    plain.texts.shrink_to_fit();
  }
}

std::size_t SearchIndex::bytes() const {
  std::size_t sum = near.bytes();
  for (const Title& title : titles) sum += sizeof title + title.terms.capacity() * 4 + title.text.capacity();
  for (const Term& term : terms)
    sum += sizeof term + term.titles.capacity() * sizeof(Occurrence) + 2 * term.accented.capacity() + 64;
  for (const Plain& plain : plains)
    sum += sizeof plain + (plain.terms.capacity() + plain.texts.capacity()) * 4;
  for (const std::string& word : plain_words) sum += 2 * (sizeof word + word.capacity()) + 48;
  return sum + entries.size() * (sizeof(Entry) + 96);
}

}  // namespace motcua::catalogue
