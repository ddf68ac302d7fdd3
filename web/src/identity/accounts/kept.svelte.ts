import type { Official } from './posts';

// The list keeps its words, its place and what it had loaded while an account is open.
export const kept = $state<{ words: string; cursor: string }>({ words: '', cursor: '' });
export const loaded: { officials: Official[]; next: string | null; words: string | null } = { officials: [], next: null, words: null };

// After an act the list is asked for again.
export function changed(): void {
  loaded.words = null;
}
