// Every sentence stands in both languages, every problem the code names has one, and none is left over.
import { stringsOf, withoutComments } from './cpp_text.mjs';
import { headOf, problemRows, sentenceRows } from './message_tables.mjs';
import { isCpp, isTest, matches } from './tree.mjs';

export default function messages(tree) {
  const problems = problemRows(tree);
  const sentences = sentenceRows(tree);
  return [...wellFormed([...problems, ...sentences]), ...statuses(problems), ...used(tree, problems, sentences)];
}

function wellFormed(rows) {
  const faults = [];
  const seen = new Map();
  for (const row of rows) {
    const fault = (text) => faults.push({ file: row.file, line: row.line, text });
    if (row.head !== headOf(row)) fault(`the first line must be ${headOf(row).replaceAll('\t', ', ')}, with tabs`);
    if (row.cells !== row.wanted) fault(`has ${row.cells} cells, needs ${row.wanted}, parted by tabs`);
    if (!row.vi.trim() || !row.en.trim()) fault(`${row.id} needs a sentence in Vietnamese and in English`);
    if (holes(row.vi) !== holes(row.en)) fault(`${row.id} has other {holes} in English than in Vietnamese`);
    const key = `${row.wanted} ${row.id}`;
    if (seen.has(key)) fault(`${row.id} stands already in ${seen.get(key)}`);
    seen.set(key, `${row.file}:${row.line}`);
  }
  return faults;
}

const holes = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join();

function statuses(problems) {
  return problems
    .filter((row) => !/^[45]\d\d$/.test(row.status))
    .map((row) => ({ file: row.file, line: row.line, text: `${row.id}: the status must be an HTTP status from 400 to 599` }));
}

const fileName = /\.(pdf|png|jpe?g|json|tsv|csv|html?|css|js|br|gz|svg|db|log|txt|lock|sock(et)?|sqlite|h|cpp|toml)$/;

function used(tree, problems, sentences) {
  const faults = [];
  const codes = new Set(problems.map((row) => row.id));
  const known = new Set([...codes, ...sentences.map((row) => row.id), ...permissions(tree)]);
  const areas = new Set([...tree.layers, ...sentences.map((row) => row.id.split('.')[0])]);
  const literals = new Set();
  for (const file of tree.files.filter((path) => isCpp(path) && !isTest(path) && !path.startsWith('bench/'))) {
    const text = tree.read(file);
    for (const { text: id, line } of stringsOf(text)) {
      literals.add(id);
      if (!/^[a-z]+(\.[a-z0-9_]*[a-z0-9])+$/.test(id) || fileName.test(id) || known.has(id)) continue;
      if (areas.has(id.split('.')[0])) {
        faults.push({ file, line, text: `"${id}" is no problem, sentence or permission: add it to data/messages or mend the spelling` });
      }
    }
    for (const { match, line } of matches(withoutComments(text), /\b(?:refuse\(|Problem\{)\s*"([a-z_]+\.[a-z0-9_.]+)"/g)) {
      if (!codes.has(match[1])) {
        faults.push({ file, line, text: `problem ${match[1]} has no row in data/messages/problems/: give it a status and a sentence in vi and en` });
      }
    }
  }
  for (const row of problems.filter((row) => !isUsed(row.id, literals))) {
    faults.push({ file: row.file, line: row.line, text: `no code raises ${row.id}: remove the row, or the code has another spelling` });
  }
  return faults;
}

// Whole, as its last part ("organisation." + what), or as the beginning of a code put together ("intake.idcard_" + what).
function isUsed(code, literals) {
  if (literals.has(code)) return true;
  const [area, ...rest] = code.split('.');
  const what = rest.join('.');
  if (literals.has(what)) return true;
  for (let end = 1; end < what.length; end++) {
    if (/[._]/.test(what[end]) && literals.has(`${area}.${what.slice(0, end + 1)}`)) return true;
  }
  return false;
}

function permissions(tree) {
  const file = 'data/identity/permissions.tsv';
  if (!tree.has(file)) return [];
  return tree.read(file).split('\n').filter((line) => /^[a-z]/.test(line)).map((line) => line.split('\t')[0]);
}
