import type { components } from '../api/schema';

export type Figures = components['schemas']['Figures'];
export type Line = components['schemas']['FiguresLine'];
export type MinutesName = 'median_minutes' | 'ninetieth_minutes';
export type FigureName = Exclude<keyof Figures, MinutesName>;
export type Meaning = { name: string; means: string };

// What figures are asked for, and what the dossiers behind one of them are.
export type Asked = { unit: string; period: string; channel: string };
export type Narrowed = Asked & { figure: string; procedure?: string; sector?: string; officer?: string };

// What came in, what ended, what is in hand, in the order of the province's reports.
export const groups: { title: string; figures: FigureName[] }[] = [
  { title: 'figures.came', figures: ['carried_over', 'taken_over', 'received', 'received_online', 'received_counter', 'received_post', 'not_accepted'] },
  { title: 'figures.ended', figures: ['early', 'on_time', 'overdue', 'withdrawn', 'stopped', 'handed_over', 're_appointed', 'ended_re_appointed'] },
  { title: 'figures.in_hand', figures: ['in_process_within', 'in_process_overdue', 'supplement', 'paused', 'to_hand_over'] },
];
export const minutes: MinutesName[] = ['median_minutes', 'ninetieth_minutes'];
export const columns: FigureName[] = ['received', 'received_online', 'early', 'on_time', 'overdue', 'in_process_within', 'in_process_overdue', 'supplement', 'paused', 'handed_over'];
// These can only be bad: marked with a word where they are not 0.
export const alarming: FigureName[] = ['overdue', 'in_process_overdue'];

export const ended = (figures: Figures) => figures.early + figures.on_time + figures.overdue;

const locale = (language: string) => (language === 'vi' ? 'vi-VN' : 'en-GB');
// "30.030"
export const counted = (value: number, language: string) => new Intl.NumberFormat(locale(language)).format(value);

// "92,6 %", or nothing when there is nothing to share.
export function percent(part: number, whole: number, language: string): string {
  if (whole === 0) return '';
  return new Intl.NumberFormat(locale(language), { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(part / whole);
}

// Working time as days of eight hours, "1,5"; nothing when it is not known.
export function workingDays(minutes: number | null | undefined, language: string): string {
  if (minutes === null || minutes === undefined) return '';
  return new Intl.NumberFormat(locale(language), { maximumFractionDigits: 2 }).format(minutes / 480);
}
