// Who is away is covered, papers come by the dozen, a dossier waits for another agency, and one is taken back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, look, office, openDossier, window } from './browser.mjs';
import { api, fileBirth, start } from './program.mjs';

let browser, program, clerk, director, specialist;
before(async () => {
  program = await start();
  browser = await launch();
  [clerk, director, specialist] = await Promise.all(['tiepnhan.muonglan', 'giamdoc.muonglan', 'chuyenvien.muonglan'].map((account) => api(program, account)));
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

const done = (page, text) => page.locator('.toast').getByText(text).waitFor();
const act = async (who, id, name, body = {}) => who.post(`/api/dossiers/${id}/${name}`, { seen_version: (await who.get(`/api/dossiers/${id}`)).version, ...body });
const plain = (date) => date.split('-').reverse().join('/');

// A birth in the hands of the specialist.
async function held() {
  const filed = await fileBirth(clerk);
  await act(clerk, filed.id, 'assignment', { post: specialist.session.posts[0].id });
  await act(specialist, filed.id, 'taking');
  return filed;
}

test('who is away is covered by name, and loops are refused', async () => {
  const filed = await held();
  const page = await office(browser, program, 'chuyenvien.muonglan');
  await page.evaluate(() => (location.hash = '#/lam-thay'));
  await page.getByRole('heading', { name: 'Vắng mặt và ủy quyền' }).waitFor();
  const { today } = await specialist.get('/api/covers');
  const cover = await page.getByLabel('Người làm thay', { exact: true }).locator('option').allInnerTexts();
  const name = cover.find((one) => one.startsWith('Lò Thị Diên')) ?? cover[1];
  await page.getByLabel('Người làm thay', { exact: true }).selectOption({ label: name });
  await page.getByLabel(/Từ ngày/).fill(plain(today));
  await page.getByLabel(/Đến hết ngày/).fill('01/01/2020');
  await page.keyboard.press('Control+Enter');
  await page.getByText('đứng trước ngày đầu').first().waitFor();
  await page.getByLabel(/Đến hết ngày/).fill(plain(today));
  await page.keyboard.press('Control+Enter');
  await done(page, 'làm thay từ');
  await look(page, 'covers-desktop');
  const { covers } = await specialist.get('/api/covers');
  const { by } = covers.find((one) => one.state === 'now');
  const back = await director.post('/api/covers', { post: by.post, by: specialist.session.posts[0].id, kind: 'delegation', from: today, to: today }).catch((fault) => fault);
  assert.match(JSON.stringify(back.message ?? back), /cover_loop|quay về/);
  await openDossier(page, program, filed.id);
  await page.getByRole('heading', { name: 'Sổ bàn giao' }).waitFor();
  await look(page, 'ledger-desktop');
  await page.context().close();

  // Whoever covers is called, and told for whom.
  await director.post(`/api/dossiers/${filed.id}/reminder`);
  const accounts = ['kinhte.muonglan', 'kyduyet.muonglan', 'tiepnhan.muonglan', 'giamdoc.muonglan'];
  const others = await Promise.all(accounts.map((account) => api(program, account)));
  const standIn = accounts[others.findIndex((one) => one.session.posts.some((post) => post.id === by.post))];
  const calls = await office(browser, program, standIn);
  await calls.evaluate(() => (location.hash = '#/nhac-viec'));
  await calls.getByText(`gọi ${specialist.session.official.name}, ông/bà đang làm thay`).first().waitFor();
  await look(calls, 'calls-covered-desktop');
  await calls.context().close();
});

test('a citizen brings a dozen papers to certify: one screen, one receipt, a code each', async () => {
  const page = await office(browser, program, 'tiepnhan.muonglan');
  await page.evaluate(() => (location.hash = '#/tiep-nhan'));
  await page.getByLabel('Nhiều giấy cùng lúc').check();
  await page.getByLabel('Họ tên').fill('Lò Thị Sao');
  await page.locator('#field-applicant-id_number').fill('011190000123');
  await page.locator('#field-procedure').fill('2.000815');
  await page.locator('[role=option]').first().click();
  for (let at = 0; at < 12; at++) {
    await page.locator(`#item-${at}`).fill(`Giấy số ${at + 1}`);
    await page.locator(`#item-${at}`).press('Enter');
  }
  await page.getByText('12 hồ sơ', { exact: true }).waitFor();
  await look(page, 'batch-desktop');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: /Đã nhận 12 hồ sơ/ }).waitFor();
  const codes = await page.locator('td.code').allInnerTexts();
  assert.equal(new Set(codes).size, 12);
  const serials = codes.map((code) => Number(code.slice(-4)));
  assert.deepEqual(serials, serials.map((_, at) => serials[0] + at));
  await look(page, 'batch-filed-desktop');
  const receipt = await page.context().request.get(new URL(await page.getByRole('link', { name: /In giấy tiếp nhận chung/ }).getAttribute('href'), program.address).href);
  assert.equal((await receipt.body()).subarray(0, 5).toString(), '%PDF-');
  await page.context().close();
});

