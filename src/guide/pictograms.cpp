#include "guide/pictograms.h"

#include "base/check.h"
#include "base/resource.h"
#include "base/table.h"
#include "base/text.h"

namespace motcua::guide {
namespace {

using Pictures = std::map<std::string, documents::Picture, std::less<>>;

const Pictures& pictures() {
  static const Pictures all = [] {
    Pictures read;
    const Table table = read_tsv(resource("guide/pictograms.tsv"));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      auto& picture = read[table.at(row, "key")];
      for (const auto& part : split(table.at(row, "parts"), '|')) {
        const bool filled = part.starts_with('+');
        picture.push_back({part.substr(filled ? 1 : 0), filled});
      }
    }
    return read;
  }();
  return all;
}

struct PaperWords {
  std::string picture;
  std::vector<std::string> words;  // search keys with a space on both sides
};

const std::vector<PaperWords>& paper_words() {
  static const std::vector<PaperWords> all = [] {
    std::vector<PaperWords> read;
    const Table table = read_tsv(resource("guide/paper_pictures.tsv"));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      auto& each = read.emplace_back(PaperWords{table.at(row, "picture"), {}});
      for (const auto& word : split(table.at(row, "words"), '|')) each.words.push_back(" " + word + " ");
    }
    return read;
  }();
  return all;
}

}  // namespace

const documents::Picture& pictogram(std::string_view key) {
  const auto found = pictures().find(key);
  CHECK(found != pictures().end());
  return found->second;
}

bool has_pictogram(std::string_view key) { return pictures().contains(key); }

std::string paper_picture(std::string_view name) {
  const auto key = " " + search_key(name) + " ";
  for (const auto& each : paper_words()) {
    for (const auto& word : each.words) {
      if (key.find(word) != std::string::npos) return each.picture;
    }
  }
  return "paper";
}

void set_pictograms(http::View& view, const std::set<std::string>& keys) {
  std::vector<http::View> drawn;
  for (const auto& key : keys) {
    std::vector<http::View> parts;
    for (const auto& part : pictogram(key)) {
      parts.push_back(http::View().set("d", part.path).set("filled", part.filled));
    }
    drawn.push_back(http::View().set("key", key).set("parts", std::move(parts)));
  }
  view.set("pictograms", std::move(drawn));
}

}  // namespace motcua::guide
