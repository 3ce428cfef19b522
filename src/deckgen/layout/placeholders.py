"""Which frame goes into which placeholder of the slide layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from deckgen.deck.figures import Film
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import EquationFrame, FigureFrame, Frame, Rule, TableFrame, TextFrame
from deckgen.themes.model import Anchor, Placeholder


def stand_side_by_side(frames: Sequence[Frame]) -> bool:
    """True if there are two frames, one beside the other, as on a layout for two contents."""
    if len(frames) != 2 or not all(map(_fillable, frames)):
        return False
    one, other = frames[0].box, frames[1].box
    return one.right <= other.x or other.right <= one.x


def fill_placeholders(
    frames: Sequence[Frame], places: Sequence[Placeholder], *, alone: bool = True, top: float = 0.0
) -> tuple[Frame, ...]:
    """Give each content placeholder a frame that can stand in it, from left to right.

    Text that has the slide to itself (`alone`: nothing stands at its foot) takes the placeholder's whole box, as
    if typed into it; what of that lies above `top` is the title's.
    """
    if alone and len(frames) == 1 and places and isinstance(only := frames[0], TextFrame) and _fillable(only):
        place = places[0]
        if only.role == "body" and place.anchor == "top":
            return (_typed_into(only, place, top),)
    taken = [frame.placeholder for frame in frames if not isinstance(frame, Rule | EquationFrame)]
    places = [place for place in places if place not in taken]
    texts = [i for i, f in enumerate(frames) if isinstance(f, TextFrame) and _fillable(f)]
    others = [i for i, f in enumerate(frames) if not isinstance(f, TextFrame) and _fillable(f)]
    chosen = sorted((texts + others)[: len(places)], key=lambda index: frames[index].box.x)
    filled = list(frames)
    there = sorted(places[: len(chosen)], key=lambda place: place.box.x)
    for index, place in zip(chosen, there, strict=True):
        frame = filled[index]
        if not isinstance(frame, Rule | EquationFrame):
            filled[index] = _as_there(replace(frame, placeholder=place), place)
    return tuple(filled)


def _typed_into(frame: TextFrame, place: Placeholder, highest: float) -> TextFrame:
    """The text where it stands, in the whole of the placeholder: in its middle if it does not stand at its top, so
    that what somebody adds pushes it apart on both sides."""
    down = max(0.0, highest - place.inner.y)
    whole = replace(place.box, y=place.box.y + down, height=place.box.height - down)
    inner, box = whole.inset(*place.insets), frame.box
    above, below = box.y - inner.y, inner.bottom - box.bottom
    left, top, right, bottom = place.insets
    if above < 0.5:
        above = below = 0.0
    insets = (
        left + max(0.0, box.x - inner.x), top + max(0.0, above - below),
        right + max(0.0, inner.right - box.right), bottom + max(0.0, below - above),
    )  # fmt: skip
    anchor: Anchor = "middle" if above else "top"
    return _as_there(replace(frame, placeholder=place, box=whole, insets=insets, anchor=anchor), place)


F = TypeVar("F", bound=Frame)


def _as_there(frame: F, place: Placeholder) -> F:
    """A text at the side at which its place sets it, level by level."""
    if not isinstance(frame, TextFrame) or all(style.align == "left" for style in place.styles):
        return frame
    last = len(place.styles) - 1
    paragraphs = tuple(
        replace(each, align=each.align or place.styles[min(each.level, last)].align)
        for each in frame.paragraphs
    )
    return replace(frame, paragraphs=paragraphs)


def _fillable(frame: Frame) -> bool:
    if isinstance(frame, TextFrame):
        return (
            frame.role in ("body", "statement", "quotation") and not frame.fill and frame.placeholder is None
        )
    if isinstance(frame, ChartFrame):
        return len(frame.group.charts) == 1 and not frame.group.source
    if isinstance(frame, FigureFrame):
        return bool(frame.alt) and not isinstance(frame.art, Film)
    return isinstance(frame, TableFrame)
