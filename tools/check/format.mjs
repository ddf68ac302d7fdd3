// C++ is laid out as .clang-format says; version 14, because every version lays out differently.
import { spawnSync } from 'node:child_process';
import { isCpp } from './tree.mjs';

export default function format(tree) {
  const files = tree.files.filter(isCpp);
  if (files.length === 0) return [];
  const run = spawnSync('clang-format-14', ['--dry-run', '-Werror', '--ferror-limit=1', ...files], { cwd: tree.root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) return [{ file: '.clang-format', line: 1, text: 'clang-format-14 is not installed: ./dev install' }];
  const first = new Map();
  for (const found of run.stderr.matchAll(/^(\S+?):(\d+):\d+: error:/gm)) {
    if (!first.has(found[1])) first.set(found[1], Number(found[2]));
  }
  return [...first].map(([file, line]) => ({ file, line, text: 'is laid out differently: ./dev fmt' }));
}
