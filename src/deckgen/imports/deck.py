"""A PowerPoint file as a deck's text and the files beside it."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from deckgen.errors import DeckgenError
from deckgen.imports.files import Files
from deckgen.imports.repeated import told_apart
from deckgen.imports.slides import SlideImport, described, footer_of, usual_color
from deckgen.markdown.escape import quoted
from deckgen.powerpoint.model import Image, ShownDeck
from deckgen.powerpoint.slides import read_slides

if TYPE_CHECKING:
    from pptx.presentation import Presentation

TEMPLATE = "theme.pptx"


class Imported(Struct, frozen=True):
    """A deck from elsewhere."""

    text: str
    """Of `deck.md`."""
    files: dict[str, bytes]
    """Beside it, by their paths."""
    slides: int
    left_out: tuple[tuple[int, str], ...] = ()
    """Numbers of slides (0 for the deck as a whole), and what is not carried over."""


def import_presentation(presentation: Presentation, name: str) -> Imported:
    """The deck's text, its pictures, data and template. Raises `DeckgenError` for a file (`name`) without slides."""
    around = told_apart(read_slides(presentation))
    deck = around.deck
    if not deck.slides:
        raise DeckgenError(f"{name} has no slides; as a template it is used as it is (`theme: {name}`)")
    files = Files()
    footer, date = (said_by_most(deck, role) for role in ("footer", "date"))
    slides = SlideImport(deck, files, footer, usual=usual_color(deck), layouts=_layouts(deck))
    slides.find_links()
    texts = [slides.text(number) for number in range(1, len(deck.slides) + 1)]
    front = {
        "dialect": "deckgen",
        "lang": deck.lang,
        "theme": TEMPLATE,
        "cover": "false",
        "footer": quoted(footer) if footer else "",
        "footer-date": quoted(date) if date else "",
    }
    if around.logo is not None and isinstance(around.logo.content, Image):
        front["logo"], _ = files.picture(around.logo.content)
        alt = described(around.logo.alt)
        front["logo-alt"] = quoted(alt) if alt else ""
    if around.counts:
        front["slide-number"] = "c/t"
    elif not any(shape.role == "number" for slide in deck.slides for shape in slide.shapes):
        front["slide-number"] = "false"
    head = "\n".join(f"{key}: {value}" for key, value in front.items() if value)
    body = "\n\n---\n\n".join(text or "&nbsp;" for text in texts)
    files.contents[TEMPLATE] = template_of(presentation)
    return Imported(f"---\n{head}\n---\n\n{body}\n", files.contents, len(texts), tuple(slides.left_out))


def _layouts(deck: ShownDeck) -> frozenset[str]:
    """Names that only one layout of the file has."""
    return frozenset(name for name, count in Counter(deck.layouts).items() if name.strip() and count == 1)


def said_by_most(deck: ShownDeck, role: str) -> str:
    """What the foot of at least half of the slides says in its place of that role."""
    said = Counter(footer_of(shape) for slide in deck.slides for shape in slide.shapes if shape.role == role)
    text, count = said.most_common(1)[0] if said else ("", 0)
    return text if 2 * count >= len(deck.slides) else ""


def template_of(presentation: Presentation) -> bytes:
    """The file without its slides: masters, layouts, theme. (The presentation has no slides afterwards.)"""
    from deckgen.powerpoint.names import P14, P, R

    root: Any = presentation.part._element
    slides = root.find(f"{P}sldIdLst")
    for entry in list(slides) if slides is not None else ():
        if entry.get(f"{R}id") in presentation.part.rels:
            presentation.part.drop_rel(entry.get(f"{R}id"))
        slides.remove(entry)
    for sections in list(root.iter(f"{P14}sectionLst")):
        extension = sections.getparent()
        extension.getparent().remove(extension)
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()
