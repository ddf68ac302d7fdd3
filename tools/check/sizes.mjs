// Functions of at most 60 lines, files of at most 400 (tests 700). size_ratchet.txt lists what is larger today, and
// may only shrink.
import { functionsOf } from './cpp_text.mjs';
import { isCpp, isTest } from './tree.mjs';

const ratchet = 'tools/check/size_ratchet.txt';
const generated = /^web\/src\/api\/schema\.d\.ts$/;
const judged = /^(src|apps|bench|fuzz|sim|web|tools|cmake)\/.*\.(cpp|h|ts|mjs|svelte|css|html|sh|cmake)$/;

export default function sizes(tree) {
  const allowed = exceptions(tree);
  const faults = [];
  const judge = (key, file, line, lines, most, what) => {
    const exception = allowed.get(key);
    allowed.delete(key);
    if (exception && lines <= most) {
      faults.push({ file: ratchet, line: exception.line, text: `${key} is small enough now: remove its line` });
    } else if (exception && lines < exception.lines) {
      faults.push({ file: ratchet, line: exception.line, text: `${key} has shrunk to ${lines} lines: write that here` });
    } else if (lines > (exception?.lines ?? most)) {
      faults.push({ file, line, text: `${what} has ${lines} lines, ${exception?.lines ?? most} are allowed: split it by what it does` });
    }
  };
  for (const file of tree.files.filter((path) => judged.test(path) && !generated.test(path))) {
    const text = tree.read(file);
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    judge(file, file, 1, lines, isTest(file) || file.includes('/e2e/') ? 700 : 400, 'the file');
    if (!isCpp(file)) continue;
    for (const f of functionsOf(text)) judge(`${file}:${f.name}`, file, f.line, f.lines, 60, `${f.name}()`);
  }
  for (const [key, { line }] of allowed) {
    faults.push({ file: ratchet, line, text: `${key} is not there any more: remove its line` });
  }
  return faults;
}

function exceptions(tree) {
  const list = new Map();
  if (!tree.has(ratchet)) return list;
  tree.read(ratchet).split('\n').forEach((row, at) => {
    if (row === '' || row.startsWith('#')) return;
    const [key, lines] = row.split('\t');
    list.set(key, { lines: Number(lines), line: at + 1 });
  });
  return list;
}
