#pragma once
// How events and states lie in the tables; private to the folder.
#include "dossier/dossier.h"

namespace motcua::dossier {

// `payload`: payload_text of the event's.
void put_event(store::Writer& writer, const Event& event, std::string_view payload);
// From the columns of events_of.sql, which begin at `from`.
Event event_of(const Uuid& dossier, const store::Row& row, std::size_t from);
std::vector<Event> read_events(store::Reader& reader, const Uuid& dossier);
// Where the dossier lies, for work lists: nothing of it once closed.
struct Columns {
  std::optional<std::string> step;
  std::optional<Uuid> holder;
  std::optional<Uuid> given_to;  // asked to take the step and not yet holding it
};
Columns columns_of(const State& state);

// The row of a dossier that begins, and what an act changes of it.
void insert_row(store::Writer& writer, const State& state);
void update_row(store::Writer& writer, const State& before, const State& after);

}  // namespace motcua::dossier
