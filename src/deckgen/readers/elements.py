"""Attributes that a comment gives to what stands before it (`<!-- .element: class="fragment" -->`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Figure, Fragment
from deckgen.deck.inlines import Run
from deckgen.deck.walk import map_figures
from deckgen.readers.attributes import Attributes
from deckgen.readers.fence_styles import fence_style
from deckgen.readers.html_names import click_of
from deckgen.readers.html_tags import NEW_PART, is_unseen, part_of, style_of
from deckgen.readers.outline_items import MARKS, Heading, Item, as_block
from deckgen.readers.pieces import ElementIs, ShownPiece
from deckgen.source import Span


def as_element(items: Sequence[Item], at: Mapping[str, str], span: Span) -> list[Item]:
    """The blocks with these attributes: how they look, how large they are, whether they appear at a click."""
    if items and isinstance(items[-1], MARKS):
        return [*items]
    if not items or at.get("hidden") in ("", "hidden", "true") or is_unseen(at.get("style", "")):
        return []
    if isinstance(items[-1], Heading):
        return [on_heading(items[-1], at)]
    classes = tuple(at.get("class", "").split())
    blocks = tuple(map(as_block, items))
    if style := fence_style(Attributes(classes=classes, values={"style": at.get("style", "")})):
        blocks = tuple(map(style.block, blocks))
    if sizes := {name: value for name in ("width", "height") if (value := _length(at, name))}:
        blocks = map_figures(blocks, lambda figure: _sized(figure, sizes))
    click = click_of(classes, at)
    return [Fragment(blocks, span, click)] if click else [*blocks]


def _length(at: Mapping[str, str], name: str) -> str:
    """A width or height that an attribute says, or a style."""
    style = at.get("style", "")
    return at.get(name, "").rstrip("; ") or style_of(style, name) or style_of(style, f"max-{name}")


def on_heading(heading: Heading, at: Mapping[str, str]) -> Heading:
    """The heading as they want it: as large as fits, or at a click where it is no slide's title."""
    classes = at.get("class", "").split()
    click = click_of(classes, at) or heading.click
    return replace(heading, click=click, fits=heading.fits or "r-fit-text" in classes)


def on_parts(pieces: Sequence[ShownPiece]) -> list[ShownPiece]:
    """The pieces of a paragraph, where a comment behind text that stands out (bold, a link, code) says how that looks
    or that it appears; not with those comments, whose words are of no other use then."""
    found: list[ShownPiece] = []
    for piece in pieces:
        last = next((n for n in range(len(found) - 1, -1, -1) if _stands_out(found[n])), -1)
        part = found[last] if isinstance(piece, ElementIs) and last >= 0 else None
        if not (isinstance(piece, ElementIs) and isinstance(part, Run)):
            found.append(piece)
            continue
        at = piece.attributes
        classes = tuple(at.get("class", "").split())
        if style := fence_style(Attributes(classes=classes, values={"style": at.get("style", "")})):
            (part,) = (each for each in style.inlines((part,)) if isinstance(each, Run))
        if (click := click_of(classes, at)) and not part.marks.fragment:
            marks = replace(part.marks, fragment=NEW_PART, click=click)
            part = Run(part.text, part_of(marks, found, ()))
        found[last] = part
    return found


def _stands_out(piece: ShownPiece) -> bool:
    """True for the text of an element."""
    if not isinstance(piece, Run):
        return False
    marks = piece.marks
    return bool(marks.bold or marks.italic or marks.code or marks.strike or marks.link)


def _sized(figure: Figure, sizes: Mapping[str, str]) -> Figure:
    return replace(figure, **{name: value for name, value in sizes.items() if not getattr(figure, name)})
