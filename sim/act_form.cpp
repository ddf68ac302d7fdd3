#include "act_form.h"

#include <fmt/format.h>

#include <set>

#include "citizen.h"

namespace motcua::sim {

using dossier::State;
using identity::Role;
using workflow::Act;

namespace {
constexpr std::string_view reason = "Lý do của người giải quyết";
}  // namespace

json::array shown_papers(World& world, const State& state) {
  const auto version =
      world.parts().shelf.current()->version(state.procedure + "/" + std::to_string(state.catalogue_version));
  return version ? papers_of(*version) : json::array{};
}

namespace {

std::string a_paper(World& world, const State& state) {
  const auto papers = shown_papers(world, state);
  if (papers.empty()) return "to-khai";
  return std::string(papers[world.below(papers.size())].at("paper").as_string());
}

// One to three faults, of papers and of what the application says.
json::array some_faults(World& world, const State& state) {
  json::array faults;
  std::set<std::string> asked;
  const auto add = [&](std::string_view kind, const std::string& key) {
    if (!asked.insert(key).second) return;
    faults.push_back(json::object{{"kind", kind}, {"key", key}, {"basis", "Điều 16"}, {"reason", reason}});
  };
  if (!shown_papers(world, state).empty()) {
    add(world.chance(50) ? "missing_paper" : "fault_in_paper", a_paper(world, state));
    if (world.chance(40)) add("missing_paper", a_paper(world, state));
  }
  if (faults.empty() || world.chance(30)) add("fault_in_field", world.chance(50) ? "address" : "content");
  return faults;
}

// A pause for a reason of the office, or until another agency answers: a unit here or one by name.
json::object a_pause(World& world) {
  json::object body{{"reason", reason}, {"basis", "Điều 19"}};
  if (world.chance(30)) {
    body["agency_name"] = "Bảo hiểm xã hội khu vực";
  } else if (world.chance(40)) {
    body["agency_unit"] = world.parts().organisation.province().code;
  }
  return body;
}

Uuid post_of(World& world, Role role, const std::string& unit) {
  const auto who = somebody(world, role, unit);
  return who ? world.staff[*who].post : Uuid{};
}

// One to five working days after the date that holds.
std::string a_later_date(World& world, const State& state) {
  const auto& timetable = world.parts().timetables.of(state.agencies.received);
  const Instant from = state.due_at.value_or(world.clock.now());
  const auto due = timetable.add_working_time(from, std::chrono::hours(8 * (1 + world.below(5))));
  return format_iso(due.value_or(from));
}

}  // namespace

json::object what_was_asked(World& world, const State& state) {
  json::array papers, fields;
  for (const auto& key : state.asked_papers) {
    papers.push_back(json::object{{"paper", key}, {"originals", 1 + world.below(2)}});
  }
  for (const auto& key : state.asked_fields) {
    fields.push_back(json::object{{"field", key}, {"text", fmt::format("Bản số {}", world.below(40))}});
  }
  return {{"papers", std::move(papers)}, {"fields", std::move(fields)}};
}

Form form_of(World& world, Act act, const State& state) {
  const json::object because{{"reason", reason}};
  switch (act) {
    case Act::accept:
      return {"/acceptance", {{"papers", shown_papers(world, state)}}};
    case Act::refuse:
      return {"/refusal", because};
    case Act::attach_scan:
      return {fmt::format("/scans?paper={}&name=scan.pdf", a_paper(world, state)), {}, true};
    case Act::assign:
      return {"/assignment", {{"post", post_of(world, Role::specialist, state.agencies.solving).text()}}};
    case Act::take:
      return {"/taking"};
    case Act::request_supplement:
      return {"/supplement-request", {{"faults", some_faults(world, state)}}};
    case Act::receive_supplement:
      return {"/supplement", what_was_asked(world, state)};
    case Act::request_payment:
      return {"/payment-request", {{"fee_dong", 50000 + 1000 * world.below(50)}}};
    case Act::settle_payment:
      return {"/payment"};
    case Act::pause:
      return {"/pause", a_pause(world)};
    case Act::resume:
      return {"/resumption"};
    case Act::propose_extension:
      return {"/extension-proposal", {{"due_at", a_later_date(world, state)}, {"reason", reason}}};
    case Act::extend:
      return {"/extension"};
    case Act::solve:
      return {"/solution", {{"post", post_of(world, Role::approver, state.agencies.solving).text()}}};
    case Act::attach_result:
      return {"/result?name=ket-qua.pdf", {}, true};
    case Act::return_for_correction:
      return {"/correction", because};
    case Act::approve:
      return {"/approval"};
    case Act::hand_over:
      return {"/hand-over", {{"receiver_name", "Lò Thị Mẫu"}, {"by", world.chance(20) ? "post" : "counter"}}};
    case Act::withdraw:
      return {"/withdrawal", because};
    case Act::stop:
      return {"/stop", because};
    case Act::add_foreign_code:
      return {"/foreign-codes",
              {{"system", "cong-quoc-gia"}, {"code", fmt::format("G09.{}", world.below(1000000))}}};
    case Act::erase:
      return {"/private", {{"basis", "Theo yêu cầu"}, {"reason", reason}}, false, http::Method::remove};
  }
  CHECK(false);
}

}  // namespace motcua::sim
