// Items of described bodies that are written as text: texts, choices, ids, dates, maps of texts.
#include <fmt/format.h>
#include <algorithm>

#include "base/text.h"
#include "http/shape.h"

namespace motcua::http {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool all_of(std::string_view text, bool (*test)(char)) { return std::all_of(text.begin(), text.end(), test); }

bool matches_phone(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  if (!all_of(text, [](char c) { return is_digit(c) || c == ' ' || c == '.'; })) return false;
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  return digits >= 8 && digits <= 15;
}

bool matches_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  return text.find('@', at + 1) == std::string_view::npos && text.find(' ') == std::string_view::npos;
}

bool matches(Pattern pattern, std::string_view text) {
  switch (pattern) {
    case Pattern::any:
      return true;
    case Pattern::line:
      return text.find_first_of("\r\n") == std::string_view::npos;
    case Pattern::code:
      return all_of(text, [](char c) {
        return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '_' || c == '/';
      });
    case Pattern::digits:
      return all_of(text, is_digit);
    case Pattern::phone:
      return matches_phone(text);
    case Pattern::email:
      return matches_email(text);
    case Pattern::scanned:
      return text.find('\0') == std::string_view::npos;
  }
  CHECK(false);
  return false;
}

struct PatternFacts {
  const char* problem;
  const char* regex;  // for the API document
};

PatternFacts facts_of(Pattern pattern) {
  switch (pattern) {
    case Pattern::any:
      return {"", ""};
    case Pattern::line:
      return {"http.not_one_line", "^[^\\r\\n]*$"};
    case Pattern::code:
      return {"http.not_a_code", "^[A-Za-z0-9._/-]*$"};
    case Pattern::digits:
      return {"http.not_digits", "^[0-9]*$"};
    case Pattern::phone:
      return {"http.not_a_phone", "^\\+?[0-9 .]*$"};
    case Pattern::email:
      return {"http.not_an_email", "^[^@ ]+@[^@ ]+$"};
    case Pattern::scanned:
      return {"http.illegal_character", ""};
  }
  CHECK(false);
  return {};
}

// NUL cannot be stored by PostgreSQL, and the other control characters hide what a reader sees.
bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
  });
}

// U+202A to U+202E and U+2066 to U+2069: what follows is shown in another order than it is stored in.
bool turns_direction(std::string_view text) {
  for (auto at = text.find("\xE2"); at != std::string_view::npos; at = text.find("\xE2", at + 1)) {
    const std::string_view sign = text.substr(at, 3);
    if (sign >= "\xE2\x80\xAA" && sign <= "\xE2\x80\xAE") return true;
    if (sign >= "\xE2\x81\xA6" && sign <= "\xE2\x81\xA9") return true;
  }
  return false;
}

bool is_printable_ascii(std::string_view text) {
  bool printable = true;  // without a way out in between, so that the compiler takes many at a time
  for (const char c : text) printable &= (c >= 0x20) & (c < 0x7f);
  return printable;
}

// nullptr and a fault when the value is no acceptable text.
const json::string* as_text(const json::value& value, Faults& faults, bool scanned = false) {
  const auto* text = value.if_string();
  if (text == nullptr) {
    faults.add("http.wrong_type", {{"expected", "string"}});
  } else if (is_printable_ascii({text->data(), text->size()})) {
    return text;  // ids, dates, codes
  } else if (!valid_utf8({text->data(), text->size()})) {
    faults.add("http.invalid_utf8");
    return nullptr;
  } else if (!scanned && (has_control_character({text->data(), text->size()}) ||
                          turns_direction({text->data(), text->size()}))) {
    faults.add("http.illegal_character");
    return nullptr;
  }
  return text;
}

bool check_length(std::string_view text, std::size_t min, std::size_t max, Faults& faults) {
  const auto length = length_in_characters(text);
  if (length >= min && length <= max) return true;
  if (length == 0) {
    faults.add("http.required");
  } else if (length < min) {
    faults.add("http.too_short", {{"min", std::to_string(min)}, {"length", std::to_string(length)}});
  } else {
    faults.add("http.too_long", {{"max", std::to_string(max)}, {"length", std::to_string(length)}});
  }
  return false;
}

