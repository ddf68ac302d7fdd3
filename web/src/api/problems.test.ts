import { expect, it } from 'vitest';
import { fieldName, readFault } from './problems';

it('names the field of a fault', () => {
  expect(fieldName('/applicant/id_number')).toBe('applicant.id_number');
  expect(fieldName('/papers/0/originals')).toBe('papers.0.originals');
  expect(fieldName('')).toBe('');
});
it('keeps every fault', () => {
  const fault = readFault(422, {
    problems: [
      { code: 'intake.a', field: '/papers', message: 'Một' },
      { code: 'intake.b', field: '/applicant/phone', message: 'Hai' },
    ],
  });
  expect(fault.kind).toBe('problems');
  expect(fault.problems.map((problem) => problem.field)).toEqual(['papers', 'applicant.phone']);
});
it('leads to the paper that is missing', () => {
  const missing = { code: 'intake.paper_missing', field: '/papers', message: 'Thiếu', params: { id: 'to-khai' } };
  expect(readFault(422, { problems: [missing] }).problems[0]?.field).toBe('papers.to-khai');
});
it('tells a conflict, an absence and a breakdown apart', () => {
  const code = 'dossier.version_conflict';
  expect(readFault(409, { problems: [{ code, field: '', message: '' }] })).toMatchObject({ kind: 'conflict' });
  expect(readFault(404, null).kind).toBe('not_found');
  expect(readFault(503, { incident: 'i-1' })).toMatchObject({ kind: 'broken', incident: 'i-1' });
});
