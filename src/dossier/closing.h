#pragma once
#include <functional>
#include <limits>

#include "dossier/day.h"
#include "dossier/event.h"
#include "store/store.h"

// Closing days in the store, and reading the closed ones.
namespace motcua::dossier {

// Given all events of one dossier in order, adds what the event at each place counts for to what `counts_of`
// returns for that place; null: not asked. Whoever counts gives it (react upwards): the spine knows no
// ranking.
using CountDossier = std::function<void(const std::vector<Event>& events,
                                        const std::function<DayCounts*(std::size_t place)>& counts_of)>;

struct Closing {
  std::string installation;  // code of the province
  UtcOffset offset;
  SigningKey key;
  std::optional<KeyChange> key_change;  // kept beside the key since it took another's place
  CountDossier count;
};

// A day waits so long for the last of its events to get their positions.
inline constexpr std::chrono::minutes grace{1};
// A clock that runs far ahead would close years to come; so nothing is closed this long after the last event,
// until there is another.
inline constexpr std::chrono::days longest_silence{31};

// Gives positions to all events that wait for one, then closes every day that has ended and is not closed,
// oldest first, in one step for at most about `most` events. True when more may wait. For one at a time (the
// lease); two at once do no harm, one of them throws. Throws std::runtime_error saying what to do when
// another key than this one signed the last day, and nothing joins the two.
bool close_days(store::Store& store, const Closing& closing, Instant now, std::size_t most = 100'000);

struct StoredDay {
  std::string statement;  // canonical JSON
  Signature signature{};
  std::int64_t first = 0, last = 0;  // positions of its first and last event
  DayStatement read() const;         // CHECKs: it came from our own store
};
// Closed days after this one, at most `most`, oldest first.
std::vector<StoredDay> days_after(store::Reader& reader, LocalDate after, int most);
inline constexpr LocalDate before_all_days{std::chrono::days{-365'000}};
std::optional<StoredDay> closed_day(store::Reader& reader, LocalDate day);
std::optional<LocalDate> last_closed_day(store::Reader& reader);
std::vector<ClosedDay> closed_days(store::Reader& reader);
// Hashes of a closed day's events in the order of positions.
std::vector<Digest> hashes_of(store::Reader& reader, const StoredDay& day, UtcOffset offset);
std::string day_file_of(store::Reader& reader, const StoredDay& day, UtcOffset offset);

// What closing needs of an event, and whoever looks after it.
struct EventMark {
  std::int64_t position = 0;
  Uuid dossier;
  std::int64_t version = 0;
  LocalDate recorded{};
  Digest hash{};
};
// Of the events with positions above `after` up to `upto`, at most `most`, in their order.
std::vector<EventMark> event_marks(store::Reader& reader, std::int64_t after, std::int64_t upto,
                                   UtcOffset offset,
                                   std::int64_t most = std::numeric_limits<std::int64_t>::max());

// What the events say that are in the store, for `verify --published`: each closed day's root and counts
// taken anew.
struct Recount {
  std::vector<Digest> hashes;
  DayCounts counts;
};
// Of the closed days, and under `open` of what came since.
struct Recounts {
  std::map<LocalDate, Recount> days;
  DayCounts open;
};
Recounts recount_days(store::Store& store, UtcOffset offset, const CountDossier& count);
// What the events since the last closed day count for.
DayCounts open_counts(store::Store& store, UtcOffset offset, const CountDossier& count);

}  // namespace motcua::dossier
