"""Single points."""

from __future__ import annotations

from deckgen.charts.kind import MOST_POINTS, ChartKind
from deckgen.deck.charts import Lines

SCATTER = ChartKind(
    name="scatter", marks=Lines(), keys=("series", "error", "labels"), across="either", joined=False,
    markers="all", most=MOST_POINTS,
)  # fmt: skip
