#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "dossier/dossier.h"
#include "ranking/figure.h"
#include "ranking/period.h"
#include "ranking/place.h"

// What pages, files and programs are given. No private value is in any of it.
namespace motcua::ranking {

using dossier::Channel;

// The figures of one period: of a unit (or the whole province), of one procedure or all, one channel or all.
// carried_over + received + taken_over = early + on_time + overdue + stopped + in_process_within +
// in_process_overdue + supplement + paused.
struct Figures {
  std::int64_t received = 0, received_counter = 0, received_online = 0, received_post = 0;
  std::int64_t taken_over = 0;
  std::int64_t carried_over = 0;  // in hand at the end of the day before the period
  std::int64_t not_accepted = 0;
  std::int64_t early = 0, on_time = 0, overdue = 0;  // on_time: with the withdrawn ones
  std::int64_t withdrawn = 0;                        // of them on_time
  std::int64_t stopped = 0;
  std::int64_t handed_over = 0;
  std::int64_t re_appointed = 0, ended_re_appointed = 0;
  // At the end of the period, or today while it lasts.
  std::int64_t in_process_within = 0, in_process_overdue = 0, supplement = 0, paused = 0;
  std::int64_t to_hand_over = 0;  // status 9, result not handed over yet
  // Working minutes from reception to status 9 by the solving agency's hours, without what the applicant or a
  // pause took; none when nothing ended whose working time is known. Rounded up as in working_step.h.
  std::optional<std::int64_t> median_minutes, ninetieth_minutes;
  bool operator==(const Figures&) const = default;
};

// One line of a table: a unit, a procedure, a sector or an officer's post.
struct FiguresLine {
  std::string code;
  std::string name;
  std::string note;  // "" or why the line is not what was asked for: a former unit, its successor
  Figures figures;
};

// One line of the ranking.
struct RankingLine {
  std::string code;
  std::string name;
  std::optional<int> place;     // none: nothing accepted
  std::optional<double> value;  // online ÷ received, 0 to 1, unrounded
  std::int64_t received = 0, online = 0;
  bool few = false;  // fewer than 30 dossiers: tagged, never moved
  std::optional<Movement> movement;
};

// By place, equal ones and those without a place in Vietnamese alphabetical order.
struct RankingTable {
  Period period;
  Period compared_with;
  LocalDate judged_on{};  // the last day that counts: today while the period lasts
  bool is_complete = false;
  std::vector<RankingLine> lines;
};

// The inputs of every ranking, always complete: how many dossiers of a channel had this outcome at a unit on
// a day. Only flows (figure.h), and only counts above 0; in order of day, unit, channel, outcome.
struct RankingInput {
  LocalDate day{};
  std::string unit;
  Channel channel = Channel::counter;
  Figure outcome = Figure::received;
  std::int64_t count = 0;
  bool operator==(const RankingInput&) const = default;
};

}  // namespace motcua::ranking
