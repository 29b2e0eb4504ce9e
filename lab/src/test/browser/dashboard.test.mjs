// The dashboard as somebody uses it: start a study from its form, watch it live, scrub its weights, compare runs, stop.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { eventually, launch, openPage, screenshot, sidewaysOverflow, target } from './chromium.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** The class path of the unit tests: the build leaves the jars of it in a file. CLASSPATH takes its place. */
function classPathOfTests() {
  const file = join(target, 'test-classpath.txt');
  if (process.env.CLASSPATH) return process.env.CLASSPATH;
  assert.ok(existsSync(file), `${file} is missing; build the module first: mvn -pl lab -am test-compile`);
  return [join(target, 'test-classes'), join(target, 'classes'), readFileSync(file, 'utf8').trim()].join(delimiter);
}

/** Serves sweeps in memory; `words` are those of DemoServer. */
async function serve(...words) {
  const classPath = classPathOfTests();
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const options = ['--add-modules', 'jdk.incubator.vector', '-Djava.awt.headless=true', '-cp', classPath];
  const child = spawn(java, [...options, 'dev.costate.lab.serve.DemoServer', ...words]);
  let errors = '';
  child.stderr.on('data', (data) => (errors += data));
  const address = await new Promise((resolve, reject) => {
    child.stdout.once('data', (data) => resolve(String(data).trim()));
    child.once('exit', () => reject(new Error(`the server did not start: ${errors}`)));
  });
  return { address, stop: () => child.stdin.end() };
}

/** Troubles less those that are none: what the page itself called off, as when another metric was chosen meanwhile. */
const troubles = (page) => page.troubles.filter((text) => !/net::ERR_ABORTED/.test(text));

/** How many pixels of the curves' canvases are not transparent. */
const painted = (page) =>
  page.evaluate(() => {
    let pixels = 0;
    for (const canvas of document.querySelectorAll('.plot canvas.layer:not([hidden])')) {
      if (!canvas.width) continue;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 3; i < data.length; i += 4) if (data[i]) pixels++;
    }
    return pixels;
  });

/** Waits until the elements have these texts. */
const texts = (page, selector, expected) =>
  eventually(async () => assert.deepEqual(await page.locator(selector).allTextContents(), expected));

/** Waits until the first of the elements has a text that matches. */
const matches = (page, selector, pattern) =>
  eventually(async () => assert.match(await page.locator(selector).first().textContent(), pattern));

async function openSweep(page, address, name, words = '') {
  await page.goto(`${address}#/sweep/${name}${words}`);
  await page.getByRole('heading', { name }).waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('costate-curves').length > 0);
}

