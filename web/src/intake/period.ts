// The periods that a register is usually made for. Dates are those of Vietnam, "2026-11-20".
export const periods = ['month', 'last_month', 'quarter', 'last_quarter', 'dates'] as const;
export type Period = (typeof periods)[number];
export type Span = { from: string; to: string };

const iso = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

export function today(now: number = Date.now()): string {
  return new Date(now + 7 * 3_600_000).toISOString().slice(0, 10);
}

// First and last day; what is not over yet ends today.
export function span(period: Exclude<Period, 'dates'>, day: string): Span {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1];
  const quarter = month - (month % 3);
  switch (period) {
    case 'month':
      return { from: iso(year, month, 1), to: day };
    case 'last_month':
      return { from: iso(year, month - 1, 1), to: iso(year, month, 0) };
    case 'quarter':
      return { from: iso(year, quarter, 1), to: day };
    case 'last_quarter':
      return { from: iso(year, quarter - 3, 1), to: iso(year, quarter, 0) };
  }
}
