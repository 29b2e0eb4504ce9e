// The report as its reader uses it: opened from a file, on a laptop and a phone, in light and dark.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventually, launch, openPage, screenshot, sidewaysOverflow, target } from './chromium.mjs';

const samples = { everything: 'samples/everything/report.html', sweep: 'samples/sweep.html' };
const surfaces = [
  ['laptop-light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['laptop-dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }],
  ['phone-dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark', isMobile: true, hasTouch: true, deviceScaleFactor: 2 }],
];

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

async function open(name, options) {
  const file = join(target, samples[name]);
  assert.ok(existsSync(file), `${file} is not there; the unit tests write it: mvn -pl lab -am test`);
  const page = await openPage(browser, { reducedMotion: 'reduce', ...options });
  await page.goto(pathToFileURL(file).href);
  return page;
}

/** Goes to an element and waits until what is near it is drawn. */
async function show(page, selector) {
  await page.locator(selector).first().scrollIntoViewIfNeeded();
  await page.locator(`${selector} canvas`).first().waitFor();
  await settled(page, selector);
}

/** The pixels of a canvas of a plot, to be compared. */
const pixels = (page, selector) => page.locator(`${selector} canvas`).first().evaluate((canvas) => canvas.toDataURL());

/** The pixels of a canvas once they are the same in three frames, one after the other. */
const settled = (page, selector) =>
  page.locator(`${selector} canvas`).first().evaluate(async (canvas) => {
    let last = '';
    for (let same = 0; same < 3; ) {
      await new Promise((done) => requestAnimationFrame(done));
      const now = canvas.toDataURL();
      same = now === last ? same + 1 : 0;
      last = now;
    }
    return last;
  });

/** Waits until the pixels are others than these, and gives them. */
async function changed(page, selector, before) {
  await eventually(async () => assert.ok((await pixels(page, selector)) !== before, 'the pixels have changed'));
  return settled(page, selector);
}

/** Waits until the pixels are these. */
const shows = (page, selector, expected) =>
  eventually(async () => assert.ok((await pixels(page, selector)) === expected, 'the pixels are those of before'));

/** A request for anything but the file itself and what is within it. */
const foreign = (page) => page.requests.filter((address) => !address.startsWith('file:') && !address.startsWith('data:'));

for (const name of Object.keys(samples)) {
  for (const [surface, options] of surfaces) {
    test(`${name} on ${surface}: no trouble, no request, nothing beyond the window`, async () => {
      const page = await open(name, options);
      await page.evaluate(async () => {
        for (let y = 0; y < document.body.scrollHeight; y += 400) {
          scrollTo(0, y);
          // two frames: one in which what has come into sight is seen, one in which it is drawn
          for (let i = 0; i < 2; i++) await new Promise((done) => requestAnimationFrame(done));
        }
      });
      await eventually(async () =>
        assert.equal(await page.locator('.frame:not(:has(canvas))').count(), 0, 'every plot is drawn'),
      );
      assert.deepEqual(page.troubles, []);
      assert.deepEqual(foreign(page), []);
      assert.equal(page.requests.filter((address) => address.startsWith('file:')).length, 1);
      assert.equal(await sidewaysOverflow(page), 0);
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(paper, options.colorScheme === 'dark' ? 'rgb(21, 23, 26)' : 'rgb(255, 255, 255)');
      await page.evaluate(() => scrollTo(0, 0));
      await screenshot(page, `report-${name}-${surface}`);
      await show(page, '#figure-1');
      await screenshot(page, `report-${name}-${surface}-figure`);
      await page.context().close();
    });
  }
}

test('dragging zooms, a double click shows all again', async () => {
  const page = await open('everything');
  await show(page, '#figure-1');
  const whole = await settled(page, '#figure-1');
  const box = await page.locator('#figure-1 .u-over').boundingBox();
  await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.3 * box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.7 * box.height, { steps: 5 });
  await page.mouse.up();
  await changed(page, '#figure-1', whole);
  await screenshot(page, 'report-zoomed');
  await page.mouse.dblclick(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
  await shows(page, '#figure-1', whole);
});

test('the keyboard and the buttons zoom', async () => {
  const page = await open('everything');
  await show(page, '#figure-1');
  const whole = await settled(page, '#figure-1');
  await page.locator('#figure-1 .u-over').focus();
  await page.keyboard.press('+');
  const near = await changed(page, '#figure-1', whole);
  await page.keyboard.press('ArrowRight');
  await changed(page, '#figure-1', near);
  await page.locator('#figure-1').getByRole('button', { name: 'Show all' }).click();
  await page.locator('#figure-1 .u-over').evaluate((over) => over.blur());
  await shows(page, '#figure-1', whole);
});

test('the cursor shows values, a spike among them', async () => {
  const page = await open('everything');
  await show(page, '#figure-1');
  const box = await page.locator('#figure-1 .u-over').boundingBox();
  // the axis has a margin of 4 % at each end; the spike is at step 7003 of 9999
  await page.mouse.move(box.x + ((0.04 + 7003 / 9999) / 1.08) * box.width, box.y + 0.2 * box.height);
  const readout = page.locator('#figure-1 .readout');
  await readout.waitFor();
  await eventually(async () => assert.match(await readout.innerText(), /step 70\d{2}/));
  assert.match(await readout.innerText(), /measured 2\.0/);
  assert.match(await readout.innerText(), /<\/script>/, 'a name is a text');
});

