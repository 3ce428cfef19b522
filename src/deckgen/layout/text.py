"""Setting paragraphs in a box at a size."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import Align
from deckgen.deck.inlines import Inlines, Run, direction_of, is_right_to_left, plain_text
from deckgen.deck.slides import Direction
from deckgen.diagnostics import Warned
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.flow import ComponentItem, Flow, Para
from deckgen.layout.fonts import Fonts
from deckgen.layout.lines import LineSpan, Word, break_lines, measure_words, stack_height
from deckgen.layout.model import BASELINE, LINE_HEIGHT, Frame, LaidParagraph, Line, Placed, TextFrame
from deckgen.layout.scale import hanging, left_indent, line_height, para_size, space_before
from deckgen.patterns import regex
from deckgen.themes.model import Anchor, Box, FontRole, Theme
from deckgen.themes.tokens import Tokens

MOST_BROKEN = 4000
"""Paragraphs whose lines are remembered."""
LONGEST_LABEL = 4000
"""Characters that are measured; no place holds more."""
PRUDENCE = 0.998
"""Share of a width that lines are counted for where room is kept: LibreOffice sets them up to 0.15 %
wider than the font has it, and where a line just fits, the next word may go to a line of its own."""
LONG = 0.6
"""Share of a line from which a word may be longer than what a list leaves of it."""
_ADDRESS = regex(r"[/@_=&\\]|\w[.:]\w")
"""What no word of a language has."""
FREE_ABOVE: Mapping[Anchor, float] = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
"""Share of a box's free height that stands above text anchored there."""
UNSPACED = 0.88
"""The same for Thai, Lao, Khmer and Burmese, which renderers break between words that only a
dictionary tells apart: their lines are less full than ours."""


_COLORS = {"lead": "title", "subheading": "title", "term": "title", "credit": "muted", "caption": "muted"}
"""What paragraphs of a role are set in, if not in the frame's colour."""


def _kept(para: Para, width: float) -> float:
    return width * (UNSPACED if _has_unspaced(para.words) else PRUDENCE)


def _has_unspaced(words: Sequence[Word]) -> bool:
    return any(
        word.widths and ("\u0e00" <= word.text[0] <= "\u109f" or "\u1780" <= word.text[0] <= "\u17ff")
        for word in words
    )


Place: TypeAlias = "Callable[[Flow, Box, float, Typesetter], Placed]"
"""Places ordinary content from the top of a box, body text at a size in points."""


class Placing(Protocol):
    """What lays out a component."""

    @property
    def place(self) -> Callable[[ComponentItem, Box, float, Typesetter, Place], Placed]:
        """Its frames from the top of a box."""


