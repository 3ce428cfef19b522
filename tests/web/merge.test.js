import assert from 'node:assert/strict';
import test from 'node:test';
import './modules.js';

const { Text } = await import('@codemirror/state');
const { between, distance, merged } = await import('../../templates/serve/merge.js');

const text = words => Text.of(words.split('\n'));
const both = (base, mine, theirs) => {
  const found = merged(text(base), text(mine), text(theirs));
  return [found.mine.toString(), found.theirs.toString(), found.conflicts];
};

test('changes lead from one text to the other', () => {
  for (const [one, other] of [
    ['a\nb\nc', 'a\nB\nc'],
    ['a\nb\nc', 'a'],
    ['', 'a\n« é »\n'],
    ['a\n\nb', 'b\n\na'],
    ['fin', 'fin\n'],
  ])
    assert.equal(between(text(one), text(other)).apply(text(one)).toString(), other);
});

test('a change inside a line is that of its letters alone', () => {
  const changes = between(text('Un mot de trop'), text('Un mot en trop'));
  let touched = 0;
  changes.iterChanges((from, to) => {
    touched += to - from;
  });
  assert.ok(touched <= 2);
});

test('lines that differ are counted', () => {
  assert.equal(distance(text('a\nb\nc'), text('a\nb\nc')), 0);
  assert.equal(distance(text('a\nb\nc'), text('a\nX\nc')), 2);
});

test('changes at different lines are both kept', () => {
  assert.deepEqual(both('a\nb\nc\nd', 'A\nb\nc\nd', 'a\nb\nc\nD'), ['A\nb\nc\nD', 'A\nb\nc\nD', 0]);
});

test('where both have changed the same line, each version has its own', () => {
  assert.deepEqual(both('a\nb\nc', 'a\nMOI\nc', 'a\nTOI\nc'), ['a\nMOI\nc', 'a\nTOI\nc', 1]);
});

test('the same change of both is none to ask about', () => {
  assert.deepEqual(both('a\nb', 'a\nB', 'a\nB'), ['a\nB', 'a\nB', 0]);
});

test('what one has deleted and the other changed is asked for', () => {
  const [mine, theirs, conflicts] = both('a\nb\nc', 'a\nc', 'a\nB\nc');
  assert.deepEqual([mine, theirs, conflicts], ['a\nc', 'a\nB\nc', 1]);
});
