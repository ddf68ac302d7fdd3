// Debian's Chromium, driven by playwright-core; nothing is downloaded.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const sizes = { desktop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };
export const cardText = '011190000123||LÒ THỊ MẪU|15021990|Nữ|Bản Hua Ná, Mường Lạn, Mường Ảng, Điện Biên|12032022';

// A PDF of one empty page, whole enough for the check by content.
export const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n' +
    '0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n',
);

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

// A new window on an address. Fails the test when a script breaks or the page's own policy forbids something in it.
export async function window(browser, address, { size = 'desktop', ...options } = {}) {
  const context = await browser.newContext({ viewport: sizes[size], locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => assert.fail(`the page broke: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) assert.fail(message.text());
  });
  await page.goto(address);
  return page;
}

// Someone's window on the office app, signed in through the form.
export async function office(browser, program, account, options) {
  const page = await window(browser, `${program.address}/app/`, options);
  await signIn(page, account, program.password(account));
  await page.getByRole('heading', { level: 1 }).and(page.locator('main h1')).first().waitFor();
  await page.getByRole('navigation').first().waitFor();
  return page;
}

export async function signIn(page, account, password) {
  await page.getByLabel('Tên tài khoản').fill(account);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.keyboard.press('Enter');
}

export async function openDossier(page, program, id) {
  await page.goto(`${program.address}/app/#/ho-so/${id}`);
  await page.getByRole('heading', { name: 'Việc làm được bây giờ' }).waitFor();
}

// Keeps a picture, and fails on what axe calls serious or critical and on a page that scrolls sideways.
export async function look(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await keepPicture(page, name, name.endsWith('phone'));
  assert.deepEqual(await faults(page, ['serious', 'critical']), [], name);
  const wide = await tooWide(page);
  assert.ok(wide <= 1, `${name} is ${wide} px too wide`);
}

export async function keepPicture(page, name, fullPage = false) {
  mkdirSync('test-results', { recursive: true });
  await page.screenshot({ path: `test-results/${name}.png`, fullPage });
}

export const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// What axe finds, of these impacts or of any.
export async function faults(page, impacts = null) {
  await page.evaluate(axeSource); // through the debugger, past the page's policy
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter((one) => impacts === null || impacts.includes(one.impact))
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} (${node.failureSummary?.split('\n')[1]?.trim() ?? ''})`));
}
