#pragma once
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "catalogue/version.h"

namespace motcua::catalogue {

// A part of a procedure's entry that the office or the residents need, in the order in which a report names
// them. The sentence for it is "catalogue.part.<name>".
enum class Part {
  name,        // in both languages
  guidance,    // plain words in both languages
  handled_by,  // which office solves it
  channels,    // at least one way to hand it in
  limit,       // a limit on every channel: without it there is no promise
  fee,         // an amount, 0 included, for every fee of every channel: without it no money may be asked
  papers,      // at least one; each with its name, its case and its count
  result,      // what people get, in both languages
  legal,       // at least one act
  steps,       // a chain of steps whose shares make 100
  confirmed,   // no fact waits for a person
  real_values  // nothing is invented for a demonstration
};
constexpr std::array<Part, 12> all_parts{Part::name,  Part::guidance, Part::handled_by, Part::channels,
                                         Part::limit, Part::fee,      Part::papers,     Part::result,
                                         Part::legal, Part::steps,    Part::confirmed,  Part::real_values};
std::string_view name_of(Part part);
std::optional<Part> part_of(std::string_view name);

// How far the configuration of one procedure has come.
struct Completeness {
  bool configured = false;  // a dossier can be received, promised and worked on
  bool published =
      false;            // residents find it explained: what, with which papers, what they get, by which law
  bool online = false;  // also through the online channel, with its own limit and fee
  std::vector<Part> missing;  // in the order of all_parts
  int percent = 0;            // of the parts that are there, rounded down: 100 only when nothing is missing
};

// Source of the measure: the province reports how many of its procedures are configured. A procedure that is
// not offered online lacks nothing: some must be signed in person.
Completeness completeness_of(const ProcedureVersion& version);

}  // namespace motcua::catalogue
