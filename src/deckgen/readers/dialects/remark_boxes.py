"""remark's boxes (`.class[…]`) that stand around blocks, with their ends on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from deckgen.patterns import regex
from deckgen.readers.dialects.remark_names import OPENING, is_column
from deckgen.readers.fence_styles import ALIGNED

_OPENER = regex(rf" {{0,3}}{OPENING}")
_BLOCK = regex(r"\s*(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,3}[.)][ \t]|>[ \t])")
_ALONE = regex(r"[ \t]*(?:---?|\?\?\?|#{1,6}[ \t].*|\]+|\.[A-Za-z][\w.-]*\[.*)?[ \t]*")
"""Lines that no paragraph goes on in."""
_PLACED = frozenset(("footnote", *ALIGNED, "footer"))
DEEPEST = 5
"""Boxes inside one another on a line."""


def boxed(
    lines: list[str], is_code: Sequence[int], first: int, end: int, put: Callable[[int, str], None]
) -> None:
    """Put the ends of the boxes in these lines above the lines that they stand on (by `put`), and cut them off there.
    A box on a line of its own is one if its class or what it holds is of use only to a block."""
    text = [line if not code else "" for line, code in zip(lines[first:end], is_code[first:end], strict=True)]
    if not any("[" in line for line in text):
        return
    _Boxes(lines, first, text, put).find()


class _Boxes:
    """Goes through a slide's lines from one to the next."""

    def __init__(
        self, lines: list[str], first: int, text: list[str], put: Callable[[int, str], None]
    ) -> None:
        self.lines, self.first, self.text, self.put = lines, first, text, put
        self.closing = _closings(text)
        self.edges: dict[int, tuple[int, int]] = {}
        self.open: list[tuple[int, int]] = []
        """Where the boxes that are open close."""
        self.column_end = -1
        """The line in which the last column ended, if only a pause has followed …"""
        self.pause = -1
        """… and that."""

    def find(self) -> None:
        for number, line in enumerate(self.text):
            if line.rstrip() == "--":
                self.pause = number
            elif "[" in line or "]" in line:
                self._line(number, line)
            elif line.strip():
                self.column_end = self.pause = -1

    def _line(self, number: int, line: str) -> None:
        if not self.open and (found := self._lone(number, line)):
            self.put(self.first + number, found)
            self.lines[self.first + number] = ""
            return
        at, above = self._begins(number, line)
        place, ends = self._ends(number, line, at)
        if above or ends:
            rest = line[at:place]
            for each in above:
                self.put(self.first + number, each)
            self.lines[self.first + number] = rest if rest.strip() else ""
            for _ in range(ends):
                self.put(self.first + number + bool(rest.strip()), "]")
        elif opening := self._opens_below(number, line):
            self.lines[self.first + number] = line[: opening.start()]
            self.put(self.first + number + 1, opening[0].strip())
        if line[at:place].strip():
            self.column_end = self.pause = -1
        if ends or "]" in above:
            self.column_end = number

    def _begins(self, number: int, line: str) -> tuple[int, list[str]]:
        """Behind the ends of boxes that the line begins with, and these."""
        at, found = 0, list[str]()
        while True:
            start = at + _spaces(line, at) if found else at
            if self.open and line.startswith("]", spaced := at + _spaces(line, at)):
                if self.open[-1] != (number, spaced):
                    return at, found
                self.open.pop()
                found.append("]")
                at = spaced + 1
                continue
            match = _OPENER.match(line, start)
            close = self.closing.get((number, match.end() - 1)) if match else None
            if not match or not close or close[0] == number or not self._is_end(*close):
                return (at if not found else start), found
            self.open.append(close)
            found.append(f"{match[1]}{self._step(match[1])}[")
            at = match.end()

    def _opens_below(self, number: int, line: str) -> re.Match[str] | None:
        """What a line of text ends with, if it begins a box that the next lines stand in."""
        bare = line.rstrip()
        at = bare.rfind(" ") + 1
        close = self.closing.get((number, len(bare) - 1))
        match = _OPENER.fullmatch(bare, at) if close and at and self._is_end(*close) else None
        if match and close and close[0] > number:
            self.open.append(close)
            return match
        return None

    def _step(self, name: str) -> str:
        """A column behind another one and a pause comes at that: the pause itself would part them, as it does where a
        row of columns begins anew."""
        if not _is_column(name) or "left" in name or not 0 <= self.column_end < self.pause:
            return ""
        self.lines[self.first + self.pause] = ""
        return ".fragment"

    def _is_end(self, number: int, at: int) -> bool:
        """True for a bracket that text does not stand around."""
        begin, end = self._edges(number)
        return at < begin or at >= end

    def _edges(self, number: int) -> tuple[int, int]:
        """Up to where brackets begin a line, and from where on they end it."""
        if number not in self.edges:
            line = self.text[number]
            bare = line.strip(" \t]")
            begin = line.find(bare) if bare else len(line)
            self.edges[number] = (begin, begin + len(bare) if bare else 0)
        return self.edges[number]

    def _ends(self, number: int, line: str, at: int) -> tuple[int, int]:
        """Where the line's own text ends, and how many boxes end behind it."""
        place, ends = len(line), 0
        while self.open and self.open[-1][0] == number and self.open[-1][1] >= at:
            close = self.open[-1][1]
            if close < self._edges(number)[1]:
                break
            place = min(place, close)
            ends += 1
            self.open.pop()
        return place, ends

    def _lone(self, number: int, line: str) -> str:
        """A line of nothing but boxes, as blocks; nothing for any other line, and where they may as well be text."""
        boxes, at = list[tuple[str, str]](), 0
        while match := _OPENER.match(line, at + _spaces(line, at) if boxes else at):
            close = self.closing.get((number, match.end() - 1))
            if not close or close[0] != number:
                return ""
            boxes.append((match[1], line[match.end() : close[1]]))
            at = close[1] + 1
        if not boxes or line[at:].strip():
            return ""
        if all(_is_column(name) for name, _ in boxes):
            names = [name + self._step(name) for name, _ in boxes]
            self.column_end, self.pause = number, -1
            return "\n".join(_block(name, text) for name, (_, text) in zip(names, boxes, strict=True))
        self.column_end = self.pause = -1
        alone = all(
            _ALONE.fullmatch(self.text[n]) for n in (number - 1, number + 1) if 0 <= n < len(self.text)
        )
        return _block(*boxes[0]) if len(boxes) == 1 and alone and _is_block(*boxes[0]) else ""


