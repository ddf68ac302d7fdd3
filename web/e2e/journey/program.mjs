// The real program in a temporary directory, with a fresh demo unless told otherwise, on a free port of this machine;
// ended by its process id.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const motcua = process.env.MOTCUA ?? fileURLToPath(new URL('../../../build/release/motcua', import.meta.url));

export async function start({ demo = true, publicUrl = '' } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'motcua-e2e-'));
  const said = execFileSync(motcua, ['init', '--data', data, ...(demo ? ['--demo', 'small'] : [])], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const accounts = demo ? readFileSync(join(data, 'demo-accounts.txt'), 'utf8') : '';
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(motcua, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`, '--log-level', 'warn', ...(publicUrl ? ['--public-url', publicUrl] : [])], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  for (let tries = 0; !(await answers(address)); tries++) {
    if (tries === 100 || child.exitCode !== null) {
      await stop();
      throw new Error(`the program does not answer; init said: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { address, stop, accounts: join(data, 'demo-accounts.txt'), password: (account) => passwordOf(accounts, account), admin: /^Administrator: (\S+) \/ (\S+)/m.exec(said)?.slice(1) };
}

const answers = (address) => fetch(`${address}/healthz`).then((response) => response.ok, () => false);

function passwordOf(accounts, account) {
  const row = accounts.split('\n').find((line) => line.startsWith(`${account}\t`));
  if (!row) throw new Error(`the demo has no account ${account}`);
  return row.split('\t')[1];
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// The API as a program uses it, for what a test needs before it begins.
export async function api(program, account, password = program.password(account)) {
  const signed = await fetch(`${program.address}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account, password }) });
  const session = await signed.json();
  const headers = { cookie: signed.headers.get('set-cookie')?.split(';')[0], 'x-csrf-token': session.csrf };
  const send = async (method, path, body, type = 'application/json') => {
    const response = await fetch(program.address + path, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': type, 'idempotency-key': crypto.randomUUID() }) },
      body: type === 'application/json' ? JSON.stringify(body) : body,
    });
    const answer = response.status === 204 ? null : await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  return { session, get: (path) => send('GET', path), post: (path, body, type) => send('POST', path, body, type) };
}

// Files one birth registration at a counter and answers what the server said.
export function fileBirth(clerk, name = 'Lò Thị Mẫu') {
  return clerk.post('/api/dossiers', {
    procedure: '1.001193',
    unit: clerk.session.posts[0].unit.code,
    applicant: { full_name: name, id_number: '011190000123', phone: '0912000128' },
    papers: ['to-khai', 'giay-chung-sinh'].map((paper) => ({ paper, originals: 1 })),
    return_by: 'counter',
  });
}
