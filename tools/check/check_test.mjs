// Each check finds its fault in a small tree, and nothing in the same tree without it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { functionsOf } from './cpp_text.mjs';
import { checks } from './main.mjs';
import { openTree } from './tree.mjs';

const head = { sentence: 'id\tvi\ten\n', problem: 'code\tstatus\tvi\ten\n' };
const good = {
  'src/layers.txt': '# lowest first\nbase\nstore\nhttp\ncalendar\ndossier\n',
  'src/base/README.md': '# base\n',
  'src/base/clock.h': '#pragma once\nclass Clock;\n',
  'src/store/README.md': '# store\n',
  'src/store/store.h': '#pragma once\n',
  'src/calendar/README.md': '# calendar\n\nTo change a day: `rule.cpp`, `data/messages/calendar.tsv`.\n',
  'src/calendar/calendar.h': '#pragma once\n#include "calendar/rule.h"\n',
  'src/calendar/rule.h': '#pragma once\n\nint add(int a, int b);\n',
  'src/calendar/rule.cpp': '#include "calendar/rule.h"\n\nint add(int a, int b) { return a + b; }\n',
  'src/calendar/rule_cases.tsv': 'a\tb\n1\t2\n',
  'src/calendar/rule_test.cpp': '#include "calendar/rule.h"\n\nconst char* table = "src/calendar/rule_cases.tsv";\n',
  'src/dossier/README.md': '# dossier\n\nSee [the calendar](../calendar/README.md).\n',
  'src/dossier/dossier.h': '#pragma once\n#include "calendar/calendar.h"\n#include "store/store.h"\n',
  'src/dossier/acts.cpp':
    '#include "dossier/dossier.h"\n#include "dossier/sql.h"\n\nvoid act() { refuse("dossier.unknown", "SELECT"); }\n',
  'src/dossier/queries/find.sql': 'SELECT id FROM dossier_dossier WHERE code = $1\n',
  'src/dossier/migrations/20260101000000_create.sqlite.sql': 'CREATE TABLE dossier_dossier (id BLOB) STRICT;\n',
  'src/dossier/migrations/20260101000000_create.postgres.sql': 'CREATE TABLE dossier_dossier (id BYTEA);\n',
  'src/dossier/pages/page.html': '<p>{{name}} {{@calendar.day}}</p>\n',
  'data/messages/calendar.tsv': `${head.sentence}calendar.day\tngày {n}\tday {n}\n`,
  'data/messages/problems/dossier.tsv': `${head.problem}dossier.unknown\t404\tKhông có\tNone\n`,
  'tools/check/size_ratchet.txt': '# none\n',
  '.clang-format': 'BasedOnStyle: Google\nColumnLimit: 110\n',
  ...Object.fromEntries(
    ['README', 'ARCHITECTURE', 'STYLE', 'GLOSSARY', 'CONTRIBUTING', 'CHANGELOG'].map((name) => [`${name}.md`, '# A page\n']),
  ),
  LICENSE: 'free\n',
};

