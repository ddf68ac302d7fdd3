import { expect, it } from 'vitest';
import { actName, acts, bodyOf, nothingTyped, type Dossier } from './acts';

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
  const typed = { ...nothingTyped(dossier), reason: ' Thiếu ', items: ['Trích lục'], others: 'Giấy A\n\n Giấy B', note: 'x' };
  expect(bodyOf('request_supplement', 7, typed)).toEqual({ seen_version: 7, items: ['Trích lục', 'Giấy A', 'Giấy B'], reason: 'Thiếu' });
  expect(bodyOf('take', 7, typed)).toEqual({ seen_version: 7 });
  expect(bodyOf('hand_over', 7, typed)).toEqual({ seen_version: 7, receiver_name: 'Cà Thị Nga', by: 'post' });
  expect(bodyOf('accept', 1, typed)).toEqual({ seen_version: 1, papers: [{ paper: 'p', originals: 1, certified_copies: 0, photocopies: 0 }] });
});
