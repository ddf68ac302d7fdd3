// Rare acts with a door of their own: another system's code at the counter, and what only the province does: erasing,
// and seeing what the catalogue still lacks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, look, office, openDossier } from './browser.mjs';
import { api, fileBirth, start } from './program.mjs';

let browser, program, clerk, filed;
before(async () => {
  program = await start();
  browser = await launch();
  clerk = await api(program, 'tiepnhan.muonglan');
  filed = await fileBirth(clerk, 'Lò Thị Xóa');
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

const done = (page, text) => page.locator('.toast').getByText(text).waitFor();

test('a code of another system is added at the counter and found by it', async () => {
  const page = await office(browser, program, 'tiepnhan.muonglan');
  await openDossier(page, program, filed.id);
  await page.getByRole('button', { name: 'Thêm mã ở hệ thống khác' }).click();
  await page.getByLabel('Hệ thống').fill('Cổng dịch vụ công quốc gia');
  await page.getByLabel('Mã hồ sơ ở đó').fill('G09.20-20260609-0092637');
  await look(page, 'foreign-code-desktop');
  await page.getByRole('button', { name: 'Lưu mã' }).click();
  await done(page, 'Đã thêm mã');
  const found = await clerk.post('/api/search', { q: 'G09.20-20260609-0092637' });
  assert.equal(found.items[0].code, filed.code);
});

test('the controller erases a closed dossier after being asked, and nobody finds the person again', async () => {
  const before = await clerk.get(`/api/dossiers/${filed.id}`);
  await clerk.post(`/api/dossiers/${filed.id}/withdrawal`, { seen_version: before.version, reason: 'Người nộp đổi ý' });
  const page = await office(browser, program, 'kiemsoat.tinh');
  await openDossier(page, program, filed.id);
  await page.getByText('Lò Thị Xóa').first().waitFor();
  await page.getByRole('button', { name: 'Xóa thông tin cá nhân' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('không ai lấy lại được').waitFor();
  await dialog.getByLabel('Căn cứ').fill('Luật 91/2025/QH15');
  await dialog.getByLabel('Lý do').fill('Theo đơn của người nộp');
  await look(page, 'erase-desktop');
  await dialog.getByRole('button', { name: 'Xóa, không lấy lại được' }).click();
  await done(page, 'Đã xóa thông tin cá nhân');
  assert.equal(await page.getByText('Lò Thị Xóa').count(), 0);
  assert.equal(await page.getByRole('link', { name: 'Giấy hẹn' }).count(), 0, 'there is nothing left to print');
  await look(page, 'erased-desktop');
  assert.equal((await clerk.post('/api/search', { q: 'lo thi xoa' })).items.length, 0);
  assert.equal((await clerk.get(`/api/dossiers/${filed.id}`)).erased, true);
});

for (const size of ['desktop', 'phone']) {
  test(`the province sees what the catalogue still lacks and asks for one part, ${size}`, async () => {
    const page = await office(browser, program, 'kiemsoat.tinh', { size });
    await page.getByRole('link', { name: 'Danh mục', exact: true }).click();
    await page.getByRole('heading', { name: 'Mức hoàn chỉnh của danh mục thủ tục' }).waitFor();
    await page.getByText('thủ tục đã đủ mọi phần').waitFor();
    await look(page, `catalogue-${size}`);
    await page.getByRole('link', { name: 'Số liệu thật thay cho số liệu mẫu' }).click();
    await page.getByRole('link', { name: 'Giải quyết chế độ mai táng phí đối với cựu chiến binh' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Thủ tục đăng ký khai sinh', exact: true }).count(), 0);
    await page.getByText('Xem 2 điểm cần xác nhận').first().click();
    await page.getByText('Chưa có nguồn chính thức: số liệu mẫu (2)').first().waitFor();
    await look(page, `catalogue-samples-${size}`);
    await page.getByLabel('Lọc').selectOption('configured');
    await page.getByText('Không có thủ tục nào như vậy.').waitFor();
    await page.context().close();
  });
}

test('a counter officer has no door to it', async () => {
  const page = await office(browser, program, 'tiepnhan.muonglan');
  assert.equal(await page.getByRole('link', { name: 'Danh mục', exact: true }).count(), 0);
  await assert.rejects(clerk.get('/api/catalogue/configuration'));
});
