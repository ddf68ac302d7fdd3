// Every office screen and public page in both sizes: kept as a picture in test-results/, checked by axe, never wider
// than the window; and what a first visit downloads, measured over the wire.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cardText, launch, look, office, openDossier, signIn, window } from './browser.mjs';
import { api, start } from './program.mjs';

let browser, program, dossiers;
before(async () => {
  program = await start();
  browser = await launch();
  const clerk = await api(program, 'tiepnhan.muonglan');
  const lists = await Promise.all(['office', 'paused', 'done', 'unassigned'].map((view) => clerk.get(`/api/work?view=${view}`)));
  const all = lists.flatMap((list) => list.items);
  const states = ['running', 'overdue', 'due_today', 'waiting', 'paused', 'done', 'closed'];
  // The demo is another every day: a commune need not have each state.
  dossiers = Object.fromEntries(states.map((state) => [state, all.find((one) => one.state === state)]).filter(([, one]) => one));
  dossiers.submitted = all.find((one) => one.status === 1);
  for (const state of ['running', 'overdue', 'done', 'submitted']) assert.ok(dossiers[state], `the demo has a dossier that is ${state}`);
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

for (const size of ['desktop', 'phone']) {
  test(`signing in, ${size}`, async () => {
    const page = await window(browser, `${program.address}/app/`, { size });
    await signIn(page, 'tiepnhan.muonglan', 'sai-mat-khau');
    await page.getByRole('alert').waitFor();
    await look(page, `sign-in-${size}`);
    await page.context().close();
  });

  test(`work lists, ${size}`, async () => {
    const page = await office(browser, program, 'tiepnhan.muonglan', { size });
    for (const view of ['mine', 'unassigned', 'office', 'paused', 'done']) {
      await page.goto(`${program.address}/app/#/viec?xem=${view}`);
      await page.locator('tbody tr').first().waitFor();
      await look(page, `list-${view}-${size}`);
    }
    await page.goto(`${program.address}/app/#/tim?q=a`);
    await page.getByRole('heading', { name: 'Tìm “a”' }).waitFor();
    await look(page, `search-${size}`);
    await page.context().close();
  });

  test(`lists of a specialist, an approver and the province, ${size}`, async () => {
    for (const account of ['chuyenvien.muonglan', 'kyduyet.muonglan', 'kiemsoat.tinh', 'cong']) {
      const page = await office(browser, program, account, { size });
      await look(page, `list-${account.split('.')[0]}-${size}`);
      await page.context().close();
    }
  });

  test(`dossiers in every state, ${size}`, async () => {
    const page = await office(browser, program, 'tiepnhan.muonglan', { size });
    for (const [state, one] of Object.entries(dossiers)) {
      await openDossier(page, program, one.id);
      await page.getByText(one.code).first().waitFor();
      await look(page, `dossier-${state}-${size}`);
    }
    await page.keyboard.press('x'); // the submission came last
    await page.getByRole('dialog').waitFor();
    await look(page, `refusal-${size}`);
    await page.context().close();
  });

  test(`intake, ${size}`, async () => {
    const page = await office(browser, program, 'tiepnhan.muonglan', { size });
    await page.goto(`${program.address}/app/#/tiep-nhan`);
    await page.getByRole('heading', { name: 'Tiếp nhận hồ sơ' }).waitFor();
    await look(page, `intake-empty-${size}`);
    await page.locator('#card').fill(cardText);
    await page.keyboard.press('Enter');
    await page.getByText('Đã đọc thẻ lúc').waitFor();
    await page.getByRole('combobox', { name: /Thủ tục/ }).fill('xac nhan doc than');
    await page.locator('[role=option]').first().waitFor();
    await look(page, `intake-search-${size}`);
    await page.getByRole('combobox', { name: /Thủ tục/ }).fill('1.004873');
    await page.getByRole('option', { name: /1\.004873/ }).click();
    await page.locator('#paper-0').check();
    await page.getByRole('checkbox', { name: /Căn cước hoặc hộ chiếu/ }).check();
    await page.getByLabel('Điện thoại').first().fill('0912 000 128');
    await page.locator('.due b').waitFor();
    await look(page, `intake-${size}`);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Đã nhận hồ sơ').waitFor();
    await look(page, `intake-filed-${size}`);
    await page.context().close();
  });

  test(`public pages, ${size}`, async () => {
    const page = await window(browser, `${program.address}/`, { size });
    const one = dossiers.running;
    for (const [name, path] of Object.entries({ home: '/', procedure: '/thu-tuc/1.001193', tracking: '/tra-cuu', dossier: `/tra-cuu/${one.code}`, missing: '/khong-co-trang-nay' })) {
      await page.goto(program.address + path);
      await look(page, `public-${name}-${size}`);
    }
    await page.context().close();
  });
}

test('English is complete on every screen', async () => {
  const page = await office(browser, program, 'tiepnhan.muonglan');
  await page.locator('.user > button').click();
  await look(page, 'menu-desktop');
  await page.getByText('English').click();
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor();
  await page.keyboard.press('Escape');
  await look(page, 'english-list-desktop');
  await page.goto(`${program.address}/app/#/ho-so/${dossiers.overdue.id}`);
  await page.getByRole('heading', { name: 'Possible now' }).waitFor();
  await look(page, 'english-dossier-desktop');
  await page.context().close();
});

test('a temporary password is changed before anything else', async () => {
  const [account, password] = program.admin;
  const page = await window(browser, `${program.address}/app/`);
  await signIn(page, account, password);
  await page.getByRole('heading', { name: 'Đổi mật khẩu tạm' }).waitFor();
  await look(page, 'password-desktop');
  await page.getByLabel('Mật khẩu đang dùng').fill(password);
  await page.getByLabel('Mật khẩu mới').fill('trau-may-nuong-2026');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tài khoản cán bộ' }).waitFor();
  await page.context().close();
});

// Bytes of bodies as they crossed the wire, by a first visitor with an empty cache.
async function downloaded(page, visit) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  let bytes = 0;
  devtools.on('Network.loadingFinished', (one) => (bytes += one.encodedDataLength));
  await visit();
  await page.waitForLoadState('networkidle');
  return bytes;
}

test('the first load of the office app stays within 200 kB', async () => {
  const page = await window(browser, 'about:blank');
  const bytes = await downloaded(page, async () => {
    await page.goto(`${program.address}/app/`);
    await signIn(page, 'tiepnhan.muonglan', program.password('tiepnhan.muonglan'));
    await page.locator('tbody tr').first().waitFor();
  });
  console.log(`# office app, up to the work list: ${bytes} bytes`);
  assert.ok(bytes <= 200_000, `${bytes} bytes`);
  await page.context().close();
});

test('public pages stay within 30 kB with their styles', async () => {
  for (const path of ['/', '/thu-tuc/1.001193', `/tra-cuu/${dossiers.running.code}`]) {
    const page = await window(browser, 'about:blank', { javaScriptEnabled: false });
    let bytes = 0;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    const fonts = new Set();
    devtools.on('Network.responseReceived', (one) => one.type === 'Font' && fonts.add(one.requestId));
    devtools.on('Network.loadingFinished', (one) => !fonts.has(one.requestId) && (bytes += one.encodedDataLength));
    await page.goto(program.address + path, { waitUntil: 'networkidle' });
    console.log(`# ${path}: ${bytes} bytes`);
    assert.ok(bytes > 1000 && bytes <= 30_000, `${path}: ${bytes} bytes`);
    await page.context().close();
  }
});
