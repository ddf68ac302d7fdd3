// ./dev check: runs every check on the tree, without building. Each fault is "file:line: what is wrong and how to mend
// it"; the last line counts the checks.
import { fileURLToPath } from 'node:url';
import direction from './direction.mjs';
import documents from './documents.mjs';
import format from './format.mjs';
import messages from './messages.mjs';
import names from './names.mjs';
import rules from './rules.mjs';
import sizes from './sizes.mjs';
import sql from './sql.mjs';
import templates from './templates.mjs';
import { openTree } from './tree.mjs';
import words from './words.mjs';

export const checks = { direction, documents, format, messages, names, rules, sizes, sql, templates, words };

function main() {
  const tree = openTree(fileURLToPath(new URL('../..', import.meta.url)));
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    const faults = check(tree);
    if (faults.length > 0) failed++;
    for (const { file, line, text } of faults) console.log(`${file}:${line}: ${text} [${name}]`);
  }
  console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
