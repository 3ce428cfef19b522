"""Predicted lines held against the lines that renderers set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deckgen.deck.inlines import Run
from deckgen.layout.model import LaidOutDeck, LaidOutSlide, TableFrame, TextFrame
from deckgen.themes.model import Box
from tests.instruments.renderers import Word, page_of
from tests.instruments.text import squeeze

_LINES = """
(index) => {
  Reveal.slide(index);
  const blocks = [];
  const set = '.f [dir=auto], .f [dir=rtl]:not(table):not(span), .f pre';
  for (const block of Reveal.getSlide(index).querySelectorAll(set)) {
    const lines = [];
    let bottom = -1e9, text = '';
    const range = document.createRange();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const add = (part, box) => {
      if (box.top > bottom - 0.4 * box.height) { if (text) lines.push(text); text = ''; bottom = box.bottom; }
      text += part;
      bottom = Math.max(bottom, box.bottom);
    };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('.m')) continue;
      for (const match of node.data.matchAll(/\\S+/g)) {
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        if (range.getClientRects().length == 1) { add(match[0], range.getBoundingClientRect()); continue; }
        for (let i = 0; i < match[0].length; i++) {
          range.setStart(node, match.index + i);
          range.setEnd(node, match.index + i + 1);
          const box = range.getClientRects()[0];
          if (box) add(match[0][i], box); else text += match[0][i];
        }
      }
    }
    if (text) lines.push(text);
    blocks.push(lines);
  }
  return blocks;
}
"""
_RTL = re.compile("[\u0590-\u08ff]")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many predicted lines a renderer set in the same way, and those that it did not."""

    lines: int
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of lines that were predicted."""
        return 1 - len(self.wrong) / max(1, self.lines)


def _paragraphs(slide: LaidOutSlide) -> Iterator[Any]:
    for frame in slide.frames:
        if isinstance(frame, TextFrame):
            yield from frame.paragraphs
        elif isinstance(frame, TableFrame):
            yield from (cell for row in frame.rows for cell in row.cells)


def has_formulas(slide: LaidOutSlide) -> bool:
    """True for a slide with formulas in its text: LibreOffice shows them as plain text, of another width."""
    runs = (item for paragraph in _paragraphs(slide) for item in paragraph.inlines if isinstance(item, Run))
    return any(run.marks.math is not None for run in runs)


def predicted(slide: LaidOutSlide) -> list[str]:
    """The slide's lines without white space, in reading order, empty ones left out."""
    lines = [squeeze(line.text) for p in _paragraphs(slide) for line in p.lines]
    return [re.sub(r"\s", "", line) for line in lines if line]


def _compare(slide: int, ours: list[str], theirs: Iterable[str]) -> list[str]:
    shown = list(theirs)
    wrong = []
    for line in ours:
        if line in shown:
            shown.remove(line)
        else:
            wrong.append(f"slide {slide}: {line[:60]}")
    return wrong


def against_chromium(html: Path, deck: LaidOutDeck) -> Comparison:
    """Every predicted line, as Chromium breaks it."""
    wrong: list[str] = []
    count = 0
    with page_of(html) as (page, _):
        for slide in deck.slides:
            ours = [] if has_formulas(slide) else predicted(slide)
            blocks = page.evaluate(_LINES, slide.number - 1)
            wrong += _compare(slide.number, ours, (squeeze(line) for lines in blocks for line in lines))
            count += len(ours)
    return Comparison(count, tuple(wrong))


def against_libreoffice(words: list[Word], deck: LaidOutDeck) -> Comparison:
    """Every predicted line, as LibreOffice breaks it (its PDF gives right-to-left text mirrored)."""
    wrong: list[str] = []
    count = 0
    for slide in deck.slides:
        ours = [] if has_formulas(slide) else predicted(slide)
        mine = [word for word in words if word.slide == slide.number]
        theirs: list[str] = []
        for box in _cells(slide):
            inside = [
                w
                for w in mine
                if box.x - 3 <= (w.left + w.right) / 2 <= box.right + 3
                and box.y - 4 <= (w.top + w.bottom) / 2 <= box.bottom + 4
            ]
            theirs += list(_rows(inside))
        bare = {re.sub(r"^([•–☐☑]|\d+\.)", "", line) for line in theirs} | set(theirs)
        found = [line for line in ours if not _RTL.search(line)]
        count += len(found)
        wrong += [f"slide {slide.number}: {line[:60]}" for line in found if line not in bare]
    return Comparison(count, tuple(wrong))


def _cells(slide: LaidOutSlide) -> Iterator[Box]:
    """The boxes that text flows in: frames, and the columns of tables."""
    for frame in slide.frames:
        if isinstance(frame, TableFrame):
            x = frame.box.x
            for width in frame.widths:
                yield Box(x, frame.box.y, width, frame.box.height + 20)
                x += width
        else:
            yield frame.box


def _rows(words: list[Word]) -> Iterator[str]:
    """Words that stand beside each other, joined."""
    row: list[Word] = []
    for word in sorted(words, key=lambda w: (round(w.bottom), w.left)):
        if row and word.top > row[0].bottom - 0.4 * (row[0].bottom - row[0].top):
            yield "".join(w.text for w in sorted(row, key=lambda w: w.left))
            row = []
        row.append(word)
    if row:
        yield "".join(w.text for w in sorted(row, key=lambda w: w.left))
