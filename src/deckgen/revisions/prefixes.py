"""What stands before the words of an item that is new, or at another level now."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.markdown.style import Style
from deckgen.powerpoint.model import ShownParagraph
from deckgen.revisions.lines import Lines, Prefix, prefix_of
from deckgen.revisions.units import SourceSlide


def prefix_for(new: ShownParagraph, near: int, slide: SourceSlide, lines: Lines, style: Style) -> Prefix:
    """That of an item of this level near a line, as its neighbours have it."""
    items = [
        unit for unit in slide.units if unit.kind.endswith("item") and prefix_of(lines.line(unit.first)).sign
    ]
    items.sort(key=lambda unit: (unit.first > near, abs(unit.first - near)))
    signs = {unit.level: prefix_of(lines.line(unit.first)) for unit in reversed(items)}
    alike = next(
        (signs[unit.level] for unit in items
         if unit.level == new.level and _is_number(signs[unit.level]) == (new.marker == "number")), None,
    )  # fmt: skip
    indent = signs[new.level].indent if new.level in signs else _indent(new.level, signs, style)
    if alike is None:
        return Prefix(indent, f"1{style.number} " if new.marker == "number" else f"{style.bullet} ")
    sign = re.sub(r"\[[xX]\]", "[ ]", alike.sign)
    same = [each for unit in items if (each := prefix_of(lines.line(unit.first)).sign) == alike.sign]
    if len(same) > 1:  # somebody numbers all items alike
        return Prefix(indent, sign)
    return Prefix(indent, re.sub(r"\d+", lambda match: str(int(match[0]) + 1), sign))


def shift_below(lines: Lines, above: int, last: int, prefix: Prefix, columns: int) -> None:
    """What hangs on an item, which ends at a line, farther in by so many columns."""
    for number in range(above + 1, last + 1):
        line = lines.now(number, number)
        inner = len(line) - len(line.lstrip(" "))
        if line.strip() and inner <= len(prefix.indent):
            return
        if line.strip() and inner + columns >= 0:
            lines.replace(number, number, " " * (inner + columns) + line.lstrip(" "))


def _indent(level: int, signs: Mapping[int, Prefix], style: Style) -> str:
    if level <= 0:
        return ""
    above = signs.get(level - 1)
    if above is None:
        return _indent(level - 1, signs, style) + " " * style.indent
    return above.indent + " " * max(style.indent, above.width - len(above.indent))


def _is_number(prefix: Prefix) -> bool:
    return bool(re.match(r"\(?\w", prefix.sign))
