// Three versions of a text: the one that two authors began with, and theirs. Compared by lines, as merges are.

import { diff } from '@codemirror/merge';
import { ChangeSet, Text } from '@codemirror/state';

const LIMIT = { scanLimit: 2000 };
const SMALL = 4000; // characters of a changed stretch within which letters are compared
const MOST = 50_000; // different lines

// Stretches of lines that differ: `from` to `to` in `one` become `start` to `end` of `other` (from 0, ends excluded).
function line_changes(one, other) {
  const numbers = new Map();
  const coded = lines =>
    lines
      .map(line => {
        if (!numbers.has(line)) numbers.set(line, numbers.size + 1);
        const number = numbers.get(line);
        return String.fromCharCode(number < 0xd000 ? number : number + 0x1000); // no halves of surrogate pairs
      })
      .join('');
  const texts = [coded(one), coded(other)];
  if (numbers.size > MOST) return [{ from: 0, to: one.length, start: 0, end: other.length }];
  return diff(...texts, LIMIT).map(({ fromA, toA, fromB, toB }) => ({ from: fromA, to: toA, start: fromB, end: toB }));
}

// The changes from one text to another, as CodeMirror has them.
export function between(one, other) {
  const [before, after] = [one.toJSON(), other.toJSON()];
  const places = [0];
  for (const line of before) places.push(places.at(-1) + line.length + 1);
  const changes = [];
  for (const { from, to, start, end } of line_changes(before, after)) {
    const lines = after.slice(start, end);
    let [place, words] = [places[from], lines.map(line => `${line}\n`).join('')];
    if (to === before.length) {
      // the last line has no end: the one before it gives its own
      words = (from && lines.length ? '\n' : '') + lines.join('\n');
      place = Math.max(0, from ? place - 1 : 0);
    }
    const old = one.sliceString(place, Math.min(places[to], one.length));
    const whole = [{ fromA: 0, toA: old.length, fromB: 0, toB: words.length }];
    for (const { fromA, toA, fromB, toB } of old.length + words.length < SMALL ? diff(old, words, LIMIT) : whole)
      changes.push({ from: place + fromA, to: place + toA, insert: words.slice(fromB, toB) });
  }
  return ChangeSet.of(changes, one.length);
}

// How many lines differ.
export const distance = (one, other) =>
  line_changes(one.toJSON(), other.toJSON()).reduce(
    (sum, { from, to, start, end }) => sum + to - from + end - start,
    0,
  );

// Both authors' changes; where they are at the same lines, `mine` has mine and `theirs` has theirs.
export function merged(base, mine, theirs) {
  const [old, my, their] = [base, mine, theirs].map(text => text.toJSON());
  const [ours, others] = [line_changes(old, my), line_changes(old, their)];
  const [kept, wanted] = [[], []];
  let [at, conflicts] = [0, 0];
  const add = (to, lines) => {
    for (const line of lines) to.push(line);
  };
  const side = (hunks, lines, from, to) => {
    const found = [];
    for (const hunk of hunks) {
      add(found, old.slice(from, hunk.from));
      add(found, lines.slice(hunk.start, hunk.end));
      from = hunk.to;
    }
    add(found, old.slice(from, to));
    return found;
  };
  while (ours.length || others.length) {
    const from = Math.min(ours[0]?.from ?? Infinity, others[0]?.from ?? Infinity);
    let to = from;
    const group = [[], []];
    for (let more = true; more; ) {
      more = false;
      [ours, others].forEach((hunks, index) => {
        while (hunks.length && (hunks[0].from < to || hunks[0].from === from)) {
          to = Math.max(to, hunks[0].to);
          group[index].push(hunks.shift());
          more = true;
        }
      });
    }
    for (const lines of [kept, wanted]) add(lines, old.slice(at, from));
    const [a, b] = [side(group[0], my, from, to), side(group[1], their, from, to)];
    const differ = group[0].length && group[1].length && a.join('\n') !== b.join('\n');
    conflicts += Boolean(differ);
    add(kept, group[0].length ? a : b);
    add(wanted, group[1].length ? b : a);
    at = to;
  }
  for (const lines of [kept, wanted]) add(lines, old.slice(at));
  return { mine: Text.of(kept.length ? kept : ['']), theirs: Text.of(wanted.length ? wanted : ['']), conflicts };
}
