"""Pieces → lines of text, and lines → paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from deckgen.deck.blocks import Figure
from deckgen.deck.figures import InlinePicture
from deckgen.deck.inlines import OBJECT, PLAIN, Inline, Inlines, LineBreak, Marks, Run, merge_runs
from deckgen.patterns import regex
from deckgen.readers.images import is_component
from deckgen.readers.pieces import Piece, SoftBreak
from deckgen.readers.type_sizes import USUAL_SIZE

P = TypeVar("P")


_WIDE = (
    ("\u1100", "\u115f"),
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"),
    ("\uff00", "\uff60"),
)
"""Where ideographs and their kin are; as a pattern they take milliseconds to compile."""


def in_text(figure: Figure) -> Run:
    picture = InlinePicture(
        target=figure.target, alt=figure.alt, span=figure.span, width=figure.width, height=figure.height
    )
    return Run(OBJECT, Marks(link=figure.link, picture=picture))


_REACHED = regex(
    r"(?i)[^\s@]+@[\w-]+(?:\.[\w-]+)+|@[\w.-]{2,}|(?:(?:tel|fon|phone|tél|mobile?)\W{1,2} ?)?[+(]\d[\d\s()/.-]{5,}\d"
)
"""An address of mail, a name in a network, a telephone's number."""
SHORT, SHORT_LINES = 40, 3
"""Characters of lines that their author ends, and how many such lines there are at least."""


def source_lines(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """Cut at every line end, soft or hard; a hard break stays at the end of its line."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, SoftBreak):
            lines.append([])
        else:
            lines[-1].append(piece)
            if isinstance(piece, LineBreak):
                lines.append([])
    return [tuple(line) for line in lines]


def in_line(line: Sequence[Piece], size: float = USUAL_SIZE) -> tuple[list[Piece], list[Figure]]:
    """A line of text with those of its pictures that belong into it, and the others, which stand below.

    A picture belongs into a line if words stand on both its sides, or if its author wants it no higher than text of
    that `size` (px).
    """
    shown: list[Piece] = []
    below: list[Figure] = []
    gaps: list[int] = []
    for index, piece in enumerate(line):
        if not isinstance(piece, Figure):
            shown.append(piece)
            continue
        around = line_text(line[:index]).strip() and line_text(line[index + 1 :]).strip()
        if is_component(piece):
            gaps.append(len(shown))  # it is reported; its line goes on without it
            continue
        if around or _is_as_high_as_text(piece, size):
            shown.append(in_text(piece))
        else:
            below.append(piece)
    return without_gaps(shown, gaps), below


def with_icons(lines: Sequence[tuple[Piece, ...]]) -> tuple[list[tuple[Piece, ...]], frozenset[int]]:
    """The lines of a paragraph, and those that are a picture and the link that it is the sign of, where several are:
    it is as high as their text."""
    found = [at for at, line in enumerate(lines) if _is_icon(line)]
    pictures = [at for at, line in enumerate(lines) if any(isinstance(piece, Figure) for piece in line)]
    if len(found) < 2 or found != pictures:
        return [*lines], frozenset()
    return [_as_icon(line) if at in found else line for at, line in enumerate(lines)], frozenset(found)


def _is_icon(line: Sequence[Piece]) -> bool:
    parts = [piece for piece in line if not isinstance(piece, LineBreak)]
    parts = [piece for piece in parts if not isinstance(piece, Run) or piece.text.strip()]
    words = [piece for piece in parts[1:] if isinstance(piece, Run) and piece.marks.link]
    first = parts[0] if parts else None
    is_first = (
        isinstance(first, Figure)
        and not is_component(first)
        and bool(_ICON.search(f"{first.alt} {first.target}"))
    )
    return is_first and 0 < len(words) == len(parts) - 1 and len(line_text(line)) <= SHORT


_ICON = regex(
    r"(?i)(?<![a-z])(?:icons?|logos?|github|gitlab|twitter|mastodon|linked-?in|bluesky|e?-?mail|web|globe|home(?:page)?|"
    r"phone|youtube|facebook|instagram|orcid|discord|slack|telegram|matrix|reddit|rss|scholar|xing)(?![a-z])"
)
"""What such signs are called."""


def _as_icon(line: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(
        in_text(replace(piece, width="", height="")) if isinstance(piece, Figure) else piece for piece in line
    )


def _is_as_high_as_text(figure: Figure, size: float) -> bool:
    match = re.fullmatch(r"([\d.]+)(px|pt|em|ex)?", figure.height.strip() or figure.width.strip())
    if match is None or match[1].count(".") > 1 or not match[1].strip("."):
        return False
    return float(match[1]) * {"em": size, "ex": size / 2}.get(match[2] or "", 1.0) <= 1.5 * size


def without_gaps(pieces: list[P], places: Sequence[int]) -> list[P]:
    """Without a second space at the `places` where something was taken out between two."""
    for place in places:
        before, after = pieces[place - 1 : place], pieces[place : place + 1]
        texts = [each.text for each in (*before, *after) if isinstance(each, Run)]
        if len(texts) == 2 and texts[0].endswith(" ") and texts[1].startswith(" "):
            pieces[place] = replace(pieces[place], text=texts[1][1:])  # type: ignore[type-var]
    return pieces


def line_text(line: Sequence[Piece]) -> str:
    """The characters of one line."""
    return "".join(piece.text for piece in line if isinstance(piece, Run))


def join_lines(lines: Sequence[Sequence[Piece]], *, keeps_short: bool = False) -> Inlines:
    """Text lines → one paragraph. A soft line end is a space, but not between ideographs.

    Lines that are bare addresses stay apart, a list of links reads as one, and so do short lines with one that says how
    somebody is reached; several short lines, and those below a bold one, where that is wanted (`keeps_short`).
    """
    texts = [line_text(line).strip() for line in lines]
    apart = len(lines) > 1 and any(map(_is_address, texts))
    if len(lines) > 1 and not apart and all(0 < len(text) <= SHORT for text in texts):
        several = len(lines) >= SHORT_LINES or _is_bold(lines[0])
        apart = (keeps_short and several) or any(map(_REACHED.fullmatch, texts))
    joined: list[Inline] = []
    for line in lines:
        inlines = [piece for piece in line if isinstance(piece, Run | LineBreak)]
        if joined and inlines and not isinstance(joined[-1], LineBreak):
            before = joined[-1].text[-1:] if isinstance(joined[-1], Run) else ""
            after = inlines[0].text[:1] if isinstance(inlines[0], Run) else ""
            if apart:
                joined.append(LineBreak())
            elif not (_is_wide(before) and _is_wide(after)):
                joined.append(Run(" ", _common(joined[-1], inlines[0])))
        joined += inlines
    return merge_runs(joined)


def _is_bold(line: Sequence[Piece]) -> bool:
    runs = [piece for piece in line if isinstance(piece, Run) and piece.text.strip()]
    return bool(runs) and all(run.marks.bold for run in runs)


def _is_wide(character: str) -> bool:
    return any(low <= character <= high for low, high in _WIDE)


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and " " not in text.strip()


def _common(before: Inline, after: Inline) -> Marks:
    """Marks of the space between two lines: theirs if they agree."""
    if isinstance(before, Run) and isinstance(after, Run) and before.marks == after.marks:
        return before.marks
    return PLAIN
