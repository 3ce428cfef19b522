"""Frames one below the other in a region: text, code, tables, quotations, columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from msgspec.structs import replace

from deckgen.layout.code import place_code, with_even_code
from deckgen.layout.components.callout import place_callout
from deckgen.layout.components.columns import place_columns
from deckgen.layout.components.quotation import place_quotation
from deckgen.layout.figures import at_top, flat_height, gallery
from deckgen.layout.flow import (
    CalloutItem,
    CodeItem,
    ColumnsItem,
    ComponentItem,
    EquationItem,
    FigureItem,
    Flow,
    FlowItem,
    Para,
    QuoteItem,
    TableItem,
)
from deckgen.layout.model import EquationFrame, Frame, Placed, TextFrame
from deckgen.layout.tables import set_table
from deckgen.layout.text import Typesetter
from deckgen.source import Span
from deckgen.themes.model import Box

FIGURES_SHARE = 0.6
"""Of the slide's height that several rows of figures with their words have."""


def place_stack(flow: Flow, region: Box, body: float, setter: Typesetter) -> Placed:
    """Place `flow` from the top of `region`, whose height does not limit it."""
    frames: list[Frame] = []
    y = region.y
    runs = _runs(with_even_code(flow, region.width, body, setter.tokens))
    for number, run in enumerate(runs, 1):
        if frames:
            space = setter.tokens.space
            y += space.frame_gap if not run[0].opens_group else round(space.group * body, 1)
        box = Box(region.x, y, region.width, max(1.0, region.bottom - y))
        if number < len(runs) and _has_figures(run[0]):  # these are as high as there is room
            rest = tuple(item for later in runs[number:] for item in later)
            taken = place_stack(rest, box, body, setter).height + setter.tokens.space.frame_gap
            box = replace(box, height=max(LEAST_LEFT * box.height, box.height - taken))
        placed = _place(run, box, body, setter, is_last=run is runs[-1], is_alone=len(runs) == 1)
        frames += placed.frames
        y += placed.height
    return Placed(tuple(frames), y - region.y)


LEAST_LEFT = 0.4
"""Share of its height that figures in columns have, whatever stands below them."""


def _has_figures(item: FlowItem) -> bool:
    """True for columns with figures in them."""
    return isinstance(item, ColumnsItem) and any(isinstance(e, FigureItem) for c in item.columns for e in c)


def _runs(flow: Flow) -> list[list[FlowItem]]:
    """Neighbouring paragraphs share a frame; anything else has its own."""
    runs: list[list[FlowItem]] = []
    for item in flow:
        if isinstance(item, Para) and runs and isinstance(runs[-1][0], Para):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _place(
    run: Sequence[FlowItem], box: Box, body: float, setter: Typesetter, *, is_last: bool, is_alone: bool
) -> Placed:
    match run[0]:
        case Para():
            return _place_text([item for item in run if isinstance(item, Para)], box, body, setter)
        case CodeItem() as code:
            return place_code(code, box, body, setter)
        case EquationItem() as equation:
            return place_equation(equation, box, body, setter)
        case CalloutItem() as callout:
            return place_callout(callout, box, body, setter, place_stack)
        case TableItem() as table:
            frames = set_table(table, box, body, setter)
            return Placed(frames, frames[0].box.height)
        case QuoteItem() as quote:
            return place_quotation(quote, box, body, setter)
        case FigureItem() as figure:
            # Among other frames a figure takes what is left, but at least a third of the width.
            least = box.width / 3
            height = max(least, box.height if is_last else min(box.height, box.width / 1.6))
            if low := flat_height(figure, box.width):
                height = low
            elif figure.rows > 1:
                height = min(height, FIGURES_SHARE * setter.theme.height / figure.rows - 2 * body)
            height = min(box.height, figure.tallest) if figure.tallest else height
            area = replace(box, height=max(20.0, height))
            frames = at_top(gallery((figure,), area, setter, box.width), area, at_left=not is_alone)
            return Placed(frames, max(frame.box.bottom for frame in frames) - box.y)
        case ColumnsItem() as columns:
            return place_columns(columns, box, body, setter, place_stack)
        case ComponentItem() as item:
            component = setter.component(item.name).value
            if component is None:
                return place_stack(item.flow, box, body, setter)
            return component.place(item, box, body, setter, place_stack)
        case _:
            assert_never(run[0])


def _place_text(paras: Sequence[Para], box: Box, body: float, setter: Typesetter) -> Placed:
    laid, height = setter.set(paras, box, body)
    first = paras[0].span
    span = Span(first.line, first.column, paras[-1].span.last_line)
    color = setter.theme.color("text")
    frame = TextFrame(
        role="body", box=Box(box.x, box.y, box.width, height), paragraphs=laid, span=span, color=color
    )
    return Placed((frame,), height)


def place_equation(
    item: EquationItem, box: Box, body: float, setter: Typesetter, *, is_alone: bool = False
) -> Placed:
    """A formula as wide as `box` allows, beside text of `body` points; larger where it `is_alone` on its slide and
    `box` is high enough."""
    tokens = setter.tokens.type
    sizes = tokens.equation
    if is_alone:
        high = tokens.lone_height * box.height
        sizes = (*(each for each in tokens.lone_equation if item.extent.height * each * body <= high), *sizes)
    number = sum(word.width for word in item.number.words) * body if item.number else 0.0
    room = box.width - (number + body if number else 0.0)
    fitting = (s * body for s in sizes if item.extent.width * s * body <= room)
    # One that is wider at any of them is as wide as its place: it is reported.
    size = round(next(fitting, max(tokens.last_resort[-1], 0.98 * room / max(item.extent.width, 1.0))), 1)
    height = round((item.extent.height + 0.35) * size, 1)
    color = setter.theme.color("text")
    formula = EquationFrame(
        box=Box(box.x, box.y, room, height),
        formula=item.formula,
        text=item.text,
        size=size,
        color=color,
        span=item.span,
        step=item.step,
    )
    if item.number is None:
        return Placed((formula,), height)
    at_right = Box(box.x + room, box.y, box.width - room, height)
    laid, _ = setter.set((replace(item.number, align="right"),), at_right, body)
    beside = TextFrame(
        role="caption",
        box=at_right,
        paragraphs=laid,
        anchor="middle",
        span=item.span,
        color=color,
        step=item.step,
    )
    return Placed((formula, beside), height)
