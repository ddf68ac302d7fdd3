// How many tests a step ran, as "name<TAB>N passed, N failed": from the report the runner wrote, else from the exit
// status. A runner that failed without naming a failed test counts as one failure.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [name, status, log, reports] = process.argv.slice(2);

function ofGtest() {
  const folder = join(reports, 'gtest');
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const program of readdirSync('build/release/tests').filter((file) => file.endsWith('_test'))) {
    const file = join(folder, `${program}.json`);
    if (!existsSync(file)) {
      count.failed++; // It died before it could report.
      continue;
    }
    for (const suite of JSON.parse(readFileSync(file, 'utf8')).testsuites) {
      for (const test of suite.testsuite) {
        if (test.status === 'NOTRUN') continue;
        if (test.failures) count.failed++;
        else if (test.result === 'SKIPPED') count.skipped++;
        else count.passed++;
      }
    }
  }
  return count;
}

function ofVitest() {
  const file = join(reports, 'web_units.json');
  if (!existsSync(file)) return null;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

// "# pass 3" of node --test, "3 passed, 1 failed" of our own runners.
function ofLog() {
  const text = readFileSync(log, 'utf8');
  const own = [...text.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (own) return { passed: Number(own[1]), failed: Number(own[2]) };
  const last = (word) => [...text.matchAll(new RegExp(`^(?:#|ℹ) ${word} (\\d+)$`, 'gm'))].at(-1);
  if (!last('pass')) return null;
  const [passed, failed, cancelled] = ['pass', 'fail', 'cancelled'].map((word) => Number(last(word)?.[1] ?? 0));
  return { passed, failed: failed + cancelled };
}

// Programs that died before they could report are counted by the exit status, below.
function ofInstrumented(kind) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const folder = join(reports, kind);
  for (const file of existsSync(folder) ? readdirSync(folder).filter((each) => each.endsWith('.json')) : []) {
    for (const test of JSON.parse(readFileSync(join(folder, file), 'utf8')).testsuites.flatMap((suite) => suite.testsuite)) {
      if (test.status === 'NOTRUN') continue;
      if (test.failures) count.failed++;
      else if (test.result === 'SKIPPED') count.skipped++;
      else count.passed++;
    }
  }
  return count;
}

const readers = {
  'C++, addresses watched': () => ofInstrumented('asan'),
  'C++, threads watched': () => ofInstrumented('tsan'),
  'C++': ofGtest,
  'web units': ofVitest,
};
const count = (readers[name] ?? ofLog)() ?? { passed: status === '0' ? 1 : 0, failed: 0 };
if (status !== '0' && count.failed === 0) count.failed = 1;
const skipped = count.skipped ? ` (${count.skipped} skipped)` : '';
console.log(`${name}\t${count.passed} passed, ${count.failed} failed${skipped}`);
