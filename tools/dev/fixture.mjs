// Makes the fixture that a release leaves to all later ones: a small installation with dossiers in many statuses,
// all of it invented. Run it with the program of the release:
//   node tools/dev/fixture.mjs --program build/release/motcua --out apps/motcua/testdata/release-X.Y.Z
//     [--database postgres://… --dump 'pg_dump …']   an empty database, and what writes it as plain SQL
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { samplePdf } from '../demo/paper.mjs';
import { Session } from '../demo/session.mjs';

const password = 'mot-cua-thu-nghiem';
const unit = '03260';
const procedure = '1.001193';
const people = [
  ['quay', 'counter_officer', unit],
  ['chuyenvien', 'specialist', unit],
  ['kyduyet', 'approver', unit],
  ['kiemsoat', 'provincial_controller', '11'],
  ['congdichvu', 'channel_adapter', '11'],
];
const options = readOptions(process.argv.slice(2));

function readOptions(words) {
  const found = {};
  for (let i = 0; i < words.length; i += 2) found[words[i].replace(/^--/, '')] = words[i + 1];
  if (found.program && found.out) return found;
  console.error('Usage: node tools/dev/fixture.mjs --program FILE --out DIRECTORY [--database URL --dump COMMAND]');
  process.exit(2);
}

function motcua(...words) {
  const done = spawnSync(options.program, words, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`motcua ${words.join(' ')}: ${done.stdout}${done.stderr}`);
  return done.stdout;
}

async function serve(data) {
  const server = spawn(options.program, ['serve', '--data', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve, reject) => {
    let text = '';
    server.stdout.on('data', (part) => {
      text += part;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
      if (found) resolve(found[0]);
    });
    server.on('exit', () => reject(new Error('the server ended')));
  });
  const stop = () => new Promise((resolve) => {
    server.removeAllListeners('exit');
    server.on('exit', resolve);
    server.kill('SIGTERM');
  });
  return { url, stop };
}

async function signIn(url, account, first) {
  const session = await Session.open(url, account, new Map([[account, first]]));
  await session.post('/api/password', { current: first, next: password });
  return session;
}

async function staff(url, adminPassword) {
  const admin = await signIn(url, 'admin', adminPassword);
  const sessions = {};
  for (const [account, role, at] of people) {
    const made = await admin.post('/api/officials', {
      account, display_name: `Người ${account}`, posts: [{ role, unit: at, title: 'Thử nghiệm', valid_from: '2026-01-01' }] });
    sessions[account] = await signIn(url, account, made.temporary_password);
    sessions[account].post_id = made.official.posts[0].id;
  }
  return sessions;
}

// One dossier and how far it goes.
class Course {
  constructor(staff, known, number) {
    Object.assign(this, { staff, known, number, name: `Lò Thị Mẫu ${number}` });
  }
  filing(channel) {
    const asked = this.known.papers.filter((paper) => !paper.shown_only && !paper.when);
    return {
      procedure, unit, procedure_version: String(this.known.version), ...(channel && { channel }),
      applicant: { full_name: this.name, id_number: `0111900001${String(this.number).padStart(2, '0')}`, phone: '0900123456' },
      papers: asked.map(({ id, originals, certified_copies, photocopies }) => ({ paper: id, originals, certified_copies, photocopies })),
      content: 'Hồ sơ mô phỏng', return_by: 'counter' };
  }
  async file() {
    this.filed = await this.staff.quay.post('/api/dossiers', this.filing());
    return this;
  }
  async submit() {
    this.filed = await this.staff.congdichvu.post('/api/submissions', this.filing('online'));
    return this;
  }
  async seen() {
    return (await this.staff.kiemsoat.get(`/api/dossiers/${this.filed.id}`)).version;
  }
  async act(who, path, body = {}) {
    await this.staff[who].post(`/api/dossiers/${this.filed.id}/${path}`, { seen_version: await this.seen(), ...body });
    return this;
  }
  scan() {
    return this.staff.quay.upload(`/api/dossiers/${this.filed.id}/scans?paper=to-khai&name=to-khai.pdf`, samplePdf('TO KHAI')).then(() => this);
  }
  assign() {
    return this.act('kyduyet', 'assignment', { post: this.staff.chuyenvien.post_id });
  }
  async take() {
    return (await this.assign()).act('chuyenvien', 'taking');
  }
  async finish() {
    await this.take();
    await this.staff.chuyenvien.upload(`/api/dossiers/${this.filed.id}/result?seen_version=${await this.seen()}&name=kq.pdf`, samplePdf('KET QUA'));
    await this.act('chuyenvien', 'solution', { note: 'Kính trình ký.' });
    await this.act('kyduyet', 'taking');
    return this.act('kyduyet', 'approval');
  }
  async handOver() {
    return (await this.finish()).act('quay', 'hand-over', { receiver_name: this.name, by: 'counter' });
  }
  async erase() {
    await this.handOver();
    await this.staff.kiemsoat.json('DELETE', `/api/dossiers/${this.filed.id}/private`, {
      body: JSON.stringify({ seen_version: await this.seen(), basis: 'Luật 91/2025/QH15, Điều 14', reason: 'Mô phỏng' }),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() } });
    this.name = null;
    return this;
  }
}