class TextSchema final : public Schema {
 public:
  TextSchema(std::size_t min, std::size_t max, Pattern pattern) : min_(min), max_(max), pattern_(pattern) {}
  void read(const json::value& value, Faults& faults, void* out) const override {
    const auto* found = as_text(value, faults, pattern_ == Pattern::scanned);
    if (found == nullptr) return;
    const std::string_view text(found->data(), found->size());
    if (!check_length(text, min_, max_, faults)) return;
    if (!text.empty() && !matches(pattern_, text)) return faults.add(facts_of(pattern_).problem);
    *static_cast<std::string*>(out) = text;
  }
  json::value write(const void* in) const override {
    return json::string(*static_cast<const std::string*>(in));
  }
  void write_canonical(const void* in, std::string& out) const override {
    append_canonical(out, std::string_view(*static_cast<const std::string*>(in)));
  }
  json::object describe(Components&) const override {
    json::object schema{{"type", "string"}};
    if (min_ > 0) schema["minLength"] = min_;
    if (max_ != unlimited) schema["maxLength"] = max_;
    if (const std::string regex = facts_of(pattern_).regex; !regex.empty()) schema["pattern"] = regex;
    return schema;
  }

 private:
  std::size_t min_, max_;
  Pattern pattern_;
};

void refuse_choice(const std::vector<std::string>& allowed, Faults& faults) {
  faults.add("http.not_one_of", {{"allowed", fmt::format("{}", fmt::join(allowed, ", "))}});
}

json::object describe_choice(const std::vector<std::string>& allowed) {
  json::array values;
  for (const auto& one : allowed) values.push_back(json::string(one));
  return {{"type", "string"}, {"enum", std::move(values)}};
}

class OneOfSchema final : public Schema {
 public:
  explicit OneOfSchema(std::vector<std::string> allowed) : allowed_(std::move(allowed)) {}
  void read(const json::value& value, Faults& faults, void* out) const override {
    const auto* found = as_text(value, faults);
    if (found == nullptr) return;
    const std::string_view text(found->data(), found->size());
    if (std::find(allowed_.begin(), allowed_.end(), text) == allowed_.end()) {
      return refuse_choice(allowed_, faults);
    }
    *static_cast<std::string*>(out) = text;
  }
  json::value write(const void* in) const override {
    return json::string(*static_cast<const std::string*>(in));
  }
  void write_canonical(const void* in, std::string& out) const override {
    append_canonical(out, std::string_view(*static_cast<const std::string*>(in)));
  }
  json::object describe(Components&) const override { return describe_choice(allowed_); }

 private:
  std::vector<std::string> allowed_;
};

class ChoiceSchema final : public Schema {
 public:
  ChoiceSchema(std::vector<std::pair<std::string, std::int64_t>> allowed, detail::IntegerAccess access)
      : allowed_(std::move(allowed)), access_(access) {
    for (const auto& [name, value] : allowed_) names_.push_back(name);
  }
  void read(const json::value& value, Faults& faults, void* out) const override {
    const auto* found = as_text(value, faults);
    if (found == nullptr) return;
    for (const auto& [name, number] : allowed_) {
      if (std::string_view(found->data(), found->size()) == name) return access_.set(out, number);
    }
    refuse_choice(names_, faults);
  }
  json::value write(const void* in) const override {
    for (const auto& [name, number] : allowed_) {
      if (number == access_.get(in)) return json::string(name);
    }
    CHECK(false);  // an enumerator that its description forgot
    return nullptr;
  }
  void write_canonical(const void* in, std::string& out) const override {
    for (const auto& [name, number] : allowed_) {
      if (number == access_.get(in)) return append_canonical(out, std::string_view(name));
    }
    CHECK(false);
  }
  json::object describe(Components&) const override { return describe_choice(names_); }

 private:
  std::vector<std::pair<std::string, std::int64_t>> allowed_;
  std::vector<std::string> names_;
  detail::IntegerAccess access_;
};

// Texts that stand for something: one class, three uses.
template <class T>
class ParsedSchema final : public Schema {
 public:
  ParsedSchema(const char* format, const char* problem, std::optional<T> (*parse)(std::string_view),
               std::string (*print)(const T&))
      : format_(format), problem_(problem), parse_(parse), print_(print) {}
  void read(const json::value& value, Faults& faults, void* out) const override {
    const auto* found = as_text(value, faults);
    if (found == nullptr) return;
    if (found->empty()) return faults.add("http.required");
    const auto parsed = parse_({found->data(), found->size()});
    if (!parsed) return faults.add(problem_);
    *static_cast<T*>(out) = *parsed;
  }
  json::value write(const void* in) const override {
    return json::string(print_(*static_cast<const T*>(in)));
  }
  void write_canonical(const void* in, std::string& out) const override {
    append_canonical(out, std::string_view(print_(*static_cast<const T*>(in))));
  }
  json::object describe(Components&) const override { return {{"type", "string"}, {"format", format_}}; }

