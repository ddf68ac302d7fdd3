import { expect, it } from 'vitest';
import { uuid7 } from './uuid';

it('makes version 7', () => {
  expect(uuid7(0x0192_3456_789a, new Uint8Array(10).fill(0xff))).toBe('01923456-789a-7fff-bfff-ffffffffffff');
  expect(uuid7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuid7(1) < uuid7(2)).toBe(true);
});
