"""What a kind of chart is: which columns it reads, and which marks it is drawn with.

A kind is a file in `kinds/` and a line in `registry.py`, or an entry point `deckgen.charts` of another package. Axes,
labels, legends and both decks follow from its marks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct, field

from deckgen.charts.reader import BlockReader
from deckgen.charts.table import DataTable
from deckgen.deck.charts import Axis, Chart, Marks

MOST_MARKS = 2_000
"""Bars, slices and the like: more than anybody can tell apart."""
MOST_POINTS = 20_000
"""Of lines and clouds."""


class Columns(Struct, eq=False, kw_only=True):
    """A chart's data, and which of its columns is what."""

    read: BlockReader
    """The other values of its block."""
    table: DataTable
    lang: str
    x: Axis = field(default_factory=Axis)
    y: Axis = field(default_factory=Axis)
    x_names: tuple[str, ...] = ()
    """Columns that its author names for the first axis …"""
    y_names: tuple[str, ...] = ()
    """… and those that are drawn."""
    across: str = ""
    """The column that stands along the first axis."""
    by: str = ""
    """The column that divides the rows into series."""


def as_read(columns: Columns, chart: Chart) -> Chart | None:
    """The chart as its columns give it."""
    return chart


class ChartKind(Struct, frozen=True, kw_only=True):
    """One kind of chart."""

    name: str
    """What its author writes behind `kind:`."""
    marks: Marks
    keys: tuple[str, ...] = ()
    """Keys that not every kind reads and this one does: `series`, `size`, `low`, `error`, `labels`, `percent`,
    `line`, `bins`, or any of its own, which its `finish` looks up."""
    across: Literal["names", "numbers", "either"] = "names"
    """What stands along its first axis."""
    joined: bool = True
    """Points are joined in the order of their places."""
    markers: Literal["none", "few", "all"] = "none"
    """Points have a marker: never, where there are few, always."""
    one_column: bool = False
    """Of several columns of numbers it draws the first, if its author names none."""
    only_first: str = ""
    """Why it can't draw more than one; nothing if it can."""
    most: int = MOST_MARKS
    """Values that are drawn."""
    min_width: float = 380.0
    """Points below which it is too small for a room."""
    finish: Callable[[Columns, Chart], Chart | None] = as_read
    """What it makes of the chart that its columns give; nothing, and an error reported, if that can't be drawn."""
    read: Callable[[Columns], Chart | None] | None = None
    """How it makes a chart of its columns, if not a series a column."""
