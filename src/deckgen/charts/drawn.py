"""Charts as pictures, drawn now or earlier."""

from __future__ import annotations

from collections.abc import Callable

from deckgen.deck.figures import Picture
from deckgen.layout.charts.model import ChartFrame
from deckgen.memory import Memory
from deckgen.themes.model import Theme


def drawn_charts(memory: Memory) -> Callable[[ChartFrame, Theme], Picture]:
    """Draws charts, or remembers them."""

    def draw(frame: ChartFrame, theme: Theme) -> Picture:
        def now() -> Picture:
            from deckgen.charts.draw import draw_chart

            return draw_chart(frame, theme)

        shown = (repr(frame.box), repr(frame.group), repr(frame.panels), repr(frame.source))
        return memory.remember("chart", (*shown, theme.digest, theme.dark), Picture, now)

    return draw
