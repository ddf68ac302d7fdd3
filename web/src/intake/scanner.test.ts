import { expect, it } from 'vitest';
import { Scanner } from './scanner';

function type(text: string, gap: number, end = 'Enter'): string | null {
  const scanner = new Scanner();
  let at = 1000;
  for (const sign of text) {
    expect(scanner.take(sign, (at += gap))).toBeNull();
    scanner.take('Shift', at);
  }
  return scanner.take(end, at + gap);
}

const card = '011190000123||LÒ THỊ MẪU|15021990|Nữ|Bản Hua Ná, Mường Lạn, Mường Ảng, Điện Biên|12032022';

it('hears a scanner', () => expect(type(card, 8)).toBe(card));
it('leaves a person alone', () => expect(type('011190000123', 120)).toBeNull());
it('wants a whole number', () => expect(type('0111900', 5)).toBeNull());
it('wants an Enter at the same pace', () => expect(type(card, 8, 'Tab')).toBeNull());
it('forgets what was typed slowly before', () => {
  const scanner = new Scanner();
  scanner.take('x', 0);
  let at = 5000;
  for (const sign of '011190000123') scanner.take(sign, (at += 10));
  expect(scanner.take('Enter', at + 10)).toBe('011190000123');
});

it('is not broken off by signs that come as text without a key', () => {
  const scanner = new Scanner();
  let at = 0;
  for (const sign of '011190000123|') scanner.take(sign, (at += 20));
  for (let sign = 0; sign < 5; sign++) scanner.wrote((at += 20));
  scanner.take('|', (at += 20));
  expect(scanner.take('Enter', at + 20)).toBe('011190000123||');
});
