// What a restored backup must catch up with: numbers given and persons erased since it was made.
#include "base/check.h"
#include "dossier/dossier.h"
#include "dossier/sql.h"

namespace motcua::dossier {

std::vector<Erasure> erasures_after(store::Reader& reader, std::int64_t& after, int most) {
  std::vector<Erasure> list;
  for (const auto& row : reader.run(sql::erasures_after, {after, most})) {
    after = row.integer(0);
    const json::value payload = json::parse(row.text(3));
    list.push_back({row.uuid(1), row.instant(2), std::string(payload.at("basis").as_string())});
  }
  return list;
}

std::optional<State> Dossiers::erase_again(store::Writer& writer, const Act& act, const Uuid& id,
                                           const std::string& basis) const {
  const auto before = state(writer, id);
  if (!before || before->erased) return std::nullopt;
  const Actor actor{Actor::Kind::job, "restore", {}};
  const auto after = change(writer, act, id, before->version, [&](const State&) -> Expected<Decision> {
    return Decision{actor, {{PrivateErased{basis}, act.recorded_at, {}}}};
  });
  if (!after) return std::nullopt;  // changed in between: whoever asks, asks again
  writer.execute(sql::erase_private, {id});
  writer.execute(sql::erase_lookup, {id});
  writer.execute(sql::erase_key, {id});
  return *after;
}

SerialGap skip_serials(store::Writer& writer, const Series& series, LocalDate day, std::int64_t count,
                       std::string_view reason, Instant recorded_at) {
  CHECK(count > 0);
  const std::string iso = format_iso(day);
  const auto last = writer.one(sql::skip_serials, {series.name, iso, count})->integer(0);
  const SerialGap gap{last - count + 1, last};
  writer.execute(sql::insert_serial_gap, {series.name, iso, gap.first, gap.last, reason, recorded_at});
  return gap;
}

}  // namespace motcua::dossier
