import { t } from '../app/messages.svelte';

// Vietnam has one offset and no summer time, so a date is read in it whatever the clock of this computer says.
const offsetMinutes = 7 * 60;

type Parts = { year: number; month: number; day: number; hour: number; minute: number; weekday: number };

function parts(at: string | number | Date): Parts {
  const local = new Date(new Date(at).getTime() + offsetMinutes * 60_000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    weekday: local.getUTCDay(),
  };
}

const two = (n: number) => String(n).padStart(2, '0');

// "09:42"
export function clock(at: string | number | Date): string {
  const p = parts(at);
  return `${two(p.hour)}:${two(p.minute)}`;
}

// "26/11", for lists
export function dayMonth(at: string | number | Date): string {
  const p = parts(at);
  return `${two(p.day)}/${two(p.month)}`;
}

// "26/11 09:42", for lists
export function shortMoment(at: string | number | Date): string {
  return `${dayMonth(at)} ${clock(at)}`;
}

// "Thứ Năm 26/11/2026"; a date without a time ("2026-11-26") is that date in Vietnam.
export function longDate(at: string | number | Date): string {
  const p = parts(dateOnly(at));
  return `${t(`weekday.${p.weekday}`)} ${two(p.day)}/${two(p.month)}/${p.year}`;
}

// "Thứ Năm 26/11"
export function weekdayDate(at: string | number | Date): string {
  const p = parts(dateOnly(at));
  return `${t(`weekday.${p.weekday}`)} ${two(p.day)}/${two(p.month)}`;
}

// "Thứ Năm 26/11/2026, 09:42"
export function longMoment(at: string): string {
  return `${longDate(at)}, ${clock(at)}`;
}

export function onWeekend(at: string): boolean {
  return [0, 6].includes(parts(at).weekday);
}

export function sameDay(one: string | number, other: string | number): boolean {
  const a = parts(one);
  const b = parts(other);
  return a.day === b.day && a.month === b.month && a.year === b.year;
}

// "04/08/1988" from "1988-08-04"; anything else is given back as it stands.
export function birthDate(iso: string): string {
  const read = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return read ? `${read[3]}/${read[2]}/${read[1]}` : iso;
}

// "1988-08-04" from what people type: 4/8/1988, 04.08.1988, 04081988. Null when it is no date.
export function readBirthDate(typed: string): string | null {
  const text = typed.trim();
  const read = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (!read) return null;
  const [day, month, year] = [Number(read[1]), Number(read[2]), Number(read[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return null;
  return `${year}-${two(month)}-${two(day)}`;
}

function dateOnly(at: string | number | Date): string | number | Date {
  return typeof at === 'string' && at.length === 10 ? `${at}T00:00:00+07:00` : at;
}
