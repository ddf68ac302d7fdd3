// The files of a checkout as the checks see them: paths relative to its root, texts read once.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const ignored = new Set(['.git', 'build', 'var', 'node_modules', 'dist', 'test-results']);

export function openTree(root) {
  const files = list(root, '');
  const texts = new Map();
  const read = (path) => {
    if (!texts.has(path)) texts.set(path, readFileSync(join(root, path), 'utf8'));
    return texts.get(path);
  };
  const layers = existsSync(join(root, 'src/layers.txt'))
    ? read('src/layers.txt').split('\n').filter((line) => /^[a-z]/.test(line))
    : [];
  return {
    root,
    files,
    layers,
    read,
    has: (path) => existsSync(join(root, path)),
    matching: (pattern) => files.filter((path) => pattern.test(path)),
    // "src/calendar/deadline.cpp" → "calendar"; nothing for files that are no layer's.
    layerOf: (path) => /^src\/([^/]+)\//.exec(path)?.[1],
  };
}

function list(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return ignored.has(entry.name) ? [] : list(root, path);
    return entry.isFile() ? [path] : [];
  });
}

export const isTest = (path) => /_test\.cpp$|\.test\.(ts|mjs)$|_test\.mjs$|^(src\/\w+|apps\/motcua)\/testing[./]/.test(path);
export const isCpp = (path) => /^(src|apps|bench|fuzz|sim)\/.*\.(cpp|h)$/.test(path);
export const stemOf = (path) => basename(path).replace(/\..*$/, '');

export function lineAt(text, index) {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

// Every match of a global pattern with its line.
export function* matches(text, pattern) {
  for (const match of text.matchAll(pattern)) yield { match, line: lineAt(text, match.index) };
}
