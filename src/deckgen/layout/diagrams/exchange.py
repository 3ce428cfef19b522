"""An exchange as a drawing: parties side by side, a line below each, and what they say from line to line."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct, field

from deckgen.deck.diagrams import Aside, Closing, Exchange, Message, Node, Opening, Turning
from deckgen.deck.figures import Drawing, Shape
from deckgen.layout.charts.ruler import Ruler
from deckgen.layout.diagrams.arrows import WIDER, arrow_lines, moved
from deckgen.layout.diagrams.boxes import DrawnBox, boxes_of, shapes_of
from deckgen.layout.diagrams.flow import framed
from deckgen.layout.diagrams.words import Words, set_words
from deckgen.themes.figure_tokens import DiagramTokens
from deckgen.themes.model import Box, Theme

NARROWER = 4.0
"""Of a frame on each side than the one around it (pt)."""
SPREAD = 2.2
"""Width over height of an exchange, if there is room …"""
MOST_SPARE = 1.8
"""… and how much further apart its lines may stand for that."""
FINE = 0.5
"""Of the width of arrows, that of lines below parties and around frames."""


class _Frame(Struct):
    kind: str
    top: float
    depth: int
    lanes: list[int] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    conditions: list[Shape] = field(default_factory=list)
    """What stands at the top of each part; at which side is known when the frame ends."""


class _Drawer(Struct):
    exchange: Exchange
    heads: Sequence[DrawnBox]
    lanes: Sequence[float]
    """Where the line of each party runs."""
    ruler: Ruler
    theme: Theme
    y: float = 0.0
    lines: list[Shape] = field(default_factory=list)
    words: list[Shape] = field(default_factory=list)
    boxes: list[Shape] = field(default_factory=list)
    frames: list[Shape] = field(default_factory=list)
    open: list[_Frame] = field(default_factory=list)

    @property
    def tokens(self) -> DiagramTokens:
        """Sizes and colours."""
        return self.theme.tokens.diagram

    # -- what is said ------------------------------------------------------------------------

    def message(self, step: Message) -> None:
        """Words above an arrow; those of a party to itself beside one that leads out and back."""
        tokens = self.tokens
        said = _said(step.text, self.ruler, self.theme)
        self._touch(step.start, step.end)
        start, end = self.lanes[step.start], self.lanes[step.end]
        if step.start == step.end:
            high = max(said.height, 1.6 * tokens.label)
            path = [
                (start, self.y),
                (start + tokens.aside, self.y),
                (start + tokens.aside, self.y + high),
                (start + tokens.clear, self.y + high),
            ]
            self.lines += arrow_lines(path, step.line, step.heads, tokens)
            self._put(
                said,
                Box(start + tokens.aside + 2 * tokens.clear, self.y, said.width * WIDER + 4, high),
                align="left",
            )
            self.y += high + tokens.step
            return
        if said.lines:
            wide = said.width * WIDER + 4
            self._put(said, Box((start + end - wide) / 2, self.y, wide, said.height), ground=True)
            self.y += said.height + tokens.clear
        way = tokens.edge_width if end > start else -tokens.edge_width
        self.lines += arrow_lines([(start + way, self.y), (end - way, self.y)], step.line, step.heads, tokens)
        self.y += tokens.step

    def aside(self, step: Aside) -> None:
        """A box over lines, or beside one."""
        tokens = self.tokens
        said = set_words(step.text, tokens.speech_width, tokens.label, self.ruler)
        wide, high = said.width * WIDER + tokens.padding, said.height + tokens.padding / 2
        self._touch(step.first, step.last)
        left, right = sorted((self.lanes[step.first], self.lanes[step.last]))
        if step.side == "over":
            wide = max(wide, right - left + 2 * tokens.padding)
            x = (left + right - wide) / 2
        else:
            x = right + 2 * tokens.clear if step.side == "right" else left - 2 * tokens.clear - wide
        fill, ink = tokens.box
        self.boxes.append(
            Shape(kind="rectangle", x=x, y=self.y, width=wide, height=high, fill=fill, stroke="", text=said.text,
                  color=ink, size=said.size)
        )  # fmt: skip
        self.y += high + tokens.step

    # -- frames ------------------------------------------------------------------------------

    def begin(self, step: Opening) -> None:
        """A frame begins, with its kind and what it depends on."""
        self.y += self.tokens.step / 2
        self.open.append(_Frame(step.kind, self.y, len(self.open)))
        self._condition(step.kind, step.text)

    def turn(self, step: Turning) -> None:
        """Its next part."""
        if self.open:
            self.open[-1].turns.append(self.y)
            self.y += self.tokens.step / 2
            self._condition("", step.text)

    def end(self) -> None:
        """The innermost frame ends: it is around all lines that anything in it touches."""
        if not self.open:
            return
        frame, tokens = self.open.pop(), self.tokens
        lanes = frame.lanes or [0, len(self.lanes) - 1]
        for outer in self.open:
            outer.lanes += lanes
        out = _reach(self.heads, tokens) - frame.depth * NARROWER
        left, right = self.lanes[min(lanes)] - out, self.lanes[max(lanes)] + out
        right = max(
            [
                right,
                *(
                    s.x + s.width + tokens.frame_inset / 2
                    for s in (*self.words, *self.boxes)
                    if s.y >= frame.top
                ),
            ]
        )
        box = Box(left, frame.top, right - left, self.y - frame.top)
        self.frames.append(_outline(box, tokens.frame))
        for y in frame.turns:
            self.frames.append(
                Shape(
                    kind="line", x=left, y=y, width=right - left, height=0.0, stroke=tokens.frame, dashed=True
                )
            )
        self.words += (moved(shape, left + tokens.frame_inset / 2, 0.0) for shape in frame.conditions)
        self.y += tokens.step

    def _condition(self, kind: str, text: str) -> None:
        tokens = self.tokens
        said = f"{kind} [{text}]" if kind and text else kind or (f"[{text}]" if text else "")
        words = set_words(said, 2 * tokens.speech_width, tokens.label, self.ruler, bold=bool(kind))
        if words.lines and words.text:
            self.open[-1].conditions.append(
                Shape(kind="text", x=0.0, y=self.y + 3, width=words.width * WIDER + 4, height=words.height,
                      text=words.text, size=words.size, bold=words.bold, align="left", color=tokens.frame_title,
                      fill="ground")
            )  # fmt: skip
            self.y += words.height
        self.y += tokens.step

    # -- the rest ----------------------------------------------------------------------------

    def _touch(self, *lanes: int) -> None:
        for frame in self.open:
            frame.lanes += lanes

    def _put(self, words: Words, box: Box, *, align: str = "center", ground: bool = False) -> None:
        if words.text:
            self.words.append(
                Shape(kind="text", x=box.x, y=box.y, width=box.width, height=box.height, text=words.text,
                      size=words.size, align="left" if align == "left" else "center", fill="ground" if ground else "")
            )  # fmt: skip


def draw_exchange(exchange: Exchange, name: str, ruler: Ruler, theme: Theme) -> Drawing:
    """The drawing of an exchange; its lines stand further apart where there is room beside it."""
    tokens = theme.tokens.diagram
    heads = boxes_of([Node(text=party) for party in exchange.parties], ruler, tokens, alike=True)
    lanes = _lanes(exchange, heads, ruler, theme)
    drawer = _run(_Drawer(exchange, heads, lanes, ruler, theme, y=heads[0].height + tokens.step))
    wide = lanes[-1] + (heads[0].width + heads[-1].width) / 2
    spare = min(MOST_SPARE, SPREAD * drawer.y / wide)
    if spare > 1:
        lanes = [lane * spare for lane in lanes]
        drawer = _run(_Drawer(exchange, heads, lanes, ruler, theme, y=heads[0].height + tokens.step))
    parties: list[Shape] = []
    for lane, head in zip(lanes, heads, strict=True):
        top = head.height
        parties.append(
            Shape(
                kind="line", x=lane, y=top, width=0.0, height=drawer.y - top, stroke=tokens.frame, weight=FINE
            )
        )
        place = Box(lane - head.width / 2, 0.0, head.width, top)
        parties += shapes_of(head, place, theme, stands_out=False)
    groups = _groups(drawer)
    shapes = [*groups, *parties, *reversed(drawer.frames), *drawer.words, *drawer.lines, *drawer.boxes]
    return framed(name, shapes, exchange.title, " → ".join(exchange.parties), ruler, theme)


def _reach(heads: Sequence[DrawnBox], tokens: DiagramTokens) -> float:
    """From a line to the side of an outermost frame."""
    return tokens.frame_inset + max(box.width for box in heads) / 2 + NARROWER


def _groups(drawer: _Drawer) -> list[Shape]:
    """Frames around parties, with titles above them."""
    tokens, shapes = drawer.tokens, list[Shape]()
    for group in drawer.exchange.groups:
        out = _reach(drawer.heads, tokens) + NARROWER
        left, right = drawer.lanes[group.first] - out, drawer.lanes[group.last] + out
        said = set_words(group.title, right - left - tokens.padding, tokens.label, drawer.ruler, bold=True)
        above = said.height + tokens.padding if said.text else tokens.padding
        shapes.append(
            _outline(Box(left, -above, right - left, drawer.y + above + tokens.padding), tokens.frame)
        )
        if said.text:
            shapes.append(
                Shape(kind="text", x=left, y=-said.height - tokens.padding / 2, width=right - left, height=said.height,
                      text=said.text, size=said.size, bold=True, color=tokens.frame_title)
            )  # fmt: skip
    return shapes


def _run(drawer: _Drawer) -> _Drawer:
    """The drawer once it has gone through all steps."""
    for step in drawer.exchange.steps:
        match step:
            case Message():
                drawer.message(step)
            case Aside():
                drawer.aside(step)
            case Opening():
                drawer.begin(step)
            case Turning():
                drawer.turn(step)
            case Closing():
                drawer.end()
            case _:
                assert_never(step)
    while drawer.open:
        drawer.end()
    return drawer


def _lanes(exchange: Exchange, heads: Sequence[DrawnBox], ruler: Ruler, theme: Theme) -> list[float]:
    """Where the lines run: as far apart as the parties' boxes and what is said between neighbours need."""
    tokens = theme.tokens.diagram
    count = len(heads)
    gaps = [(one.width + other.width) / 2 + tokens.beside for one, other in itertools.pairwise(heads)]
    apart = 2 * _reach(heads, tokens) + 4 * NARROWER
    needs = [(at, at + 1, apart) for group in exchange.groups for at in (group.first - 1, group.last)]
    for step in exchange.steps:
        if isinstance(step, Message):
            wide = _said(step.text, ruler, theme).width * WIDER + 4
            low, high = sorted((step.start, step.end))
            if low == high:
                needs.append((low, low + 1, tokens.aside + wide + 4 * tokens.clear))
            else:
                needs.append((low, high, wide + 2 * tokens.head + 2 * tokens.clear))
        elif isinstance(step, Aside):
            wide = (
                set_words(step.text, tokens.speech_width, tokens.label, ruler).width * WIDER + tokens.padding
            )
            low, high = sorted((step.first, step.last))
            if step.side != "over":
                needs.append((low, low + 1, wide + 4 * tokens.clear) if step.side == "right"
                             else (low - 1, low, wide + 4 * tokens.clear))  # fmt: skip
            else:
                needs += [
                    (low - 1, low, wide / 2 + 4 * tokens.clear),
                    (high, high + 1, wide / 2 + 4 * tokens.clear),
                ]
    for low, high, need in sorted(needs, key=lambda each: each[1] - each[0]):
        short = need - sum(gaps[low:high]) if low >= 0 and high < count else 0.0
        for number in range(low, high) if short > 0 else ():
            gaps[number] += short / (high - low)
    return [*itertools.accumulate(gaps, initial=0.0)]


def _said(text: str, ruler: Ruler, theme: Theme) -> Words:
    tokens = theme.tokens.diagram
    return set_words(text, tokens.speech_width, tokens.label, ruler)


def _outline(box: Box, color: str) -> Shape:
    return Shape(
        kind="rectangle", x=box.x, y=box.y, width=box.width, height=box.height, stroke=color, weight=FINE
    )
