"""What one shown slide holds."""

from __future__ import annotations

from msgspec import Struct

from deckgen.layout.arrange import Fitted
from deckgen.layout.flow import Flow
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
