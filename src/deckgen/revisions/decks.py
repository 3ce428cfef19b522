"""A deck's source with what was edited in its PowerPoint file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import Figure
from deckgen.deck.slides import Deck, Slide, SlideKind
from deckgen.imports.deck import said_by_most
from deckgen.imports.files import Files
from deckgen.imports.slides import SlideImport, said_by, usual_color
from deckgen.imports.text_blocks import blocks_of, table_of
from deckgen.layout.model import LaidOutDeck
from deckgen.markdown.blocks import block_text, fenced, figure_text
from deckgen.markdown.style import Style
from deckgen.patterns import regex
from deckgen.powerpoint.model import (
    ChartData,
    Diagram,
    Grid,
    Image,
    ShownDeck,
    ShownShape,
    ShownSlide,
    Words,
    paragraphs_of,
)
from deckgen.powerpoint.slides import SLIDE_LINK
from deckgen.readers.dialects.own import OWN
from deckgen.readers.dialects.registry import DIALECTS
from deckgen.readers.names import slug
from deckgen.revisions.assembling import BREAK, Assembly, NewSlide
from deckgen.revisions.charts import ChartEdits
from deckgen.revisions.copies import renamed
from deckgen.revisions.deck_style import without_colors
from deckgen.revisions.front_values import rewrite_key
from deckgen.revisions.lines import Lines
from deckgen.revisions.matching import (
    Pairs,
    changes,
    foot_of,
    likeness,
    pair_shapes,
    pair_slides,
    said,
    shown_shapes,
    slide_text,
    title_of,
)
from deckgen.revisions.pictures import PictureEdits
from deckgen.revisions.saying import hide, say_what_closes
from deckgen.revisions.settling import bakes, without_drawn
from deckgen.revisions.spoken import items_of
from deckgen.revisions.tables import TableEdits
from deckgen.revisions.texts import TextEdits
from deckgen.revisions.units import SourceSlide, source_slides
from deckgen.source import Span

_LINK = regex(r"\]\(#([^()\s]+)")
_JUMP = regex(rf"(\[[^\[\]]*\])\({SLIDE_LINK}([^)\s]*)\)")
"""A link to a slide that PowerPoint has made."""
_COPY = 0.8
"""How alike a new slide is to one that it was copied from."""


class Edited(Struct):
    """What came of it."""

    text: str
    files: dict[str, bytes] = field(default_factory=dict)
    """New or changed files, by their paths from the deck's folder."""
    left_out: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of slides (from 1, in the edited file), and what of them has no place in the text."""
    baked: bool = False
    """Another program has written the file anew."""


class DeckEdits(Struct):
    """Two versions of a file, and the source of the first."""

    base: ShownDeck
    theirs: ShownDeck
    laid: LaidOutDeck
    slides: list[SourceSlide]
    texts: TextEdits
    tables: TableEdits
    charts: ChartEdits
    pictures: PictureEdits
    files: Files
    again: Callable[[str], Sequence[Slide]]
    """The slides that another text in place of the source would be read as."""
    keep_extras: bool = False
    withheld: frozenset[int] = frozenset()
    """Numbers of slides (from 1, in the edited file) whose edits are only listed."""
    missing: frozenset[int] = frozenset()
    """Lines of pictures that are not here: without them, the slides of the base are not those of the file."""
    left_out: list[tuple[int, str]] = field(default_factory=list)

    def source_of(self, page: int) -> SourceSlide | None:
        """The author's slide that a page of the base shows a part of."""
        laid = self.laid.slides[page]
        name = laid.id.removesuffix(f"-{laid.part}") if laid.part > 1 else laid.id
        return next((each for each in self.slides if each.slide.id == name), None)

    def edit(self) -> str:
        """The source as it is now."""
        pairs = pair_slides(self.base, self.theirs)
        order: list[SourceSlide | NewSlide] = []
        latest: dict[int, int] = {}
        gone = {i for i, j in pairs if j is None and i is not None}
        for i, j in pairs:
            if j is None:
                continue
            source = self.source_of(i) if i is not None else None
            if i is not None and source is not None and self._lacks_picture(i, j, source):
                self.left_out.append((j + 1, "a picture of this slide is not here: its edits are not read"))
            elif j + 1 in self.withheld:
                self.left_out += ((j + 1, each) for each in changes(self.base, i, self.theirs.slides[j]))
            elif i is not None and source is not None:
                self._slide(self.base.slides[i], self.theirs.slides[j], source, j + 1)
            if i is not None and source is not None:
                is_before, latest[source.line] = i < latest.get(source.line, -1), i
                if source not in order:
                    order.append(source)
                elif is_before:
                    self.left_out.append(
                        (j + 1, "a part of a slide stands before another: they stay in order")
                    )
                elif order[-1] is not source:
                    self.left_out.append(
                        (j + 1, "a part of a slide stands elsewhere: it goes on behind its first part")
                    )
            elif i is not None:
                self._made(self.base.slides[i], self.theirs.slides[j], j + 1)
            elif j + 1 not in self.withheld:
                order.append(self._added(j + 1))
        for i in gone:
            self._page_gone(i, gone)
        if self.texts.style.extended:  # attributes are no words there
            say_what_closes(self.texts.lines, order, self.slides)
        self._feet(pairs)
        made = Assembly(self.texts.lines, self.texts.front, self.slides, self.left_out, self.again)
        text = "\n".join(made.text(order))
        names = dict(self._renamed(pairs))
        text = _LINK.sub(lambda link: f"](#{names.get(slug(link[1]), link[1])}", text) if names else text
        ids = dict(self._ids(pairs, names)) if f"]({SLIDE_LINK}" in text else {}
        return _JUMP.sub(
            lambda link: f"{link[1]}(#{ids[link[2]]})" if ids.get(link[2]) else link[1][1:-1], text
        )

    def _ids(self, pairs: Pairs, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The parts of slides, and how links name them in the source."""
        for i, j in pairs:
            if j is not None:
                source = self.source_of(i) if i is not None else None
                own = source.slide.id if source is not None else slug(title_of(self.theirs.slides[j]))
                yield self.theirs.slides[j].part, names.get(own, own)

    def _lacks_picture(self, page: int, now: int, source: SourceSlide) -> bool:
        """True if a picture that the file has is missing in the folder."""
        if not any(source.first <= line <= source.last for line in self.missing):
            return False
        was, shown = (
            sum(isinstance(shape.content, Image) for shape in slide.shapes)
            for slide in (self.base.slides[page], self.theirs.slides[now])
        )
        return shown > was

    def _renamed(self, pairs: Pairs) -> Iterator[tuple[str, str]]:
        """The names of slides that have them from their titles, and what those make of them now."""
        for i, j in pairs:
            source = self.source_of(i) if i is not None and j is not None else None
            if i is None or j is None or source is None:
                continue
            was, now = (title_of(each) for each in (self.base.slides[i], self.theirs.slides[j]))
            named = source.slide.id == slug(was) and f"#{source.slide.id}" not in self.texts.lines.line(
                source.line
            )
            if was != now and named and slug(now):
                yield source.slide.id, slug(now)

    # -- slides --------------------------------------------------------------------------------

    def _made(self, old: ShownSlide, new: ShownSlide, number: int) -> None:
        """What is new on a slide that no source has: a cover, a list of what is cited."""
        known = set(slide_text(old).split("\n"))
        new_ones = [each for each in slide_text(new).split("\n") if each not in known]
        self.left_out += [(number, f"on a slide that is made: {each}") for each in new_ones if each]

    def _feet(self, pairs: Pairs) -> None:
        """A footer that says something else wherever it stood is written in the front matter, if it is there; others
        are listed, each once."""
        changes, same = dict[tuple[str, str], int](), set[str]()
        for i, j in pairs:
            if i is None or j is None:
                continue
            was, now = map(foot_of, (self.base.slides[i], self.theirs.slides[j]))
            if was == now:
                same.add(was)
            elif now:
                changes.setdefault((was, now), j + 1)
        for was, now in list(changes):
            only = was and was not in same and [old for old, _ in changes].count(was) == 1
            if only and rewrite_key(self.texts.lines, self.texts.front, "footer", was, now):
                del changes[was, now]
        self.left_out += [(number, f"the footer: {was} → {now}") for (was, now), number in changes.items()]

    def _page_gone(self, page: int, gone: set[int]) -> None:
        """A page of a slide that goes on without it loses its paragraphs."""
        source = self.source_of(page)
        if source is None or source.line <= self.texts.front:
            title = slide_text(self.base.slides[page]).partition("\n")[0]
            self.left_out.append((0, f"a slide that is made is gone: {title}"))
            return
        pages = [at for at in range(len(self.base.slides)) if self.source_of(at) is source]
        if not set(pages) <= gone:
            stays = {
                text for at in range(len(self.base.slides)) if at not in gone
                for text in slide_text(self.base.slides[at]).split("\n")
            }  # fmt: skip
            for shape in shown_shapes(self.base.slides[page]):
                if isinstance(shape.content, Words) and shape.role != "title":
                    alone = [each for each in shape.content.paragraphs if said(each) not in stays]
                    self.texts.edit(alone, (), source)

    def _copied(self, number: int) -> NewSlide | None:
        """A slide that is a copy of another, in that one's words, with what was edited in it; None for no copy."""
        new = self.theirs.slides[number - 1]
        said_now = slide_text(new)
        scores = [likeness(slide_text(each), said_now) for each in self.base.slides]
        page = max(range(len(scores)), key=scores.__getitem__, default=0)
        source = self.source_of(page) if scores and scores[page] >= _COPY else None
        if source is None or source.first <= self.texts.front or self.laid.slides[page].parts > 1:
            return None
        fresh = replace(source, units=[replace(unit, used=False) for unit in source.units])
        lines = Lines(self.texts.lines.base)
        alone = replace(
            self,
            texts=replace(self.texts, lines=lines, lost=[]),
            tables=replace(self.tables, lines=lines, lost=[]),
            charts=replace(self.charts, lines=lines, lost=[], files={}),
            pictures=replace(self.pictures, lines=lines, lost=[]),
            left_out=[],
        )
        alone._slide(self.base.slides[page], new, fresh, number)
        self.left_out += alone.left_out
        text = "\n".join(lines.stretch(source.first, source.last)).rstrip()
        text = renamed(text, "\n".join(self.texts.lines.base))
        rule = lines.line(source.rule).strip() if source.rule else ""
        return NewSlide(self.charts.given_to_copy(text, alone.charts.files), rule)

    def _added(self, number: int) -> NewSlide:
        """A slide that is new, as its author would have written it."""
        copied = self._copied(number)
        if copied is not None:
            return copied
        titled = [each.slide for each in self.slides if each.slide.level]
        levels = [each.level for each in titled if each.kind is SlideKind.CONTENT] or [
            each.level for each in titled
        ]
        level = max(set(levels), key=levels.count) if levels else 2
        written = SlideImport(
            self.theirs,
            self.files,
            said_by_most(self.theirs, "footer"),
            usual_color(self.theirs),
            self.texts.style,
            level,
        )
        written.find_links()
        text = written.text(number)
        self.left_out += written.left_out
        return NewSlide(text)

    # -- what is on them -----------------------------------------------------------------------

    def _slide(self, old: ShownSlide, new: ShownSlide, source: SourceSlide, number: int) -> None:
        a, b = shown_shapes(old), shown_shapes(new)
        losing = (self.texts.lost, self.tables.lost, self.charts.lost, self.pictures.lost)
        before = [len(lost) for lost in losing]
        source.take_titles(paragraphs_of(each.content) for each in a if each.role == "title")
        pairs = pair_shapes(a, b)
        for i, j in without_drawn(pairs, a, b) if self.texts.baked else pairs:
            if i is not None and j is not None:
                self._shape(a[i], b[j], source)
            elif i is not None:
                self._shape_gone(a[i], source, number)
            elif j is not None:
                self._extra(b[j], source, number)
        self.texts.edit(items_of(old.notes), items_of(new.notes), source, notes=True)
        for comment in new.comments:
            if comment not in old.comments:
                behind = max(self._last(source), self.texts.front)
                self.texts.lines.insert(behind, ["", self.texts.style.unseen(said_by(comment))])
        own = DIALECTS.get(self.texts.dialect, OWN)
        if old.hidden != new.hidden and not hide(self.texts.lines, source, own, hidden=new.hidden):
            self.left_out.append((number, "hidden" if new.hidden else "no longer hidden"))
        self.left_out += [
            (number, words) for lost, first in zip(losing, before, strict=True) for words in lost[first:]
        ]

    def _shape(self, old: ShownShape, new: ShownShape, source: SourceSlide) -> None:
        match old.content, new.content:
            case (Words(), Words()) | (Diagram(), Diagram()):
                self.texts.edit(
                    tuple(paragraphs_of(old.content)), tuple(paragraphs_of(new.content)), source,
                    title=old.role == "title",
                )  # fmt: skip
            case Grid() as before, Grid() as after:
                self.tables.edit(before, after, source)
            case ChartData() as before, ChartData() as after:
                if self.charts.edit(before, after, source):
                    self.pictures.describe(old, new, source)
            case Image(), Image():
                self.pictures.edit(old, new, source)

    def _shape_gone(self, shape: ShownShape, source: SourceSlide, number: int) -> None:
        match shape.content:
            case Words(paragraphs):
                self.texts.edit(paragraphs, (), source, title=shape.role == "title")
            case Image() if self.pictures.remove(shape, source):
                pass
            case Grid() as grid if self.tables.remove(grid, source):
                pass
            case ChartData() if self.charts.remove(source):
                pass
            case _:
                self.left_out.append((number, f"gone from the slide: {shape.name}"))

    def _extra(self, shape: ShownShape, source: SourceSlide, number: int) -> None:
        """What somebody has put on a slide has a place where Markdown has one for it."""
        match shape.content:
            case Words(paragraphs) if any(map(said, paragraphs)):
                text = block_text(blocks_of(paragraphs))
                if self.keep_extras:
                    self.texts.lines.insert(self._last(source), ["", *fenced("{.aside}", text).split("\n")])
                else:
                    self.left_out.append(
                        (number, f"a new text box: {' / '.join(filter(None, map(said, paragraphs)))}")
                    )
            case Grid() as grid:
                table = block_text([table_of(grid)])
                self.texts.lines.insert(self._last(source), ["", *table.split("\n")])
            case Image() as image:
                path, problem = self.files.picture(image)
                self.left_out += [(number, problem)] if problem else []
                if path:
                    shown = figure_text(Figure(target=path, alt=shape.alt, span=Span(1)), self.texts.style)
                    self.texts.lines.insert(self._last(source), ["", shown])
            case ChartData() as chart:
                self.left_out.append((number, f"a new chart: {chart.title or chart.foreign_kind}"))
            case _:
                pass

    def _last(self, source: SourceSlide) -> int:
        """The last line of a slide's text, before its notes."""
        notes = [unit.first for unit in source.units if unit.kind.startswith("notes")]
        last = min(notes) - 1 if notes else source.last
        lines = self.texts.lines
        while last > source.first and (
            not lines.line(last).strip() or BREAK.fullmatch(lines.line(last)) or lines.line(last).startswith(":::")
            or re.match(r"(?:Notes?:|\?{3}|\{\{[%<]\s*note\b.*|<aside\b[^>]*>)\s*$", lines.line(last))
        ):  # fmt: skip
            last -= 1
        return last


def edited(
    base: ShownDeck, theirs: ShownDeck, laid: LaidOutDeck, deck: Deck, text: str, style: Style, front: int,
    read: Callable[[str], str], has_changed: Callable[[str], bool], rules: Sequence[int],
    again: Callable[[str], Sequence[Slide]], is_other: Callable[[str, bytes], bool], *, keep_extras: bool = False,
    missing: frozenset[int] = frozenset(), withheld: frozenset[int] = frozenset(),
) -> Edited:  # fmt: skip
    """The source `text` of `deck` with what differs between two readings of its file: as it was written (`base`, of
    which `laid` are the slides) and as it is now (`theirs`). Other files are `read` by their names; what a picture or
    data show that `has_changed` since the file was written is no edit. `rules` are the lines that divide the source,
    and `again` gives the slides of another one. No new file has the name of one that `is_other`. Edits of the slides
    `withheld` (numbers, from 1) are only listed."""
    lines = Lines(tuple(text.split("\n")))
    files = Files(is_other)
    colors = {laid.theme.color(name) for name in ("text", "title", "muted", "accent")}
    baked = bakes(theirs, base, colors)
    theirs = without_colors(theirs, colors) if baked else theirs
    edits = DeckEdits(
        base, theirs, laid, source_slides(deck, lines.base, rules),
        TextEdits(lines, style, deck.dialect, front, baked),
        TableEdits(lines, style, baked),
        ChartEdits(lines, baked, read, has_changed),
        PictureEdits(lines, files, baked, has_changed), files, again, keep_extras, withheld, missing,
    )  # fmt: skip
    now = edits.edit()
    contents = {**files.contents, **{path: text.encode() for path, text in edits.charts.files.items()}}
    return Edited(now, contents, edits.left_out, baked)
