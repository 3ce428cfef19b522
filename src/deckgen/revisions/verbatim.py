"""Edited code in a source: line by line, every space kept."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from deckgen.code_fences import OPENING, fenced
from deckgen.deck.inlines import Run, plain_text
from deckgen.powerpoint.model import ShownParagraph
from deckgen.revisions.lines import Lines
from deckgen.revisions.units import SourceSlide


def is_code(paragraphs: Sequence[ShownParagraph]) -> bool:
    """True for paragraphs that are code, all of them."""
    runs = [
        item for each in paragraphs for item in each.inlines if isinstance(item, Run) and item.text.strip()
    ]
    return bool(runs) and all(run.marks.code for run in runs)


def code_lines(paragraphs: Sequence[ShownParagraph]) -> list[str]:
    """Their text as it stands."""
    return [line.rstrip() for each in paragraphs for line in plain_text(each.inlines).split("\n")]


def code_not_written(
    lines: Lines, old: Sequence[ShownParagraph], new: Sequence[ShownParagraph], slide: SourceSlide
) -> list[str]:
    """What of an edit of code has no place in the source, in words; all else is written."""
    if edit_code(lines, old, new, slide):
        return []
    was, now = code_lines(old), code_lines(new)
    gone = (f"{line} → (deleted)" for line in was if line not in now)
    return [*(line for line in now if line not in was), *gone]


def edit_code(
    lines: Lines, old: Sequence[ShownParagraph], new: Sequence[ShownParagraph], slide: SourceSlide
) -> bool:
    """Make the code of `old` that of `new`; False if it is not in the slide's source as it is."""
    before, after = code_lines(old), code_lines(new)
    if before == after:
        return True
    first = _place(lines, before, slide)
    if first is None:
        return False
    indent = _indent(lines.line(first))
    own = _indent(before[0])
    indent = indent.removesuffix(own) if own else indent
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        new_lines = [indent + line if line else "" for line in after[j1:j2]]
        if any("\t" in lines.line(first + at) for at in range(len(before))):
            written = [lines.line(first + at) for at in range(i1, i2)]
            new_lines = [
                _with_tabs(written[at] if at < len(written) else "", line)
                for at, line in enumerate(new_lines)
            ]
        if i1 == i2:
            lines.insert(first + i1 - 1, new_lines)
            continue
        for number in range(first + i1, first + i2):
            lines.changed[number] = []
        lines.changed[first + i1] = new_lines
    _widen(lines, first, first + len(before) - 1, after)
    return True


TAB = 4
"""Columns of a tab in code, as slides show it."""


def _with_tabs(written: str, shown: str) -> str:
    """A line of the slide with the tabs that stand where it is as it was `written`; a new one with tabs before it."""
    if not written:
        inner = shown.lstrip(" ")
        tabs, spaces = divmod(len(shown) - len(inner), TAB)
        return "\t" * tabs + " " * spaces + inner
    columns = [0]
    for letter in written:
        columns.append(columns[-1] + (TAB - columns[-1] % TAB if letter == "\t" else 1))
    was = written.expandtabs(TAB)
    most = min(len(was), len(shown))
    first = next((at for at in range(most) if was[at] != shown[at]), most)
    last = next((at for at in range(most - first) if was[-1 - at] != shown[-1 - at]), most - first)
    begin = max(n for n, column in enumerate(columns) if column <= first)
    end = min(n for n, column in enumerate(columns) if column >= len(was) - last)
    return written[:begin] + shown[columns[begin] : len(shown) - (len(was) - columns[end])] + written[end:]


def is_fenced(lines: Lines, number: int) -> bool:
    """True for a line between fences: code, or the words of a chart."""
    *_, fence = fenced(lines.base[:number])
    return bool(fence)


def _widen(lines: Lines, first: int, last: int, code: Sequence[str]) -> None:
    """Longer fences around lines `first` to `last`, if the code has one that would close them."""
    opening, closing = OPENING.match(lines.line(first - 1)), OPENING.match(lines.line(last + 1))
    if opening is None or closing is None:
        return
    own = opening["signs"]
    signs = (match["signs"] for each in code if (match := OPENING.match(each)))
    inner = max((len(each) for each in signs if each[0] == own[0]), default=0)
    if inner >= len(own):
        for number, match in ((first - 1, opening), (last + 1, closing)):
            line = lines.line(number)
            fence = own[0] * (inner + 1)
            lines.replace(number, number, line[: match.start("signs")] + fence + line[match.end("signs") :])


def _place(lines: Lines, wanted: Sequence[str], slide: SourceSlide) -> int | None:
    """The line at which these stand one after the other."""
    bare = [line.strip() for line in wanted]
    for first in range(slide.first, slide.last - len(bare) + 2):
        if [lines.line(first + at).expandtabs(TAB).strip() for at in range(len(bare))] == bare:
            return first
    return None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
