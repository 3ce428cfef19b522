"""How lines, surfaces and markers look in DrawingML."""

from __future__ import annotations

from msgspec import Struct

from deckgen.deck.charts import Series
from deckgen.layout.charts.model import Panel, Pattern
from deckgen.layout.charts.style import marker, surface, tint
from deckgen.themes.model import Theme
from deckgen.writers.pptx.charts.plots import translucent
from deckgen.writers.pptx.xml import color as color_xml
from deckgen.writers.pptx.xml import emu, solid

_PATTERNS = {"up": "wdUpDiag", "down": "wdDnDiag", "grid": "lgGrid"}
NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'


class Shapes(Struct, frozen=True):
    """Writes the properties of shapes in one chart."""

    panel: Panel
    theme: Theme

    def line(self, color: str, width: float, *, dashed: bool = False, opacity: int = 100) -> str:
        """`<c:spPr>` of a line; its width is in points, its opacity in percent. One that can be seen through paints a
        surface, and ends where that does."""
        fill = solid(color, self.theme)
        if opacity < 100:
            fill = translucent(fill, opacity)
        dash = '<a:prstDash val="dash"/>' if dashed else ""
        cap = "flat" if opacity < 100 or dashed else "rnd"
        return f'<c:spPr><a:ln w="{emu(width)}" cap="{cap}">{fill}{dash}<a:round/></a:ln></c:spPr>'

    def fill(self, color: str, *, opacity: int = 100, edge: bool = False, number: int | None = None) -> str:
        """`<c:spPr>` of a surface; `number` is its series' or slice's, which may be hatched."""
        fill = self.surface(color, number)
        if opacity < 100:
            fill = translucent(fill, opacity)
        paper = solid("ground", self.theme)
        line = (
            f'<a:ln w="{emu(self.theme.tokens.chart.axis)}">{paper}</a:ln>'
            if edge
            else "<a:ln><a:noFill/></a:ln>"
        )
        return f"<c:spPr>{fill}{line}</c:spPr>"

    def surface(self, color: str, number: int | None) -> str:
        """The fill: solid, or hatched."""
        which: Pattern = "solid"
        if number is not None:
            color, which = surface(self.panel, number, color)
        if which == "solid":
            return solid(color, self.theme)
        lines, ground = (color_xml(color, self.theme), color_xml(tint(color, self.theme), self.theme))
        return (
            f'<a:pattFill prst="{_PATTERNS[which]}"><a:fgClr>{lines}</a:fgClr>'
            f"<a:bgClr>{ground}</a:bgClr></a:pattFill>"
        )

    def stroke(self, series: Series) -> str:
        """`<c:spPr>` of points that are joined, or not."""
        if not series.line:
            return NO_LINE
        return self.line(series.color, self.theme.tokens.chart.line, dashed=series.dashed)

    def marker(self, series: Series, number: int) -> str:
        """`<c:marker>` of a series."""
        if not series.marker:
            return NO_MARKER
        fill = solid(series.color, self.theme)
        return (
            f'<c:marker><c:symbol val="{marker(number)}"/><c:size val="{round(self.theme.tokens.chart.marker)}"/>'
            f"<c:spPr>{fill}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
        )
