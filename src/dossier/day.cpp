#include "dossier/day.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/merkle.h"

namespace motcua::dossier {
namespace {

constexpr std::string_view format_name = "motcua-day-1";

template <class Array>
std::optional<Array> array_of(const json::value& hex) {
  Array array{};
  if (!hex.is_string()) return std::nullopt;
  const auto bytes = from_hex(hex.as_string());
  if (!bytes || bytes->size() != array.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), array.begin());
  return array;
}

json::value counts_json(const DayCounts& counts) {
  json::array rows;
  for (const auto& [texts, count] : counts) {
    json::array row;
    for (const auto& text : texts) row.emplace_back(text);
    row.emplace_back(count);
    rows.push_back(std::move(row));
  }
  return rows;
}

json::value key_change_json(const std::optional<KeyChange>& change) {
  if (!change) return nullptr;
  return json::object{{"key", to_hex(change->before)},
                      {"signature", change->vouched ? json::value(to_hex(*change->vouched)) : nullptr}};
}

// Thrown and caught in here only: a statement that is none has one thing to say.
struct Unreadable {
  std::string what;
};

const json::value& member(const json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* found = object == nullptr ? nullptr : object->if_contains(name);
  if (found == nullptr) throw Unreadable{fmt::format("it has no \"{}\"", name)};
  return *found;
}

std::string text_member(const json::value& value, std::string_view name) {
  const auto* text = member(value, name).if_string();
  if (text == nullptr) throw Unreadable{fmt::format("\"{}\" is no text", name)};
  return std::string(*text);
}

std::int64_t integer(const json::value& value, std::string_view name) {
  const auto* number = value.if_int64();
  if (number == nullptr) throw Unreadable{fmt::format("\"{}\" is no whole number", name)};
  return *number;
}

template <class Array>
Array hex_member(const json::value& value, std::string_view name) {
  const auto array = array_of<Array>(member(value, name));
  if (!array) throw Unreadable{fmt::format("\"{}\" is not {} bytes in hex", name, sizeof(Array))};
  return *array;
}

DayCounts read_counts(const json::value& value) {
  const auto* rows = value.if_array();
  if (rows == nullptr) throw Unreadable{"\"counts\" is no list"};
  DayCounts counts;
  for (const auto& each : *rows) {
    const auto* row = each.if_array();
    if (row == nullptr || row->empty()) throw Unreadable{"a row of \"counts\" is no list"};
    std::vector<std::string> texts;
    for (std::size_t i = 0; i + 1 < row->size(); ++i) {
      const auto* text = (*row)[i].if_string();
      if (text == nullptr) throw Unreadable{"a row of \"counts\" holds something else than texts"};
      texts.emplace_back(*text);
    }
    if (!counts.emplace(std::move(texts), integer(row->back(), "counts")).second)
      throw Unreadable{"two rows of \"counts\" are the same"};
  }
  return counts;
}

std::optional<KeyChange> read_key_change(const json::value& value) {
  if (value.is_null()) return std::nullopt;
  KeyChange change{hex_member<PublicKey>(value, "key"), {}};
  if (!member(value, "signature").is_null()) change.vouched = hex_member<Signature>(value, "signature");
  return change;
}

DayStatement parse_statement(const json::value& value) {
  if (text_member(value, "format") != format_name)
    throw Unreadable{fmt::format("its format is not {}: read it with a newer program", format_name)};
  DayStatement statement;
  statement.installation = text_member(value, "installation");
  const auto day = parse_date(text_member(value, "day"));
  if (!day) throw Unreadable{"\"day\" is no date"};
  statement.day = *day;
  statement.position = integer(member(value, "position"), "position");
  statement.events = integer(member(value, "events"), "events");
  statement.root = hex_member<Digest>(value, "root");
  statement.previous = hex_member<Digest>(value, "previous");
  statement.key = hex_member<PublicKey>(value, "key");
  statement.key_change = read_key_change(member(value, "key_change"));
  statement.counts = read_counts(member(value, "counts"));
  return statement;
}

PublishedDay parse_day(const json::value& value) {
  PublishedDay day{
      parse_statement(member(value, "statement")), hex_member<Signature>(value, "signature"), {}};
  const auto* hashes = member(value, "hashes").if_array();
  if (hashes == nullptr) throw Unreadable{"\"hashes\" is no list"};
  for (const auto& each : *hashes) {
    const auto hash = array_of<Digest>(each);
    if (!hash) throw Unreadable{"one of \"hashes\" is not 32 bytes in hex"};
    day.hashes.push_back(*hash);
  }
  // What was signed is the canonical text of what was read, so nothing more may stand in it.
  if (canonical_json(member(value, "statement")) != statement_text(day.statement))
    throw Unreadable{"the statement holds something that no statement holds"};
  return day;
}

template <class Read>
auto reading(Read read) -> Expected<decltype(read())> {
  try {
    return read();
  } catch (const Unreadable& wrong) {
    return refuse("dossier.statement_unreadable", "", {{"what", wrong.what}});
  } catch (const std::exception& wrong) {
    return refuse("dossier.statement_unreadable", "", {{"what", wrong.what()}});
  }
}

std::optional<DayFault> fault_in_key(const DayStatement& day, const DayStatement* before,
                                     const std::optional<PublicKey>& trusted) {
  if (before == nullptr || before->key == day.key || day.key == trusted) return std::nullopt;
  const std::string names =
      fmt::format("{} signs after {}", to_hex(day.key).substr(0, 16), to_hex(before->key).substr(0, 16));
  if (!day.key_change || day.key_change->before != before->key || !day.key_change->vouched)
    return DayFault{"key_is_vouched", names + ", and the old key does not vouch for it"};
  if (!is_signed(key_change_text(day.key), *day.key_change->vouched, before->key))
    return DayFault{"key_is_vouched", names + ", and the old key's signature for it is wrong"};
  return std::nullopt;
}

std::optional<DayFault> fault_in_order(const DayStatement& day, const DayStatement* before) {
  if (before == nullptr) {
    if (day.previous == Digest{}) return std::nullopt;
    return DayFault{"days_follow", "it names a day before it, which is missing"};
  }
  if (day.installation != before->installation)
    return DayFault{"days_follow", "it belongs to another installation than the day before"};
  if (day.day != before->day + std::chrono::days{1})
    return DayFault{"days_follow",
                    fmt::format("after {} comes {}", format_iso(before->day), format_iso(day.day))};
  if (day.previous != sha256(as_bytes(statement_text(*before))))
    return DayFault{"days_follow", "it was made after another statement of the day before than this one"};
  if (day.position < before->position)
    return DayFault{"days_follow", "it was closed at an earlier position than the day before"};
  return std::nullopt;
}

}  // namespace

