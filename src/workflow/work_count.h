#pragma once
#include "workflow/tally.h"
#include "workflow/work_list.h"

namespace motcua::workflow {

// A view by agency: the lanes that it shows.
struct ViewLanes {
  std::string_view name;
  int first, second;  // the same when there is but one
  bool is_running;    // its dossiers may be due
};

struct WorkCounts {
  std::int64_t all = 0;
  DueCounts due;
  WorkCounts& operator+=(const WorkCounts& other);
  WorkCounts& operator-=(const WorkCounts& other);
};

// What is due until when: midnight after today, and midnight after the next working day.
struct DueBounds {
  Instant now, today_ends, next_ends;
};

std::int64_t in_view(const ViewLanes& view, const LaneCounts& lanes);
// The chosen view of one agency, by the filters.
WorkCounts count_agency(store::Reader& reader, const ViewLanes& view, const std::string& agency,
                        const WorkAsked& asked, const DueBounds& until);
// What these posts hold or were given, each dossier once: one person's own and covered ones.
WorkCounts count_posts(store::Reader& reader, const std::vector<Uuid>& posts, const WorkAsked& asked,
                       const DueBounds& until);

}  // namespace motcua::workflow
