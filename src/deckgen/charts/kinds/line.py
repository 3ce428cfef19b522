"""Lines over names, numbers or dates."""

from __future__ import annotations

from deckgen.charts.kind import MOST_POINTS, ChartKind
from deckgen.deck.charts import Lines

LINE = ChartKind(
    name="line", marks=Lines(), keys=("series", "error", "labels"), across="either", markers="few", most=MOST_POINTS
)  # fmt: skip