def _spaces(line: str, at: int) -> int:
    end = at
    while line[end : end + 1] in (" ", "\t"):
        end += 1
    return end - at


def _is_column(name: str) -> bool:
    return any(map(is_column, name.split(".")))


def _is_block(name: str, text: str, depth: int = 0) -> bool:
    if not _PLACED.isdisjoint(name.split(".")) or _BLOCK.match(text):
        return True
    inner = _inner(text)
    return inner is not None and depth < DEEPEST and _is_block(*inner, depth + 1)


def _block(name: str, text: str, depth: int = 0) -> str:
    """The box as lines."""
    inner = _inner(text)
    if inner and depth < DEEPEST and (_is_block(*inner) or _is_column(inner[0])):
        text = _block(*inner, depth + 1)
    return f"{name}[\n\n{text.strip()}\n\n]"


def _inner(text: str) -> tuple[str, str] | None:
    """The box that a text is, if it is nothing else."""
    text = text.strip()
    match = _OPENER.match(text)
    if not match or _closings([text]).get((0, match.end() - 1)) != (0, len(text) - 1):
        return None
    return match[1], text[match.end() : -1]


def _closings(lines: Sequence[str]) -> dict[tuple[int, int], tuple[int, int]]:
    """Where each bracket is closed, by line and column."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    waiting: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        for match in re.finditer(r"[\[\]]", line):
            if match[0] == "[":
                waiting.append((number, match.start()))
            elif waiting:
                found[waiting.pop()] = (number, match.start())
    return found
