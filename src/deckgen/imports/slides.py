"""A slide as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import Block, Columns, Fence, Figure, ListBlock, Pause
from deckgen.deck.inlines import Inline, Run, merge_runs, plain_text, single_spaced
from deckgen.imports.chart_blocks import can_be_said, chart_block, without_gaps
from deckgen.imports.chart_tables import as_table, is_small
from deckgen.imports.files import Files
from deckgen.imports.flows import with_flows
from deckgen.imports.labels import as_list, labelled
from deckgen.imports.order import Beside, Part, flat, read_order
from deckgen.imports.text_blocks import HERE, blocks_of, joined, table_of, unmarked
from deckgen.imports.typed import typed_blocks
from deckgen.markdown.blocks import block_text, fenced
from deckgen.markdown.escape import quoted
from deckgen.markdown.inlines import inline_text
from deckgen.markdown.style import Style
from deckgen.patterns import regex
from deckgen.powerpoint.model import (
    FOOT,
    ChartData,
    Diagram,
    Flow,
    Grid,
    Image,
    ReviewComment,
    ShownDeck,
    ShownParagraph,
    ShownShape,
    ShownSlide,
    Words,
    links_of,
    paragraphs_of,
)
from deckgen.powerpoint.slides import SLIDE_LINK

_LAYOUTS = {"title": "cover", "secHead": "section"}
_TRANSITIONS = {
    "fade": "fade",
    "push": "push",
    "wipe": "wipe",
    "cover": "cover",
    "zoom": "zoom",
    "dissolve": "fade",
}
_LINK = regex(rf"(?<=\]\(){SLIDE_LINK}([^\s)]*)")
_UNEVEN = 0.12
"""Share of the slide's width by which columns may differ and count as equal."""
_SEEN = 0.5
"""Share of a shape that lies on the slide, of one that its audience sees."""
_LINE = 120
"""Characters of what a place for a line holds."""
_FEW, _FEW_WORDS = 4, 45
"""Shapes and words of a slide that opens something …"""
_WORD = 5
"""… and letters of a word."""
_SMALL = 0.4
"""Share of the slide's width below which a picture alone keeps its width."""
_LARGER = 1.15
"""How much larger a line has to be than all others to be a title that nobody called so."""


