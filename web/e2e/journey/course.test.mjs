// From the counter to the hand-over, each person in a window of their own, and what the applicant sees all along.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, look, office, openDossier, pdf, window } from './browser.mjs';
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

const file = (name, buffer = pdf, mimeType = 'application/pdf') => ({ name, mimeType, buffer });
const done = (page, text) => page.locator('.toast').getByText(text).waitFor();

// The applicant's two ways to the tracking page, both without JavaScript.
async function applicant(filed) {
  const byCode = await window(browser, `${program.address}/tra-cuu/${filed.code}`, { size: 'phone', javaScriptEnabled: false });
  const byReceipt = await window(browser, `${program.address}/t/${filed.code}/${filed.secret}`, { size: 'phone', javaScriptEnabled: false });
  assert.ok(!byReceipt.url().includes(filed.secret), 'the secret leaves the address at once');
  return {
    async sees(now) {
      for (const page of [byCode, byReceipt]) {
        await page.reload();
        assert.match(await page.locator('main').innerText(), now);
        assert.equal(await page.getByText('Lò Thị Mẫu').count(), 0, 'no name on a public page');
      }
      assert.ok((await byReceipt.locator('main').innerText()).length > (await byCode.locator('main').innerText()).length);
    },
    leave: () => Promise.all([byCode.context().close(), byReceipt.context().close()]),
  };
}

test('a birth registration goes from the counter to the hand-over', async () => {
  const filed = await fileBirth(clerk);
  const outside = await applicant(filed);
  await outside.sees(/Bây giờ:\s*Phân công|Phân công/);

  const counter = await office(browser, program, 'tiepnhan.muonglan');
  await openDossier(counter, program, filed.id);
  await counter.keyboard.press('g');
  await counter.getByRole('radio', { name: /Mùa A Dình/ }).check();
  await counter.getByRole('button', { name: 'Giao việc' }).last().click();
  await done(counter, 'Đã giao');

  const specialist = await office(browser, program, 'chuyenvien.muonglan');
  await specialist.locator(`#row-${filed.id}`).click();
  await specialist.getByRole('heading', { name: 'Việc làm được bây giờ' }).waitFor();
  await specialist.keyboard.press('l');
  await done(specialist, 'nay do ông/bà giữ');
  await outside.sees(/Bây giờ:\s*Giải quyết/);

  const scans = specialist.locator('section[aria-labelledby="papers"] input[type="file"]');
  for (const [bad, words] of [[file('anh.pdf', Buffer.from('MZ\x90\x00 chương trình')), /PDF|JPEG|PNG/], [file('cut.pdf', pdf.subarray(0, 60)), /./]]) {
    const chooser = specialist.waitForEvent('filechooser');
    await specialist.getByRole('button', { name: /Thêm bản quét cho: Tờ khai/ }).click();
    await (await chooser).setFiles(bad);
    const fault = specialist.locator('section[aria-labelledby="papers"] [role="alert"]');
    await fault.waitFor();
    assert.match(await fault.innerText(), words);
  }
  await specialist.getByRole('button', { name: /Thêm bản quét cho: Tờ khai/ }).click();
  await scans.setInputFiles(file('to-khai.pdf'));
  await done(specialist, 'Đã lưu bản quét to-khai.pdf');
  await specialist.keyboard.press('u');
  await specialist.locator('#field-file').setInputFiles(file('giay-khai-sinh.pdf'));
  await specialist.getByRole('button', { name: 'Đưa kết quả lên' }).click();
  await done(specialist, 'Đã đưa kết quả');
  await specialist.keyboard.press('c');
  await specialist.getByRole('radio', { name: /Quàng Văn Thắng/, checked: true }).waitFor();
  await specialist.getByRole('button', { name: 'Chuyển bước', exact: true }).click();
  await done(specialist, 'sang bước tiếp');

  const approver = await office(browser, program, 'kyduyet.muonglan');
  await openDossier(approver, program, filed.id);
  await approver.keyboard.press('l');
  await done(approver, 'nay do ông/bà giữ');
  await outside.sees(/Bây giờ:\s*Ký duyệt/);
  await approver.keyboard.press('k');
  await approver.getByRole('dialog').getByRole('button', { name: 'Ký duyệt' }).click();
  await done(approver, 'Đã ký duyệt');
  await outside.sees(/Trả kết quả/);

  await openDossier(counter, program, filed.id);
  await counter.reload();
  await counter.getByRole('heading', { name: 'Việc làm được bây giờ' }).waitFor();
  await counter.keyboard.press('h');
  assert.equal(await counter.getByLabel('Người nhận').inputValue(), 'Lò Thị Mẫu');
  await counter.getByRole('button', { name: 'Ghi đã trả kết quả' }).click();
  await done(counter, 'Đã ghi trả kết quả');
  await counter.getByText('Đã trả', { exact: true }).first().waitFor();
  await look(counter, 'dossier-finished-desktop');
  await outside.sees(/Đã trả|Đã nhận kết quả|đã trả/);
  const result = await counter.context().request.get(`${program.address}/api/dossiers/${filed.id}/result`);
  assert.deepEqual(await result.body(), pdf);
  await Promise.all([counter, specialist, approver].map((page) => page.context().close()));
  await outside.leave();
});