 private:
  const char* format_;
  const char* problem_;
  std::optional<T> (*parse_)(std::string_view);
  std::string (*print_)(const T&);
};

class TextMapSchema final : public Schema {
 public:
  TextMapSchema(std::size_t max_entries, std::size_t max_characters)
      : max_entries_(max_entries), max_characters_(max_characters) {}
  void read(const json::value& value, Faults& faults, void* out) const override {
    const auto* object = value.if_object();
    if (object == nullptr) return faults.add("http.wrong_type", {{"expected", "object"}});
    if (object->size() > max_entries_) {
      return faults.add("http.too_many",
                        {{"max", std::to_string(max_entries_)}, {"count", std::to_string(object->size())}});
    }
    auto& map = *static_cast<std::map<std::string, std::string>*>(out);
    for (const auto& member : *object) {
      const std::string_view key(member.key().data(), member.key().size());
      const Faults::Inside inside(faults, key);
      if (key.empty() || key.size() > 100 || has_control_character(key)) {
        faults.add("http.unknown_field");
        continue;
      }
      const auto* found = as_text(member.value(), faults);
      if (found == nullptr) continue;
      const std::string_view text(found->data(), found->size());
      if (check_length(text, 0, max_characters_, faults)) map.emplace(key, text);
    }
  }
  json::value write(const void* in) const override {
    json::object object;
    for (const auto& [key, text] : *static_cast<const std::map<std::string, std::string>*>(in)) {
      object.emplace(key, json::string(text));
    }
    return object;
  }
  json::object describe(Components&) const override {
    json::object item{{"type", "string"}};
    if (max_characters_ != unlimited) item["maxLength"] = max_characters_;
    return {{"type", "object"}, {"additionalProperties", std::move(item)}};
  }

 private:
  std::size_t max_entries_, max_characters_;
};

}  // namespace

Shape<std::string> text(std::size_t min, std::size_t max, Pattern pattern) {
  CHECK(min <= max);
  return Shape<std::string>(std::make_shared<TextSchema>(min, max, pattern));
}

Shape<std::string> one_of(const std::vector<std::string>& allowed) {
  return Shape<std::string>(std::make_shared<OneOfSchema>(allowed));
}

Shape<std::string> one_of(std::initializer_list<std::string_view> allowed) {
  return one_of(std::vector<std::string>(allowed.begin(), allowed.end()));
}

Shape<LanguageMap> language_map(std::size_t max_characters) {
  return object<LanguageMap>(
      max_characters == unlimited ? "LanguageMap" : fmt::format("LanguageMap{}", max_characters),
      {field("vi", &LanguageMap::vi, text(0, max_characters)),
       field("en", &LanguageMap::en, text(0, max_characters)).or_default()});
}

Shape<std::map<std::string, std::string>> text_map(std::size_t max_entries, std::size_t max_characters) {
  return Shape<std::map<std::string, std::string>>(
      std::make_shared<TextMapSchema>(max_entries, max_characters));
}

namespace detail {

SchemaRef choice_schema(std::vector<std::pair<std::string, std::int64_t>> allowed, IntegerAccess access) {
  return std::make_shared<ChoiceSchema>(std::move(allowed), access);
}

}  // namespace detail

template <>
Shape<std::string> shape<std::string>() {
  static const auto kept = text();
  return kept;
}
template <>
Shape<Uuid> shape<Uuid>() {
  static const Shape<Uuid> kept(std::make_shared<ParsedSchema<Uuid>>(
      "uuid", "http.not_a_uuid", &Uuid::parse, [](const Uuid& id) { return id.text(); }));
  return kept;
}
template <>
Shape<Instant> shape<Instant>() {
  static const Shape<Instant> kept(std::make_shared<ParsedSchema<Instant>>(
      "date-time", "http.unreadable_time", [](std::string_view text) { return parse_instant(text); },
      [](const Instant& instant) { return format_iso(instant); }));
  return kept;
}
template <>
Shape<LocalDate> shape<LocalDate>() {
  static const Shape<LocalDate> kept(std::make_shared<ParsedSchema<LocalDate>>(
      "date", "http.unreadable_date", &parse_date, [](const LocalDate& date) { return format_iso(date); }));
  return kept;
}
template <>
Shape<LanguageMap> shape<LanguageMap>() {
  static const auto kept = language_map(unlimited);
  return kept;
}
template <>
Shape<std::map<std::string, std::string>> shape<std::map<std::string, std::string>>() {
  static const auto kept = text_map(200, 5000);
  return kept;
}
}  // namespace motcua::http
