#pragma once
#include <optional>
#include <string>
#include <vector>

#include "http/shape.h"
#include "workflow/views.h"

namespace motcua::workflow {

// A dossier that will be late, and who can still prevent it.
struct ForeseenView {
  Uuid dossier;
  std::string code, procedure, owner_name, state;
  Instant due_at, save_until;
  std::string step;                   // in words
  std::optional<std::string> holder;  // none = nobody has it
  std::int64_t work_minutes = 0, queue_minutes = 0, late_by_minutes = 0;
  std::string remedy;              // "remind", "assign", "reassign", "extend", "explain"
  std::optional<std::string> who;  // who can prevent it; who covers, when that one is away
  std::optional<std::int64_t> who_load_minutes;
};
struct RemedyCount {
  std::string remedy;
  std::int64_t count = 0;
};
// What one officer has in hand.
struct LoadView {
  std::string name, title;
  std::int64_t overdue = 0, due_today = 0, later = 0;
  std::int64_t work_minutes = 0;
};
// A figure of the period and of the one it is compared with; none where it cannot be known any more.
struct FigureView {
  std::string figure;  // "received", "handed_over", "ended", "ended_in_time", "with_applicant"
  std::int64_t now = 0;
  std::optional<std::int64_t> before;
};
struct ChannelCount {
  std::string channel;
  std::int64_t count = 0;
};
struct CentreView {
  NamedCode unit;
  Instant now, from, before_from;
  std::string period;
  std::int64_t overdue = 0, due_today = 0, running = 0;  // by the due date of the result
  std::int64_t unaccepted = 0, unaccepted_late = 0;      // of these: past the limit of the acceptance
  std::int64_t foreseen_total = 0;                       // of which `foreseen` shows the first hundred
  std::vector<RemedyCount> remedies;
  std::vector<ForeseenView> foreseen;
  std::vector<LoadView> loads;  // who has most to do first; the last may be nobody, with an empty name
  std::vector<FigureView> figures;
  std::vector<ChannelCount> channels;  // received this month
};

struct OfficerHours {
  std::string name, title, office;
  std::int64_t minutes = 0, dossiers = 0;
};
struct OfficeHours {
  std::string office;
  std::int64_t minutes = 0;
};
struct HolderHours {
  std::string kind, name;  // "applicant", "nobody"
  std::int64_t minutes = 0, dossiers = 0;
};
struct CentreHours {
  Instant from, until;
  std::int64_t dossiers = 0, minutes = 0;  // the sum over all holders
  std::vector<OfficerHours> officers;
  std::vector<OfficeHours> offices;
  std::vector<HolderHours> others;
};

const http::Shape<CentreView>& shape_of(const CentreView*);
const http::Shape<CentreHours>& shape_of(const CentreHours*);

}  // namespace motcua::workflow
