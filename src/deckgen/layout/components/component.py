"""What a component is, and where one is found."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from deckgen.components import COMPONENTS
from deckgen.diagnostics import Warned
from deckgen.layout.flow import ComponentItem
from deckgen.layout.model import Placed
from deckgen.layout.text import Place, Typesetter
from deckgen.memory import Memory
from deckgen.plugins import COMPONENTS as GROUP
from deckgen.plugins import load, plugin
from deckgen.themes.model import Box


class Component(Struct, frozen=True, kw_only=True):
    """A way to lay out what stands in a `:::` fence."""

    name: str
    """The fence's class."""
    place: Callable[[ComponentItem, Box, float, Typesetter, Place], Placed]
    """Its frames from the top of a box whose height does not limit it, and the height that they take (points). Content
    that is too high for a slide this way is shown as ordinary content."""


def find_component(name: str, memory: Memory) -> Warned[Component | None]:
    """The component of that name; None and a diagnostic if another package has it and it can't be loaded."""
    if name not in COMPONENTS:
        return plugin(GROUP, name, Component, memory)
    found = load(COMPONENTS[name])
    assert isinstance(found, Component)
    return Warned(found)
