// Periods as the server writes them: 2025-07-28, 2025-W31, 2025-09, 2025-Q3, 2025, 2025-07-01..2025-07-28. Dates are
// those of Vietnam.
export const kinds = ['day', 'week', 'month', 'quarter', 'year', 'range'] as const;
export type Kind = (typeof kinds)[number];

const day = 86_400_000;
const date = (text: string) => new Date(`${text}T00:00:00Z`);
const iso = (when: Date) => when.toISOString().slice(0, 10);
const two = (value: number) => String(value).padStart(2, '0');
const quarterOf = (when: Date) => Math.floor(when.getUTCMonth() / 3) + 1;

// Monday of the first ISO week of a year: the one that holds 4 January.
function firstMonday(year: number): number {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * day;
}

// The period of a kind that holds this day.
export function periodOf(kind: Kind, text: string): string {
  const when = date(text);
  const year = when.getUTCFullYear();
  switch (kind) {
    case 'day':
      return text;
    case 'week': {
      const thursday = new Date(when.getTime() + (4 - ((when.getUTCDay() + 6) % 7) - 1) * day);
      const weekYear = thursday.getUTCFullYear();
      return `${weekYear}-W${two(Math.floor((thursday.getTime() - firstMonday(weekYear)) / (7 * day)) + 1)}`;
    }
    case 'month':
      return text.slice(0, 7);
    case 'quarter':
      return `${year}-Q${quarterOf(when)}`;
    case 'year':
      return String(year);
    case 'range':
      return `${text}..${text}`;
  }
}

export function kindOf(period: string): Kind {
  if (period.includes('..')) return 'range';
  if (/^\d{4}$/.test(period)) return 'year';
  if (period.includes('-Q')) return 'quarter';
  if (period.includes('-W')) return 'week';
  return period.length === 7 ? 'month' : 'day';
}

export function firstDay(period: string): string {
  const year = Number(period.slice(0, 4));
  switch (kindOf(period)) {
    case 'day':
      return period;
    case 'week':
      return iso(new Date(firstMonday(year) + (Number(period.slice(6)) - 1) * 7 * day));
    case 'month':
      return `${period}-01`;
    case 'quarter':
      return `${year}-${two((Number(period.slice(6)) - 1) * 3 + 1)}-01`;
    case 'year':
      return `${period}-01-01`;
    case 'range':
      return period.slice(0, 10);
  }
}

export function lastDay(period: string): string {
  if (kindOf(period) === 'range') return period.slice(12);
  return iso(new Date(date(firstDay(beside(period, 1))).getTime() - day));
}

export const days = (period: string) => (date(lastDay(period)).getTime() - date(firstDay(period)).getTime()) / day + 1;

// The next or the earlier period of the same kind.
export function beside(period: string, by: 1 | -1): string {
  const kind = kindOf(period);
  const first = date(firstDay(period));
  if (kind === 'range') {
    const moved = (text: string) => iso(new Date(date(text).getTime() + by * days(period) * day));
    return `${moved(firstDay(period))}..${moved(lastDay(period))}`;
  }
  const months = { day: 0, week: 0, month: 1, quarter: 3, year: 12 }[kind];
  const length = { day: 1, week: 7, month: 0, quarter: 0, year: 0 }[kind];
  const next = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months * by, first.getUTCDate() + length * by));
  return periodOf(kind, iso(next));
}

// What stands in the holes of the message that names a period of this kind.
export function partsOf(period: string): Record<string, string> {
  const year = period.slice(0, 4);
  const written = (text: string) => text.split('-').reverse().join('/');
  if (kindOf(period) === 'range') return { from: written(firstDay(period)), to: written(lastDay(period)) };
  if (kindOf(period) === 'day') return { day: period.slice(8), month: period.slice(5, 7), year };
  return { number: String(Number(period.replace(/^\d+-[QW]?/, ''))), year };
}
