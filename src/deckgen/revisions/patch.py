"""New words of a paragraph in its source: what was not edited stays as its author typed it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

from msgspec.structs import replace

from deckgen.deck.inlines import PLAIN, Inline, Inlines, LineBreak, Marks, Run, merge_runs
from deckgen.markdown.escape import escape
from deckgen.markdown.inlines import inline_text
from deckgen.markdown.style import Style

Token: TypeAlias = tuple[str, Marks]
"""A word, a space or a sign, and how it looks."""
_WORD = re.compile(r"\w+|\s+|.", re.DOTALL)


def told(inlines: Inlines) -> list[Token]:
    """Words with their marks; spaces and breaks have none, a formula is one word."""
    found: list[Token] = []
    for item in inlines:
        if isinstance(item, LineBreak):
            found.append(("\n", PLAIN))
        elif item.marks.math is not None:
            found.append((item.text, Marks(math=item.marks.math)))
        else:
            marks = replace(item.marks, tooltip="")
            found += [(word, PLAIN if word.isspace() else marks) for word in _WORD.findall(item.text)]
    # A space at the end of one run and one at the beginning of the next are one.
    return [
        each for at, each in enumerate(found) if not (at and each[0].isspace() and found[at - 1][0].isspace())
    ]


def same(one: Inlines, other: Inlines) -> bool:
    """True for runs that look and say the same."""
    return _plain(told(one)) == _plain(told(other))


def _plain(tokens: Sequence[Token]) -> list[object]:
    return [(" ",) if word.isspace() and word != "\n" else (word, _key(marks)) for word, marks in tokens]


def _key(marks: Marks) -> object:
    if marks.math is not None:
        return marks.math.latex
    return (marks.bold, marks.italic, marks.code, marks.strike, marks.underline, marks.superscript, marks.subscript,
            marks.small_caps, marks.highlight, marks.link, marks.color)  # fmt: skip


def patched(source: str, old: Inlines, new: Inlines, style: Style) -> str | None:
    """The source of a paragraph (or of a part of it) that reads `old` with what makes it read `new`; None if it can't
    be told which of its characters are which, or where marks would have to end that begin elsewhere."""
    before, after = told(old), told(new)
    where = _places(source, [word for word, _ in before])
    if where is None:
        return None
    found, end = [], 0
    matcher = SequenceMatcher(None, _plain(before), _plain(after), autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        first, last = _stretch(where, i1, i2)
        context = _context(before, i1, i2)
        piece = _piece(after[j1:j2], context, style)
        if piece is None or first < end:
            return None
        found += [source[end:first], piece]
        end = last
    return "".join([*found, source[end:]])


def _places(source: str, words: Sequence[str]) -> list[tuple[int, int]] | None:
    """Where each word stands in the source; None if one is not there as it is."""
    text = "".join(words)
    blocks = SequenceMatcher(None, source, text, autojunk=False).get_matching_blocks()
    at = {block.b + step: block.a + step for block in blocks for step in range(block.size)}
    found: list[tuple[int, int]] = []
    start = 0
    for word in words:
        places = [at.get(start + step) for step in range(len(word))]
        start += len(word)
        if None not in places:
            found.append((places[0] or 0, (places[-1] or 0) + 1))
        elif word.isspace():  # the end of a line, or several spaces
            last = found[-1][1] if found else 0
            gap = re.compile(r"\s*").match(source, last)
            found.append((last, gap.end() if gap else last))
        else:
            return None
    return found


def _stretch(where: Sequence[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    if last > first:
        return where[first][0], where[last - 1][1]
    if first:
        return where[first - 1][1], where[first - 1][1]
    return (where[0][0], where[0][0]) if where else (0, 0)


def _context(before: Sequence[Token], first: int, last: int) -> Marks | None:
    """The marks that hold where something is put in the place of these words; None if they differ."""
    inside = {_key(marks): marks for word, marks in before[first:last] if not word.isspace()}
    if len(inside) > 1:
        return None
    if inside:
        return next(iter(inside.values()))
    return before[first - 1][1] if 0 < first <= len(before) else PLAIN


def _piece(tokens: Sequence[Token], context: Marks | None, style: Style) -> str | None:
    """Words as they stand where `context` holds."""
    if context is None:
        return None
    runs: list[Inline] = []
    for word, marks in tokens:
        if word == "\n":
            runs.append(LineBreak())
            continue
        if word.isspace() or _key(marks) == _key(context):
            runs.append(Run(word))
        elif _key(context) == _key(PLAIN):
            runs.append(Run(word, marks))
        else:
            return None
    merged = merge_runs(runs)
    if context.code:
        return "".join(item.text if isinstance(item, Run) else " " for item in merged)
    if all(isinstance(item, Run) and item.marks == PLAIN for item in merged):
        return escape("".join(item.text for item in merged if isinstance(item, Run)))
    text = inline_text(merged, style, starts=False)
    first, last = merged[0], merged[-1]
    lead = " " if isinstance(first, Run) and first.text[:1].isspace() and not text.startswith(" ") else ""
    tail = " " if isinstance(last, Run) and last.text[-1:].isspace() and not text.endswith(" ") else ""
    return lead + text + tail
