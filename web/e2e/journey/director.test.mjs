// The director's morning: what will be late, whom to remind, to whom to give, whose hours it was; and the one reminded.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, look, office } from './browser.mjs';
import { api, fileBirth, start } from './program.mjs';

let browser, program, clerk;
before(async () => {
  program = await start();
  browser = await launch();
  clerk = await api(program, 'tiepnhan.muonglan');
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

const done = (page, text) => page.locator('.toast').getByText(text).waitFor();

for (const size of ['desktop', 'phone']) {
  test(`the day of the centre, ${size}`, async () => {
    const page = await office(browser, program, 'giamdoc.muonglan', { size });
    await page.getByRole('heading', { name: 'Xã Mường Lạn' }).waitFor();
    await page.getByRole('heading', { name: 'Giờ của hồ sơ nằm ở ai' }).waitFor();
    assert.match(await page.locator('.day').innerText(), /quá hạn|sẽ trễ/);
    await look(page, `centre-${size}`);
    await page.getByRole('button', { name: 'Xem dạng bảng' }).click();
    await page.getByRole('columnheader', { name: 'Còn hạn' }).waitFor();
    const today = await page.locator('section[aria-labelledby="hours"] .sum').innerText();
    await page.getByText('Tháng', { exact: true }).click();
    await page.getByRole('heading', { name: 'Tháng này' }).waitFor();
    await page.waitForFunction((before) => document.querySelector('section[aria-labelledby="hours"] .sum')?.innerText !== before, today);
    await look(page, `centre-month-${size}`);
    await page.context().close();
  });
}

test('a reminder reaches the one who has it, until it is seen', async () => {
  const director = await api(program, 'giamdoc.muonglan');
  const filed = await fileBirth(clerk, 'Vừ A Nhắc');
  const solver = await api(program, 'chuyenvien.muonglan');
  const page = await office(browser, program, 'giamdoc.muonglan');
  await page.goto(`${program.address}/app/#/ho-so/${filed.id}?lam=assign`);
  const choice = page.getByRole('radio', { name: /Mùa A Dình/ });
  await choice.waitFor();
  await page.getByText(/Nên giao/).first().waitFor();
  await look(page, 'suggestion-desktop');
  await choice.check();
  await page.getByRole('button', { name: 'Giao việc' }).last().click();
  await done(page, 'Đã giao');
  await page.context().close();

  await solver.post('/api/calls/acknowledgement', { dossiers: [] });
  await director.post(`/api/dossiers/${filed.id}/reminder`);
  const specialist = await office(browser, program, 'chuyenvien.muonglan');
  await specialist.getByRole('link', { name: /Nhắc việc: 1 hồ sơ chưa xem/ }).click();
  await specialist.getByText('Giàng A Chỉnh nhắc').waitFor();
  await look(specialist, 'calls-desktop');
  await specialist.keyboard.press('x');
  await specialist.getByText('Không có hồ sơ nào cần nhắc.').waitFor();
  await specialist.getByRole('link', { name: 'Nhắc việc: không có gì mới' }).waitFor();
  await specialist.context().close();
});

test('the province looks at any centre and reminds nobody', async () => {
  const page = await office(browser, program, 'kiemsoat.tinh');
  await page.getByRole('link', { name: 'Điều hành' }).click();
  await page.getByRole('heading', { name: 'Việc của từng người' }).waitFor();
  const unit = await page.locator('#centre-unit option').last().getAttribute('value');
  await page.locator('#centre-unit').selectOption(unit);
  await page.getByRole('heading', { name: 'Giờ của hồ sơ nằm ở ai' }).waitFor();
  await page.context().close();
});

test('forms of several dossiers are printed together, and a filter is kept', async () => {
  await fileBirth(clerk, 'Lường Thị In');
  const page = await office(browser, program, 'tiepnhan.muonglan');
  await page.goto(`${program.address}/app/#/viec?xem=unassigned`);
  await page.locator('tbody tr td').first().waitFor();
  await Promise.all([page.waitForResponse((answer) => answer.url().includes('procedure=1.001193')), page.getByLabel('Thủ tục', { exact: true }).selectOption('1.001193')]);
  await page.getByRole('button', { name: 'Lưu bộ lọc' }).click();
  await page.getByLabel('Tên bộ lọc').fill('Khai sinh chưa giao');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Khai sinh chưa giao \d+$/ }).waitFor();
  // Down to the one just filed: one taken over from an earlier system, which may come first, was given its receipt there.
  const mine = page.locator('tbody tr', { hasText: 'Lường Thị In' }).last();
  await mine.waitFor();
  for (let row = 0; row < 50 && !(await mine.evaluate((tr) => tr.classList.contains('current'))); ++row) await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText(/Đang chọn 1 hồ sơ/).waitFor();
  await look(page, 'list-selected-desktop');
  const [receipts, slips] = await Promise.all(['Giấy hẹn', 'Phiếu bàn giao kết quả'].map((name) => page.getByRole('link', { name, exact: true }).getAttribute('href')));
  const pdf = await page.context().request.get(program.address + receipts);
  assert.equal(pdf.headers()['content-type'], 'application/pdf');
  const refused = await page.context().request.get(program.address + slips, { headers: { accept: 'text/html' } });
  assert.equal(refused.status(), 409);
  assert.match(await refused.text(), /H18\.\d+-\d{6}-\d{4}/, 'which dossier is in the way');
  await page.getByRole('button', { name: 'Xóa bộ lọc Khai sinh chưa giao' }).click();
  await page.getByText('Bộ lọc đã lưu').waitFor({ state: 'detached' });
  await page.context().close();
});
