#include "base/json.h"

#include "base/check.h"

namespace motcua {
namespace {

void write_canonical(const json::value& value, std::string& out) {
  if (const auto* object = value.if_object()) {
    std::vector<std::string_view> keys;
    for (const auto& member : *object) keys.push_back(member.key());
    std::sort(keys.begin(), keys.end());
    out += '{';
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i > 0) out += ',';
      out += json::serialize(json::string_view(keys[i]));
      out += ':';
      write_canonical(object->at(keys[i]), out);
    }
    out += '}';
  } else if (const auto* array = value.if_array()) {
    out += '[';
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (i > 0) out += ',';
      write_canonical((*array)[i], out);
    }
    out += ']';
  } else {
    CHECK(!value.is_double());
    out += json::serialize(value);
  }
}

void write_pretty(const json::value& value, std::string& out, int depth) {
  const std::string indent(static_cast<std::size_t>(depth + 1) * 2, ' ');
  const std::string outdent(static_cast<std::size_t>(depth) * 2, ' ');
  const auto* object = value.if_object();
  const auto* array = value.if_array();
  if (object != nullptr && !object->empty()) {
    std::string_view comma;
    out += '{';
    for (const auto& member : *object) {
      out += comma;
      out += '\n' + indent + json::serialize(member.key()) + ": ";
      write_pretty(member.value(), out, depth + 1);
      comma = ",";
    }
    out += '\n' + outdent + '}';
  } else if (array != nullptr && !array->empty()) {
    std::string_view comma;
    out += '[';
    for (const auto& item : *array) {
      out += comma;
      out += '\n' + indent;
      write_pretty(item, out, depth + 1);
      comma = ",";
    }
    out += '\n' + outdent + ']';
  } else {
    out += json::serialize(value);
  }
}

}  // namespace

std::string canonical_json(const json::value& value) {
  std::string out;
  write_canonical(value, out);
  return out;
}

std::string pretty_json(const json::value& value) {
  std::string out;
  write_pretty(value, out, 0);
  return out;
}

}  // namespace motcua
