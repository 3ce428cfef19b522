"""A diagram as a drawing."""

from __future__ import annotations

from typing import assert_never

from deckgen.deck.diagrams import Diagram, Exchange, Flow, Schedule
from deckgen.deck.figures import Drawing
from deckgen.layout.charts.ruler import ruler_of
from deckgen.layout.fonts import Fonts
from deckgen.themes.model import Theme


def draw(diagram: Diagram, name: str, theme: Theme, lang: str = "") -> Drawing:
    """The shapes of `diagram` in the colours and type of `theme`; the drawing is called `name`. Days are named in
    the language."""
    ruler = ruler_of(Fonts(theme))
    match diagram:
        case Flow():
            from deckgen.layout.diagrams.flow import draw_flow

            return draw_flow(diagram, name, ruler, theme)
        case Exchange():
            from deckgen.layout.diagrams.exchange import draw_exchange

            return draw_exchange(diagram, name, ruler, theme)
        case Schedule():
            from deckgen.layout.diagrams.schedule import draw_schedule

            return draw_schedule(diagram, name, ruler, theme, lang)
        case _:
            assert_never(diagram)
