// Statements live in queries/*.sql, where a test prepares each on both engines; migrations come in pairs.
import { stringsOf } from './cpp_text.mjs';
import { isCpp, isTest, matches } from './tree.mjs';

const statement = /\b(SELECT\s.+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|UNIQUE|INDEX|TRIGGER|VIEW)\b|ALTER\s+TABLE\s|DROP\s+(TABLE|INDEX)\s)/;
const placed = /^src\/[a-z]+\/(queries|migrations)\//;

export default function sql(tree) {
  return [...inCode(tree), ...pairs(tree), ...strict(tree)];
}

function inCode(tree) {
  const faults = [];
  for (const file of tree.files.filter((path) => isCpp(path) && !isTest(path))) {
    for (const { text, line } of stringsOf(tree.read(file))) {
      if (statement.test(text)) faults.push({ file, line, text: 'SQL in C++: put the statement into queries/<name>.sql and use sql::<name>' });
    }
  }
  return faults;
}

function pairs(tree) {
  const faults = [];
  for (const file of tree.matching(/\.sql$/)) {
    const found = /^(.*\/(queries|migrations)\/)([a-z0-9_]+)(?:\.(sqlite|postgres))?\.sql$/.exec(file);
    if (!found || !placed.test(file)) {
      if (file.startsWith('src/')) faults.push({ file, line: 1, text: 'belongs into queries/ or migrations/ of its folder, in lower case' });
      continue;
    }
    const [, folder, kind, name, engine] = found;
    if (kind === 'migrations' && (!engine || !/^\d{14}_[a-z]/.test(name))) {
      faults.push({ file, line: 1, text: 'a migration is called <14 digits of time>_<verb>.{sqlite,postgres}.sql' });
    }
    const other = engine === 'sqlite' ? 'postgres' : 'sqlite';
    if (engine && !tree.has(`${folder}${name}.${other}.sql`)) {
      faults.push({ file, line: 1, text: `${name}.${other}.sql is missing: both engines are served, always` });
    }
    if (engine && tree.has(`${folder}${name}.sql`)) {
      faults.push({ file, line: 1, text: `stands beside ${name}.sql: keep one text for both engines or one for each` });
    }
  }
  return faults;
}

function strict(tree) {
  const faults = [];
  for (const file of tree.matching(/\/migrations\/.*\.sqlite\.sql$/)) {
    const text = tree.read(file).replace(/--[^\n]*/g, (part) => ' '.repeat(part.length));
    for (const { match, line } of matches(text, /CREATE\s+TABLE\b[^;]*;/g)) {
      if (!/\)\s*(STRICT\b|WITHOUT\s+ROWID\s*,\s*STRICT)[^)]*;$/.test(match[0])) {
        faults.push({ file, line, text: 'a table of SQLite ends with ") STRICT;": else it takes a text for a number' });
      }
    }
  }
  return faults;
}
