#include "dossier/status.h"

#include <array>

#include "base/check.h"

namespace motcua::dossier {
namespace {

constexpr std::array<std::string_view, 10> status_names{
    "submitted",         "accepted",  "not_accepted", "in_process", "supplement_requested",
    "payment_requested", "withdrawn", "halted",       "finished",   "handed_over"};

constexpr std::array<std::string_view, 13> move_names{"accept",
                                                      "not_accept",
                                                      "start",
                                                      "request_supplement",
                                                      "receive_supplement",
                                                      "request_payment",
                                                      "settle_payment",
                                                      "pause",
                                                      "resume",
                                                      "withdraw",
                                                      "stop",
                                                      "finish",
                                                      "hand_over"};

bool waits(const Position& p) {
  return p.status == Status::supplement_requested || p.status == Status::payment_requested;
}

bool paused(const Position& p) { return p.status == Status::halted && p.halt == Halt::paused; }

bool never_accepted(const Position& p) {
  return p.status == Status::submitted || (waits(p) && p.came_from == Status::submitted);
}

Position to(Status status) { return {status, Halt::none, std::nullopt}; }

std::optional<Position> back(const Position& from, bool allowed) {
  if (!allowed) return std::nullopt;
  CHECK(from.came_from.has_value());
  return to(*from.came_from);
}

// 1→5, 1→6, 4→5, 4→6.
std::optional<Position> wait_in(Status status, const Position& from) {
  if (from.status != Status::submitted && from.status != Status::in_process) return std::nullopt;
  return Position{status, Halt::none, from.status};
}

std::optional<Position> halt(const Position& from, Halt halt) {
  if (from.status == Status::in_process) {
    return halt == Halt::paused ? Position{Status::halted, halt, from.status}
                                : Position{Status::halted, halt, std::nullopt};
  }
  return std::nullopt;
}

bool may_withdraw(const Position& p) {
  return p.status == Status::submitted || p.status == Status::accepted || p.status == Status::in_process ||
         waits(p) || paused(p);
}

std::optional<Position> only(bool allowed, Status status) {
  return allowed ? std::optional(to(status)) : std::nullopt;
}

}  // namespace

std::string_view name_of(Status status) { return status_names.at(static_cast<std::size_t>(status) - 1); }

std::optional<Status> status_of(std::string_view name) {
  for (std::size_t i = 0; i < status_names.size(); ++i) {
    if (status_names[i] == name) return static_cast<Status>(i + 1);
  }
  return std::nullopt;
}

std::string_view name_of(Move move) { return move_names.at(static_cast<std::size_t>(move)); }

std::optional<Move> move_of(std::string_view name) {
  for (std::size_t i = 0; i < move_names.size(); ++i) {
    if (move_names[i] == name) return static_cast<Move>(i);
  }
  return std::nullopt;
}

std::optional<Position> after(const Position& from, Move move) {
  switch (move) {
    case Move::accept:
      return only(from.status == Status::submitted, Status::accepted);
    case Move::not_accept:
      return only(never_accepted(from), Status::not_accepted);
    case Move::start:
      return only(from.status == Status::accepted, Status::in_process);
    case Move::request_supplement:
      return wait_in(Status::supplement_requested, from);
    case Move::receive_supplement:
      return back(from, from.status == Status::supplement_requested);
    case Move::request_payment:
      return wait_in(Status::payment_requested, from);
    case Move::settle_payment:
      return back(from, from.status == Status::payment_requested);
    case Move::pause:
      return halt(from, Halt::paused);
    case Move::resume:
      return back(from, paused(from));
    case Move::withdraw:
      return only(may_withdraw(from), Status::withdrawn);
    case Move::stop:
      return halt(from, Halt::stopped);
    case Move::finish:
      return only(from.status == Status::in_process, Status::finished);
    case Move::hand_over:
      return only(from.status == Status::finished, Status::handed_over);
  }
  CHECK(false);
}

bool clock_runs(const Position& p) { return p.status == Status::accepted || p.status == Status::in_process; }

bool is_final(const Position& p) {
  return p.status == Status::not_accepted || p.status == Status::withdrawn ||
         p.status == Status::handed_over || (p.status == Status::halted && p.halt == Halt::stopped);
}

}  // namespace motcua::dossier
