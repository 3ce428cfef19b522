"""Text properties and labels inside a chart."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.layout.charts.model import Label, Panel, ValuePlace
from deckgen.layout.charts.style import mark_color
from deckgen.themes.model import Theme
from deckgen.writers.pptx.xml import attribute, escape, language, solid

_PLACES = {"right": "r", "left": "l", "above": "t", "below": "b", "center": "ctr"}
NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)


class ChartText:
    """Writes the text of one chart."""

    def __init__(self, theme: Theme, lang: str, size: float) -> None:
        self.theme = theme
        self.lang = language(lang)
        self.size = size

    def properties(
        self,
        color: str = "text",
        *,
        size: float = 0.0,
        bold: bool = False,
        turn: int | None = None,
        wrap: bool = True,
    ) -> str:
        """`<c:txPr>`; `turn` is in degrees, clockwise."""
        turned = _body(turn, wrap=wrap)
        run = self._run("defRPr", color, size, bold=bold)
        return (
            f"<c:txPr><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr>{run}</a:pPr>"
            f"<a:endParaRPr{self.lang}/></a:p></c:txPr>"
        )

    def rich(
        self, lines: Sequence[str], color: str = "text", *, size: float = 0.0, bold: bool = False,
        turn: int | None = None, align: str = "", wrap: bool = True,
    ) -> str:  # fmt: skip
        """`<c:tx>` with words of our own; `turn` is in degrees, nothing for what is usual there."""
        run = self._run("rPr", color, size, bold=bold)
        turned = _body(turn, wrap=wrap)
        paragraph = f'<a:pPr algn="{align}"/>' if align else ""
        paragraphs = "".join(
            f"<a:p>{paragraph}<a:r>{run}<a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines
        )
        return f"<c:tx><c:rich><a:bodyPr{turned}/><a:lstStyle/>{paragraphs}</c:rich></c:tx>"

    @property
    def typeface(self) -> str:
        """The theme's own by its place, another one by its name."""
        font = self.theme.fonts["body"]
        return attribute(font.name) if font.named else "+mn-lt"

    def _run(self, tag: str, color: str, size: float, *, bold: bool) -> str:
        lang = self.lang if tag == "rPr" else ""
        return (
            f'<a:{tag}{lang} sz="{round((size or self.size) * 100)}" b="{int(bold)}">'
            f'{solid(color, self.theme)}<a:latin typeface="{self.typeface}"/></a:{tag}>'
        )

    def labels(
        self, panel: Panel, series: int, *, code: str = "", place: str = "", color: str = "text",
        positioned: bool = True,
    ) -> str:  # fmt: skip
        """`<c:dLbls>` of a series: its own labels, and the value at every mark if there is a `code`."""
        own = [label for label in panel.labels if label.series == series]
        if not own and not code:
            return ""
        drawn = {label.point: self._label(label, panel, code, positioned=positioned) for label in own}
        chart = panel.chart
        for point in range(len(chart.series[series].y) if code else 0):
            if point not in drawn and (at := panel.value_places[series][point]):
                drawn[point] = self._value(
                    point, at, code, mark_color(chart, series, point), panel.value_size
                )
        each = "".join(drawn[point] for point in sorted(drawn))
        if not code:
            return f"<c:dLbls>{each}{shows()}{NO_LEADERS}</c:dLbls>"
        where = f'<c:dLblPos val="{place}"/>' if place else ""
        return (
            f'<c:dLbls>{each}<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>{_PLAIN}'
            f"{self.properties(color, size=panel.value_size)}{where}{shows(value=True)}{NO_LEADERS}</c:dLbls>"
        )

    def _value(self, point: int, at: ValuePlace, code: str, color: str, size: float) -> str:
        """A value that does not stand as those of its series do."""
        if at == "none":
            return f'<c:dLbl><c:idx val="{point}"/><c:delete val="1"/></c:dLbl>'
        ink, place = (self.theme.text_on(color), "inEnd") if at == "inside" else ("text", "b")
        return (
            f'<c:dLbl><c:idx val="{point}"/><c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>{_PLAIN}'
            f'{self.properties(ink, size=size)}<c:dLblPos val="{place}"/>{shows(value=True)}</c:dLbl>'
        )

    def _label(self, label: Label, panel: Panel, code: str, *, positioned: bool) -> str:
        layout = ""
        if abs(label.rise) > 0.5 or label.shift:
            layout = (
                f'<c:layout><c:manualLayout><c:x val="{label.shift / panel.box.width:.5f}"/>'
                f'<c:y val="{-label.rise / panel.box.height:.5f}"/></c:manualLayout></c:layout>'
            )
        own = label.named or label.valued
        text = (
            "" if own else self.rich(label.text.split("\n"), label.color, bold=label.bold, turn=0, wrap=False)
        )
        number = f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>' if label.valued else ""
        size = panel.size_of(label)
        style = self.properties(label.color, size=size, bold=label.bold, turn=0, wrap=False) if own else ""
        bar = panel.chart.is_clustered and label.valued and label.place != "center"
        place = "outEnd" if bar else _PLACES[label.place]
        where = f'<c:dLblPos val="{place}"/>' if positioned else ""
        between = "\n" if "\n" in label.text else " "
        separator = f"<c:separator>{between}</c:separator>" if label.named and label.valued else ""
        shown = shows(value=label.valued or not own, series=label.named)
        return (
            f'<c:dLbl><c:idx val="{label.point}"/>{layout}{text}{number}{_PLAIN}{style}{where}{shown}'
            f"{separator}</c:dLbl>"
        )


def _body(turn: int | None, *, wrap: bool) -> str:
    """Attributes of `<a:bodyPr>`."""
    return (f' rot="{turn * 60000}" vert="horz"' if turn is not None else "") + (
        "" if wrap else ' wrap="none"'
    )


_PLAIN = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def shows(*, value: bool = False, category: bool = False, series: bool = False, percent: bool = False) -> str:
    """What a label shows."""
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="{int(category)}"/>'
        f'<c:showSerName val="{int(series)}"/><c:showPercent val="{int(percent)}"/>'
        '<c:showBubbleSize val="0"/>'
    )
