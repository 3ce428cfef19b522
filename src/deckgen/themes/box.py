"""Rectangles in points."""

from __future__ import annotations

from deckgen.model import Model


class Box(Model, frozen=True):
    """A rectangle in points; the origin is the slide's top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def meets(self, other: Box) -> bool:
        """True if they have room in common; edges that touch are none."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom

    def inset(self, left: float, top: float, right: float, bottom: float) -> Box:
        """The box inside margins."""
        return Box(self.x + left, self.y + top, self.width - left - right, self.height - top - bottom)
