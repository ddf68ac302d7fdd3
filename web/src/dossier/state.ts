import { t } from '../app/messages.svelte';
import { workingTime } from '../calendar/working_time';
import type { IconName } from '../design/icons';

// The seven looks of a dossier: each has a sign, a word and a shape, so that none rests on colour alone.
export type State = 'overdue' | 'due_today' | 'running' | 'waiting' | 'paused' | 'done' | 'closed';
export const signs: Record<State, IconName> = {
  overdue: 'alert',
  due_today: 'clock',
  running: 'run',
  waiting: 'give',
  paused: 'pause',
  done: 'done',
  closed: 'cross',
};

type Standing = { state: State; status: number; remaining: number | null };

// The words on a badge. `remaining` is working minutes, negative when past due; null when no date is promised.
// `brief` leaves out what the list says already.
export function stateWords({ state, status, remaining }: Standing, brief: boolean): string {
  switch (state) {
    case 'overdue':
      return remaining === null ? t('state.overdue') : t('state.overdue_by', { time: workingTime(remaining) });
    case 'due_today':
      return remaining === null ? t('state.due_today') : t('state.remaining', { time: workingTime(remaining) });
    case 'running':
      return runningWords(status, remaining, brief);
    case 'waiting':
      return t('state.waiting');
    case 'paused':
      return status === 6 ? t('state.paused_money') : t('state.paused');
    case 'done':
      return status === 10 ? t('state.handed_over') : t('state.done');
    case 'closed':
      return closedWords(status);
  }
}

function runningWords(status: number, remaining: number | null, brief: boolean): string {
  const word = status === 1 ? t('state.submitted') : t('state.running');
  if (remaining === null) return word;
  const left = t('state.remaining', { time: workingTime(remaining) });
  return brief && status !== 1 ? left : `${word} · ${left}`;
}

function closedWords(status: number): string {
  if (status === 3) return t('state.refused');
  if (status === 7) return t('state.withdrawn');
  return t('state.stopped');
}
