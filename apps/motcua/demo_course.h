#pragma once
#include <optional>
#include <string>
#include <vector>

#include "motcua/demo_office.h"
#include "motcua/demo_people.h"

namespace motcua::app {

// What somebody does to a dossier at one instant.
enum class Deed {
  file,
  submit,
  take_over,
  accept,
  refuse,
  add_foreign_code,
  attach_scan,
  assign,
  take,
  ask_supplement,
  bring_supplement,
  ask_payment,
  settle_payment,
  pause,
  resume,
  attach_result,
  solve,
  take_to_approve,
  return_for_correction,
  approve,
  hand_over,
  withdraw,
  stop,
  erase,
};

struct TimedDeed {
  Instant at;
  Deed deed;
};

// One dossier of the demo from its filing to where it stands today.
struct DemoCourse {
  const DemoStaff* staff = nullptr;
  catalogue::VersionRef version;
  catalogue::Channel channel = catalogue::Channel::counter;
  DemoPerson applicant;
  std::optional<DemoPerson> submitter;
  std::string address, content;
  bool return_by_post = false;
  std::vector<TimedDeed> deeds;  // in order of time, within office hours but for online submissions
  Instant received_before;       // take_over: when the earlier system received it
};

// The courses of all dossiers between `start` and `now`; the same for the same random and days.
std::vector<DemoCourse> make_courses(const Program::Parts& parts, const DemoOfficials& officials,
                                     Instant start, Instant now, Random& random);

}  // namespace motcua::app
