import { expect, test } from 'vitest';
import { nothingTyped, type Dossier } from './acts';
import { differences, obstacle, settled } from './conflict';

const dossier = (more: object): Dossier =>
  ({
    status_name: 'Đã tiếp nhận', steps: [], fee: null, acts: [{ act: 'assignment' }], blocked: [], return_by: 'counter',
    papers: [{ paper: 'p', name: 'Tờ khai', originals: 1, certified_copies: 0, photocopies: 0 }, { paper: 'q', name: 'Trích lục', originals: 0, certified_copies: 0, photocopies: 0 }],
    ...more,
  }) as unknown as Dossier;
const given = (owner: string) => ({ steps: [{ key: 'solve', name: 'Giải quyết', status: 'given', owner }] });

test('two who assign: both names stand beside each other, and one is chosen', () => {
  const [before, now] = [dossier({}), dossier(given('Vàng A Páo'))];
  const typed = { ...nothingTyped(before), post: 'x', post_name: 'Quàng Văn Thắng' };
  const rows = differences(before, now, 'assign', typed);
  expect(rows.map((row) => [row.field, row.asks])).toEqual([['hands', true]]);
  expect(rows[0]).toMatchObject({ now: 'Giải quyết: Vàng A Páo', mine: 'Quàng Văn Thắng' });
  expect(settled(now, 'assign', typed, { hands: 'theirs' })).toBeNull();
  expect(settled(now, 'assign', typed, { hands: 'mine' })).toEqual(typed);
});

test('papers are merged one by one: what only one of both changed is asked of nobody', () => {
  const before = dossier({});
  const now = dossier({ papers: [{ paper: 'p', name: 'Tờ khai', originals: 2, certified_copies: 0, photocopies: 0 }, before.papers[1]] });
  const typed = nothingTyped(before, 'accept');
  typed.papers.p = { received: true, originals: 1, certified_copies: 1, photocopies: 0 };
  typed.papers.q = { received: true, originals: 1, certified_copies: 0, photocopies: 0 };
  const rows = differences(before, now, 'accept', typed);
  expect(rows.map((row) => [row.field, row.asks])).toEqual([['paper:p', true], ['paper:q', false]]);
  const merged = settled(now, 'accept', typed, { 'paper:p': 'theirs' });
  expect(merged?.papers.p).toEqual({ received: true, originals: 2, certified_copies: 0, photocopies: 0 });
  expect(merged?.papers.q).toEqual(typed.papers.q);
  expect(typed.papers.p.originals).toBe(1);
});

test('an act that became unlawful says why', () => {
  const now = dossier({ acts: [], blocked: [{ act: 'assignment', reason: 'Hồ sơ đang tạm dừng.', cure: '' }] });
  expect(obstacle(now, 'assign')).toBe('Hồ sơ đang tạm dừng.');
  expect(obstacle(dossier({}), 'assign')).toBeNull();
});
