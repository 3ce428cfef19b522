"""Which frame goes into which placeholder of the slide layout."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.figures import Film
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import EquationFrame, FigureFrame, Frame, Rule, TableFrame, TextFrame
from deckgen.themes.model import Placeholder


def stand_side_by_side(frames: Sequence[Frame]) -> bool:
    """True if there are two frames, one beside the other, as on a layout for two contents."""
    if len(frames) != 2 or not all(map(_fillable, frames)):
        return False
    one, other = frames[0].box, frames[1].box
    return one.right <= other.x or other.right <= one.x


def fill_placeholders(
    frames: Sequence[Frame], places: Sequence[Placeholder], *, alone: bool = True
) -> tuple[Frame, ...]:
    """Give each content placeholder a frame that can stand in it, from left to right.

    Text that has the slide to itself (`alone`: nothing stands at its foot) takes the placeholder's whole box, as
    if typed into it.
    """
    if alone and len(frames) == 1 and places and isinstance(only := frames[0], TextFrame) and _fillable(only):
        place = places[0]
        if only.role == "body" and place.anchor == "top":
            return (replace(only, placeholder=place, box=place.box, insets=place.insets, anchor="top"),)
    texts = [i for i, f in enumerate(frames) if isinstance(f, TextFrame) and _fillable(f)]
    others = [i for i, f in enumerate(frames) if not isinstance(f, TextFrame) and _fillable(f)]
    chosen = sorted((texts + others)[: len(places)], key=lambda index: frames[index].box.x)
    filled = list(frames)
    for index, place in zip(chosen, places, strict=False):
        frame = filled[index]
        if not isinstance(frame, Rule | EquationFrame):
            filled[index] = replace(frame, placeholder=place)
    return tuple(filled)


def _fillable(frame: Frame) -> bool:
    if isinstance(frame, TextFrame):
        return frame.role in ("body", "statement", "quotation") and not frame.fill
    if isinstance(frame, ChartFrame):
        return len(frame.group.charts) == 1 and not frame.group.source
    if isinstance(frame, FigureFrame):
        return bool(frame.alt) and not isinstance(frame.art, Film)
    return isinstance(frame, TableFrame)