describe('an empty store', () => {
  let server;
  before(async () => (server = await serve('empty')));
  after(() => server?.stop());

  test('says how to begin', async () => {
    const page = await openPage(browser);
    await page.goto(server.address);
    await page.getByText('No sweeps yet').waitFor();
    await matches(page, 'pre', /^\.\/costate run rich-and-lazy --sweep/);
    await screenshot(page, 'dashboard-empty');
    await page.getByRole('link', { name: 'New sweep' }).last().click();
    await page.getByRole('heading', { name: 'New sweep' }).waitFor();
    assert.deepEqual(troubles(page), []);
  });

  test('a sweep is started from its form, watched, scrubbed, stopped and resumed', async () => {
    const page = await openPage(browser);
    await page.goto(`${server.address}#/new`);

    // what is wrong stands beside its field
    await page.getByLabel('lr', { exact: true }).fill('-1');
    await page.getByLabel('epochs').fill('many');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('expected a number above 0').waitFor();
    await page.getByText('expected a whole number from 1 to 1000000').waitFor();
    assert.equal(await page.getByLabel('lr', { exact: true }).getAttribute('aria-invalid'), 'true');
    await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'field-lr'));
    await screenshot(page, 'dashboard-form-problems', { fullPage: true });

    await page.getByLabel('lr', { exact: true }).fill('0.05');
    await page.getByLabel('epochs').fill('100000');
    await page.getByLabel('sweep', { exact: true }).fill('w1Init=0.01,0.25,0.5');
    await page.getByLabel('seeds').fill('4');
    await texts(page, 'pre code', ['./costate run exclusive-or --lr 0.05 --epochs 100000 --sweep w1Init=0.01,0.25,0.5 --seeds 4']);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('heading', { name: 'exclusive-or-1' }).waitFor();

    // live
    await page.locator('.badge.live').waitFor();
    const steps = () => page.locator('.runs tbody tr:not(.space)').first().locator('td').nth(3).textContent().then(Number);
    await page.waitForFunction(() => Number(document.querySelector('.runs tbody tr:not(.space) td:nth-child(4)')?.textContent) > 200);
    const first = await steps();
    await eventually(async () => {
      const pixels = await painted(page);
      assert.ok(pixels > 300, `${pixels} pixels of curves`);
    });
    await page.waitForFunction((before) => Number(document.querySelector('.runs tbody tr:not(.space) td:nth-child(4)').textContent) > before + 500, first);
    await eventually(async () => assert.equal(await page.locator('.runs tbody tr:not(.space)').count(), 12));
    await screenshot(page, 'dashboard-live');

    // scrub
    const slider = page.getByLabel('Step', { exact: true });
    await slider.scrollIntoViewIfNeeded();
    await page.locator('.panels canvas').waitFor();
    await page.waitForFunction(() => Number(document.querySelector('.transport input').max) > 10);
    const cloud = () => page.locator('.panels canvas').evaluate((canvas) => canvas.toDataURL());
    await slider.press('Home');
    await texts(page, '.step', ['step 0']);
    const start = await cloud();
    for (let i = 0; i < 10; i++) await slider.press('ArrowRight');
    await eventually(async () => assert.notEqual(await page.locator('.step').textContent(), 'step 0'));
    await eventually(async () => assert.notEqual(await cloud(), start));
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    const played = await slider.inputValue();
    await page.waitForFunction((before) => Number(document.querySelector('.transport input').value) > Number(before), played);
    await page.getByRole('button', { name: 'Pause' }).click();
    await screenshot(page, 'dashboard-scrub');

    // stop, and go on
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await page.locator('.badge.live').waitFor({ state: 'detached' });
    await page.reload(); // what the server has, with nothing of it on its way any more
    await page.locator('.runs tbody tr:not(.space)').first().waitFor();
    const stopped = await steps();
    assert.equal(stopped % 50, 0, 'it stops after a piece');
    await page.reload();
    await page.locator('.runs tbody tr:not(.space)').first().waitFor();
    assert.equal(await steps(), stopped, 'and stays there');
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.locator('.badge.live').waitFor();
    await page.waitForFunction((before) => Number(document.querySelector('.runs tbody tr:not(.space) td:nth-child(4)').textContent) > before, stopped);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    assert.deepEqual(troubles(page).filter((text) => !/422/.test(text)), []);
  });
});

