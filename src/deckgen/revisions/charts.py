"""Edited charts in a source: the numbers, and the names of their categories and series, where they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from itertools import chain, count, takewhile
from pathlib import PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.patterns import regex
from deckgen.powerpoint.model import ChartData
from deckgen.revisions.cells import as_there, cells_of, is_same, number_text, parsed, row_text
from deckgen.revisions.chart_changes import (
    NumberChange,
    as_called,
    has_other_points,
    has_same_names,
    in_common,
    is_reordered,
    is_sorted_anew,
    more_and_less,
    order_in_common,
    other_looks,
    other_numbers,
    point_names,
    renamed,
    series_named,
)
from deckgen.revisions.lines import Lines, quote_margin
from deckgen.revisions.settling import same_numbers
from deckgen.revisions.units import SourceSlide

_ROWS = regex(r"^[ \t]*(?:rows|data):[ \t]*\|?[ \t]*$", re.MULTILINE)
_DATA = regex(r"""^[ \t]*data:[ \t]*["']?(?P<path>[^"'\n]+?)["']?[ \t]*$""", re.MULTILINE)


class ChartEdits(Struct):
    """Puts the numbers and names of edited charts into the lines of a source, or into the files that they are in."""

    lines: Lines
    baked: bool
    """The edited file says of each run how it looks."""
    read: Callable[[str], str]
    """The text of a file beside the deck; nothing for none."""
    has_changed: Callable[[str], bool]
    """True for a file beside the deck that is another since the .pptx was written."""
    files: dict[str, str] = field(default_factory=dict)
    """Files beside it as they are now."""
    lost: list[str] = field(default_factory=list)

    def edit(self, old: ChartData, new: ChartData, slide: SourceSlide) -> bool:
        """Make a chart's numbers and names those of another, where they are written. False for one whose data are
        others than when the file was built."""
        new = as_called(old, new)
        if not self.baked:
            self.lost += other_looks(old, new)
        if same_numbers(old, new) and has_same_names(old, new):
            return True
        names = [named["path"] for fence, _ in _fences(slide) if (named := _DATA.search(fence))]
        if changed := [name for name in names if not name.startswith("|") and self.has_changed(name)]:
            self.lost.append(f"a chart: `{changed[0]}` has changed since the file was built")
            return False
        sheets = [self._sheet(fence, line) for fence, line in _fences(slide)]
        if is_reordered(old, new):
            names = [series.name.strip() for series in new.series]
            if not any(sheet.order(names) for sheet in sheets):
                self.lost.append(f"a chart's series in another order: {', '.join(names)}")
            new = replace(new, series=tuple(series_named(new, series.name) for series in old.series))
        if has_other_points(old, new):
            if not any(sheet.reshape(old, new) for sheet in sheets):
                self.lost += [f"a chart: {said}" for said in more_and_less(old, new)]
            stood, stand = order_in_common(old, new)
            if stood != stand:
                self.lost.append(f"a chart's order: {', '.join(stand)}")
            old, new = in_common(old, new), in_common(new, old)
        elif is_sorted_anew(old, new):
            if not any(sheet.sort(old, new) for sheet in sheets):
                self.lost.append(f"a chart's order: {', '.join(point_names(new))}")
            old, new = in_common(old, new), in_common(new, old)
        for change in other_numbers(old, new):
            if not any(sheet.number(change) for sheet in sheets):
                series, name, value, now = change
                self.lost.append(
                    f"a chart's number ({series} {name}: {number_text(value)} → {number_text(now)})"
                )
        for before, after, is_series in renamed(old, new):
            if not any(sheet.rename(before, after, is_series=is_series) for sheet in sheets):
                self.lost.append(f"a chart: {before} → {after}")
        return True

    def remove(self, slide: SourceSlide) -> bool:
        """Take the slide's chart out; False if it is not one block, and the only one."""
        found = _fences(slide)
        opening = re.match(r"[ \t]*(`{3,}|~{3,})", self.lines.line(found[0][1])) if len(found) == 1 else None
        if opening is None:
            return False
        first = found[0][1]
        numbers = range(first + 1, slide.last + 1)
        last = next((n for n in numbers if self.lines.line(n).strip().startswith(opening[1])), 0)
        if last:
            self.lines.remove(first, last)
        return last > 0

    def given_to_copy(self, text: str, changed: Mapping[str, str]) -> str:
        """The `text` of a copied slide, whose chart has files of its own where the numbers in them have `changed`."""

        def own(match: re.Match[str]) -> str:
            path = PurePosixPath(match["path"])
            if match["path"] not in changed:
                return match[0]
            names = (str(path.with_stem(f"{path.stem}-{number}")) for number in count(2))
            name = next(each for each in names if each not in self.files and not self.read(each))
            self.files[name] = changed[match["path"]]
            return match[0].replace(match["path"], name)

        return _DATA.sub(own, text)

    def _sheet(self, fence: str, line: int) -> _Sheet:
        named = _DATA.search(fence)
        if named is not None and not named["path"].startswith("|"):
            text = self.files.get(named["path"]) or self.read(named["path"])
            return _Sheet(self, line, text.split("\n"), path=named["path"])
        margin = quote_margin(self.lines.line(line))
        block = range(line, line + 1 + fence.count("\n") + 1)
        first = next((n for n in block if _ROWS.match(self.lines.line(n)[len(margin) :])), 0)
        behind = (_ROWS.split(fence, maxsplit=1)[-1]).split("\n")[1:] if first else []
        rows = [*takewhile(lambda row: not row.strip() or row[0] in " \t", behind)]
        return _Sheet(self, line, rows, first=first + 1, margin=margin)


