#include "catalogue/fee_text.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace motcua::catalogue {

namespace {

constexpr long long smallest_fee = 1000;  // đồng; nothing is charged below the smallest note in use
constexpr long long largest_fee = 10'000'000'000;  // đồng
constexpr std::size_t longest_name = 80;  // bytes; beyond it the words before an amount are a sentence

// Takes `word` off the front of `text`, whatever its case.
bool take(std::string_view& text, std::string_view word) {
  if (text.size() < word.size()) return false;
  const std::string_view front = text.substr(0, word.size());
  if (!valid_utf8(front) || accented_key(front) != accented_key(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Figures in groups of three behind the first separator: "20,000", "1.500.000", "700"; leaves the front
// untouched when there is no figure. A wrong grouping ("2,00") gives nullopt with figures taken.
std::optional<long long> take_amount(std::string_view& text, bool& figures) {
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || ((text[end] == '.' || text[end] == ',') && end > 0 &&
                                                       end + 1 < text.size() && is_digit(text[end + 1])))) {
    ++end;
  }
  figures = end > 0;
  const std::string_view number = text.substr(0, end);
  text.remove_prefix(end);
  std::string plain;
  std::size_t in_group = 0;
  bool grouped = false;
  for (char c : number) {
    if (is_digit(c)) {
      plain += c;
      ++in_group;
      continue;
    }
    if (grouped ? in_group != 3 : in_group > 3) return std::nullopt;
    grouped = true;
    in_group = 0;
  }
  if (grouped && in_group != 3) return std::nullopt;
  return parse_integer(plain);
}

bool take_dong(std::string_view& text) {
  text = trim(text);
  for (std::string_view name : {"Việt Nam Đồng", "vnđ", "đồng", "đ"}) {
    if (take(text, name)) return true;
  }
  return false;
}

// Whether a text speaks of money or of who decides about it. With marks, since "động" and "đóng" are no
// money; the words without marks count too, for people who type none.
bool about_money(std::string_view text) {
  static const auto money = [] {
    std::set<std::string> keys;
    for (const char* word : {"phí", "đồng", "đ", "vnđ", "usd", "mức", "tiền", "phi", "dong", "vnd", "tien"}) {
      keys.insert(accented_key(word));
    }
    return keys;
  }();
  static const std::string contract = accented_key("hợp");
  std::string before;
  for (std::string& word : words(accented_key(text))) {
    // "hợp đồng" is a contract; "hội đồng" sets fees.
    if (before != contract && money.contains(word)) return true;
    before = std::move(word);
  }
  return false;
}

// Notes that only say "free" once more.
bool says_nothing_owed(std::string_view note) {
  static constexpr std::array known{"",
                                    "khong",
                                    "khong co",
                                    "khong quy dinh",
                                    "mien phi",
                                    "mien le phi",
                                    "khong thu phi",
                                    "khong thu le phi",
                                    "khong mat phi"};
  const std::string key = search_key(note);
  return std::find(known.begin(), known.end(), key) != known.end();
}

// Takes "(…)" with its inner brackets; `closed` is false when the last bracket is missing.
std::string_view take_brackets(std::string_view& text, bool& closed) {
  closed = true;
  if (!text.starts_with('(')) return {};
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) {
      const std::string_view inner = text.substr(1, i - 1);
      text.remove_prefix(i + 1);
      return trim(inner);
    }
  }
  closed = false;
  const std::string_view inner = text.substr(1);
  text = {};
  return trim(inner);
}

struct Price {
  std::optional<long long> amount;
  std::string name;
  std::string per;
};

std::string_view without_last_stop(std::string_view text) {
  text = trim(text);
  while (text.ends_with('.') || text.ends_with(';')) text = trim(text.substr(0, text.size() - 1));
  return text;
}

// "/văn bản" · "70.000 đồng/Giấy chứng nhận." · "Phí thẩm định: 100.000 đồng/lần"; nullopt when it says more.
std::optional<Price> price_note(std::string_view note) {
  Price price;
  std::string_view rest = without_last_stop(note);
  const std::size_t colon = rest.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view name = trim(rest.substr(0, colon));
    if (name.size() > longest_name || name.find_first_of("0123456789(.") != std::string_view::npos)
      return std::nullopt;
    price.name = std::string(name);
    rest = trim(rest.substr(colon + 1));
  }
  bool figures = false;
  price.amount = take_amount(rest, figures);
  if (figures && (!price.amount || !take_dong(rest))) return std::nullopt;
  rest = trim(rest);
  if (rest.empty()) return figures ? std::optional(price) : std::nullopt;
  if (!rest.starts_with('/')) return std::nullopt;
  rest = trim(rest.substr(1));
  const bool one_thing = !rest.empty() && rest.size() <= longest_name &&
                         rest.find_first_of("0123456789(.,;:/") == std::string_view::npos &&
                         !about_money(rest);
  if (!one_thing) return std::nullopt;
  price.per = std::string(rest);
  return price;
}

struct Parts {
  std::optional<long long> amount;
  bool figures = false;
  std::string_view note;
  bool note_closed = true;
  std::string_view rest;
};

void read_priced(const Parts& parts, FeeText& read) {
  if (parts.figures && !parts.amount) {
    read.why = "fee_unreadable";
    return;
  }
  std::optional<long long> amount = parts.amount;
  if (!parts.note_closed || about_money(parts.rest)) {
    read.why = amount ? "fee_conditional" : "fee_without_amount";
    return;
  }
  if (!parts.note.empty()) {
    const auto price = price_note(parts.note);
    if (!price) {
      read.why = amount ? "fee_conditional" : "fee_without_amount";
      return;
    }
    if (amount && price->amount && *amount != *price->amount) {
      read.why = "fee_contradictory";
      return;
    }
    if (!amount) amount = price->amount;
    read.fee.name.vi = price->name;
    read.fee.per.vi = price->per;
  }
  if (!amount) {
    read.why = "fee_without_amount";
  } else if (*amount < smallest_fee || *amount > largest_fee) {
    read.why = "fee_implausible";
  } else {
    read.fee.amount_vnd = *amount;
    return;
  }
  read.fee.name = read.fee.per = {};
}

}  // namespace

FeeText parse_fee_text(std::string_view text) {
  FeeText read;
  if (!valid_utf8(text)) return {Fee{}, "", "fee_unreadable"};
  const std::string tidied = tidy(text);
  read.fee.text.vi = tidied;
  std::string_view rest = tidied;
  Parts parts;
  if (tidied.empty()) {
    read.why = "fee_missing";
  } else if (take(rest, "Miễn phí")) {
    parts.note = take_brackets(rest, parts.note_closed);
    const bool free = parts.note_closed && says_nothing_owed(parts.note) && !about_money(rest);
    if (free) read.fee.amount_vnd = 0;
    if (!free) read.why = "fee_contradictory";
  } else if (take(rest, "Không có thông tin")) {
    read.why = "fee_unknown";
  } else {
    parts.amount = take_amount(rest, parts.figures);
    if (parts.figures && take(rest = trim(rest), "usd")) {
      read.why = "fee_currency";
      rest = {};
    } else if (!take_dong(rest)) {
      read.why = "fee_unreadable";
      rest = {};
    } else {
      parts.note = take_brackets(rest = trim(rest), parts.note_closed);
      parts.rest = rest;
      read_priced(parts, read);
    }
  }
  // Behind an amount that is not believed the rest may be part of the price, so it stays in `text` only.
  if (read.fee.amount_vnd || read.why == "fee_unknown") read.note = std::string(trim(rest));
  return read;
}

}  // namespace motcua::catalogue
