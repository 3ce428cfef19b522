"""Quotations → what stands on a slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckgen.deck.blocks import Quotation
from deckgen.layout.flow import CalloutItem, EquationItem, FlowItem, Para, QuoteItem


def quoted(inside: Sequence[FlowItem], block: Quotation, step: int) -> Iterator[FlowItem]:
    """Neighbouring paragraphs of a quotation together; formulas with them in one box; anything else in it stands
    between them."""
    has_formula = any(isinstance(each, EquationItem) for each in inside)
    if has_formula and all(isinstance(each, Para | EquationItem) for each in inside):
        yield CalloutItem(kind=None, title=None, flow=tuple(inside), span=block.span, step=step)
        return
    run: list[Para] = []
    for number, item in enumerate((*inside, None)):
        if isinstance(item, Para):
            run.append(item)
            continue
        if run:
            # Its pieces are one when the quotation is cut, but not across what stands between.
            yield QuoteItem(tuple(run), block.span, id(block) + number, step=run[0].step)
            run = []
        if item is not None:
            yield item
