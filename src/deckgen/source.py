"""Text with positions: what a reader reads, and what a diagnostic points at."""

from __future__ import annotations

from urllib.parse import unquote

from deckgen.model import Model

LOOKED_THROUGH = 1000
"""Lines in which a few words are looked for, to point at them."""


class Span(Model, frozen=True):
    """A stretch of a source file. Lines and columns count from 1, columns in characters."""

    line: int
    column: int = 1
    end_line: int = 0
    """Last line of the stretch; 0 means the same line."""
    length: int = 0
    """Characters to underline in the first line; 0 means up to its end."""

    def moved(self, lines: int) -> Span:
        """The stretch `lines` further down."""
        end = self.end_line + lines if self.end_line else 0
        return Span(self.line + lines, self.column, end, self.length)

    @property
    def last_line(self) -> int:
        """The line on which the stretch ends."""
        return self.end_line or self.line


class Origin(Model, frozen=True, eq=False):
    """Line `line` of a file."""

    source: Source
    line: int


class Source(Model, frozen=True, eq=False):
    """A source file as text, its line ends all `\\n`."""

    path: str
    text: str
    lines: tuple[str, ...]
    origins: tuple[Origin, ...] = ()
    """Where each line was read, if some of them come from other files."""

    @classmethod
    def from_text(cls, path: str, text: str) -> Source:
        """Wrap `text`, which was read from `path` (shown in messages, never opened)."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return cls(path, text, tuple(text.split("\n")))

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), or nothing outside the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def origin(self, span: Span) -> tuple[Source, Span]:
        """The file in which `span` was written, and its place there."""
        if not 0 < span.line <= len(self.origins):
            return self, span
        origin = self.origins[span.line - 1]
        last = self.origins[min(span.last_line, len(self.origins)) - 1]
        end = last.line if span.end_line and last.source is origin.source else 0
        return origin.source, Span(origin.line, span.column, end, span.length)

    def find_address(self, address: str, span: Span) -> Span:
        """Where an address stands inside `span`, as a parser gives it or as its author has typed it."""
        found = self.find(address, span)
        typed = unquote(address)
        return found if found.length == len(address) or typed == address else self.find(typed, span)

    def find(self, needle: str, span: Span) -> Span:
        """Where `needle` stands inside `span`; the start of `span` if it does not."""
        for number in range(span.line, min(span.last_line, span.line + LOOKED_THROUGH) + 1 if needle else 0):
            column = self.line(number).find(needle)
            if column >= 0:
                return Span(number, column + 1, length=len(needle))
        return Span(span.line, span.column, length=span.length)
