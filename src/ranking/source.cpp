#include "ranking/source.h"

#include "ranking/course.h"
#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

std::vector<dossier::Event> events_of(const store::Rows& rows) {
  std::vector<dossier::Event> events;
  events.reserve(rows.size());
  for (const auto& row : rows) {
    const std::string& type = row.text(3);
    if (!counts(type)) continue;
    dossier::Event event;
    event.dossier = row.uuid(1);
    event.version = row.integer(2);
    event.payload = needs_payload(type) ? dossier::read_payload(type, static_cast<int>(row.integer(4)),
                                                                json::parse(row.text(5)))
                                        : bare_payload(type);
    event.actor = {static_cast<dossier::Actor::Kind>(row.integer(6)), row.text(7), {}};
    event.occurred_at = row.instant(8);
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace

std::vector<dossier::Event> events_between(store::Reader& reader, std::int64_t after, std::int64_t upto) {
  return events_of(reader.run(sql::events_between, {after, upto}));
}

std::vector<dossier::Event> events_before(store::Reader& reader, const Uuid& dossier, std::int64_t version) {
  return events_of(reader.run(sql::events_before, {dossier, version}));
}

}  // namespace motcua::ranking
