// deploy/nginx/motcua.conf in a real nginx before the real program: only ports, paths and the name are replaced.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { begin, freePort, newInstallation, serve, until } from './installation.mjs';

const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx'].find(existsSync);
const run = promisify(execFile);
const kept = {};
let office, server, front, recorder, secure, plain;

// Between nginx and the program: passes everything on and keeps the heads it saw, or is gone when told so.
function record(port) {
  const seen = [];
  const passing = createServer((asked, answer) => {
    seen.push({ url: asked.url, headers: asked.headers });
    const onward = httpRequest({ port, host: '127.0.0.1', method: asked.method, path: asked.url, headers: asked.headers }, (reply) => {
      const pass = () => (answer.writeHead(reply.statusCode, reply.headers), reply.pipe(answer));
      asked.unpipe(onward).resume(); // nginx may end its body first
      if (asked.readableEnded) pass();
      else asked.once('end', pass);
    });
    // A refusal comes before the body has ended: what can then no longer be sent is no failure.
    onward.on('error', () => answer.headersSent || answer.destroy());
    asked.pipe(onward);
  });
  return new Promise((resolve) => passing.listen(0, '127.0.0.1', () => resolve({ seen, port: passing.address().port, end: () => (passing.closeAllConnections?.(), passing.close()) })));
}

function configuration(directory, upstream) {
  const replaced = (text, pattern, by) => {
    assert.match(text, pattern, 'the shipped file has what the test adapts');
    return text.replaceAll(new RegExp(pattern, 'g'), by);
  };
  let text = readFileSync('deploy/nginx/motcua.conf', 'utf8');
  text = replaced(text, /listen 80;/, `listen 127.0.0.1:${plain};`);
  text = replaced(text, /listen 443 ssl/, `listen 127.0.0.1:${secure} ssl`);
  text = replaced(text, /listen \[::\]:\d+[^;]*;/, '');
  text = replaced(text, /server 127\.0\.0\.1:8080/, `server 127.0.0.1:${upstream}`);
  text = replaced(text, /motcua\.example\.vn/, 'motcua.test');
  text = replaced(text, /\/etc\/ssl\/motcua/, directory);
  text = replaced(text, /\/var\/log\/nginx/, directory);
  text = replaced(text, /\/usr\/share\/motcua\/web/, join(directory, 'web'));
  writeFileSync(join(directory, 'motcua.conf'), text);
  const main = `daemon off; master_process off; pid ${directory}/nginx.pid; error_log ${directory}/main_error.log;
events {}
http {
  types { text/html html; text/css css; text/javascript js; }
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${directory}/${name};`).join(' ')}
  include ${directory}/motcua.conf;
}`;
  writeFileSync(join(directory, 'nginx.conf'), main);
  return join(directory, 'nginx.conf');
}

// What curl got: status, protocol, head and body.
async function ask(path, ...more) {
  const { stdout } = await run('curl', ['-ksS', '--http2', '--max-time', '60', '--resolve', `motcua.test:${secure}:127.0.0.1`, '-D', '-', '-w', '\n%{http_version} %{http_code}', ...more, `https://motcua.test:${secure}${path}`], { encoding: 'utf8', maxBuffer: 1e8 });
  const [, version, status] = /\n(\S+) (\d+)$/.exec(stdout);
  const text = stdout.slice(0, stdout.lastIndexOf('\n'));
  const split = text.lastIndexOf('\r\n\r\n');
  return { version, status: Number(status), head: text.slice(0, split), body: text.slice(split + 4) };
}

before(async () => {
  assert.ok(nginx, 'nginx is not installed: ./dev install');
  office = newInstallation();
  const { directory } = office;
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=motcua.test', '-keyout', join(directory, 'private.key'), '-out', join(directory, 'fullchain.pem')], { stdio: 'pipe' });
  mkdirSync(join(directory, 'web/assets'), { recursive: true });
  writeFileSync(join(directory, 'web/assets/app-1a2b.js'), 'export {};');
  if (existsSync('web/dist/assets')) cpSync('web/dist/assets', join(directory, 'web/assets'), { recursive: true });
  server = await serve(office, ['--trusted-proxy', '127.0.0.1', '--public-url', 'https://motcua.test']);
  recorder = await record(server.port);
  [secure, plain] = [await freePort(), await freePort()];
  front = begin(nginx, ['-c', configuration(directory, recorder.port), '-p', directory]);
  await until(() => ask('/'));
});
after(async () => {
  await front?.stop('SIGQUIT');
  recorder?.end();
  await server?.stop();
  office?.remove();
});

