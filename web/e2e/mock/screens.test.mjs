// Every screen before an invented server: looked at in both sizes, checked by axe, used by keyboard. Pictures land in
// test-results/. Needs `npm run build` first.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, seriousFaults, sizes, tooWide } from '../browser.mjs';
import { cardText } from '../fixtures/world.mjs';
import { problem, start } from './server.mjs';

let browser;
let mock;
before(async () => {
  mkdirSync('test-results', { recursive: true });
  [browser, mock] = await Promise.all([launch(), start()]);
});
after(async () => {
  await browser?.close();
  mock?.stop();
});

async function open(account, path = '', size = 'desktop') {
  mock.state.account = account;
  mock.state.fail = null;
  mock.state.requests.length = 0;
  const context = await browser.newContext({ viewport: sizes[size], locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2026-11-20T09:42:00+07:00'));
  page.on('pageerror', (error) => assert.fail(`the page broke: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) assert.fail(message.text());
  });
  await page.goto(`${mock.address}/app/${path}`);
  return page;
}

async function look(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `test-results/${name}.png`, fullPage: name.includes('phone') });
  assert.deepEqual(await seriousFaults(page), [], name);
  assert.equal(await tooWide(page), false, `${name} sticks out sideways`);
}

for (const size of ['desktop', 'phone']) {
  test(`signing in, ${size}`, async () => {
    const page = await open(null, '', size);
    await page.getByLabel('Tên tài khoản').fill('hanh');
    await page.getByLabel('Mật khẩu').fill('sai');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('chưa đúng').waitFor();
    await look(page, `sign-in-${size}`);
    await page.getByLabel('Mật khẩu').fill('mat-khau');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Việc của tôi', level: 1 }).waitFor();
    await page.context().close();
  });

  test(`a temporary password is changed first, ${size}`, async () => {
    const page = await open('moi', '', size);
    await page.getByRole('heading', { name: 'Đổi mật khẩu tạm' }).waitFor();
    await look(page, `password-${size}`);
    await page.context().close();
  });

  test(`work list, ${size}`, async () => {
    const page = await open('thang', '', size);
    await page.getByText('Giàng Thị Mỷ').waitFor();
    await page.keyboard.press('j');
    await look(page, `work-${size}`);
    await page.getByRole('button', { name: /Đồng hồ dừng/ }).click();
    await page.getByText('Chờ bà con bổ sung').waitFor();
    await look(page, `work-paused-${size}`);
    await page.context().close();
  });

  test(`search, ${size}`, async () => {
    const page = await open('thang', '', size);
    await page.getByText('Giàng Thị Mỷ').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('Qu');
    await page.keyboard.press('Enter');
    await page.getByText('theo họ tên').waitFor();
    await look(page, `search-${size}`);
    await page.context().close();
  });

  test(`intake, ${size}`, async () => {
    const page = await open('hanh', '#/tiep-nhan', size);
    await page.getByRole('heading', { name: 'Tiếp nhận hồ sơ' }).waitFor();
    await look(page, `intake-empty-${size}`);
    await page.getByLabel('Quét mã QR').fill(cardText);
    await page.keyboard.press('Enter');
    await page.getByText('Giàng A Chỉnh').first().waitFor();
    await page.getByRole('combobox', { name: /Thủ tục/ }).fill('hkd');
    await page.getByRole('option').first().waitFor();
    await look(page, `intake-search-${size}`);
    await page.keyboard.press('Enter');
    await page.getByLabel('Giấy đề nghị đăng ký hộ kinh doanh', { exact: true }).check();
    await page.getByText('Thứ Năm 26/11/2026, 09:42').first().waitFor();
    await look(page, `intake-${size}`);
    mock.state.fail = problem(422,
      ['intake.phone', '/applicant/phone', 'Số điện thoại phải có 8 đến 15 chữ số, ví dụ 0912 345 678. Kiểm tra lại.'],
      ['intake.paper', '/papers/0/originals', 'Giấy đề nghị phải có 1 bản chính, đang có 0.']);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Còn 2 chỗ cần sửa').waitFor();
    await look(page, `intake-faults-${size}`);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'H18.036-261120-0018' }).waitFor();
    await look(page, `intake-filed-${size}`);
    await page.context().close();
  });

  test(`dossier, ${size}`, async () => {
    const page = await open('thang', '#/ho-so/d9', size);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page, `dossier-${size}`);
    await page.keyboard.press('g');
    await page.getByText('Bạc Thị Hoa').click();
    await look(page, `dossier-assign-${size}`);
    await page.keyboard.press('Escape');
    await page.getByText('Bạc Thị Hoa').waitFor({ state: 'detached' });
    await page.keyboard.press('b');
    await page.getByLabel('Vì sao cần thêm').fill('Học bạ thiếu trang có ngày sinh.');
    mock.state.fail = 'conflict';
    await page.getByRole('button', { name: 'Gửi yêu cầu bổ sung' }).click();
    await page.getByText('Hồ sơ đã đổi trong lúc').waitFor();
    await look(page, `dossier-conflict-${size}`);
    await page.getByRole('button', { name: /Tải bản mới/ }).click();
    assert.equal(await page.getByLabel('Vì sao cần thêm').inputValue(), 'Học bạ thiếu trang có ngày sinh.');
    await page.context().close();
  });

  test(`a submission to accept or refuse, ${size}`, async () => {
    const page = await open('hanh', '#/ho-so/fresh', size);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Tiếp nhận và cấp giấy hẹn' }).waitFor();
    await look(page, `submission-${size}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.getByRole('dialog').waitFor();
    await look(page, `refusal-${size}`);
    await page.context().close();
  });

  test(`signing, ${size}`, async () => {
    const page = await open('dinh', '#/ho-so/d9', size);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page, `sign-${size}`);
    await page.keyboard.press('k');
    await page.getByRole('dialog', { name: 'Ký duyệt kết quả của hồ sơ này?' }).waitFor();
    await page.context().close();
  });
}

test('a scanner is heard from any field and leaves that field as it was', async () => {
  const page = await open('hanh', '#/tiep-nhan');
  const phone = page.getByLabel('Điện thoại');
  await phone.fill('0912');
  await phone.focus();
  // At a scanner's pace, which the debugger's line is too slow for: keys for plain signs, text alone for accented ones.
  await page.evaluate((text) => {
    const field = document.activeElement;
    for (const sign of text) {
      if (sign < '\x80') field.dispatchEvent(new KeyboardEvent('keydown', { key: sign, bubbles: true, cancelable: true }));
      field.value += sign;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  }, cardText);
  await page.getByText('Đã đọc thẻ lúc').waitFor();
  assert.equal(await phone.inputValue(), '0912');
  const read = mock.state.requests.find((one) => one.path === '/api/idcard');
  assert.equal(read.json.text, cardText);
  await page.context().close();
});

test('what was typed survives a reload, a lost line and an ended session', async () => {
  const page = await open('hanh', '#/tiep-nhan');
  await page.getByLabel('Họ tên').fill('Lường Thị Chấp');
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#field-applicant-full_name')?.value === 'Lường Thị Chấp');
  const lost = [];
  await page.route('**/api/dossiers', (route) => {
    lost.push(route.request().headers()['idempotency-key']);
    return route.abort('internetdisconnected');
  }, { times: 1 });
  await page.keyboard.press('Control+Enter');
  await page.getByText('Chưa gửi được vì mất mạng.').waitFor();
  mock.state.fail = 'session';
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').getByText('Đăng nhập lại để làm tiếp').waitFor();
  await look(page, 'sign-in-again-desktop');
  await page.getByRole('dialog').getByLabel('Mật khẩu').fill('mat-khau');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'H18.036-261120-0018' }).waitFor();
  const filings = mock.state.requests.filter((one) => one.method === 'POST' && one.path === '/api/dossiers');
  assert.equal(filings.length, 2);
  const keys = [...lost, ...filings.map((one) => one.headers['idempotency-key'])];
  assert.equal(new Set(keys).size, 1, 'one act, one key');
  assert.equal(new Set(filings.map((one) => one.json.id)).size, 1);
  assert.equal(filings[0].headers['x-csrf-token'], 'csrf-of-the-mock');
  await page.context().close();
});

test('English is complete on every screen', async () => {
  const page = await open('thang');
  await page.getByText('Giàng Thị Mỷ').waitFor();
  await page.getByRole('button', { name: /Quàng Văn Thắng/ }).click();
  await page.getByText('English').click();
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor();
  await look(page, 'work-english-desktop');
  await page.context().close();
});
