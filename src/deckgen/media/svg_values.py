"""CSS functions in a drawing's colours, which PowerPoint and LibreOffice draw black: each becomes the value it stands
for (CSS Color 5, `light-dark()`; CSS Variables 1, `var()`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deckgen.patterns import regex

_FUNCTION = regex(r"\b(light-dark|var)\(")
_CUSTOM = regex(r"(--[\w-]+)\s*:\s*([^;{}]+);?")
"""A property of the author's own: a name that some programs take for a mistake."""
_DEEPEST = 20
"""Functions within functions that are followed."""


def resolve_values(root: Any) -> bool:
    """Write into a drawing's attributes and style sheets what their functions stand for; True if there was one."""
    changed = False
    custom: dict[str, str] = {}
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    for element in elements:
        said = (element.text or "") if element.tag.endswith("}style") else element.get("style", "")
        if "--" in said:
            custom |= {match[1]: match[2].strip() for match in _CUSTOM.finditer(said)}
    for element in elements:
        if element.tag.endswith("}style") and _FUNCTION.search(element.text or ""):
            element.text = _CUSTOM.sub("", resolved(element.text, custom))
            changed = True
        for name, value in element.attrib.items():
            if _FUNCTION.search(value):
                element.set(name, _CUSTOM.sub("", resolved(value, custom)).strip())
                changed = True
    return changed


def resolved(text: str, custom: Mapping[str, str], depth: int = 0) -> str:
    """`text` with `light-dark(a, b)` as `a`, and `var(--name, other)` as the name's value or as `other`.

    Raises `RecursionError` for names that stand for themselves.
    """
    if depth > _DEEPEST:
        raise RecursionError
    written, at = "", 0
    while found := _FUNCTION.search(text, at):
        parts, end = _arguments(text, found.end())
        value = parts[0] if found[1] == "light-dark" else custom.get(parts[0], ",".join(parts[1:]).strip())
        written += text[at : found.start()] + resolved(value, custom, depth + 1)
        at = end
    return written + text[at:]


def _arguments(text: str, at: int) -> tuple[list[str], int]:
    """What stands between the parentheses that are open at `at`, cut at its commas, and where it ends."""
    parts, depth = [""], 1
    while at < len(text) and depth:
        sign = text[at]
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 1:
            parts.append("")
        elif depth:
            parts[-1] += sign
        at += 1
    return [part.strip() for part in parts], at
