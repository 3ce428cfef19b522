"""A source's lines while they are edited: each knows what has become of it, and what is new behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from deckgen.patterns import regex

_PREFIX = regex(
    r"(?P<indent>[ \t]*(?:>[ \t]?)*)"
    r"(?P<sign>(?:(?:[-*+:~]|\(?\d{1,9}[.)])(?:[ \t]+|$)"
    r"|\(?(?:[A-Za-z]|[ivxlcdm]{2,4}|[IVXLCDM]{2,4})[.)][ \t]+(?=\S))(?:\[[ xX]\][ \t]+)?)?"
)


_GOES_ON = regex(
    r"[ \t>]*(?!:::|---|\*\*\*|___|```|~~~|<!--|-->|#|\$\$|\\|[-*+][ \t]|\d+[.)][ \t]|\||[\])}])[^\s>]"
)
"""A line that is text."""


class Prefix(Struct, frozen=True):
    """What stands before the words of a paragraph."""

    indent: str
    """Spaces, and signs of quotations."""
    sign: str
    """Of a list's item, with the spaces behind it."""

    @property
    def width(self) -> int:
        """Columns by which what hangs on it stands in."""
        sign = re.match(r"\S*\s*", self.sign)
        return len(self.indent) + (len(sign[0]) if sign else 0)


def prefix_of(line: str) -> Prefix:
    """That of a line."""
    match = _PREFIX.match(line)
    assert match is not None
    return Prefix(match["indent"], match["sign"] or "")


def hung(prefix: Prefix, text: str) -> str:
    """Words behind a prefix, their further lines below the first."""
    first, *rest = text.split("\n")
    hang = prefix.indent + " " * (prefix.width - len(prefix.indent))
    return "\n".join([f"{prefix.indent}{prefix.sign}{first}", *(hang + line for line in rest)])


def under(prefix: Prefix, text: str) -> str:
    """A paragraph's source behind another prefix."""
    own = prefix_of(text)
    first, *rest = text.split("\n")
    words = first[len(own.indent) + len(own.sign) :]
    return hung(prefix, "\n".join([words, *(line.strip() for line in rest)]))


class Lines(Struct):
    """The lines of a file, counted from 1."""

    base: tuple[str, ...]
    changed: dict[int, list[str]] = field(default_factory=dict)
    """What a line has become; nothing for one that is gone."""
    after: dict[int, list[str]] = field(default_factory=dict)
    """New lines behind it."""

    def line(self, number: int) -> str:
        """As it was."""
        return self.base[number - 1] if 0 < number <= len(self.base) else ""

    def text(self, first: int, last: int) -> str:
        """A stretch as it was."""
        return "\n".join(self.base[first - 1 : last])

    def now(self, first: int, last: int) -> str:
        """A stretch as it is now, without what is new behind its lines."""
        return "\n".join(
            line
            for number in range(first, last + 1)
            for line in self.changed.get(number, [self.line(number)])
        )

    def replace(self, first: int, last: int, text: str) -> None:
        """Other lines in place of a stretch, each in its own place where they are as many."""
        lines = text.split("\n")
        alike = len(lines) == last - first + 1
        for at, number in enumerate(range(first, last + 1)):
            self.changed[number] = [lines[at]] if alike else [] if at else lines

    def remove(self, first: int, last: int) -> None:
        """A stretch is gone; of the blank lines around it, one stays."""
        for number in range(first, last + 1):
            self.changed[number] = []
        if not self.line(first - 1).strip() and not self.line(last + 1).strip() and last < len(self.base):
            self.changed[last + 1] = []

    def insert(self, behind: int, lines: Sequence[str]) -> None:
        """New lines behind a line, and behind those that are new there already."""
        self.after.setdefault(behind, []).extend(lines)

    def apart(self, behind: int, blank: str) -> list[str]:
        """An empty line, where text right below would go on with what is new behind a line."""
        return [blank] if _GOES_ON.match(self.line(behind + 1)) else []

    def stretch(self, first: int, last: int) -> list[str]:
        """A stretch as it is now."""
        found: list[str] = []
        for number in range(first, last + 1):
            found += self.changed.get(number, [self.line(number)])
            found += self.after.get(number, [])
        return found


_ALT = regex(r"!\[(?P<alt>[^\[\]]*)\]\(")


def says(line: str, words: re.Pattern[str]) -> bool:
    """True if words stand there, and not as a part of what a picture is called: what it shows is not said there."""
    alts = [match.span("alt") for match in _ALT.finditer(line)]
    return any(
        not any(low <= match.start() < high and match.span() != (low, high) for low, high in alts)
        for match in words.finditer(line)
    )


def quote_margin(line: str) -> str:
    """The signs of the quotations that a line stands in, with the blanks around them; nothing for any other line."""
    quoted = re.match(r"[ \t]*(?:>[ \t]?)+", line)
    return quoted[0] if quoted else ""
