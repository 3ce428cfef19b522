"""Callouts: a tinted box with a bar, an icon and a title."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from deckgen.deck.blocks import CalloutKind
from deckgen.deck.figures import Drawing, Shape
from deckgen.layout.flow import CalloutItem, Flow
from deckgen.layout.model import FigureFrame, Frame, Placed, Rule, TextFrame
from deckgen.layout.text import Typesetter
from deckgen.themes.model import Box

INSETS = (18.0, 10.0, 16.0, 12.0)
BAR = 4.0
ICON_GAP = 10.0
TITLE_GAP = 4.0
_LOOKS: Mapping[CalloutKind, tuple[str, str]] = {
    "note": ("accent1", "i"), "tip": ("accent4", "✓"), "important": ("accent5", "!"),
    "warning": ("accent3", "!"), "caution": ("accent2", "×"),
}  # fmt: skip
"""Colour and sign of each kind."""
Place = Callable[[Flow, Box, float, Typesetter], Placed]


def place_callout(item: CalloutItem, box: Box, body: float, setter: Typesetter, place: Place) -> Placed:
    """The frames of a callout from the top of `box`, and its height; `place` sets what it holds."""
    theme = setter.theme
    color, sign = _LOOKS[item.kind]
    size = next((step for step in theme.body_sizes if step < body), body)
    inner = box.inset(*INSETS)
    y = inner.y
    icon_size = round(1.05 * size, 1)
    indent = icon_size + ICON_GAP
    inside = replace(inner, x=inner.x + indent, width=inner.width - indent)
    frames: list[Frame] = []
    icon = Box(inner.x, y + 0.5 * (1.2 * size - icon_size), icon_size, icon_size)
    frames.append(
        FigureFrame(box=icon, art=_icon(color, sign, setter), alt="", span=item.span, step=item.step)
    )
    if item.title:
        laid, height = setter.set((item.title,), replace(inside, y=y), size)
        tint = theme.color(theme.readable(color, "shade"))
        laid = tuple(replace(p, color=tint, bold=True) for p in laid)
        title = replace(inside, y=y, height=height)
        frames.append(
            TextFrame(role="callout", box=title, paragraphs=laid, span=item.span, color=tint, step=item.step)
        )
        y += height + (TITLE_GAP if item.flow else 0.0)
    if item.flow:
        region = replace(inside, y=y, height=max(1.0, box.bottom - INSETS[3] - y))
        placed = place(item.flow, region, size, setter)
        frames += placed.frames
        y += placed.height
    height = max(y, icon.bottom) + INSETS[3] - box.y
    ground = Rule(box=replace(box, height=height), fill=theme.color("shade"), span=item.span, step=item.step)
    bar = Rule(box=Box(box.x, box.y, BAR, height), fill=theme.color(color), span=item.span, step=item.step)
    return Placed((ground, bar, *frames), height)


def _icon(color: str, sign: str, setter: Typesetter) -> Drawing:
    """A disc with a sign in it."""
    text = "paper" if setter.theme.text_on(color) == "paper" else "ink"
    shape = Shape(
        kind="circle", x=0, y=0, width=24, height=24, fill=color, text=sign, color=text, size=15, bold=True
    )
    return Drawing(name="icon", width=24, height=24, shapes=(shape,), description="", min_width=1.0)
