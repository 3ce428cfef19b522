"""Obsidian's names of blocks (`^name`), and parts of a note that it embeds in itself (`![[#^name]]`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deckgen.patterns import regex

_NAME = regex(r"[ \t]\^([A-Za-z0-9-]{1,100})[ \t]*$")
_ALONE = regex(r"[ \t>]*\^([A-Za-z0-9-]{1,100})[ \t]*")
_HEADING = regex(r"(#{1,6})[ \t]+(.*\S)")
_BEGINS = regex(r"$|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|-{2,}$|<|:::")
"""What ends a paragraph above."""
_PART = regex(
    r"([ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?)!\[\[([^\[\]|#\n]{0,200})#([^\[\]|\n]{1,300})\]\][ \t]*"
)
_STOPS = regex(r"-{2,}[ \t]*$|notes?:", re.IGNORECASE)
"""Where a slide ends, and what the speaker says begins."""
_ITEM = regex(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
MOST_PARTS = 100
LONGEST = 200
"""Lines of a part."""


def without_names(lines: Sequence[str]) -> Iterator[str]:
    """The lines without names of blocks, which stand at their ends, or below them on a line of their own."""
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        match = _ALONE.fullmatch(line) or _NAME.search(line) if "^" in line else None
        yield line[: match.start()].rstrip() if match and _is_end(line, after) else line


def _is_end(line: str, after: str) -> bool:
    """True for the last line of a block."""
    quoted = line.lstrip().startswith(">")
    below = after.lstrip(" \t>") if quoted else after.lstrip()
    return (
        bool(_BEGINS.match(below))
        or bool(_HEADING.match(line))
        or quoted is not after.lstrip().startswith(">")
    )


def with_parts(text: str, note: str) -> str:
    """The text with the parts of the same note that it embeds; `note` is its name."""
    lines = text.split("\n")
    wanted = [(number, match) for number, line in enumerate(lines) if (match := _PART.fullmatch(line))]
    wanted = [(number, match) for number, match in wanted if match[2].strip() in ("", note)]
    if not wanted:
        return text
    known = _places(lines)
    found = list(lines)
    for number, match in wanted[:MOST_PARTS]:
        name = match[3].rpartition("#")[2].strip()
        place = known.get(name if name.startswith("^") else name.casefold(), -1)
        part = _part(lines, place, is_block=name.startswith("^")) if place >= 0 else []
        if part:
            found[number] = "\n".join(_put(match[1], part))
    return "\n".join(found)


_WHOLE = regex(
    r"[ \t]*!\[\[([^\[\]|#^\n]{1,200}?)(?:(?:#|(?=\^))([^\[\]|\n]{1,300}))?(?:\|[^\[\]\n]*)?\]\][ \t]*"
)
_FILE = regex(r"\.(?!md\b)\w{2,5}$", re.IGNORECASE)
"""The end of a name that is no note's."""


def other_note(line: str) -> tuple[str, str] | None:
    """The file of the note that a line embeds, and the part of it; None for any other line."""
    match = _WHOLE.fullmatch(line) if "![[" in line else None
    if match is None or _FILE.search(match[1].strip()):
        return None
    return f"{match[1].strip().removesuffix('.md')}.md", (match[2] or "").rpartition("#")[2].strip()


def part_of(lines: Sequence[str], name: str) -> tuple[int, int]:
    """The lines of a part of a note: below its heading, with that, or the block of that name."""
    is_block = name.startswith("^")
    at = _places(lines).get(name if is_block else name.casefold(), -1)
    return _range(lines, at, is_block=is_block) if at >= 0 else (0, 0)


def _places(lines: Sequence[str]) -> dict[str, int]:
    """Names of blocks (with their caret) and titles → their lines."""
    found: dict[str, int] = {}
    for number, line in enumerate(lines):
        if "^" in line and (match := _NAME.search(line) or _ALONE.fullmatch(line)):
            found.setdefault(f"^{match[1]}", number)
        if heading := _HEADING.match(line):
            found.setdefault(_NAME.sub("", heading[2]).strip().casefold(), number)
    return found


def _part(lines: Sequence[str], at: int, *, is_block: bool) -> list[str]:
    """The block whose name stands in line `at`, or what stands under the heading there; nothing if it is long."""
    first, end = _range(lines, at, is_block=is_block)
    depth = _indent(lines[first]) if is_block and _ITEM.match(lines[first]) else 0
    return _clean([line[depth:] for line in lines[first:end]])


def _range(lines: Sequence[str], at: int, *, is_block: bool) -> tuple[int, int]:
    """Its first line, and the one behind its last."""
    if not is_block:
        level = len((_HEADING.match(lines[at]) or ["", ""])[1])
        end = at + 1
        while end < len(lines) and not _STOPS.match(lines[end]) and end - at <= LONGEST:
            if (other := _HEADING.match(lines[end])) and len(other[1]) <= level:
                break
            end += 1
        return at, end
    if _ALONE.fullmatch(lines[at]):
        at -= 1
        at -= at > 0 and not lines[at].strip()
    first = at
    while first > 0 and not _ITEM.match(lines[first]) and lines[first - 1].strip():
        if _HEADING.match(lines[first - 1]) or at - first > LONGEST:
            break
        first -= 1
    if not _ITEM.match(lines[first]):
        return first, at + 1
    end = at + 1
    while end < len(lines) and _indent(lines[end]) > _indent(lines[first]) and end - at <= LONGEST:
        end += 1
    return first, end


def _put(before: str, part: Sequence[str]) -> Iterator[str]:
    """The lines in place of one that begins with `before`; an item in place of an item."""
    if _ITEM.match(part[0]) and (own := _ITEM.fullmatch(before)):
        before = before[: len(own[0]) - len(own[0].lstrip())]
    yield before + part[0]
    for line in part[1:]:
        yield (" " * len(before) + line).rstrip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0


def _clean(lines: Sequence[str]) -> list[str]:
    """Without their names, and empty lines around them."""
    if len(lines) > LONGEST:
        return []
    text = "\n".join(_NAME.sub("", line) for line in lines if not _ALONE.fullmatch(line))
    return text.strip("\n").split("\n") if text.strip() else []
