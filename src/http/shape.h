#pragma once
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include "base/expected.h"
#include "base/json.h"
#include "base/language_map.h"
#include "base/time.h"
#include "base/uuid.h"

// Described bodies: one description of a struct reads it from JSON (all faults at once), writes it as JSON
// and becomes its JSON Schema.
//
//   struct PaperBody { std::string paper; int originals = 0; std::optional<std::string> note; };
//   inline const Shape<PaperBody>& shape_of(const PaperBody*) {
//     static const auto shape = object<PaperBody>("PaperBody", {
//         field("paper", &PaperBody::paper, text(1, 80)),
//         field("originals", &PaperBody::originals, integer(0, 999)),
//         field("note", &PaperBody::note, text(0, 500))});
//     return shape;
//   }
namespace motcua::http {

// Collects every fault of one body, each with the JSON pointer of its place. At most 100 are kept.
class Faults {
 public:
  void add(std::string code, std::map<std::string, std::string> params = {});
  bool any() const { return !problems_.empty(); }
  Problems take() { return std::move(problems_); }

  // While it lives, faults belong to a member or an item of the current place.
  class Inside {
   public:
    Inside(Faults& faults, std::string_view member);
    Inside(Faults& faults, std::size_t item);
    ~Inside() { faults_.pointer_.resize(length_); }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    Faults& faults_;
    std::size_t length_;
  };

 private:
  Problems problems_;
  std::string pointer_;
};

// Named schemas met on the way, for #/components/schemas.
using Components = std::map<std::string, json::object>;

// A description without its type: what routes, the OpenAPI document and the readers share. The void pointers
// are those of the type the description was made for; Shape<T> is the safe way in.
class Schema {
 public:
  virtual ~Schema() = default;
  virtual void read(const json::value& value, Faults& faults, void* out) const = 0;
  // Takes the value from the front of `rest` where it stands as write_canonical puts it. False for any other
  // text, sound or not: `out` is then spoilt, and read() has the say.
  virtual bool read_canonical(std::string_view& /*rest*/, void* /*out*/) const { return false; }
  virtual json::value write(const void* in) const = 0;
  // Appends canonical_json(write(in)), where it can without building the value.
  virtual void write_canonical(const void* in, std::string& out) const { append_canonical(out, write(in)); }
  // JSON Schema (2020-12) of the type; a named object becomes a component and is returned as {"$ref": …}.
  virtual json::object describe(Components& components) const = 0;
  virtual bool may_be_absent() const { return false; }
};
using SchemaRef = std::shared_ptr<const Schema>;

// Text → JSON value. Faults: http.invalid_utf8, http.body_not_json, http.too_deep (more than 32 levels).
Expected<json::value> parse_json(std::string_view text);

template <class T>
class Shape {
 public:
  explicit Shape(SchemaRef schema) : schema_(std::move(schema)) {}
  // All faults at once, in the order of the fields. Text is taken as it stands, never altered.
  Expected<T> read(const json::value& value) const {
    T out{};
    Faults faults;
    schema_->read(value, faults, &out);
    if (faults.any()) return refuse(faults.take());
    return Expected<T>(std::move(out));
  }
  Expected<T> parse(std::string_view text) const {
    auto value = parse_json(text);
    if (!value) return refuse(std::move(value).error());
    return read(*value);
  }
  // What canonical() wrote, many times quicker than parse(). Nothing for any other text, which parse() may
  // still understand.
  std::optional<T> read_canonical(std::string_view text) const {
    std::optional<T> out(std::in_place);
    if (!schema_->read_canonical(text, &*out) || !text.empty()) out.reset();
    return out;
  }
  // Absent optionals are written as null, so that every member is always there.
  json::value write(const T& value) const { return schema_->write(&value); }
  // canonical_json(write(value)), quicker.
  std::string canonical(const T& value) const {
    std::string out;
    schema_->write_canonical(&value, out);
    return out;
  }
  const SchemaRef& schema() const { return schema_; }

