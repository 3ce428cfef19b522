"""Two small tables that are all a slide has stand side by side."""

from __future__ import annotations

from deckgen.layout.flow import ColumnsItem, Flow, FlowItem, Para, TableItem
from deckgen.themes.model import Box
from deckgen.themes.tokens import Tokens

MOST_ROWS = 9
AIR = 1.4
"""Em around the words of a cell."""


def side_by_side(flow: Flow, region: Box, tokens: Tokens) -> Flow:
    """The flow, with its two tables and their captions as columns where each has the room for its lines in one."""
    parts: list[list[FlowItem]] = []
    for item in flow:
        if isinstance(item, TableItem):
            parts.append([item])
        elif parts and isinstance(item, Para) and item.role == "caption" and len(parts[-1]) == 1:
            parts[-1].append(item)
        else:
            return flow
    tables = [part[0] for part in parts if isinstance(part[0], TableItem)]
    width = (region.width - tokens.space.gutter) / 2
    if len(tables) != 2 or not all(_is_small(table, width, tokens.type.comfortable) for table in tables):
        return flow
    columns = tuple(map(tuple, parts))
    return (
        ColumnsItem(columns=columns, widths=(0.5, 0.5), span=flow[0].span, opens_group=flow[0].opens_group),
    )


def _is_small(table: TableItem, width: float, size: float) -> bool:
    """True for a few rows whose lines all fit in so many points."""
    wide = sum(table.most) + AIR * len(table.most)
    return len(table.head) + len(table.rows) <= MOST_ROWS and wide * size <= width and not table.step
