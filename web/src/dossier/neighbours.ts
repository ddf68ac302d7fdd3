import { routes } from '../app/router.svelte';

// The list a dossier was opened from: its order for "[" and "]", and the way back for Esc. Kept in memory only.
let order: string[] = [];
let from = routes.work();

export function seen(ids: string[], address: string): void {
  [order, from] = [ids, address];
}

export function beside(id: string, by: 1 | -1): string | null {
  const at = order.indexOf(id);
  return at < 0 ? null : (order[at + by] ?? null);
}

export function wayBack(): string {
  return from;
}
