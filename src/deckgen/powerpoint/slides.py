"""A file's slides: shapes, notes, comments, sections, and what comes at which click."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from deckgen.powerpoint.clicks import clicks_of
from deckgen.powerpoint.comments import comments_of
from deckgen.powerpoint.model import Connector, ShownDeck, ShownParagraph, ShownSlide
from deckgen.powerpoint.names import EMU, P14, A, P, R, children, local, whole
from deckgen.powerpoint.parts import first, referred, related, xml_of
from deckgen.powerpoint.places import Inheritance, place_of
from deckgen.powerpoint.shapes import Relations, ShapeReader
from deckgen.powerpoint.text import Link, TextReader

if TYPE_CHECKING:
    from pptx.presentation import Presentation

SLIDE_LINK = "slide:"
"""What a link to a slide begins with, before its part's name."""
_JUMPS = {"firstslide": "first", "lastslide": "last", "nextslide": "next", "previousslide": "previous"}


def read_slides(presentation: Presentation) -> ShownDeck:
    """All that the file's slides say, in their order."""
    root = presentation.part._element
    size = root.find(f"{P}sldSz")
    defaults = root.find(f"{P}defaultTextStyle")
    slides, parts = [], []
    for entry in root.findall(f"{P}sldIdLst/{P}sldId"):
        part = related(presentation.part, entry.get(f"{R}id", ""))
        if xml_of(part) is not None:
            parts.append(part)
            slides.append(_slide(part, whole(entry, "id"), defaults, presentation.part))
    about = presentation.core_properties  # a bare part, if the file says that it is something else
    return ShownDeck(
        whole(size, "cx", 9144000) / EMU, whole(size, "cy", 6858000) / EMU, tuple(slides), tuple(_sections(root)),
        getattr(about, "title", "") or "", getattr(about, "author", "") or "", _language(map(xml_of, parts)),
        _program(presentation), _layouts(presentation),
    )  # fmt: skip


def _slide(part: Any, number: int, defaults: Any, whole_file: Any) -> ShownSlide:
    element, layout = xml_of(part), first(part, "slideLayout")
    master, layout = xml_of(first(layout, "slideMaster")), xml_of(layout)
    inheritance = Inheritance(layout, master, defaults)
    left_out, connectors = list[str](), list[Connector]()
    reader = ShapeReader(inheritance, relations_of(part), left_out, connectors)
    shapes = tuple(reader.shapes(element.find(f"{P}cSld/{P}spTree")))
    named = layout.find(f"{P}cSld") if layout is not None else None
    return ShownSlide(
        number,
        str(part.partname),
        named.get("name", "") if named is not None else "",
        layout.get("type", "") if layout is not None else "",
        shapes,
        _notes(first(part, "notesSlide")),
        element.get("show") in ("0", "false"),
        _transition(element),
        comments_of(part, whole_file),
        clicks_of(element),
        tuple(left_out),
        tuple(connectors),
        *reader.background(element.find(f"{P}cSld/{P}bg/{P}bgPr")),
    )


def relations_of(part: Any) -> Relations:
    """What a part refers to, as functions of ids."""

    def address(number: str) -> str:
        relation = part.rels.get(number) if number else None
        return str(relation.target_ref) if relation is not None and relation.is_external else ""

    return Relations(lambda number: related(part, number), address, link_of(part))


def link_of(part: Any) -> Link:
    """Where a click on a part's text or shapes leads."""

    def link(number: str, action: str) -> str:
        relation = part.rels.get(number) if number else None
        if "hlinksldjump" in action and relation is not None and not relation.is_external:
            return SLIDE_LINK + str(relation.target_part.partname)
        if "hlinkshowjump" in action:
            return SLIDE_LINK + _JUMPS.get(action.rpartition("jump=")[2], "")
        if relation is None or not relation.is_external or action.startswith("ppaction://media"):
            return ""
        return (
            unquote(str(relation.target_ref))
            if " " in unquote(str(relation.target_ref))
            else str(relation.target_ref)
        )

    return link


def _notes(part: Any) -> tuple[ShownParagraph, ...]:
    """What is said with a slide: the text of its notes' body."""
    if part is None:
        return ()
    found: list[ShownParagraph] = []
    root = xml_of(part)
    for shape in children(root.find(f"{P}cSld/{P}spTree")) if root is not None else ():
        place = place_of(shape)
        if local(shape) == "sp" and place is not None and place.kind == "body":
            found += TextReader(link=link_of(part)).paragraphs(shape.find(f"{P}txBody"))
    while found and not found[-1].inlines:
        found.pop()
    return tuple(found)


def _transition(element: Any) -> str:
    for child in children(element):
        if local(child) == "transition":
            return next((local(each) for each in child), "")
    return ""


def _program(presentation: Presentation) -> str:
    """That saved the file last."""
    for part in presentation.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            found = re.search(r"<Application>([^<]*)</Application>", part.blob.decode("utf-8", "replace"))
            return found[1] if found else ""
    return ""


def _sections(root: Any) -> list[tuple[str, tuple[int, ...]]]:
    found = root.find(f".//{P14}sectionLst")
    return [
        (each.get("name", ""), tuple(whole(slide, "id") for slide in each.iter(f"{P14}sldId")))
        for each in (found.findall(f"{P14}section") if found is not None else ())
    ]


def _language(slides: Iterable[Any]) -> str:
    """The language that most of the slides' runs are in."""
    counts: dict[str, int] = {}
    for slide in slides:
        for run in slide.iter(f"{A}rPr"):
            lang = run.get("lang", "").split("-")[0].lower()
            if lang:
                counts[lang] = counts.get(lang, 0) + 1
    return max(counts, key=lambda lang: counts[lang]) if counts else ""


def _layouts(presentation: Presentation) -> tuple[str, ...]:
    """Names of the layouts."""
    found = []
    for master in referred(presentation.part, "slideMaster"):
        for layout in referred(master, "slideLayout"):
            root = xml_of(layout)
            named = root.find(f"{P}cSld") if root is not None else None
            found.append(named.get("name", "") if named is not None else "")
    return tuple(found)
