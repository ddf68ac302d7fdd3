#include "http/shape.h"

#include <fmt/format.h>
#include <algorithm>

#include "base/text.h"
#include "http/canonical_text.h"

namespace motcua::http {

namespace {

constexpr std::size_t most_faults = 100;
constexpr std::size_t deepest = 32;
constexpr std::size_t longest_member = 100;  // bytes of a name that is told back

// Cut between two characters, so that the answer stays readable.
std::string_view shortened(std::string_view member) {
  if (member.size() <= longest_member) return member;
  std::size_t end = longest_member;
  while (end > 0 && (static_cast<unsigned char>(member[end]) & 0xC0U) == 0x80U) --end;
  return member.substr(0, end);
}

void append_escaped(std::string& pointer, std::string_view member) {
  pointer += '/';
  if (std::none_of(member.begin(), member.end(), [](char c) { return c == '~' || c == '/'; })) {
    pointer += member;
    return;
  }
  for (const char c : member) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

}  // namespace

void Faults::add(std::string code, std::map<std::string, std::string> params) {
  if (problems_.size() < most_faults) problems_.push_back({std::move(code), pointer_, std::move(params)});
}

Faults::Inside::Inside(Faults& faults, std::string_view member)
    : faults_(faults), length_(faults.pointer_.size()) {
  append_escaped(faults.pointer_, shortened(member));
}

Faults::Inside::Inside(Faults& faults, std::size_t item) : faults_(faults), length_(faults.pointer_.size()) {
  faults.pointer_ += fmt::format("/{}", item);
}

Expected<json::value> parse_json(std::string_view text) {
  if (!valid_utf8(text)) return refuse("http.invalid_utf8");
  json::parse_options options;
  options.max_depth = deepest;
  boost::system::error_code error;
  json::value value = json::parse({text.data(), text.size()}, error, {}, options);
  if (error == json::error::too_deep) {
    return refuse("http.too_deep", "", {{"max", std::to_string(deepest)}});
  }
  if (error) return refuse("http.body_not_json");
  return Expected<json::value>(std::move(value));
}

namespace detail {

// ---- lists and optionals
// -----------------------------------------------------------------------------------

namespace {

class ListSchema final : public Schema {
 public:
  ListSchema(SchemaRef item, std::size_t min, std::size_t max, ListAccess access)
      : item_(std::move(item)), min_(min), max_(max), access_(access) {}

  void read(const json::value& value, Faults& faults, void* out) const override {
    const auto* array = value.if_array();
    if (array == nullptr) return faults.add("http.wrong_type", {{"expected", "array"}});
    if (array->size() < min_) {
      faults.add("http.too_few", {{"min", std::to_string(min_)}, {"count", std::to_string(array->size())}});
    }
    // A list that is too long is not read further: its faults would be as many as someone cares to send.
    if (array->size() > max_) {
      return faults.add("http.too_many",
                        {{"max", std::to_string(max_)}, {"count", std::to_string(array->size())}});
    }
    for (std::size_t i = 0; i < array->size(); ++i) {
      const Faults::Inside inside(faults, i);
      item_->read((*array)[i], faults, access_.append(out));
    }
  }
  bool read_canonical(std::string_view& rest, void* out) const override {
    if (!take(rest, "[")) return false;
    std::size_t count = 0;
    while (!take(rest, "]")) {
      if (count == max_ || (count > 0 && !take(rest, ","))) return false;
      if (!item_->read_canonical(rest, access_.append(out))) return false;
      ++count;
    }
    return count >= min_;
  }
  json::value write(const void* in) const override {
    json::array array;
    const auto count = access_.size(in);
    array.reserve(count);
    for (std::size_t i = 0; i < count; ++i) array.push_back(item_->write(access_.at(in, i)));
    return array;
  }
  void write_canonical(const void* in, std::string& out) const override {
    const auto count = access_.size(in);
    out += '[';
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out += ',';
      item_->write_canonical(access_.at(in, i), out);
    }
    out += ']';
  }
  json::object describe(Components& components) const override {
    json::object schema{{"type", "array"}, {"items", item_->describe(components)}};
    if (min_ > 0) schema["minItems"] = min_;
    if (max_ != unlimited) schema["maxItems"] = max_;
    return schema;
  }

 private:
  SchemaRef item_;
  std::size_t min_, max_;
  ListAccess access_;
};

class OptionalSchema final : public Schema {
 public:
  OptionalSchema(SchemaRef item, OptionalAccess access) : item_(std::move(item)), access_(access) {}

  void read(const json::value& value, Faults& faults, void* out) const override {
    if (value.is_null()) return access_.reset(out);
    item_->read(value, faults, access_.emplace(out));
  }
  bool read_canonical(std::string_view& rest, void* out) const override {
    if (!take(rest, "null")) return item_->read_canonical(rest, access_.emplace(out));
    access_.reset(out);
    return true;
  }
  json::value write(const void* in) const override {
    const void* inner = access_.get(in);
    return inner == nullptr ? json::value(nullptr) : item_->write(inner);
  }
  void write_canonical(const void* in, std::string& out) const override {
    const void* inner = access_.get(in);
    if (inner == nullptr) {
      out += "null";
    } else {
      item_->write_canonical(inner, out);
    }
  }
  json::object describe(Components& components) const override {
    json::array either;
    either.push_back(item_->describe(components));
    either.push_back(json::object{{"type", "null"}});
    return {{"anyOf", std::move(either)}};
  }
  bool may_be_absent() const override { return true; }

