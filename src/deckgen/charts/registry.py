"""`chart:NAME` → the built-in figure of that name. A new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from deckgen.charts.builtin.chinchilla import chinchilla
from deckgen.charts.builtin.compute_allocation import compute_allocation
from deckgen.charts.builtin.emergence import emergence
from deckgen.charts.builtin.emergence_tree import emergence_tree
from deckgen.charts.builtin.model_sizes import model_sizes
from deckgen.charts.builtin.reasoning import reasoning
from deckgen.charts.builtin.scaling_laws import scaling_laws
from deckgen.deck.charts import ChartGroup
from deckgen.deck.figures import Drawing

BUILTIN: Mapping[str, Callable[[str], ChartGroup | Drawing]] = {
    "chinchilla": chinchilla,
    "compute-allocation": compute_allocation,
    "emergence": emergence,
    "emergence-tree": emergence_tree,
    "model-sizes": model_sizes,
    "reasoning": reasoning,
    "scaling-laws": scaling_laws,
}
"""Name → the figure in a language."""


@cache
def builtin(name: str, lang: str) -> ChartGroup | Drawing:
    """The figure of that name; always the same object, so that what is made of it can be remembered."""
    return BUILTIN[name](lang)
