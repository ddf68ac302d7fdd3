import { expect, it } from 'vitest';
import { signs, stateWords, type State } from './state';

it.each<[State, number, number | null, string, string]>([
  ['overdue', 4, -262, 'Quá hạn 4 giờ 22', 'Quá hạn 4 giờ 22'],
  ['overdue', 2, null, 'Quá hạn', 'Quá hạn'],
  ['due_today', 4, 48, 'Còn 48 phút', 'Còn 48 phút'],
  ['running', 4, 600, 'Còn 1 ngày 2 giờ', 'Đang xử lý · Còn 1 ngày 2 giờ'],
  ['running', 1, 180, 'Mới nộp · Còn 3 giờ', 'Mới nộp · Còn 3 giờ'],
  ['running', 4, null, 'Đang xử lý', 'Đang xử lý'],
  ['waiting', 5, null, 'Chờ bà con bổ sung', 'Chờ bà con bổ sung'],
  ['paused', 6, null, 'Tạm dừng · Chờ nộp tiền', 'Tạm dừng · Chờ nộp tiền'],
  ['paused', 8, null, 'Tạm dừng', 'Tạm dừng'],
  ['done', 9, null, 'Đã xong · Chờ trả', 'Đã xong · Chờ trả'],
  ['done', 10, null, 'Đã trả', 'Đã trả'],
  ['closed', 3, null, 'Không tiếp nhận', 'Không tiếp nhận'],
  ['closed', 7, null, 'Đã rút', 'Đã rút'],
  ['closed', 8, null, 'Đã dừng hẳn', 'Đã dừng hẳn'],
])('%s, status %d, %d minutes', (state, status, remaining, brief, full) => {
  expect(stateWords({ state, status, remaining }, true)).toBe(brief);
  expect(stateWords({ state, status, remaining }, false)).toBe(full);
});

it('gives every state a sign of its own', () => expect(new Set(Object.values(signs)).size).toBe(7));
