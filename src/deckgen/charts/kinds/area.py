"""Surfaces on one another."""

from __future__ import annotations

from deckgen.charts.kind import ChartKind
from deckgen.deck.charts import Areas

AREA = ChartKind(name="area", marks=Areas(), keys=("series", "percent"))
