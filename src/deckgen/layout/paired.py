"""Two small tables that are all a slide has stand side by side."""

from __future__ import annotations

from deckgen.layout.flow import ColumnsItem, Flow, FlowItem, Para, TableItem
from deckgen.themes.model import Box
from deckgen.themes.tokens import Tokens

MOST_ROWS = 9
LONGEST_NAME = 6
"""Words above a table that are its name."""
AIR = 1.4
"""Em around the words of a cell."""


def side_by_side(flow: Flow, region: Box, tokens: Tokens) -> Flow:
    """The flow, with its two tables, their names and captions as columns where each has the room for its lines in
    one."""
    parts: list[list[FlowItem]] = []
    for item in flow:
        if _is_name(item):
            parts.append([item])
        elif isinstance(item, TableItem):
            named = bool(parts) and not any(isinstance(each, TableItem) for each in parts[-1])
            parts[-1:] = [[*parts[-1], item]] if named else [*parts[-1:], [item]]
        elif (
            parts
            and isinstance(item, Para)
            and item.role == "caption"
            and isinstance(parts[-1][-1], TableItem)
        ):
            parts[-1].append(item)
        else:
            return flow
    tables = [each for part in parts for each in part if isinstance(each, TableItem)]
    width = (region.width - tokens.space.gutter) / 2
    if len(parts) != 2 or len(tables) != 2 or len({isinstance(part[0], Para) for part in parts}) > 1:
        return flow
    if not all(_is_small(table, width, tokens.type.comfortable) for table in tables):
        return flow
    columns = tuple(map(tuple, parts))
    return (
        ColumnsItem(columns=columns, widths=(0.5, 0.5), span=flow[0].span, opens_group=flow[0].opens_group),
    )


def _is_name(item: FlowItem) -> bool:
    """True for a heading, or a short paragraph that is bold as one."""
    if not isinstance(item, Para) or item.step:
        return False
    return item.role in ("subheading", "lead") and len(item.words) <= LONGEST_NAME


def _is_small(table: TableItem, width: float, size: float) -> bool:
    """True for a few rows whose lines all fit in so many points."""
    wide = sum(table.most) + AIR * len(table.most)
    return len(table.head) + len(table.rows) <= MOST_ROWS and wide * size <= width and not table.step
