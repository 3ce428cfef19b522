"""Setting paragraphs in a box at a size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deckgen.deck.inlines import Inlines, plain_text
from deckgen.layout.flow import Para
from deckgen.layout.fonts import Fonts
from deckgen.layout.lines import LineSpan, Word, break_lines
from deckgen.layout.model import BASELINE, LaidParagraph, Line
from deckgen.layout.scale import hanging, left_indent, line_height, para_size, space_before
from deckgen.themes.model import Box, FontRole, Theme

PRUDENCE = 0.998
"""Share of a width that lines are counted for where room is kept: LibreOffice sets them up to 0.15 %
wider than the font has it, and where a line just fits, the next word may go to a line of its own."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Typesetter:
    """Knows the theme's fonts and sizes."""

    theme: Theme
    fonts: Fonts

    def height(self, paras: Sequence[Para], width: float, body: float) -> float:
        """Height of `paras` in a column of `width` points, body text at `body` points."""
        total = 0.0
        previous = None
        for para in paras:
            total += space_before(para, previous, body) + self.para_height(para, width, body)
            previous = para
        return total

    def para_height(self, para: Para, width: float, body: float) -> float:
        """Height to keep for the lines of one paragraph."""
        return len(self.lines(para, width * PRUDENCE, body)) * line_height(self.size(para, body))

    def size(self, para: Para, body: float) -> float:
        """Type size of a paragraph."""
        return para_size(para, body, self.theme.body_sizes)

    def lines(self, para: Para, width: float, body: float) -> list[LineSpan]:
        """The lines that a paragraph breaks into."""
        size = self.size(para, body)
        left = left_indent(para, body, self.theme.body_sizes)
        return break_lines(para.words, max(1.0, width - left) / size)

    def set(self, paras: Sequence[Para], box: Box, body: float) -> tuple[tuple[LaidParagraph, ...], float]:
        """The paragraphs with their lines, from the top of `box` (inside its insets); height to keep."""
        found = []
        y = box.y
        previous = None
        for para in paras:
            size = self.size(para, body)
            before = space_before(para, previous, body)
            left = left_indent(para, body, self.theme.body_sizes)
            y += before
            spans = break_lines(para.words, max(1.0, box.width - left) / size)
            role: FontRole = "body"
            lines = self.place(para.inlines, spans, box.x + left, y, size, role)
            y += len(spans) * line_height(size)
            hang = hanging(para, para.level, size) if para.markers else 0.0
            found.append(
                LaidParagraph(
                    para.inlines, para.role, size, lines, para.level, para.marker, left, hang, before,
                    self.theme.color("title") if para.role in ("lead", "subheading") else "",
                    para.role == "subheading", para.align,
                    self.fonts.foreign(plain_text(para.inlines), role),
                )
            )  # fmt: skip
            previous = para
        return tuple(found), self.height(paras, box.width, body)

    def place(
        self, inlines: Inlines, spans: Sequence[LineSpan], x: float, y: float, size: float,
        role: FontRole,
    ) -> tuple[Line, ...]:  # fmt: skip
        """Lines at their baselines."""
        text = plain_text(inlines)
        return tuple(
            Line(text[s.start : s.end].rstrip("\n"), x, y + i * line_height(size) + BASELINE * size,
                 s.width * size)
            for i, s in enumerate(spans)
        )  # fmt: skip

    def single(
        self, inlines: Inlines, words: tuple[Word, ...], box: Box, size: float, *,
        role: FontRole = "body", bold: bool = False, color: str = "",
    ) -> LaidParagraph:  # fmt: skip
        """One plain paragraph at exactly `size`."""
        spans = break_lines(words, box.width / size)
        lines = self.place(inlines, spans, box.x, box.y, size, role)
        foreign = self.fonts.foreign(plain_text(inlines), role)
        return LaidParagraph(inlines, "text", size, lines, bold=bold, color=color, foreign=foreign)
