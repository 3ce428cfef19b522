"""A laid-out slide → its XML, with its notes and charts."""

from __future__ import annotations

import posixpath

from msgspec import Struct

from deckgen.layout.model import Frame, LaidOutDeck, LaidOutSlide, TextFrame
from deckgen.writers.pptx.pictures import StandIn
from deckgen.writers.pptx.shapes import DrawnFormula, ShapeWriter, Workbook
from deckgen.writers.pptx.slide import background_xml, color_map_xml, named_by, own_map, transition_xml
from deckgen.writers.pptx.text import TextWriter
from deckgen.writers.pptx.timing import timing_xml
from deckgen.writers.pptx.written_slide import Reference, References, WrittenPart, WrittenSlide
from deckgen.writers.pptx.xml import HEAD, NAMESPACES, hyperlink_target


class SlideWriter(Struct, frozen=True, eq=False):
    """Writes the slides of one deck."""

    deck: LaidOutDeck
    workbook: Workbook
    drawn: DrawnFormula
    stand_in: StandIn

    def write(self, slide: LaidOutSlide) -> WrittenSlide:
        """One slide."""
        layout = self.deck.layout_of(slide)
        own = own_map(slide, layout, self.deck.theme)
        theme = named_by(self.deck.theme_of(slide), own)
        references = References()
        references.add(Reference(kind="slideLayout", target=posixpath.relpath(layout.part, "ppt/slides")))

        def link(href: str) -> tuple[str, str]:
            if href.startswith("#"):
                return references.add(Reference(kind="slide", slide=href[1:])), "ppaction://hlinksldjump"
            target = hyperlink_target(href)
            return (references.link("hyperlink", target), "") if target else ("", "")

        text = TextWriter(theme, slide.lang, link)
        shapes = ShapeWriter(
            references=references, theme=theme, text=text, workbook=self.workbook, drawn=self.drawn,
            stand_in=self.stand_in,
        )  # fmt: skip
        behind = slide.background.picture if slide.background else None
        embed = references.image(behind.data, behind.media_type) if behind else ""
        if slide.label and not slide.title:
            shapes.untitled(slide.label)
        for scrim in slide.background.scrims if slide.background else ():
            shapes.add(scrim)
        for frame in sorted(slide.frames, key=lambda frame: not _is_title(frame)):
            shapes.add(frame)
        hidden = ' show="0"' if slide.hidden else ""
        xml = (
            f"{HEAD}<p:sld {NAMESPACES}{hidden}><p:cSld>{background_xml(slide, theme, embed)}<p:spTree><p:nvGrpSpPr>"
            '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
            f"{''.join(shapes.written)}</p:spTree></p:cSld>{color_map_xml(slide, theme, own)}"
            f"{transition_xml(slide.transition)}{timing_xml(shapes.animated, shapes.films)}</p:sld>"
        )
        notes = self._notes(slide) if slide.notes else None
        return WrittenSlide(
            slide=WrittenPart.of(xml, references), notes=notes, charts=tuple(references.charts)
        )

    def _notes(self, slide: LaidOutSlide) -> WrittenPart:
        """What is said with it; the first two relations are those to the notes master and the slide."""
        from deckgen.writers.pptx.notes import notes_xml

        references = References()
        references.add(Reference(kind="notesMaster"))
        references.add(Reference(kind="slide", slide=slide.id))

        def link(href: str) -> tuple[str, str]:
            target = "" if href.startswith("#") else hyperlink_target(href)
            return (references.link("hyperlink", target), "") if target else ("", "")

        text = TextWriter(self.deck.theme, slide.lang, link, equations=False)
        return WrittenPart.of(notes_xml(slide.notes, text), references)


def _is_title(frame: Frame) -> bool:
    return isinstance(frame, TextFrame) and frame.role == "title"
