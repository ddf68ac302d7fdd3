import type { components } from '../../api/schema';
import { t } from '../../app/messages.svelte';
import { minutesPerWorkingDay, workingTime } from '../../calendar/working_time';

export type Centre = components['schemas']['CentreView'];
export type Foreseen = components['schemas']['Foreseen'];
export type Load = components['schemas']['Load'];
export type Hours = components['schemas']['CentreHours'];

export const periods = ['day', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

// "1,4 ngày": work as days of 8 working hours, one decimal, never less than there is.
export function daysOfWork(minutes: number): string {
  const tenths = Math.ceil((minutes / minutesPerWorkingDay) * 10);
  return t('centre.days', { days: `${Math.floor(tenths / 10)},${tenths % 10}` });
}

// How many dossiers one square stands for, so that the longest row stays within `most` squares.
export function perSquare(loads: Load[], most = 40): number {
  const longest = Math.max(1, ...loads.map((one) => one.overdue + one.due_today + one.later));
  return Math.ceil(longest / most);
}

// Squares of each kind; what exists is drawn, however little it is.
export function squares(count: number, each: number): number {
  return Math.ceil(count / each);
}

// Of those foreseen, how many work can still save.
export function saveable(centre: Centre): number {
  return centre.remedies.filter((one) => one.remedy !== 'extend' && one.remedy !== 'explain').reduce((sum, one) => sum + one.count, 0);
}

// "nhắc 2, giao lại 2"
export function toDo(centre: Centre): string {
  return centre.remedies.map((one) => `${t(`remedy.${one.remedy}`).toLowerCase()} ${one.count}`).join(', ');
}

// Who can still prevent it, and how.
export function rescue(one: Foreseen): string {
  const holes = { who: one.who ?? '', load: workingTime(one.who_load_minutes ?? 0), queue: workingTime(one.queue_minutes) };
  if (one.remedy === 'remind') return t(one.queue_minutes > 0 ? 'centre.first' : 'centre.now', holes);
  if (one.remedy === 'assign' || one.remedy === 'reassign') return one.who ? t(one.who_load_minutes ? 'centre.free_soon' : 'centre.free', holes) : t('centre.nobody_free');
  return t(`centre.${one.remedy}`);
}

export function percent(part: number, whole: number): string {
  const tenths = whole === 0 ? 0 : Math.round((part / whole) * 1000);
  return `${Math.floor(tenths / 10)},${tenths % 10} %`;
}
