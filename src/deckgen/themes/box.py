"""Rectangles in points."""

from __future__ import annotations

from math import cos, radians, sin

from deckgen.model import Model

Line = tuple[tuple[float, float], tuple[float, float]]
"""From one point to another."""


class Box(Model, frozen=True):
    """A rectangle in points; the origin is the slide's top left corner."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def around(cls, middle: tuple[float, float], width: float, height: float) -> Box:
        """So large, around its middle."""
        return cls(middle[0] - width / 2, middle[1] - height / 2, width, height)

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def turned(self, angle: float) -> Box:
        """What it takes once it is turned by so many degrees around its middle."""
        if not angle % 180:
            return self
        across, down = abs(cos(radians(angle))), abs(sin(radians(angle)))
        middle = self.x + self.width / 2, self.y + self.height / 2
        return Box.around(
            middle, self.width * across + self.height * down, self.width * down + self.height * across
        )

    def meets(self, other: Box) -> bool:
        """True if they have room in common; edges that touch are none."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: Box) -> bool:
        """True if all of the other one is in it."""
        across = self.x <= other.x and other.right <= self.right
        return across and self.y <= other.y and other.bottom <= self.bottom

    def is_crossed_by(self, line: Line) -> bool:
        """True if a line runs through it: some of that lies between its sides, both ways (Liang and Barsky's
        clipping)."""
        (x1, y1), (x2, y2) = line
        first, last = 0.0, 1.0
        for start, length, low, high in (
            (x1, x2 - x1, self.x, self.right),
            (y1, y2 - y1, self.y, self.bottom),
        ):
            if abs(length) < 1e-9:
                if not low <= start <= high:
                    return False
                continue
            ends = sorted(((low - start) / length, (high - start) / length))
            first, last = max(first, ends[0]), min(last, ends[1])
        return first <= last

    def inset(self, left: float, top: float, right: float, bottom: float) -> Box:
        """The box inside margins."""
        return Box(self.x + left, self.y + top, self.width - left - right, self.height - top - bottom)
