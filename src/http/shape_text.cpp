// Items of described bodies that are written as text: texts, choices, ids, dates, maps of texts.
#include <fmt/format.h>
#include <algorithm>

#include "base/text.h"
#include "http/canonical_text.h"
#include "http/shape.h"
#include "http/text_pattern.h"

namespace motcua::http {

namespace {

// nullptr and a fault when the value is no acceptable text.
const json::string* as_text(const json::value& value, Faults& faults, bool scanned = false) {
  const auto* text = value.if_string();
  if (text == nullptr) {
    faults.add("http.wrong_type", {{"expected", "string"}});
    return nullptr;
  }
  const char* fault = fault_of_text({text->data(), text->size()}, scanned);
  if (fault == nullptr) return text;
  faults.add(fault);
  return nullptr;
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
  bool read_canonical(std::string_view& rest, void* out) const override {
    const auto text = take_text(rest);
    if (!text || fault_of_text(*text, pattern_ == Pattern::scanned) != nullptr) return false;
    if (!text->empty() && !matches(pattern_, *text)) return false;
    const auto length = length_in_characters(*text);
    if (length < min_ || length > max_) return false;
    *static_cast<std::string*>(out) = *text;
    return true;
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
  bool read_canonical(std::string_view& rest, void* out) const override {
    const auto text = take_text(rest);
    if (!text || std::find(allowed_.begin(), allowed_.end(), *text) == allowed_.end()) return false;
    *static_cast<std::string*>(out) = *text;
    return true;
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
  bool read_canonical(std::string_view& rest, void* out) const override {
    const auto text = take_text(rest);
    const auto found = std::find_if(allowed_.begin(), allowed_.end(),
                                    [&](const auto& one) { return text && one.first == *text; });
    if (found == allowed_.end()) return false;
    access_.set(out, found->second);
    return true;
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
  bool read_canonical(std::string_view& rest, void* out) const override {
    const auto text = take_text(rest);
    const auto parsed = text ? parse_(*text) : std::nullopt;
    if (!parsed) return false;
    *static_cast<T*>(out) = *parsed;
    return true;
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
