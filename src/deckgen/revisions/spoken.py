"""What the speaker says, in the forms in which sources have it: fences, comments, paragraphs behind a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deckgen.imports.text_blocks import blocks_of
from deckgen.markdown.blocks import block_text
from deckgen.markdown.style import Style
from deckgen.patterns import regex
from deckgen.powerpoint.model import ShownParagraph
from deckgen.revisions.lines import Lines
from deckgen.revisions.matching import said
from deckgen.revisions.units import Unit

_MARK = regex(r"(?:Notes?:|\^)[ \t]*")
"""Begins what is said, up to the end of the slide or of the paragraph."""
_TAGS = regex(r"[ \t]*(<(aside|div)\b[^>]*>).*(</\2>)[ \t]*$", re.IGNORECASE)
"""An element on a line of its own."""


def first_notes(lines: Lines, style: Style, new: Sequence[ShownParagraph], anchor: int) -> None:
    """The notes of a slide that had none, as the author's other slides have theirs."""
    text = block_text(blocks_of(new), style)
    word = re.search(r"^(Notes?):", "\n".join(lines.base), re.MULTILINE)
    below = next((line for line in lines.base[anchor:] if line.strip()), "---")
    # Behind such a word all is said that stands above the next rule.
    is_last = below.startswith("---") and not _MARK.match(text)
    block = f"{word[1]}: {text}" if word and is_last else f"::: notes\n{text}\n:::"
    lines.insert(anchor, ["", *block.split("\n")])


def rewritten(
    lines: Lines, units: Sequence[Unit | None], new: Sequence[ShownParagraph], style: Style
) -> bool:
    """Write notes that stand in a comment, or on one line with their tags; False for others."""
    places = [unit for unit in units if unit is not None]
    first = min((unit.first for unit in places), default=0)
    tags = _TAGS.match(lines.line(first)) if first else None
    if tags is not None and len(new) != 1:
        text = block_text(blocks_of(new), style)
        lines.replace(first, first, f"{tags[1]}\n\n{text}\n\n{tags[3]}" if text else "")
        return True
    while first > 0 and "<!--" not in lines.line(first) and "-->" not in lines.line(first - 1):
        first -= 1
    last = max((unit.last for unit in places), default=0)
    while last < len(lines.base) and "-->" not in lines.line(last):
        last += 1
    opened = first and lines.line(first).lstrip().startswith("<!--")
    if not (opened and "-->" in lines.line(last)):
        return False
    text = re.sub("-{2,}>", "→", "\n\n".join(map(said, new)))  # it would end the comment
    written = f"<!--\n{text}\n-->" if "\n" in text else f"<!-- {text} -->" if text else ""
    lines.replace(first, last, written)
    return True


def remove_fence(lines: Lines, units: Sequence[Unit]) -> None:
    """A block of notes of which nothing is left."""
    first, last = min(unit.first for unit in units) - 1, max(unit.last for unit in units) + 1
    if re.match(r":{3,}\s*\{?\.?notes", lines.line(first)) and lines.line(last).startswith(":::"):
        lines.remove(first, last)


def keep_mark(lines: Lines, units: Sequence[Unit], last: int) -> None:
    """The mark that the notes began with stands before what they begin with now, and one of a paragraph before each:
    without it they would be seen."""
    first = min(unit.first for unit in units)
    mark = _MARK.match(lines.line(first).lstrip())
    if mark is None:
        return
    for number in range(first - 1, last + 1):
        parts = [lines.changed.get(number, [lines.line(number)]), lines.after.get(number, [])]
        for part in parts:
            for at, line in enumerate(part):
                if not line.strip():
                    continue
                is_new = part is parts[1] or number in lines.changed
                if number < first and part is parts[0]:
                    continue  # it is no note
                if is_new and not _MARK.match(line.lstrip()):
                    part[at] = f"{mark[0].rstrip()} {line.lstrip()}"
                if mark[0].startswith("N"):
                    return
