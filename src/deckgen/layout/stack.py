"""Frames one below the other in a region: text, code, tables, quotations, columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from deckgen.deck.inlines import Run
from deckgen.layout.figures import at_top, gallery
from deckgen.layout.flow import (
    CodeItem,
    ColumnsItem,
    FigureItem,
    Flow,
    FlowItem,
    Para,
    QuoteItem,
    TableItem,
)
from deckgen.layout.lines import break_lines
from deckgen.layout.model import Frame, LaidParagraph, Rule, TextFrame
from deckgen.layout.scale import (
    CODE_SIZES,
    COLUMN_GAP,
    FRAME_GAP,
    line_height,
)
from deckgen.layout.tables import set_table
from deckgen.layout.text import PRUDENCE, Typesetter
from deckgen.source import Span
from deckgen.themes.model import Box

CODE_INSETS = (14.0, 10.0, 14.0, 10.0)
QUOTE_INSETS = (20.0, 10.0, 14.0, 10.0)
QUOTE_BAR = 4.0


class Placed(NamedTuple):
    """Frames, and the height that they take."""

    frames: tuple[Frame, ...]
    height: float


def place_stack(flow: Flow, region: Box, body: float, setter: Typesetter) -> Placed:
    """Place `flow` from the top of `region`, whose height does not limit it."""
    frames: list[Frame] = []
    y = region.y
    for run in _runs(flow):
        if frames:
            y += FRAME_GAP if not run[0].opens_group else round(0.75 * body, 1)
        box = Box(region.x, y, region.width, max(1.0, region.bottom - y))
        placed = _place(run, box, body, setter)
        frames += placed.frames
        y += placed.height
    return Placed(tuple(frames), y - region.y)


def _runs(flow: Flow) -> list[list[FlowItem]]:
    """Neighbouring paragraphs share a frame; anything else has its own."""
    runs: list[list[FlowItem]] = []
    for item in flow:
        if isinstance(item, Para) and runs and isinstance(runs[-1][0], Para):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _place(run: Sequence[FlowItem], box: Box, body: float, setter: Typesetter) -> Placed:
    match run[0]:
        case Para():
            return _place_text([item for item in run if isinstance(item, Para)], box, body, setter)
        case CodeItem() as code:
            return _place_code(code, box, body, setter)
        case TableItem() as table:
            frame = set_table(table, box, body, setter)
            return Placed((frame,), frame.box.height)
        case QuoteItem() as quote:
            return _place_quote(quote, box, body, setter)
        case FigureItem() as figure:
            # Among other frames a figure takes what is left, but at least a third of the width.
            least = box.width / 3
            area = box._replace(height=max(least, min(box.height, box.width / 1.6)))
            frames = at_top(gallery((figure,), area, setter), area)
            return Placed(frames, max(frame.box.bottom for frame in frames) - box.y)
        case ColumnsItem() as columns:
            return _place_columns(columns, box, body, setter)


def _place_text(paras: Sequence[Para], box: Box, body: float, setter: Typesetter) -> Placed:
    laid, height = setter.set(paras, box, body)
    first = paras[0].span
    span = Span(first.line, first.column, paras[-1].span.last_line)
    color = setter.theme.color("ink")
    frame = TextFrame("body", Box(box.x, box.y, box.width, height), laid, span, color)
    return Placed((frame,), height)


def code_size(item: CodeItem, width: float, body: float) -> float:
    """The largest size at which no line of code has to be broken, else the smallest step."""
    room = width - CODE_INSETS[0] - CODE_INSETS[2]
    sizes = [size for size in CODE_SIZES if size <= body] or [body]
    return next((size for size in sizes if item.longest * size <= room), sizes[-1])


def _place_code(item: CodeItem, box: Box, body: float, setter: Typesetter) -> Placed:
    size = code_size(item, box.width, body)
    inner = box.inset(*CODE_INSETS)
    y = inner.y
    kept = 0
    laid: list[LaidParagraph] = []
    for text, words in zip(item.lines, item.words, strict=True):
        inlines = (Run(text),) if text else ()
        spans = break_lines(words, inner.width / size)
        lines = setter.place(text.expandtabs(4), spans, inner._replace(y=y), size, "left")
        foreign = setter.fonts.foreign(text, "mono")
        laid.append(LaidParagraph(inlines, "text", size, lines, foreign=foreign))
        y += len(spans) * line_height(size)
        kept += len(break_lines(words, inner.width * PRUDENCE / size))
    height = kept * line_height(size) + CODE_INSETS[1] + CODE_INSETS[3]
    frame = TextFrame(
        "code", box._replace(height=height), tuple(laid), item.span, setter.theme.color("ink"),
        insets=CODE_INSETS, fill=setter.theme.color("shade"),
    )  # fmt: skip
    return Placed((frame,), height)


def _place_quote(item: QuoteItem, box: Box, body: float, setter: Typesetter) -> Placed:
    inner = box.inset(*QUOTE_INSETS)
    laid, inside = setter.set(item.paras, inner, body)
    height = inside + QUOTE_INSETS[1] + QUOTE_INSETS[3]
    frame = TextFrame(
        "quotation", box._replace(height=height), laid, item.span, setter.theme.color("ink"),
        insets=QUOTE_INSETS, fill=setter.theme.color("shade"),
    )  # fmt: skip
    bar = Rule(Box(box.x, box.y, QUOTE_BAR, height), setter.theme.color("accent3"), item.span)
    return Placed((frame, bar), height)


def _place_columns(item: ColumnsItem, box: Box, body: float, setter: Typesetter) -> Placed:
    gaps = COLUMN_GAP * (len(item.columns) - 1)
    x = box.x
    frames: list[Frame] = []
    height = 0.0
    for column, share in zip(item.columns, item.widths, strict=True):
        width = (box.width - gaps) * share
        placed = place_stack(column, Box(x, box.y, width, box.height), body, setter)
        frames += placed.frames
        height = max(height, placed.height)
        x += width + COLUMN_GAP
    return Placed(tuple(frames), height)
