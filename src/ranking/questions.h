#pragma once
#include "http/router.h"
#include "identity/identity.h"
#include "ranking/board.h"
#include "ranking/bodies.h"
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

// The tables, each line with its name. Procedures and sectors by name of today's version.
LinesBody unit_lines(const workflow::Installation& office, const Question& question);
LinesBody procedure_lines(const workflow::Installation& office, const Question& question);
LinesBody sector_lines(const workflow::Installation& office, const Question& question);
LinesBody officer_lines(const workflow::Installation& office, const Question& question);
LinesBody day_lines(const workflow::Installation& office, const Question& question);

}  // namespace motcua::ranking