async function play(url, adminPassword) {
  const office = await staff(url, adminPassword);
  const known = await office.quay.get(`/api/procedures/${procedure}`);
  const reason = { reason: 'Mô phỏng' };
  const courses = [
    (c) => c.file().then(() => c.scan()),
    (c) => c.submit(),
    (c) => c.file().then(() => c.assign()),
    (c) => c.file().then(() => c.take()),
    (c) => c.file().then(() => c.take()).then(() => c.act('chuyenvien', 'supplement-request', { faults: [{ kind: 'fault_in_paper', key: 'to-khai', basis: 'Điều 16', ...reason }] })),
    (c) => c.file().then(() => c.take()).then(() => c.act('chuyenvien', 'pause', reason)),
    (c) => c.file().then(() => c.finish()),
    (c) => c.file().then(() => c.handOver()),
    (c) => c.file().then(() => c.act('quay', 'withdrawal', reason)),
    (c) => c.file().then(() => c.take()).then(() => c.act('kyduyet', 'stop', { ...reason, basis: 'Điều 19' })),
    (c) => c.file().then(() => c.erase()),
  ];
  const expected = [];
  for (const [number, course] of courses.entries()) {
    const done = await course(new Course(office, known, number));
    const seen = await office.kiemsoat.get(`/api/dossiers/${done.filed.id}`);
    expected.push({ id: done.filed.id, code: done.filed.code, status: seen.status, version: seen.version, applicant: done.name, due_at: seen.due_at ?? null });
  }
  return expected;
}

async function make(data, url) {
  const said = motcua('init', '--data', data, ...(url ? ['--database', url] : []));
  const server = await serve(data);
  const expected = await play(server.url, /admin \/ (\S+)/.exec(said)[1]);
  await server.stop();
  motcua('verify', '--data', data);
  return expected;
}

function keep(data, out, files) {
  mkdirSync(out, { recursive: true });
  for (const name of files) cpSync(join(data, name), join(out, name), { recursive: true });
  rmSync(join(out, 'blobs', 'uploads'), { recursive: true, force: true });
}

const bytesIn = (path) => (statSync(path).isFile() ? statSync(path).size : readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0));

async function main() {
  const work = mkdtempSync(join(tmpdir(), 'motcua-fixture-'));
  rmSync(options.out, { recursive: true, force: true });
  const sqlite = join(options.out, 'sqlite');
  const expected = await make(join(work, 'sqlite'), null);
  keep(join(work, 'sqlite'), sqlite, ['keys', 'blobs']);
  writeFileSync(join(sqlite, 'motcua.sqlite.gz'), gzipSync(readFileSync(join(work, 'sqlite', 'motcua.sqlite')), { level: 9 }));
  writeFileSync(join(sqlite, 'expected.json'), `${JSON.stringify(expected, null, 1)}\n`);
  if (options.database) {
    const postgres = join(options.out, 'postgres');
    const there = await make(join(work, 'postgres'), options.database);
    keep(join(work, 'postgres'), postgres, ['keys', 'blobs']);
    writeFileSync(join(postgres, 'expected.json'), `${JSON.stringify(there, null, 1)}\n`);
    const dumped = spawnSync('sh', ['-c', options.dump], { encoding: 'utf8', maxBuffer: 1e8 });
    if (dumped.status !== 0) throw new Error(`${options.dump}: ${dumped.stderr}`);
    // psql's own commands are no SQL.
    writeFileSync(join(postgres, 'dump.sql.gz'), gzipSync(dumped.stdout.replace(/^\\.*\n/gm, ''), { level: 9 }));
  }
  rmSync(work, { recursive: true });
  console.log(`${options.out}: ${expected.length} dossiers each, ${bytesIn(options.out)} bytes`);
}

main().catch((failed) => {
  console.error(`fixture: ${failed.message}`);
  process.exit(1);
});
