"""Labels one above the other, moved apart."""

from __future__ import annotations

import math
from collections.abc import Sequence


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """`wanted`, in order, moved as little as needed for labels of these `heights` to stand apart."""
    blocks: list[range] = []

    def inside(block: range) -> list[float]:
        """From a block's middle to those of its labels."""
        start, found = -sum(heights[number] for number in block) / 2, list[float]()
        for number in block:
            found.append(start + heights[number] / 2)
            start += heights[number]
        return found

    def middle(block: range) -> float:
        offsets = zip(block, inside(block), strict=True)
        return math.fsum(wanted[number] - offset for number, offset in offsets) / len(block)

    def needed(one: range, other: range) -> float:
        return math.fsum(heights[number] for number in (*one, *other)) / 2

    for at in range(len(wanted)):
        blocks.append(range(at, at + 1))
        while len(blocks) > 1 and middle(blocks[-1]) - middle(blocks[-2]) < needed(*blocks[-2:]):
            last = blocks.pop()
            blocks[-1] = range(blocks[-1].start, last.stop)
    found = []
    for block in blocks:
        offsets = inside(block)
        low, high = top - offsets[0], bottom - offsets[-1]
        place = min(max(middle(block), low), max(low, high))
        found += [place + offset for offset in offsets]
    return found
