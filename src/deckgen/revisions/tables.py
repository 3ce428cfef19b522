"""Edited tables in a source: cells, rows, columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import Table
from deckgen.deck.inlines import Inlines
from deckgen.imports.text_blocks import joined
from deckgen.markdown.escape import cell as in_cell
from deckgen.markdown.inlines import inline_text
from deckgen.markdown.style import Style
from deckgen.patterns import regex
from deckgen.powerpoint.model import Grid, ShownParagraph
from deckgen.readers.barred_cells import BAR, with_enclosed
from deckgen.revisions.lines import Lines, quote_margin
from deckgen.revisions.matching import Pairs, pair_texts
from deckgen.revisions.patch import patched, same
from deckgen.revisions.settling import plainly, settled
from deckgen.revisions.units import SourceSlide, words_of

Cell: TypeAlias = tuple[ShownParagraph, ...]
_CAPTION = regex(r"(?:Table)?:[ \t]")


class TableEdits(Struct):
    """Puts the cells of edited tables into the lines of a source."""

    lines: Lines
    style: Style
    baked: bool
    """The edited file says of each run how it looks."""
    lost: list[str] = field(default_factory=list)

    def edit(self, old: Grid, new: Grid, slide: SourceSlide) -> None:
        """Make the source of one table that of another."""
        new = _settled(old, new, baked=self.baked)
        before, after = _texts(old), _texts(new)
        if new.merged and not old.merged:
            self.lost.append("cells of a table that were merged")
        if before == after and _looks(old) == _looks(new):
            return
        numbers = self._source(before, slide)
        if numbers is None or len({len(row) for row in before}) != 1 or len({len(row) for row in after}) != 1:
            if not self._in_their_places(before, after, slide):
                self.lost.append(f"a table: {_said_of(before, after)}")
            return
        if len(before[0]) != len(after[0]) or _moved_columns(before, after):
            old = self._with_columns(old, new, numbers)
            new = _settled(old, new, baked=self.baked)
            before = _texts(old)
        anchor = numbers[0]
        below = _pair_rows([" ".join(row) for row in before[1:]], [" ".join(row) for row in after[1:]])
        lower = [(i if i is None else i + 1, j if j is None else j + 1) for i, j in below]
        for i, j in ((0, 0), *lower):  # what stands above the rule stays there
            if i is not None and j is not None:
                self._row(
                    numbers[i], [joined(cell) for cell in old.rows[i]], [joined(cell) for cell in new.rows[j]]
                )
                anchor = numbers[i] + (i == 0 and self._is_rule(numbers[0] + 1))
            elif i is not None and i:
                self.lines.remove(numbers[i], numbers[i])
            elif j is not None and i is None:
                cells = (in_cell(inline_text(joined(cell), self.style, starts=False)) for cell in new.rows[j])
                margin = _margin(self.lines.line(numbers[0]))
                self.lines.insert(anchor, [f"{margin}| {' | '.join(cells)} |"])

    def _in_their_places(
        self, before: Sequence[Sequence[str]], after: Sequence[Sequence[str]], slide: SourceSlide
    ) -> bool:
        """Write other words into the cells of a table that is drawn, or of HTML's, where each of these is found once;
        False if that is not so."""
        changes = list(_changes(before, after))
        first, last = next((found for each in slide.tables if (found := _lines_of(*each, before))), (0, 0))
        if not (first and changes and [*map(len, before)] == [*map(len, after)]):
            return False
        lines = [self.lines.now(number, number) for number in range(first, last + 1)]
        if not all(_rewrite(lines, was, now) for was, now in changes):
            return False
        for number, line in enumerate(lines, first):
            if line != self.lines.now(number, number):
                self.lines.replace(number, number, line)
        return True

    def remove(self, old: Grid, slide: SourceSlide) -> bool:
        """Take a table out, with its caption; False if it is not written with bars."""
        found = self._source(_texts(old), slide)
        if found is None:
            return False
        first, last = min(found), max(found)
        while self._is_rule(last + 1) and self.lines.line(last + 1).strip():
            last += 1
        while re.fullmatch(r"[|\s:-]*\|[|\s:-]*", self.lines.line(first - 1)):
            first -= 1  # of a table without a head
        if _CAPTION.match(self.lines.line(last + 2)) and not self.lines.line(last + 1).strip():
            last += 2
        elif _CAPTION.match(self.lines.line(first - 2)) and not self.lines.line(first - 1).strip():
            first -= 2
        self.lines.remove(first, last)
        return True

    def _source(self, rows: Sequence[Sequence[str]], slide: SourceSlide) -> list[int] | None:
        """The line of each row; None for a table that is not written with bars, a row a line."""
        for table, first in slide.tables:
            own = [*([table.header] if table.header else []), *table.rows]
            texts = [[words_of(cell.inlines) for cell in row] for row in own]
            skipped = 2 if table.header or not self._has(first, texts[0] if texts else []) else 0
            numbers = [first + at + (1 if at and table.header else 0) for at in range(len(own))]
            if not table.header:
                numbers = [number + skipped for number in numbers]
            where = [next((at for at, text in enumerate(texts) if text == list(row)), None) for row in rows]
            if None not in where and all("|" in self.lines.line(numbers[at or 0]) for at in where):
                return [numbers[at or 0] for at in where]
        return None

    def _has(self, number: int, texts: Sequence[str]) -> bool:
        return all(text in self.lines.line(number) for text in texts)

    def _is_rule(self, number: int) -> bool:
        return not re.sub(r"[\s|:+>-]", "", self.lines.line(number))

    def _row(self, number: int, old: Sequence[Inlines], new: Sequence[Inlines]) -> None:
        line = self.lines.changed.get(number, [self.lines.line(number)])[0]
        found, end = [], 0
        for (first, last), before, after in zip(_cell_places(line, len(old)), old, new, strict=False):
            if same(before, after):
                continue
            text = line[first:last]
            words = text.strip()
            written = patched(words, before, after, self.style) if words else None
            if written is None:
                written = inline_text(after, self.style, starts=False)
            lead = text[: len(text) - len(text.lstrip())] or " "
            tail = text[len(text.rstrip()) :] or " "
            found += [line[end:first], lead if words else " ", in_cell(written), tail if words else " "]
            end = last
        self.lines.replace(number, number, "".join([*found, line[end:]]))

    def _with_columns(self, old: Grid, new: Grid, numbers: Sequence[int]) -> Grid:
        """The old table with the columns of the new one, in its source, too; what is new in it is empty."""
        columns = [[" ".join(cells) for cells in zip(*_texts(each), strict=True)] for each in (old, new)]
        moved = _moved_columns(_texts(old), _texts(new))
        pairs = moved or [(i, j) for i, j in pair_texts(*columns) if j is not None]
        rule = [numbers[0] + 1] if self._is_rule(numbers[0] + 1) else []
        for number in (*numbers, *rule):
            line = self.lines.line(number)
            cells = [line[first:last] for first, last in _cell_places(line, len(columns[0]))]
            empty = " --- " if number in rule else "  "
            kept = [cells[i] if i is not None and i < len(cells) else empty for i, _ in pairs]
            self.lines.replace(number, number, f"{_margin(line)}|{'|'.join(kept)}|")
        rows = (tuple(row[i] if i is not None else () for i, _ in pairs) for row in old.rows)
        return replace(old, rows=tuple(rows))


def _pair_rows(before: Sequence[str], after: Sequence[str]) -> Pairs:
    """Rows as texts are paired; as many as before, none of which has moved, in their order."""
    moved = any(
        row in before and before[at] != row for at, row in enumerate(after) if len(before) == len(after)
    )
    if len(before) == len(after) and not moved:
        return [(at, at) for at in range(len(after))]
    return pair_texts(before, after)


def _said_of(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> str:
    """What a table says now: cells that have become others, or all of it."""
    if [len(row) for row in before] == [len(row) for row in after]:
        both = _changes(before, after)
        return ", ".join(f"{was or '(empty)'} → {now or '(empty)'}" for was, now in both)
    return " / ".join(" | ".join(row) for row in after)


def _changes(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Cells that have become others."""
    for old, new in zip(before, after, strict=False):
        yield from ((was, now) for was, now in zip(old, new, strict=False) if was != now)


