// ./dev eval: the questions put to our search and, in the same run, to FTS5, FlexSearch and MiniSearch over the same
// procedures. Writes eval/results/<date>.md; fails when the search misses its targets on the questions held out.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';

const usual = '../shared/data/procedures_commune_full.json';
const at = process.argv.indexOf('--records');
const records = at > 0 ? process.argv[at + 1] : existsSync(usual) ? usual : '';
const require = createRequire(new URL('../web/package.json', import.meta.url));

function readTable(path) {
  const [head, ...rows] = readFileSync(path, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const names = head.split('\t');
  return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, i) => [names[i], cell])));
}

// What ships, and the published records beside it; what ships wins.
function readProcedures() {
  const folder = 'data/catalogue/curated';
  const curated = readdirSync(folder).map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')));
  const list = curated.map((p) => ({ code: p.code, name: `${p.name.vi} ${p.name.en}`, sector: p.sector.vi, text: p.guidance.vi, papers: p.papers.map((paper) => paper.name.vi).join(' ') }));
  const known = new Set(list.map((p) => p.code));
  for (const p of records === '' ? [] : JSON.parse(readFileSync(records, 'utf8'))) {
    if (known.has(p.code)) continue;
    list.push({ code: p.code, name: p.name, sector: p.sector ?? '', text: p.result ?? '', papers: (p.documents ?? []).map((d) => d.name).join(' ') });
  }
  return list;
}

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();
const words = (text) => plain(text).match(/[a-z0-9]+/g) ?? [];

function miniSearch(procedures) {
  const loaded = require('minisearch');
  const MiniSearch = loaded.default ?? loaded;
  const index = new MiniSearch({ idField: 'code', fields: ['name', 'sector', 'text', 'papers'], processTerm: plain });
  index.addAll(procedures);
  return (question) => index.search(question, { boost: { name: 4 }, fuzzy: 0.2, prefix: true }).map((hit) => hit.id);
}

function flexSearch(procedures) {
  const { Document } = require('flexsearch');
  const index = new Document({ document: { id: 'code', index: ['name', 'sector', 'text', 'papers'] }, tokenize: 'forward' });
  for (const p of procedures) index.add({ ...p, name: plain(p.name), sector: plain(p.sector), text: plain(p.text), papers: plain(p.papers) });
  return (question) => {
    const found = index.search(plain(question), { limit: 10, suggest: true });
    return [...new Set(found.flatMap((field) => field.result))];
  };
}

// All questions in one run of the sqlite3 shell; words joined by OR, ranked by bm25 with the name first.
function fts5(procedures, questions) {
  const quote = (text) => `'${text.replaceAll("'", "''")}'`;
  const lines = ["CREATE VIRTUAL TABLE p USING fts5(code UNINDEXED, name, sector, text, papers, tokenize='unicode61 remove_diacritics 2');"];
  for (const p of procedures) lines.push(`INSERT INTO p VALUES (${[p.code, p.name, p.sector, p.text, p.papers].map((text) => quote(plain(text))).join(', ')});`);
  questions.forEach((question, i) => {
    const match = words(question.query).map((word) => `"${word}"`).join(' OR ');
    if (match !== '') lines.push('.timer on', `SELECT ${i}, code FROM p WHERE p MATCH ${quote(match)} ORDER BY bm25(p, 0, 4, 1, 1, 1) LIMIT 10;`, '.timer off');
  });
  const run = spawnSync('sqlite3', [':memory:'], { input: lines.join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`sqlite3: ${run.stderr}`);
  const found = questions.map(() => []);
  const times = [];
  for (const line of run.stdout.split('\n')) {
    const hit = /^(\d+)\|(.+)$/.exec(line);
    if (hit) found[Number(hit[1])].push(hit[2]);
    const time = /^Run Time: real ([\d.]+)/.exec(line);
    if (time) times.push(Number(time[1]) * 1000);
  }
  return { found, times };
}

function score(questions, found) {
  const answerable = questions.map((question, i) => ({ ...question, found: found[i] })).filter((q) => q.wants !== 'nothing');
  const refusable = questions.map((question, i) => ({ ...question, found: found[i] })).filter((q) => q.wants === 'nothing');
  const within = (most) => answerable.filter((q) => q.found.slice(0, most).some((code) => q.codes.split(' ').includes(code))).length / answerable.length;
  return { first: within(1), within_three: within(3), refuses: refusable.filter((q) => q.found.length === 0).length / refusable.length };
}

const percentile = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

function measured(search, questions) {
  const times = [];
  const found = questions.map(({ query }) => {
    const begin = performance.now();
    const codes = search(query);
    times.push(performance.now() - begin);
    return codes;
  });
  return { found, times };
}

const procedures = readProcedures();
const questions = readTable('eval/held_out.tsv').filter((q) => records !== '' || q.catalogue === 'curated');
const ours = JSON.parse(execFileSync('build/release/motcua_eval', records === '' ? [] : ['--records', records], { encoding: 'utf8' }));
const mini = miniSearch(procedures);
const flex = flexSearch(procedures);
const peers = [
  ['SQLite FTS5', fts5(procedures, questions)],
  ['FlexSearch', measured(flex, questions)],
  ['MiniSearch', measured(mini, questions)],
].map(([name, run]) => ({ name, ...score(questions, run.found), p50: percentile(run.times, 0.5), p99: percentile(run.times, 0.99) }));

const percent = (share) => `${(share * 100).toFixed(1)} %`;
const ms = (time) => `${time.toFixed(3)} ms`;
const held = ours.held_out;
const date = new Date().toISOString().slice(0, 10);
const rows = [
  ['this search', percent(held.first), percent(held.within_three), percent(held.refuses), percent(held.asks_when_vague), percent(held.asks_when_clear), ms(ours.speed.p50_ms), ms(ours.speed.p99_ms)],
  ...peers.map((p) => [p.name, percent(p.first), percent(p.within_three), percent(p.refuses), 'never', 'never', ms(p.p50), ms(p.p99)]),
];
const text = `# ./dev eval, ${date}

${questions.length} questions held out, ${ours.speed.procedures} procedures${records === '' ? ' (those that ship; the published records are not here)' : ' (those that ship and the published records)'}. ${os.cpus().length} cores, ${os.cpus()[0]?.model ?? 'unknown'}, Node.js ${process.version}, load ${os.loadavg()[0].toFixed(1)}. Ours in CPU time of its thread; the others by the clock, FTS5 by the sqlite3 shell's timer.

| search | right at first | within three | refuses what is off topic | asks back when vague | asks back when clear | p50 | p99 |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

Targets: first 85 %, within three 97 %, asks back when vague 90 %, when clear at most 5 %.
The questions to work with: first ${percent(ours.questions.first)}, within three ${percent(ours.questions.within_three)}.
Index: made in ${ours.speed.build_ms.toFixed(0)} ms (target 100), ${ours.speed.megabytes.toFixed(1)} MB (20). With ${ours.speed_6000.procedures} procedures: p50 ${ms(ours.speed_6000.p50_ms)}, p99 ${ms(ours.speed_6000.p99_ms)} (0.5), made in ${ours.speed_6000.build_ms.toFixed(0)} ms, ${ours.speed_6000.megabytes.toFixed(1)} MB.
`;
mkdirSync('eval/results', { recursive: true });
writeFileSync(`eval/results/${date}.md`, text);
console.log(text);
const missed = held.first < 0.85 || held.within_three < 0.97 || held.asks_when_vague < 0.9 || held.asks_when_clear > 0.05;
if (missed) {
  console.error('eval: the search misses its targets on the questions held out.');
  process.exit(1);
}
