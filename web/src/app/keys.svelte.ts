import { untrack } from 'svelte';

// A key of the screen. `key` is a letter in lower case, a name as browsers give it ("F2", "Escape", "["), or one with
// "Ctrl+" before it. Letters and signs work outside fields only; `run` is absent where the browser acts by itself.
export type Key = { key: string; does: string; run?: () => void; inBar?: boolean };
type Layer = { keys: () => Key[]; alone: boolean };

let layers = $state.raw<Layer[]>([]);

// Registers the keys of a component for as long as it is on the screen. `alone`: no key of what lies below works.
export function useKeys(keys: () => Key[], alone = false): void {
  $effect(() => {
    const layer = { keys, alone };
    untrack(() => (layers = [...layers, layer]));
    return () => (layers = layers.filter((other) => other !== layer));
  });
}

export function activeKeys(): Key[] {
  const from = layers.map((layer) => layer.alone).lastIndexOf(true);
  const all = layers.slice(Math.max(0, from)).reverse().flatMap((layer) => layer.keys());
  return all.filter((key, at) => all.findIndex((other) => other.key === key.key) === at); // the topmost has the key
}

export function inField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'file'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey) return;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const full = event.ctrlKey ? `Ctrl+${name}` : name;
  if (full.length === 1 && inField(event.target)) return;
  if (full === 'Enter' && event.target !== document.body && !(event.target as HTMLElement).matches('main, h1')) return;
  const key = activeKeys().find((candidate) => candidate.key === full && candidate.run);
  if (!key) return;
  event.preventDefault();
  key.run?.();
}

const shown: Record<string, string> = { Escape: 'Esc', ' ': 'Space', 'Ctrl+Enter': 'Ctrl Enter' };

export function keyCap(key: string): string {
  return shown[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
