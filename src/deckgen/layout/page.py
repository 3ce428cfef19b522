"""What one shown slide holds."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from deckgen.components import OF_TEXT
from deckgen.layout.arrange import Fitted
from deckgen.layout.flow import CodeItem, ComponentItem, FigureItem, Flow, TableItem
from deckgen.layout.model import TextFrame
from deckgen.themes.model import Box, LayoutKind


class Page(Struct, frozen=True):
    """What one shown slide holds, and the body size that suits it best."""

    flow: Flow
    size: float
    split: bool = False
    fitted: Fitted | None = None
    """Its frames at `size`, if they have been tried already."""
    layout: LayoutKind = LayoutKind.CONTENT
    """Another layout has a type size of its own."""
    titles: tuple[TextFrame, ...] = ()
    """Above it, once they are set …"""
    name: str = ""
    """… what it is called, if not as its slide …"""
    region: Box | None = None
    """… and what they leave for its content."""
    smaller: tuple[Fitted, ...] = ()
    """Its frames at sizes from which it has grown."""

    def at(self, size: float) -> Fitted | None:
        """Its frames at a size at which they have been tried."""
        tried = (self.fitted, *self.smaller)
        return next((each for each in tried if each is not None and each.size == size), None)

    def grown(self, fitted: Fitted) -> Page:
        """The same in larger type."""
        smaller = (self.fitted, *self.smaller) if self.fitted is not None else self.smaller
        return replace(self, size=fitted.size, fitted=fitted, smaller=smaller)

    @property
    def sets_the_size(self) -> bool:
        """True for one of text that fits whole: its section's others are set no larger."""
        is_text = not any(isinstance(item, TableItem | CodeItem) for item in self.flow)
        is_text &= all(item.name in OF_TEXT for item in self.flow if isinstance(item, ComponentItem))
        has_words = any(not isinstance(item, FigureItem) for item in self.flow)
        return is_text and has_words and not self.split and self.layout is LayoutKind.CONTENT
