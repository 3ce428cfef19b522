"""`chart:NAME` → the built-in figure of that name. A new one is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deckgen.charts.builtin.emergence import emergence
from deckgen.charts.builtin.emergence_tree import emergence_tree
from deckgen.charts.builtin.scaling_laws import scaling_laws
from deckgen.deck.figures import ChartGroup, Drawing

BUILTIN: Mapping[str, Callable[[str], ChartGroup | Drawing]] = {
    "emergence": emergence,
    "emergence-tree": emergence_tree,
    "scaling-laws": scaling_laws,
}
"""Name → the figure in a language."""
