"""Colours that a deck's style gives to most of its words: nobody has typed those, and nobody has to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from typing import Literal, TypeAlias

from msgspec.structs import replace

from deckgen.deck.inlines import Inlines, Run
from deckgen.powerpoint.model import (
    Diagram,
    Grid,
    ShownDeck,
    ShownParagraph,
    ShownShape,
    Words,
    paragraphs_of,
)
from deckgen.revisions.matching import shown_shapes

_MOST = 0.4
"""Share of the characters of a kind that have a colour which their deck gives them."""
_Kind: TypeAlias = Literal["title", "cell", "text"]


def without_style(base: ShownDeck, theirs: ShownDeck) -> tuple[ShownDeck, ShownDeck]:
    """A deck and what has become of it without the colours that the deck gives to most of its words."""
    colors = _style_of(base)
    return (_plain(base, colors), _plain(theirs, colors)) if colors else (base, theirs)


def without_colors(deck: ShownDeck, colors: Container[str]) -> ShownDeck:
    """A deck whose words have none of these colours by themselves."""
    every: dict[_Kind, Container[str]] = {"title": colors, "cell": colors, "text": colors}
    return _plain(deck, every)


def _kind(shape: ShownShape) -> _Kind:
    return "title" if shape.role == "title" else "cell" if isinstance(shape.content, Grid) else "text"


def _style_of(deck: ShownDeck) -> Mapping[_Kind, Container[str]]:
    counts: dict[_Kind, Counter[str]] = {"title": Counter(), "cell": Counter(), "text": Counter()}
    for slide in deck.slides:
        for shape in shown_shapes(slide):
            for paragraph in paragraphs_of(shape.content):
                for run in paragraph.inlines:
                    if isinstance(run, Run) and not (run.marks.link or run.marks.code):
                        counts[_kind(shape)][run.marks.color] += len(run.text.strip())
    found = {kind: count.most_common(1)[0] for kind, count in counts.items() if count}
    return {
        kind: (color,)
        for kind, (color, most) in found.items()
        if color and most >= _MOST * counts[kind].total()
    }


def _plain(deck: ShownDeck, colors: Mapping[_Kind, Container[str]]) -> ShownDeck:
    def shape(each: ShownShape) -> ShownShape:
        gone = colors.get(_kind(each))

        def paragraph(one: ShownParagraph) -> ShownParagraph:
            return replace(one, inlines=_without(one.inlines, gone or ()))

        match each.content:
            case Words(paragraphs) if gone:
                return replace(each, content=Words(tuple(map(paragraph, paragraphs))))
            case Diagram(kind, paragraphs) if gone:
                return replace(each, content=Diagram(kind, tuple(map(paragraph, paragraphs))))
            case Grid(rows) as grid if gone:
                plain = tuple(tuple(tuple(map(paragraph, cell)) for cell in row) for row in rows)
                return replace(each, content=replace(grid, rows=plain))
        return each

    slides = (replace(slide, shapes=tuple(map(shape, slide.shapes))) for slide in deck.slides)
    return replace(deck, slides=tuple(slides))


def _without(inlines: Inlines, colors: Container[str]) -> Inlines:
    return tuple(
        Run(each.text, replace(each.marks, color=""))
        if isinstance(each, Run) and each.marks.color in colors
        else each
        for each in inlines
    )