test('a page comes over TLS and HTTP/2, with the headers of both', async () => {
  const page = await ask('/tra-cuu');
  assert.equal(page.version, '2');
  assert.equal(page.status, 200);
  assert.equal(page.head.match(/strict-transport-security: max-age=\d+/gi)?.length, 1);
  assert.match(page.head, /content-security-policy: default-src/i);
  assert.match(page.body, /<html/);
  for (const version of ['1.2', '1.3']) assert.equal((await ask('/', `--tlsv${version}`, '--tls-max', version)).status, 200);
  await assert.rejects(ask('/', '--tlsv1.0', '--tls-max', '1.1', '--ciphers', 'DEFAULT@SECLEVEL=0'), 'nothing older than TLS 1.2');
});

test('plain HTTP is sent to TLS', async () => {
  const { stdout } = await run('curl', ['-sS', '-o', '/dev/null', '-w', '%{http_code} %{redirect_url}', '-H', 'Host: motcua.test', `http://127.0.0.1:${plain}/tra-cuu`], { encoding: 'utf8' });
  assert.equal(stdout, '301 https://motcua.test/tra-cuu');
});

test("the client's address and one request id arrive, whatever the client says", async () => {
  recorder.seen.length = 0;
  const page = await ask('/tra-cuu', '-H', 'X-Forwarded-For: 203.0.113.7', '-H', 'X-Real-IP: 203.0.113.7', '-H', 'Forwarded: for=203.0.113.7', '-H', 'X-Request-Id: made-by-a-stranger');
  const { headers } = recorder.seen.at(-1);
  assert.equal(headers['x-forwarded-for'], '127.0.0.1');
  assert.equal(headers['x-forwarded-proto'], 'https');
  assert.equal(headers.host, 'motcua.test');
  assert.ok(!('forwarded' in headers) && !('x-real-ip' in headers));
  assert.match(headers['x-request-id'], /^[0-9a-f]{32}$/);
  assert.match(page.head, new RegExp(`x-request-id: ${headers['x-request-id']}`, 'i'));
  kept.id = headers['x-request-id'];
});

test('what is for those who watch stays inside', async () => {
  for (const path of ['/metrics', '/livez', '/readyz', '/healthz', '//metrics', '/%6detrics']) {
    recorder.seen.length = 0;
    assert.equal((await ask(path, '--path-as-is')).status, 404, path);
    assert.deepEqual(recorder.seen.map((one) => one.url), [], path);
  }
});

test('a body over the limit is refused in words, by the program and by nginx', async () => {
  const file = join(office.directory, 'large');
  writeFileSync(file, 'x'.repeat(300_000));
  const json = ['-H', 'Content-Type: application/json', '-H', 'Expect:', '-X', 'POST', '--data-binary', `@${file}`];
  const small = await ask('/api/session', ...json);
  assert.equal(small.status, 413);
  assert.match(JSON.parse(small.body).problems[0].message, /tối đa 256 kB|tối đa 262 kB/);
  writeFileSync(file, Buffer.alloc(54_000_000));
  const large = await ask('/api/session', ...json);
  assert.equal(large.status, 413);
  assert.equal(JSON.parse(large.body).problems[0].code, 'http.body_too_large');
  assert.match(JSON.parse(large.body).problems[0].message, /tối đa 50 MB/);
});

test('files of the app are served without the program', async () => {
  recorder.seen.length = 0;
  const file = await ask('/app/assets/app-1a2b.js');
  assert.equal(file.status, 200);
  assert.match(file.head, /cache-control: public, max-age=31536000, immutable/i);
  assert.match(file.head, /x-content-type-options: nosniff/i);
  assert.match(file.head, /strict-transport-security/i);
  assert.equal(recorder.seen.length, 0);
});

test('when the program is down, people and programs are told to come again', async () => {
  await server.stop();
  recorder.end();
  const page = await ask('/t/H17.01-251122-0001/SECRET-OF-A-RECEIPT');
  assert.equal(page.status, 503);
  assert.match(page.head, /retry-after: 10/i);
  assert.match(page.body, /Hồ sơ đã nộp vẫn được giữ nguyên/);
  const api = await ask('/api/units');
  assert.equal(api.status, 503);
  assert.match(api.head, /content-type: application\/problem\+json/i);
  assert.equal(JSON.parse(api.body).problems[0].code, 'http.store_unavailable');
});

test('neither log of nginx has a path, and both logs have the request id', async () => {
  await front.stop('SIGQUIT');
  const logs = ['motcua_access.log', 'motcua_error.log', 'main_error.log'].map((name) => readFileSync(join(office.directory, name), 'utf8')).join('\n');
  for (const word of ['SECRET-OF-A-RECEIPT', 'tra-cuu', '203.0.113.7', 'H17.01']) assert.ok(!logs.includes(word), word);
  assert.ok(logs.includes(kept.id) && server.err.includes(kept.id));
});
