#include "catalogue/record_fields.h"

#include <fmt/format.h>

#include "base/text.h"

namespace motcua::catalogue {

namespace {

const json::array no_items;

// U+202A to U+202E and U+2066 to U+2069, three bytes each, turn the direction of what follows.
bool turns_direction(std::string_view sign) {
  return (sign >= "\xE2\x80\xAA" && sign <= "\xE2\x80\xAE") ||
         (sign >= "\xE2\x81\xA6" && sign <= "\xE2\x81\xA9");
}

}  // namespace

std::string cell_text(std::string_view raw) {
  std::string kept;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    const auto byte = static_cast<unsigned char>(raw[at]);
    if (turns_direction(raw.substr(at, 3))) {
      at += 2;
    } else if (byte == '\n' || byte == '\t' || (byte >= 0x20 && byte != 0x7f)) {
      kept += raw[at];
    }
  }
  return std::string(trim(kept));
}

void RecordFields::fault(std::string code, std::string_view name, std::string_view wanted) {
  std::string field = fmt::format("{}/{}", pointer_, name);
  problems_.push_back(
      {std::move(code), field, {{"record", record_}, {"field", field}, {"wanted", std::string(wanted)}}});
}

std::string RecordFields::text(std::string_view name, bool required) {
  const json::value* value = object_.if_contains(name);
  if (!value || value->is_null()) {
    if (required) fault("catalogue.field_missing", name);
    return {};
  }
  if (!value->is_string()) {
    fault("catalogue.field_wrong_type", name, "text");
    return {};
  }
  const std::string_view raw(value->get_string());
  // Line breaks are kept: they carry the steps; only the ends are cut.
  std::string kept = cell_text(raw);
  if (required && kept.empty()) fault("catalogue.field_missing", name);
  return kept;
}

long long RecordFields::integer(std::string_view name) {
  const json::value* value = object_.if_contains(name);
  if (!value || value->is_null()) return 0;
  if (const auto* number = value->if_int64()) return *number;
  fault("catalogue.field_wrong_type", name, "integer");
  return 0;
}

const json::array& RecordFields::list(std::string_view name) {
  const json::value* value = object_.if_contains(name);
  if (!value || value->is_null()) return no_items;
  if (const auto* array = value->if_array()) return *array;
  fault("catalogue.field_wrong_type", name, "list");
  return no_items;
}

const json::object* RecordFields::item(const json::array& list, std::string_view name, std::size_t index) {
  const json::object* object = list[index].if_object();
  if (!object) fault("catalogue.field_wrong_type", fmt::format("{}/{}", name, index), "object");
  return object;
}

RecordFields RecordFields::inside(const json::object& object, std::string_view name,
                                  std::size_t index) const {
  return {object, fmt::format("{}/{}/{}", pointer_, name, index), record_, problems_};
}

}  // namespace motcua::catalogue
