#include "ranking/source.h"

#include <map>
#include <optional>

#include "ranking/course.h"
#include "ranking/sql.h"

namespace motcua::ranking {
namespace {

// The payloads of some events. Most are short and say what others said word for word: a step completed.
class Payloads {
 public:
  dossier::Payload read(const std::string& type, int version, const std::string& text) {
    if (text.size() > longest_repeated) return dossier::read_payload(type, version, text);
    auto& known = known_[type][{version, text}];
    if (!known) known = dossier::read_payload(type, version, text);
    return *known;
  }

 private:
  static constexpr std::size_t longest_repeated = 64;

  std::map<std::string, std::map<std::pair<int, std::string_view>, std::optional<dossier::Payload>>,
           std::less<>>
      known_;
};

std::vector<dossier::Event> events_of(const store::Rows& rows) {
  Payloads payloads;  // refers to the texts of the rows
  std::vector<dossier::Event> events;
  events.reserve(rows.size());
  for (const auto& row : rows) {
    const std::string& type = row.text(3);
    if (!counts(type)) continue;
    dossier::Event event;
    event.dossier = row.uuid(1);
    event.version = row.integer(2);
    event.payload = needs_payload(type) ? payloads.read(type, static_cast<int>(row.integer(4)), row.text(5))
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
