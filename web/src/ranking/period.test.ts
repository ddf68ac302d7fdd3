import { expect, test } from 'vitest';
import { beside, days, firstDay, kindOf, kinds, lastDay, partsOf, periodOf } from './period';

test('a day lies in one period of each kind', () => {
  expect(kinds.map((kind) => periodOf(kind, '2025-09-30'))).toEqual(['2025-09-30', '2025-W40', '2025-09', '2025-Q3', '2025', '2025-09-30..2025-09-30']);
  expect(periodOf('week', '2025-12-29')).toBe('2026-W01');
  expect(periodOf('week', '2027-01-03')).toBe('2026-W53');
  expect(periodOf('week', '2025-07-28')).toBe('2025-W31');
});

test('a period is read back as its kind and its first day', () => {
  expect(['2025-07-28', '2025-W31', '2025-09', '2025-Q3', '2025'].map(kindOf)).toEqual(kinds.slice(0, 5));
  expect(['2025-07-28', '2025-W31', '2025-09', '2025-Q3', '2025'].map(firstDay)).toEqual([
    '2025-07-28', '2025-07-28', '2025-09-01', '2025-07-01', '2025-01-01',
  ]);
});

test('the next period is of the same kind, also over the end of a year', () => {
  expect(['2025-12-31', '2025-W52', '2025-12', '2025-Q4', '2025'].map((period) => beside(period, 1))).toEqual([
    '2026-01-01', '2026-W01', '2026-01', '2026-Q1', '2026',
  ]);
  expect(['2026-01-01', '2026-W01', '2026-01', '2026-Q1', '2026'].map((period) => beside(period, -1))).toEqual([
    '2025-12-31', '2025-W52', '2025-12', '2025-Q4', '2025',
  ]);
});

test('a period is named by its number and year', () => {
  expect(partsOf('2025-09')).toEqual({ number: '9', year: '2025' });
  expect(partsOf('2025-Q3')).toEqual({ number: '3', year: '2025' });
  expect(partsOf('2026-W01')).toEqual({ number: '1', year: '2026' });
  expect(partsOf('2025-07-28')).toEqual({ day: '28', month: '07', year: '2025' });
});

test('any days are a period too', () => {
  const range = '2025-07-01..2025-07-28';
  expect(kindOf(range)).toBe('range');
  expect([firstDay(range), lastDay(range), days(range)]).toEqual(['2025-07-01', '2025-07-28', 28]);
  expect(beside(range, -1)).toBe('2025-06-03..2025-06-30');
  expect(partsOf(range)).toEqual({ from: '01/07/2025', to: '28/07/2025' });
});

test('a period ends the day before the next one begins', () => {
  expect(['2025-07-28', '2025-W31', '2024-02', '2025-Q3', '2025'].map(lastDay)).toEqual([
    '2025-07-28', '2025-08-03', '2024-02-29', '2025-09-30', '2025-12-31',
  ]);
});
