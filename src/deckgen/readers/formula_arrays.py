"""The columns of LaTeX's arrays in letters that latex2mathml knows: it takes all others for cells."""

from __future__ import annotations

import re

from deckgen.patterns import regex
from deckgen.readers.formula_words import braced

_ARRAY = regex(r"(\\begin\s*\{array\})\s*(?:\[[tcb]\]\s*)?(?=\{)")
_REPEATED = regex(r"\*\s*(?:\{\s*(\d{1,2})\s*\}|(\d))\s*(?=\{)")
_WITH_WIDTH = "pmb"
_BESIDE = "@!><"
MOST = 40
"""Columns of an array."""
MOST_OPEN = 3
"""Arrays whose braces are not closed."""


def plain_arrays(latex: str) -> str:
    """`latex` with `l`, `c`, `r` and a bar at the most between two of them for the columns of each array."""
    found: list[str] = []
    done = open_ = 0
    for match in _ARRAY.finditer(latex):
        if match.start() < done:
            continue  # it stands in the columns of another one
        said, past = braced(latex, match.end())
        if latex[past - 1 : past] != "}":
            open_ += 1
            if open_ > MOST_OPEN:
                break  # each would be looked for to the end
            continue
        found += (latex[done : match.start()], match[1], "{", columns(said), "}")
        done = past
    return "".join((*found, latex[done:]))


def columns(said: str, depth: int = 3) -> str:
    """What an array's author says of its columns: those of a width are set at the left, and what stands between them,
    or is done to each, is left out. Columns are repeated within others to a `depth`."""
    letters, at = "", 0
    while at < len(said) and len(letters) < 2 * MOST:
        sign = said[at]
        if depth and (repeated := _REPEATED.match(said, at)):
            inner, at = braced(said, repeated.end())
            letters += columns(inner, depth - 1) * int(repeated[1] or repeated[2])
            continue
        at += 1
        if sign in "lcr":
            letters += sign
        elif sign in "|:":
            letters += "|"
        elif sign in _WITH_WIDTH or sign in _BESIDE:
            letters += "l" if sign in _WITH_WIDTH else ""
            if said[at : at + 1] == "{":
                at = braced(said, at)[1]
        elif sign.isalpha():
            letters += "l"
    return re.sub(r"\|+", "|", letters[: 2 * MOST].strip("|")) or "c"
