// The dossier in a real browser. NEWSROOM and HOSTILE are pages that were written by `sourceproof --format html`.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const NEWSROOM = process.env.NEWSROOM, HOSTILE = process.env.HOSTILE;
let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
});
after(() => browser?.close());

// Opens a page and holds it to silence: nothing on the console, nothing asked for, nothing forbidden tried.
async function opened(file, options = {}, act = async () => {}) {
  const { allowViolations, ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, acceptDownloads: true, ...rest });
  const page = await context.newPage();
  const noise = [], asked = [];
  page.on('console', (message) => noise.push(message.text()));
  page.on('pageerror', (error) => noise.push(String(error)));
  page.on('dialog', (dialog) => { noise.push(dialog.message()); dialog.dismiss(); });
  page.on('request', (request) => asked.push(request.url()));
  // What the policy stops is no request: it never leaves the browser.
  page.on('requestfailed', (request) => {
    if (allowViolations && request.failure().errorText === 'csp') asked.splice(asked.indexOf(request.url()), 1);
  });
  const url = pathToFileURL(file).href;
  await page.goto(url);
  await act(page);
  if (!allowViolations) assert.deepEqual(noise, []);
  assert.deepEqual(asked.filter((address) => address !== url && !/^(data|blob):/.test(address)), []);
  await context.close();
}
const noScroll = async (page) => assert.equal(
  await page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth), 0);
const current = (page) => page.locator('#slot > .e').getAttribute('id').catch(() => null);

test('a click shows the passage at the very words, and Escape goes back to them', () => opened(NEWSROOM, {}, async (page) => {
  const mark = page.locator('#d3 .proof a.f', { hasText: 'pier' });
  assert.equal(await page.locator('#panel').isVisible(), false);
  await mark.click();
  const panel = page.locator('#panel');
  assert.equal(await panel.isVisible(), true);
  assert.match(await panel.locator('h4').innerText(), /error misquote/);
  assert.match(await panel.locator('figcaption').innerText(), /sandover_wire seeds\/sandover_wire\.txt:9:\d+/);
  assert.equal(await panel.locator('.src mark').innerText(), 'ship');
  assert.match(await panel.locator('.diff del').innerText(), /pier/);
  assert.match(await panel.locator('.diff ins').innerText(), /ship/);
  assert.match(await panel.locator('.help').innerText(), /restore/);
  const [box, place] = [await panel.boundingBox(), await mark.boundingBox()];
  assert.ok(box.x > place.x + place.width && box.y < place.y + 1000, 'the panel stands beside the words');
  await page.keyboard.press('Escape');
  assert.equal(await panel.isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'pier');
  await page.keyboard.press('Enter');
  assert.equal(await panel.isVisible(), true);
}));

test('an agreement shows its passage too', () => opened(NEWSROOM, {}, async (page) => {
  await page.locator('#d4 .proof .c.agrees').first().click();
  assert.match(await page.locator('#slot h4').innerText(), /agrees/);
  assert.match(await page.locator('#slot blockquote').first().innerText(), /212/);
}));

test('the keyboard steps through the findings and finds the filter', () => opened(NEWSROOM, {}, async (page) => {
  const count = await page.locator('.e[data-l]').count();
  const seen = [];
  for (let step = 0; step < count; step++) {
    await page.keyboard.press(step % 2 ? 'j' : 'ArrowRight');
    seen.push(await current(page));
  }
  assert.deepEqual(seen, [...new Set(seen)], 'each finding once');
  assert.equal(seen.length, count);
  await page.keyboard.press('j');
  assert.equal(await current(page), seen.at(-1), 'the last one is the last');
  await page.keyboard.press('k');
  assert.equal(await current(page), seen.at(-2));
  await page.keyboard.press('ArrowLeft');
  assert.equal(await current(page), seen.at(-3));
  const inView = await page.locator('.proof .f.on').first().evaluate((node) => {
    const box = node.getBoundingClientRect();
    return box.top > 0 && box.bottom < innerHeight;
  });
  assert.ok(inView, 'its words are in sight');
  await page.keyboard.press('/');
  await page.keyboard.type('jk/');
  assert.equal(await page.inputValue('#by-words'), 'jk/', 'letters typed in a field are letters');
}));

