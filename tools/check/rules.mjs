// A pure rule has a table of cases beside it, a test that runs the table, and knows no store, no http, no clock.
import { basename } from 'node:path';
import { includesOf, withoutComments } from './cpp_text.mjs';
import { isCpp, isTest, matches } from './tree.mjs';

const ownTime = /\b(?:system_clock::now|std::random_device|std::rand\b|\btime\(nullptr\))/g;
// Where the machine itself is meant: its clock, its jitter, its headers.
const machine = /^(src\/(base|store|http)|bench)\//;

export default function rules(tree) {
  return [...tested(tree), ...pure(tree), ...passedIn(tree)];
}

function tested(tree) {
  const tests = tree.matching(/_test\.cpp$/).map((path) => tree.read(path)).join('\n');
  return tree
    .matching(/^(src|apps)\/.*_cases\.tsv$/)
    .filter((file) => !tests.includes(basename(file)))
    .map((file) => ({ file, line: 1, text: 'no test names this table, so nobody runs it: read it in a *_test.cpp beside it' }));
}

function pure(tree) {
  const faults = [];
  for (const table of tree.matching(/^src\/.*_cases\.tsv$/)) {
    const rule = table.replace(/_cases\.tsv$/, '');
    for (const file of [`${rule}.cpp`, `${rule}.h`].filter(tree.has)) {
      for (const { line, path } of includesOf(tree.read(file))) {
        if (/^(store|http)\/|\/sql\.h$|^base\/clock\.h$/.test(path)) {
          faults.push({ file, line, text: `a rule with a case table is pure: without "${path}"; take what it needs as arguments` });
        }
      }
      for (const { line } of matches(withoutComments(tree.read(file)), /\bClock\s*&/g)) {
        faults.push({ file, line, text: 'a rule with a case table takes an Instant, not a Clock' });
      }
    }
  }
  return faults;
}

function passedIn(tree) {
  const faults = [];
  for (const file of tree.files.filter((path) => isCpp(path) && !isTest(path) && !machine.test(path))) {
    for (const { match, line } of matches(withoutComments(tree.read(file)), ownTime)) {
      faults.push({ file, line, text: `${match[0]}: time and chance are passed in, as Clock& and Random&, so that a test can set them` });
    }
  }
  return faults;
}
