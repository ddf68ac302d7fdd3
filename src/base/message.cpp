#include "base/message.h"

#include <stdexcept>

#include "base/check.h"
#include "base/resource.h"
#include "base/table.h"

namespace motcua {
namespace {

struct Sentence {
  std::string vi;
  std::string en;
  int status = 0;
};
using Sentences = std::map<std::string, Sentence, std::less<>>;

// data/messages/*.tsv, problems left out; an id belongs to one file.
Sentences load(std::string_view prefix, std::string_view id_column, bool deeper) {
  Sentences all;
  for (const auto& file : resources_under(prefix)) {
    const bool nested = file.name.substr(prefix.size()).find('/') != std::string_view::npos;
    if (nested != deeper || !file.name.ends_with(".tsv")) continue;
    const Table table = read_tsv(file.content);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      Sentence sentence{table.at(row, "vi"), table.at(row, "en"), 0};
      if (id_column == "code") sentence.status = std::stoi(table.at(row, "status"));
      const bool added = all.emplace(table.at(row, id_column), std::move(sentence)).second;
      if (!added) throw std::runtime_error("message id used twice: " + table.at(row, id_column));
    }
  }
  return all;
}

const Sentences& sentences() {
  static const Sentences all = load("messages/", "id", false);
  return all;
}

const Sentences& problems() {
  static const Sentences all = load("messages/problems/", "code", false);
  return all;
}

const Sentence& find(const Sentences& all, std::string_view id) {
  const auto found = all.find(id);
  if (found == all.end()) throw CheckFailed("no message for " + std::string(id));
  return found->second;
}

// A hole without a parameter stays as it is: visible, and no reason to fail a request.
std::string fill(const std::string& sentence, const Params& params) {
  std::string out;
  for (std::size_t pos = 0; pos < sentence.size();) {
    const std::size_t open = std::min(sentence.find('{', pos), sentence.size());
    out.append(sentence, pos, open - pos);
    if (open == sentence.size()) break;
    const std::size_t close = sentence.find('}', open);
    const auto param =
        close == std::string::npos ? params.end() : params.find(sentence.substr(open + 1, close - open - 1));
    if (param == params.end()) {
      out += '{';
      pos = open + 1;
    } else {
      out += param->second;
      pos = close + 1;
    }
  }
  return out;
}

const std::string& in(const Sentence& sentence, Language language) {
  return language == Language::en ? sentence.en : sentence.vi;
}

}  // namespace

Language language_of(std::string_view tag, Language otherwise) {
  if (tag.starts_with("vi")) return Language::vi;
  if (tag.starts_with("en")) return Language::en;
  return otherwise;
}

std::string_view tag_of(Language language) { return language == Language::en ? "en" : "vi"; }

std::string message(Language language, std::string_view id, const Params& params) {
  return fill(in(find(sentences(), id), language), params);
}

bool has_message(std::string_view id) { return sentences().contains(id); }

std::string problem_message(Language language, const Problem& problem) {
  return fill(in(find(problems(), problem.code), language), problem.params);
}

int problem_status(const Problem& problem) { return find(problems(), problem.code).status; }

}  // namespace motcua