describe('a store with sweeps', () => {
  let server;
  before(async () => (server = await serve()));
  after(() => server?.stop());

  test('lists them, the newest first', async () => {
    const page = await openPage(browser);
    await page.goto(server.address);
    await page.locator('.sweep').first().waitFor();
    await texts(page, '.sweep .title', ['exclusive-or-steps', 'exclusive-or-scales']);
    await matches(page, '.sweep .facts', /30 runs · \d+ diverged/);
    await screenshot(page, 'dashboard-list');
    await page.locator('.sweep').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'exclusive-or-steps' }).waitFor();
    assert.deepEqual(troubles(page), []);
  });

  test('groups, axes, areas and what is under the pointer', async () => {
    const page = await openPage(browser);
    await openSweep(page, server.address, 'exclusive-or-scales', '?by=w1Init');
    await texts(page, '.legend .what', ['0.001', '0.05', '0.25', '1']);
    await texts(page, '.legend .n', Array(4).fill('n = 20'));
    await matches(page, '.caption', /[\d,]+ of 3,000 points, extremes kept\./);
    await eventually(async () => assert.ok((await painted(page)) > 1000));
    await page.getByText('linear', { exact: true }).first().click();
    await page.waitForFunction(() => /y=linear/.test(location.hash));
    await page.getByLabel('Area').selectOption('quartiles');
    await page.getByText('symlog').click();
    await page.getByLabel('Group by').selectOption('lr');
    await page.waitForFunction(() => document.querySelectorAll('.legend .what').length === 2);
    await page.waitForFunction(() => /by=lr/.test(location.hash) && /y=symlog/.test(location.hash));

    const box = await page.locator('.u-over').boundingBox();
    const tip = page.locator('.tip');
    await eventually(async () => {
      for (let y = 10; y < box.height && !(await tip.isVisible()); y += 12) {
        await page.mouse.move(box.x + box.width / 3, box.y + y);
      }
      assert.ok(await tip.isVisible(), 'a curve is under the pointer');
    });
    await matches(page, '.tip', /step [\d,]+/);
    await screenshot(page, 'dashboard-hover');
    assert.deepEqual(troubles(page), []);
  });

  test('a part that is zoomed into has all of its points', async () => {
    const page = await openPage(browser);
    await openSweep(page, server.address, 'exclusive-or-scales', '?by=w1Init');
    const box = await page.locator('.u-over').boundingBox();
    await page.mouse.move(box.x + 100, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 160, box.y + 110, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(() => !/points/.test(document.querySelector('.caption').textContent));
    await page.locator('.plot').focus();
    await page.keyboard.press('0');
    await page.waitForFunction(() => /of 3,000 points/.test(document.querySelector('.caption').textContent));
    assert.deepEqual(troubles(page), []);
  });

  test('the filter holds for the table and the curves', async () => {
    const page = await openPage(browser);
    await openSweep(page, server.address, 'exclusive-or-steps');
    const filter = page.getByLabel('Filter the runs');
    await filter.fill('lr<1 state=done');
    await page.waitForFunction(() => /^\d+ of 30$/.test(document.querySelector('.row .hint').textContent));
    await eventually(async () => {
      const states = await page.locator('.runs tbody tr:not(.space) td:nth-child(3)').allTextContents();
      assert.ok(states.length > 0 && states.every((state) => state === 'done'));
    });
    await texts(page, '.legend .what', ['0.1', '0.5']);
    await filter.fill('rate=1');
    await page.getByText("there is no key 'rate'").waitFor();
    await filter.fill('state=diverged');
    await page.waitForFunction(() => /diverged \(×\)/.test(document.querySelector('.caption').textContent));
    await page.getByRole('button', { name: /^last value/ }).click();
    assert.deepEqual(troubles(page), []);
  });

  test('runs are compared side by side', async () => {
    const page = await openPage(browser);
    await openSweep(page, server.address, 'exclusive-or-scales', '?by=w1Init');
    await page.getByLabel('Compare run 3', { exact: true }).check();
    await page.getByLabel('Compare run 4', { exact: true }).check();
    await page.getByRole('button', { name: /^run/ }).first().waitFor();
    await page.locator('.comparison tbody tr').first().waitFor();
    await texts(page, '.comparison .key', ['seed']);
    await page.locator('.panels').scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelectorAll('.panels canvas').length === 2);
    await screenshot(page, 'dashboard-compare', { fullPage: true });
    // the address brings it back
    const again = await openPage(browser);
    await again.goto(page.url());
    await again.locator('.comparison').waitFor();
    await matches(again, '.comparison thead', /run 3.*run 4/);
    await page.getByRole('button', { name: 'Back to all runs' }).click();
    await page.locator('.comparison').waitFor({ state: 'hidden' });
    assert.deepEqual(troubles(page), []);
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`on a phone, ${colorScheme}`, async () => {
      const page = await openPage(browser, { ...PHONE, colorScheme });
      await page.goto(server.address);
      await page.locator('.sweep').first().waitFor();
      assert.equal(await sidewaysOverflow(page), 0);
      await openSweep(page, server.address, 'exclusive-or-scales', '?by=w1Init');
      assert.equal(await sidewaysOverflow(page), 0);
      await screenshot(page, `dashboard-phone-${colorScheme}`, { fullPage: true });
      await page.goto(`${server.address}#/new`);
      await page.getByRole('button', { name: 'Start' }).waitFor();
      assert.equal(await sidewaysOverflow(page), 0);
      assert.deepEqual(troubles(page), []);
    });
  }

  test('dark paper, and the button that changes it', async () => {
    const page = await openPage(browser, { colorScheme: 'dark' });
    await openSweep(page, server.address, 'exclusive-or-steps', '?band=quartiles&centre=median');
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await screenshot(page, 'dashboard-dark');
    await page.getByRole('button', { name: 'Light or dark' }).click();
    await eventually(async () => assert.notEqual(await paper(), dark));
    await page.reload();
    await page.getByRole('heading', { name: 'exclusive-or-steps' }).waitFor();
    await eventually(async () => assert.notEqual(await paper(), dark));
    assert.deepEqual(troubles(page), []);
  });

  test('asks nobody but its server, and stays within its policy', async () => {
    const page = await openPage(browser);
    await openSweep(page, server.address, 'exclusive-or-scales');
    assert.ok(page.requests.every((request) => request.startsWith(server.address)));
    assert.ok(!page.requests.some((request) => request.includes('/frames')), 'snapshots below the window are not fetched');
    const broken = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.intruder = true';
      document.body.append(script);
      return globalThis.intruder === true;
    });
    assert.equal(broken, false);
  });
});