class SlideImport(Struct):
    """What the slides of one deck need of each other."""

    deck: ShownDeck
    files: Files
    footer: str
    """Of most slides."""
    usual: str = ""
    """The colour of most text; nothing for the theme's."""
    style: Style = Style()
    level: int = 2
    """Of its headings."""
    layouts: frozenset[str] = frozenset()
    """Names of the template's layouts that are told by their names."""
    ids: dict[str, str] = field(default_factory=dict)
    """Of slides that others lead to, by their parts."""
    left_out: list[tuple[int, str]] = field(default_factory=list)
    """Numbers of slides (from 1), and what of them is not carried over."""

    def text(self, number: int) -> str:
        """The slide of this number (from 1)."""
        slide = self.deck.slides[number - 1]
        self.left_out += [(number, each) for each in slide.left_out]
        shapes = [each for each in slide.shapes if each.role not in FOOT and _says(each.content)]
        seen = [each for each in shapes if self._is_seen(each)]
        title = _title(seen, self.deck.height)
        opens = slide.layout in self.layouts and (slide.kind in _LAYOUTS or _is_opening(seen))
        named = _named(seen) if opens else []
        joined_up = with_flows(
            [each for each in seen if each is not title and each not in named], slide.connectors
        )
        if joined_up.unsaid:
            self.left_out.append((number, f"arrows between shapes ({joined_up.unsaid})"))
        if joined_up.links:
            self.left_out.append((number, f"links of boxes that arrows join ({joined_up.links})"))
        rest = joined_up.shapes
        blocks = list(self._blocks(read_order(rest), slide, number)) if rest else []
        empty = [] if title or named or blocks else ["&nbsp;"]  # else it would be no slide
        parts = [self._heading(number, slide, title, blocks, slide.layout if opens else "")]
        parts += [fenced(f"{{placeholder={quoted(each.place)}}}", _text(each, self)) for each in named]
        parts += [block_text(blocks, self.style), *empty]
        parts += self._unseen([each for each in shapes if each not in seen], number)
        if slide.notes:
            parts.append(self.style.spoken(block_text(typed_blocks(self._plainly(slide.notes)), self.style)))
        parts += [self.style.unseen(said_by(each)) for each in slide.comments]
        whole = "\n\n".join(filter(None, parts))
        return _LINK.sub(lambda match: f"#{self._target(match[1], number)}", whole)

    def _heading(
        self, number: int, slide: ShownSlide, title: ShownShape | None, blocks: Sequence[Block], layout: str
    ) -> str:
        said = title.content.paragraphs if title is not None and isinstance(title.content, Words) else ()
        text = inline_text(unmarked(joined(self._plainly(said)), bold=True), starts=False).replace(
            "\\\n", "<br>"
        )
        attributes = [f"#{self.ids[slide.part]}"] if slide.part in self.ids else []
        attributes += [
            f"section={quoted(name)}" for name, ids in self.deck.sections if ids[:1] == (slide.id,)
        ]
        if layout:
            attributes.append(f"layout={quoted(layout)}")
        elif slide.kind in _LAYOUTS:
            attributes.append(f"layout={_LAYOUTS[slide.kind]}")
        attributes += [".hidden"] if slide.hidden else []
        if any(paragraph >= 0 for _, paragraph in slide.clicks) and any(
            isinstance(b, ListBlock) for b in blocks
        ):
            attributes.append(".incremental")
        if slide.transition in _TRANSITIONS:
            attributes.append(f"transition={_TRANSITIONS[slide.transition]}")
        if slide.backdrop is not None:
            path, problem = self.files.picture(slide.backdrop)
            attributes += [f"background-image={quoted(path)}"] if path else []
            self.left_out += [(number, problem)] if problem else []
        elif slide.ground:
            attributes.append(f'background-color="#{slide.ground}"')
        footer = next((each for each in slide.shapes if each.role == "footer"), None)
        own = footer_of(footer)
        if footer is not None and own and own != self.footer:
            attributes.append(f"footer={quoted(own)}")
        said_attributes = f" {{{' '.join(attributes)}}}" if attributes else ""
        if not text:
            return f"{'#' * self.level}{said_attributes}" if attributes else ""
        return self.style.heading(self.level, f"{text}{said_attributes}")

    def _blocks(self, part: Part, slide: ShownSlide, number: int, depth: int = 0) -> Iterator[Block]:
        if isinstance(part, ShownShape):
            yield from self._shape(part, slide, number, depth)
        elif isinstance(part, Beside) and depth == 0:
            columns = [tuple(self._blocks(each, slide, number, depth + 1)) for each in part.parts]
            kept = [at for at, column in enumerate(columns) if column]
            if len(kept) == 1:
                yield from columns[kept[0]]
            elif kept:
                widths = _widths([part.parts[at] for at in kept], self.deck.width)
                yield Columns(tuple(columns[at] for at in kept), HERE, widths)
        elif pairs := labelled(part):
            yield as_list(pairs, self._plainly)
        else:
            for each in part.parts:
                yield from self._blocks(each, slide, number, depth + (depth > 0))

    def _shape(self, shape: ShownShape, slide: ShownSlide, number: int, depth: int) -> Iterator[Block]:
        comes = {at for at, _ in slide.clicks}
        if shape.id in comes and (shape.id, -1) in slide.clicks and depth == 0:
            yield Pause(HERE)
        match shape.content:
            case Words(paragraphs):
                yield from typed_blocks(self._plainly(paragraphs))
            case Diagram(kind, paragraphs):
                self.left_out.append((number, f"a diagram ({kind}) is a list"))
                yield from blocks_of(self._plainly(paragraphs))
            case Grid() as grid:
                yield table_of(replace(grid, rows=tuple(tuple(map(self._plainly, row)) for row in grid.rows)))
            case Flow(text):
                yield Figure(target="", alt=shape.alt, span=HERE, fence=Fence("flow", text, HERE))
            case Image() as image:
                yield from self._image(shape, image, number, depth)
            case ChartData() as chart:
                yield from self._chart(shape, chart, number)

    def _image(self, shape: ShownShape, image: Image, number: int, depth: int) -> Iterator[Block]:
        path, problem = self.files.picture(image)
        self.left_out += [(number, problem)] if problem else []
        if not path:
            return
        share = shape.box.width / self.deck.width
        width = f"{max(1, round(100 * share))}%" if share < _SMALL and depth == 0 else ""
        poster = self.files.add("media", "poster.png", image.poster) if image.poster else ""
        yield Figure(
            target=path, alt=described(shape.alt), span=HERE, width=width, link=image.link, poster=poster
        )

    def _chart(self, shape: ShownShape, chart: ChartData, number: int) -> Iterator[Block]:
        target = f"data/chart-{number}-{shape.id}.csv"
        chart = without_gaps(chart)
        chart = chart if can_be_said(chart) else replace(chart, kind="")
        if not chart.kind and is_small(chart):
            self.left_out.append((number, f"a chart ({chart.foreign_kind}) is a table"))
            yield from as_table(chart)
            return
        known = chart if chart.kind else replace(chart, kind="line", values=False)
        block = chart_block(known, target)
        if block is None and any(each.values for each in chart.series):
            self.left_out.append((number, f"a chart whose points have one name ({shape.name}) is a table"))
            yield from as_table(chart)
            return
        if block is None:
            self.left_out.append((number, f"a chart without numbers ({shape.name})"))
            return
        if not chart.kind:
            self.left_out.append((number, f"a chart ({chart.foreign_kind}) is one of lines"))
        if chart.kind == "stacked" and chart.lies:
            self.left_out.append((number, "bars of a chart that lay stand upright"))
        self.files.contents[target] = block.rows.encode()
        yield Figure(target="", alt=shape.alt, span=HERE, fence=Fence("chart", block.text, HERE))

    def _is_seen(self, shape: ShownShape) -> bool:
        """False for what lies beside the slide, as instructions do."""
        box = shape.box
        across = min(box.right, self.deck.width) - max(box.x, 0.0)
        down = min(box.y + box.height, self.deck.height) - max(box.y, 0.0)
        return across > 0 and down > 0 and across * down >= _SEEN * box.width * box.height

    def _unseen(self, shapes: Sequence[ShownShape], number: int) -> Iterator[str]:
        """Text beside the slide, as a comment; other shapes there are said."""
        for shape in shapes:
            if isinstance(shape.content, Words):
                yield f"<!-- {_safe(_text(shape, self))} -->"
                self.left_out.append((number, "text beside the slide is a comment"))
            else:
                self.left_out.append((number, f"what lies beside the slide ({shape.name})"))

    def _plainly(self, paragraphs: Sequence[ShownParagraph]) -> tuple[ShownParagraph, ...]:
        """Without the colour that most of the deck's text is said to have: some programs say it of each run."""
        return tuple(
            replace(each, inlines=merge_runs([_uncolored(item, self.usual) for item in each.inlines]))
            for each in paragraphs
        )

    def _resolved(self, wanted: str, number: int) -> str:
        """The part that a link on slide `number` leads to."""
        last = len(self.deck.slides)
        place = {"first": 1, "last": last, "next": min(number + 1, last), "previous": max(number - 1, 1)}.get(
            wanted
        )
        return self.deck.slides[place - 1].part if place else wanted

    def _target(self, wanted: str, number: int) -> str:
        """The id of that slide."""
        return self.ids.get(self._resolved(wanted, number), "")

    def find_links(self) -> None:
        """Give ids to the slides that others lead to."""
        numbers = {each.part: number for number, each in enumerate(self.deck.slides, 1)}
        for number, slide in enumerate(self.deck.slides, 1):
            for link in _links(slide):
                part = self._resolved(link.removeprefix(SLIDE_LINK), number)
                if part in numbers:
                    self.ids[part] = f"slide-{numbers[part]}"


