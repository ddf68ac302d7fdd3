import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { parseTsv, type Language } from './tsv';

// Turns one language column of the message table into a module: `virtual:messages/vi`, `virtual:messages/en`.
export function messages(path: string): Plugin {
  let file = path;
  return {
    name: 'messages',
    configResolved(config) {
      file = resolve(config.root, path);
    },
    resolveId(id) {
      return id.startsWith('virtual:messages/') ? `\0${id}` : undefined;
    },
    load(id) {
      if (!id.startsWith('\0virtual:messages/')) return;
      this.addWatchFile(file);
      const language = id.slice(-2) as Language;
      const rows = parseTsv(readFileSync(file, 'utf8'));
      return `export default ${JSON.stringify(Object.fromEntries(rows.map((row) => [row.id, row[language]])))}`;
    },
  };
}
