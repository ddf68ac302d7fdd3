import { get } from '../api/client';
import type { components } from '../api/schema';

export type Work = components['schemas']['WorkPage'];
export type WorkItem = components['schemas']['WorkItem'];
export type View = 'mine' | 'unassigned' | 'office' | 'paused' | 'done';

// Every view there is, in the order of the left column; the server says which of them a post may see.
export const views: View[] = ['mine', 'unassigned', 'office', 'paused', 'done'];

// The list as it was left: coming back from a dossier finds the same view, page, filter and row.
export const kept = $state({
  view: 'mine' as View,
  before: [] as string[], // where each page before this one ended
  procedure: '',
  step: '',
  channel: '' as '' | 'counter' | 'online' | 'post',
  cursor: '',
  selected: [] as string[], // to be printed together
});

export function load(): Promise<Work> {
  const { view, before, procedure, step, channel } = kept;
  return get('/api/work', {}, { view, after: before.at(-1), procedure, step, channel });
}

export type Group = { label: string; items: WorkItem[] };

// Rows that stand one after another under the same day make a group; the server has sorted them by due date.
export function grouped(items: WorkItem[]): Group[] {
  const groups: Group[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last?.label === item.due_group.label) last.items.push(item);
    else groups.push({ label: item.due_group.label, items: [item] });
  }
  return groups;
}

// The rows that the filters let through, also for a server that gave more than was asked.
export function filtered(items: WorkItem[], by: { procedure: string; step: string; channel: string }): WorkItem[] {
  return items.filter(
    (item) =>
      (by.procedure === '' || item.procedure.code === by.procedure) &&
      (by.step === '' || item.step?.key === by.step) &&
      (by.channel === '' || item.channel === by.channel),
  );
}
