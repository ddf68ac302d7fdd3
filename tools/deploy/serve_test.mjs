// The program as an operator starts it: configuration, figures, readiness, log, end.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { begin, motcua, newInstallation, serve, until } from './installation.mjs';

let office;
before(() => (office = newInstallation()));
after(() => office.remove());

const example = readFileSync('deploy/motcua.toml', 'utf8');
const keyLine = /^(?:# )?([a-z][a-z-]*) = (.+)$/gm;

test('the example names every key there is, and no other', () => {
  const help = execFileSync(motcua, ['serve', '--help'], { encoding: 'utf8' });
  const known = [...help.matchAll(/^ +(?:-\w,)?--([a-z-]+)/gm)].map((one) => one[1]).filter((one) => !['help', 'config'].includes(one));
  const named = [...example.matchAll(keyLine)].map((one) => one[1]);
  assert.ok(known.length > 8, help);
  assert.deepEqual(named.toSorted?.() ?? [...named].sort(), [...known].sort());
});

test('the example is taken, with all its values', async () => {
  const file = join(office.directory, 'motcua.toml');
  const all = example.replace(keyLine, (line, key, value) => (key.startsWith('database') || key === 'web' ? '' : `${key} = ${value}`));
  for (const text of [example, all]) {
    writeFileSync(file, text);
    const server = await serve(office, ['--config', file, '--metrics-listen', '127.0.0.1:0']);
    assert.equal((await fetch(`${server.address}/readyz`)).status, 200);
    assert.equal(await server.stop(), 0, server.err);
  }
});

test('a wrong file stops the start and says everything at once', async () => {
  const file = join(office.directory, 'wrong.toml');
  writeFileSync(file, 'lisen = "x"\n\ndrain-seconds = "5"\nlog-level = "loud"\n');
  const server = begin(motcua, ['serve', '--data', office.data, '--config', file]);
  assert.equal(await server.ended, 2);
  assert.match(server.err, /wrong\.toml:1: there is no key "lisen"\. Did you mean "listen"\?/);
  assert.match(server.err, /wrong\.toml:3: "drain-seconds" wants a whole number/);
  assert.match(server.err, /wrong\.toml:4: "log-level": /);
});

test('without --data the answer says where it may stand', async () => {
  const server = begin(motcua, ['serve']);
  assert.equal(await server.ended, 2);
  assert.match(server.err, /--data is missing/);
});

// The text format of Prometheus 0.0.4, as far as a reader refuses it: families together, each with HELP and TYPE
// before its samples, names and labels of the allowed letters, histograms cumulative and ended by +Inf.
function check(text) {
  const families = new Map();
  let current;
  for (const line of text.trimEnd().split('\n')) {
    const head = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
    if (head) {
      if (head[1] === 'HELP') {
        assert.ok(!families.has(head[2]), `${head[2]} stands in two places`);
        families.set(head[2], { samples: [] });
        current = head[2];
      } else {
        assert.equal(head[2], current, `${line}: TYPE without its HELP: data/metrics/figures.tsv must describe it`);
        assert.match(head[3], /^(counter|gauge|histogram)$/);
        families.get(current).type = head[3];
      }
      continue;
    }
    const sample = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\.)*",?)*)\})? (-?[0-9.e+-]+|\+Inf|NaN)$/.exec(line);
    assert.ok(sample, `no sample: ${line}`);
    const family = families.get(current);
    const bare = family.type === 'histogram' ? sample[1].replace(/_(bucket|sum|count)$/, '') : sample[1];
    assert.equal(bare, current, `${line} stands under ${current}`);
    assert.ok(family.type, `${current} has no TYPE`);
    family.samples.push({ name: sample[1], labels: sample[2] ?? '', value: Number(sample[3]) });
  }
  for (const [name, { type, samples }] of families) if (type === 'histogram') checkHistogram(name, samples);
  return families;
}

function checkHistogram(name, samples) {
  const series = new Map();
  for (const one of samples.filter((each) => each.name === `${name}_bucket`)) {
    const labels = one.labels.replace(/,?le="[^"]*"/, '');
    series.set(labels, [...(series.get(labels) ?? []), one]);
  }
  for (const [labels, buckets] of series) {
    assert.match(buckets.at(-1).labels, /le="\+Inf"/);
    buckets.reduce((least, bucket) => (assert.ok(bucket.value >= least, `${name} falls`), bucket.value), 0);
    const count = samples.find((one) => one.name === `${name}_count` && one.labels === labels);
    assert.equal(count?.value, buckets.at(-1).value, `${name}_count{${labels}}`);
  }
}

