"""What is too tall for any slide, though it is no text: columns, callouts, components."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from msgspec.structs import replace

from deckgen.layout.arrange import arrange, fitting
from deckgen.layout.build_quotation import pieces
from deckgen.layout.flow import CalloutItem, ColumnsItem, ComponentItem, Flow, FlowItem
from deckgen.layout.page import Page
from deckgen.layout.stack import place_stack
from deckgen.layout.text import Typesetter
from deckgen.themes.model import Box

_LEAST = 0.5
"""Share of a slide's height that is left for columns below other text."""


def in_turn(
    flow: Flow, region: Box, setter: Typesetter, split: Callable[[Flow, Box, Typesetter], list[Page]]
) -> list[Page]:
    """Columns side by side on several slides, as much of each on one as fits (`split` says how much that is); nothing
    where there are none, several, or pieces that don't fit beside each other."""
    found = [number for number, item in enumerate(flow) if isinstance(item, ColumnsItem)]
    item = flow[found[0]] if len(found) == 1 else None
    if not isinstance(item, ColumnsItem) or item.tabs:
        return []
    above, below = flow[: found[0]], flow[found[0] + 1 :]
    space, size = setter.tokens.space, setter.tokens.type.split
    taken = place_stack(above, region, size, setter).height + space.group * size if above else 0.0
    height = region.height - taken
    if height < _LEAST * region.height:
        return []
    sizes = [each for each in setter.tokens.type.body if each <= size]
    first = fitting((*above, item), region, sizes, setter) if below else None
    if first and (rest := fitting(below, region, sizes, setter)):  # what stands below goes on behind them
        return [Page((*above, item), first.size, True, first), Page(below, rest.size, True, rest)]
    room = region.width - space.gutter * (len(item.columns) - 1)
    shares = [width for _, width in item.edges] if item.edges else item.widths
    whole = region.width if item.edges else room
    parts = [
        [page.flow for page in split(column, Box(region.x, region.y, whole * share, height), setter)]
        for column, share in zip(item.columns, shares, strict=True)
    ]
    flows: list[Flow] = [(replace(item, columns=each),) for each in zip_longest(*parts, fillvalue=())]
    flows[0] = (*above, *flows[0])
    flows[-1] = (*flows[-1], *below)  # which may be the same
    fitted = [fitting(each, region, sizes, setter) for each in flows]
    pages = [Page(each, done.size, True, done) for each, done in zip(flows, fitted, strict=True) if done]
    return pages if len(pages) == len(flows) else []


def unstacked(flow: Flow, region: Box, setter: Typesetter) -> Flow:
    """Columns too tall for any slide stand one after the other instead; such a callout is no box."""
    found: list[FlowItem] = []
    for item in flow:
        smallest = setter.tokens.type.body[-1]
        boxes = isinstance(item, ColumnsItem | CalloutItem | ComponentItem)
        if boxes and not arrange((item,), region, smallest, setter):
            for column in item.columns if isinstance(item, ColumnsItem) else (_opened(item),):
                inner = unstacked(column, region, setter)
                found += (replace(inner[0], opens_group=True), *inner[1:]) if inner else ()
        else:
            found.append(item)
    return tuple(found)


def _opened(item: FlowItem) -> Flow:
    """What a callout holds, its title as a subheading; what a component does, below its own."""
    if isinstance(item, ComponentItem):
        return (*item.heading, *item.flow)
    if not isinstance(item, CalloutItem):
        return (item,)
    if item.kind is None:
        return tuple(pieces(item.flow, item.span, id(item)))
    return (*((item.title,) if item.title else ()), *item.flow)
