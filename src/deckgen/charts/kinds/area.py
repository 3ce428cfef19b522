"""Surfaces on one another."""

from __future__ import annotations

from deckgen.charts.kind import ChartKind
from deckgen.charts.spacing import evenly_spaced
from deckgen.deck.charts import Areas

AREA = ChartKind(name="area", marks=Areas(), keys=("series", "percent"), finish=evenly_spaced)
