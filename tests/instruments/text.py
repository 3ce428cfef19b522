"""The text that arrived in the produced files, read back by libraries that are not ours."""

from __future__ import annotations

import re
from pathlib import Path

from deckgen.deck.inlines import Inline, Inlines, Run, plain_text
from deckgen.deck.slides import Deck
from deckgen.deck.walk import blocks_of, texts_of


def squeeze(text: str) -> str:
    """Without ASCII white space, which a line break may add or take, and without pictures; no-break spaces stay."""
    return re.sub(r"[ \t\r\n\v\ufffc]+", "", text)


def pptx_slides(path: Path) -> list[str]:
    """For each slide, all its text: paragraphs, tables, shapes in groups, shapes with formulas."""
    from pptx import Presentation

    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    found = []
    for slide in Presentation(str(path)).slides:
        for repeated in list(slide.element.iter(fallback)):
            repeated.getparent().remove(repeated)
        rows = []
        for paragraph in slide.element.iter(f"{drawing}p"):
            kinds = (f"{drawing}t", f"{drawing}br")
            rows.append("".join("\n" if e.tag == kinds[1] else e.text or "" for e in paragraph.iter(*kinds)))
        found.append("\n".join(rows))
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
        part
        for section in deck.sections
        for slide in section.slides
        for text in (slide.title, *texts_of(blocks_of(slide)))
        for part in _between_formulas(text)
        if not _arrived(squeeze(part), squeezed)
    ]


def _between_formulas(text: Inlines) -> list[str]:
    """The stretches of text that formulas, which are drawn and not written, divide."""
    parts: list[list[Inline]] = [[]]
    for item in text:
        if isinstance(item, Run) and item.marks.math is not None:
            parts.append([])
        else:
            parts[-1].append(item)
    return [plain_text(tuple(part)) for part in parts]


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
