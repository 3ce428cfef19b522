"""Where in a deck's source each of its texts stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias, TypeVar

from msgspec import Struct

from deckgen.deck.blocks import (
    Block,
    Callout,
    Columns,
    Component,
    Definitions,
    Equation,
    Figure,
    Footnote,
    Fragment,
    ListBlock,
    Paragraph,
    Quotation,
    Subheading,
    Table,
)
from deckgen.deck.inlines import Inlines, LineBreak, Run
from deckgen.deck.slides import Deck, LayoutChoice, Slide, SlideKind
from deckgen.deck.walk import blocks_of
from deckgen.patterns import regex
from deckgen.powerpoint.model import ShownParagraph
from deckgen.source import Span

FORMULA = "\ue000"
EQUATION = "\0"
"""The text of a formula on a line of its own: a file has it in other words."""
UnitKind: TypeAlias = Literal["title", "text", "item", "notes", "notes-item", "part"]
"""A `part` is one of a longer text."""


class Unit(Struct):
    """A text and its lines, counted from 1 in the file."""

    text: str
    """Its words, with single spaces."""
    first: int
    last: int
    kind: UnitKind
    level: int = 0
    """Of an item."""
    used: bool = False
    """Some paragraph of the file is known to be it."""


class SourceSlide(Struct):
    """A slide as its author wrote it."""

    slide: Slide
    line: int
    """At which it begins; 0 for a cover that is made of the heading of the slide behind it."""
    first: int
    last: int
    """Its lines, up to the next slide."""
    rule: int
    """The line that parts it from what stands above; 0 for none."""
    units: list[Unit]
    tables: list[tuple[Table, int]]
    """With the line that each begins at."""
    figures: list[tuple[Figure, int]]
    opens: bool = False
    """It is the first of all."""

    def take_titles(self, titles: Iterable[Iterable[ShownParagraph]]) -> None:
        """Other texts of the same words, as a callout's label, are not this title."""
        said = {words_of(each.inlines) for paragraphs in titles for each in paragraphs}
        for unit in self.units:
            unit.used |= unit.kind == "title" and unit.text in said

    def titles_of(self, text: str) -> list[int]:
        """The lines of titles that say a text, and are shown as such."""
        shown = [each for each in self.units if each.kind == "title" and each.used and each.text == text]
        return [line for each in shown for line in range(each.first, each.last + 1)]

    def foot(self, lines: Sequence[str]) -> int:
        """The last of its lines that says something."""
        last = self.last
        while last > self.line and _SILENT.fullmatch(lines[last - 1]):
            last -= 1
        return last

    @property
    def closes(self) -> bool:
        """It is a closing slide by its place."""
        return self.slide.kind is SlideKind.CLOSING and self.slide.layout is LayoutChoice.AUTO


_SILENT = regex(r"[ \t]*(?:---[ \t]*|\[[^\]]+\]:.*|<!--[^>]*-->[ \t]*)?")
SECTION = regex(r"---[ \t]+\S")
"""`--- TITLE` begins a slide, and is its own."""


def source_slides(deck: Deck, lines: Sequence[str], rules: Sequence[int] = ()) -> list[SourceSlide]:
    """The slides, with their lines of the source; `rules` are the lines that divide it. All below a rule is its
    slide's."""
    slides = [slide for section in deck.sections for slide in section.slides]
    places: dict[int, tuple[int, int]] = {}
    before = 0
    for slide in sorted(slides, key=lambda each: each.line):
        if slide.line in places:
            continue
        rule = max((line for line in rules if before < line <= slide.line), default=0)
        if rule and SECTION.match(lines[rule - 1]):
            rule = 0
        places[slide.line] = (rule, rule + 1) if rule else (0, _head(lines, slide.line))
        before = slide.line
    starts = sorted(rule or first for rule, first in places.values())
    found = []
    for at, slide in enumerate(slides):
        rule, first = places[slide.line]
        if slide.line in (each.line for each in slides[at + 1 : at + 2]):
            found.append(SourceSlide(slide, 0, 0, 0, 0, list(_units(slide)), [], []))
            continue
        last = next((start - 1 for start in starts if start > first), len(lines))
        found.append(
            SourceSlide(
                slide, slide.line, first, last, rule, list(_units(slide)),
                [(each, each.span.line + slide.above) for each in _of(Table, blocks_of(slide))],
                [(each, each.span.line + slide.above) for each in _of(Figure, blocks_of(slide))], at == 0,
            )
        )  # fmt: skip
    return found


