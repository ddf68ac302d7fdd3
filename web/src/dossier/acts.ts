import type { components } from '../api/schema';
import type { IconName } from '../design/icons';
import { clock, readBirthDate } from '../calendar/date';
import { digits } from '../identity/numbers';

export type Dossier = components['schemas']['Dossier'];
export type ActName =
  | 'accept' | 'refuse' | 'assign' | 'take' | 'solve' | 'approve' | 'return_for_correction' | 'pause' | 'resume'
  | 'request_supplement' | 'receive_supplement' | 'request_payment' | 'receive_payment' | 'withdraw' | 'stop' | 'attach_result' | 'hand_over'
  | 'propose_extension' | 'extend' | 'foreign_code' | 'erasure';

// What an act asks for, and whether it can be taken back: what cannot is asked in a dialog, everything else in place.
type Manner = { path: string; key: string; icon: IconName; asks: Part[]; final?: boolean; danger?: boolean };
export type Part = 'reason' | 'basis' | 'note' | 'post' | 'faults' | 'papers' | 'supplement' | 'agency' | 'receiver' | 'file' | 'amount' | 'foreign' | 'due';

export const acts: Record<ActName, Manner> = {
  accept: { path: 'acceptance', key: 'a', icon: 'check', asks: ['papers'] },
  take: { path: 'taking', key: 'l', icon: 'user', asks: [] },
  solve: { path: 'solution', key: 'c', icon: 'right', asks: ['post', 'note'] },
  approve: { path: 'approval', key: 'k', icon: 'sign', asks: ['note'], final: true },
  attach_result: { path: 'result', key: 'u', icon: 'file', asks: ['file'] },
  hand_over: { path: 'hand-over', key: 'h', icon: 'hand', asks: ['receiver'] },
  return_for_correction: { path: 'correction', key: 't', icon: 'undo', asks: ['reason'] },
  assign: { path: 'assignment', key: 'g', icon: 'users', asks: ['post', 'note'] },
  request_supplement: { path: 'supplement-request', key: 'b', icon: 'give', asks: ['faults', 'note'] },
  receive_supplement: { path: 'supplement', key: 's', icon: 'plus', asks: ['supplement'] },
  request_payment: { path: 'payment-request', key: 'm', icon: 'give', asks: ['amount'] },
  receive_payment: { path: 'payment', key: 'v', icon: 'check', asks: [] },
  pause: { path: 'pause', key: 'd', icon: 'pause', asks: ['agency', 'reason', 'basis'] },
  resume: { path: 'resumption', key: 'r', icon: 'run', asks: [] },
  propose_extension: { path: 'extension-proposal', key: 'i', icon: 'calendar', asks: ['due', 'reason'] },
  extend: { path: 'extension', key: 'y', icon: 'sign', asks: [], final: true },
  foreign_code: { path: 'foreign-codes', key: 'f', icon: 'plus', asks: ['foreign'] },
  withdraw: { path: 'withdrawal', key: 'w', icon: 'undo', asks: ['reason'], final: true, danger: true },
  refuse: { path: 'refusal', key: 'x', icon: 'cross', asks: ['reason'], final: true, danger: true },
  stop: { path: 'stop', key: 'z', icon: 'cross', asks: ['reason'], final: true, danger: true },
  erasure: { path: 'private', key: 'e', icon: 'cross', asks: ['basis', 'reason'], final: true, danger: true },
};

// The act that the server means, by its verb ("request_supplement") or by the noun in its address
// ("supplement_request"). Null for one that this page offers elsewhere (a scan).
export function actName(said: string): ActName | null {
  const names = Object.keys(acts) as ActName[];
  return names.find((name) => name === said || acts[name].path.replaceAll('-', '_') === said) ?? null;
}

// One line of a request for papers, while it is being written.
export type FaultTyped = { kind: 'missing_paper' | 'fault_in_paper' | 'fault_in_field'; key: string; basis: string; reason: string };
type Received = { received: boolean; originals: number; certified_copies: number; photocopies: number };

