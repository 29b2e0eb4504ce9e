// A Chromium for the tests, and pages that report whatever goes wrong in them.
import { AssertionError } from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** The module's build folder, where samples are found and screenshots are kept. */
export const target = fileURLToPath(new URL('../../../target/', import.meta.url));

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** How many times slower the browser and its network are made: a test that passes by being quick fails then. */
const slow = Number(process.env.SLOW || 1);

/** Milliseconds until what is waited for is not expected to come any more. */
const PATIENCE = 60_000;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Starts the browser. Close it in `after`. */
export function launch() {
  const executablePath = process.env.CHROMIUM || usualPlaces.find((path) => existsSync(path));
  if (!executablePath) {
    throw new Error('no Chromium found; install one, or name it in CHROMIUM');
  }
  // a browser refuses to sandbox itself for root, as whom containers often run
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args });
}

/**
 * Opens a page; `options` are Playwright's, such as `viewport` and `colorScheme`.
 *
 * The list `troubles` of the page that is returned fills with the errors of its scripts and console, and with the
 * requests that failed; `requests` with the addresses of all requests.
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  if (slow > 1) await hinder(context, page);
  page.troubles = [];
  page.requests = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      page.troubles.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => page.troubles.push(String(error)));
  page.on('request', (request) => page.requests.push(request.url()));
  page.on('requestfailed', (request) => page.troubles.push(`${request.url()}: ${request.failure()?.errorText}`));
  return page;
}

/** Slows the page's processor, and lets its requests leave late and out of their order. */
async function hinder(context, page) {
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slow });
  await page.route(/^https?:/, async (route) => {
    await pause(Math.random() * 50 * slow);
    await route.continue().catch(() => {}); // the page has called it off, or is closed
  });
}

/**
 * Waits until an assertion holds, and gives what it returns: what follows an action need not follow at once. If it does
 * not come to hold, its last failure is the error.
 */
export async function eventually(assertion, limit = PATIENCE) {
  for (const end = Date.now() + limit; ; await pause(20)) {
    try {
      return await assertion();
    } catch (error) {
      if (!(error instanceof AssertionError) || Date.now() > end) throw error;
    }
  }
}

/** Keeps a picture of the page under `target/screenshots/`. */
export async function screenshot(page, name, options = {}) {
  const folder = join(target, 'screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, ...options });
  return path;
}

/** How many pixels the page is wider than the window; 0 if it does not scroll sideways. */
export function sidewaysOverflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
