"""Text with its code taken out, so that another tool's syntax can be looked for in what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deckgen.patterns import regex

_FENCE = regex(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<ticks>`{3,}(?=[^`]*$)|~{3,})")
_TICKS = regex(r"`+")
_FORMULA = regex(r"\$\$[^$\n]+\$\$|\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)")
_LONG_FORMULA = regex(r"\$\$[^$]+\$\$")
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = regex(f"{_OPEN}(\\d{{1,9}}){_CLOSE}")
_IN_ITEM = regex(f"([ \\t]*)((?:[-*+]|\\d{{1,9}}[.)])[ \\t]+)({_OPEN}\\d+{_CLOSE})")
_OURS = regex(r"\s*\.?(?:slide|element)\b")
"""Comments that say something."""


MOST_LINES = 100_000
"""More are not read."""
LONGEST = 20_000
"""Characters of a line: a longer one is shown as it is typed."""
_CODED = regex(r"\{\{<[^{}\n]*>\}\}")


LONGEST_NAME = 200
"""Characters of what is reported."""


def unshown(what: str) -> str:
    """What deckgen reports and shows nothing for."""
    words = " ".join(what.replace('"', "'").split())[:LONGEST_NAME]
    return f'{{{{< "{words}" >}}}}'


class Apart:
    """A text whose code, formulas and comments are marks in it, until they are put back."""

    def __init__(self, text: str, *, whole: bool = True) -> None:
        """With `whole`, formulas and comments of several lines are taken out, too."""
        self.kept: list[str] = []
        text = _MARK.sub(lambda match: self.keep(match[0]), text)
        self.foreign = len(self.kept)
        """How many marks were somebody else's."""
        text = "\n".join(self._without_fences(text.split("\n")))
        if "`" in text:
            text = "\n".join(map(self._without_spans, text.split("\n")))
        if whole and "<!--" in text:
            text = "".join(self._without_comments(text))
        if "$" in text:
            pattern = _LONG_FORMULA if whole else _FORMULA
            text = pattern.sub(lambda match: self.keep(match[0]), text)
            text = _FORMULA.sub(lambda match: self.keep(match[0]), text)
        self.text = text

    def back(self, text: str) -> str:
        """With all that was taken out."""
        return _MARK.sub(self._put, text)

    def block_in(self, line: str) -> tuple[str, str]:
        """What stands before a block of code in its line (a marker at most), and the code; nothing for other lines."""
        at = line.find(_OPEN)
        if at < 0 or line[:at].strip(" \t>-*+"):
            return "", ""
        return line[:at], self.block(line[at:])

    def below_markers(self, text: str) -> str:
        """The text with code that stands in an item below its marker, which shortcodes are told from more surely."""
        lines = text.split("\n")
        for number, line in enumerate(lines):
            match = _IN_ITEM.fullmatch(line) if _OPEN in line else None
            if match and self._piece_of(match[3]).startswith(("```", "~~~")):
                blank = " " * len(match[2])
                above = "\n" if number and lines[number - 1].strip() else ""
                lines[number] = f"{above}{match[1]}{match[2].rstrip()}\n{match[1]}{blank}{match[3]}"
        return "\n".join(lines)

    def block(self, line: str) -> str:
        """The code that a line is the mark of; nothing for any other line."""
        piece = self._piece_of(line.strip()) if _OPEN in line else ""
        return piece if piece.startswith(("```", "~~~")) and "\n" in piece else ""

    def is_code(self, lines: Sequence[str]) -> bool:
        """True for the marks of the lines of a block of code."""
        marks = [_MARK.fullmatch(line) for line in lines]
        first = marks[0] if len(marks) > 1 else None
        return first is not None and all(marks) and self._piece(first).startswith(("```", "~~~"))

    def _piece_of(self, mark: str) -> str:
        match = _MARK.fullmatch(mark)
        return self._piece(match) if match else ""

    def _piece(self, match: re.Match[str]) -> str:
        return self.kept[int(match[1])] if int(match[1]) < len(self.kept) else match[0]

    def _put(self, match: re.Match[str]) -> str:
        """What a mark stands for, with what was taken out of it before."""
        piece = self._piece(match)
        known = piece == match[0] or int(match[1]) < self.foreign
        return piece if known else _MARK.sub(self._put, piece)

    def keep(self, piece: str) -> str:
        """A mark for it."""
        self.kept.append(piece)
        return f"{_OPEN}{len(self.kept) - 1}{_CLOSE}"

    def _without_fences(self, lines: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(lines):
            match = _FENCE.match(lines[at]) if "```" in lines[at] or "~~~" in lines[at] else None
            if match is None:
                yield lines[at] if len(lines[at]) < LONGEST else self.keep(lines[at])
                at += 1
                continue
            end = _fence_end(lines, at, match)
            start = match.start("ticks")
            yield lines[at][:start] + self.keep("\n".join(lines[at:end])[start:])
            at = end

    def _without_spans(self, line: str) -> str:
        done, found = 0, []
        for start, end in code_spans(line):
            found += [line[done:start], self.keep(as_typed(line[start:end]))]
            done = end
        return "".join((*found, line[done:]))

    def _without_comments(self, text: str) -> Iterator[str]:
        done = 0
        while (start := text.find("<!--", done)) >= 0 and (end := text.find("-->", start)) >= 0:
            piece = text[start : end + 3]
            yield text[done:start]
            yield piece if _OURS.match(piece, 4) else self.keep(piece)
            done = end + 3
        yield text[done:]


def as_typed(line: str) -> str:
    """The line with its shortcodes to be shown, not filled in."""
    return _CODED.sub(r"{\g<0>}", line) if "{{<" in line else line


def _fence_end(lines: Sequence[str], at: int, opening: re.Match[str]) -> int:
    """The line behind the code that opens in line `at`; what stands in a list or quotation ends with that."""
    ticks = opening["ticks"]
    inside = opening.start("ticks") > 0
    closing = re.compile(rf"[ \t>]*{ticks[0]}{{{len(ticks)},}}[ \t]*")
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if closing.fullmatch(line):
            return number + 1
        if inside and line[:1] not in ("", " ", "\t", ">"):
            return number
    return len(lines)


def code_spans(line: str) -> Iterator[tuple[int, int]]:
    """Where code begins and ends in a line: between two runs of as many backticks."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(line)]
    places: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        places.setdefault(runs[number][1] - runs[number][0], []).append(number)
    number = 0
    while number < len(runs):
        start, end = runs[number]
        alike = places[end - start]
        while alike and alike[-1] <= number:
            alike.pop()
        if alike:
            number = alike[-1]
            yield start, runs[number][1]
        number += 1