class _Sheet(Struct):
    """The rows of one chart, in its block or in a file."""

    edits: ChartEdits
    line: int
    """Of the block."""
    rows: list[str]
    first: int = 0
    """The line of the first row in the block."""
    path: str = ""
    margin: str = ""
    """The signs of quotations before each line of the block."""

    def number(self, change: NumberChange) -> bool:
        """Write one number where it stands; False if that is not here."""
        at = _where(self.rows, change)
        if at is not None:
            row, column, sign = at
            before = cells_of(self._now(row).strip(), sign)[column]
            self._put(row, column, sign, as_there(number_text(change[3]), before))
        return at is not None

    def rename(self, old: str, new: str, *, is_series: bool) -> bool:
        """Write another name of a category or of a series; False if the old one is not here."""
        head = next((at for at, row in enumerate(self.rows) if row.strip()), None)
        if head is None:
            return False
        sign = max(",;\t|", key=self.rows[head].count)
        names = [each.strip() for each in cells_of(self._now(head).strip(), sign)]
        if is_series and old in names:
            if not self._in_block(old, new):
                return False
            self._put(head, names.index(old), sign, new)
            return True
        found = [
            (row, column)
            for row in range(head + 1, len(self.rows))
            for column, cell in enumerate(cells_of(self._now(row).strip(), sign))
            if is_same(old, cell)
        ]
        # A name is that of one column's cells: of all that have a series', of one that has a category's.
        if not found or len({column for _, column in found}) > 1 or (not is_series and len(found) > 1):
            return False
        if is_series and not self._in_block(old, new):  # as what stands out
            return False
        for row, column in found:
            self._put(row, column, sign, new)
        return True

    def order(self, names: Sequence[str]) -> bool:
        """Name the columns in another order; False if the block does not list them."""
        lines = self.edits.lines
        for number in range(self.line, len(lines.base) + 1):
            text = lines.now(number, number)[len(self.margin) :]
            if re.match(r"[ \t]*(`{3}|~{3})[ \t]*$", text):
                return False
            listed = re.fullmatch(r"([ \t]*y[ \t]*:[ \t]*\[)([^\[\]]*)(\][ \t]*)", text)
            own = {each.strip().strip("\"'"): each.strip() for each in listed[2].split(",")} if listed else {}
            if listed and own.keys() == {*names}:
                said = ", ".join(own[each] for each in names)
                lines.replace(number, number, f"{self.margin}{listed[1]}{said}{listed[3]}")
                return True
        return False

    def reshape(self, old: ChartData, new: ChartData) -> bool:
        """Write a row for each point that is new, and none for those that are gone; False if a row here is not that of
        one point, with a value of each series."""
        head = next((at for at, row in enumerate(self.rows) if row.strip()), None)
        was, now = point_names(old), point_names(new)
        if head is None or not was or not now or [s.name for s in old.series] != [s.name for s in new.series]:
            return False
        sign = max(",;\t|", key=self.rows[head].count)
        table = {at: cells_of(row.strip(), sign) for at, row in enumerate(self.rows) if row.strip()}
        columns = [each.strip() for each in table.pop(head)]
        places = next(filter(None, (_places(was, table, column) for column in range(len(columns)))), None)
        if places is None or not {series.name for series in old.series} <= {*columns}:
            return False
        column, at = places
        upwards = len(was) > 1 and at[was[0]] > at[was[-1]]
        added = dict[int, list[str]]()
        anchor, order = head, now[::-1] if upwards else now
        for name in order:
            if name in at:
                anchor = at[name]
                continue
            values = {series.name: series.values[now.index(name)] for series in new.series}
            cells = [number_text(values[each]) if each in values else "" for each in columns]
            cells[column] = name
            like = table[max(at.values())]
            added.setdefault(anchor, []).append(
                row_text([as_there(cell, other) for cell, other in zip(cells, like, strict=True)], sign)
            )
        self._reshaped(added, {at[name] for name in was if name not in now}, head)
        return True

    def sort(self, old: ChartData, new: ChartData) -> bool:
        """Put the rows of points into their new order; False if a row here is not that of one point."""
        was, now = point_names(old), point_names(new)
        head = next((at for at, row in enumerate(self.rows) if row.strip()), len(self.rows))
        sign = max(",;\t|", key=self.rows[head].count) if head < len(self.rows) else ","
        table = {
            at: cells_of(row.strip(), sign) for at, row in enumerate(self.rows) if row.strip() and at > head
        }
        width = min(map(len, table.values()), default=0)
        at = next((found[1] for n in range(width) if (found := _places(was, table, n))), None)
        if at is None:
            return False
        rows = [self._now(at[name]) for name in (now if at[was[0]] < at[was[-1]] else now[::-1])]
        for place, row in zip(sorted(at.values()), rows, strict=True):
            self._write(place, row)
        return True

    def _reshaped(self, added: Mapping[int, Sequence[str]], gone: Container[int], head: int) -> None:
        """With rows behind some, and without some."""
        row = self._now(head)
        inner = self.margin + row[: len(row) - len(row.lstrip())]
        if self.path:
            kept = ([*([] if at in gone else [row]), *added.get(at, ())] for at, row in enumerate(self.rows))
            self.rows = [*chain.from_iterable(kept)]
            self.edits.files[self.path] = "\n".join(self.rows)
            return
        for at, rows in added.items():
            self.edits.lines.insert(self.first + at, [inner + row for row in rows])
        for at in range(len(self.rows)):
            if at in gone:
                self.edits.lines.changed[self.first + at] = []

    def _in_block(self, old: str, new: str) -> bool:
        """Write a series' other name where the block asks for its column; False if it can't be said there."""
        lines, changes = self.edits.lines, dict[int, str]()
        word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
        for number in range(self.line, len(lines.base) + 1):
            text = lines.now(number, number)[len(self.margin) :]
            if re.match(r"[ \t]*(`{3}|~{3})[ \t]*$", text):
                break
            if re.match(r"[ \t]*(?:x|y|line|size|series|highlight|columns)[ \t]*:", text) and word.search(
                text
            ):
                changes[number] = word.sub(lambda _: new, text)
        if changes and re.search(r"[:,#\[\]{}\"'&*!|>%@`]", new):
            return False
        for number, text in changes.items():
            lines.replace(number, number, f"{self.margin}{text}")
        return True

    def _now(self, row: int) -> str:
        number = self.first + row
        return self.rows[row] if self.path else self.edits.lines.now(number, number)[len(self.margin) :]

    def _put(self, row: int, column: int, sign: str, text: str) -> None:
        line = self._now(row)
        cells = cells_of(line.strip(), sign)
        cells[column] = text
        self._write(row, line[: len(line) - len(line.lstrip())] + row_text(cells, sign))

    def _write(self, row: int, written: str) -> None:
        if self.path:
            self.rows[row] = written
            self.edits.files[self.path] = "\n".join(self.rows)
        else:
            self.edits.lines.replace(self.first + row, self.first + row, f"{self.margin}{written}")


