"""`LaidOutDeck` → the bytes of a .pptx file."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from hashlib import sha256

from deckgen.layout.model import LaidOutDeck, LaidOutSlide, TextFrame
from deckgen.writers.pptx.package import (
    Package,
    Relation,
    Relations,
    TemplatePackage,
    relations_xml,
)
from deckgen.writers.pptx.pictures import embedded
from deckgen.writers.pptx.shapes import DrawnFormula, ShapeWriter, Workbook
from deckgen.writers.pptx.slide import background_xml, color_map_xml, transition_xml
from deckgen.writers.pptx.text import TextWriter
from deckgen.writers.pptx.timing import timing_xml
from deckgen.writers.pptx.xml import HEAD, NAMESPACES, RELATIONS, attribute, escape, hyperlink_target

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
_FIRST_SLIDE_ID = 256
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def write_pptx(
    deck: LaidOutDeck, template: TemplatePackage, workbook: Workbook, drawn: DrawnFormula
) -> bytes:
    """Write `deck` into a copy of `template`; `workbook` makes the files behind charts, `drawn` the pictures behind
    equations."""
    package = Package(dict(template.parts), dict(template.defaults), dict(template.overrides))
    pages = {f"#{slide.id}": f"slide{number}.xml" for number, slide in enumerate(deck.slides, 1)}
    relations = list(template.relations)
    slide_ids = []
    for number, slide in enumerate(deck.slides, 1):
        _write_slide(slide, number, deck, package, template, pages, workbook, drawn)
        relations.append(Relation("slide", f"slides/slide{number}.xml"))
        slide_ids.append((_FIRST_SLIDE_ID + number - 1, len(relations)))
    rows = "".join(relation.xml(number) for number, relation in enumerate(relations, 1))
    package.parts["ppt/_rels/presentation.xml.rels"] = relations_xml(rows).encode("utf-8")
    kind = f"{_TYPE}.presentation.main+xml"
    package.add("ppt/presentation.xml", _presentation(deck, template, slide_ids), kind)
    _write_properties(deck, package)
    return package.to_bytes()


def _write_slide(
    slide: LaidOutSlide, number: int, deck: LaidOutDeck, package: Package,
    template: TemplatePackage, pages: Mapping[str, str], workbook: Workbook, drawn: DrawnFormula,
) -> None:  # fmt: skip
    name = f"ppt/slides/slide{number}.xml"
    relations = Relations()
    relations.add("slideLayout", posixpath.relpath(slide.layout.part, "ppt/slides"))

    def link(href: str) -> tuple[str, str]:
        if href.startswith("#"):
            page = pages.get(href)
            jump = "ppaction://hlinksldjump"
            return (relations.add("slide", page), jump) if page else ("", "")
        target = hyperlink_target(href)
        return (relations.add("hyperlink", target, external=True), "") if target else ("", "")

    text = TextWriter(slide.theme, slide.lang, link)
    shapes = ShapeWriter(
        package=package, relations=relations, theme=slide.theme, text=text, workbook=workbook, drawn=drawn
    )
    behind = slide.background.picture if slide.background else None
    embed = ""
    if behind:
        embed = embedded(package, relations, behind.data, behind.media_type)
    if slide.label and not slide.title:
        shapes.untitled(slide.label)
    for frame in slide.frames:
        if isinstance(frame, TextFrame) and frame.role == "title":
            shapes.add(frame)
    for frame in slide.frames:
        if not (isinstance(frame, TextFrame) and frame.role == "title"):
            shapes.add(frame)
    hidden = ' show="0"' if slide.hidden else ""
    xml = (
        f"{HEAD}<p:sld {NAMESPACES}{hidden}><p:cSld>{background_xml(slide, embed)}<p:spTree><p:nvGrpSpPr>"
        '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{''.join(shapes.written)}</p:spTree></p:cSld>{color_map_xml(slide)}"
        f"{transition_xml(slide.transition)}{timing_xml(shapes.animated, shapes.films)}</p:sld>"
    )
    if slide.notes:
        _write_notes(slide, number, deck, package, template, relations)
    package.add(name, xml, f"{_TYPE}.slide+xml")
    package.add_relations(name, relations)


def _write_notes(
    slide: LaidOutSlide, number: int, deck: LaidOutDeck, package: Package,
    template: TemplatePackage, slide_relations: Relations,
) -> None:  # fmt: skip
    from deckgen.writers.pptx.notes import notes_xml

    name = f"ppt/notesSlides/notesSlide{number}.xml"
    slide_relations.add("notesSlide", f"../notesSlides/notesSlide{number}.xml")
    relations = Relations()
    relations.add("notesMaster", posixpath.relpath(template.notes_master, "ppt/notesSlides"))
    relations.add("slide", f"../slides/slide{number}.xml")

    def link(href: str) -> tuple[str, str]:
        target = "" if href.startswith("#") else hyperlink_target(href)
        return (relations.add("hyperlink", target, external=True), "") if target else ("", "")

    xml = notes_xml(slide.notes, TextWriter(deck.theme, slide.lang, link, equations=False))
    package.add(name, xml, f"{_TYPE}.notesSlide+xml")
    package.add_relations(name, relations)


def _presentation(deck: LaidOutDeck, template: TemplatePackage, slide_ids: list[tuple[int, int]]) -> str:
    """`presentation.xml` with our slides and their sections."""
    master = next(
        number for number, relation in enumerate(template.relations, 1) if relation.kind == "notesMaster"
    )
    slides = "".join(f'<p:sldId id="{number}" r:id="rId{rel}"/>' for number, rel in slide_ids)
    lists = f'<p:notesMasterIdLst><p:notesMasterId r:id="rId{master}"/></p:notesMasterIdLst>'
    if slides:
        lists += f"<p:sldIdLst>{slides}</p:sldIdLst>"
    after = template.after
    end = after.rindex("</")
    return f"{HEAD}{template.before}{lists}{after[:end]}{_sections(deck)}{after[end:]}"


def _sections(deck: LaidOutDeck) -> str:
    """PowerPoint's own sections; a deck with one nameless section has none."""
    if not any(section.title for section in deck.sections):
        return ""
    number = _FIRST_SLIDE_ID
    found = []
    for index, section in enumerate(deck.sections):
        ids = "".join(f'<p14:sldId id="{number + i}"/>' for i in range(len(section.slides)))
        number += len(section.slides)
        title = section.title or deck.title or "1"
        found.append(
            f'<p14:section name="{attribute(title)}" id="{_guid(f"{index} {title}")}">'
            f"<p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>"
        )
    return (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        f"{''.join(found)}</p14:sectionLst></p:ext></p:extLst>"
    )


def _guid(text: str) -> str:
    digits = sha256(text.encode("utf-8")).hexdigest().upper()
    return f"{{{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}}}"


def _write_properties(deck: LaidOutDeck, package: Package) -> None:
    """Title, author and language for the file's properties. No dates: same input, same bytes."""
    rows = [("dc:title", deck.title), ("dc:subject", deck.subject), ("dc:creator", deck.author),
            ("dc:language", deck.lang)]  # fmt: skip
    inner = "".join(f"<{tag}>{escape(value)}</{tag}>" for tag, value in rows if value)
    package.add(
        "docProps/core.xml",
        f'{HEAD}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{inner}</cp:coreProperties>",
        "application/vnd.openxmlformats-package.core-properties+xml",
    )
    package.add(
        "docProps/app.xml",
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>deckgen</Application></Properties>',
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    )
    rows_xml = (
        Relation("officeDocument", "ppt/presentation.xml").xml(1)
        + Relation(f"{RELATIONS.replace('/officeDocument/', '/package/')}/metadata/core-properties",
                   "docProps/core.xml").xml(2)
        + Relation("extended-properties", "docProps/app.xml").xml(3)
    )  # fmt: skip
    package.parts["_rels/.rels"] = relations_xml(rows_xml).encode("utf-8")
