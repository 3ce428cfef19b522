"""Bars on one another."""

from __future__ import annotations

from deckgen.charts.kind import ChartKind
from deckgen.deck.charts import Bars

STACKED = ChartKind(name="stacked", marks=Bars(stacked=True), keys=("series", "percent", "line"))
