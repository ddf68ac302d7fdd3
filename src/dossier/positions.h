#pragma once
#include <functional>
#include <string>
#include <vector>

#include "dossier/event.h"
#include "store/store.h"

// The order in which everybody else reads events: position 1, 2, 3 … given once an event is committed.
namespace motcua::dossier {

// Gives positions to at most `most` committed events that have none, in the order of recording. True when
// more may wait. A job does this; two at once do no harm. An event that is committed late gets its position
// late: no position is ever given between two that were. Within a dossier positions follow the versions.
bool append_positions(store::Store& store, int most = 1000);
// 0 when there is none.
std::int64_t last_position(store::Reader& reader);

// Somebody who must see each event exactly once, by a name that is for ever.
class EventReader {
 public:
  using Take = std::function<void(std::int64_t position, const Event& event)>;

  explicit EventReader(std::string name) : name_(std::move(name)) {}
  // Hands over the next events, at most `most`, and moves on: the reader's place is stored in the transaction
  // that `take` writes in. Returns how many there were. Waits when another transaction is at it.
  int advance(store::Writer& writer, int most, const Take& take) const;
  // For who reads events in a form of its own: the last position read, kept from others until the end of the
  // transaction, and where to go on from.
  std::int64_t lock(store::Writer& writer) const;
  void move_to(store::Writer& writer, std::int64_t position) const;
  // The last position read, 0 at first.
  std::int64_t position(store::Reader& reader) const;
  // Positions given and not read yet.
  std::int64_t behind(store::Reader& reader) const { return last_position(reader) - position(reader); }

 private:
  std::string name_;
};

// For /metrics: events_without_position (10,000 are counted at the most) and events_unread{reader="…"}.
std::vector<std::pair<std::string, double>> lag(store::Reader& reader);

// For `verify`: what is wrong with the positions of one dossier, or of all; "" when nothing is.
std::string fault_in_positions_of(store::Reader& reader, const Uuid& dossier);
std::string fault_in_positions(store::Reader& reader);

}  // namespace motcua::dossier
