import { expect, it } from 'vitest';
import { actName, acts, bodyOf, dueTyped, nothingTyped, type Dossier } from './acts';

const dossier = { papers: [{ paper: 'p', name: 'P', originals: 1, certified_copies: 0, photocopies: 0, scans: [] }], applicant: { full_name: 'Cà Thị Nga' }, return_by: 'post' } as unknown as Dossier;

it('knows the acts of this page', () => {
  expect(actName('request_supplement')).toBe('request_supplement');
  expect(actName('supplement_request')).toBe('request_supplement');
  expect(actName('hand_over')).toBe('hand_over');
  expect(actName('erase')).toBeNull();
});

it('gives every act a key of its own', () => {
  const keys = Object.values(acts).map((act) => act.key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.filter((key) => ['n', 'p', '/', '?', '[', ']'].includes(key))).toEqual([]);
});

it('sends what the act asks for and nothing else', () => {
  const typed = { ...nothingTyped(dossier), reason: ' Thiếu ', faults: [{ kind: 'missing_paper' as const, key: 'trich-luc', basis: ' Điều 16 ', reason: '' }], note: 'x' };
  expect(bodyOf('request_supplement', 7, typed)).toEqual({ seen_version: 7, faults: [{ kind: 'missing_paper', key: 'trich-luc', basis: 'Điều 16', reason: '' }], reason: 'x' });
  expect(bodyOf('take', 7, typed)).toEqual({ seen_version: 7 });
  expect(bodyOf('hand_over', 7, typed)).toEqual({ seen_version: 7, receiver_name: 'Cà Thị Nga', by: 'post' });
  expect(bodyOf('accept', 1, typed)).toEqual({ seen_version: 1, papers: [{ paper: 'p', originals: 1, certified_copies: 0, photocopies: 0 }] });
});

it('asks of a supplement only what was asked for', () => {
  const asking = {
    ...dossier,
    papers: [{ ...dossier.papers[0], asked: true }, { paper: 'q', name: 'Q', asked: false, originals: 1, certified_copies: 0, photocopies: 0, scans: [] }],
    asked: [{ kind: 'missing_paper', key: 'p' }, { kind: 'fault_in_field', key: 'address' }],
    fields: [{ field: 'address', name: 'Địa chỉ', text: 'Bản Kéo' }],
  } as unknown as Dossier;
  const typed = nothingTyped(asking, 'receive_supplement');
  expect(typed.fields).toEqual({ address: 'Bản Kéo' });
  expect(bodyOf('receive_supplement', 7, typed)).toEqual({
    seen_version: 7,
    papers: [{ paper: 'p', originals: 1, certified_copies: 0, photocopies: 0 }],
    fields: [{ field: 'address', text: 'Bản Kéo' }],
  });
});

it('says whose answer a pause waits for', () => {
  const typed = { ...nothingTyped(dossier), reason: 'Xác minh', basis: 'Điều 19' };
  expect(bodyOf('pause', 7, typed)).toEqual({ seen_version: 7, reason: 'Xác minh', basis: 'Điều 19' });
  expect(bodyOf('pause', 7, { ...typed, waits_for: 'agency', agency: ' Bảo hiểm ' })).toMatchObject({ agency_name: 'Bảo hiểm' });
  expect(bodyOf('pause', 7, { ...typed, waits_for: 'agency', agency: 'Sở Y tế', agency_unit: 'SYT' })).toMatchObject({ agency_unit: 'SYT' });
});

it('reads a new due date as a moment in Vietnam', () => {
  expect(dueTyped({ due_date: '2/12/2026', due_time: '16:30' })).toBe('2026-12-02T16:30:00+07:00');
  expect(dueTyped({ due_date: '02122026', due_time: '8g05' })).toBe('2026-12-02T08:05:00+07:00');
  for (const [due_date, due_time] of [['', '16:30'], ['31/11/2026', '16:30'], ['2/12/2026', ''], ['2/12/2026', '24:00']] as const) {
    expect(dueTyped({ due_date, due_time })).toBeNull();
  }
  const typed = { ...nothingTyped({ ...dossier, due_at: '2026-11-26T02:42:00Z' } as Dossier), due_date: '02/12/2026', reason: 'Chờ xác minh' };
  expect(typed.due_time).toBe('09:42');
  expect(bodyOf('propose_extension', 7, typed)).toEqual({ seen_version: 7, due_at: '2026-12-02T09:42:00+07:00', reason: 'Chờ xác minh' });
  expect(actName('extension_proposal')).toBe('propose_extension');
});
