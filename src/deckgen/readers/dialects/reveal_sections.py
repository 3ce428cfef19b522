"""Slides that Markdown for reveal.js writes as `<section>`: what they say of themselves, and where they end."""

from __future__ import annotations

import re

from deckgen.patterns import regex
from deckgen.readers.dialects.reveal_maths import CODE

_SECTION = regex(
    CODE
    + r"|(?P<before>^[ \t]*)(?:<section\b(?P<said>(?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,4000})>|(?P<ends></section\s*>))",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""Code, or the tag of a section at the beginning of a line."""
_SAYS = regex(r"\b(?:data-(?!markdown)[\w-]+|class|id)\s*=", re.IGNORECASE)


def sections_as_slides(text: str) -> str:
    """The text, line by line, with a comment in place of each section's attributes, and a rule between two sections
    of one slide where an empty line has room for it."""
    found: list[str] = []
    place, closed = 0, -1
    for match in _SECTION.finditer(text):
        if match["before"] is None:
            continue
        found.append(text[place : match.start()])
        place = match.end()
        lines = "\n" * match[0].count("\n")
        if match["ends"]:
            found.append("")
            closed = len(found) - 1
            continue
        between = "".join(found[closed + 1 :]) if closed >= 0 else "---"
        if not between.strip() and between.count("\n") > 1:
            found[closed + 1 :] = ["\n---", "\n" * (between.count("\n") - 1)]
        closed = -1
        said = " ".join(match["said"].split())
        found.append((f"<!-- .slide: {said} -->" if _SAYS.search(said) and "-->" not in said else "") + lines)
    return "".join((*found, text[place:]))