test('the legend hides and shows', async () => {
  const page = await open('everything');
  await show(page, '#figure-1');
  const whole = await settled(page, '#figure-1');
  const button = page.locator('#figure-1 .legend button').first();
  await button.click();
  assert.equal(await button.getAttribute('aria-pressed'), 'false');
  await changed(page, '#figure-1', whole);
  await button.click();
  await shows(page, '#figure-1', whole);
});

test('a drawing zooms too', async () => {
  const page = await open('everything');
  const svg = page.locator('#figure-2 svg');
  const whole = await svg.getAttribute('viewBox');
  await page.locator('#figure-2').getByRole('button', { name: 'Zoom in' }).click();
  const width = Number((await svg.getAttribute('viewBox')).split(' ')[2]);
  assert.ok(Math.abs(width - Number(whole.split(' ')[2]) / 1.5) < 1);
  await svg.dblclick();
  assert.equal(await svg.getAttribute('viewBox'), whole);
});

test('the slider moves the points, by mouse and by keyboard', async () => {
  const page = await open('sweep');
  await show(page, '.scrub');
  const first = await settled(page, '.scrub');
  const slider = page.getByRole('slider', { name: 'Step' });
  await slider.focus();
  await page.keyboard.press('End');
  assert.equal(await slider.getAttribute('aria-valuetext'), 'step 5,000 (51 of 51)');
  const last = await changed(page, '.scrub', first);
  await page.getByLabel('Trails').check();
  const trails = await changed(page, '.scrub', last);
  await page.getByLabel('Follow 8 units').check();
  const followed = await changed(page, '.scrub', trails);
  await screenshot(page, 'report-scrubbed');
  await page.getByLabel('Run').selectOption({ label: 'lambda = 0.5, seed 19' });
  await changed(page, '.scrub', followed);
  await page.keyboard.press('Home');
  await slider.fill('0');
  await page.getByLabel('Trails').uncheck();
  await page.getByLabel('Follow 8 units').uncheck();
  await page.getByLabel('Run').selectOption({ label: 'lambda = 0, seed 0 (diverged)' });
  await shows(page, '.scrub', first);
});

test('it plays to the end and can be paused', async () => {
  const page = await open('sweep');
  await show(page, '.scrub');
  const output = page.locator('.scrub output');
  const place = async () => Number(/\((\d+) of 51\)/.exec(await output.innerText())[1]);
  await page.getByRole('button', { name: 'Play' }).click();
  await eventually(async () => assert.ok((await place()) > 1));
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Play' }).waitFor();
  const paused = await place();
  assert.ok(paused < 51, `paused at ${paused}`);
  // a picture that goes on would go on within a few frames
  await page.evaluate(async () => {
    for (let i = 0; i < 30; i++) await new Promise((done) => requestAnimationFrame(done));
  });
  assert.equal(await place(), paused);
  await page.getByRole('button', { name: 'Play' }).click();
  await eventually(async () => assert.equal(await place(), 51));
  await page.getByRole('button', { name: 'Play' }).waitFor();
});

test('the axes of a quantity change their scale', async () => {
  const page = await open('sweep');
  await show(page, '#figure-1');
  const y = page.locator('#figure-1').getByRole('button', { name: 'log y' });
  assert.equal(await y.getAttribute('aria-pressed'), 'true');
  const before = await settled(page, '#figure-1');
  await y.click();
  assert.equal(await y.getAttribute('aria-pressed'), 'false');
  await changed(page, '#figure-1', before);
  await page.locator('#figure-1').getByRole('button', { name: 'log x' }).click();
  await screenshot(page, 'report-scales');
  assert.deepEqual(page.troubles, []);
});

test('the theme can be chosen, and is', async () => {
  const page = await open('everything', { colorScheme: 'light' });
  const button = page.locator('#theme');
  assert.equal(await button.innerText(), 'Theme: auto');
  await button.click();
  await button.click();
  assert.equal(await button.innerText(), 'Theme: dark');
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(21, 23, 26)');
});

test('in print it is light, and every plot is drawn', async () => {
  const page = await open('sweep', { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  assert.equal(await page.locator('.frame:not(:has(canvas))').count(), 0);
});

test('texts stand out from the paper by 4.5 : 1, in light and dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await open('everything', { colorScheme });
    const ratios = await page.evaluate(() => {
      const read = (css) => css.match(/[\d.]+/g).slice(0, 3).map(Number);
      const luminance = (rgb) => {
        const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = (node) => {
        for (; node; node = node.parentElement) {
          const colour = getComputedStyle(node).backgroundColor;
          if (!colour.endsWith(', 0)')) {
            return colour;
          }
        }
        throw new Error('nothing is behind it');
      };
      return [...document.querySelectorAll('p, td, th, a, code, h1, h2, caption, figcaption, summary, button, dt, dd, .quiet, .mark, .tag')]
        .filter((node) => node.offsetParent && node.textContent.trim())
        .map((node) => {
          const [a, b] = [luminance(read(getComputedStyle(node).color)), luminance(read(behind(node)))].sort((x, y) => y - x);
          return [(a + 0.05) / (b + 0.05), node.outerHTML.slice(0, 80)];
        });
    });
    assert.ok(ratios.length > 50);
    const least = ratios.reduce((x, y) => (x[0] < y[0] ? x : y));
    assert.ok(least[0] >= 4.5, `${colorScheme}: ${least}`);
  }
});