test('two officers act at once: the second sees what changed and loses nothing', async () => {
  const filed = await fileBirth(clerk);
  const [counter, director] = await Promise.all(['tiepnhan.muonglan', 'giamdoc.muonglan'].map((account) => office(browser, program, account)));
  for (const page of [counter, director]) {
    await openDossier(page, program, filed.id);
    await page.keyboard.press('g');
    await page.getByRole('radio', { name: /Mùa A Dình/ }).waitFor();
  }
  await director.getByRole('radio', { name: /Lò Thị Diên/ }).check();
  await director.getByRole('button', { name: 'Giao việc' }).last().click();
  await done(director, 'Đã giao');
  await counter.getByRole('radio', { name: /Mùa A Dình/ }).check();
  await counter.getByLabel('Ghi chú').fill('Cháu sinh ngày 20/11, cần trước thứ Năm');
  await counter.getByRole('button', { name: 'Giao việc' }).last().click();
  const conflict = counter.locator('.conflict');
  await conflict.getByText('Hồ sơ đã đổi trong lúc ông/bà làm').waitFor();
  await conflict.getByText('Giao bước Giải quyết cho Lò Thị Diên').waitFor();
  assert.match(await conflict.innerText(), /Giàng A Chỉnh/);
  const hands = conflict.getByRole('row', { name: /Người giữ/ });
  assert.match(await hands.innerText(), /Giải quyết: Lò Thị Diên[\s\S]*Mùa A Dình/, 'both stand side by side');
  await look(counter, 'conflict-desktop');
  const record = conflict.getByRole('button', { name: 'Ghi theo lựa chọn' });
  assert.equal(await record.getAttribute('aria-disabled'), 'true', 'nothing is overwritten before a person chose');
  await hands.getByRole('radio').last().check();
  await record.click();
  await done(counter, 'Đã giao');
  const after = await clerk.get(`/api/dossiers/${filed.id}`);
  assert.equal(after.history.at(-1).remark, 'Cháu sinh ngày 20/11, cần trước thứ Năm');
  assert.match(after.history.at(-1).text, /Mùa A Dình/);
  await Promise.all([counter, director].map((page) => page.context().close()));
});

