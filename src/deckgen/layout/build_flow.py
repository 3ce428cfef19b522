"""Blocks → `Flow`: everything measured, every click counted."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.blocks import (
    Block,
    Callout,
    CodeBlock,
    Columns,
    Component,
    Definitions,
    Equation,
    Figure,
    Footnote,
    Fragment,
    ListBlock,
    Paragraph,
    Pause,
    Quotation,
    Subheading,
    Table,
)
from deckgen.deck.charts import ChartGroup
from deckgen.deck.clicks import ALWAYS, Click, Step
from deckgen.deck.inlines import Inlines, LineBreak, Marks, Run, merge_runs, plain_text
from deckgen.deck.numbering import number_text
from deckgen.deck.slides import Group, LayoutChoice
from deckgen.layout.build_code import code_item
from deckgen.layout.build_quotation import quoted, unquoted
from deckgen.layout.build_table import table_item
from deckgen.layout.clicks import with_clicks
from deckgen.layout.flow import (
    FIGURE_SIDES,
    CalloutItem,
    ColumnsItem,
    ComponentItem,
    EquationItem,
    FigureItem,
    Flow,
    FlowItem,
    Para,
    is_small,
)
from deckgen.layout.fonts import Fonts
from deckgen.layout.grids import illustrated
from deckgen.layout.lines import at_one_size, measure_styled
from deckgen.layout.maths import measure
from deckgen.layout.model import Marker, ParagraphRole

LONGEST_LEAD = 160
"""Characters; a longer paragraph before a list is text like any other."""
LONGEST_CAPTION = 240
"""Characters; a longer one below a figure is text like any other."""
_TASKS = {True: "☑", False: "☐"}


def flow_of(
    groups: Sequence[Group],
    fonts: Fonts,
    choice: LayoutChoice = LayoutChoice.AUTO,
    *,
    incremental: bool = False,
) -> Flow:
    """The flow of a slide's groups; `choice` is where figures should stand, `incremental` lets the items of
    lists appear one by one."""
    builder = _Builder(fonts, incremental)
    items: list[FlowItem] = []
    for number, group in enumerate(groups):
        flow = list(builder.blocks(group.blocks, ()))
        if flow and number:
            flow[0] = replace(flow[0], opens_group=True)
        items += flow
    if choice in FIGURE_SIDES:
        items = [replace(i, side=choice) if isinstance(i, FigureItem) else i for i in items]
    return tuple(items)


def footnotes_of(groups: Sequence[Group], asides: Sequence[Paragraph], fonts: Fonts) -> Flow:
    """What is said aside on a slide, and its footnotes, in small print; the first item of each of these has its
    label."""
    builder = _Builder(fonts)
    found: list[FlowItem] = [builder.para(each.inlines, each, "small", ()) for each in asides]
    for group in groups:
        for block in group.blocks:
            if isinstance(block, Footnote):
                found += builder.footnote(block)
    return tuple(found)


_PLAIN = ("text", "lead", "item", "small")
"""Roles of paragraphs that are set as the theme has its body text."""


class _Builder(Struct, eq=False):
    fonts: Fonts
    incremental: bool = False
    clicks: int = 0
    """Counted so far."""
    step: Step = ALWAYS
    """Of what is read now."""
    in_box: bool = False
    """It stands in a box or quotation: the weight that the theme gives its first level is not meant for it."""

    def click(self, order: int = 0) -> int:
        if order:
            return order
        self.clicks += 1
        return self.clicks

    def at(self, click: Click | None = None) -> Step:
        """What begins at a click, the next one if nothing says which; or goes then."""
        at = self.click(click.order if click else 0)
        if click is None:
            return Step(at)
        return (Step(at, click.until) if click.comes else Step(goes=at)).within(self.step)

    def blocks(self, blocks: Sequence[Block], markers: tuple[float, ...]) -> Iterator[FlowItem]:
        for index, block in enumerate(blocks):
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            yield from self.block(block, after, markers)

    def block(self, block: Block, after: Block | None, markers: tuple[float, ...]) -> Iterator[FlowItem]:
        match block:
            case Paragraph():
                yield self.paragraph(block, after, markers)
            case Subheading():
                yield self.para(block.inlines, block, "subheading", markers)
            case ListBlock():
                yield from self.list(block, markers)
            case CodeBlock():
                yield code_item(block, self.fonts, self.step, self.click)
            case Equation():
                yield self.equation(block)
            case Table():
                yield table_item(block, self.fonts, self.step)
                if block.caption:
                    yield self.para(block.caption, block, "caption", markers)
            case Figure():
                figure = self.figure(block)
                yield figure
                if block.caption and not figure.caption:
                    yield self.para(block.caption, block, "caption", markers)
            case Quotation():
                yield from self.quotation(block)
            case Callout():
                title = self.para(block.title, block, "subheading", ()) if block.title else None
                step = self.step
                yield CalloutItem(
                    kind=block.kind, title=title, flow=self.apart(block.blocks), span=block.span, step=step
                )
            case Component():
                item = self.component(block)
                if item.flow:
                    yield item
            case Definitions():
                yield from self.definitions(block, markers)
            case Columns():
                step = self.step
                columns = tuple(tuple(self.blocks(column, ())) for column in block.columns)
                shares = block.widths or (1 / len(columns),) * len(columns)
                yield ColumnsItem(columns, shares, block.span, step=step, tabs=block.tabs)
            case Pause():
                self.step = self.at()
            case Fragment():
                before, self.step = self.step, self.at(block.click)
                yield from self.blocks(block.blocks, markers)
                self.step = before
            case Footnote():
                pass  # at the slide's foot
            case _:
                assert_never(block)

    def apart(self, blocks: Sequence[Block]) -> Flow:
        before, self.in_box = self.in_box, True
        flow = tuple(self.blocks(blocks, ()))
        self.in_box = before
        return flow

    def paragraph(self, block: Paragraph, after: Block | None, markers: tuple[float, ...]) -> Para:
        leads = isinstance(after, ListBlock | Table | CodeBlock) and not markers
        leads = leads and len(plain_text(block.inlines)) <= LONGEST_LEAD
        role: ParagraphRole = "small" if is_small(block.inlines) else "lead" if leads else "text"
        para = self.para(block.inlines, block, role, markers)
        return replace(para, align=block.align)

    def para(
        self, inlines: Inlines, block: Block, role: ParagraphRole, markers: tuple[float, ...],
        *, marker: Marker | None = None,
    ) -> Para:  # fmt: skip
        if any(isinstance(item, Run) and item.marks.fragment for item in inlines):
            inlines = with_clicks(inlines, self.at)
        theme, depth = self.fonts.theme, len(markers) - 1
        style = theme.body_style(depth, role) if role in _PLAIN else None
        own = bool(style and style.bold) and not (self.in_box or role == "small")
        bold = own or role in ("subheading", "term")
        inlines, scale = at_one_size(inlines)
        return Para(
            inlines=inlines,
            words=measure_styled(inlines, style, self.fonts, "body", bold=bold),
            span=block.span,
            role=role,
            bold=bold,
            italic=bool(style and style.italic),
            caps=style.caps if style else "",
            color=theme.ink_of(style) if style else "",
            marker=marker,
            markers=markers,
            step=self.step,
            scale=scale,
            is_sized=any(isinstance(item, Run) and bool(item.marks.unit) for item in inlines),
        )

    def equation(self, block: Equation) -> EquationItem:
        number = self.para((Run(f"({block.number})"),), block, "text", ()) if block.number else None
        return EquationItem(
            formula=block.formula,
            text=block.text,
            extent=measure(block.formula),
            span=block.span,
            number=number,
            step=self.step,
        )

    def component(self, block: Component) -> ComponentItem:
        step, clicks = self.step, self.clicks
        title = block.options.get("title", "")
        named = [Subheading(4, (Run(title),), block.span)] if title else []
        heading = tuple(self.blocks(named, ()))
        flow = tuple(self.blocks(block.blocks, ()))
        self.step, self.clicks = step, clicks  # its parts appear as the same content does
        parts = tuple(filter(None, map(tuple, self.parts(block.blocks))))
        return ComponentItem(
            name=block.name,
            heading=heading,
            flow=flow,
            parts=parts or (flow,),
            options=block.options,
            span=block.span,
            step=step,
        )

    def parts(self, blocks: Sequence[Block]) -> Iterator[list[FlowItem]]:
        """The items of a list without their markers; each heading with what is below it; or each block."""
        if len(blocks) == 1 and isinstance(blocks[0], ListBlock):
            outer, around, listed = self.incremental, self.step, blocks[0]
            one_by_one = outer if listed.incremental is None else listed.incremental
            self.incremental = one_by_one
            for number, item in enumerate(listed.items, listed.start):
                if item.click or one_by_one:
                    self.step = self.at(item.click)
                inside = list(self.blocks(item.blocks, ()))
                said = (
                    _TASKS.get(item.checked)
                    if item.checked is not None
                    else number_text(number, listed.numbering, listed.delimiter)
                    if listed.ordered
                    else ""
                )
                if (
                    said and inside and isinstance(first := inside[0], Para)
                ):  # a bullet says nothing, these do
                    width = self.fonts.face("body").width(said)
                    marker = Marker(said, number if item.checked is None else 0)
                    inside[0] = replace(first, marker=marker, markers=(width,), role="item")
                yield inside
                if item.click:
                    self.step = around
            self.incremental, self.step = outer, around
            return
        headed = any(isinstance(block, Subheading) for block in blocks)
        part: list[Block] = []
        for block in blocks:
            if part and (not headed or isinstance(block, Subheading)):
                yield list(self.blocks(part, ()))
                part = []
            part.append(block)
        yield list(self.blocks(part, ()))

    def figure(self, block: Figure) -> FigureItem:
        charts = block.art.charts if block.incremental and isinstance(block.art, ChartGroup) else ()
        step = self.step
        short = 0 < len(plain_text(block.caption)) <= LONGEST_CAPTION
        caption = self.para(block.caption, block, "caption", ()) if short else None
        steps = tuple(self.click() for c in charts for _ in c.series)
        return FigureItem(block, step=step, steps=steps, caption=caption)

    def list(self, block: ListBlock, markers: tuple[float, ...]) -> Iterator[FlowItem]:
        depth = len(markers)
        texts = []
        for index, item in enumerate(block.items):
            if item.checked is not None:
                texts.append(Marker(_TASKS[item.checked]))
            elif block.ordered:
                number = block.start + index
                said = number_text(number, block.numbering, block.delimiter)
                texts.append(Marker(said, number, scheme=f"{block.numbering}{block.delimiter}"))
            else:
                bullets = self.fonts.theme.tokens.bullets.markers
                texts.append(Marker(bullets[depth % len(bullets)]))
        face = self.fonts.face("body")
        inner = (*markers, max(face.width(marker.text) for marker in texts))
        one_by_one = self.incremental if block.incremental is None else block.incremental
        outer, around = self.incremental, self.step
        self.incremental = one_by_one
        parts: list[Flow] = []
        for item, marker in zip(block.items, texts, strict=True):
            if item.click or one_by_one:
                self.step = self.at(item.click)
            parts.append(tuple(self.item(item.blocks, item.span, marker, inner)))
            if item.click:
                self.step = around
        self.incremental, self.step = outer, around
        rows = () if depth else illustrated(parts, block.span)
        yield from rows or itertools.chain.from_iterable(parts)

    def item(
        self, blocks: tuple[Block, ...], span: object, marker: Marker, inner: tuple[float, ...]
    ) -> Iterator[FlowItem]:
        if blocks and all(isinstance(block, Figure) for block in blocks):
            yield from self.blocks(blocks, inner)
            return
        first, *rest = blocks or (Paragraph((), span),)  # type: ignore[arg-type]
        if isinstance(first, Paragraph | Subheading):
            role: ParagraphRole = "subheading" if isinstance(first, Subheading) else "item"
            yield self.para(first.inlines, first, role, inner, marker=marker)
        else:
            yield self.para((), first, "item", inner, marker=marker)
            rest = [first, *rest]
        yield from self.blocks(rest, inner)

    def quotation(self, block: Quotation) -> Iterator[FlowItem]:
        step = self.step
        inside = list(self.apart(block.blocks))
        if block.attribution:
            inside.append(self.para(block.attribution, block, "credit", ()))
        yield from quoted(inside, block, step)

    def definitions(self, block: Definitions, markers: tuple[float, ...]) -> Iterator[FlowItem]:
        for item in block.items:
            yield self.para(item.term, block, "term", markers)
            for meaning in item.meanings:
                for part in self.blocks(meaning, (*markers, self.fonts.theme.tokens.space.definition)):
                    plain = isinstance(part, Para) and part.marker is None
                    yield replace(part, role="definition") if plain and isinstance(part, Para) else part

    def footnote(self, block: Footnote) -> Iterator[FlowItem]:
        label = (Run(block.label, Marks(superscript=True, small=True)), Run(" ", Marks(small=True)))
        for number, part in enumerate(unquoted(block.blocks) or (Paragraph((), block.span),)):
            if isinstance(part, Paragraph):
                text = merge_runs([*(label if number == 0 else ()), *map(_small, part.inlines)])
                yield replace(self.para(text, part, "small", ()), label=block.label)
            else:
                if number == 0:
                    yield replace(self.para(label, block, "small", ()), label=block.label)
                for item in self.blocks((part,), ()):
                    yield replace(item, role="small", label=block.label) if isinstance(item, Para) else item


def _small(item: Run | LineBreak) -> Run | LineBreak:
    return Run(item.text, replace(item.marks, small=True)) if isinstance(item, Run) else item
