"""Templates that say how text looks on the words that stand in their places, and nowhere else, as programs write them
that know no list styles: those words are no slide's, so their look is made the place's own."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from deckgen.themes.names import DRAWN, A, P, as_part, number

_TRACKED = 10.0
"""Hundredths of a point below which letters stand as they are."""
_KEPT = ("sz", "b", "i", "u", "strike", "cap", "spc")
_LEVELS = 9


def with_prompt_styles(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a template whose places have list styles, where its masters have no styles for text."""
    masters = [name for name in parts if re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", name)]
    if not masters or any(b":lvl1pPr" in _styles(parts[name]) for name in masters):
        return parts
    return {name: _styled(data) if DRAWN.fullmatch(name) else data for name, data in parts.items()}


def _styles(master: bytes) -> bytes:
    found = etree.fromstring(master).find(f"{P}txStyles")
    return etree.tostring(found) if found is not None else b""


def _styled(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for shape in root.iter(f"{P}sp"):
        body = shape.find(f"{P}txBody")
        if body is None or shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None:
            continue
        style = body.find(f"{A}lstStyle")
        if style is None:
            style = etree.Element(f"{A}lstStyle")
            before = body.find(f"{A}bodyPr")
            body.insert(0 if before is None else body.index(before) + 1, style)
        has_words = any(text.text for text in body.iter(f"{A}t"))
        if not len(style) and (has_words or root.tag == f"{P}sldMaster"):  # else it is as its master's place
            style.extend(_levels(body))
    return as_part(root)


def _levels(body: Any) -> list[Any]:
    """`lvl1pPr` and so on, each from the first paragraph of its level that says anything."""
    found: dict[int, Any] = {}
    for paragraph in body.iterfind(f"{A}p"):
        said = paragraph.find(f"{A}pPr")
        run = next(paragraph.iter(f"{A}rPr"), paragraph.find(f"{A}endParaRPr"))
        level = int(number(said.get("lvl"))) + 1 if said is not None else 1
        if run is None or level in found or not 1 <= level <= _LEVELS or not (run.get("sz") or len(run)):
            continue
        given = dict(said.attrib) if said is not None else {}
        given.pop("lvl", None)
        own = etree.Element(f"{A}lvl{level}pPr", given)
        own.extend(_copy(child) for child in (said if said is not None else ()))
        look = {key: value for key in _KEPT if (value := run.get(key))}
        if abs(number(look.get("spc"))) < _TRACKED:
            look.pop("spc", None)
        letters = etree.SubElement(own, f"{A}defRPr", look)
        letters.extend(
            _copy(child) for child in run if child.tag in (f"{A}solidFill", f"{A}gradFill", f"{A}latin")
        )
        found[level] = own
    return [found[level] for level in sorted(found)]


def _copy(element: Any) -> Any:
    return etree.fromstring(etree.tostring(element))
