// Public pages over a line of 256 kbit/s with 300 ms of delay, in a Chromium that knows nothing yet: when the first
// words stand, and when everything has come and every link can be used (no page waits for a script). Medians of
// several visits, as JSON. node bench/slow_line.mjs ADDRESS VISITS PATH…
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../web/package.json', import.meta.url))('playwright-core');
const [address, visits, ...paths] = process.argv.slice(2);
const bytes_per_second = 256_000 / 8;
const delay_ms = 300;
const median = (some) => some.sort((a, b) => a - b)[Math.floor(some.length / 2)];

async function visit(browser, path) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: true });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  devtools.on('Network.loadingFinished', (one) => (bytes += one.encodedDataLength));
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: delay_ms,
    downloadThroughput: bytes_per_second,
    uploadThroughput: bytes_per_second,
  });
  await page.goto(address + path, { waitUntil: 'load', timeout: 60_000 });
  const times = await page.evaluate(async () => {
    const paint = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    for (let tries = 0; paint() === undefined && tries < 100; tries++) await new Promise((next) => setTimeout(next, 20));
    return { painted: paint() ?? NaN, loaded: performance.getEntriesByType('navigation')[0].loadEventEnd };
  });
  await context.close();
  return { ...times, bytes };
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const pages = [];
for (const path of paths) {
  const seen = [];
  for (let i = 0; i < Number(visits); i++) seen.push(await visit(browser, path));
  pages.push({ path, painted: median(seen.map((one) => one.painted)), loaded: median(seen.map((one) => one.loaded)), bytes: median(seen.map((one) => one.bytes)) });
}
await browser.close();
console.log(JSON.stringify({ kbit: 256, delay_ms, visits: Number(visits), pages }));
