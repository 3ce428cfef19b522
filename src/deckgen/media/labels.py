"""HTML inside SVG drawings (`<foreignObject>`: Mermaid's and draw.io's labels) as text of SVG's own.

No office program shows HTML in a drawing, and a page must not run it: its words are set in the middle of their place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from deckgen.patterns import regex

SVG = "{http://www.w3.org/2000/svg}"
SIZE = 16.0
"""CSS pixels of text whose size nobody says."""
ADVANCE = 0.52
"""Mean width of a character over its size, to break lines by."""
_BREAKS = frozenset(("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"))
_CENTERED = regex(r"text-align:\s*center|justify-content:\s*(?:unsafe\s+)?center|text-anchor:\s*middle", re.I)
_LABEL = regex(r"\b(?:nodeLabel|edgeLabel|label|node|cluster-label|actor)\b")


def labelled(root: Any) -> bool:
    """Put text in place of every `<foreignObject>` in the drawing; True if there was one.

    One that has an alternative beside it (in a `<switch>`) makes way for that.
    """
    found = [element for element in root.iter() if _name(element) == "foreignObject"]
    for element in found:
        parent = element.getparent()
        if parent is None:
            continue
        place = parent.index(element)
        others = [sibling for sibling in parent if sibling is not element and isinstance(sibling.tag, str)]
        if _name(parent) == "switch":
            parent.tag = f"{SVG}g"  # its alternative is what is shown
        text = None if _name(parent) == "g" and _was_switch(parent, others) else _text(element)
        tail = element.tail
        parent.remove(element)
        if text is not None:
            text.tail = tail
            parent.insert(place, text)
    return bool(found)


def _was_switch(parent: Any, others: Sequence[Any]) -> bool:
    """True if what stands beside the label says the same in SVG."""
    return bool(others) and all(_name(other) in ("text", "image", "g") for other in others) and any(
        _name(other) in ("text", "image") for other in others
    ) and parent.get("class") is None and len(others) == 1  # fmt: skip


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: Any) -> Any:
    """The words of a label as `<text>`, a `<tspan>` a line; None if it has none."""
    from lxml import etree

    lines = [line for line in (" ".join(part.split()) for part in _lines(element)) if line]
    if not lines:
        return None
    markup = " ".join(
        f"{each.get('style') or ''} {each.get('class') or ''}" for each in element.iter() if _name(each)
    )
    size = _size(element, markup)
    x, y, width, height = (_number(element.get(key)) for key in ("x", "y", "width", "height"))
    lines = [part for line in lines for part in _broken(line, width, size)]
    around = " ".join(each.get("class") or "" for each in element.iterancestors())
    centered = bool(_CENTERED.search(markup) or _LABEL.search(f"{markup} {around}"))
    text = etree.Element(f"{SVG}text")
    text.set("font-family", "sans-serif")
    text.set("font-size", f"{size:g}")
    text.set("fill", _color(markup))
    text.set("stroke", "none")
    text.set("text-anchor", "middle" if centered else "start")
    left = x + width / 2 if centered else x
    top = y + (height - 1.2 * size * len(lines)) / 2 if centered else y
    for number, line in enumerate(lines):
        span = etree.SubElement(text, f"{SVG}tspan")
        span.set("x", f"{left:g}")
        span.set("y", f"{top + (1.2 * number + 0.95) * size:g}")
        span.text = line
    return text


def _lines(element: Any) -> list[str]:
    """The words, cut where HTML begins a new line."""
    lines = [""]

    def walk(node: Any) -> None:
        name = _name(node)
        if name in ("style", "script") or not name:
            return
        if name in _BREAKS:
            lines.append("")
        lines[-1] += node.text or ""
        for child in node:
            walk(child)
            lines[-1] += child.tail or ""
        if name in _BREAKS - {"br"}:
            lines.append("")

    for child in (element,):
        walk(child)
    return lines


def _broken(line: str, width: float, size: float) -> list[str]:
    """A line in pieces about as wide as its place."""
    most = int(width / (ADVANCE * size)) if width > 3 * size else len(line)
    pieces = [""]
    for word in line.split(" "):
        longer = f"{pieces[-1]} {word}".strip()
        if len(longer) > most and pieces[-1]:
            pieces.append(word)
        else:
            pieces[-1] = longer
    return pieces


def _size(element: Any, markup: str) -> float:
    """Type size in pixels, as the label or something around it says."""
    said = re.search(r"font-size:\s*([\d.]{1,6})\s*(?:px)?", markup)
    if said is None:
        for each in element.iterancestors():
            said = re.search(r"font-size:\s*([\d.]{1,6})", each.get("style") or "") or re.match(
                r"([\d.]{1,6})", each.get("font-size") or ""
            )
            if said:
                break
    value = _number(said[1]) if said else 0.0
    return min(200.0, max(4.0, value)) if value else SIZE


def _color(markup: str) -> str:
    said = re.search(r"(?<![-\w])color:\s*(#[0-9a-fA-F]{3,8}|rgb\([\d\s,]+\)|[a-zA-Z]+)", markup)
    return said[1] if said and said[1].lower() not in ("inherit", "initial", "currentcolor") else "#1b1b1b"


def _number(text: str | None) -> float:
    match = re.match(r"\s*(-?(?:\d{1,9}\.?\d{0,6}|\.\d{1,6}))", text or "")
    return float(match[1]) if match else 0.0
