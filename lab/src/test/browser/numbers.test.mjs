// Numbers of the dashboard as people read them, without a browser.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { configTexts } from '../../main/resources/dev/costate/lab/web/numbers.js';

test('values of a key have four digits, or as many as tell them from each other', () => {
  assert.deepEqual(configTexts([0.001, 0.00199473659878, 0.5]), ['0.001', '0.001995', '0.5']);
  assert.deepEqual(configTexts([0.123451, 0.123462]), ['0.12345', '0.12346']);
});

test('whole numbers and words stay as they are', () => {
  assert.deepEqual(configTexts([4294967295, 1]), ['4294967295', '1']);
  assert.deepEqual(configTexts(['tanh', null, true]), ['tanh', 'none', 'true']);
});