 private:
  SchemaRef item_;
  OptionalAccess access_;
};

// ---- objects
// -----------------------------------------------------------------------------------------------

class ObjectSchema final : public Schema {
 public:
  ObjectSchema(std::string name, std::vector<ErasedField> fields)
      : name_(std::move(name)), fields_(std::move(fields)) {
    for (const auto& field : fields_) sorted_.push_back(&field);
    std::sort(sorted_.begin(), sorted_.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    ranks_.resize(fields_.size());
    for (std::size_t i = 0; i < sorted_.size(); ++i) {
      ranks_[static_cast<std::size_t>(sorted_[i] - fields_.data())] = i;
      std::string head = ",";
      append_canonical(head, std::string_view(sorted_[i]->name));
      heads_.push_back(head + ':');
    }
  }

  void read(const json::value& value, Faults& faults, void* out) const override {
    const auto* object = value.if_object();
    if (object == nullptr) return faults.add("http.wrong_type", {{"expected", "object"}});
    std::size_t found = 0;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const auto& field = fields_[i];
      const Faults::Inside inside(faults, field.name);
      const auto* member = member_of(*object, field.name, ranks_[i]);
      if (member != nullptr) {
        ++found;
        field.schema->read(*member, faults, static_cast<char*>(out) + field.offset);
      } else if (field.required) {
        faults.add("http.required");
      }
    }
    if (found == object->size()) return;
    for (const auto& member : *object) refuse_unknown(member.key(), faults);
  }
  bool read_canonical(std::string_view& rest, void* out) const override {
    if (!take(rest, "{")) return false;
    bool first = true;
    for (std::size_t i = 0; i < sorted_.size(); ++i) {
      const std::string_view head = heads_[i];  // the comma is its first sign
      if (!take(rest, first ? head.substr(1) : head)) {
        if (sorted_[i]->required) return false;
        continue;
      }
      first = false;
      if (!sorted_[i]->schema->read_canonical(rest, static_cast<char*>(out) + sorted_[i]->offset))
        return false;
    }
    return take(rest, "}");
  }
  json::value write(const void* in) const override {
    json::object object;
    object.reserve(fields_.size());
    for (const auto& field : fields_) {
      object.emplace(field.name, field.schema->write(static_cast<const char*>(in) + field.offset));
    }
    return object;
  }
  void write_canonical(const void* in, std::string& out) const override {
    out += '{';
    for (std::size_t i = 0; i < sorted_.size(); ++i) {
      out += std::string_view(heads_[i]).substr(i == 0 ? 1 : 0);
      sorted_[i]->schema->write_canonical(static_cast<const char*>(in) + sorted_[i]->offset, out);
    }
    out += '}';
  }
  json::object describe(Components& components) const override {
    json::object properties;
    json::array required;
    for (const auto& field : fields_) {
      auto schema = field.schema->describe(components);
      if (!field.meaning.empty()) schema["description"] = field.meaning;
      properties[field.name] = std::move(schema);
      if (field.required) required.push_back(json::string(field.name));
    }
    json::object schema{{"type", "object"}, {"additionalProperties", false}};
    schema["properties"] = std::move(properties);
    if (!required.empty()) schema["required"] = std::move(required);
    const auto [place, fresh] = components.emplace(name_, schema);
    CHECK(fresh || place->second == schema);  // two structs may not share one component's name
    return {{"$ref", "#/components/schemas/" + name_}};
  }

 private:
  // What we wrote ourselves is sorted and whole: each member stands where its rank says.
  static const json::value* member_of(const json::object& object, std::string_view name, std::size_t rank) {
    if (rank < object.size()) {
      const auto& guess = *(object.begin() + rank);
      if (guess.key() == name) return &guess.value();
    }
    return object.if_contains(name);
  }

  void refuse_unknown(std::string_view name, Faults& faults) const {
    const auto known = [&](const ErasedField& field) { return field.name == name; };
    if (std::any_of(fields_.begin(), fields_.end(), known)) return;
    const Faults::Inside inside(faults, name);
    faults.add("http.unknown_field");
  }

  std::string name_;
  std::vector<ErasedField> fields_;
  std::vector<const ErasedField*> sorted_;  // by name
  std::vector<std::size_t> ranks_;          // of each field among them
  std::vector<std::string> heads_;          // ,"name": of each of them
};

}  // namespace

SchemaRef list_schema(SchemaRef item, std::size_t min, std::size_t max, ListAccess access) {
  return std::make_shared<ListSchema>(std::move(item), min, max, access);
}

SchemaRef optional_schema(SchemaRef item, OptionalAccess access) {
  return std::make_shared<OptionalSchema>(std::move(item), access);
}

SchemaRef object_schema(std::string name, const std::type_info& type, std::vector<ErasedField> fields) {
  CHECK(!name.empty());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    CHECK(*fields[i].owner == type);  // a base's member would be at another place
    for (std::size_t j = 0; j < i; ++j) CHECK(fields[i].name != fields[j].name);
  }
  return std::make_shared<ObjectSchema>(std::move(name), std::move(fields));
}

}  // namespace detail

const Shape<Nothing>& shape_of(const Nothing*) {
  static const auto nothing = object<Nothing>("Nothing", {});
  return nothing;
}

}  // namespace motcua::http
