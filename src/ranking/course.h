#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "dossier/dossier.h"
#include "ranking/figure.h"

// What each event of a dossier adds to the figures (handbook sections 4 and 5). Pure: the events alone say
// it.
namespace motcua::ranking {

// One figure changes on one day.
struct Move {
  Figure figure = Figure::received;
  LocalDate day{};
  std::int64_t amount = 1;
  std::optional<Uuid> post = {};  // the officer it also counts for
  bool operator==(const Move&) const = default;
};

// A dossier reached status 9: from when to when it was worked on, and how long others kept it in between.
struct Worked {
  LocalDate day{};
  Instant received_at{}, finished_at{};
  std::int64_t waited_minutes = 0;  // working minutes
  std::optional<Uuid> post = {};
  bool operator==(const Worked&) const = default;
};

struct Effect {
  std::vector<Move> moves;
  std::optional<Worked> worked;
};

// What has to be known of a dossier to say what its next event adds.
struct Course {
  std::int64_t version = 0;  // events seen
  std::string unit;          // where it was officially received: whose figures it counts in
  std::string solving;       // whose hours its working time is measured by
  std::string procedure;
  dossier::Channel channel = dossier::Channel::counter;
  std::optional<Figure> stock;  // in_process, supplement or paused; none before acceptance and at the end
  LocalDate last_day{};         // of its last move: what is dated before counts on it
  std::optional<LocalDate> due_day;    // the current one
  std::optional<LocalDate> late_from;  // in process: the day from which it counts as late
  std::optional<Instant> received_at;
  std::int64_t waited_minutes = 0;
  bool re_appointed = false;
  bool closed = false;                                   // nothing that counts can follow
  std::optional<Uuid> completed_last, completed_before;  // posts of the last steps completed
};

// The dossier after one more event, and what that adds. CHECKs that the versions follow.
Effect follow(Course& course, const dossier::Event& event, UtcOffset offset);

// Whether an event of this type can add anything, and whether its payload has to be read for that: who reads
// many millions passes over the others. `follow` may be given an event without its payload then.
bool counts(std::string_view event_type);
bool needs_payload(std::string_view event_type);
// A payload of this type with nothing in it. CHECKs counts() and not needs_payload().
dossier::Payload bare_payload(std::string_view event_type);

}  // namespace motcua::ranking
