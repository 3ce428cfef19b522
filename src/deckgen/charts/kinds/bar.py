"""Lying bars, for long names."""

from __future__ import annotations

from deckgen.charts.kind import ChartKind
from deckgen.deck.charts import Bars

BAR = ChartKind(name="bar", marks=Bars(lying=True), keys=("series",))
