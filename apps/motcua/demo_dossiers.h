#pragma once
#include "motcua/demo.h"
#include "motcua/demo_course.h"

namespace motcua::app {

// Plays all courses day by day, those of one agency in the order of time, each deed at its instant by the
// clock, by the one whose work it is. Several agencies at once.
void play_courses(Program::Parts& parts, DemoClock& clock, const DemoOfficials& officials,
                  const std::vector<DemoCourse>& courses);

}  // namespace motcua::app
