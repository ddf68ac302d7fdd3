#pragma once
#include "motcua/demo_course.h"

namespace motcua::app {

// Plays all courses in the order of time, each deed at its instant by the clock, by the one whose work it is.
void play_courses(Program::Parts& parts, ManualClock& clock, const DemoOfficials& officials,
                  const std::vector<DemoCourse>& courses, Random& random);

}  // namespace motcua::app