test('an online submission is accepted, lacks a paper, gets it and runs on', async () => {
  const portal = await api(program, 'cong');
  const unit = clerk.session.posts[0].unit.code;
  const sent = await portal.post('/api/submissions', {
    channel: 'online', procedure: '1.001193', unit, applicant: { full_name: 'Chá A Trực Tuyến', id_number: '011090000321', phone: '0912000129', address: 'Bản Xôm' },
    papers: [{ paper: 'to-khai', originals: 1 }], return_by: 'counter',
  });
  const counter = await office(browser, program, 'tiepnhan.muonglan');
  await openDossier(counter, program, sent.id);
  await counter.keyboard.press('a');
  await counter.getByRole('button', { name: 'Tiếp nhận và cấp giấy hẹn' }).waitFor();
  await look(counter, 'acceptance-desktop');
  await counter.getByRole('button', { name: 'Tiếp nhận và cấp giấy hẹn' }).click();
  await done(counter, 'Đã tiếp nhận');
  await counter.keyboard.press('g');
  await counter.getByRole('radio', { name: /Mùa A Dình/ }).check();
  await counter.getByRole('button', { name: 'Giao việc' }).last().click();
  await done(counter, 'Đã giao');

  const specialist = await office(browser, program, 'chuyenvien.muonglan');
  await openDossier(specialist, program, sent.id);
  await specialist.keyboard.press('l');
  await done(specialist, 'nay do ông/bà giữ');
  await specialist.keyboard.press('b');
  await specialist.getByRole('checkbox', { name: 'Giấy chứng sinh' }).check();
  await specialist.getByRole('checkbox', { name: 'Địa chỉ' }).check();
  const lines = specialist.locator('.fault-line');
  await lines.nth(0).getByLabel(/Căn cứ/).fill('Điều 16 Luật Hộ tịch');
  await lines.nth(1).getByLabel(/Căn cứ/).fill('Điều 8 Luật Cư trú');
  await specialist.getByRole('button', { name: 'Gửi yêu cầu bổ sung' }).click();
  await specialist.locator('.act-form').getByText('Ghi rõ “Địa chỉ” sai chỗ nào.').first().waitFor(); // a fault says what is wrong
  await lines.nth(0).getByLabel('Cần bổ sung, sửa gì').fill('Bản chụp mờ, không đọc được ngày sinh.');
  await lines.nth(1).getByLabel('Cần bổ sung, sửa gì').fill('Thiếu tên bản.');
  await look(specialist, 'supplement-request-desktop');
  await specialist.keyboard.press('Control+Enter');
  await done(specialist, 'đồng hồ dừng');
  const printed = await specialist.context().request.get(`${program.address}/api/dossiers/${sent.id}/forms/supplement`);
  assert.equal((await printed.body()).subarray(0, 5).toString(), '%PDF-');
  const outside = await window(browser, `${program.address}/t/${sent.code}/${sent.secret}`, { javaScriptEnabled: false });
  for (const words of [/Bản chụp mờ/, /Thiếu tên bản/, /Điều 8 Luật Cư trú/]) assert.match(await outside.locator('main').innerText(), words);
  await outside.screenshot({ path: 'test-results/supplement-tracking.png', fullPage: true });

  await counter.reload();
  await counter.getByRole('heading', { name: 'Việc làm được bây giờ' }).waitFor();
  await counter.keyboard.press('s');
  await counter.getByRole('checkbox', { name: 'Giấy chứng sinh', checked: true }).waitFor();
  assert.equal(await counter.getByRole('checkbox', { name: 'Tờ khai đăng ký khai sinh' }).count(), 0, 'only what was asked for is open');
  await counter.getByLabel('Bản chính, Giấy chứng sinh').fill('1');
  await counter.getByRole('textbox', { name: /Địa chỉ/ }).fill('Bản Xôm, xã Mường Lạn');
  await look(counter, 'supplement-desktop');
  await counter.getByRole('button', { name: 'Ghi đã nhận giấy' }).click();
  await done(counter, 'Đã nhận giấy bổ sung');
  await counter.getByText('Bản Xôm, xã Mường Lạn').first().waitFor();

  await specialist.reload();
  await specialist.getByRole('button', { name: /Yêu cầu nộp tiền/ }).click();
  await specialist.getByLabel('Số tiền').fill('0');
  await specialist.keyboard.press('Control+Enter');
  await specialist.locator('.act-form').getByRole('alert').waitFor();
  await specialist.getByLabel('Số tiền').fill('250.000');
  await specialist.keyboard.press('Control+Enter');
  await done(specialist, 'Đã yêu cầu nộp tiền');
  await counter.reload();
  await counter.getByRole('button', { name: /Ghi nhận đã nộp tiền/ }).click();
  await done(counter, 'Đã ghi nộp tiền');
  await Promise.all([counter, specialist, outside].map((page) => page.context().close()));
});

// The first worked day after a date, "2026-12-02", by the calendar that the program ships.
function nextWorked(after) {
  const off = new Set(readFileSync(new URL('../../../data/calendar/holidays.csv', import.meta.url), 'utf8').split('\n').filter((line) => /^[^,]+,(tentative-)?holiday,/.test(line)).map((line) => line.slice(0, 10)));
  for (let day = Date.parse(after) + 86_400_000; ; day += 86_400_000) {
    const date = new Date(day).toISOString().slice(0, 10);
    if (![0, 6].includes(new Date(day).getUTCDay()) && !off.has(date)) return date;
  }
}

