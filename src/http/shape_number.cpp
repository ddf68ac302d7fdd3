// Items of described bodies that are no texts: numbers, true and false, anything.
#include <fmt/format.h>

#include "http/canonical_text.h"
#include "http/shape.h"

namespace motcua::http {

namespace {

class IntegerSchema final : public Schema {
 public:
  IntegerSchema(IntegerRange range, detail::IntegerAccess access) : range_(range), access_(access) {}
  void read(const json::value& value, Faults& faults, void* out) const override {
    const auto number = whole(value);
    if (!number && (value.is_number())) return out_of_range(faults);
    if (!number) return faults.add("http.wrong_type", {{"expected", "integer"}});
    if (*number < range_.min || *number > range_.max) return out_of_range(faults);
    access_.set(out, *number);
  }
  bool read_canonical(std::string_view& rest, void* out) const override {
    const auto number = take_integer(rest);
    if (!number || *number < range_.min || *number > range_.max) return false;
    access_.set(out, *number);
    return true;
  }
  json::value write(const void* in) const override { return access_.get(in); }
  json::object describe(Components&) const override {
    json::object schema{{"type", "integer"}};
    using Limits = std::numeric_limits<std::int64_t>;
    if (range_.min != Limits::min()) schema["minimum"] = range_.min;
    if (range_.max != Limits::max()) schema["maximum"] = range_.max;
    return schema;
  }

 private:
  // 3.0 is an integer in JSON Schema; 3.5 and 1e300 are numbers out of what an integer can be.
  static std::optional<std::int64_t> whole(const json::value& value) {
    if (const auto* i = value.if_int64()) return *i;
    const auto* d = value.if_double();
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (d == nullptr || !(*d >= -exact && *d <= exact)) return std::nullopt;
    const auto cut = static_cast<std::int64_t>(*d);
    return static_cast<double>(cut) == *d ? std::optional(cut) : std::nullopt;
  }
  void out_of_range(Faults& faults) const {
    faults.add("http.out_of_range",
               {{"min", std::to_string(range_.min)}, {"max", std::to_string(range_.max)}});
  }

  IntegerRange range_;
  detail::IntegerAccess access_;
};

class NumberSchema final : public Schema {
 public:
  NumberSchema(double min, double max) : min_(min), max_(max) {}
  void read(const json::value& value, Faults& faults, void* out) const override {
    if (!value.is_number()) return faults.add("http.wrong_type", {{"expected", "number"}});
    const auto number = value.to_number<double>();
    if (!(number >= min_ && number <= max_)) {
      return faults.add("http.out_of_range",
                        {{"min", fmt::format("{}", min_)}, {"max", fmt::format("{}", max_)}});
    }
    *static_cast<double*>(out) = number;
  }
  json::value write(const void* in) const override { return *static_cast<const double*>(in); }
  json::object describe(Components&) const override {
    json::object schema{{"type", "number"}};
    if (min_ != std::numeric_limits<double>::lowest()) schema["minimum"] = min_;
    if (max_ != std::numeric_limits<double>::max()) schema["maximum"] = max_;
    return schema;
  }

 private:
  double min_, max_;
};

class BoolSchema final : public Schema {
 public:
  void read(const json::value& value, Faults& faults, void* out) const override {
    if (!value.is_bool()) return faults.add("http.wrong_type", {{"expected", "boolean"}});
    *static_cast<bool*>(out) = value.get_bool();
  }
  bool read_canonical(std::string_view& rest, void* out) const override {
    const bool yes = take(rest, "true");
    *static_cast<bool*>(out) = yes;
    return yes || take(rest, "false");
  }
  json::value write(const void* in) const override { return *static_cast<const bool*>(in); }
  json::object describe(Components&) const override { return {{"type", "boolean"}}; }
};

class AnySchema final : public Schema {
 public:
  void read(const json::value& value, Faults&, void* out) const override {
    *static_cast<json::value*>(out) = value;
  }
  json::value write(const void* in) const override { return *static_cast<const json::value*>(in); }
  json::object describe(Components&) const override { return {}; }
};

}  // namespace

IntegerRange integer(std::int64_t min, std::int64_t max) {
  CHECK(min <= max);
  return {min, max};
}

Shape<double> number(double min, double max) {
  return Shape<double>(std::make_shared<NumberSchema>(min, max));
}

namespace detail {

SchemaRef integer_schema(IntegerRange range, IntegerAccess access) {
  return std::make_shared<IntegerSchema>(range, access);
}

}  // namespace detail

template <>
Shape<bool> shape<bool>() {
  static const Shape<bool> kept(std::make_shared<BoolSchema>());
  return kept;
}
template <>
Shape<double> shape<double>() {
  static const auto kept = number();
  return kept;
}
template <>
Shape<json::value> shape<json::value>() {
  static const Shape<json::value> kept(std::make_shared<AnySchema>());
  return kept;
}

}  // namespace motcua::http
