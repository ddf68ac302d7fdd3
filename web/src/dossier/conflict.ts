import { t } from '../app/messages.svelte';
import { longMoment } from '../calendar/date';
import { actName, dueTyped, type ActName, type Dossier, type Typed } from './acts';

// Somebody else changed the dossier while this act was being typed: what differs, field by field, as it was when the
// page was read, as it is now, and as it would become.
export type Choice = 'mine' | 'theirs';
export type Difference = { field: string; label: string; before: string; now: string; mine: string | null; asks: boolean };

const same = (a: string, b: string) => a === b;
const dash = (text: string | undefined | null) => text || '–';

function hands(dossier: Dossier): string {
  const step = dossier.steps.find((one) => one.status === 'now' || one.status === 'given');
  return step ? `${step.name}: ${step.owner ?? t('work.nobody')}` : dash(dossier.status_name);
}
function fee(dossier: Dossier): string {
  return dossier.fee ? `${dossier.fee.text} · ${t(dossier.fee.paid ? 'intake.fee_paid' : 'dossier.fee_owed')}` : '–';
}
type Counts = { originals: number; certified_copies: number; photocopies: number };
function counts(one: Counts | undefined): string {
  if (!one || one.originals + one.certified_copies + one.photocopies === 0) return '–';
  return (['originals', 'certified_copies', 'photocopies'] as const).filter((kind) => one[kind] > 0).map((kind) => `${one[kind]} ${t(`paper.${kind}_long`)}`).join(', ');
}
const paper = (dossier: Dossier, id: string) => dossier.papers.find((one) => one.paper === id);
const countsPapers = (act: ActName) => act === 'accept' || act === 'receive_supplement';

export function differences(before: Dossier, now: Dossier, act: ActName, typed: Typed): Difference[] {
  const due = dueTyped(typed);
  const rows: Omit<Difference, 'asks'>[] = [
    { field: 'status', label: t('conflict.status'), before: before.status_name, now: now.status_name, mine: null },
    { field: 'hands', label: t('conflict.hands'), before: hands(before), now: hands(now), mine: act === 'assign' && typed.post_name ? typed.post_name : null },
    { field: 'due', label: t('work.due'), before: dash(before.due_at && longMoment(before.due_at)), now: dash(now.due_at && longMoment(now.due_at)), mine: null },
    { field: 'proposed', label: t('act.new_due'), before: dash(before.proposed_due?.due_text), now: dash(now.proposed_due?.due_text), mine: act === 'propose_extension' && due ? longMoment(due) : null },
    { field: 'fee', label: t('conflict.fee'), before: fee(before), now: fee(now), mine: act === 'request_payment' && typed.amount ? `${typed.amount} đ` : null },
    ...[...new Map([...before.papers, ...now.papers].map((one) => [one.paper, one.name])).entries()].map(([id, name]) => {
      const own = typed.papers[id];
      return { field: `paper:${id}`, label: name, before: counts(paper(before, id)), now: counts(paper(now, id)), mine: countsPapers(act) && own ? (own.received ? counts(own) : '–') : null };
    }),
  ];
  return rows
    .filter((row) => !same(row.before, row.now) || (row.mine !== null && !same(row.mine, row.now)))
    .map((row) => ({ ...row, asks: row.mine !== null && !same(row.before, row.now) && !same(row.mine, row.now) }));
}

// What is to be sent once every field in question was chosen: null when nothing of one's own is left to be done.
export function settled(now: Dossier, act: ActName, typed: Typed, choices: Record<string, Choice>): Typed | null {
  for (const field of ['hands', 'proposed', 'fee']) if (choices[field] === 'theirs') return null;
  const papers = { ...typed.papers };
  for (const [field, choice] of Object.entries(choices)) {
    if (!field.startsWith('paper:') || choice === 'mine') continue;
    const id = field.slice('paper:'.length);
    const { originals = 0, certified_copies = 0, photocopies = 0 } = paper(now, id) ?? {};
    papers[id] = { received: originals + certified_copies + photocopies > 0, originals, certified_copies, photocopies };
  }
  return countsPapers(act) ? { ...typed, papers } : typed;
}

// Why the act cannot be done any more; null when it can.
export function obstacle(now: Dossier, act: ActName): string | null {
  if (now.acts.some((one) => actName(one.act) === act)) return null;
  return now.blocked.find((one) => actName(one.act) === act)?.reason ?? t('dossier.nothing_possible');
}
