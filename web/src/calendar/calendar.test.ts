import { describe, expect, it } from 'vitest';
import { birthDate, clock, longMoment, readBirthDate, shortMoment } from './date';
import { workingTime } from './working_time';

describe('working time', () => {
  it.each([
    [0, 'dưới 1 phút'],
    [1, '1 phút'],
    [48, '48 phút'],
    [-48, '48 phút'],
    [59.9, '59 phút'],
    [60, '1 giờ'],
    [208, '3 giờ 28'],
    [-262, '4 giờ 22'],
    [420 + 5, '7 giờ 05'],
    [479, '7 giờ 59'],
    [480, '1 ngày'],
    [480 + 120, '1 ngày 2 giờ'],
    [480 + 59, '1 ngày'],
    [3 * 480 + 430, '3 ngày 7 giờ'],
  ])('%d minutes are %s', (minutes, said) => expect(workingTime(minutes)).toBe(said));
});

describe('dates', () => {
  it('are read in Vietnam', () => {
    expect(clock('2026-11-26T02:42:00Z')).toBe('09:42');
    expect(shortMoment('2026-11-26T09:42:00+07:00')).toBe('26/11 09:42');
    expect(longMoment('2026-11-25T18:00:00Z')).toBe('Thứ Năm 26/11/2026, 01:00');
  });
  it('of birth are taken as people type them', () => {
    expect(readBirthDate('4/8/1988')).toBe('1988-08-04');
    expect(readBirthDate('04081988')).toBe('1988-08-04');
    expect(readBirthDate(' 04.08.1988 ')).toBe('1988-08-04');
    expect(readBirthDate('31/02/1988')).toBeNull();
    expect(readBirthDate('1988')).toBeNull();
    expect(birthDate('1988-08-04')).toBe('04/08/1988');
  });
});
