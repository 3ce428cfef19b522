"""Charts of kinds that chart blocks have not, as tables of their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.deck.blocks import Align, Block, Table, TableCell
from deckgen.deck.inlines import Run
from deckgen.imports.text_blocks import HERE
from deckgen.powerpoint.model import ChartData

_MOST_ROWS, _MOST_COLUMNS = 12, 5


def is_small(chart: ChartData) -> bool:
    """True if its numbers fit on a slide as a table."""
    return (
        len(chart.series) <= _MOST_COLUMNS
        and max((len(each.values) for each in chart.series), default=0) <= _MOST_ROWS
    )


def as_table(chart: ChartData) -> Iterator[Block]:
    """The numbers of a chart that chart blocks can't say."""
    series = [each for each in chart.series if each.values]
    if not series:
        return
    names = max(series, key=lambda each: len(each.names)).names

    def cell(value: float | None) -> TableCell:
        return TableCell((Run("" if value is None else f"{value:g}"),))

    header = (TableCell((Run(chart.x_title),)), *(TableCell((Run(each.name),)) for each in series))
    rows = tuple(
        (
            TableCell((Run(name),)),
            *(cell(each.values[at] if at < len(each.values) else None) for each in series),
        )
        for at, name in enumerate(names)
    )
    align: list[Align] = [""] * len(header)
    yield Table(
        align=tuple(align),
        header=header,
        rows=rows,
        span=HERE,
        caption=(Run(chart.title),) if chart.title else (),
    )
