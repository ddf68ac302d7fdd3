import type { components } from '../api/schema';
import { uuid7 } from '../api/uuid';
import { readBirthDate } from '../calendar/date';
import { digits } from '../identity/numbers';

export type Procedure = components['schemas']['ProcedureView'];
export type Filing = components['schemas']['Filing'];
export type Card = components['schemas']['IdCard'];
type Counts = { received: boolean; originals: number; certified_copies: number; photocopies: number };
export type PersonTyped = Record<'full_name' | 'id_number' | 'birth_date' | 'sex' | 'address' | 'phone' | 'email', string>;

// What stands on the intake screen, as typed. Dates and numbers become what the server wants only on filing.
export type Draft = {
  id: string;
  applicant: PersonTyped;
  today: string;
  warnings: string[];
  byCard: boolean;
  forOther: boolean;
  submitter: PersonTyped;
  procedure: string;
  papers: Record<string, Counts>;
  return_by: 'counter' | 'post';
  fee_paid: boolean;
  content: string;
  note: string;
};

const nobody = (): PersonTyped => ({ full_name: '', id_number: '', birth_date: '', sex: '', address: '', phone: '', email: '' });

export function emptyDraft(): Draft {
  return {
    id: uuid7(),
    applicant: nobody(),
    today: '',
    warnings: [],
    byCard: false,
    forOther: false,
    submitter: nobody(),
    procedure: '',
    papers: {},
    return_by: 'counter',
    fee_paid: true,
    content: '',
    note: '',
  };
}

export function isEmpty(draft: Draft): boolean {
  const typed = [draft.applicant, draft.submitter].flatMap((person) => Object.values(person));
  return [...typed, draft.procedure, draft.content, draft.note].every((text) => text === '');
}

// A half-filled intake outlives a reload or a crash of the page, never the sitting: session storage belongs to this tab,
// is bound to the account, and goes on filing, on signing out and when another person signs in. It holds personal data
// on a shared computer, so nothing of it is put anywhere that stays.
const place = 'intake';

export function keep(draft: Draft, account: string): void {
  if (isEmpty(draft)) sessionStorage.removeItem(place);
  else sessionStorage.setItem(place, JSON.stringify({ account, draft }));
}

export function recall(account: string): Draft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as { account: string; draft: Draft } | null;
    if (kept?.account === account) return { ...emptyDraft(), ...kept.draft };
  } catch {
    // A draft of an older version of the app is unreadable and therefore gone.
  }
  sessionStorage.removeItem(place);
  return emptyDraft();
}

export function forget(): void {
  sessionStorage.removeItem(place);
}

// What is to be paid at the counter, in đồng. Null when a fee is not confirmed: then nothing may be collected.
export function amountDue(procedure: Procedure | null): number | null {
  const fees = procedure?.channels.find((one) => one.channel === 'counter')?.fees ?? [];
  if (fees.some((fee) => fee.amount === null)) return null;
  return fees.reduce((sum, fee) => sum + (fee.amount ?? 0), 0);
}

// Counts start from what the procedure asks for; nothing counts as received until ticked.
export function papersOf(procedure: Procedure): Record<string, Counts> {
  return Object.fromEntries(
    procedure.papers.map(({ id, originals, certified_copies, photocopies }) => [
      id,
      { received: false, originals, certified_copies, photocopies },
    ]),
  );
}

function person(typed: PersonTyped): components['schemas']['Person'] {
  const whole = {
    ...typed,
    full_name: typed.full_name.trim(),
    id_number: digits(typed.id_number),
    birth_date: readBirthDate(typed.birth_date) ?? typed.birth_date.trim(),
    phone: digits(typed.phone),
  };
  const said = Object.entries(whole).filter(([, value]) => value !== '');
  return { full_name: whole.full_name, ...Object.fromEntries(said) };
}

// What is sent: everything as far as it was typed, so that the server names every fault at once.
export function filing(draft: Draft, procedure: Procedure | null, unit: string): Filing {
  // A paper that is only shown goes back at once: it is ticked as seen and not counted as received.
  const kept = (id: string) => !procedure?.papers.find((paper) => paper.id === id)?.shown_only;
  const received = Object.entries(draft.papers).filter(([id, counts]) => counts.received && kept(id));
  return {
    id: draft.id,
    procedure: procedure?.code ?? '',
    procedure_version: procedure?.version ?? '',
    unit,
    applicant: person(draft.applicant),
    ...(draft.forOther ? { submitter: person(draft.submitter) } : {}),
    papers: received.map(([paper, { originals, certified_copies, photocopies }]) => ({
      paper, originals, certified_copies, photocopies,
    })),
    return_by: draft.return_by,
    ...((amountDue(procedure) ?? 0) > 0 ? { fee_paid: draft.fee_paid } : {}),
    ...(draft.content.trim() ? { content: draft.content.trim() } : {}),
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
  };
}
