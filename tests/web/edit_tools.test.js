import assert from 'node:assert/strict';
import test from 'node:test';
import { piece_at, theme_of, with_theme } from '../../templates/serve/edit_tools.js';

const changed = (text, { from, to = from, insert }) => text.slice(0, from) + insert + text.slice(to);

test('a theme is written where the deck says its own, or where it would', () => {
  assert.equal(
    changed('---\ntitle: T\ntheme: board\n---\n# A', with_theme('---\ntitle: T\ntheme: board\n---\n# A', 'quiet')),
    '---\ntitle: T\ntheme: quiet\n---\n# A',
  );
  assert.equal(
    changed('---\ntitle: T\n---\n# A', with_theme('---\ntitle: T\n---\n# A', 'quiet')),
    '---\ntheme: quiet\ntitle: T\n---\n# A',
  );
  assert.equal(changed('# A\n', with_theme('# A\n', 'quiet')), '---\ntheme: quiet\n---\n\n# A\n');
  const rule = '---\n\nno front matter\n\n---\n';
  assert.equal(changed(rule, with_theme(rule, 'quiet')), `---\ntheme: quiet\n---\n\n${rule}`);
  assert.equal(theme_of('---\ntheme: "stage-dark"\n---\n'), 'stage-dark');
});

test('a piece stands on lines of its own', () => {
  assert.equal(changed('one\ntwo', piece_at('one\ntwo', 1, 'X\n')), 'one\n\nX\n\ntwo');
  assert.equal(changed('one\n\n', piece_at('one\n\n', 5, 'X\n')), 'one\n\nX\n');
  assert.equal(changed('', piece_at('', 0, 'X\n')), 'X\n');
});

test('a piece is never written into the front matter', () => {
  const deck = '---\ntitle: T\n---\n\n# A\n';
  for (const at of [0, 5, 12])
    assert.equal(changed(deck, piece_at(deck, at, 'X\n')), '---\ntitle: T\n---\n\nX\n\n\n# A\n');
  const rule = '---\n\nwords\n\n---\n';
  assert.equal(changed(rule, piece_at(rule, 0, 'X\n')), '---\n\nX\n\n\nwords\n\n---\n');
});

test('pieces chosen one after the other stand apart', () => {
  let text = '# A\n';
  for (const piece of ['> Words.\n', '> [!NOTE]\n> What.\n', '| a |\n| - |\n'])
    text = changed(text, piece_at(text, text.length, piece));
  assert.equal(text, '# A\n\n> Words.\n\n> [!NOTE]\n> What.\n\n| a |\n| - |\n');
});
