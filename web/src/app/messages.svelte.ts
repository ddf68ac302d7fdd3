import vi from 'virtual:messages/vi';

export type Language = 'vi' | 'en';

// Vietnamese comes with the app, since nearly everyone reads it; English is fetched when chosen.
let texts = $state.raw<Record<string, string>>(vi);
let chosen = $state<Language>('vi');

// The sentence of a message in the chosen language, its {holes} filled. An unknown id is a mistake of ours that a test
// finds; a screen shows the id rather than nothing.
export function t(id: string, holes: Record<string, string | number> = {}): string {
  const text = texts[id] ?? vi[id] ?? id;
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole));
}

export function language(): Language {
  return chosen;
}

// The cookie tells the server which language its own sentences (faults, explanations) shall have.
export async function choose(wanted: Language): Promise<void> {
  texts = wanted === 'en' ? (await import('virtual:messages/en')).default : vi;
  chosen = wanted;
  document.documentElement.lang = wanted;
  document.cookie = `lang=${wanted}; path=/; max-age=31536000; samesite=lax`;
}

export async function chooseRemembered(): Promise<void> {
  if (/(^|; )lang=en/.test(document.cookie)) await choose('en');
}
