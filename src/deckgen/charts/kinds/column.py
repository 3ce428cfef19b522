"""Standing bars, side by side."""

from __future__ import annotations

from deckgen.charts.kind import ChartKind
from deckgen.deck.charts import Bars

COLUMN = ChartKind(name="column", marks=Bars(), keys=("series", "error", "line"))
