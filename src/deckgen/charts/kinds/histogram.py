"""Values counted in bins."""

from __future__ import annotations

import itertools
import math

from msgspec.structs import replace

from deckgen.charts.kind import ChartKind, Columns
from deckgen.deck.charts import Bars, Chart, Series
from deckgen.layout.charts.axes import SAME
from deckgen.layout.charts.numbers import Numbers, decimals

BINS_LEAST, BINS_MOST = 5, 20
MOST_BINS = 250


def _counted(columns: Columns) -> Chart | None:
    """Counts in bins of one round width (Freedman and Diaconis 1981 without outliers' influence)."""
    read, x, y = columns.read, columns.x, columns.y
    name = (columns.x_names or columns.y_names or columns.table.names[:1])[0]
    values = sorted(v for v in read.values(columns.table.column(name), x) if v is not None)
    if not values:
        read.error("no-data", f"the column `{name}` has no numbers", read.root.span)
        return None
    low, high = values[0], values[-1]
    wanted = read.number_within("bins", 1, 100)
    quarter = max(1, len(values) // 4)
    spread = values[-quarter] - values[quarter - 1]
    width = 2 * spread / len(values) ** (1 / 3) if spread > 0 else 0.0
    count = wanted or ((high - low) / width if width else BINS_LEAST)
    count = max(1 if wanted else BINS_LEAST, min(100 if wanted else BINS_MOST, count))
    same = high - low <= SAME * max(abs(low), abs(high))
    raw = max(1.0, abs(high) * 0.01) if same else (high - low) / count
    power = 10.0 ** math.floor(math.log10(raw))
    step = min((f * power for f in (1, 2, 2.5, 5, 10)), key=lambda s: abs(math.log(s / raw)))
    first = math.floor(low / step + 1e-9) * step
    bins = min(MOST_BINS, int((high - first) / step - 1e-9) + 1)
    counts = [0] * max(1, bins)
    for value in values:
        counts[max(0, min(len(counts) - 1, int((value - first) / step + 1e-9)))] += 1
    edges = [first + step * n for n in range(len(counts) + 1)]
    plain = 1e-6 < step < 1e12
    write = Numbers(
        style="plain",
        digits=decimals(tuple(edges), 8),
        grouped=max(map(abs, edges)) >= 1e4,
        lang=columns.lang,
    )
    if not plain:
        write = Numbers(style="exponent", digits=3, lang=columns.lang)
    dash = " – " if edges[0] < 0 else "–"  # between signs it needs room
    names = tuple(f"{write.text(a)}{dash}{write.text(b)}" for a, b in itertools.pairwise(edges))
    y = replace(y, title="" if y.title in columns.y_names else y.title)  # what is counted is below the bars
    series = Series(name=y.title or name, y=tuple(map(float, counts)))
    return Chart(
        marks=HISTOGRAM.marks,
        series=(series,),
        categories=names,
        x=replace(x, scale="category", title=x.title or name),
        y=y,
        values=False,  # unless its author asks for them
    )


HISTOGRAM = ChartKind(name="histogram", marks=Bars(touching=True), keys=("bins",), read=_counted)
