#include "base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/check.h"

namespace motcua {
namespace {

// As JSON asks for and no more: other signs stand as they are, in UTF-8.
void write_text(std::string_view text, std::string& out) {
  static constexpr std::string_view digits = "0123456789abcdef";
  static constexpr std::string_view short_names = "btn?fr";  // of U+0008 to U+000D; U+000B has none
  out += '"';
  std::size_t plain = 0;  // begin of what needs no escape
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto sign = static_cast<unsigned char>(text[i]);
    if (sign >= 0x20 && sign != '"' && sign != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    out += '\\';
    if (sign >= 0x20) {
      out += text[i];
    } else if (sign >= 0x08 && sign <= 0x0d && sign != 0x0b) {
      out += short_names[sign - 0x08U];
    } else {
      out += "u00";
      out += digits[sign >> 4U];
      out += digits[sign & 0xfU];
    }
  }
  out.append(text, plain);
  out += '"';
}

void write_canonical(const json::value& value, std::string& out);

void write_canonical(const json::object& object, std::string& out) {
  std::vector<const json::key_value_pair*> members;
  members.reserve(object.size());
  for (const auto& member : object) members.push_back(&member);
  std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) {
    return std::string_view(a->key()) < std::string_view(b->key());
  });
  std::string_view comma;
  out += '{';
  for (const auto* member : members) {
    out += comma;
    write_text(member->key(), out);
    out += ':';
    write_canonical(member->value(), out);
    comma = ",";
  }
  out += '}';
}

void write_canonical(const json::value& value, std::string& out) {
  switch (value.kind()) {
    case json::kind::object:
      return write_canonical(value.get_object(), out);
    case json::kind::array: {
      std::string_view comma;
      out += '[';
      for (const auto& item : value.get_array()) {
        out += comma;
        write_canonical(item, out);
        comma = ",";
      }
      out += ']';
      return;
    }
    case json::kind::string:
      return write_text({value.get_string().data(), value.get_string().size()}, out);
    case json::kind::int64:
      out += fmt::format_int(value.get_int64()).c_str();
      return;
    case json::kind::uint64:
      out += fmt::format_int(value.get_uint64()).c_str();
      return;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return;
    case json::kind::null:
      out += "null";
      return;
    case json::kind::double_:
      CHECK(!value.is_double());
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

void append_canonical(std::string& out, const json::value& value) { write_canonical(value, out); }
void append_canonical(std::string& out, std::string_view text) { write_text(text, out); }

std::string pretty_json(const json::value& value) {
  std::string out;
  write_pretty(value, out, 0);
  return out;
}

}  // namespace motcua
