import { expect, test } from 'vitest';
import { daysOfWork, percent, perSquare, rescue, saveable, squares, toDo, type Centre, type Foreseen, type Load } from './centre';

const load = (overdue: number, due_today: number, later: number) => ({ overdue, due_today, later }) as Load;

test('work is said in days of eight hours', () => {
  expect(daysOfWork(672)).toBe('1,4 ngày');
  expect(daysOfWork(0)).toBe('0,0 ngày');
  expect(daysOfWork(479)).toBe('1,0 ngày');
});

test('a square is one dossier until the row would be too long', () => {
  expect(perSquare([load(2, 5, 9)])).toBe(1);
  expect(perSquare([load(0, 0, 41)])).toBe(2);
  expect(perSquare([])).toBe(1);
  expect(squares(1, 3)).toBe(1);
  expect(squares(0, 3)).toBe(0);
});

test('what can be saved is what work can save', () => {
  const centre = { remedies: [{ remedy: 'remind', count: 2 }, { remedy: 'reassign', count: 1 }, { remedy: 'extend', count: 4 }] } as Centre;
  expect(saveable(centre)).toBe(3);
  expect(toDo(centre)).toBe('nhắc 2, giao lại 1, gia hạn 4');
});

test('who can prevent it is said with what stands in the way', () => {
  const one = { remedy: 'remind', who: 'Mùa A Dình', queue_minutes: 90, who_load_minutes: 120 } as Foreseen;
  expect(rescue(one)).toContain('1 giờ 30');
  expect(rescue({ ...one, remedy: 'reassign', who_load_minutes: 0 })).toContain('Mùa A Dình');
  expect(rescue({ ...one, remedy: 'assign', who: undefined as unknown as string })).not.toContain('undefined');
});

test('a share of nothing is nothing', () => {
  expect(percent(253, 412)).toBe('61,4 %');
  expect(percent(0, 0)).toBe('0,0 %');
});
