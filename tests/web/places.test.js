import assert from 'node:assert/strict';
import test from 'node:test';
import { near, number_text, place_after } from '../../templates/serve/places.js';

const change = (start, removed, inserted) => ({ start, removed, inserted });

test('a reader stays on the slide of the same name, wherever it is now', () => {
  assert.equal(place_after(4, 6, change(0, 1, 3), 12), 6);
});

test('without that slide, one behind the change moves with it, one before it stays', () => {
  assert.equal(place_after(8, -1, change(2, 1, 3), 12), 10);
  assert.equal(place_after(1, -1, change(2, 1, 3), 12), 1);
  assert.equal(place_after(2, -1, change(2, 1, 1), 12), 2);
});

test('never beyond the deck', () => {
  assert.equal(place_after(9, -1, change(0, 10, 2), 2), 1);
  assert.equal(place_after(0, -1, change(0, 1, 0), 0), 0);
});

test('slides at hand begin with the first', () => {
  assert.deepEqual(near(1, 3), [0, 5]);
  assert.deepEqual(near(10, 3), [7, 14]);
});

test('numbers are as the deck shows them', () => {
  assert.equal(number_text('c', 4, 9), '5');
  assert.equal(number_text('c/t', 4, 9), '5/9');
});
