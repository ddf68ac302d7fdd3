import { expect, it } from 'vitest';
import { idNumberShown, phoneShown } from '../identity/numbers';
import { amountDue, emptyDraft, filing, isEmpty, papersOf, type Procedure } from './draft';

const procedure = {
  code: '1.001612',
  version: '3',
  channels: [{ channel: 'counter', fees: [{ amount: 0 }] }],
  papers: [
    { id: 'a', name: 'A', originals: 1, certified_copies: 0, photocopies: 0 },
    { id: 'b', name: 'B', originals: 0, certified_copies: 1, photocopies: 0 },
  ],
} as unknown as Procedure;

it('shows numbers as people read them', () => {
  expect(phoneShown('0912.000.128')).toBe('0912 000 128');
  expect(phoneShown('02153 825')).toBe('02153 825');
  expect(idNumberShown('011088000126')).toBe('011 088 000 126');
  expect(idNumberShown('01108800012')).toBe('01108800012');
});

it('sends what was typed, in the form the server wants', () => {
  const draft = emptyDraft();
  Object.assign(draft.applicant, { full_name: ' Giàng A Chỉnh ', id_number: '011 088 000 126', birth_date: '4/8/1988', phone: '0912 000 128' });
  draft.papers = papersOf(procedure);
  draft.papers.b!.received = true;
  expect(filing(draft, procedure, 'H18.036')).toEqual({
    id: draft.id,
    procedure: '1.001612',
    procedure_version: '3',
    unit: 'H18.036',
    applicant: { full_name: 'Giàng A Chỉnh', id_number: '011088000126', birth_date: '1988-08-04', phone: '0912000128' },
    papers: [{ paper: 'b', originals: 0, certified_copies: 1, photocopies: 0 }],
    return_by: 'counter',
  });
});

it('sends an unreadable date and an unchosen procedure too, so that every fault comes at once', () => {
  const draft = emptyDraft();
  draft.applicant.birth_date = '31/2/1988';
  expect(filing(draft, null, 'u')).toMatchObject({ procedure: '', applicant: { full_name: '', birth_date: '31/2/1988' } });
});

it('asks for money only where the fee is confirmed', () => {
  const at = (amounts: (number | null)[]) => ({ channels: [{ channel: 'counter', fees: amounts.map((amount) => ({ amount })) }] }) as Procedure;
  expect(amountDue(at([5000, 3000]))).toBe(8000);
  expect(amountDue(at([5000, null]))).toBeNull();
  expect(amountDue(at([]))).toBe(0);
});

it('knows an untouched screen', () => {
  const draft = emptyDraft();
  expect(isEmpty(draft)).toBe(true);
  draft.applicant.phone = '0';
  expect(isEmpty(draft)).toBe(false);
});
