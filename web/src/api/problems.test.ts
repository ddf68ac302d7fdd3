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
it('tells a conflict, an absence and a breakdown apart', () => {
  const changed = [{ version: 4, type: 'assigned', at: '2026-11-20T09:00:00+07:00', by: 'Mùa A Dình' }];
  const code = 'dossier.version_conflict';
  expect(readFault(409, { problems: [{ code, field: '', message: '' }], changed })).toMatchObject({ kind: 'conflict', changed });
  expect(readFault(404, null).kind).toBe('not_found');
  expect(readFault(503, { incident: 'i-1' })).toMatchObject({ kind: 'broken', incident: 'i-1' });
});
