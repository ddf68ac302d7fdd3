import { expect, it } from 'vitest';
import { batchOf, blankItem, commonField, countedPaper, faultsOf } from './batch';
import { emptyDraft, papersOf, type Procedure } from './draft';

const procedure = {
  code: '2.000815', version: '2.000815/1', channels: [],
  papers: [
    { id: 'ban-chinh', name: 'Bản chính', originals: 1, certified_copies: 0, photocopies: 0, shown_only: true },
    { id: 'ban-sao', name: 'Bản sao', originals: 0, certified_copies: 0, photocopies: 1, shown_only: false },
  ],
} as unknown as Procedure;

it('sends one dossier for each line that says something', () => {
  const draft = { ...emptyDraft(), procedure: '2.000815', papers: papersOf(procedure) };
  draft.applicant.full_name = 'Lò Thị Mẫu';
  draft.papers['ban-sao']!.received = true;
  const items = [{ ...blankItem(), content: ' Bằng tốt nghiệp ', copies: '3', fee: '6.000' }, { ...blankItem(), content: 'Học bạ' }, blankItem()];
  const batch = batchOf(draft, procedure, '03325', items);
  expect(batch.filing).toMatchObject({ procedure: '2.000815', unit: '03325', papers: [] });
  expect(batch.filing).not.toHaveProperty('id');
  expect(batch.items).toEqual([
    { id: items[0]!.id, content: 'Bằng tốt nghiệp', papers: [{ paper: 'ban-sao', originals: 0, certified_copies: 0, photocopies: 3 }], fee_dong: 6000 },
    { id: items[1]!.id, content: 'Học bạ', papers: [{ paper: 'ban-sao', originals: 0, certified_copies: 0, photocopies: 1 }] },
  ]);
  expect(countedPaper(procedure)).toBe('ban-sao');
});

it('leads each fault to its line or to the field of the screen', () => {
  const problems = [{ code: 'a', field: 'items.1.content', message: 'x' }, { code: 'b', field: 'filing.applicant.full_name', message: 'y' }];
  expect(faultsOf(problems, 1)).toEqual([problems[0]]);
  expect(faultsOf(problems, 0)).toEqual([]);
  expect(commonField('filing.applicant.full_name')).toBe('applicant.full_name');
  expect(commonField('items.1.content')).toBe('items.1.content');
});