def _head(lines: Sequence[str], line: int) -> int:
    """The first of the lines above a slide's that are its own: comments, which may say how it looks."""
    at, found = line - 1, line
    while at > 0:
        text = lines[at - 1].strip()
        if text.endswith("-->"):
            while at > 1 and "<!--" not in lines[at - 1]:
                at -= 1
            if not lines[at - 1].lstrip().startswith("<!--"):
                break
            found = at
        elif text:
            break
        at -= 1
    return found


def _units(slide: Slide) -> Iterator[Unit]:
    if slide.title:
        yield _unit(slide.title, slide.span, slide.above, "title")
    yield from _texts(blocks_of(slide), slide.above, "text")
    yield from _texts(slide.notes, slide.above, "notes")


def words_of(inlines: Inlines) -> str:
    """What a paragraph says, with single spaces; a formula, of which a file has other words, is a sign."""
    parts = (
        " " if isinstance(item, LineBreak) else FORMULA if item.marks.math is not None else item.text
        for item in inlines
    )
    return " ".join("".join(parts).split())


def unit_text(paragraph: ShownParagraph) -> str:
    """What the unit says that is this paragraph."""
    runs = [item for item in paragraph.inlines if isinstance(item, Run) and item.text.strip()]
    is_equation = len(runs) == 1 and runs[0].marks.math is not None and runs[0].marks.math.display
    return EQUATION if is_equation else words_of(paragraph.inlines)


def _unit(inlines: Inlines, span: Span, above: int, kind: UnitKind, level: int = 0) -> Unit:
    return Unit(words_of(inlines), span.line + above, span.last_line + above, kind, level)


def _texts(blocks: Sequence[Block], above: int, kind: UnitKind, level: int = -1) -> Iterator[Unit]:
    for block in blocks:
        match block:
            case Paragraph() | Subheading():
                yield _unit(block.inlines, block.span, above, kind, max(level, 0))
            case ListBlock():
                inside: UnitKind = "notes-item" if kind.startswith("notes") else "item"
                for item in block.items:
                    yield from _texts(item.blocks, above, inside, level + 1)
            case Quotation() | Callout() | Component() | Fragment() | Footnote():
                yield from _texts(block.blocks, above, kind, level)
            case Columns():
                for column in block.columns:
                    yield from _texts(column, above, kind, level)
            case Definitions():
                for each in block.items:
                    yield _unit(each.term, Span(each.span.line), above, kind)
                    for meaning in each.meanings:
                        yield from _texts(meaning, above, kind, level)
            case Equation():
                first, last = block.span.line + above, block.span.last_line + above
                yield Unit(EQUATION, first, last, "item" if level >= 0 else kind, max(level, 0))
            case _:
                pass


B = TypeVar("B", bound=Table | Figure)


def _of(kind: type[B], blocks: Sequence[Block]) -> Iterator[B]:
    """Blocks of one kind, wherever they are."""
    for block in blocks:
        if isinstance(block, kind):
            yield block
        match block:
            case Quotation() | Callout() | Component() | Fragment():
                yield from _of(kind, block.blocks)
            case Columns():
                for column in block.columns:
                    yield from _of(kind, column)
            case ListBlock():
                for item in block.items:
                    yield from _of(kind, item.blocks)
            case _:
                pass
