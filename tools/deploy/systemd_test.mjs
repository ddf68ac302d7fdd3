// deploy/systemd as systemd itself reads it, without running it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { motcua } from './installation.mjs';

const directory = mkdtempSync(join(tmpdir(), 'motcua-units-'));
after(() => rmSync(directory, { recursive: true, force: true }));
const there = spawnSync('systemd-analyze', ['--version']).status === 0;

test('units are understood', { skip: there ? false : 'systemd-analyze is not on this machine' }, () => {
  cpSync('deploy/systemd', directory, { recursive: true });
  const units = readdirSync(directory).filter((name) => /\.(service|timer)$/.test(name)).map((name) => join(directory, name));
  for (const unit of units) writeFileSync(unit, readFileSync(unit, 'utf8').replaceAll('/usr/bin/motcua', motcua));
  const said = spawnSync('systemd-analyze', ['verify', '--man=no', ...units], { encoding: 'utf8' });
  assert.equal(said.status, 0, said.stderr);
  assert.doesNotMatch(said.stderr, /motcua/);
});

test('the service may do little', { skip: there ? false : 'systemd-analyze is not on this machine' }, () => {
  // Up to 2.0 of 10, in tenths.
  const said = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', 'deploy/systemd/motcua.service'], { encoding: 'utf8' });
  assert.equal(said.status, 0, said.stdout + said.stderr);
});

test('commands in the units exist', () => {
  for (const name of readdirSync('deploy/systemd')) {
    for (const [, command] of readFileSync(join('deploy/systemd', name), 'utf8').matchAll(/^ExecStart=\/usr\/bin\/motcua (\w+)/gm)) {
      const help = execFileSync(motcua, [command, '--help'], { encoding: 'utf8' });
      assert.match(help, /--config/, command);
    }
  }
});
