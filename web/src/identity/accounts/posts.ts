import { uuid7 } from '../../api/uuid';
import type { components } from '../../api/schema';
import { readBirthDate } from '../../calendar/date';

export type Official = components['schemas']['Official'];
export type Post = components['schemas']['Post'];
type Unit = { code: string; name: string };

// In the order in which an office fills them.
export const roles = ['counter_officer', 'specialist', 'approver', 'centre_director', 'provincial_controller', 'administrator', 'channel_adapter'] as const;

// The province as a whole is where these work; everybody else has a commune or a department.
export const provincial = (role: string) => ['provincial_controller', 'channel_adapter'].includes(role);

// Titles go on paper, which is Vietnamese in whatever language the screen is. None for who signs: there are several.
const usualTitles: Record<string, string> = {
  counter_officer: 'Cán bộ một cửa',
  specialist: 'Chuyên viên',
  centre_director: 'Giám đốc Trung tâm',
  provincial_controller: 'Cán bộ kiểm soát',
  administrator: 'Quản trị hệ thống',
  channel_adapter: 'Kết nối hệ thống',
};

// A post as it is typed. The id is made here, so that a repeat after a lost line is the same post.
export type PostTyped = { id: string; role: string; unit: Unit | null; office: string; title: string; valid_from: string; valid_to: string };

export function emptyPost(unit: Unit | null): PostTyped {
  return { id: uuid7(), role: '', unit, office: '', title: '', valid_from: dateShown(today()), valid_to: '' };
}

// The usual title of the role, unless the person has typed another.
export function titleFor(role: string, typed: string): string {
  const ours = typed.trim() === '' || Object.values(usualTitles).includes(typed.trim());
  return ours ? (usualTitles[role] ?? '') : typed;
}

export function sent(post: PostTyped): components['schemas']['NewPost'] {
  const day = (typed: string) => readBirthDate(typed) ?? typed.trim();
  return {
    id: post.id,
    role: post.role as components['schemas']['NewPost']['role'],
    unit: post.unit?.code ?? '',
    office: post.office,
    title: post.title.trim(),
    valid_from: day(post.valid_from),
    ...(post.valid_to.trim() ? { valid_to: day(post.valid_to) } : {}),
  };
}

// "2026-11-22" in Vietnam, whatever the clock of this computer says.
export function today(now = Date.now()): string {
  return new Date(now + 7 * 3_600_000).toISOString().slice(0, 10);
}

// "22/11/2026"; text that is no date stays as it was typed.
export function dateShown(text: string): string {
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : readBirthDate(text);
  return iso ? iso.split('-').reverse().join('/') : text.trim();
}

export function stateOf(post: Pick<Post, 'valid_from' | 'valid_to'>, day = today()): 'held' | 'ahead' | 'past' {
  if (post.valid_from > day) return 'ahead';
  return post.valid_to && post.valid_to < day ? 'past' : 'held';
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');

// "lo thi Mẫu " → "lothimau": what an account may consist of, out of what was typed.
export function accountShown(typed: string): string {
  return plain(typed).replace(/[^a-z0-9._-]/g, '');
}

// "Lò Thị Mẫu" → "mau.lt": given name and initials, short to type and seldom taken.
export function accountFor(name: string): string {
  const words = plain(name).split(/[^a-z0-9]+/).filter(Boolean);
  const given = words.pop() ?? '';
  return words.length === 0 ? given : `${given}.${words.map((word) => word[0]).join('')}`;
}
