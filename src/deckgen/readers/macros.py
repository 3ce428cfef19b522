"""LaTeX macros: those that a text defines, and those that a formula needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from deckgen.patterns import regex

_DEFINITION = regex(
    r"\\(?:(?:re)?newcommand\*?|providecommand\*?|DeclareMathOperator\*?|def)\s*\{?\s*(\\[A-Za-z]+)\s*\}?"
    r"((?:\[\d\]|(?:#\d)+)?)\s*(?=\{)"
)


def definitions(text: str) -> Iterator[tuple[str, str, int]]:
    """Macros that are defined in `text`: name, the definition as LaTeX has it, and where it stands."""
    for match in _DEFINITION.finditer(text):
        close = _closing(text, match.end())
        if not close:
            continue
        name, count, body = match[1], match[2], text[match.end() + 1 : close]
        if "DeclareMathOperator" in match[0]:
            body = f"\\operatorname{{{body}}}"
        if count.startswith("#"):
            count = f"[{count[-1]}]"
        yield name, f"\\newcommand{{{name}}}{count}{{{body}}}", match.start()


def is_definition(inside: str) -> bool:
    """True for text that is nothing but definitions of macros."""
    if "\\" not in inside or not _DEFINITION.search(inside):
        return False
    rest = inside
    while match := _DEFINITION.search(rest):
        close = _closing(rest, match.end())
        if not close:
            return False
        rest = rest[: match.start()] + rest[close + 1 :]
    return not rest.strip(" \n\t;%")


def _closing(text: str, start: int) -> int:
    """Where the brace that opens at `start` is closed; 0 if it is not."""
    depth = 0
    for position in range(start, min(len(text), start + 2000)):
        if text[position] == "\\":
            continue
        if text[position] in "{}" and text[position - 1] != "\\":
            depth += 1 if text[position] == "{" else -1
            if depth == 0:
                return position
    return 0


def definition(name: str, body: str) -> tuple[str, str]:
    """A macro of the front matter's: `\\\\E: \\\\mathbb{E}`."""
    name = name if name.startswith("\\") else f"\\{name}"
    count = max((int(digit) for digit in re.findall(r"#(\d)", body)), default=0)
    return name, f"\\newcommand{{{name}}}{f'[{count}]' if count else ''}{{{body}}}"


def prelude(latex: str, macros: Mapping[str, str]) -> str:
    """The definitions that `latex` needs, and those that they need; not those that it has itself."""
    own = {name for name, _, _ in definitions(latex)}
    others = {name: macro for name, macro in macros.items() if name not in own}
    return "".join(reversed(needed(latex, others).values()))


def needed(text: str, macros: Mapping[str, str]) -> dict[str, str]:
    """Of the `macros`, those that a text may use, and those that they use."""
    found: dict[str, str] = {}
    waiting = [text] if macros else []
    while waiting:
        for name in re.findall(r"\\[A-Za-z]+", waiting.pop()):
            if name in macros and name not in found:
                found[name] = macros[name]
                waiting.append(macros[name])
    return found
