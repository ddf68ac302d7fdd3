// Every public page in both languages, as usual and in the largest letters with high contrast and large pictures:
// axe finds nothing at all, nothing is wider than the window. The journeys are made without JavaScript.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faults, keepPicture, launch, office, tooWide, window } from './browser.mjs';
import { start } from './program.mjs';

const pages = {
  home: '/',
  browse: '/thu-tuc',
  sector: '/linh-vuc/ho-tich',
  event: '/viec/death',
  procedure: '/thu-tuc/1.001193',
  case: '/thu-tuc/1.001193?chon=1&th1=1',
  residence: '/thu-tuc/1.004222',
  checklist: '/thu-tuc/1.001193/giay-to?chon=1&th1=1',
  commune: '/xa/03313',
  choose: '/chon-xa',
  display: '/hien-thi',
  feedback: '/gop-y?ve=/thu-tuc/1.001193',
  thanks: '/gop-y/da-nhan',
  results: '/tim?q=khai+sinh',
  which: '/tim?q=chung+thuc',
  talk: '/hoi',
  story: '/hoi?q=con+moi+de',
  cases: '/hoi?viec=1.000656&cho=toi&xa=03313',
  answer: '/hoi?viec=1.000656&cho=toi&xa=03313&chon=1',
  nothing: '/tim?q=zzzz',
  tracking: '/tra-cuu',
  missing: '/khong-co-trang-nay',
};
const site = 'https://motcua.example.vn';

let browser, program;
before(async () => {
  program = await start({ publicUrl: site });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await program?.stop();
});

const modes = {
  usual: { cookies: {}, viewport: { width: 390, height: 844 } },
  desk: { cookies: { xa: '03313' }, viewport: { width: 1366, height: 768 } },
  largest: { cookies: { xa: '03313', text: 'larger', contrast: 'high', pictures: 'large' }, viewport: { width: 320, height: 700 } },
};

for (const lang of ['vi', 'en']) {
  for (const [mode, { cookies, viewport }] of Object.entries(modes)) {
    test(`public pages, ${mode}, ${lang}`, async () => {
      const page = await window(browser, 'about:blank', { viewport });
      await page.context().addCookies(Object.entries({ ...cookies, lang }).map(([name, value]) => ({ name, value, url: program.address })));
      const found = [];
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(program.address + path);
        await page.locator('details').evaluateAll((all) => all.forEach((one) => (one.open = true)));
        await keepPicture(page, `page-${name}-${mode}-${lang}`, true);
        found.push(...(await faults(page)).map((fault) => `${name}: ${fault}`));
        if ((await tooWide(page)) > 1) found.push(`${name} is too wide`);
        if ((await page.locator('h1').count()) !== 1) found.push(`${name} has not one title`);
        assert.equal(await page.locator('html').getAttribute('lang'), lang);
      }
      assert.deepEqual(found, []);
      await page.context().close();
    });
  }
}

test('from the front page to the papers of one case and their list, by keyboard and without a script', async () => {
  const page = await window(browser, program.address, { javaScriptEnabled: false, viewport: modes.usual.viewport });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter'); // skips to the content
  await page.getByRole('link', { name: 'Xem tất cả thủ tục theo lĩnh vực' }).press('Enter');
  await page.getByRole('link', { name: 'Hộ tịch' }).press('Enter');
  await page.locator('a[href="/thu-tuc/1.001193"]').press('Enter');
  const one = page.getByRole('checkbox', { name: 'Khi bệnh viện chưa gửi bản điện tử' });
  await one.press('Space');
  await one.press('Enter');
  await page.getByText('Không cần mang').waitFor();
  await page.getByRole('link', { name: 'In hoặc tải danh sách giấy tờ' }).press('Enter');
  await page.getByRole('heading', { name: 'Giấy tờ cần mang: Đăng ký khai sinh' }).waitFor();
  const address = await page.getByRole('link', { name: 'PDF' }).getAttribute('href');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('header').isVisible(), false);
  assert.equal(await page.locator('.tick').first().isVisible(), true);
  const pdf = await page.request.get(program.address + address);
  assert.equal(pdf.headers()['content-type'], 'application/pdf');
  await page.context().close();
});

