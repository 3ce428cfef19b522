"""Cells of notebooks: code that a tool runs, with the options that say what is shown of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.patterns import regex

_CELL = regex(r"\{(\w+)(?:[ ,].*)?\}")
_OPTION = regex(r"[ \t]*(?:#|//|--|%%?)\|[ \t]*([\w.-]+)[ \t]*:[ \t]*(.*?)[ \t]*")
_KNITR = regex(r"([\w.]+)\s*=\s*([\w\"']+)")
_FALSE = frozenset(("false", "f", "no"))


def is_hidden_cell(text: str, info: str, values: Mapping[str, str]) -> bool:
    """True for a cell whose code is not shown, or that holds no code; `values` are the front
    matter's."""
    cell = _CELL.fullmatch(info)
    if cell is None:
        return False
    options = {key: values[f"execute-{key}"] for key in ("echo", "include") if f"execute-{key}" in values}
    options |= {key.lower(): value.strip("\"'") for key, value in _KNITR.findall(info)}
    options |= options_of(text)
    hidden = any(options.get(key, "").lower() in _FALSE for key in ("echo", "include"))
    drawn = cell[1] in ("mermaid", "dot")
    return (hidden and not drawn) or not without_options(text).strip()


def options_of(text: str) -> dict[str, str]:
    """What the lines of a cell say that tell how to run it."""
    matches = (match for line in text.split("\n") if (match := _OPTION.fullmatch(line)))
    return {match[1].lower(): match[2].strip("\"'") for match in matches}


def without_options(text: str) -> str:
    """Without the lines that tell how to run the cell."""
    lines = text.split("\n")
    while lines and re.match(r"(?:#|//|--|%%?)\|", lines[0]):
        lines.pop(0)
    return "\n".join(lines).lstrip("\n")
