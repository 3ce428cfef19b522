"""Slides that Markdown for reveal.js writes as `<section>`: what they say of themselves, and where they end."""

from __future__ import annotations

import re

from deckgen.code_fences import fenced
from deckgen.patterns import regex

_OPENS = regex(r"[ \t]*<section\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>", re.IGNORECASE)
_ENDS = regex(r"[ \t]*</section\s*>", re.IGNORECASE)
_SAYS = regex(r"\b(?:data-(?!markdown)[\w-]+|class|id)\s*=", re.IGNORECASE)
MOST_LINES = 20
"""Of one tag."""


def sections_as_slides(text: str) -> str:
    """The text, line by line, with a comment in place of each section's attributes, and a rule between two sections
    of one slide where an empty line has room for it."""
    lines = text.split("\n")
    code = [bool(fence) for fence in fenced(lines)]
    closed = -1  # the line of a section's end with nothing below it yet
    at, hidden = 0, False
    while at < len(lines):
        line = lines[at]
        if hidden or (not code[at] and line.lstrip().startswith("<!--") and "-->" not in line):
            hidden = "-->" not in line
            at += 1
            continue
        tag = None if code[at] or "<" not in line else _tag(lines, at)
        if tag is not None:
            if closed >= 0 and (at - closed > 1 or _can_be_rule(lines, closed)):
                lines[closed + (at - closed > 1)] = "---"
            count = tag[0].count("\n")
            rest = "\n".join(lines[at : at + count + 1])[tag.end() :]
            said = " ".join(tag[1].split())
            is_told = _SAYS.search(said) and "-->" not in said
            lines[at : at + count + 1] = [
                f"<!-- .slide: {said} -->{'' if count else rest}" if is_told else "" if count else rest,
                *([""] * (count - 1)),
                *([rest] if count else []),
            ]
            closed, at = -1, at + count
        elif not code[at] and (end := _ENDS.match(line)):
            lines[at] = line[end.end() :]
            closed = at if not lines[at].strip() else -1
        elif line.strip():
            closed = -1
        at += 1
    return "\n".join(lines)


def _can_be_rule(lines: list[str], at: int) -> bool:
    """True for a line below which dashes underline nothing."""
    above = lines[at - 1].strip() if at else ""
    return not lines[at].strip() and (not above or above.startswith("<"))


def _tag(lines: list[str], at: int) -> re.Match[str] | None:
    """The tag of a section that a line begins with."""
    is_one = lines[at].lstrip()[:8].lower() == "<section"
    return _OPENS.match("\n".join(lines[at : at + MOST_LINES])) if is_one else None
