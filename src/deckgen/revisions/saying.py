"""Attributes of a slide, behind its heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Dialect
from deckgen.revisions.assembling import HEADING, NewSlide
from deckgen.revisions.lines import Lines
from deckgen.revisions.units import SourceSlide


def hide(lines: Lines, source: SourceSlide, dialect: Dialect, *, hidden: bool) -> bool:
    """Say of a slide whether it is presented, as its tool has it; False where it has no way, or no heading."""
    way = dialect.hidden
    if way.startswith("{"):
        return _hide_by_attribute(lines, source, way[1:-1], hidden=hidden)
    if way.startswith("<!--"):
        return _hide_by_comment(lines, source, way, hidden=hidden)
    return bool(way) and _hide_by_setting(lines, source, way, dialect, hidden=hidden)


def _hide_by_attribute(lines: Lines, source: SourceSlide, way: str, *, hidden: bool) -> bool:
    text = _heading(lines, source)
    if not HEADING.match(text):
        return False
    if hidden:
        say(lines, source, way)
    else:
        said = rf"(?:\.hidden|{re.escape(way)})"
        bare = re.sub(rf"[ \t]*\{{{said}\}}|(?<=[{{ ]){said}[ ]?", "", text)
        lines.replace(source.line, source.line, bare)
    return True


def _hide_by_comment(lines: Lines, source: SourceSlide, way: str, *, hidden: bool) -> bool:
    if hidden:
        lines.insert(source.line, ["", way])
        return True
    number = next((n for n in range(source.first, source.last + 1) if way in lines.line(n)), 0)
    if number:
        left = lines.now(number, number).replace(way, "").rstrip()
        lines.changed[number] = [left] if left else []
    return number > 0


def _hide_by_setting(lines: Lines, source: SourceSlide, way: str, dialect: Dialect, *, hidden: bool) -> bool:
    """In the settings between two rules, which it may be given for that."""
    rule = source.rule
    if not rule or dialect.settings_end is None:
        return False
    last = dialect.settings_end(lines.base, rule - 1) + 1
    if hidden and last > 1:
        lines.insert(rule, [way])
    elif hidden:
        lines.replace(rule, rule, f"---\n{way}\n---")
    else:
        number = next((n for n in range(rule, last) if _SHOWN_AGAIN.fullmatch(lines.line(n).strip())), 0)
        lines.changed |= {number: []} if number else {}
        return number > 0
    return True


_SHOWN_AGAIN = regex(r"(?:hide|disabled|hidden)\s*:\s*true")


def say(lines: Lines, source: SourceSlide, attribute: str) -> None:
    """Put an attribute behind a slide's heading."""
    text = _heading(lines, source).rstrip()
    if HEADING.match(text):
        said = f"{text[:-1]} {attribute}}}" if text.endswith("}") else f"{text} {{{attribute}}}"
        lines.replace(source.line, source.line, said)


def say_what_closes(
    lines: Lines, order: Sequence[SourceSlide | NewSlide], slides: Sequence[SourceSlide]
) -> None:
    """A slide that closes the deck by its place says so, once other `slides` stand behind it in a new `order`."""
    for at, each in enumerate(order):
        if isinstance(each, SourceSlide) and each.closes:
            behind = slides[slides.index(each) + 1 :]
            if any(other not in behind for other in order[at + 1 :]):
                say(lines, each, "layout=closing")


def _heading(lines: Lines, source: SourceSlide) -> str:
    return lines.changed.get(source.line, [lines.line(source.line)])[0]
