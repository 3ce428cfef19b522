"""A photograph beside words, over the whole height of the slide and out to its edge."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Figure, ListBlock, Paragraph, Subheading
from deckgen.deck.figures import Picture
from deckgen.deck.slides import LayoutChoice, Slide, SlideKind
from deckgen.deck.walk import blocks_of
from deckgen.layout.model import FigureFrame
from deckgen.themes.model import Box, Theme

LEAST, MOST = 0.28, 0.5
"""Shares of the slide's width that such a photograph may take: it is never cropped."""
LEAST_PIXELS = 700
"""Height of one that may be shown so large."""


def bleeding(slide: Slide, theme: Theme) -> tuple[Slide, FigureFrame, Box] | None:
    """The slide without its photograph, that at the slide's right edge, and what it leaves; None for a theme that wants
    no such thing, and for any slide but one of words and a photograph that is higher than wide and whose author leaves
    its size open."""
    blocks = blocks_of(slide)
    figures = [block for block in blocks if isinstance(block, Figure)]
    is_free = slide.kind is SlideKind.CONTENT and slide.layout is LayoutChoice.AUTO and not slide.incremental
    if not (theme.tokens.space.bleeds and is_free and len(figures) == 1 and (slide.title or len(blocks) > 1)):
        return None
    (figure,) = figures
    art = figure.art
    others = (block for block in blocks if block is not figure)
    if slide.placed or slide.header or not all(map(_are_words, others)):
        return None
    if not isinstance(art, Picture) or not art.is_photograph or art.height < LEAST_PIXELS:
        return None
    if figure.width or figure.height or figure.caption or figure.incremental:
        return None
    width = theme.height * art.width / art.height
    if not LEAST <= width / theme.width <= MOST:
        return None
    box = Box(theme.width - width, 0.0, width, theme.height)
    frame = FigureFrame(box=box, art=art, alt=figure.alt or art.name, span=figure.span, link=figure.link)
    groups = tuple(
        replace(group, blocks=tuple(block for block in group.blocks if block is not figure))
        for group in slide.groups
    )
    rest = replace(slide, groups=tuple(group for group in groups if group.blocks))
    return rest, frame, Box(0.0, 0.0, theme.width - width, theme.height)


def _are_words(block: Block) -> bool:
    return isinstance(block, Paragraph | ListBlock | Subheading)