test('filters narrow findings, claims and drafts, and say how many are left', () => opened(NEWSROOM, {}, async (page) => {
  const shown = () => page.evaluate(() => [...document.querySelectorAll('.proof .n')].filter((node) => node.checkVisibility())
    .map((node) => node.querySelector('.lv').textContent + ' ' + node.querySelector('b').textContent));
  const everything = await shown();
  const said = () => page.locator('#count').innerText();
  assert.ok((await said()).startsWith(`${everything.length} of ${everything.length} findings`));
  await page.selectOption('#by-level', 'error');
  const errors = await shown();
  assert.deepEqual(errors, everything.filter((note) => note.startsWith('error ')));
  assert.ok(errors.length > 0 && errors.length < everything.length);
  assert.ok((await said()).startsWith(`${errors.length} of ${everything.length} findings`));
  await page.selectOption('#by-rule', 'misquote');
  assert.deepEqual(await shown(), errors.filter((note) => note === 'error misquote'));
  assert.ok(await page.locator('.sheet:visible').count() < 6, 'drafts without a match step back');
  await page.click('button[type=reset]');
  await page.waitForFunction((all) => document.querySelector('#count').textContent.startsWith(all), `${everything.length} of`);
  assert.deepEqual(await shown(), everything);
  await page.selectOption('#by-seed', { label: 'sandover_wire' });
  const bySeed = await shown();
  assert.ok(bySeed.length > 0 && bySeed.length < everything.length);
  await page.click('button[type=reset]');
  await page.selectOption('#by-status', 'unchecked');
  assert.match(await said(), /, 3 of 86 claims$/);
  await page.click('button[type=reset]');
  await page.fill('#by-words', 'SANDBANK');
  const found = await shown();
  assert.ok(found.length > 0 && found.length < everything.length);
  // The keyboard goes where the filter lets it.
  await page.locator('#by-words').blur();
  await page.keyboard.press('j');
  assert.ok(await page.locator('#slot > .e').isVisible());
}));

test('a phone has the passage in a sheet and nothing to scroll sideways', () => opened(NEWSROOM,
  { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (page) => {
    await noScroll(page);
    await page.locator('#d3 .proof a.f').first().tap();
    const box = await page.locator('#panel').boundingBox();
    assert.ok(box.x >= 0 && box.width <= 390 && box.y > 200 && box.y + box.height <= 845, JSON.stringify(box));
    const mark = await page.locator('#d3 .proof a.f').first().boundingBox();
    assert.ok(mark.y > 0 && mark.y + mark.height <= box.y, 'the words stay in sight above the sheet');
    await noScroll(page);
  }));

test('print shows all there is, and boxes to sign', () => opened(NEWSROOM, {}, async (page) => {
  await page.selectOption('#by-level', 'note');
  assert.ok(await page.locator('.sheet:visible').count() < 6);
  await page.emulateMedia({ media: 'print' });
  const hidden = await page.evaluate(() => [...document.querySelectorAll('.e, .n, .seal, .sign input')]
    .filter((node) => !node.checkVisibility() || node.getBoundingClientRect().height < 4).map((node) => node.outerHTML.slice(0, 80)));
  assert.deepEqual(hidden, []);
  assert.equal(await page.locator('.sheet:visible').count(), 6, 'a filter is for the screen');
  assert.equal(await page.locator('#filter').isVisible(), false);
  assert.equal(await page.locator('#side').isVisible(), false);
  assert.ok((await page.pdf({ format: 'A4' })).length > 10000);
}));

test('without its script the page is text and links', () => opened(NEWSROOM, { javaScriptEnabled: false }, async (page) => {
  assert.equal(await page.locator('#filter').isVisible(), false);
  await page.locator('#d3 .proof a.f', { hasText: 'pier' }).click();
  const number = new URL(page.url()).hash.slice(1);
  assert.match(number, /^f\d+$/);
  assert.ok(await page.locator('#' + number).isVisible());
  assert.equal(await page.locator(`#${number} mark`).innerText(), 'ship');
  assert.ok(await page.locator('.e').last().isVisible());
}));

test('what is signed is kept in a copy of the page', async () => {
  const copy = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'dossier-')), 'copy.html');
  await opened(NEWSROOM, {}, async (page) => {
    await page.keyboard.press('j');
    await page.locator('#slot .sign input').first().fill('R. "Reader" <b>');
    await page.keyboard.press('Escape');
    assert.match(await page.locator('#m1').getAttribute('class'), /signed/);
    await page.locator('#d1 .seal input').last().fill('all read');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#keep')]);
    await download.saveAs(copy);
  });
  await opened(copy, {}, async (page) => {
    assert.equal(await page.locator('#f1 .sign input').first().inputValue(), 'R. "Reader" <b>');
    assert.equal(await page.locator('#d1 .seal input').last().inputValue(), 'all read');
    await page.keyboard.press('j');
    assert.equal(await current(page), 'f1');
  });
  fs.rmSync(path.dirname(copy), { recursive: true });
});

