"""The text that arrived in the produced files, read back by libraries that are not ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deckgen.deck.inlines import plain_text
from deckgen.deck.slides import Deck
from deckgen.deck.walk import blocks_of, texts_of


def squeeze(text: str) -> str:
    """Without ASCII white space, which a line break may add or take; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\v]+", "", text)


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == 6:
            yield from _shapes(shape.shapes)
        else:
            yield shape


def pptx_slides(path: Path) -> list[str]:
    """For each slide, all its text: paragraphs, tables, shapes in groups."""
    from pptx import Presentation

    found = []
    for slide in Presentation(str(path)).slides:
        parts = []
        for shape in _shapes(slide.shapes):
            if shape.has_text_frame:
                parts.append(shape.text_frame.text)
            if getattr(shape, "has_table", False):
                parts += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
        found.append("\n".join(parts))
    return found


def pptx_notes(path: Path) -> str:
    """All speaker notes."""
    from pptx import Presentation

    slides = Presentation(str(path)).slides
    return "\n".join(s.notes_slide.notes_text_frame.text for s in slides if s.has_notes_slide)


def html_slides(path: Path) -> list[str]:
    """For each slide, all the text in its elements (markers are chrome)."""
    from lxml import html

    page = html.fromstring(path.read_text(encoding="utf-8"))
    found = []
    for section in page.xpath('//div[@class="slides"]/section'):
        for unread in section.xpath('.//aside | .//*[@class="m"] | .//svg/title'):
            unread.drop_tree()
        found.append("\n".join(section.itertext()))
    return found


def altered(deck: Deck, slides: list[str]) -> list[str]:
    """Texts of the model that do not stand, character for character, in a file's slides."""
    squeezed = [squeeze(slide) for slide in slides]
    return [
        plain_text(text)
        for section in deck.sections
        for slide in section.slides
        for text in (slide.title, *texts_of(blocks_of(slide)))
        if not _arrived(squeeze(plain_text(text)), squeezed)
    ]


def _arrived(text: str, slides: list[str]) -> bool:
    """True if `text` stands on a slide, or in long pieces on slides that follow each other."""
    start = 0
    for slide in slides:
        rest = text[start:]
        if rest in slide:
            return True
        if rest[:15] in slide:
            length = 15
            while rest[: length + 1] in slide:
                length += 1
            start += length
    return not text[start:]
