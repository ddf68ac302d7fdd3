#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "calendar/calendar.h"
#include "workflow/effort.h"

// What will be late, computed ahead: where the work that is left no longer fits before the due date. Pure.
namespace motcua::workflow {

// A dossier whose clock runs, as far as its future depends on it.
struct Ahead {
  Uuid dossier;
  Instant due_at;               // Instant::max(): without a due date, never late
  std::optional<Uuid> post;     // who must act: has the step in hand or was asked to take it; none = nobody
  bool taken = false;           // has it in hand
  bool can_be_given = false;    // another may solve it: it stands at "assign" or "solve"
  std::int64_t work_now = 0;    // working minutes of the step in hand
  std::int64_t wait_now = 0;    // how long it usually lies until it is taken
  std::int64_t work_after = 0;  // of the steps after it, up to the end of processing
  std::int64_t wait_after = 0;
};

// What would save it, and who does it.
enum class Remedy {
  remind,    // its holder does it before everything else
  assign,    // nobody has it: the director gives it to `post`
  reassign,  // its holder has too much ahead of it: the director gives it to `post`
  extend,    // no work saves it: form 04, possible until the day before the due date
  explain,   // not even that: form 04 comes too late, the applicant is told
};
std::string_view name_of(Remedy remedy);  // "remind"; the end of its message id "office.remedy.remind"

struct Foreseen {
  Uuid dossier;
  Instant due_at;
  Instant save_until;        // the latest moment its remaining work still fits if it is taken up then
  std::int64_t late_by = 0;  // working minutes past the due date if things go on as they do
  std::int64_t work = 0;     // working minutes left until the end of processing
  std::int64_t queue = 0;    // working minutes its holder has to do before it
  Remedy remedy = Remedy::remind;
  std::optional<Uuid> post;  // who can still prevent it
};

// Everybody does first what is due first. A dossier will be late when, after what its holder has to do before
// it, its own work and the usual waiting of the steps that follow do not fit into the working time until its
// due date. Those past their due date are not foreseen, they are late; their work still stands before the
// others'. `solvers`: the posts that may be given a dossier to solve. Ordered by `save_until`, what cannot be
// saved by work last. Dossiers with a due date outside the calendar are left out.
std::vector<Foreseen> foresee(const std::vector<Ahead>& dossiers, const std::vector<Uuid>& solvers,
                              Instant now, const calendar::Timetable& timetable);

// Working minutes that each post has in hand, by post.
std::map<Uuid, std::int64_t> loads(const std::vector<Ahead>& dossiers);

}  // namespace motcua::workflow