for (const colorScheme of ['light', 'dark']) {
  test(`words can be read in ${colorScheme}`, () => opened(NEWSROOM, { colorScheme }, async (page) => {
    await page.locator('#d3 .proof a.f').first().click();
    const weak = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const parsed = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
      };
      const over = (top, under) => [0, 1, 2].map((at) => top[at] * top[3] / 255 + under[at] * (1 - top[3] / 255));
      const behind = (node) => {
        if (!node) return parsed(getComputedStyle(document.documentElement).backgroundColor).slice(0, 3);
        const own = parsed(getComputedStyle(node).backgroundColor);
        return own[3] === 255 ? own.slice(0, 3) : over(own, behind(node.parentElement));
      };
      const light = (color) => {
        const [red, green, blue] = color.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = new Set();
      while (walker.nextNode()) {
        const node = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !node.checkVisibility() || node.closest('.v, .skip, script, :disabled')) continue;
        const under = behind(node), letters = over(parsed(getComputedStyle(node).color), under);
        const [high, low] = [light(letters), light(under)].sort((one, other) => other - one);
        const contrast = (high + 0.05) / (low + 0.05);
        if (contrast < 4.5) found.add(`${node.tagName}.${node.className} ${contrast.toFixed(2)} ${node.parentElement.className}`);
      }
      return [...found];
    });
    assert.deepEqual(weak, []);
  }));
}

test('nothing of a stranger runs, whatever is opened', () => opened(HOSTILE, {}, async (page) => {
  const words = await page.locator('#d1 .proof').innerText();
  for (const wanted of ["<script>window.hit='front'</script>", "<script>window.hit='quote'</script>", "</style>",
    `<img src=x onerror="window.hit='draft image'">`, "javascript:window.hit='link'", "<script>window.hit='code'</script>", '␦gnihton']) {
    assert.ok(words.includes(wanted), wanted);
  }
  const names = await page.locator('nav').innerText();
  assert.ok(names.includes(`"><img src=x onerror=window.hit='name'><script>window.hit='name'<script>.md`), names);
  assert.ok(names.includes(`c' onfocus=window.hit='quote' autofocus x='.md`), names);
  const count = await page.locator('.e[data-l]').count();
  assert.ok(count >= 6);
  for (let step = 0; step < count; step++) await page.keyboard.press('j');
  await page.locator('#d1 .proof a.f').first().click();
  const passage = await page.locator('#slot').innerText();
  assert.ok(passage.includes("</style><script>window.hit='seed'</script>") && passage.includes(`"><img src=x onerror=window.hit='seed name'>`), passage);
  await page.selectOption('#by-seed', { index: 1 });
  await page.fill('#by-words', '<script>');
  const found = await page.evaluate(() => ({
    hit: window.hit,
    scripts: document.scripts.length,
    strangers: document.querySelectorAll('img, iframe, object, embed, base, [srcdoc], [style]:not(html), .proof div div').length,
    handlers: [...document.querySelectorAll('*')].flatMap((node) => [...node.attributes]).filter((attribute) => /^on|^autofocus/i.test(attribute.name)).length,
    ways: [...document.querySelectorAll('[href], [src], [action]')].map((node) => node.getAttribute('href')).filter((way) => !/^#|^data:,$/.test(way)),
    title: document.title,
  }));
  assert.deepEqual(found, { hit: undefined, scripts: 1, strangers: 0, handlers: 0, ways: [], title: 'Record of the check' });
}));

test('the policy of the page stops what would get past the escapes', () => opened(HOSTILE, { allowViolations: true }, async (page) => {
  const tried = await page.evaluate(async () => {
    const attempt = (act) => { try { act(); } catch { /* stopped */ } };
    attempt(() => { document.body.innerHTML += '<b onclick="window.hit=1" id="tried">x</b>'; });
    attempt(() => document.querySelector('#tried')?.click());
    attempt(() => { const node = document.createElement('script'); node.append('window.hit = 2'); document.body.append(node); });
    attempt(() => { const node = document.createElement('img'); node.src = 'https://example.org/x.png'; document.body.append(node); });
    attempt(() => { const node = document.createElement('p'); node.setAttribute('onclick', 'window.hit=3'); document.body.append(node); node.click(); });
    await fetch('https://example.org/').catch(() => {});
    return window.hit;
  });
  assert.equal(tried, undefined);
}));
