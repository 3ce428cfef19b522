"""`LaidOutDeck` → the bytes of a .pptx file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec.msgpack import encode

from deckgen.carried import NAMESPACE, Carried, to_xml
from deckgen.deck.figures import Picture
from deckgen.layout.keys import written_keys
from deckgen.layout.model import FigureFrame, LaidOutDeck, LaidOutSlide
from deckgen.memory import Memory
from deckgen.model import Content, fingerprint, key_of
from deckgen.themes.model import TemplateError, Theme
from deckgen.writers.format import Format, WriteError
from deckgen.writers.pptx.package import Package, Relation, TemplatePackage
from deckgen.writers.pptx.written_slide import Reference, WrittenSlide
from deckgen.writers.pptx.xml import HEAD, RELATIONS, attribute, escape

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
_FIRST_SLIDE_ID = 256
_CARRIED = "customXml/item1.xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def write_pptx(deck: LaidOutDeck, memory: Memory) -> Iterator[bytes]:
    """Write `deck` into a copy of its template; slides that the `memory` knows are not written again. Gives the file in
    pieces. Raises `TemplateError`, and `OSError` if the template is gone."""

    template = _template(deck.theme, memory)
    package = Package(dict(template.parts), dict(template.defaults), dict(template.overrides))
    pages = {slide.id: f"slide{number}.xml" for number, slide in enumerate(deck.slides, 1)}
    relations = list(template.relations)
    slide_ids = []
    shown = deck.slides
    keys = written_keys(shown, f"{deck.theme.digest} {deck.lang}")
    _draw_ahead(deck, keys, memory)
    slides = memory.each(b"pptx", keys, WrittenSlide, lambda at: _written(shown[at], deck, memory), ends=True)
    for number, written in enumerate(slides, 1):
        _add_slide(written, number, len(pages), package, template, pages)
        relations.append(Relation("slide", f"slides/slide{number}.xml"))
        slide_ids.append((_FIRST_SLIDE_ID + number - 1, len(relations)))
    if deck.carried is not None:
        relations.append(Relation("customXml", f"../{_CARRIED}"))
    package.add_relations("ppt/presentation.xml", relations)
    kind = f"{_TYPE}.presentation.main+xml"
    package.add("ppt/presentation.xml", _presentation(deck, template, slide_ids), kind)
    _write_properties(deck, package)
    if deck.carried is not None:
        _carry(deck.carried, package)
    return package.pieces(memory)


def _draw_ahead(deck: LaidOutDeck, keys: Sequence[bytes], memory: Memory) -> None:
    """Draw what slides that are to be written have for programs without SVG."""
    drawings = [
        (at, (frame.art, frame.whole_width))
        for at, slide in enumerate(deck.slides)
        for frame in slide.frames
        if isinstance(frame, FigureFrame) and isinstance(frame.art, Picture) and frame.art.is_drawing
    ]
    if drawings:
        waiting = memory.unknown([b"pptx" + keys[at] for at, _ in drawings])
        new = {drawings[at][0] for at in waiting}
        from deckgen.media.stand_ins import draw_ahead

        draw_ahead([drawing for at, drawing in drawings if at in new], memory)


def _written(slide: LaidOutSlide, deck: LaidOutDeck, memory: Memory) -> WrittenSlide:
    from deckgen.media.formulas import draw_formula
    from deckgen.writers.pptx.charts.workbook import Sheet
    from deckgen.writers.pptx.slides import SlideWriter

    def workbook(sheet: Sheet) -> Content:
        """The workbook, or the one of an earlier build: its library takes as long as a small deck."""
        return Content.of(memory.remember("workbook", tuple(sheet.columns), bytes, sheet.to_bytes))

    def png(picture: Picture, width: float) -> Content:
        from deckgen.media.stand_ins import stand_in

        return stand_in(picture, width, memory)

    return SlideWriter(deck, workbook, partial(draw_formula, memory=memory), png).write(slide)


def _template(theme: Theme, memory: Memory) -> TemplatePackage:
    path = Path(theme.path)

    def read() -> TemplatePackage:
        from deckgen.writers.pptx.template import mirrored, read_package

        template = read_package(path, theme.scheme)
        return mirrored(template, theme.width) if theme.is_mirrored else template

    key = (fingerprint(path.read_bytes()), theme.is_mirrored, encode(theme.scheme))
    return memory.remember("template", key, TemplatePackage, read)


def _add_slide(
    written: WrittenSlide,
    number: int,
    total: int,
    package: Package,
    template: TemplatePackage,
    pages: Mapping[str, str],
) -> None:
    """Give a slide and what it refers to their names in the package."""
    name, notes = f"ppt/slides/slide{number}.xml", f"ppt/notesSlides/notesSlide{number}.xml"

    def target(reference: Reference, own: str) -> str:
        if reference.content is not None:
            return f"../{package.add_media(reference.content, reference.media_type).removeprefix('ppt/')}"
        if reference.chart >= 0:
            chart = written.charts[reference.chart]
            return f"../{package.add_chart(chart.xml, chart.workbook.read()).removeprefix('ppt/')}"
        return pages.get(reference.slide, own) if reference.slide else reference.target

    def relation(reference: Reference) -> Relation:
        return Relation(reference.kind, target(reference, posixpath.basename(name)), reference.external)

    relations = [relation(reference) for reference in written.slide.references]
    if written.notes is not None:
        relations.append(Relation("notesSlide", f"../{notes.removeprefix('ppt/')}"))
        master = posixpath.relpath(template.notes_master, "ppt/notesSlides")
        beside = [Relation("notesMaster", master), Relation("slide", f"../slides/slide{number}.xml")]
        package.add(notes, written.notes.xml(number, total), f"{_TYPE}.notesSlide+xml")
        package.add_relations(notes, [*beside, *map(relation, written.notes.references[2:])])
    package.add(name, written.slide.xml(number, total), f"{_TYPE}.slide+xml")
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
    digits = key_of(text.encode("utf-8")).hex().upper()
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
    package.add_relations(
        "",
        [
            Relation("officeDocument", "ppt/presentation.xml"),
            Relation(
                f"{RELATIONS.replace('/officeDocument/', '/package/')}/metadata/core-properties",
                "docProps/core.xml",
            ),
            Relation("extended-properties", "docProps/app.xml"),
        ],
    )


def _carry(carried: Carried, package: Package) -> None:
    """The source as a part of its own, which programs keep that know nothing of it (ECMA-376 part 1, §15.2.5)."""
    about = (
        f'{HEAD}<ds:datastoreItem ds:itemID="{_guid(NAMESPACE)}" xmlns:ds="{_CUSTOM}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    package.add(_CARRIED, to_xml(carried))
    package.add(
        "customXml/itemProps1.xml",
        about,
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    )
    package.add_relations(_CARRIED, [Relation("customXmlProps", "itemProps1.xml")])


def _write(deck: LaidOutDeck, memory: Memory) -> Iterator[tuple[str, Iterator[bytes]]]:
    try:
        yield ".pptx", write_pptx(deck, memory)
    except TemplateError as error:
        raise WriteError(str(error), "broken-theme") from error


PPTX = Format("pptx", _write)
