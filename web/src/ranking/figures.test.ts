import { expect, test } from 'vitest';
import { counted, percent, workingDays } from './figures';

test('a share of nothing is not zero', () => {
  expect(percent(1, 3, 'vi')).toBe('33,3%');
  expect(percent(1, 3, 'en')).toBe('33.3%');
  expect(percent(0, 0, 'vi')).toBe('');
});

test('working time is told in days of eight hours', () => {
  expect(workingDays(720, 'vi')).toBe('1,5');
  expect(workingDays(0, 'en')).toBe('0');
  expect(workingDays(null, 'vi')).toBe('');
});

test('thousands stand apart', () => {
  expect(counted(30030, 'vi')).toBe('30.030');
  expect(counted(30030, 'en')).toBe('30,030');
});
