"""What a component is, and where one is found."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import astuple, replace

from deckgen.components import COMPONENTS
from deckgen.deck.figures import Drawing
from deckgen.diagnostics import Warned
from deckgen.layout.flow import ComponentItem
from deckgen.layout.model import FigureFrame, Placed, Rule, TextFrame
from deckgen.layout.text import Place, Typesetter
from deckgen.memory import Memory
from deckgen.plugins import COMPONENTS as GROUP
from deckgen.plugins import guarded, load, plugin
from deckgen.themes.model import Box

Placing: TypeAlias = Callable[[ComponentItem, Box, float, Typesetter, Place], Placed]


class Component(Struct, frozen=True, kw_only=True):
    """A way to lay out what stands in a `:::` fence."""

    name: str
    """The fence's class."""
    place: Placing
    """Its frames from the top of a box whose height does not limit it, and the height that they take (points). Content
    that is too high for a slide this way is shown as ordinary content."""


def _checked(component: Component) -> Placing:
    """What another package's component places, if it can be written: its colours are some, its lengths numbers."""

    def place(item: ComponentItem, box: Box, body: float, setter: Typesetter, place_flow: Place) -> Placed:
        placed = component.place(item, box, body, setter, place_flow)
        for frame in getattr(placed, "frames", ()):
            if not all(map(math.isfinite, astuple(frame.box))):
                raise ValueError(f"a box at {frame.box}")
            if isinstance(frame, Rule | TextFrame):
                setter.theme.color(frame.fill or "text")
            if isinstance(frame, FigureFrame) and isinstance(frame.art, Drawing):
                for shape in frame.art.shapes:
                    for color in (shape.fill, shape.stroke, shape.color):
                        setter.theme.color(color or "text")
        return placed

    return place


def find_component(name: str, memory: Memory) -> Warned[Component | None]:
    """The component of that name; None and a diagnostic if another package has it and it can't be loaded."""
    if name not in COMPONENTS:
        theirs = plugin(GROUP, name, Component, memory)
        if theirs.value is None:
            return theirs
        safe = guarded(GROUP, name, memory, _checked(theirs.value), Placed)
        return Warned(replace(theirs.value, place=safe), theirs.found)
    found = load(COMPONENTS[name])
    assert isinstance(found, Component)
    return Warned(found)