// What is typed for an act. Kept apart from the dossier, so that reloading it leaves this as it was.
export type Typed = {
  reason: string;
  basis: string;
  note: string;
  post: string;
  post_name: string; // of the person chosen, to be shown beside another's choice
  amount: string;
  system: string;
  code: string;
  due_date: string;
  due_time: string;
  faults: FaultTyped[];
  fields: Record<string, string>; // what the applicant gives anew, by field
  waits_for: 'nobody' | 'agency';
  agency: string; // its name as typed
  agency_unit: string; // its code, where it is a unit here
  papers: Record<string, Received>;
  receiver_name: string;
  receiver_id_number: string;
  by: 'counter' | 'post';
  file: File | null;
};

// What is typed before anything is typed. An acceptance begins with the papers that were sent, a supplement with those
// that were asked for.
export function nothingTyped(dossier: Dossier, act?: ActName): Typed {
  return {
    reason: '', basis: '', note: '', post: '', post_name: '', amount: '', system: '', code: '', due_date: '', due_time: dossier.due_at ? clock(dossier.due_at) : '', faults: [], waits_for: 'nobody', agency: '', agency_unit: '', file: null,
    fields: Object.fromEntries((dossier.asked ?? []).filter((one) => one.kind === 'fault_in_field').map(({ key }) => [key, dossier.fields.find((one) => one.field === key)?.text ?? ''])),
    papers: Object.fromEntries(
      dossier.papers.map(({ paper, asked, originals, certified_copies, photocopies }) => [
        paper,
        { received: act === 'receive_supplement' ? asked : originals + certified_copies + photocopies > 0, originals, certified_copies, photocopies },
      ]),
    ),
    receiver_name: dossier.applicant?.full_name ?? '',
    receiver_id_number: '',
    by: dossier.return_by === 'post' ? 'post' : 'counter',
  };
}

// The moment typed as a date and an hour, "2026-12-02T16:30:00+07:00"; null when either cannot be read.
export function dueTyped(typed: Pick<Typed, 'due_date' | 'due_time'>): string | null {
  const date = readBirthDate(typed.due_date);
  const time = /^(\d{1,2})\s*[:hg.]\s*(\d{2})$/.exec(typed.due_time.trim());
  if (date === null || !time || Number(time[1]) > 23 || Number(time[2]) > 59) return null;
  return `${date}T${time[1]!.padStart(2, '0')}:${time[2]}:00+07:00`;
}

// The body of an act's request. A result is a file and has none.
export function bodyOf(act: ActName, seen_version: number, typed: Typed): Record<string, unknown> {
  const note = typed.note.trim() === '' ? {} : { note: typed.note.trim() };
  const parts: Record<Part, () => Record<string, unknown>> = {
    reason: () => ({ reason: typed.reason.trim() }),
    basis: () => ({ basis: typed.basis.trim() }),
    note: () => (act === 'request_supplement' ? {} : note), // there it is the reason of the whole
    post: () => (typed.post === '' ? {} : { post: typed.post }), // without it the server names what is missing
    faults: () => ({ faults: typed.faults.map(({ kind, key, basis, reason }) => ({ kind, key, basis: basis.trim(), reason: reason.trim() })), ...(note.note ? { reason: note.note } : {}) }),
    supplement: () => ({ papers: receivedPapers(typed.papers), fields: Object.entries(typed.fields).filter(([, text]) => text.trim() !== '').map(([field, text]) => ({ field, text: text.trim() })) }),
    agency: () => (typed.waits_for === 'nobody' ? {} : typed.agency_unit ? { agency_unit: typed.agency_unit } : { agency_name: typed.agency.trim() }),
    papers: () => ({ papers: receivedPapers(typed.papers) }),
    receiver: () => ({
      receiver_name: typed.receiver_name.trim(),
      ...(typed.receiver_id_number ? { receiver_id_number: digits(typed.receiver_id_number) } : {}),
      by: typed.by,
    }),
    amount: () => ({ fee_dong: Number(digits(typed.amount)) }),
    due: () => ({ due_at: dueTyped(typed) }),
    foreign: () => ({ system: typed.system.trim(), code: typed.code.trim() }),
    file: () => ({}),
  };
  return Object.assign({ seen_version }, ...acts[act].asks.map((part) => parts[part]()));
}

function receivedPapers(papers: Typed['papers']) {
  return Object.entries(papers)
    .filter(([, one]) => one.received)
    .map(([paper, { originals, certified_copies, photocopies }]) => ({ paper, originals, certified_copies, photocopies }));
}
