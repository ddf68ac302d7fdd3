import { describe, expect, it } from 'vitest';
import { span, today } from './period';

describe('periods of the register', () => {
  it('begin with a month or a quarter and never end after today', () => {
    expect(span('month', '2026-11-20')).toEqual({ from: '2026-11-01', to: '2026-11-20' });
    expect(span('last_month', '2026-11-20')).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect(span('quarter', '2026-11-20')).toEqual({ from: '2026-10-01', to: '2026-11-20' });
    expect(span('last_quarter', '2026-11-20')).toEqual({ from: '2026-07-01', to: '2026-09-30' });
  });
  it('reach back over the turn of the year', () => {
    expect(span('last_month', '2027-01-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect(span('last_quarter', '2027-03-01')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(span('last_month', '2028-03-31')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  });
  it('know the day in Vietnam', () => {
    expect(today(Date.parse('2026-11-20T16:59:00Z'))).toBe('2026-11-20');
    expect(today(Date.parse('2026-11-20T17:00:00Z'))).toBe('2026-11-21');
  });
});
