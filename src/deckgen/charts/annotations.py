"""What stands out in a chart, and what is written into it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.charts.reader import BlockReader
from deckgen.charts.schema import Value, check_keys
from deckgen.deck.charts import Bars, Chart, Note, Reference, Series
from deckgen.diagnostics import nearest


class Annotations(Struct, frozen=True):
    """Reads `highlight`, `notes`, `lines` and `bands`."""

    read: BlockReader
    kind: str
    """What its author calls the chart."""

    def highlighted(self, chart: Chart) -> Chart:
        """Series or categories that stand out; the others step back."""
        value = self.read.get("highlight")
        if value is None:
            return chart
        wanted = [item.text for item in value.several]
        by_category = len(chart.series) == 1 and chart.categories and not chart.over
        names = chart.categories if by_category else chart.names
        for item in value.several:
            if item.text not in names:
                message = f"there is nothing called `{item.text}` to stand out"
                self.read.error("no-such-series", message, item.span, nearest(item.text, names))
        if not set(wanted) & set(names):
            return chart
        if by_category and not (isinstance(chart.marks, Bars) or chart.is_round):
            message = "of a line or an area, series stand out, and no names on the axis"
            self.read.error(
                "no-such-series", message, value.span, 'point at one with `notes: [{x: NAME, text: "…"}]`'
            )
            return chart
        if by_category:
            return replace(chart, emphasis=tuple(i for i, name in enumerate(names) if name in wanted))
        found: list[Series] = []
        lit = back = 0
        for series in chart.every_series:
            if series.name in wanted:
                lit += 1
                found.append(replace(series, color=f"lit{lit}"))
            else:
                if not (back and chart.is_pointed):  # surfaces that touch are told apart, lines are one crowd
                    back += 1
                found.append(replace(series, color=f"back{back}"))
        count = len(chart.series)
        return replace(chart, series=tuple(found[:count]), over=tuple(found[count:]))

    def annotated(self, chart: Chart) -> Chart:
        """Notes, lines and bands."""
        notes: list[Note] = []
        references: list[Reference] = []
        for item in self._entries("notes", ("x", "y", "text")):
            entries = item.entries or {}
            text = entries["text"].text if "text" in entries else ""
            x = self._place(entries["x"], chart) if "x" in entries else None
            if x is None or not text:
                if not text or "x" not in entries:
                    hint = '`{x: 2020, text: "…"}`'
                    self.read.error("broken-note", "a note has a place and a text", item.span, hint)
                continue
            y = self.read.number(entries["y"]) if "y" in entries else _height_at(chart, x)
            if y is None and "y" not in entries:
                references.append(Reference("x", x, None, text))
            elif y is not None:
                notes.append(Note(text, x, y))
        for key, count in (("lines", 1), ("bands", 2)):
            references += self._references(key, count, chart)
        if (chart.is_round or chart.is_lying) and (notes or references):
            span = next(v.span for k in ("notes", "lines", "bands") if (v := self.read.get(k)))
            hint = "choose `column`" if chart.is_lying else ""
            message = f"a {self.kind} chart has no notes, lines or bands"
            self.read.error("unknown-chart-value", message, span, hint)
            return chart
        if chart.categories and any(r.axis == "x" for r in references):
            span = next(v.span for k in ("notes", "lines", "bands") if (v := self.read.get(k)))
            message = "an axis of names has no line across it"
            self.read.error("unknown-chart-value", message, span, "give the note a `y`")
            references = [r for r in references if r.axis == "y"]
        return replace(chart, notes=tuple(notes), references=tuple(references))

    def _references(self, key: str, count: int, chart: Chart) -> list[Reference]:
        found = []
        for item in self._entries(key, ("x", "y", "text")):
            entries = item.entries or {}
            axis = "y" if "y" in entries else "x"
            value = entries.get(axis)
            if value is None or len(value.several) != count:
                hint = '`{y: 50, text: "…"}`' if count == 1 else '`{y: [40, 60], text: "…"}`'
                self.read.error("broken-note", f"`{key}` says where on which axis", item.span, hint)
                continue
            ends = [self.read.number(end) for end in value.several]
            log = (chart.y if axis == "y" else chart.x).scale == "log"
            if any(end is None or (log and end <= 0) for end in ends):
                if log and not any(end is None for end in ends):
                    self.read.error("log-of-zero", "this can't stand on a logarithmic axis", value.span)
                continue
            known = sorted(end for end in ends if end is not None)
            text = entries["text"].text if "text" in entries else ""
            found.append(
                Reference("y" if axis == "y" else "x", known[0], known[1] if count == 2 else None, text)
            )
        return found

    def _entries(self, key: str, known: Sequence[str]) -> list[Value]:
        value = self.read.get(key)
        found = []
        for item in value.several if value else ():
            if item.entries is None:
                self.read.error(
                    "broken-note", f"`{key}` is a list of mappings", item.span, "`[{x: …, text: …}]`"
                )
            else:
                check_keys(item, known, self.read.findings)
                found.append(item)
        return found

    def _place(self, value: Value, chart: Chart) -> float | None:
        """A place on the x axis: the number of a category, or a number or date."""
        if not chart.categories:
            return self.read.number(value)
        if value.text in chart.categories:
            return float(chart.categories.index(value.text))
        message = f"there is no `{value.text}` on this axis"
        self.read.error("no-such-series", message, value.span, nearest(value.text, chart.categories))
        return None


def _height_at(chart: Chart, x: float) -> float | None:
    """The value of the point at `x`; nothing if there is none."""
    for series in chart.series:
        xs = series.x or tuple(map(float, range(len(series.y))))
        for place, value in zip(xs, series.y, strict=False):
            if value is not None and math.isclose(place, x, rel_tol=1e-9):
                return value
    return None
