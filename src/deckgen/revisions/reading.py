"""What a stretch of a source is read as, taken by itself."""

from __future__ import annotations

import re
import textwrap

from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import Inlines, plain_text
from deckgen.deck.slides import Slide
from deckgen.deck.walk import blocks_of, texts_of
from deckgen.readers.reader import read_deck
from deckgen.revisions.patch import same
from deckgen.source import Source


def reads(text: str, inlines: Inlines, dialect: str) -> int:
    """Of how many paragraphs and pictures that a text in that dialect is read as one looks so; 0 if none does."""
    slide = _slide_of(text, dialect)
    if slide is None:
        return 0
    blocks = blocks_of(slide)
    texts = [*texts_of(blocks), *texts_of(slide.notes)]
    fits = any(same(each, inlines) for each in (*texts, slide.title))
    others = sum(isinstance(each, Figure) for each in blocks)  # what a caption stands below
    return max(1, sum(map(bool, texts)) + others) if fits else 0


def words_in(text: str, dialect: str) -> str:
    """All that a text in that dialect says by itself, with single spaces; nothing where it is several slides."""
    slide = _slide_of(text, dialect)
    texts = (slide.title, *texts_of(blocks_of(slide)), *texts_of(slide.notes)) if slide else ()
    return " ".join(" ".join(map(plain_text, texts)).split())


def _slide_of(text: str, dialect: str) -> Slide | None:
    said = f"dialect: {dialect}\n" if dialect else ""
    bare = textwrap.dedent(text)
    if not re.match(r"\s{0,3}#", bare):
        bare = "# T\n\n" + re.sub(r"^---[ \t]+", "", bare)
    read = read_deck(Source.from_text("", f"---\n{said}cover: false\n---\n\n{bare}\n")).value
    slides = [slide for section in read.sections for slide in section.slides]
    return slides[0] if len(slides) == 1 else None