def _lines_of(table: Table, first: int, texts: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The lines of a table that says this."""
    rows = [*([table.header] if table.header else []), *table.rows]
    said = [[words_of(cell.inlines) for cell in row] for row in rows]
    return (first, first + table.span.last_line - table.span.line) if said == [*map(list, texts)] else None


def _rewrite(lines: list[str], was: str, now: str) -> bool:
    """Put other words in place of a cell's in the lines of a drawn table; False if they are not found once, or the
    table can't be made wider for them."""
    word = re.compile(rf"(?<!\w){re.escape(was)}(?!\w)")
    found = [
        (at, match.start(), match.end()) for at, line in enumerate(lines) for match in word.finditer(line)
    ]
    if not was or len(found) != 1:
        return False
    ((at, start, end),) = found
    line = lines[at]
    if "<" in line:
        lines[at] = line[:start] + escape(now, quote=False) + line[end:]
        return True
    rest = line[end:].lstrip(" ")
    edge = len(line) - len(rest)
    missing = len(now) - (edge - start) + (rest[:1] not in ("|", ""))
    if missing > 0 and rest:
        if not all(each[edge : edge + 1] in ("|", "+") for each in lines):
            return False
        lines[:] = [
            each[:edge] + (each[edge - 1] if each[edge - 1] in "-=" else " ") * missing + each[edge:]
            for each in lines
        ]
        edge += missing
    lines[at] = lines[at][:start] + (now.ljust(edge - start) if rest else now) + lines[at][edge:]
    return True


def _moved_columns(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> Pairs:
    """Columns that are all the same, and in another order; nothing if they are not."""
    old, new = [*zip(*before, strict=True)], [*zip(*after, strict=True)]
    if old == new or sorted(old) != sorted(new) or len(set(old)) < len(old):
        return []
    return [(old.index(column), j) for j, column in enumerate(new)]


def _settled(old: Grid, new: Grid, *, baked: bool) -> Grid:
    """The new table, with marks as the old one has them where they mean the same."""
    pairs = pair_texts(*([" ".join(row) for row in _texts(each)] for each in (old, new)))
    before = {j: old.rows[i] for i, j in pairs if i is not None and j is not None}

    def cell(row: int, column: int, held: Cell) -> Cell:
        was = before[row][column] if row in before and column < len(before[row]) else ()
        if len(was) == len(held) and was:
            return tuple(settled(a, b, baked=baked) for a, b in zip(was, held, strict=True))
        return tuple(map(plainly, held)) if baked or (row == 0 and new.header) else held

    rows = (
        tuple(cell(number, column, held) for column, held in enumerate(row))
        for number, row in enumerate(new.rows)
    )
    return replace(new, rows=tuple(rows))


def _cell_places(line: str, columns: int) -> list[tuple[int, int]]:
    """From where to where each cell of a row stands, in a table of so many columns."""
    margin = len(_margin(line))
    row = line[margin:]
    bars = [match.start() for match in BAR.finditer(with_enclosed(row, columns))]
    edges = bars if row.startswith("|") else [-1, *bars]
    edges = edges if row.rstrip().endswith("|") else [*edges, len(row)]
    return [(margin + first + 1, margin + last) for first, last in itertools.pairwise(edges)]


def _margin(line: str) -> str:
    """What stands before a row: blanks, and the signs of quotations that it is in."""
    row = line.removeprefix(quote_margin(line)).lstrip(" \t")
    return line[: len(line) - len(row)]


def _texts(grid: Grid) -> list[list[str]]:
    return [[words_of(joined(cell)) for cell in row] for row in grid.rows]


def _looks(grid: Grid) -> object:
    return [[joined(cell) for cell in row] for row in grid.rows]
