// ./dev demo: one life cycle through HTTP alone, told as each person sees it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { start } from './program.mjs';

const player = fileURLToPath(new URL('../../../tools/demo/play.mjs', import.meta.url));
const play = (...more) => spawnSync(process.execPath, [player, ...more], { encoding: 'utf8', timeout: 60_000 });

test('the demo plays a birth registration from the counter to the certificate', async () => {
  const program = await start();
  try {
    const played = play('--url', program.address, '--accounts', program.accounts);
    assert.equal(played.status, 0, played.stdout + played.stderr);
    assert.match(played.stdout, /H18\.058-\d{6}-\d{4} đã trả kết quả/);
  } finally {
    await program.stop();
  }
});

test('without a server it says what to do', () => {
  const played = play('--url', 'http://127.0.0.1:9', '--accounts', '/nonexistent');
  assert.notEqual(played.status, 0);
  assert.match(played.stderr + played.stdout, /\.\/dev run/);
});
