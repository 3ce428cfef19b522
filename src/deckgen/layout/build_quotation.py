"""Quotations → what stands on a slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.deck.blocks import Block, Quotation
from deckgen.deck.clicks import Step
from deckgen.layout.flow import CalloutItem, EquationItem, FlowItem, Para, QuoteItem
from deckgen.source import Span


def quoted(inside: Sequence[FlowItem], block: Quotation, step: Step) -> Iterator[FlowItem]:
    """A quotation: words with formulas in one box, else its `pieces`."""
    has_formula = any(isinstance(each, EquationItem) for each in inside)
    if has_formula and all(isinstance(each, Para | EquationItem) for each in inside):
        yield CalloutItem(kind=None, title=None, flow=tuple(inside), span=block.span, step=step)
    else:
        yield from pieces(inside, block.span, id(block))


def pieces(inside: Sequence[FlowItem], span: Span, identity: int) -> Iterator[FlowItem]:
    """Neighbouring paragraphs of a quotation together; anything else in it stands between them."""
    run: list[Para] = []
    for number, item in enumerate((*inside, None)):
        if isinstance(item, Para):
            run.append(item)
            continue
        if run:
            # Its pieces are one when the quotation is cut, but not across what stands between.
            yield QuoteItem(tuple(run), span, identity + number, step=run[0].step)
            run = []
        if item is not None:
            yield item


def unquoted(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with what quotations among them hold in their place, as small print has it."""
    found: list[Block] = []
    for block in blocks:
        found += block.blocks if isinstance(block, Quotation) and not block.attribution else (block,)
    return tuple(found)
