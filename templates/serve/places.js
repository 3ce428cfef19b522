// Where a reader is among slides that come and go. Numbers count from 0.

// The slide to be on when `removed` slides from `start` on have become `inserted` ones: that of the same name (at `found`,
// -1 if it is gone), else the one at the same number, counted from the end if it was behind them.
export function place_after(here, found, { start, removed, inserted }, count) {
  let now = found;
  if (now < 0) now = here >= start + removed ? here + inserted - removed : here;
  return Math.max(0, Math.min(now, count - 1));
}

// The first slide to keep at hand and the first one not, so many on either side of `here`.
export const near = (here, reach) => [Math.max(0, here - reach), here + reach + 1];

// A slide's number as its deck shows it: `c` or `c/t`.
export const number_text = (kind, at, count) => (kind === 'c/t' ? `${at + 1}/${count}` : `${at + 1}`);
