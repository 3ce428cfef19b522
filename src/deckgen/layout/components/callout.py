"""Callouts: a tinted box with a bar, an icon and a title."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from deckgen.deck.blocks import CalloutKind
from deckgen.deck.figures import Drawing, Shape
from deckgen.layout.components.quotation import place_boxed_quotation
from deckgen.layout.flow import CalloutItem
from deckgen.layout.model import LINE_HEIGHT, FigureFrame, Frame, Placed, Rule, TextFrame
from deckgen.layout.text import Place, Typesetter
from deckgen.themes.component_tokens import CalloutTokens
from deckgen.themes.model import Box


def place_callout(item: CalloutItem, box: Box, body: float, setter: Typesetter, place: Place) -> Placed:
    """The frames of a callout from the top of `box`, and its height; `place` sets what it holds."""
    if item.kind is None:
        return place_boxed_quotation(item, box, body, setter, place)
    theme = setter.theme
    tokens = setter.tokens.callout
    color, sign = _look(item.kind, tokens)
    scale = setter.tokens.type
    size = next((step for step in (*scale.grown, *scale.body) if step < body), body)
    inner = box.inset(*tokens.insets)
    y = inner.y
    icon_size = round(tokens.icon * size, 1)
    indent = icon_size + tokens.icon_gap
    inside = replace(inner, x=inner.x + indent, width=inner.width - indent)
    frames: list[Frame] = []
    icon = Box(inner.x, y + 0.5 * (LINE_HEIGHT * size - icon_size), icon_size, icon_size)
    frames.append(
        FigureFrame(box=icon, art=_icon(color, sign, setter), alt="", span=item.span, step=item.step)
    )
    if item.title:
        laid, height = setter.set((item.title,), replace(inside, y=y), size)
        tint = theme.color(theme.readable(color, tokens.ground))
        laid = tuple(replace(p, color=tint, bold=True) for p in laid)
        title = replace(inside, y=y, height=height)
        frames.append(
            TextFrame(role="callout", box=title, paragraphs=laid, span=item.span, color=tint, step=item.step)
        )
        y += height + (tokens.title_gap if item.flow else 0.0)
    if item.flow:
        region = replace(inside, y=y, height=max(1.0, box.bottom - tokens.insets[3] - y))
        placed = place(item.flow, region, size, setter)
        frames += placed.frames
        y += placed.height
    height = max(y, icon.bottom) + tokens.insets[3] - box.y
    ground = Rule(
        box=replace(box, height=height), fill=theme.color(tokens.ground), span=item.span, step=item.step
    )
    bar = Rule(
        box=Box(box.x, box.y, tokens.bar, height), fill=theme.color(color), span=item.span, step=item.step
    )
    return Placed((ground, bar, *frames), height)


def _look(kind: CalloutKind, tokens: CalloutTokens) -> tuple[str, str]:
    """Its colour and sign."""
    match kind:
        case "note":
            return tokens.note
        case "tip":
            return tokens.tip
        case "important":
            return tokens.important
        case "warning":
            return tokens.warning
        case "caution":
            return tokens.caution
        case _:
            assert_never(kind)


def _icon(color: str, sign: str, setter: Typesetter) -> Drawing:
    """A disc with a sign in it."""
    shape = Shape(
        kind="circle",
        x=0,
        y=0,
        width=24,
        height=24,
        fill=color,
        text=sign,
        color=setter.theme.text_on(color),
        size=24 * setter.tokens.callout.sign,
        bold=True,
    )
    return Drawing(name="icon", width=24, height=24, shapes=(shape,), description="", min_width=1.0)
