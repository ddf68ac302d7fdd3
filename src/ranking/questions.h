#pragma once
#include "http/router.h"
#include "identity/identity.h"
#include "ranking/board.h"
#include "ranking/bodies.h"
#include "ranking/unit_board.h"
#include "workflow/workflow.h"

namespace motcua::ranking {

// What a request asks for, read and judged: ?period, ?unit, ?procedure, ?channel.
struct Question {
  Asked asked;
  std::string name, note;  // of the unit, or of the whole province
  Language language = Language::vi;
};

// Problems, all at once: those of the period, ranking.unit_unknown, ranking.channel_unknown,
// ranking.not_counted.
Expected<Question> question_of(const workflow::Installation& office, const http::Request& request);
// The same for the inside of an office: report.read for that unit. Also ranking.unit_not_yours.
Expected<Question> inside_question_of(const workflow::Installation& office, const http::Request& request);
std::vector<http::QueryParam> question_params();

// Where tables are made.
struct TableDesk {
  explicit TableDesk(const workflow::Installation& wanted) : office(wanted) {}
  const workflow::Installation& office;
  UnitBoard units;
  ShareBoard shares;
};
// The tables, each line with its name. Procedures and sectors by name of today's version.
LinesBody unit_lines(TableDesk& desk, const Question& question);
LinesBody procedure_lines(TableDesk& desk, const Question& question);
LinesBody sector_lines(TableDesk& desk, const Question& question);
LinesBody officer_lines(TableDesk& desk, const Question& question);
LinesBody day_lines(TableDesk& desk, const Question& question);
// Whether a procedure counts in this line of sector_lines.
std::function<bool(const std::string& procedure)> is_of_sector(const workflow::Installation& office,
                                                               const Question& question, std::string sector);

}  // namespace motcua::ranking
