"""`::: timeline`: what happened when, along a line; below each other where there is no room for that."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.clicks import Step
from deckgen.deck.figures import Drawing, Shape
from deckgen.deck.inlines import PLAIN, Inline, Inlines, LineBreak, Run, trim, with_marks
from deckgen.layout.components.component import Component
from deckgen.layout.flow import ComponentItem, Flow, Para
from deckgen.layout.lines import measure_words
from deckgen.layout.model import FigureFrame, Frame, Placed, Rule, moved
from deckgen.layout.text import Place, Typesetter, tears
from deckgen.patterns import regex
from deckgen.source import Span
from deckgen.themes.model import Box

MOST = 7
"""Events side by side."""
HIGHEST = 0.62
"""Of the room, that what is below the line may take; what is higher stands below each other."""
SPACE = 0.3
"""Em between two words."""
_DATE = regex(
    r"\s*(\d{1,2}[:.h]\d{2}(?:\s?[–-]\s?\d{1,2}[:.h]\d{2})?)\s*[:–—-]\s+|"
    r"\s*((?:[^:\n]|(?<=\d):(?=\d)){1,40}?)\s*:(?:\s+|\Z)|"
    r"\s*((?:[^:–—\n]|(?<=\d):(?=\d)){1,24}?)(?:\s*[–—]|\s+-)(?:\s+|\Z)"
)
"""`2017: Transformers`, `Mai 1968 – Paris`, `22:05: Batch 14 starts`."""


class _Event(Struct, frozen=True):
    date: Para | None
    words: Flow
    is_main: bool
    """All of its words are bold."""
    step: Step


def _place(item: ComponentItem, box: Box, body: float, setter: Typesetter, place: Place) -> Placed:
    title = item.options.get("title", "")
    if not title:
        return _events(item, box, body, setter, place)
    said = (Run(title, replace(PLAIN, bold=True)),)
    head = Para(inlines=said, words=measure_words(said, setter.fonts, "body"), span=item.span, step=item.step)
    above = place((head,), box, body, setter)
    down = above.height + 2 * setter.tokens.timeline.between
    placed = _events(item, box.inset(0, down, 0, 0), body, setter, place)
    return Placed((*above.frames, *placed.frames), down + placed.height)


def _events(item: ComponentItem, box: Box, body: float, setter: Typesetter, place: Place) -> Placed:
    events = [_event(part, setter) for part in item.parts]
    scale = setter.tokens.type
    smaller = [size for size in (*scale.grown, *scale.body) if size < body] or [body]
    for size in smaller if len(events) <= MOST else ():
        placed = _across(events, item.span, box, body, size, setter, place)
        if placed.height <= HIGHEST * box.height and not any(map(tears, placed.frames)):
            return placed
    return _down(events, item.span, box, body, setter, place)


def _event(part: Flow, setter: Typesetter) -> _Event:
    """When, and what: a date in bold, or before a colon or dash."""
    first, *rest = part
    if not isinstance(first, Para):
        return _Event(None, part, False, first.step)
    date, said = divided(first.inlines)
    is_main = bool(said) and all(run.marks.bold for run in said if isinstance(run, Run) and run.text.strip())
    fonts = setter.fonts
    words = (
        [replace(first, inlines=said, words=measure_words(said, fonts, "body"), markers=(), marker=None)]
        if said
        else []
    )
    when = None
    if date:
        bold = with_marks(date, lambda marks: replace(marks, bold=True))
        color = setter.theme.color(setter.theme.readable("accent") if is_main else "text")
        when = replace(
            first,
            inlines=bold,
            words=measure_words(bold, fonts, "body"),
            markers=(),
            marker=None,
            color=color,
        )
    return _Event(when, (*words, *rest), is_main, first.step)


def divided(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """The date at the beginning, and the words behind it; no date where there is none."""
    first, *others = inlines or (Run(""),)
    if isinstance(first, Run) and first.marks.bold and others:
        match inlines:
            case (_, LineBreak() as line, Run() as date, _, *_) if (
                date.marks.bold
            ):  # below the name of its section
                return (first, line, _unsigned(date)), trim(_without_sign(inlines[3:]))
        return (_unsigned(first),), trim(_without_sign(others))
    if isinstance(first, LineBreak):
        return (), inlines
    match = _DATE.match(first.text)
    if match is None:
        at = next((n for n, run in enumerate(inlines) if isinstance(run, LineBreak)), 0)
        return (inlines[:at], inlines[at + 1 :]) if at else ((), inlines)
    return (Run(match[1] or match[2] or match[3], first.marks),), trim(
        (replace(first, text=first.text[match.end() :]), *others)
    )


def _unsigned(date: Run) -> Run:
    return Run(date.text.strip().rstrip(":–—").rstrip(), date.marks)


_SIGN = regex(r"\s*[:–—-]\s+")


def _without_sign(inlines: Sequence[Inline]) -> Inlines:
    """Words behind a date, without what parts them from it."""
    first, *others = inlines
    if isinstance(first, Run) and (match := _SIGN.match(first.text)):
        first = replace(first, text=first.text[match.end() :])
    return (first, *others)


# -- side by side --------------------------------------------------------------------------------


def _across(
    events: Sequence[_Event],
    span: Span,
    box: Box,
    body: float,
    small: float,
    setter: Typesetter,
    place: Place,
) -> Placed:
    """A line with a dot for each event, dates above and `small` words below (pt)."""
    tokens = setter.tokens.timeline
    width = (box.width - tokens.gap * (len(events) - 1)) / len(events)
    xs = [box.x + at * (width + tokens.gap) for at in range(len(events))]
    dates = [_set((each.date,) if each.date else (), Box(x, box.y, width, box.height), body, setter, place)
             for each, x in zip(events, xs, strict=True)]  # fmt: skip
    head = max(placed.height for placed in dates)
    line = box.y + head + tokens.lead + tokens.dot / 2
    below = line + tokens.dot / 2 + tokens.lead
    words = [_set(each.words, Box(x, below, width, box.bottom - below), small, setter, place)
             for each, x in zip(events, xs, strict=True)]  # fmt: skip
    frames: list[Frame] = [
        Rule(
            box=Box(box.x, line - tokens.line / 2, box.width, tokens.line),
            fill=setter.theme.color(tokens.rule),
            span=span,
        )
    ]
    for each, x, date, said in zip(events, xs, dates, words, strict=True):
        frames.append(_dot(each, Box(x, line - tokens.dot / 2, tokens.dot, tokens.dot), span, setter))
        frames += (moved(frame, 0.0, head - date.height) for frame in date.frames)
        frames += said.frames
    return Placed(tuple(frames), below - box.y + max(placed.height for placed in words))


# -- below each other ----------------------------------------------------------------------------


def _down(
    events: Sequence[_Event], span: Span, box: Box, body: float, setter: Typesetter, place: Place
) -> Placed:
    """A line that leads down, dates at its left and words at its right."""
    tokens = setter.tokens.timeline
    widest = max((_wide(each.date) for each in events if each.date), default=0.0)
    left = min(widest * body + 2, tokens.dates * box.width)
    line = box.x + left + tokens.lead + tokens.dot / 2
    x = line + tokens.dot / 2 + tokens.lead
    frames: list[Frame] = []
    y, centers = box.y, list[float]()
    for each in events:
        date = _set((each.date,) if each.date else (), Box(box.x, y, left, box.height), body, setter, place)
        said = _set(each.words, Box(x, y, box.right - x, box.height), body, setter, place)
        first = 0.6 * body
        centers.append(y + first)
        frames.append(
            _dot(
                each,
                Box(line - tokens.dot / 2, y + first - tokens.dot / 2, tokens.dot, tokens.dot),
                span,
                setter,
            )
        )
        frames += (*date.frames, *said.frames)
        y += max(date.height, said.height) + tokens.between
    rule = Rule(
        box=Box(line - tokens.line / 2, centers[0], tokens.line, centers[-1] - centers[0]),
        fill=setter.theme.color(tokens.rule), span=span,
    )  # fmt: skip
    return Placed((rule, *frames), y - tokens.between - box.y)


def _wide(date: Para) -> float:
    """Em that a date takes on one line, and a little more."""
    return 1.03 * sum(word.width + SPACE for word in date.words)


def _set(flow: Flow, box: Box, size: float, setter: Typesetter, place: Place) -> Placed:
    return place(flow, box, size, setter) if flow else Placed((), 0.0)


def _dot(event: _Event, box: Box, span: Span, setter: Typesetter) -> FigureFrame:
    tokens = setter.tokens.timeline
    color = tokens.main if event.is_main else tokens.usual
    disc = Shape(kind="circle", x=0.0, y=0.0, width=box.width, height=box.height, fill=color)
    art = Drawing(
        name="dot", width=box.width, height=box.height, shapes=(disc,), description="", min_width=1.0
    )
    return FigureFrame(box=box, art=art, alt="", span=span, step=event.step)


TIMELINE = Component(name="timeline", place=_place)
