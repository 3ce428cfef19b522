"""Pictures of any shape in rows that are equally wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

from deckgen.deck.figures import Picture
from deckgen.layout.flow import FigureItem
from deckgen.layout.model import FigureFrame
from deckgen.themes.model import Box

MOST = 10
"""Pictures whose rows are looked for; more are much alike in any."""
MOST_ROWS = 3
ALIKE, UNEVEN = 1.15, 2.2
"""Of the shapes of pictures, the largest over the smallest: below, they are in a grid; and so of the rows' heights,
above."""


def justified(
    items: Sequence[FigureItem], area: Box, gap: float, highest: Callable[[Picture], float]
) -> tuple[FigureFrame, ...]:
    """The pictures in rows of one width, each row as high as that asks for, as large as `area` (points) allows and none
    higher than its `highest`; nothing where one has a caption, a size that its author wants, or is no picture."""
    arts = [
        item.figure.art for item in items if not (item.figure.width or item.figure.height or item.caption)
    ]
    pictures = [art for art in arts if isinstance(art, Picture)]
    if len(pictures) < len(items) or not 4 <= len(items) <= MOST:
        return ()
    shapes = [picture.width / picture.height for picture in pictures]
    if max(shapes) < ALIKE * min(shapes):
        return ()
    limits = list(map(highest, pictures))
    best = max(
        _rows(len(items)), key=lambda cuts: _area(shapes, cuts, _width(shapes, limits, cuts, area, gap), gap)
    )
    width = _width(shapes, limits, best, area, gap)
    heights = [_height(shapes[first:end], width, gap) for first, end in pairwise(best)]
    if max(heights) > UNEVEN * min(heights):
        return ()
    x = area.x + (area.width - width) / 2
    y = area.y + (area.height - sum(heights) - gap * (len(heights) - 1)) / 2
    frames: list[FigureFrame] = []
    for (first, end), height in zip(pairwise(best), heights, strict=True):
        left = x
        for at in range(first, end):
            figure, art = items[at].figure, pictures[at]
            box = Box(left, y, shapes[at] * height, height)
            frames.append(
                FigureFrame(box=box, art=art, alt=figure.alt or art.name, span=figure.span, link=figure.link)
            )
            left += box.width + gap
        y += height + gap
    return tuple(frames)


def _rows(count: int) -> Iterator[tuple[int, ...]]:
    """All ways to cut so many into rows: the first of each row, and the end."""
    for rows in range(1, MOST_ROWS + 1):
        for cuts in combinations(range(1, count), rows - 1):
            yield (0, *cuts, count)


def _width(
    shapes: Sequence[float], limits: Sequence[float], cuts: Sequence[int], area: Box, gap: float
) -> float:
    """The widest that rows of these shapes may be."""
    rows = [shapes[first:end] for first, end in pairwise(cuts)]
    gaps = sum(gap * (len(row) - 1) / sum(row) for row in rows)
    width = min(area.width, (area.height - gap * (len(rows) - 1) + gaps) / sum(1 / sum(row) for row in rows))
    for (first, end), row in zip(pairwise(cuts), rows, strict=True):
        width = min(width, min(limits[first:end]) * sum(row) + gap * (len(row) - 1))
    return width


def _height(row: Sequence[float], width: float, gap: float) -> float:
    return (width - gap * (len(row) - 1)) / sum(row)


def _area(shapes: Sequence[float], cuts: Sequence[int], width: float, gap: float) -> float:
    rows = ((first, end, _height(shapes[first:end], width, gap)) for first, end in pairwise(cuts))
    return sum(height * (width - gap * (end - first - 1)) for first, end, height in rows)
