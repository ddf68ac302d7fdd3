#pragma once
#include "motcua/demo.h"
#include "motcua/demo_course.h"

namespace motcua::app {

// Plays all courses, those of one commune in the order of time, each deed at its instant by the clock, by the
// one whose work it is. Several communes at once: nearly all the time is waiting for the disk.
void play_courses(Program::Parts& parts, DemoClock& clock, const DemoOfficials& officials,
                  const std::vector<DemoCourse>& courses);

}  // namespace motcua::app
