"""Titles that are taken away: what else stands in their lines stays, and the slide stays one."""

from __future__ import annotations

import re

from deckgen.patterns import regex
from deckgen.revisions.lines import Lines
from deckgen.revisions.units import Unit

_UNDERLINE = regex(r" {0,3}(?:=+|-+)[ \t]*")
_BESIDE = regex(r"<!--.*?-->|!\[[^\[\]]*\]\([^()]*\)(?:\{[^{}]*\})?")
"""Comments and pictures: settings of the slide, or shown beside its title."""
_ATTRIBUTES = regex(r"[ \t](\{[^{}]+\})[ \t]*#*[ \t]*$")


def end_of_heading(lines: Lines, unit: Unit) -> int:
    """The last line of a heading: of one with a line below it, that; 0 for what is none."""
    if lines.line(unit.first).lstrip().startswith("#"):
        return unit.last
    if unit.last < len(lines.base) and _UNDERLINE.fullmatch(lines.line(unit.last + 1)):
        return unit.last + 1
    return 0


def without_title(line: str) -> str:
    """What stays of a heading's line: attributes, which need the heading, or comments and pictures alone."""
    attributes = _ATTRIBUTES.search(line)
    signs = re.match(r"\s*#+", line)
    beside = " ".join(_BESIDE.findall(line))
    if attributes and signs:
        return " ".join(filter(None, (signs[0].strip(), beside, attributes[1])))
    return beside