 private:
  SchemaRef schema_;
};

// ---- items
// -------------------------------------------------------------------------------------------------

// The only patterns there are: each is a hand-written matcher, none a regular expression run on foreign
// input.
enum class Pattern {
  any,      // no form asked; line breaks allowed
  line,     // no line breaks
  code,     // letters, digits, . - _ /   ("H18.28-260225-0001")
  digits,   // 0-9
  phone,    // digits, spaces, dots, an optional leading +; 8 to 15 digits
  email,    // one @, something on both sides, no spaces
  scanned,  // what a device typed, kept nowhere: its control characters (GS, RS, EOT) too, but no NUL
};

inline constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

// Length in characters. Control characters other than tab and line ends are a fault in every other pattern,
// and so are the signs that turn the direction of writing, since they let one name look like another.
Shape<std::string> text(std::size_t min = 0, std::size_t max = unlimited, Pattern pattern = Pattern::any);
Shape<std::string> one_of(std::initializer_list<std::string_view> allowed);
Shape<std::string> one_of(const std::vector<std::string>& allowed);
// Fits any integer member: field("originals", &PaperBody::originals, integer(0, 999)).
struct IntegerRange {
  std::int64_t min, max;
};
IntegerRange integer(std::int64_t min = std::numeric_limits<std::int64_t>::min(),
                     std::int64_t max = std::numeric_limits<std::int64_t>::max());
Shape<double> number(double min = std::numeric_limits<double>::lowest(),
                     double max = std::numeric_limits<double>::max());
Shape<LanguageMap> language_map(std::size_t max_characters);
Shape<std::map<std::string, std::string>> text_map(std::size_t max_entries, std::size_t max_characters);

namespace detail {

// How the erased readers reach into a type they do not know.
struct IntegerAccess {
  void (*set)(void*, std::int64_t);
  std::int64_t (*get)(const void*);
};
struct ListAccess {
  void* (*append)(void*);
  std::size_t (*size)(const void*);
  const void* (*at)(const void*, std::size_t);
};
struct OptionalAccess {
  void* (*emplace)(void*);
  void (*reset)(void*);
  const void* (*get)(const void*);  // null when empty
};
struct ErasedField {
  std::string name;
  std::ptrdiff_t offset = 0;
  const std::type_info* owner = nullptr;
  SchemaRef schema;
  bool required = true;
  std::string meaning = {};
};

SchemaRef integer_schema(IntegerRange range, IntegerAccess access);
SchemaRef choice_schema(std::vector<std::pair<std::string, std::int64_t>> allowed, IntegerAccess access);
SchemaRef list_schema(SchemaRef item, std::size_t min, std::size_t max, ListAccess access);
SchemaRef optional_schema(SchemaRef item, OptionalAccess access);
SchemaRef object_schema(std::string name, const std::type_info& type, std::vector<ErasedField> fields);

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
IntegerAccess integer_access() {
  return {[](void* out, std::int64_t value) { *static_cast<T*>(out) = static_cast<T>(value); },
          [](const void* in) { return static_cast<std::int64_t>(*static_cast<const T*>(in)); }};
}

// The range asked for, cut to what the type can hold.
template <class T>
SchemaRef integer_for(IntegerRange range) {
  static_assert(std::is_integral_v<T> && !std::is_same_v<T, bool>);
  using Limits = std::numeric_limits<T>;
  if constexpr (sizeof(T) < sizeof(std::int64_t)) {
    if (range.min < Limits::min()) range.min = Limits::min();
    if (range.max > static_cast<std::int64_t>(Limits::max())) range.max = Limits::max();
  } else if constexpr (std::is_unsigned_v<T>) {
    if (range.min < 0) range.min = 0;
  }
  return integer_schema(range, integer_access<T>());
}

}  // namespace detail

// For lists of integers: list(integer_of<int>(0, 9)).
template <class T>
Shape<T> integer_of(std::int64_t min, std::int64_t max) {
  return Shape<T>(detail::integer_for<T>({min, max}));
}

// An enumeration: choice<Channel>({{"counter", Channel::counter}, {"online", Channel::online}}).
template <class E>
Shape<E> choice(std::initializer_list<std::pair<const char*, E>> allowed) {
  std::vector<std::pair<std::string, std::int64_t>> list;
  for (const auto& [name, value] : allowed) list.emplace_back(name, static_cast<std::int64_t>(value));
  return Shape<E>(detail::choice_schema(std::move(list), detail::integer_access<E>()));
}

template <class T>
Shape<std::vector<T>> list(const Shape<T>& item, std::size_t min = 0, std::size_t max = 1000) {
  static_assert(!std::is_same_v<T, bool>, "std::vector<bool> has no references to its items");
  using List = std::vector<T>;
  return Shape<List>(detail::list_schema(
      item.schema(), min, max,
      {[](void* out) -> void* { return &static_cast<List*>(out)->emplace_back(); },
       [](const void* in) { return static_cast<const List*>(in)->size(); },
       [](const void* in, std::size_t i) -> const void* { return &(*static_cast<const List*>(in))[i]; }}));
}

template <class T>
Shape<std::optional<T>> optional(const Shape<T>& item) {
  using Optional = std::optional<T>;
  return Shape<Optional>(detail::optional_schema(
      item.schema(), {[](void* out) -> void* { return &static_cast<Optional*>(out)->emplace(); },
                      [](void* out) { static_cast<Optional*>(out)->reset(); },
                      [](const void* in) -> const void* {
                        const auto& value = *static_cast<const Optional*>(in);
                        return value ? &*value : nullptr;
                      }}));
}

// What a member means when its field says no more: any text, any integer of its type, true or false, a Uuid,
// an Instant, a LocalDate, a LanguageMap, a described struct, or an optional or a list (at most 1000) of
// those.
template <class T>
Shape<T> shape();
template <>
Shape<std::string> shape<std::string>();
template <>
Shape<bool> shape<bool>();
template <>
Shape<double> shape<double>();
template <>
Shape<Uuid> shape<Uuid>();
template <>
Shape<Instant> shape<Instant>();
template <>
Shape<LocalDate> shape<LocalDate>();
template <>
Shape<LanguageMap> shape<LanguageMap>();
template <>
Shape<std::map<std::string, std::string>> shape<std::map<std::string, std::string>>();
template <>
Shape<json::value> shape<json::value>();  // free: anything

template <class T>
Shape<T> shape() {
  if constexpr (detail::is_vector<T>) {
    return list(shape<typename T::value_type>());
  } else if constexpr (detail::is_optional<T>) {
    return optional(shape<typename T::value_type>());
  } else if constexpr (std::is_integral_v<T>) {
    return Shape<T>(detail::integer_for<T>(integer()));
  } else {
    return shape_of(static_cast<const T*>(nullptr));  // found beside T
  }
}

// list<PaperBody>(0, 50)
template <class T>
Shape<std::vector<T>> list(std::size_t min, std::size_t max) {
  return list(shape<T>(), min, max);
}

// ---- objects
// -----------------------------------------------------------------------------------------------

struct Field : detail::ErasedField {
  // May be left out when read; the member then keeps the struct's default value. Null is not accepted.
  Field or_default() && {
    required = false;
    return std::move(*this);
  }
  // One English sentence for the API document.
  Field means(std::string sentence) && {
    meaning = std::move(sentence);
    return std::move(*this);
  }
};

namespace detail {

template <class S, class M>
Field make_field(std::string name, M S::*member, SchemaRef schema) {
  static const S probe{};
  const auto offset = reinterpret_cast<const char*>(&(probe.*member)) - reinterpret_cast<const char*>(&probe);
  const bool required = !schema->may_be_absent();
  return Field{{std::move(name), offset, &typeid(S), std::move(schema), required}};
}

}  // namespace detail

template <class S, class M>
Field field(std::string name, M S::*member, const Shape<std::type_identity_t<M>>& item) {
  return detail::make_field(std::move(name), member, item.schema());
}
// An optional member takes the item's description: std::optional<std::string> with text(0, 500).
template <class S, class M>
Field field(std::string name, std::optional<M> S::*member, const Shape<std::type_identity_t<M>>& item) {
  return detail::make_field(std::move(name), member, optional(item).schema());
}
template <class S, class M>
Field field(std::string name, M S::*member, IntegerRange range) {
  if constexpr (detail::is_optional<M>) {
    using Item = typename M::value_type;
    return detail::make_field(std::move(name), member,
                              optional(Shape<Item>(detail::integer_for<Item>(range))).schema());
  } else {
    return detail::make_field(std::move(name), member, detail::integer_for<M>(range));
  }
}
template <class S, class M>
Field field(std::string name, M S::*member) {
  return detail::make_field(std::move(name), member, shape<M>().schema());
}

// `name` is the component's name in the API document: unique in the program. A member not listed is not part
// of the body; a JSON member without a field is a fault (http.unknown_field). A type cannot contain itself.
template <class T>
Shape<T> object(std::string name, std::vector<Field> fields) {
  std::vector<detail::ErasedField> erased;
  for (auto& one : fields) erased.push_back(std::move(one));
  return Shape<T>(detail::object_schema(std::move(name), typeid(T), std::move(erased)));
}

// No body to speak of: as Out it answers 204.
struct Nothing {
  bool operator==(const Nothing&) const = default;
};
const Shape<Nothing>& shape_of(const Nothing*);

// ---- query parameters
// --------------------------------------------------------------------------------------

// One documented name after the "?". A handler reads it with Request::query_value; the router refuses a
// request that lacks a required one (http.required, field "?name").
struct QueryParam {
  std::string name;
  std::string description;  // English
  bool required = false;
  std::string type = "string";  // "integer", "boolean"
};

}  // namespace motcua::http