def _places(
    names: Sequence[str], table: Mapping[int, Sequence[str]], column: int
) -> tuple[int, dict[str, int]] | None:
    """The column, and the row of each name, if that is where the names stand, each once; None if not."""
    found: dict[str, int] = {}
    for at, cells in table.items():
        cell = cells[column] if column < len(cells) else ""
        name = next((each for each in names if is_same(each, cell)), None)
        if name is None or name in found:
            return None
        found[name] = at
    return (column, found) if len(found) == len(names) else None


def _fences(slide: SourceSlide) -> list[tuple[str, int]]:
    return [(figure.fence.text, line) for figure, line in slide.figures if figure.fence is not None]


def _where(rows: Sequence[str], change: NumberChange) -> tuple[int, int, str] | None:
    """Row and column of a number in rows of values, and the sign between them."""
    series, name, value, _ = change
    head = next((at for at, row in enumerate(rows) if row.strip()), None)
    if head is None:
        return None
    sign = max(",;\t|", key=rows[head].count)
    names = [each.strip() for each in cells_of(rows[head].strip(), sign)]
    for at, row in enumerate(rows[head + 1 :], head + 1):
        cells = cells_of(row.strip(), sign)
        if len(cells) != len(names) or not any(is_same(name, each) for each in cells):
            continue
        for column, text in enumerate(cells):
            if parsed(text) == value and (
                names[column] == series or series in [each.strip() for each in cells]
            ):
                return at, column, sign
        columns = [column for column, text in enumerate(cells) if parsed(text) == value]
        if len(columns) == 1 and value is not None:
            return at, columns[0], sign
    return None
