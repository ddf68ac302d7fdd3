#pragma once
#include <string>
#include <vector>

#include "ranking/sums.h"
#include "ranking/views.h"
#include "ranking/working_step.h"

// What is kept, read: a few dozen sums for each question, however many dossiers there are.
namespace motcua::ranking {

struct Asked {
  std::string unit;       // "" the whole province
  std::string procedure;  // "" all
  int channel = 0;        // 0 all
  Period period;
  LocalDate today{};
};

// Every code of a unit stands between these two, and the province's sums, under "", do not.
inline constexpr std::string_view first_unit = " ", last_unit = "~";

// Figures under a code: of a unit, a procedure or the post of an officer.
struct Keyed {
  std::string key;
  Figures figures;
  Steps times;  // what the median is found in
};
// Adds another one to it, medians included.
void add(Keyed& to, const Keyed& more);

Figures figures_of(store::Reader& reader, const Asked& asked);
// The same without medians.
Figures counts_of(store::Reader& reader, const Asked& asked);
// Of every day of the period up to today, in order; days on which nothing happened too. CHECKs that there are
// at most most_days.
inline constexpr int most_days = 400;
struct DayFigures {
  LocalDate day{};
  Figures figures;
};
std::vector<DayFigures> figures_by_day(store::Reader& reader, const Asked& asked);
// Lines with nothing in them are left out; in order of their key.
std::vector<Keyed> figures_by_procedure(store::Reader& reader, const Asked& asked);
// By post: who accepted; who completed the step before the signature. In process: what the post holds of the
// unit now, when the period has not ended; nothing for one that has.
std::vector<Keyed> figures_by_officer(store::Reader& reader, const Asked& asked, UtcOffset offset);
// Every unit with something in its line, without medians. `asked.unit` and `.procedure` say nothing here.
std::vector<Keyed> figures_by_unit(store::Reader& reader, const Asked& asked);

}  // namespace motcua::ranking
