r"""Colours in formulas: `\color{red}{x}`, `{\color{red} x}` and `\textcolor{red}{x}` as groups that begin with one."""

from __future__ import annotations

import re

from deckgen.patterns import regex
from deckgen.readers.html_tags import hex_color

COMMAND = regex(r"\\(?:text)?color(?![A-Za-z])")
_GIVEN = regex(r"\\(text)?color\s*(?:\[(\w*)\])?\s*\{([^{}]*)\}\s*")
_ENDS = regex(r"\\(?:[\\{}]|begin|end|left|right)|[{}&]")
"""What may end the words that a colour without braces is of."""
_BRACE = regex(r"\\.|[{}]", re.DOTALL)
DEEPEST = 200
"""Commands in one formula."""


def colored(latex: str) -> str:
    """`latex` with its colours as six hexadecimal digits at the beginning of a group each, without those that nobody
    knows."""
    start = 0
    latex = _WORDS.sub(lambda words: _GIVEN.sub("", words[0]), latex)
    for _ in range(DEEPEST):
        given = _GIVEN.search(latex, start)
        if given is None:
            break
        color = _said(given)
        end = _group_end(latex, given.end())
        inner = latex[given.end() : end]
        start = given.start()
        if len(color) != len("RRGGBB") or not inner:
            latex = f"{latex[:start]}{latex[given.end() :]}"
            continue
        latex = f"{latex[:start]}{{{_KEPT}{{#{color}}}{inner}}}{latex[end:]}"
        start += 1 + len(_KEPT)
    return COMMAND.sub("", latex).replace(_KEPT, r"\color")


_WORDS = regex(r"\\(?:text(?!color)\w*|mbox)\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
"""Text in a formula, which has one colour."""


def lost_color(latex: str) -> re.Match[str] | None:
    """The command for a colour that is not known; if not all are shown for another reason, the first one."""
    commands = [*COMMAND.finditer(latex)]
    if len(commands) <= colored(latex).count(r"\color{#"):
        return None
    return next((given for given in _GIVEN.finditer(latex) if not _said(given)), commands[0])


def _said(given: re.Match[str]) -> str:
    """The colour that a command names; nothing for none."""
    known = given[2] in (None, "", "HTML")
    return xcolor(f"#{given[3]}" if given[2] == "HTML" else given[3]) if known else ""


_KEPT = "\ue00a"
"""For the command, where it has been read."""


def _group_end(latex: str, start: int) -> int:
    """Where that ends which stands behind a colour: a group, or what is left of the group or cell around it."""
    if latex[start : start + 1] != "{":
        depth = 0
        for match in _ENDS.finditer(latex, start):
            if not depth and match[0] in ("}", "&", r"\\", r"\right", r"\end"):
                return match.start()
            depth += {"{": 1, r"\left": 1, r"\begin": 1, "}": -1, r"\right": -1, r"\end": -1}.get(match[0], 0)
        return len(latex)
    depth = 0
    for match in _BRACE.finditer(latex, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth and match[0] == "}":
            return match.end()
    return start


def xcolor(said: str) -> str:
    """A colour as six hexadecimal digits, also as a mixture (`red!70!black`, `blue!20`); nothing for one that is not
    known. Manual of xcolor, "Color expressions"."""
    name, *rest = said.replace(" ", "").split("!")
    mixed = hex_color(name)
    for share, other in zip(rest[::2], [*rest[1::2], "white"], strict=False):
        second = hex_color(other)
        if len(mixed) != 6 or len(second) != 6 or not share.isdecimal():
            return mixed
        kept = min(100, int(share)) / 100
        pairs = zip(bytes.fromhex(mixed), bytes.fromhex(second), strict=True)
        mixed = bytes(round(kept * one + (1 - kept) * two) for one, two in pairs).hex().upper()
    return mixed
