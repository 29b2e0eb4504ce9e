// Where a plot of a report puts its words, without a browser: a canvas that notes them and whose letters are ten wide.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

const source = ['layers.js', 'words.js']
  .map((name) => readFileSync(new URL(`../../main/resources/dev/costate/lab/report/${name}`, import.meta.url), 'utf8'))
  .join('\n');

/** Paints layers on a panel of 400 x 300 and gives the left end and the middle height of each text. */
function paint(layers) {
  const written = {};
  const note = { fillText: (text, x, y) => (written[text] = { x, y }), measureText: (text) => ({ width: 10 * text.length }) };
  const ctx = new Proxy(note, { get: (object, name) => object[name] ?? (() => {}), set: () => true });
  const view = { x: (place) => place, y: (place) => 300 - place, low: 0, high: 400, box: { left: 0, top: 0, width: 400, height: 300 }, ratio: 1, lines: [], words: [] };
  runInNewContext(`${source}\nlayers.forEach((layer) => paintLayer(layer, ctx, view)); writeWords(layers, ctx, view);`, { layers, ctx, view, onPaper: (colour) => colour });
  return written;
}

const across = (place, text) => ({ kind: 'horizontal', place, text, width: 1 });
const upright = (place, text) => ({ kind: 'vertical', place, text, width: 1 });

test('the words of a line stand above it, at its right end', () => {
  const { limit } = paint([across(150, 'limit')]);
  assert.deepEqual(limit, { x: 400 - 4 - 50, y: 150 - 4 - 7 });
});

test('those of a line at the upper edge stand below it', () => {
  assert.ok(paint([across(295, 'limit')]).limit.y > 5);
});

test('those of two upright lines that are close stand on either side', () => {
  const { first, second } = paint([upright(200, 'first'), upright(220, 'second')]);
  assert.ok(first.x + 50 < 200);
  assert.ok(second.x > 220);
});

test('words keep off the data', () => {
  const x = Array.from({ length: 100 }, (_, i) => 300 + i);
  const data = { kind: 'series', rises: true, width: 1, marker: 'none', x, y: x.map(() => 160) };
  assert.ok(paint([across(150, 'limit')]).limit.y < 150);
  assert.ok(paint([across(150, 'limit'), data]).limit.y > 150);
});
