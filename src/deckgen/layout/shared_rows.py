"""Pictures in one row, as wide beside each other as their author says."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.deck.figures import Picture
from deckgen.layout.captions import Row
from deckgen.layout.flow import FigureItem
from deckgen.layout.model import FigureFrame, Frame
from deckgen.layout.text import Typesetter
from deckgen.patterns import regex
from deckgen.themes.model import Box

_SHARE = regex(r"(\d{1,3}(?:\.\d+)?)\s*%")
A_ROW = 1.02
"""Of the width, that pictures in one row may be wide together: `34%` three times."""


def in_shares(items: Sequence[FigureItem], area: Box, setter: Typesetter) -> Row:
    """Pictures in one row, their widths as shares of it, or of what the gaps leave; nothing if their author does not
    say that of all of them, or they are wider than a row."""
    found = [_SHARE.fullmatch(item.figure.width.strip()) for item in items]
    shares = [float(match[1]) / 100 for match in found if match]
    arts = [item.figure.art for item in items if not (item.figure.height or item.figure.crop)]
    pictures = [art for art in arts if isinstance(art, Picture)]
    if len(shares) < len(items) or len(pictures) < len(items) or sum(shares) > A_ROW:
        return (), ()
    gap = setter.tokens.space.figure_gap
    room = area.width - gap * (len(items) - 1)
    widths = [share * min(area.width, room / sum(shares)) for share in shares]
    tallest = max(width * art.height / art.width for width, art in zip(widths, pictures, strict=True))
    widths = [width * min(1.0, area.height / tallest) for width in widths]
    x = area.x + (room - sum(widths)) / 2
    frames, cells = list[Frame](), list[Box]()
    for item, picture, width in zip(items, pictures, widths, strict=True):
        figure, height = item.figure, width * picture.height / picture.width
        cells.append(Box(x, area.y, width, area.height))
        box = Box(x, area.y + (area.height - height) / 2, width, height)
        alt = figure.alt or picture.name
        frames.append(FigureFrame(box=box, art=picture, alt=alt, span=figure.span, link=figure.link))
        x += width + gap
    return tuple(frames), cells