test('the counter under the feedback counts letters as the server does', async () => {
  const page = await window(browser, `${program.address}/gop-y`, { viewport: modes.usual.viewport });
  const text = page.getByLabel('Góp ý của bà con');
  await text.fill('  Tốt  ');
  await page.locator('#n').getByText('Đang có 3 trên 500 chữ cái').waitFor();
  await page.locator('#n.over').waitFor();
  await text.fill('ệ'.normalize('NFD').repeat(500));
  await page.locator('#n').getByText('Đang có 500 trên 500 chữ cái').waitFor();
  assert.equal(await page.locator('#n.over').count(), 0);
  assert.deepEqual(await faults(page), []);
  await page.context().close();
});

test('the assistant asks what it needs and answers with its sources, without a script', async () => {
  const page = await window(browser, program.address, { javaScriptEnabled: false, viewport: modes.usual.viewport });
  await page.getByRole('link', { name: 'Hỏi từng bước' }).first().press('Enter');
  await page.getByRole('textbox', { name: 'Bà con cần làm việc gì?' }).fill('bo toi moi mat');
  await page.keyboard.press('Enter');
  await page.waitForURL(/bo\+toi/);
  const answers = { 'Bà con làm cho mình': 'Làm cho tôi', 'Bà con ở xã, phường nào': 'Nơi nào cũng được' };
  for (let turn = 0; turn < 3; turn++) {
    const question = await page.locator('#now').innerText();
    const known = Object.keys(answers).find((one) => question.startsWith(one));
    if (known) await page.getByRole('link', { name: answers[known] }).click();
    else if (question.startsWith('Điều nào đúng')) await page.getByRole('button', { name: 'Xem câu trả lời' }).click();
  }
  await page.getByText('Bà con làm thủ tục này').waitFor();
  assert.ok((await page.getByRole('link', { name: 'Nguồn: thủ tục 1.000656' }).count()) >= 4);
  await page.getByRole('link', { name: 'Xem cả trang thủ tục' }).click();
  await page.getByRole('heading', { name: 'Đăng ký khai tử', level: 1 }).waitFor();
  await page.context().close();
});

test('an opinion reaches the officer of that commune, once, and is answered', async () => {
  const citizen = await window(browser, `${program.address}/xa/03313`, { javaScriptEnabled: false, viewport: modes.usual.viewport });
  await citizen.getByRole('link', { name: 'Góp ý về nơi này' }).click();
  await citizen.getByLabel('Góp ý của bà con').fill('Tốt');
  await citizen.getByRole('button', { name: 'Gửi góp ý' }).click();
  await citizen.getByRole('alert').getByText('đang có 3').waitFor();
  await citizen.getByLabel('Góp ý của bà con').fill('Cán bộ nhiệt tình, nhưng ghế chờ ít quá.');
  await citizen.getByRole('button', { name: 'Gửi góp ý' }).click();
  await citizen.getByRole('heading', { name: 'Đã gửi góp ý' }).waitFor();
  await citizen.context().close();

  const page = await office(browser, program, 'tiepnhan.muonglan');
  await page.getByRole('link', { name: 'Góp ý' }).click();
  await page.getByText('ghế chờ ít quá').waitFor();
  assert.equal(await page.locator('article').count(), 1);
  await keepPicture(page, 'feedback-desktop');
  assert.deepEqual(await faults(page, ['serious', 'critical']), []);
  await page.keyboard.press('a');
  await page.getByLabel('Ghi chú cho đồng nghiệp').fill('Đã xin thêm ghế');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Không có góp ý mới').waitFor();
  await page.getByText('Đã trả lời').first().click();
  await page.getByText('Đã xin thêm ghế').waitFor();
  await keepPicture(page, 'feedback-answered-desktop');
  await page.setViewportSize(modes.usual.viewport);
  assert.ok((await tooWide(page)) <= 1);
  await keepPicture(page, 'feedback-phone', true);
  await page.context().close();
});
