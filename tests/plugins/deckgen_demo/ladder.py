"""A component: the items of a list along a line."""

from msgspec.structs import replace

from deckgen.layout.components.component import Component
from deckgen.layout.flow import ComponentItem
from deckgen.layout.model import Placed, Rule
from deckgen.layout.text import Place, Typesetter
from deckgen.themes.model import Box


def _place(item: ComponentItem, box: Box, body: float, setter: Typesetter, place: Place) -> Placed:
    width = box.width / len(item.parts)
    boxes = [Box(box.x + at * width, box.y + 20, width - 12, box.height) for at in range(len(item.parts))]
    placed = [place(part, each, body, setter) for part, each in zip(item.parts, boxes, strict=True)]
    fill = setter.theme.color("accent")
    line = Rule(box=Box(box.x, box.y + 8, box.width, 2), fill=fill, span=item.span)
    dots = [
        replace(line, box=Box(each.x, box.y + 4, 10, 10), step=part[0].step)
        for part, each in zip(item.parts, boxes, strict=True)
    ]
    return Placed(
        (line, *dots, *(f for each in placed for f in each.frames)), 20 + max(p.height for p in placed)
    )


LADDER = Component(name="ladder", place=_place)
