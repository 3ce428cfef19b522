"""Footnotes: at the foot of the slide that refers to them, and how much of it they may take."""

from __future__ import annotations

from collections.abc import Set

from msgspec.structs import replace

from deckgen.layout.flow import Flow, FlowItem, Para, labels_of
from deckgen.layout.pages import plan_pages
from deckgen.layout.stack import place_stack
from deckgen.layout.text import Typesetter
from deckgen.themes.model import Box

MOST = 0.4
"""Share of the region that footnotes may take at the foot; more of them are text like any other."""


def at_foot(flow: Flow, footnotes: Flow, region: Box, setter: Typesetter) -> tuple[Flow, Flow, Box]:
    """The text of a slide, its footnotes, and the place that they leave; text that needs several slides has those of
    each at its foot."""
    most = MOST * region.height
    room = _height(footnotes, region, setter) + setter.tokens.space.frame_gap
    above = replace(region, height=region.height - min(room, most))
    if room <= most:
        return flow, footnotes, above
    pages = plan_pages(flow, above, setter) if flow else []
    each = [_height(footnotes_for(footnotes, labels_of(page.flow)), region, setter) for page in pages]
    if len(pages) > 1 and max(each) + setter.tokens.space.frame_gap <= most:
        return flow, footnotes, above
    return (*flow, *footnotes), (), region


def footnotes_for(footnotes: Flow, labels: Set[str]) -> Flow:
    """Those with these labels, each with all that it says."""
    found: list[FlowItem] = []
    now = ""
    for item in footnotes:
        now = item.label or now if isinstance(item, Para) else now
        if now in labels:
            found.append(item)
    return tuple(found)


def _height(footnotes: Flow, region: Box, setter: Typesetter) -> float:
    return place_stack(footnotes, region, setter.tokens.type.footnotes, setter).height if footnotes else 0.0
