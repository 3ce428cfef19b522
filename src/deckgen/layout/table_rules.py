"""What stands behind the rows of a table, and between them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.layout.flow import TableItem
from deckgen.layout.model import LaidRow
from deckgen.themes.component_tokens import TableTokens


def ruled(tokens: TableTokens, heights: Sequence[float], line: float) -> TableTokens:
    """With lines between rows where a design has none, nor bands, and the words of a cell go over several lines: one
    could not see where a row ends. `line` is the height (points) of a row of one line."""
    if tokens.rule_width or tokens.band not in ("", tokens.ground) or max(heights, default=0.0) < 1.5 * line:
        return tokens
    return replace(tokens, rule_width=tokens.rule_between_lines)


def look_of(item: TableItem, number: int, tokens: TableTokens) -> LaidRow:
    """What stands behind row `number` (from 0, the header included) and between it and its neighbours."""
    last = len(item.rows) + len(item.head) - 1
    body = number - len(item.head)
    above = below = (0.0, "")
    if body < -1:
        below = (tokens.rule_width, tokens.rule)
    elif body < 0:
        below = (tokens.header_rule, tokens.header_rule_color)
    elif number < last:
        below = (tokens.rule_width, tokens.rule)
    elif item.total and body:
        above = (tokens.total_rule, "text")
    if body >= 0 and number == last - 1 and item.total:
        below = (0.0, "")
    if tokens.frame_rule and number == 0:
        above = (tokens.frame_rule, "text")
    if number == last and (tokens.frame_rule or not item.total):
        below = (tokens.frame_rule or tokens.rule_width, "text" if tokens.frame_rule else tokens.rule)
    fill = tokens.header if body < 0 else (tokens.band if body % 2 else tokens.ground)
    return LaidRow(0.0, (), fill=fill, above=above, below=below)