const made = [];
after(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

// A tree like the good one with these files changed, added, or (null) taken away.
function tree(changes = {}) {
  const root = mkdtempSync(join(tmpdir(), 'motcua-check-'));
  made.push(root);
  for (const [path, text] of Object.entries({ ...good, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return openTree(root);
}

const long = (lines) => `void run() {\n${'  step();\n'.repeat(lines - 2)}}\n`;
const dossier = good['src/dossier/acts.cpp'];

// check, what is wrong, the change, words of the fault
const bad = [
  ['direction', 'a folder uses one below it', { 'src/calendar/rule.cpp': '#include "dossier/dossier.h"\n' }, /stands above dossier/],
  ['direction', 'a private header of another capability', { 'src/dossier/dossier.h': '#include "calendar/rule.h"\n' }, /private to calendar/],
  ['direction', 'the statements of another capability', { 'src/dossier/dossier.h': '#include "calendar/sql.h"\n' }, /its own/],
  ['direction', 'a header of apps', { 'src/dossier/dossier.h': '#include "motcua/compose.h"\n' }, /only apps/],
  ['direction', 'a header without its folder', { 'src/dossier/dossier.h': '#include "state.h"\n' }, /write the folder/],
  ['direction', 'a test header in the program', { 'src/dossier/dossier.h': '#include "store/testing.h"\n' }, /for tests only/],
  ['direction', 'a folder without a line', { 'src/payment/payment.h': '#pragma once\n' }, /not in src\/layers.txt/],
  ['direction', 'a table of a folder below', { 'src/calendar/queries/q.sql': 'SELECT 1 FROM dossier_dossier\n' }, /belongs to dossier/],
  ['direction', 'a table with a foreign name', { 'src/dossier/migrations/20260101000000_create.postgres.sql': 'CREATE TABLE thing (id BYTEA);\n' }, /must be called dossier_/],
  ['documents', 'a link to nothing', { 'README.md': '[x](docs/gone.md)\n' }, /links to docs\/gone.md/],
  ['documents', 'a file that moved', { 'src/calendar/README.md': 'Edit `hours.{h,cpp}`.\n' }, /names hours.h/],
  ['documents', 'a folder without its page', { 'src/calendar/README.md': null }, /no README.md/],
  ['documents', 'a page missing', { 'STYLE.md': null }, /is missing/],
  ['format', 'another layout', { 'src/calendar/rule.cpp': 'int  add( int a ){return a;}\n' }, /laid out differently/],
  ['messages', 'a problem without a row', { 'src/dossier/acts.cpp': dossier.replace('unknown', 'unknwon') }, /has no row/],
  ['messages', 'a row nobody raises', { 'src/dossier/acts.cpp': dossier.replace('dossier.unknown', 'x') }, /no code raises/],
  ['messages', 'a sentence that is not there', { 'src/dossier/acts.cpp': `${dossier}auto s = message(vi, "calendar.dya");\n` }, /mend the spelling/],
  ['messages', 'no English', { 'data/messages/calendar.tsv': `${head.sentence}calendar.day\tngày\t\n` }, /in English/],
  ['messages', 'a cell too few', { 'data/messages/calendar.tsv': `${head.sentence}calendar.day\tngày\n` }, /has 2 cells/],
  ['messages', 'other holes', { 'data/messages/calendar.tsv': `${head.sentence}calendar.day\tngày {n}\tday {m}\n` }, /other \{holes\}/],
  ['messages', 'an id twice', { 'data/messages/more.tsv': `${head.sentence}calendar.day\tngày\tday\n` }, /stands already/],
  ['messages', 'no status', { 'data/messages/problems/dossier.tsv': `${head.problem}dossier.unknown\tlost\tKhông\tNone\n` }, /HTTP status/],
  ['names', 'a file about nothing', { 'src/calendar/date_utils.h': '#pragma once\n' }, /no subject/],
  ['rules', 'a table nobody runs', { 'src/calendar/rule_test.cpp': '' }, /nobody runs it/],
  ['rules', 'a rule with a store', { 'src/calendar/rule.cpp': '#include "store/store.h"\n' }, /is pure/],
  ['rules', 'a rule with a clock', { 'src/calendar/rule.h': 'int add(const Clock& clock);\n' }, /takes an Instant/],
  ['rules', 'time taken from the machine', { 'src/dossier/acts.cpp': `${dossier}auto now = std::chrono::system_clock::now();\n` }, /passed in/],
  ['sizes', 'a long function', { 'src/calendar/rule.cpp': long(61) }, /61 lines, 60 are allowed/],
  ['sizes', 'a long file', { 'src/calendar/rule.cpp': 'int a;\n'.repeat(401) }, /401 lines, 400 are allowed/],
  ['sizes', 'an exception that grew', { 'src/calendar/rule.cpp': long(70), 'tools/check/size_ratchet.txt': 'src/calendar/rule.cpp:run\t65\n' }, /70 lines, 65 are allowed/],
  ['sizes', 'an exception that shrank', { 'src/calendar/rule.cpp': long(62), 'tools/check/size_ratchet.txt': 'src/calendar/rule.cpp:run\t65\n' }, /has shrunk to 62/],
  ['sizes', 'an exception no longer needed', { 'tools/check/size_ratchet.txt': 'src/calendar/rule.cpp\t500\n' }, /remove its line/],
  ['sql', 'a statement in C++', { 'src/dossier/acts.cpp': 'const char* q = "DELETE FROM dossier_dossier";\n' }, /SQL in C\+\+/],
  ['sql', 'a migration for one engine', { 'src/dossier/migrations/20260101000000_create.postgres.sql': null }, /both engines/],
  ['sql', 'a migration without its time', { 'src/dossier/migrations/0001.sqlite.sql': '', 'src/dossier/migrations/0001.postgres.sql': '' }, /14 digits/],
  ['sql', 'a table that is not strict', { 'src/dossier/migrations/20260101000000_create.sqlite.sql': 'CREATE TABLE dossier_dossier (id BLOB);\n' }, /STRICT/],
  ['templates', 'a raw value', { 'src/dossier/pages/page.html': '<p>{{{name}}}</p>\n' }, /raw/],
  ['templates', 'a sentence that is not there', { 'src/dossier/pages/page.html': '<p>{{@calendar.dya}}</p>\n' }, /has calendar.dya/],
  ['templates', 'a page that is not there', { 'src/dossier/pages/page.html': '{{> dossier/pages/gone.html}}\n' }, /no page/],
  ['words', 'a path of one machine', { 'README.md': `See /${'home'}/an/motcua.\n` }, /one machine/],
  ['words', 'unfinished work', { 'src/calendar/rule.h': `// TO${'DO'}: more\n` }, /unfinished/],
];

test('a good tree passes every check', () => {
  const sample = tree();
  for (const [name, check] of Object.entries(checks)) assert.deepEqual(check(sample), [], name);
});

for (const [name, what, changes, words] of bad) {
  test(`${name}: ${what}`, () => {
    const faults = checks[name](tree(changes));
    assert.ok(faults.some((fault) => words.test(fault.text)), JSON.stringify(faults));
    assert.ok(faults.every((fault) => fault.file && fault.line > 0));
  });
}

test('every check has a bad sample', () => {
  assert.deepEqual(Object.keys(checks).filter((name) => !bad.some((sample) => sample[0] === name)), []);
});

test('functions are found whole, whatever stands in strings, lambdas and raw strings', () => {
  const text = [
    'namespace a {',
    'class B : public C {',
    ' public:',
    '  B(int x) : x_{x} {}',
    '  int get() const { return x_; }',
    '};',
    'int B::sum(const std::vector<int>& v) {',
    "  auto f = [&](int i) { return i + '{'; };",
    '  const char* s = "}";  // }',
    '  const char* r = R"(}})";',
    '  return f(1);',
    '}',
    'const std::map<int, int> table = {{1, 2}};',
    '}  // namespace a',
  ].join('\n');
  assert.deepEqual(
    functionsOf(text).map((f) => [f.name, f.line, f.lines]),
    [['B', 4, 1], ['get', 5, 1], ['B::sum', 7, 6]],
  );
});