def described(alt: str) -> str:
    """What a picture is said to show; nothing for the name of a file, which programs write there."""
    return "" if _FILE_NAME.fullmatch(alt.strip()) else alt


_FILE_NAME = regex(r"[^/\\\n]{1,80}\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|emf|wmf|heic|avif)", re.IGNORECASE)


def footer_of(shape: ShownShape | None) -> str:
    """What a footer says."""
    if shape is None or not isinstance(shape.content, Words):
        return ""
    return single_spaced(plain_text(joined(shape.content.paragraphs)))


def _links(slide: ShownSlide) -> Iterator[str]:
    for shape in slide.shapes:
        if isinstance(shape.content, Image) and shape.content.link.startswith(SLIDE_LINK):
            yield shape.content.link
        yield from (link for link in links_of(shape.content) if link.startswith(SLIDE_LINK))


def _text(shape: ShownShape, deck: SlideImport) -> str:
    return block_text(blocks_of(deck._plainly(_paragraphs(shape))))


def _uncolored(item: Inline, usual: str) -> Inline:
    if isinstance(item, Run) and usual and item.marks.color == usual:
        return replace(item, marks=replace(item.marks, color=""))
    return item


def usual_color(deck: ShownDeck) -> str:
    """The colour that more than half of a deck's text says it has; nothing for none."""
    counts: Counter[str] = Counter()
    for slide in deck.slides:
        for shape in slide.shapes:
            for each in paragraphs_of(shape.content):
                for item in each.inlines:
                    if isinstance(item, Run):
                        counts[item.marks.color] += len(item.text)
    color, count = counts.most_common(1)[0] if counts else ("", 0)
    return color if 2 * count > counts.total() else ""


