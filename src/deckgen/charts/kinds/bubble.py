"""Points with a size."""

from __future__ import annotations

from deckgen.charts.kind import ChartKind
from deckgen.deck.charts import Bubbles

BUBBLE = ChartKind(
    name="bubble", marks=Bubbles(), keys=("series", "size", "labels"), across="numbers", joined=False, one_column=True
)  # fmt: skip