std::optional<LocalDate> day_of(std::span<const ClosedDay> closed, std::int64_t position,
                                LocalDate recorded) {
  if (closed.empty()) return std::nullopt;
  const auto late = std::max<std::int64_t>(0, (recorded - closed.front().day).count());
  if (late >= static_cast<std::int64_t>(closed.size())) return std::nullopt;
  const auto from = closed.begin() + late;
  const auto found = std::lower_bound(from, closed.end(), position,
                                      [](const ClosedDay& day, std::int64_t p) { return day.position < p; });
  return found == closed.end() ? std::nullopt : std::optional(found->day);
}

void add_counts(DayCounts& to, const DayCounts& more) {
  for (const auto& [texts, count] : more) {
    const auto found = to.emplace(texts, 0).first;
    found->second += count;
    if (found->second == 0) to.erase(found);
  }
}

std::string key_change_text(const PublicKey& next) { return "motcua signing key " + to_hex(next); }

std::string statement_text(const DayStatement& s) {
  return canonical_json(json::object{{"format", format_name},
                                     {"installation", s.installation},
                                     {"day", format_iso(s.day)},
                                     {"position", s.position},
                                     {"events", s.events},
                                     {"root", to_hex(s.root)},
                                     {"previous", to_hex(s.previous)},
                                     {"key", to_hex(s.key)},
                                     {"key_change", key_change_json(s.key_change)},
                                     {"counts", counts_json(s.counts)}});
}

Expected<DayStatement> read_statement(const json::value& value) {
  return reading([&] { return parse_statement(value); });
}

std::string day_file(std::string_view statement, const Signature& signature, std::span<const Digest> hashes) {
  std::string text =
      fmt::format("{{\"statement\":{},\n\"signature\":\"{}\",\n\"hashes\":[", statement, to_hex(signature));
  for (std::size_t i = 0; i < hashes.size(); ++i)
    text += (i == 0 ? "\n\"" : ",\n\"") + to_hex(hashes[i]) + '"';
  return text + "]}\n";
}

Expected<PublishedDay> read_day_file(std::string_view text) {
  return reading([&] { return parse_day(json::parse(text)); });
}

std::optional<DayFault> fault_in(const PublishedDay& day, const DayStatement* before,
                                 const std::optional<PublicKey>& trusted) {
  const DayStatement& statement = day.statement;
  if (!is_signed(statement_text(statement), day.signature, statement.key))
    return DayFault{"signature_holds", "the signature is not that of its key over this statement"};
  if (statement.events != static_cast<std::int64_t>(day.hashes.size()))
    return DayFault{"root_holds", fmt::format("it says {} events and lists {} hashes", statement.events,
                                              day.hashes.size())};
  if (merkle_root(day.hashes) != statement.root)
    return DayFault{"root_holds", "the root over the hashes is another than the one signed"};
  if (auto wrong = fault_in_order(statement, before)) return wrong;
  return fault_in_key(statement, before, trusted);
}

}  // namespace motcua::dossier
