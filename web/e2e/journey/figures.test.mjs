// The public ranking as anybody uses it, and the figures of a unit and of the province down to their dossiers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, launch, look, office, tooWide, window } from './browser.mjs';
import { start } from './program.mjs';

let browser, program, month;
before(async () => {
  program = await start();
  browser = await launch();
  // The demo begins five weeks ago: the month before this one holds dossiers.
  const day = new Date(Date.now() + 7 * 3_600_000);
  day.setUTCDate(0);
  month = day.toISOString().slice(0, 7);
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

test('the ranking is read, another period chosen and two units compared, by keyboard and without a script', async () => {
  const page = await window(browser, `${program.address}/xep-hang`, { javaScriptEnabled: false });
  await page.getByLabel('Chọn kỳ').selectOption(month);
  await page.getByRole('button', { name: 'Xem', exact: true }).press('Enter');
  await page.waitForURL(`**/xep-hang/${month}`);
  assert.equal(await page.locator('table.list tbody tr').count(), 45);
  assert.equal(await page.locator('table.list svg[role=img]').count(), 45, 'a line for each unit');
  assert.equal(await page.locator('.map svg a').count(), 45, 'a tile for each unit');
  await page.locator('.map a[href="#x03313"]').press('Enter');
  assert.equal(await page.locator('tr:target').getAttribute('id'), 'x03313');
  await page.locator('tr:target a').press('Enter'); // stands apart, with why
  await page.locator('.own').getByText('Xã Mường Lạn').waitFor();
  await page.getByLabel('Đơn vị thứ hai').selectOption('03283');
  await page.getByRole('button', { name: 'So sánh' }).press('Enter');
  const compared = page.locator('table.two');
  await compared.getByRole('columnheader', { name: 'Mường Lạn' }).waitFor();
  await compared.getByText('Đã tiếp nhận', { exact: true }).press('Enter');
  await compared.getByText('Hồ sơ được tiếp nhận lần đầu').waitFor();
  await page.getByRole('link', { name: 'English' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Ranking of 45 communes and wards' }).waitFor();
  await page.context().close();
});

for (const [size, more] of [['desktop', {}], ['phone', {}], ['narrow', { viewport: { width: 320, height: 700 } }]]) {
  test(`the ranking and the open data are whole, ${size}`, async () => {
    const page = await window(browser, 'about:blank', { size, ...more });
    for (const [name, path] of Object.entries({ ranking: `/xep-hang/${month}?xa=03313&so=03313&voi=03283`, 'open-data': '/du-lieu-mo' })) {
      for (const lang of ['vi', 'en']) {
        await page.goto(`${program.address}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        await page.locator('details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
        assert.deepEqual(await faults(page), [], `${name} ${lang}`);
        assert.ok((await tooWide(page)) <= 1, `${name} ${lang} is too wide`);
      }
    }
    await page.context().close();
  });
}

const figure = (page, name) => page.locator('.groups').getByRole('button', { name });
const answered = (page) => page.locator('main[aria-busy="false"]').waitFor();
const count = async (page, name) => Number((await figure(page, name).locator('b').innerText()).replace(/\D/g, ''));

for (const size of ['desktop', 'phone']) {
  test(`a director goes from a figure to its dossiers, ${size}`, async () => {
    const page = await office(browser, program, 'giamdoc.muonglan', { size });
    await page.goto(`${program.address}/app/#/so-lieu`);
    await page.getByText('Năm', { exact: true }).click();
    await answered(page);
    await page.locator('.uplot').waitFor();
    await look(page, `figures-${size}`);
    await page.getByText('Xem dạng bảng').click();
    await page.getByRole('columnheader', { name: 'Xong' }).first().waitFor();
    const received = await count(page, 'Đã tiếp nhận');
    assert.ok(received > 20, 'the demo has received something');
    await figure(page, 'Đã tiếp nhận').click();
    await page.getByText('trạng thái 2').waitFor();
    await page.locator('.behind tbody tr').first().waitFor();
    assert.equal(await page.locator('.behind tbody tr').count(), Math.min(received, 100));
    await look(page, `figures-behind-${size}`);
    const code = await page.locator('.behind tbody a').first().innerText();
    await page.locator('.behind tbody a').first().click();
    await page.getByRole('heading', { name: 'Việc làm được bây giờ' }).waitFor();
    await page.getByText(code).first().waitFor();
    await page.context().close();
  });
}

test('figures by keyboard alone: the period, a table, its cells and back', async () => {
  const page = await office(browser, program, 'giamdoc.muonglan');
  await page.goto(`${program.address}/app/#/so-lieu`);
  await page.locator('.groups').waitFor();
  const named = page.getByRole('status').filter({ hasText: 'Tháng' });
  const now = await named.innerText();
  await page.keyboard.press('[');
  await page.waitForFunction((before) => [...document.querySelectorAll('[role=status]')].every((one) => one.textContent !== before), now);
  await page.keyboard.press(']');
  await page.getByRole('radio', { name: 'Năm', exact: true }).press('Space');
  await page.getByRole('radio', { name: 'Theo cán bộ' }).press('Space');
  await answered(page);
  const cell = page.locator('tbody [data-at][tabindex="0"]');
  await cell.focus();
  const first = await cell.getAttribute('data-at');
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await page.locator(':focus').getAttribute('data-at'), first);
  const value = Number(await page.locator(':focus').innerText());
  await page.keyboard.press('Enter');
  await page.locator('.behind tbody tr').first().waitFor();
  assert.equal(await page.locator('.behind tbody tr').count(), Math.min(value, 100), 'as many dossiers as the officer has');
  await page.keyboard.press('Escape');
  await page.locator('.behind').waitFor({ state: 'detached' });
  assert.equal(await page.locator(':focus').innerText(), String(value), 'back where it came from');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.tools').isVisible(), false);
  assert.equal(await page.getByRole('heading', { name: 'Theo cán bộ' }).isVisible(), true);
  await page.context().close();
});

test('the province looks into units, takes the table along and is told what is wrong with days', async () => {
  const page = await office(browser, program, 'kiemsoat.tinh');
  await page.goto(`${program.address}/app/#/so-lieu`);
  await page.getByText('Năm', { exact: true }).click();
  await answered(page);
  await look(page, 'figures-province-desktop');
  await figure(page, 'Đã tiếp nhận').click();
  await page.locator('.behind tbody tr').first().waitFor();
  for (const [name, begins] of [['CSV', '\uFEFFMã,'], ['XLSX', 'PK']]) {
    const address = await page.getByRole('link', { name }).getAttribute('href');
    const answer = await page.context().request.get(new URL(address, program.address).href);
    assert.equal(answer.status(), 200, name);
    assert.ok((await answer.body()).toString('utf8').startsWith(begins), name);
  }
  await page.locator('tbody').getByRole('button', { name: 'Xã Mường Lạn' }).click();
  await page.locator('main p').getByText('Xã Mường Lạn').waitFor();
  await page.getByText('Tùy chọn', { exact: true }).click();
  await page.getByLabel('Từ ngày').fill('2025-07-28');
  await page.getByLabel('Đến ngày').fill('2025-07-01');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Đến ngày').fill('2025-07-30');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.context().close();
});
