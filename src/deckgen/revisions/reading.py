"""What a stretch of a source is read as, taken by itself."""

from __future__ import annotations

import re
import textwrap

from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import Inlines
from deckgen.deck.walk import blocks_of, texts_of
from deckgen.readers.reader import read_deck
from deckgen.revisions.patch import same
from deckgen.source import Source


def reads(text: str, inlines: Inlines, dialect: str) -> int:
    """Of how many paragraphs and pictures that a text in that dialect is read as one looks so; 0 if none does."""
    said = f"dialect: {dialect}\n" if dialect else ""
    bare = textwrap.dedent(text)
    if not re.match(r"\s{0,3}#", bare):
        bare = "# T\n\n" + re.sub(r"^---[ \t]+", "", bare)
    read = read_deck(Source.from_text("", f"---\n{said}cover: false\n---\n\n{bare}\n")).value
    slides = [slide for section in read.sections for slide in section.slides]
    if len(slides) != 1:
        return 0
    blocks = blocks_of(slides[0])
    texts = [*texts_of(blocks), *texts_of(slides[0].notes)]
    fits = any(same(each, inlines) for each in (*texts, slides[0].title))
    others = sum(isinstance(each, Figure) for each in blocks)  # what a caption stands below
    return max(1, sum(map(bool, texts)) + others) if fits else 0