def _is_opening(shapes: Sequence[ShownShape]) -> bool:
    """True for a slide that says only a few words, as covers do."""
    words = sum(len(plain_text(each.inlines)) for shape in shapes for each in _paragraphs(shape)) / _WORD
    placed = all(isinstance(each.content, Words) for each in shapes)
    plain = not any(each.marker for shape in shapes for each in _paragraphs(shape))
    return placed and plain and len(shapes) <= _FEW and words <= _FEW_WORDS


def _named(shapes: Sequence[ShownShape]) -> list[ShownShape]:
    """Places of the template's beside the main one that hold a line or two: what is above a title, a name, a date."""
    places = [
        each for each in shapes if each.role in ("body", "subtitle") and isinstance(each.content, Words)
    ]
    main = max(places, key=lambda each: each.box.width * each.box.height, default=None)
    return [each for each in places if each is not main and _is_line(each)]


def _is_line(shape: ShownShape) -> bool:
    said = [each for each in _paragraphs(shape) if each.inlines]
    return len(said) <= 2 and sum(len(plain_text(each.inlines)) for each in said) <= _LINE


def _title(shapes: Sequence[ShownShape], height: float) -> ShownShape | None:
    """The title's place; or, where it is empty, a line at the top that is larger than all others."""
    placed = next((each for each in shapes if each.role == "title" and _says(each.content)), None)
    if placed is not None:
        return placed
    texts = [each for each in shapes if isinstance(each.content, Words) and _says(each.content)]
    top = min(texts, key=lambda each: (each.box.y, each.box.x), default=None)
    if top is None or top.box.y > height / 4 or len(shapes) < 2 or not isinstance(top.content, Words):
        return None
    said = [each for each in top.content.paragraphs if each.inlines]
    others = (each.size for shape in texts if shape is not top for each in _paragraphs(shape) if each.inlines)
    is_line = len(said) == 1 and not said[0].marker and len(plain_text(said[0].inlines)) <= 90
    return top if is_line and said[0].size >= _LARGER * max(others, default=0.0) else None


def _paragraphs(shape: ShownShape) -> Sequence[ShownParagraph]:
    return shape.content.paragraphs if isinstance(shape.content, Words) else ()


def _says(content: object) -> bool:
    if isinstance(content, Words):
        return any(plain_text(each.inlines).strip() for each in content.paragraphs)
    return True


def _widths(parts: Sequence[Part], whole: float) -> tuple[float, ...]:
    """Shares of the width; none for columns that are about equal."""
    spans = []
    for part in parts:
        boxes = [shape.box for shape in flat(part)]
        spans.append(max(box.right for box in boxes) - min(box.x for box in boxes))
    if max(spans) - min(spans) <= _UNEVEN * whole:
        return ()
    shares = [max(0.1, span / sum(spans)) for span in spans]
    return tuple(round(share / sum(shares), 2) for share in shares)


def said_by(comment: ReviewComment) -> str:
    """A reviewer's comment, and whose it is."""
    head = " ".join(filter(None, (comment.author, comment.date)))
    return f"{head}: {comment.text}" if head else comment.text


def _safe(text: str) -> str:
    """Text that no comment ends in."""
    return re.sub("-{2,}>?", "–", text)
