// A real installation, without the demo: the administrator puts a commune to work from the screen alone, and the
// counter officer files the first dossier.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cardText, launch, look, signIn, sizes, window } from './browser.mjs';
import { api, start } from './program.mjs';

let browser, program, admin;
const own = { admin: 'trau-may-nuong-2026', counter: 'suoi-da-gao-nep' };
before(async () => {
  program = await start({ demo: false });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

const key = (page, ...keys) => keys.reduce((last, one) => last.then(() => page.keyboard.press(one)), Promise.resolve());
const field = (page, name, at = 0) => page.locator(`#field-posts-${at}-${name}`);

// Signs in with a password somebody else gave, and sets one of one's own.
async function firstSignIn(account, password, next, size) {
  const page = await window(browser, `${program.address}/app/`, { size });
  await signIn(page, account, password);
  await page.getByRole('heading', { name: 'Đổi mật khẩu tạm' }).waitFor();
  await page.getByLabel('Mật khẩu đang dùng').fill(password);
  await page.getByLabel('Mật khẩu mới').fill(next);
  await key(page, 'Enter');
  return page;
}

async function chooseUnit(page, control, words, name) {
  await control.fill(words);
  await page.getByRole('option', { name }).waitFor();
  await key(page, 'Enter');
  await page.locator('.chosen', { hasText: name }).waitFor();
}

// By keyboard from the name on; answers the account and its temporary password.
async function create(page, name, role, title) {
  await page.waitForFunction(() => document.activeElement?.id === 'field-display_name');
  await page.keyboard.type(name);
  await key(page, 'Tab');
  const account = await page.locator('#field-account').inputValue();
  await field(page, 'role').selectOption(role);
  if (title) await field(page, 'title').fill(title);
  if ((await page.locator('.chosen').count()) === 0) await chooseUnit(page, field(page, 'unit'), 'muong lan', 'Xã Mường Lạn');
  await key(page, 'Control+Enter');
  await page.getByRole('heading', { name: `Mật khẩu tạm của ${name}` }).waitFor();
  return { account, password: (await page.locator('.password').innerText()).trim() };
}

test('the administrator changes the password and finds the accounts first', async () => {
  admin = await firstSignIn(...program.admin, own.admin);
  await admin.getByRole('heading', { level: 1, name: 'Tài khoản cán bộ' }).waitFor();
  await admin.getByText('Mới có tài khoản của ông/bà').waitFor();
  await look(admin, 'accounts-first-desktop');
});

test('every fault of a new account is said at once and at its field', async () => {
  await key(admin, 'n');
  await admin.waitForFunction(() => document.activeElement?.id === 'field-display_name');
  await look(admin, 'account-new-desktop');
  await key(admin, 'Control+Enter');
  await admin.getByRole('alert').getByText('Còn 4 chỗ cần sửa').waitFor();
  for (const [id, text] of [['field-display_name', 'Thiếu họ tên'], ['field-account', 'Chưa có tên tài khoản'], ['field-posts-0-role', 'Chưa chọn vai trò'], ['field-posts-0-unit', 'Chưa chọn đơn vị']]) {
    const control = admin.locator(`#${id}`);
    assert.equal(await control.getAttribute('aria-invalid'), 'true', id);
    assert.match(await admin.locator(`#${await control.getAttribute('aria-describedby')}`).innerText(), new RegExp(text));
  }
  await look(admin, 'account-faults-desktop');
  await field(admin, 'valid_from').fill('31/02/2026');
  await key(admin, 'Control+Enter');
  await admin.getByRole('alert').getByText('Gõ ngày/tháng/năm').waitFor();
  await admin.getByRole('alert').getByRole('link').click();
  await admin.waitForFunction(() => document.activeElement?.id === 'field-posts-0-valid_from');
  await admin.reload();
});

test('the administrator makes accounts for a commune, and the counter officer files a dossier', async () => {
  const counter = await create(admin, 'Lò Thị Mẫu', 'counter_officer');
  assert.equal(counter.account, 'mau.lt');
  await look(admin, 'account-created-desktop');
  await admin.emulateMedia({ media: 'print' });
  for (const [shown, text] of [[true, counter.password], [true, counter.account], [false, 'In phiếu'], [false, 'Lập tài khoản tiếp']])
    assert.equal(await admin.getByText(text).last().isVisible(), shown, `${text} on paper`);
  await admin.screenshot({ path: 'test-results/account-slip-paper.png' });
  await admin.emulateMedia({ media: 'screen' });
  await key(admin, 'n');
  await create(admin, 'Quàng Văn Chuyên', 'specialist');
  await key(admin, 'n');
  await create(admin, 'Mùa A Dình', 'approver', 'Phó Chủ tịch');
  await admin.getByRole('link', { name: 'Tài khoản', exact: true }).click();
  await admin.getByRole('link', { name: 'Mùa A Dình' }).waitFor();
  assert.equal(await admin.locator('tbody tr').count(), 4);
  await look(admin, 'accounts-desktop');

  const page = await firstSignIn(counter.account, counter.password, own.counter);
  await page.getByRole('link', { name: 'Tiếp nhận' }).waitFor();
  await key(page, 'n');
  await page.waitForFunction(() => document.activeElement?.id === 'card');
  await page.keyboard.type(cardText);
  await key(page, 'Enter');
  await page.getByText('Đã đọc thẻ lúc').waitFor();
  await key(page, 'F3');
  await page.keyboard.type('khai sinh');
  await page.locator('[role=option]').first().waitFor();
  await key(page, 'Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'paper-0');
  await key(page, ' ', 'Control+Enter');
  await page.getByText('Đã nhận hồ sơ').waitFor();
  assert.match((await page.locator('main h1').innerText()).trim(), /^H18\.036-\d{6}-\d{4}$/);
  await page.goto(`${program.address}/app/#/tai-khoan`);
  await page.getByRole('navigation').first().waitFor();
  assert.equal(await page.getByText('Tài khoản cán bộ').count(), 0, 'a counter officer has no accounts screen');
  await page.context().close();
});

test('a line lost while creating makes one account, and its password is set anew', async () => {
  await admin.goto(`${program.address}/app/#/tai-khoan/moi`);
  await admin.route('**/api/officials', async (route) => {
    await route.fetch();
    await route.abort('internetdisconnected');
  }, { times: 1 });
  await admin.waitForFunction(() => document.activeElement?.id === 'field-display_name');
  await admin.keyboard.type('Vừ A Đứt');
  await key(admin, 'Tab');
  await field(admin, 'role').selectOption('specialist');
  await chooseUnit(admin, field(admin, 'unit'), 'xuan lao', 'Xã Mường Lạn');
  await key(admin, 'Control+Enter');
  await admin.getByRole('alert').getByText('Chưa gửi được vì mất mạng.').waitFor();
  await key(admin, 'Control+Enter');
  await admin.getByText('mật khẩu tạm đã mất khi đứt mạng').waitFor();
  await admin.getByRole('button', { name: 'Đặt lại mật khẩu' }).click();
  await admin.locator('.password').waitFor();
  await admin.getByRole('link', { name: 'Tài khoản', exact: true }).click();
  await admin.locator('#official-words').fill('vu dut');
  await admin.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
});

test('an account is found and opened by keyboard; posts are given and ended, the password reset', async () => {
  await key(admin, 'Enter', 'Enter');
  await admin.getByRole('heading', { level: 1, name: 'Vừ A Đứt' }).waitFor();
  await key(admin, 'a');
  await admin.waitForFunction(() => document.activeElement?.id === 'field-role');
  await key(admin, 'Control+Enter');
  await admin.getByRole('alert').getByText('Chưa chọn vai trò').waitFor();
  await admin.locator('#field-role').selectOption('counter_officer');
  await admin.waitForFunction(() => document.querySelector('#field-office')?.value.endsWith('.HCC'));
  await look(admin, 'account-add-post-desktop');
  await key(admin, 'Control+Enter');
  await admin.getByRole('listitem').filter({ hasText: 'Người tiếp nhận hồ sơ' }).filter({ hasText: 'Trung tâm Phục vụ hành chính công' }).waitFor();
  const specialist = admin.getByRole('listitem').filter({ hasText: 'Chuyên viên giải quyết' });
  await specialist.getByRole('button', { name: /^Kết thúc vị trí/ }).click();
  await admin.locator('#field-last_day').fill('1.1.2020');
  await key(admin, 'Enter');
  await admin.locator('#field-last_day-fault').waitFor();
  await look(admin, 'account-end-post-desktop');
  await admin.locator('#field-last_day').fill('31/12/2030');
  await key(admin, 'Enter');
  await specialist.getByText('đến hết 31/12/2030').waitFor();
  await look(admin, 'account-desktop');
  await key(admin, 'r');
  await admin.getByRole('dialog').getByText('mọi phiên làm việc của người này kết thúc ngay').waitFor();
  await look(admin, 'account-reset-desktop');
  await admin.getByRole('dialog').getByRole('button', { name: 'Đặt lại mật khẩu' }).click();
  await admin.getByRole('heading', { name: 'Mật khẩu tạm của Vừ A Đứt' }).waitFor();
  assert.match(await admin.locator('.password').innerText(), /^[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}$/);
  await look(admin, 'account-password-desktop');
  await key(admin, 'Escape');
  await admin.getByRole('heading', { name: 'Tài khoản cán bộ' }).waitFor();
});

test('one sees where one is signed in and ends it elsewhere; an administrator ends all of an account', async () => {
  const signedIn = async () => {
    const page = await window(browser, `${program.address}/app/`);
    await signIn(page, 'mau.lt', own.counter);
    await page.getByRole('link', { name: 'Tiếp nhận' }).waitFor();
    return page;
  };
  const [desk, other] = [await signedIn(), await signedIn()];
  await desk.locator('.user > button').click();
  await desk.getByRole('link', { name: 'Phiên đăng nhập' }).click();
  await desk.getByText('máy này').waitFor();
  await look(desk, 'sessions-desktop');
  const before = await desk.locator('main li').count();
  await desk.getByRole('button', { name: /^Kết thúc:/ }).first().click();
  await desk.getByText(/Đã kết thúc phiên trên/).waitFor();
  await desk.waitForFunction((count) => document.querySelectorAll('main li').length === count - 1, before);
  await desk.setViewportSize(sizes.phone);
  await look(desk, 'sessions-phone');

  await admin.goto(`${program.address}/app/#/tai-khoan`);
  await admin.locator('#official-words').fill('mau');
  await admin.getByRole('link', { name: 'Lò Thị Mẫu' }).click();
  await admin.getByRole('button', { name: 'Kết thúc mọi phiên' }).click();
  await admin.getByText('Đã kết thúc mọi phiên của Lò Thị Mẫu').waitFor();
  for (const page of [desk, other]) assert.equal((await page.request.get(`${program.address}/api/session`)).status(), 401);
  await Promise.all([desk, other].map((page) => page.context().close()));
  await admin.getByRole('link', { name: 'Tài khoản', exact: true }).click();
});

test('the same on a phone, and in English', async () => {
  await admin.setViewportSize(sizes.phone);
  await admin.locator('#official-words').fill('');
  await admin.getByRole('link', { name: 'Lò Thị Mẫu' }).waitFor();
  await look(admin, 'accounts-phone');
  await admin.getByRole('link', { name: 'Vừ A Đứt' }).click();
  await admin.getByRole('button', { name: 'Giao thêm vị trí' }).click();
  await look(admin, 'account-phone');
  await admin.goto(`${program.address}/app/#/tai-khoan/moi`);
  await admin.waitForFunction(() => document.activeElement?.id === 'field-display_name');
  await look(admin, 'account-new-phone');
  await create(admin, 'Giàng Thị Điện Thoại', 'specialist');
  await look(admin, 'account-created-phone');
  await admin.setViewportSize(sizes.desktop);
  await admin.getByRole('button', { name: /Quản trị/ }).click();
  await admin.getByRole('radio', { name: 'English' }).check();
  await admin.getByRole('button', { name: 'Next account' }).click();
  await admin.getByRole('heading', { name: 'New account' }).waitFor();
  await look(admin, 'english-account-new-desktop');
});

test('one changes the own password from the menu', async () => {
  await admin.getByRole('button', { name: /Quản trị/ }).click();
  await admin.getByRole('radio', { name: 'Tiếng Việt' }).check();
  await admin.getByRole('link', { name: 'Đổi mật khẩu' }).click();
  await admin.getByLabel('Mật khẩu đang dùng').fill('không phải mật khẩu này');
  await admin.getByLabel('Mật khẩu mới').fill('nui-cao-suoi-trong');
  await key(admin, 'Enter');
  await admin.getByText('Mật khẩu đang dùng chưa đúng').first().waitFor();
  await look(admin, 'own-password-desktop');
  await admin.getByLabel('Mật khẩu đang dùng').fill(own.admin);
  await key(admin, 'Enter');
  await admin.locator('.toast').getByText('Đã đổi mật khẩu').waitFor();
  await api(program, 'admin', 'nui-cao-suoi-trong');
});