test('an extension is proposed with an apology, signed, and moves the date once', async () => {
  const filed = await clerk.post('/api/dossiers', {
    procedure: '1.001612', unit: clerk.session.posts[0].unit.code, applicant: { full_name: 'Giàng A Hẹn', id_number: '011088000126', phone: '0912000130' },
    papers: [{ paper: 'giay-de-nghi', originals: 1 }], return_by: 'counter',
  });
  const counter = await office(browser, program, 'tiepnhan.muonglan');
  await openDossier(counter, program, filed.id);
  await counter.keyboard.press('g');
  await counter.getByRole('radio', { name: /Mùa A Dình/ }).check();
  await counter.getByRole('button', { name: 'Giao việc' }).last().click();
  await done(counter, 'Đã giao');
  const specialist = await office(browser, program, 'chuyenvien.muonglan');
  await openDossier(specialist, program, filed.id);
  await specialist.keyboard.press('l');
  await done(specialist, 'nay do ông/bà giữ');

  const [year, month, day] = nextWorked(filed.due_at.slice(0, 10)).split('-');
  await specialist.keyboard.press('i');
  await specialist.getByLabel('Ngày hẹn mới').fill('mai');
  await specialist.getByLabel('Lý do').fill('Chờ xác minh địa điểm kinh doanh.');
  await specialist.keyboard.press('Control+Enter');
  await specialist.locator('.act-form').getByText('Chưa đọc được ngày giờ này').first().waitFor();
  await specialist.getByLabel('Ngày hẹn mới').fill(`${day}/${month}/${year}`);
  await specialist.getByLabel('Giờ giờ:phút').fill('12:15');
  await specialist.keyboard.press('Control+Enter');
  await specialist.locator('.act-form').getByText('phải là lúc cơ quan làm việc').first().waitFor();
  await specialist.getByLabel('Giờ giờ:phút').fill('16:30');
  await specialist.locator('.act-form').getByText(`${day}/${month}/${year}, 16:30`).waitFor(); // with its weekday
  await look(specialist, 'extension-proposal-desktop');
  await specialist.keyboard.press('Control+Enter');
  await done(specialist, 'Đã đề nghị gia hạn');
  const form = specialist.getByRole('link', { name: /mẫu 04/ });
  const printed = await specialist.context().request.get(new URL(await form.getAttribute('href'), program.address).href);
  assert.equal((await printed.body()).subarray(0, 5).toString(), '%PDF-');

  const approver = await office(browser, program, 'kyduyet.muonglan');
  await openDossier(approver, program, filed.id);
  await approver.getByText('Chờ xác minh địa điểm kinh doanh.').first().waitFor();
  await approver.keyboard.press('y');
  const dialog = approver.getByRole('dialog');
  await dialog.getByText(`${day}/${month}/${year}, 16:30`).waitFor();
  await look(approver, 'extension-desktop');
  await dialog.getByRole('button', { name: 'Ghi đã ký, đổi ngày hẹn' }).click();
  await done(approver, 'Đã ghi gia hạn');
  await approver.locator('.facts').getByText('đã gia hạn một lần').waitFor();
  await look(approver, 'extended-desktop');
  await approver.getByText('Mỗi hồ sơ chỉ được gia hạn một lần').waitFor();
  const outside = await window(browser, `${program.address}/tra-cuu/${filed.code}`, { size: 'phone', javaScriptEnabled: false });
  const page = await outside.locator('main').innerText();
  assert.match(page, new RegExp(`${day}/${month}`));
  assert.match(page, /Hẹn lần đầu/);
  await Promise.all([counter, specialist, approver, outside].map((one) => one.context().close()));
});

test('a wrong secret shows no more than the code alone', async () => {
  const filed = await fileBirth(clerk);
  const page = await window(browser, `${program.address}/tra-cuu/${filed.code}`, { javaScriptEnabled: false });
  await page.locator('input[name="secret"]').fill('0000');
  await page.getByRole('button', { name: 'Xem đầy đủ' }).click();
  await page.getByRole('alert').waitFor();
  await page.locator('input[name="secret"]').fill(filed.secret.toLowerCase());
  await page.getByRole('button', { name: 'Xem đầy đủ' }).click();
  await page.locator('input[name="close"]').waitFor({ state: 'attached' });
  await page.context().close();
});
