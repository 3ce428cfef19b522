"""Components by name: what a `:::` fence with that class is laid out by.

A new one is a file in `layout/components/` and a line here, or an entry point `deckgen.components` of another package.
"""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.memory import Memory
from deckgen.plugins import COMPONENTS as GROUP
from deckgen.plugins import names

COMPONENTS: Mapping[str, str] = {
    "boxed": "deckgen.layout.components.box:BOX",
    "cards": "deckgen.layout.components.cards:CARDS",
    "timeline": "deckgen.layout.components.timeline:TIMELINE",
}
"""Name → module and attribute, which are loaded when a slide has one."""

OF_TEXT = frozenset(("boxed",))
"""Those whose words are as large as the text around them."""


def component_names(memory: Memory) -> frozenset[str]:
    """Ours, and those of other packages."""
    return frozenset((*COMPONENTS, *names(GROUP, memory)))
