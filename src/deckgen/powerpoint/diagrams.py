"""SmartArt: its words and how they belong together (ECMA-376, §21.4)."""

from __future__ import annotations

from typing import Any

from lxml import etree
from msgspec.structs import replace

from deckgen.powerpoint.model import Diagram, ShownParagraph
from deckgen.powerpoint.names import DGM
from deckgen.powerpoint.text import TextReader

_DEEPEST = 8


def diagram_of(model: Any, layout: Any) -> Diagram | None:
    """What a diagram's data says; None for what can't be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(model.blob, parser)
        shape = etree.fromstring(layout.blob, parser).get("uniqueId", "") if layout is not None else ""
    except etree.XMLSyntaxError:
        return None
    points: dict[str, Any] = {each.get("modelId", ""): each for each in root.iter(f"{DGM}pt")}
    below: dict[str, list[tuple[int, str]]] = {}
    for each in root.iter(f"{DGM}cxn"):
        if each.get("type", "parOf") == "parOf":
            order = int(each.get("srcOrd", "0") or 0)
            below.setdefault(each.get("srcId", ""), []).append((order, each.get("destId", "")))
    top = next((name for name, each in points.items() if each.get("type") == "doc"), None)
    if top is None:
        return None
    found: list[ShownParagraph] = []
    _collect(top, points, below, -1, found)
    return Diagram(shape.rpartition("/")[2], tuple(found))


def _collect(
    name: str, points: dict[str, Any], below: dict[str, list[tuple[int, str]]], level: int, found: list[ShownParagraph]
) -> None:  # fmt: skip
    point = points.get(name)
    if point is None or level > _DEEPEST:
        return
    if level >= 0 and point.get("type", "node") in ("node", "asst"):
        said = TextReader().paragraphs(point.find(f"{DGM}t"))
        found += [replace(each, level=level, marker="bullet") for each in said if each.inlines]
    for _, child in sorted(below.get(name, ())):
        _collect(child, points, below, level + 1, found)
