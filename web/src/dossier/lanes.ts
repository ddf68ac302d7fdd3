import type { components } from '../api/schema';

type Life = components['schemas']['Life'];
type Tenure = components['schemas']['Tenure'];
export type Bar = { from: number; minutes: number; look: 'officer' | 'now' | 'waits' | 'agency' | 'nobody'; tenure: Tenure };
export type Lane = { name: string; steps: string[]; bars: Bar[]; minutes: number; waits: boolean };

function look(tenure: Tenure): Bar['look'] {
  if (tenure.kind === 'nobody') return 'nobody';
  if (tenure.kind === 'agency') return 'agency';
  if (!tenure.clock_runs) return 'waits';
  return tenure.open ? 'now' : 'officer';
}

// One lane for each holder, in the order in which they first had the dossier; bars in working minutes from the start.
export function lanes(life: Life): Lane[] {
  const all: Lane[] = [];
  let at = 0;
  for (const tenure of life.tenures) {
    let lane = all.find((each) => each.name === tenure.name);
    if (!lane) all.push((lane = { name: tenure.name, steps: [], bars: [], minutes: 0, waits: false }));
    if (tenure.step && !lane.steps.includes(tenure.step)) lane.steps.push(tenure.step);
    lane.waits ||= !tenure.clock_runs;
    lane.bars.push({ from: at, minutes: tenure.working_minutes, look: look(tenure), tenure });
    lane.minutes += tenure.working_minutes;
    at += tenure.working_minutes;
  }
  return all;
}

// How long the axis is: to now or the due date, whichever is later, and a little more for the words there.
export function span(life: Life): number {
  return Math.max(life.age_minutes, life.due_minute ?? 0, 60) * 1.04;
}

// The days that get a label: at most `most` over an axis of `length` minutes, so that no two stand on each other.
export function labelled(life: Life, length: number, most: number): Life['days'] {
  const chosen: Life['days'] = [];
  for (const day of life.days.filter((each) => !each.off)) {
    const last = chosen.at(-1);
    if (last && day.minute - last.minute < length / most) {
      if (chosen.length === 1 && last.minute === 0 && day.minute > 0) chosen[0] = day; // a short first day gives way
      continue;
    }
    chosen.push(day);
  }
  return chosen;
}