test('figures are well formed, described, and for this machine only', async () => {
  const server = await serve(office);
  await fetch(`${server.address}/tra-cuu`);
  await fetch(`${server.address}/nowhere`);
  const login = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account: 'admin', password: office.password }) };
  assert.equal((await fetch(`${server.address}/api/session`, login)).status, 200);
  await fetch(`${server.address}/api/session`, { ...login, body: 'x'.repeat(300_000) });
  const families = check(await (await fetch(`${server.address}/metrics`)).text());
  const value = (name, labels = '') => families.get(name)?.samples.find((one) => one.labels.includes(labels))?.value;
  assert.equal(value('motcua_ready'), 1);
  assert.ok(value('motcua_store_commits') > 0);
  assert.ok(value('process_resident_memory_bytes') > 1e6);
  assert.ok(Math.abs(value('process_start_time_seconds') * 1000 - Date.now()) < 3_600_000);
  assert.ok(value('motcua_disk_free_bytes') > 0);
  assert.equal(value('motcua_http_sheds_total', 'http.body_too_large'), 1);
  assert.equal(value('motcua_http_requests_total', 'pattern="/tra-cuu",method="GET",status="200"'), 1);
  assert.ok(value('motcua_http_connections') >= 1);
  for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
    assert.equal((await fetch(`${server.address}/metrics`, { headers: { [header]: '127.0.0.1' } })).status, 404, header);
  }
  assert.equal(await server.stop(), 0);
});

test('a listener of its own has the figures, and the other no longer', async () => {
  const server = await serve(office, ['--metrics-listen', '127.0.0.1:0']);
  const watch = `http://127.0.0.1:${(await server.ready(/\/metrics: http:\/\/127\.0\.0\.1:(\d+)/))[1]}`;
  check(await (await fetch(`${watch}/metrics`)).text());
  assert.equal((await fetch(`${watch}/livez`)).status, 200);
  assert.equal((await fetch(`${watch}/`)).status, 404);
  assert.equal((await fetch(`${server.address}/metrics`)).status, 404);
  assert.equal(await server.stop(), 0);
});

test('told to stop it is not ready at once, still answers, and then ends', async () => {
  const server = await serve(office, ['--drain-seconds', '600']);
  assert.equal((await fetch(`${server.address}/readyz`)).status, 200);
  server.child.kill('SIGTERM');
  const refused = await until(async () => {
    const answer = await fetch(`${server.address}/readyz`);
    return answer.status === 503 && answer;
  });
  assert.match(await refused.text(), /draining/);
  assert.equal(refused.headers.get('connection'), 'close');
  assert.equal((await fetch(`${server.address}/livez`)).status, 200);
  assert.equal((await fetch(`${server.address}/tra-cuu`)).status, 200, 'whoever comes meanwhile is served');
  server.child.kill('SIGTERM'); // a second one ends the wait
  assert.equal(await server.ended, 0);
  assert.match(server.err, /"event":"stopping"[^]*"event":"stopped"/);
});

test('a disk that is nearly full makes it unready, not dead', async () => {
  const server = await serve(office, ['--disk-floor-mb', '4000000000']);
  const answer = await fetch(`${server.address}/readyz`);
  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /disk is nearly full/);
  assert.equal((await fetch(`${server.address}/livez`)).status, 200);
  assert.equal(await server.stop(), 0);
});

test('each answer is found in the log by its id, without path or query', async () => {
  const server = await serve(office);
  const answer = await fetch(`${server.address}/tra-cuu/H17.01-251122-0001?phone=0912345678`, { headers: { 'x-request-id': 'not-from-a-proxy' } });
  const id = answer.headers.get('x-request-id');
  assert.match(id, /^[0-9a-f]{16}$/, 'what a stranger offers is not taken');
  assert.equal(await server.stop(), 0);
  const lines = server.err.trimEnd().split('\n').map((line) => JSON.parse(line));
  const line = lines.find((one) => one.request === id);
  assert.equal(line.event, 'request');
  assert.equal(line.route, '/tra-cuu/{code}');
  assert.equal(line.status, answer.status);
  assert.ok(!server.err.includes('0912345678') && !server.err.includes('H17.01'));
});

test('the service manager hears when it is ready and when it stops', async (t) => {
  // Node has no datagram sockets with a path; Perl, which every Debian has, listens instead.
  const path = join(office.directory, 'notify.sock');
  const script = 'use IO::Socket::UNIX; $| = 1; my $s = IO::Socket::UNIX->new(Local => $ARGV[0], Type => SOCK_DGRAM) or die; print "bound\n"; while (defined $s->recv(my $said, 999)) { print "$said\n" }';
  const listener = begin('perl', ['-MSocket', '-e', script, path]);
  t.after(() => listener.stop('SIGKILL'));
  await listener.ready(/bound/);
  const server = begin(motcua, ['serve', '--data', office.data, '--listen', '127.0.0.1:0'], { env: { ...process.env, NOTIFY_SOCKET: path } });
  await listener.ready(/READY=1/);
  await server.stop();
  await listener.ready(/STOPPING=1/);
});