class Typesetter(Struct, frozen=True, eq=False):
    """Knows the theme's fonts and sizes."""

    theme: Theme
    fonts: Fonts
    charts: dict[tuple[bytes, Box, bool], ChartFrame] = field(default_factory=dict)
    """Those composed so far, by their group, their place and the theme's darkness."""
    broken: dict[tuple[int, float], tuple[Sequence[Word], list[LineSpan]]] = field(default_factory=dict)
    """Lines of words at a width in em, by the words' identity: spaces are tried out around the same lines."""
    direction: Direction = ""
    """In which all text runs; nothing leaves it to each paragraph's first letter."""
    component: Callable[[str], Warned[Placing | None]] = lambda name: Warned(None)
    """Components by name."""

    @property
    def tokens(self) -> Tokens:
        """What decides how the theme looks."""
        return self.theme.tokens

    def with_theme(self, theme: Theme) -> Typesetter:
        """The same fonts in another theme's colours and places."""
        return replace(self, theme=theme)

    def right_to_left(self, inlines: Inlines, text: str) -> bool:
        """As its author says, as the deck runs, or as the first letter with a direction of their `text` has it."""
        said = direction_of(inlines) or self.direction
        return said == "rtl" if said else is_right_to_left(text)

    def _color(self, para: Para) -> str:
        name = _COLORS.get(para.role, "")
        if not name:
            return para.color
        # Whose words they are stands on the ground of the quotation.
        return self.theme.color(self.theme.readable(name, "shade") if para.role == "credit" else name)

    def height(self, paras: Sequence[Para], width: float, body: float) -> float:
        """Height of `paras` in a column of `width` points, body text at `body` points."""
        total = 0.0
        previous = None
        for para in paras:
            total += space_before(para, previous, body, self.tokens) + self.para_height(para, width, body)
            previous = para
        return total

    def para_height(self, para: Para, width: float, body: float) -> float:
        """Height to keep for the lines of one paragraph."""
        return stack_height(self.lines(para, width, body), self.size(para, body))

    def size(self, para: Para, body: float) -> float:
        """Type size of a paragraph."""
        return para_size(para, body, self.tokens)

    def lines(self, para: Para, width: float, body: float) -> list[LineSpan]:
        """The lines that a paragraph breaks into."""
        size = self.size(para, body)
        left = left_indent(para, body, self.tokens)
        return self._broken(para.words, max(1.0, _kept(para, width) - left) / size)

    def _broken(self, words: Sequence[Word], width: float) -> list[LineSpan]:
        key = (id(words), width)
        known = self.broken.get(key)
        if known is None or known[0] is not words:
            if len(self.broken) > MOST_BROKEN:
                self.broken.clear()
            known = self.broken[key] = (words, break_lines(words, width))
        return known[1]

    def set(self, paras: Sequence[Para], box: Box, body: float) -> tuple[tuple[LaidParagraph, ...], float]:
        """The paragraphs with their lines, from the top of `box` (inside its insets); height to keep."""
        found = []
        y = box.y
        more = 0.0
        previous = None
        for para in paras:
            size = self.size(para, body)
            before = space_before(para, previous, body, self.tokens)
            left = left_indent(para, body, self.tokens)
            y += before
            spans = self._broken(para.words, max(1.0, box.width - left) / size)
            text = plain_text(para.inlines)
            rtl = self.right_to_left(para.inlines, text)
            x = box.x if rtl else box.x + left
            lines = self.place(text, spans, Box(x, y, box.width - left, 0), size, para.align, rtl=rtl)
            y += stack_height(spans, size)
            if max(span.width for span in spans) * size > _kept(para, box.width) - left:
                # With less room than there is, some line would break earlier.
                more += self.para_height(para, box.width, body) - stack_height(spans, size)
            hang = hanging(para, para.level, size, self.tokens) if para.markers else 0.0
            found.append(
                LaidParagraph(
                    inlines=para.inlines,
                    role=para.role,
                    size=size,
                    lines=lines,
                    level=para.level,
                    marker=para.marker,
                    left=left,
                    hanging=hang,
                    space_before=before,
                    color=self._color(para),
                    bold=para.bold,
                    italic=para.italic,
                    caps=para.caps,
                    align=para.align,
                    foreign=self.fonts.foreign(text, "body"),
                    step=para.step,
                    footnote=para.label,
                    right_to_left=rtl,
                )
            )
            previous = para
        return tuple(found), y + more - box.y

    def place(
        self, text: str, spans: Sequence[LineSpan], box: Box, size: float, align: Align = "", *, rtl: bool = False,
    ) -> tuple[Line, ...]:  # fmt: skip
        """Lines at their baselines, from the top of `box`."""
        side = align if align in ("center", "right") else "left"
        if rtl and side == "left":
            side = "right"
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[side]
        found = []
        y = box.y
        for span in spans:
            x = box.x + share * (box.width - span.width * size)
            baseline = y + BASELINE * size + 0.6 * span.extra * size
            found.append(Line(text[span.start : span.end].rstrip("\n"), x, baseline, span.width * size))
            y += (LINE_HEIGHT + span.extra) * size
        return tuple(found)

    def label(
        self, said: str | Inlines, box: Box, sizes: Sequence[float], anchor: Anchor, *,
        color: str = "", align: Align = "", role: FontRole = "body", is_number: bool = False,
    ) -> LaidParagraph:  # fmt: skip
        """What is `said` in `box` at the first of `sizes` at which it fits, else cut off with “…” at the last."""
        inlines: Inlines = ((Run(said),) if said else ()) if isinstance(said, str) else said
        text = plain_text(inlines)[:LONGEST_LABEL]
        inlines = inlines if len(text) < LONGEST_LABEL else ((Run(text),) if text else ())
        words = measure_words(inlines, self.fonts, role)
        for size in sizes:
            most = max(1, int(box.height / line_height(size) + 0.02))
            spans = break_lines(words, box.width * PRUDENCE / size)
            count = len(spans)
            if count <= most:
                break
        else:
            count = most
            kept = text[: spans[most - 1].end].rstrip()
            inlines = (Run(kept[: max(1, len(kept) - 2)].rstrip() + "…"),)
            words = measure_words(inlines, self.fonts, role)
        above = FREE_ABOVE[anchor] * max(0.0, box.height - count * line_height(size))
        place = replace(box, y=box.y + above)
        setter = replace(self, direction="ltr") if is_number else self
        return setter.single(inlines, words, place, size, color=color, align=align)

    def single(
        self, inlines: Inlines, words: tuple[Word, ...], box: Box, size: float, *,
        bold: bool = False, color: str = "", align: Align = "",
    ) -> LaidParagraph:  # fmt: skip
        """One plain paragraph at exactly `size`."""
        spans = break_lines(words, box.width / size)
        text = plain_text(inlines)
        rtl = self.right_to_left(inlines, text)
        lines = self.place(text, spans, box, size, align, rtl=rtl)
        return LaidParagraph(
            inlines=inlines, role="text", size=size, lines=lines, bold=bold, color=color, align=align,
            foreign=self.fonts.foreign(text, "body"), right_to_left=rtl,
        )  # fmt: skip


_TORN = regex(r"[^\W\d_\u0e00-\uffff]{2}\|[^\W\d_\u0e00-\uffff]|.[^\W\d_]\|[.,:;!?)…”]")
"""Ends of two lines with a word across them, or with the sign behind it alone on the second."""


def tears(frame: Frame) -> bool:
    """True for text of which a word has no room on a line: it would go on in the next one."""
    lines = (pairwise(para.lines) for para in frame.paragraphs) if isinstance(frame, TextFrame) else ()
    return any(_TORN.fullmatch(f"{one.text[-2:]}|{two.text[:1]}") for pair in lines for one, two in pair)


def cuts_a_word(flow: Flow, width: float, size: float, setter: Typesetter) -> bool:
    """True if a word of a paragraph has to be cut, as it is longer than a line; an address may be."""
    paras = [item for item in flow if isinstance(item, Para)]
    long = [para for para in paras if any(word.width * size > LONG * width for word in para.words)]
    return any(_cuts(para, setter.lines(para, SPARE * width, size)) for para in long)


SPARE = 0.99
"""Of the width of a line that a word may take: programs set it a little wider."""


def _cuts(para: Para, lines: Sequence[LineSpan]) -> bool:
    ends = [word.end for word in para.words]
    whole = set(ends)
    inside = (bisect_left(ends, line.end) for line in lines if line.end not in whole)
    return any(not _ADDRESS.search(para.words[at].text) for at in inside)
