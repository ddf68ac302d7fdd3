import { describe, expect, it } from 'vitest';
import { accountFor, accountShown, dateShown, emptyPost, sent, stateOf, titleFor, today } from './posts';

it.each([
  ['Lò Thị Mẫu', 'mau.lt'],
  ['Đinh Văn Đức', 'duc.dv'],
  ['Mùa  A Dình ', 'dinh.ma'],
  ['Hòa', 'hoa'],
  ['', ''],
])('offers an account for “%s”', (name, account) => expect(accountFor(name)).toBe(account));

it('takes out of an account what it may not hold', () => {
  expect(accountShown(' Lò Thị Mẫu')).toBe('lothimau');
  expect(accountShown('Tiepnhan.Muong-Lan_2')).toBe('tiepnhan.muong-lan_2');
});

it.each([
  ['2026-11-22', null, 'held'],
  ['2026-11-23', null, 'ahead'],
  ['2026-01-01', '2026-11-22', 'held'],
  ['2026-01-01', '2026-11-21', 'past'],
] as const)('a post from %s to %s is %s', (valid_from, valid_to, state) => expect(stateOf({ valid_from, valid_to }, '2026-11-22')).toBe(state));

describe('a post', () => {
  it('begins today in Vietnam', () => {
    expect(today(Date.parse('2026-11-21T17:30:00Z'))).toBe('2026-11-22');
    expect(dateShown(sent(emptyPost(null)).valid_from)).toBe(dateShown(today()));
  });
  it('is sent with dates the server reads, and without a last day when none is typed', () => {
    const post = { ...emptyPost({ code: '03313', name: 'Xã Mường Lạn' }), role: 'specialist', valid_from: '1.12.2026' };
    expect(sent(post)).toMatchObject({ unit: '03313', valid_from: '2026-12-01' });
    expect(sent(post)).not.toHaveProperty('valid_to');
    expect(sent({ ...post, valid_to: '31/02/2027' }).valid_to).toBe('31/02/2027');
  });
  it('has the usual title of its role until another is typed', () => {
    expect(titleFor('specialist', '')).toBe('Chuyên viên');
    expect(titleFor('approver', 'Chuyên viên')).toBe('');
    expect(titleFor('counter_officer', 'Công chức tư pháp')).toBe('Công chức tư pháp');
  });
});
