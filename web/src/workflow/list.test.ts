import { expect, it } from 'vitest';
import { beside, seen } from '../dossier/neighbours';
import { filtered, grouped, type WorkItem } from './list.svelte';

const item = (id: string, label: string, channel: WorkItem['channel'] = 'counter') =>
  ({ id, channel, procedure: { code: '1.0', name: '' }, step: null, due_group: { date: null, label } }) as WorkItem;

it('groups neighbours by day', () => {
  const groups = grouped([item('a', 'Quá hạn'), item('b', 'Quá hạn'), item('c', 'Thứ Hai 23/11')]);
  expect(groups.map((group) => [group.label, group.items.length])).toEqual([['Quá hạn', 2], ['Thứ Hai 23/11', 1]]);
});
it('filters', () => {
  const by = { procedure: '', step: '', channel: 'online' };
  expect(filtered([item('a', ''), item('b', '', 'online')], by).map((row) => row.id)).toEqual(['b']);
});
it('finds the neighbours of a dossier', () => {
  seen(['a', 'b'], '#/viec');
  expect([beside('a', 1), beside('a', -1), beside('x', 1)]).toEqual(['b', null, null]);
});
