// An installation in a temporary directory and its processes, ended by their ids; for the tests of what is in deploy/.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const motcua = process.env.MOTCUA ?? join(process.cwd(), 'build/release/motcua');

export function newInstallation() {
  const directory = mkdtempSync(join(tmpdir(), 'motcua-deploy-'));
  const data = join(directory, 'data');
  const said = execFileSync(motcua, ['init', '--data', data], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const password = /^Administrator: admin \/ (\S+)/m.exec(said)[1];
  return { directory, data, password, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

// A child whose words are kept. `ready` waits for the line that matches; `stop` sends the signal and waits for its end.
export function begin(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const process = { out: '', err: '', child };
  child.stdout.on('data', (part) => (process.out += part));
  child.stderr.on('data', (part) => (process.err += part));
  process.ended = new Promise((resolve) => child.once('close', resolve));
  process.ready = async (pattern) => {
    const found = await until(() => pattern.exec(process.out) ?? (child.exitCode === null ? null : 'ended'));
    if (found === 'ended') throw new Error(`${program} ended: ${process.err}`);
    return found;
  };
  process.stop = async (signal = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return process.ended;
  };
  return process;
}

export async function serve(installation, args = []) {
  const server = begin(motcua, ['serve', '--data', installation.data, '--listen', '127.0.0.1:0', ...args]);
  server.port = Number((await server.ready(/http:\/\/127\.0\.0\.1:(\d+)\/ /))[1]);
  server.address = `http://127.0.0.1:${server.port}`;
  return server;
}

// The first answer of `ask` that is not null, false or an error; gives up after a minute.
export async function until(ask) {
  const patience = Date.now() + 60_000;
  for (;;) {
    const answer = await Promise.resolve().then(ask).catch(() => null);
    if (answer) return answer;
    if (Date.now() > patience) throw new Error(`waited in vain for ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
