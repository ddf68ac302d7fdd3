// What failed in the server's tests, by name and with the first words of why: the last page of ./dev test.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const mostLines = 12; // of each failure

function failuresIn(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  return files.flatMap((file) =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')).testsuites.flatMap((suite) =>
      suite.testsuite.flatMap((test) =>
        (test.failures ?? []).map(({ failure }) => ({ test: `${suite.name}.${test.name}`, failure }))
      )
    )
  );
}

for (const kind of ['gtest', 'asan', 'tsan']) {
  for (const { test, failure } of failuresIn(join(process.argv[2], kind))) {
    console.log(`failed: ${test} (${kind})`);
    for (const line of failure.split('\n').slice(0, mostLines)) console.log(`    ${line}`);
  }
}
