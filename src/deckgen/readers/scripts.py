"""`x^2^` and `H~2~O`: what stands raised or lowered is read as any other text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckgen.patterns import regex

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_BLANK = regex(r"(?<!\\)(?:\\\\)*\s")
"""One that has no backslash before it."""


def raised(state: StateInline, silent: bool) -> bool:
    """`^…^`."""
    return _script(state, silent, "^", "sup")


def lowered(state: StateInline, silent: bool) -> bool:
    """`~…~`."""
    return _script(state, silent, "~", "sub")


def _script(state: StateInline, silent: bool, sign: str, name: str) -> bool:
    start, end = state.pos, state.posMax
    if silent or state.src[start] != sign or state.src.find(sign, start + 1, end) < 0:
        return False
    state.pos = start + 1
    while state.pos < end and state.src[state.pos] != sign:
        state.md.inline.skipToken(state)
    close, state.pos = state.pos, start
    inside = state.src[start + 1 : close]
    if close >= end or not inside or _BLANK.search(inside):
        return False
    state.push(f"{name}_open", name, 1)
    if "\\ " in inside:
        state.push("text", "", 0).content = re.sub(r"\\(\W)", r"\1", inside)
    else:
        whole = state.src
        state.pos, state.posMax, state.src = (
            start + 1,
            close,
            whole[:close],
        )  # addresses are looked for to its end
        state.md.inline.tokenize(state)
        state.posMax, state.src = end, whole
    state.push(f"{name}_close", name, -1)
    state.pos = close + 1
    return True


def bare_script(state: StateInline, silent: bool) -> bool:
    """A `~` that stands behind no letter or closing bracket sets nothing lower, as in `5~10` or `~/bin`; nor does a `^`
    anything higher that no sign closes: in `x^2+y^2=r^2` the next one opens another."""
    sign = state.src[state.pos]
    if sign == "~":
        is_bare = not re.match(r"[^\W\d_]|[)\]}*_`~^]", state.src[state.pos - 1 : state.pos])
    elif sign == "^":
        close = state.src.find("^", state.pos + 1, state.posMax)
        is_bare = state.src[close + 1 : close + 2].isdigit()
    else:
        return False
    if is_bare:
        state.pending += "" if silent else sign
        state.pos += 1
    return is_bare
