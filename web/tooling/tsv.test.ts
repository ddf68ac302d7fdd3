import { expect, it } from 'vitest';
import { parseTsv } from './tsv';

const table = (...lines: string[]) => ['id\tvi\ten', ...lines, ''].join('\n');

it('reads rows in both languages', () => {
  expect(parseTsv(table('office.a.b\tMở\tOpen'))).toEqual([{ id: 'a.b', vi: 'Mở', en: 'Open' }]);
});
it.each([
  ['a missing language', table('office.a.b\tMở')],
  ['an empty cell', table('office.a.b\t\tOpen')],
  ['one cell too many', table('office.a.b\tMở\tOpen\tx')],
  ['an id twice', table('office.a.b\tMở\tOpen', 'office.a.b\tMở\tOpen')],
  ['holes that differ', table('office.a.b\t{n} hồ sơ\tdossiers')],
  ['an id without its prefix', table('a.b\tMở\tOpen')],
  ['a wrong heading', 'id\ten\tvi\n'],
])('refuses %s', (_, text) => expect(() => parseTsv(text)).toThrow());
