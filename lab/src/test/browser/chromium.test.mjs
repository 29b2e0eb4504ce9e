// That the browser of the tests runs, and that its pages report what goes wrong in them.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { eventually, launch, openPage, sidewaysOverflow } from './chromium.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

test('a page without faults has no troubles', async () => {
  const page = await openPage(browser);
  await page.setContent('<!doctype html><title>x</title><p>fine</p>');
  assert.deepEqual(page.troubles, []);
  assert.equal(await sidewaysOverflow(page), 0);
});

test('errors of scripts and of the console are troubles', async () => {
  const page = await openPage(browser);
  await page.setContent('<!doctype html><script>console.error("told"); throw new Error("thrown")</script>');
  await eventually(() => assert.equal(page.troubles.length, 2));
  assert.match(page.troubles.join(), /told/);
  assert.match(page.troubles.join(), /thrown/);
});

test('what is wider than the window is seen', async () => {
  const page = await openPage(browser, { viewport: { width: 390, height: 844 } });
  await page.setContent('<!doctype html><div style="width: 600px">wide</div>');
  assert.ok((await sidewaysOverflow(page)) > 100);
});

test('what comes to hold is waited for, and what does not is an error', async () => {
  let calls = 0;
  assert.equal(await eventually(() => (assert.ok(++calls > 3), calls)), 4);
  await assert.rejects(eventually(() => assert.equal(1, 2), 50), assert.AssertionError);
  await assert.rejects(eventually(() => JSON.parse('{')), SyntaxError);
});