describe('1,000 runs of 5,000 points', () => {
  let server;
  before(async () => (server = await serve('empty', 'big')));
  after(() => server?.stop());

  test('stay smooth', async (context) => {
    const page = await openPage(browser);
    await page.goto(server.address);
    await page.locator('.sweep').first().waitFor();
    const figures = {};
    for (const round of ['first', 'again']) {
      await page.goto(`${server.address}#/`);
      await page.locator('.sweep').first().waitFor();
      await page.evaluate(() => performance.clearMarks());
      const begin = await page.evaluate(() => performance.now());
      await page.locator('.sweep').first().click();
      const time = (mark) => page.evaluate((name) => performance.getEntriesByName(name)[0]?.startTime, mark);
      await page.waitForFunction(() => performance.getEntriesByName('costate-curves').length > 0, null, { timeout: 60_000 });
      figures[`${round}: lines of groups, ms`] = Math.round((await time('costate-lines')) - begin);
      figures[`${round}: all curves, ms`] = Math.round((await time('costate-curves')) - begin);
    }
    await matches(page, '.caption', /[\d,]+ of 5,000 points, extremes kept\./);

    const box = await page.locator('.u-over').boundingBox();
    await page.evaluate(() => {
      globalThis.frames = [];
      let before = performance.now();
      const tick = (now) => {
        globalThis.frames.push(now - before);
        before = now;
        globalThis.watching = requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    });
    for (let i = 0; i < 120; i++) {
      await page.mouse.move(box.x + 40 + ((i * 7) % (box.width - 80)), box.y + 40 + ((i * 5) % (box.height - 80)));
    }
    const frames = await page.evaluate(() => (cancelAnimationFrame(globalThis.watching), globalThis.frames.sort((a, b) => a - b)));
    figures['hovering: median frame, ms'] = Math.round(frames[frames.length >> 1]);
    figures['hovering: 95 % of frames within, ms'] = Math.round(frames[Math.floor(frames.length * 0.95)]);
    await screenshot(page, 'dashboard-big');
    for (const [name, figure] of Object.entries(figures)) context.diagnostic(`${name}: ${figure}`);
    // only that it works at all: how fast depends on the machine
    await eventually(async () => assert.ok((await painted(page)) > 5000));
    assert.equal(await page.locator('.runs tbody tr:not(.space)').count() < 60, true, 'only rows in sight are elements');
    assert.deepEqual(troubles(page), []);
  });
});
