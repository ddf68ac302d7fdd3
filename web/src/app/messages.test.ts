import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTsv } from '../../tooling/tsv';

const ids = new Set(parseTsv(readFileSync('../data/messages/office.tsv', 'utf8')).map((row) => row.id));

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(svelte|ts)$/.test(name) && !/\.(test|d)\.ts$/.test(name) ? [readFileSync(path, 'utf8')] : [];
  });
}
const code = sources('src').join('\n');

// t('work.title') and t(`state.${…}`): a whole id, or a family of ids by its beginning. Any quoted text that begins
// like an id counts as one (permissions and problem codes apart), so that t(late ? 'dossier.over' : 'dossier.left') is checked as well.
const areas = new Set([...ids].map((id) => id.split('.')[0]!));
const quoted = [...code.matchAll(/(?<!may\(|code [!=]== )'([a-z_]+\.[a-z_0-9.-]+)'/g)].map((found) => found[1]!);
const called = [...code.matchAll(/\bt\(\s*'([^']+)'/g)].map((found) => found[1]!);
const whole = [...called, ...quoted.filter((text) => areas.has(text.split('.')[0]!))];
const families = [...code.matchAll(/\bt\((?:[^()`]*\? )?`([a-z_]+\.[a-z_.]*)\$\{/g)].map((found) => found[1]!);

describe('messages', () => {
  it('has a row for every id the app shows', () => {
    expect(whole.filter((id) => !ids.has(id))).toEqual([]);
    expect(families.filter((family) => ![...ids].some((id) => id.startsWith(family)))).toEqual([]);
  });
  it('has no row that nothing shows', () => {
    const named = new Set(quoted);
    const unused = [...ids].filter((id) => !named.has(id) && !families.some((family) => id.startsWith(family)));
    expect(unused).toEqual([]);
  });
});