test('a slow answer does not take the cursor away from who has gone on', async () => {
  const page = await office(browser, program, 'tiepnhan.muonglan');
  await page.evaluate(() => (location.hash = '#/tiep-nhan'));
  await page.route('**/api/procedures/2.000815', async (route) => {
    await new Promise((later) => setTimeout(later, 700));
    await route.continue();
  });
  const choose = async () => {
    await page.locator('#field-procedure').fill('2.000815');
    await page.locator('[role=option]').first().click();
  };
  const answered = () => page.waitForResponse('**/api/procedures/2.000815');
  await Promise.all([answered(), choose().then(() => page.getByLabel('Họ tên').focus())]);
  await page.locator('#paper-0').waitFor();
  await page.keyboard.type('Lò');
  assert.equal(await page.getByLabel('Họ tên').inputValue(), 'Lò');
  await Promise.all([answered(), choose()]);
  await page.waitForFunction(() => document.activeElement?.id === 'paper-0');
  await page.context().close();
});

test('a dossier waits for another agency by name, and its applicant sees for whom', async () => {
  const filed = await held();
  const page = await office(browser, program, 'chuyenvien.muonglan');
  await openDossier(page, program, filed.id);
  await page.keyboard.press('d');
  await page.getByRole('radio', { name: 'Chờ cơ quan khác trả lời' }).check();
  await page.locator('#field-agency_name').fill('Bảo hiểm xã hội khu vực');
  await page.locator('#field-reason').fill('Chờ xác minh quá trình đóng.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Đang chờ Bảo hiểm xã hội khu vực trả lời').first().waitFor();
  await look(page, 'awaits-desktop');
  const outside = await window(browser, `${program.address}/t/${filed.code}/${filed.secret}`, { size: 'phone', javaScriptEnabled: false });
  assert.match(await outside.locator('main').innerText(), /Bảo hiểm xã hội khu vực/);
  await page.keyboard.press('r');
  await page.getByText('Đang chờ Bảo hiểm').first().waitFor({ state: 'detached' });
  await Promise.all([page, outside].map((one) => one.context().close()));
});

test('a dossier is taken back, with form 05 and no more acts', async () => {
  const filed = await fileBirth(clerk);
  const page = await office(browser, program, 'tiepnhan.muonglan');
  await openDossier(page, program, filed.id);
  await page.keyboard.press('w');
  const dialog = page.getByRole('dialog');
  await dialog.locator('#field-reason').fill('Gia đình đăng ký ở quê.');
  await dialog.getByRole('button', { name: 'Ghi đã rút hồ sơ' }).click();
  await page.getByText('Hồ sơ đã kết thúc, không làm thêm được.').first().waitFor();
  const form = page.getByRole('link', { name: /mẫu 05/ });
  const printed = await page.context().request.get(new URL(await form.getAttribute('href'), program.address).href);
  assert.equal((await printed.body()).subarray(0, 5).toString(), '%PDF-');
  const outside = await window(browser, `${program.address}/tra-cuu/${filed.code}`, { size: 'phone', javaScriptEnabled: false });
  assert.match(await outside.locator('main').innerText(), /Đã rút|rút/);
  await Promise.all([page, outside].map((one) => one.context().close()));
});
