#pragma once
#include <optional>
#include <string_view>

namespace motcua::dossier {

// National dossier statuses (handbook section 4, TT 04/2025/TT-VPCP); the numbers are the codes that are
// exchanged.
enum class Status {
  submitted = 1,
  accepted = 2,
  not_accepted = 3,
  in_process = 4,
  supplement_requested = 5,
  payment_requested = 6,
  withdrawn = 7,
  halted = 8,  // paused or stopped: `Halt` says which
  finished = 9,
  handed_over = 10,
};

// Status 8 has two meanings that the national code does not keep apart.
enum class Halt { none, paused, stopped };

std::string_view name_of(Status status);  // "in_process"; also the end of its message id "status.in_process"
std::optional<Status> status_of(std::string_view name);

// What a move depends on: 5, 6 and a pause return to where they came from, and nobody reaches 4 without 2.
struct Position {
  Status status = Status::submitted;
  Halt halt = Halt::none;
  std::optional<Status> came_from;  // set in 5, 6 and 8 paused
  bool operator==(const Position&) const = default;
};

enum class Move {
  accept,
  not_accept,
  start,
  request_supplement,
  receive_supplement,
  request_payment,
  settle_payment,
  pause,
  resume,
  withdraw,
  stop,
  finish,
  hand_over,
};

std::string_view name_of(Move move);
std::optional<Move> move_of(std::string_view name);

// Where `move` leads from `from`; nothing when the law knows no such move (handbook section 4).
std::optional<Position> after(const Position& from, Move move);

bool clock_runs(const Position& position);  // only in 2 and 4
bool is_final(const Position& position);    // 3, 7, 8 stopped, 10

}  // namespace motcua::dossier
