"""The series of each kind of chart, with the columns of the sheet that they refer to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from deckgen.deck.charts import Areas, Bands, Bars, Bubbles, Chart, Lines, Reference, Series, Slices
from deckgen.layout.charts.axes import position, value_at
from deckgen.layout.charts.model import Panel, Tick
from deckgen.layout.charts.style import gap_width, mark_color
from deckgen.themes.model import Theme
from deckgen.writers.pptx.charts.bands import floor_and_rest, middles, strokes
from deckgen.writers.pptx.charts.numbers import format_code, percent_code
from deckgen.writers.pptx.charts.plots import (
    AXES,
    OVER_AXES,
    SHARP,
    area_chart,
    bar_chart,
    line_chart,
    pieces,
    scatter_chart,
    xy,
)
from deckgen.writers.pptx.charts.shapes import NO_LINE, NO_MARKER, Shapes
from deckgen.writers.pptx.charts.text import NO_LEADERS, ChartText, shows
from deckgen.writers.pptx.charts.workbook import Column, Sheet
from deckgen.writers.pptx.xml import attribute, emu, solid

_INVISIBLE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


class SeriesWriter:
    """Writes the plots of one panel and fills its sheet."""

    def __init__(self, panel: Panel, theme: Theme, text: ChartText, sheet: Sheet) -> None:
        self.panel = panel
        self.chart: Chart = panel.chart
        self.theme = theme
        self.tokens = theme.tokens.chart
        self.text = text
        self.sheet = sheet
        self.shapes = Shapes(panel, theme)
        self.owners: list[int] = []
        """For each series that is written, the chart's own that it shows; -1 for none."""
        self.unlisted: list[int] = []
        """Series that no legend lists: they carry words, a line, or others."""
        self.trends = 0
        shown = [Tick(value, "") for series in self.chart.series for value in series.y if value is not None]
        self.code = format_code(panel.values, shown) if panel.values else ""
        self.categories: Column | None = None
        if self.chart.categories:
            self.categories = sheet.add(panel.x.axis.title or panel.x.axis.name or " ", self.chart.categories)

    def plots(self) -> str:
        """All plots, the chart's own first, then its notes and references."""
        match self.chart.marks:
            case Lines():
                own = self._lines() if self.categories else self._scatter()
            case Bars() as bars:
                own = self._bars(bars)
            case Areas():
                own = self._areas()
            case Slices() as slices:
                own = self._slices(slices)
            case Bubbles():
                own = self._bubbles()
            case Bands():
                own = self._bands()
            case _:
                assert_never(self.chart.marks)
        return own + self._helpers()

    @property
    def written(self) -> int:
        """How many series there are so far."""
        return len(self.owners)

    # -- pieces ------------------------------------------------------------------------------

    def _head(self, name: str, shape: str, mark: str = "", *, listed: bool = True, of: int = -1) -> str:
        """`<c:idx>` to `<c:marker>`; `name` is a `<c:tx>`, `of` the number of the series that it shows."""
        number = self.written
        self.owners.append(of)
        if not listed:
            self.unlisted.append(number)
        return f'<c:idx val="{number}"/><c:order val="{number}"/>{name}{shape}{mark}'

    def _cat(self) -> str:
        assert self.categories is not None
        return f"<c:cat>{self.categories.strings()}</c:cat>"

    def _errors(self, series: Series, *, direction: str) -> str:
        """`<c:errBars>` with values of its own at every point."""
        if not series.errors:
            return ""
        down = self.sheet.add(f"{series.name} −", [one for one, _ in series.errors])
        up = self.sheet.add(f"{series.name} +", [other for _, other in series.errors])
        side = f'<c:errDir val="{direction}"/>' if direction else ""
        return (
            f'<c:errBars>{side}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
            f"<c:plus>{up.numbers()}</c:plus><c:minus>{down.numbers()}</c:minus>"
            f'<c:spPr><a:ln w="{emu(self.tokens.fine)}">{solid("text", self.theme)}</a:ln></c:spPr></c:errBars>'
        )

    # -- kinds -------------------------------------------------------------------------------

    def _lines(self) -> str:
        found = []
        for number, series in enumerate(self.chart.series):
            column = self.sheet.add(series.name, series.y)
            head = self._head(
                column.name(), self.shapes.stroke(series), self.shapes.marker(series, number), of=number
            )
            labels = self.text.labels(self.panel, number, code=self.code, place="t")
            errors = self._errors(series, direction="y")
            found.append(
                f"<c:ser>{head}{labels}{errors}{self._cat()}<c:val>{column.numbers()}</c:val>{SHARP}</c:ser>"
            )
        return line_chart("".join(found))

    def _scatter(self) -> str:
        found = []
        for number, series in enumerate(self.chart.series):
            xs = self.sheet.along(self.panel.x.axis, self._down(series.x, number))
            ys = self.sheet.add(series.name, self._down(series.y, number))
            head = self._head(
                ys.name(), self.shapes.stroke(series), self.shapes.marker(series, number), of=number
            )
            labels = self.text.labels(self.panel, number, code=self.code, place="t")
            found.append(xy(head, labels + self._errors(series, direction="y"), xs, ys))
        return scatter_chart("".join(found))

    def _down(self, values: Sequence[float | None], number: int) -> Sequence[float | None]:
        """Values of series `number`; the first's reach down to the last row of all: when a column is longer than
        those before it, LibreOffice loses these."""
        if number:
            return values
        along_line = 3 if self.chart.references else 0
        rows = max(along_line, len(self.chart.notes), *(len(each.x) for each in self.chart.series))
        return (*values, *(None for _ in range(rows - len(values))))

    def _bars(self, bars: Bars) -> str:
        way, gap = ("bar" if bars.lying else "col"), gap_width(self.chart, self.tokens)
        if bars.floating:
            return bar_chart(self._floating(), way, "stacked", gap, 100)
        if bars.stacked:
            grouping = "percentStacked" if self.chart.percent else "stacked"
            return bar_chart(self._stacked(), way, grouping, gap, 100)
        return bar_chart(self._clustered(), way, "clustered", gap, self.tokens.overlap)

    def _clustered(self) -> str:
        found = []
        for number, series in enumerate(self.chart.series):
            column = self.sheet.add(series.name, series.y)
            head = self._head(column.name(), self.shapes.fill(series.color, number=number), of=number)
            points = "".join(
                f'<c:dPt><c:idx val="{point}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
                f"{self.shapes.fill(color)}</c:dPt>"
                for point in range(len(series.y))
                if (color := mark_color(self.chart, number, point)) != series.color
            )
            labels = self.text.labels(self.panel, number, code=self.code, place="outEnd")
            errors = self._errors(series, direction="")
            found.append(
                f'<c:ser>{head}<c:invertIfNegative val="0"/>{points}{labels}{errors}{self._cat()}'
                f"<c:val>{column.numbers()}</c:val></c:ser>"
            )
        return "".join(found)

    def _stacked(self) -> str:
        found = []
        for number, series in enumerate(self.chart.series):
            column = self.sheet.add(series.name, series.y)
            head = self._head(
                column.name(), self.shapes.fill(series.color, edge=True, number=number), of=number
            )
            ink = self.theme.text_on(series.color)
            labels = self.text.labels(self.panel, number, code=self.code, place="ctr", color=ink)
            found.append(
                f'<c:ser>{head}<c:invertIfNegative val="0"/>{labels}{self._cat()}'
                f"<c:val>{column.numbers()}</c:val></c:ser>"
            )
        return "".join(found)

    def _areas(self) -> str:
        found = []
        for number, series in enumerate(self.chart.series):
            column = self.sheet.add(series.name, series.y)
            head = self._head(column.name(), self.shapes.fill(series.color, number=number), of=number)
            ink = self.theme.text_on(series.color)
            labels = self.text.labels(self.panel, number, code=self.code, color=ink, positioned=False)
            found.append(f"<c:ser>{head}{labels}{self._cat()}<c:val>{column.numbers()}</c:val></c:ser>")
        return area_chart("".join(found), "percentStacked" if self.chart.percent else "stacked")

    def _slices(self, slices: Slices) -> str:
        series = self.chart.series[0]
        column = self.sheet.add(series.name or "%", series.y)
        edge = f'<a:ln w="{emu(self.tokens.edge)}">{solid("ground", self.theme)}</a:ln>'
        points = "".join(
            f'<c:dPt><c:idx val="{point}"/><c:bubble3D val="0"/><c:spPr>'
            f"{self.shapes.surface(mark_color(self.chart, 0, point), point)}{edge}</c:spPr></c:dPt>"
            for point in range(len(series.y))
        )
        labels = self._slice_labels(slices) if self.panel.values else ""
        ser = (
            f"<c:ser>{self._head(column.name(), '', of=0)}{points}{labels}{self._cat()}"
            f"<c:val>{column.numbers()}</c:val></c:ser>"
        )
        if not slices.ring:
            return f'<c:pieChart><c:varyColors val="1"/>{ser}<c:firstSliceAng val="0"/></c:pieChart>'
        return (
            f'<c:doughnutChart><c:varyColors val="1"/>{ser}<c:firstSliceAng val="0"/>'
            f'<c:holeSize val="{self.tokens.hole}"/></c:doughnutChart>'
        )

    def _slice_labels(self, slices: Slices) -> str:
        """Share or value of each slice, with its name if no legend has that, moved from its middle out of the round."""
        assert self.panel.values is not None
        is_share, numbers = self.chart.shows_shares, self.panel.values
        code = percent_code(numbers) if is_share else format_code(numbers)
        head = f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/>'
        style = _INVISIBLE + self.text.properties(wrap=False)
        said = shows(value=not is_share, category=self.panel.legend is None, percent=is_share)
        shown = f"{said}<c:separator>\n</c:separator>"
        place = "" if slices.ring else '<c:dLblPos val="ctr"/>'
        each = "".join(
            f'<c:dLbl><c:idx val="{point}"/><c:layout><c:manualLayout><c:x val="{x:.5f}"/>'
            f'<c:y val="{y:.5f}"/></c:manualLayout></c:layout>{head}{style}{place}{shown}</c:dLbl>'
            for point, (x, y) in enumerate(self.panel.slice_shifts)
        )
        return f'<c:dLbls>{each}{head}{style}{place}{shown}<c:showLeaderLines val="0"/>{NO_LEADERS}</c:dLbls>'

    def _bubbles(self) -> str:
        found = []
        for number, series in enumerate(self.chart.series):
            xs = self.sheet.along(self.panel.x.axis, self._down(series.x, number))
            ys = self.sheet.add(series.name, self._down(series.y, number))
            sizes = self.sheet.add(f"{series.name} ⌀", self._down(series.sizes, number))
            head = self._head(ys.name(), self.shapes.fill(series.color, opacity=75, edge=True), of=number)
            labels = self.text.labels(self.panel, number)
            found.append(
                f'<c:ser>{head}<c:invertIfNegative val="0"/>{labels}<c:xVal>{xs.numbers()}</c:xVal>'
                f"<c:yVal>{ys.numbers()}</c:yVal><c:bubbleSize>{sizes.numbers()}</c:bubbleSize>"
                '<c:bubble3D val="0"/></c:ser>'
            )
        return (
            f'<c:bubbleChart><c:varyColors val="0"/>{"".join(found)}'
            f'<c:bubbleScale val="{round(400 * self.tokens.bubble)}"/><c:showNegBubbles val="0"/>'
            f'<c:sizeRepresents val="area"/>{AXES}</c:bubbleChart>'
        )

    def _floating(self) -> str:
        """Columns that float on an invisible one. Stacks grow up and down from zero, so that a range
        across it has a piece on either side."""
        found = []
        for number, series in enumerate(self.chart.series):
            self.sheet.add(f"{series.name} ↓", series.low)
            self.sheet.add(f"{series.name} ↑", series.y)
            stacks = [pieces(low, high) for low, high in zip(series.low, series.y, strict=True)]
            floor, up, down = zip(*stacks, strict=True)
            columns = [(floor, f"{series.name} 0", _INVISIBLE, "")]
            columns.append(
                (up, series.name, self.shapes.fill(series.color), self.text.labels(self.panel, number))
            )
            if any(down):
                columns.append((down, f"{series.name} −", self.shapes.fill(series.color), ""))
            for values, name, shape, labels in columns:
                column = self.sheet.add(name, values)
                head = self._head(column.name(), shape, listed=name == series.name, of=number)
                found.append(
                    f'<c:ser>{head}<c:invertIfNegative val="0"/>{labels}'
                    f"{self._cat()}<c:val>{column.numbers()}</c:val></c:ser>"
                )
        return "".join(found)

    def _bands(self) -> str:
        """Areas that float on an invisible one, and lines."""
        areas, lines = [], []
        for number, series in enumerate(self.chart.series):
            if series.low:
                floor, thick = floor_and_rest(series)
                low = self.sheet.add(f"{series.name} ↓", floor)
                self.sheet.add(f"{series.name} ↑", series.y)
                rest = self.sheet.add(series.name, thick)
                head = self._head(low.name(), _INVISIBLE, listed=False, of=number)
                areas.append(f"<c:ser>{head}{self._cat()}<c:val>{low.numbers()}</c:val></c:ser>")
                head = self._head(
                    rest.name(), self.shapes.fill(series.color, opacity=self.tokens.band), of=number
                )
                areas.append(f"<c:ser>{head}{self._cat()}<c:val>{rest.numbers()}</c:val></c:ser>")
                lines.append(self._named_end(series, number))
            else:
                column = self.sheet.add(series.name, series.y)
                head = self._head(
                    column.name(), self.shapes.line(series.color, self.tokens.line), NO_MARKER, of=number
                )
                labels = self.text.labels(self.panel, number)
                lines.append(
                    f"<c:ser>{head}{labels}{self._cat()}<c:val>{column.numbers()}</c:val>{SHARP}</c:ser>"
                )
        return area_chart("".join(areas), "stacked") + line_chart("".join(lines))

    def _named_end(self, series: Series, number: int) -> str:
        """An invisible line in the middle of a band carries its name: areas can't have it at their end."""
        column = self.sheet.add(series.name, middles(series))
        head = self._head(column.name(), NO_LINE, NO_MARKER, listed=False, of=number)
        labels = self.text.labels(self.panel, number)
        return f"<c:ser>{head}{labels}{self._cat()}<c:val>{column.numbers()}</c:val>{SHARP}</c:ser>"

    # -- notes and references -----------------------------------------------------------------

    def _helpers(self) -> str:
        """Lines over bars, and series that carry words or a line, and no data."""
        if self.chart.is_round or self.chart.is_lying:
            return ""
        count = len(self.chart.series)
        over = [self._over(series, number) for number, series in enumerate(self.chart.over, count)]
        apart = line_chart("".join(over), OVER_AXES) if self.panel.over_y else ""
        found = [] if apart else over
        if self.chart.notes:
            labels = self.text.labels(self.panel, count)
            if self.categories:
                values: list[float | None] = [None] * len(self.chart.categories)
                for note in self.chart.notes:
                    values[round(note.x)] = note.y
                found.append(self._across("…", values, NO_LINE, labels))
            else:
                xs = self.sheet.add("x", [note.x for note in self.chart.notes])
                ys = self.sheet.add("…", [note.y for note in self.chart.notes])
                found.append(xy(self._head(ys.name(), NO_LINE, NO_MARKER, listed=False), labels, xs, ys))
        for number, reference in enumerate(self.chart.references, count + 1):
            found.append(self._reference(reference, number))
        if not found:
            return apart
        return apart + (line_chart if self.categories else scatter_chart)("".join(found))

    def _over(self, series: Series, number: int) -> str:
        """A line over bars."""
        column = self.sheet.add(series.name, series.y)
        head = self._head(column.name(), self.shapes.stroke(series), self.shapes.marker(series, number))
        return f"<c:ser>{head}{self._cat()}<c:val>{column.numbers()}</c:val>{SHARP}</c:ser>"

    def _reference(self, reference: Reference, number: int) -> str:
        """A line across the plot; a band is several, with one in its middle that carries its words."""
        labels = self.text.labels(self.panel, number)
        if reference.high is None:
            line = self.shapes.line("muted", self.tokens.fine, dashed=True)
            return self._line(reference, reference.low, line, number, labels)
        lines = [
            (value, self.shapes.line("muted", width, opacity=self.tokens.reference))
            for value, width in strokes(reference, self.panel)
        ]
        if len(lines) == 1:
            return self._line(reference, *lines[0], number, labels)
        painted = "".join(self._line(reference, value, shape, number, "") for value, shape in lines)
        axis = self.panel.y if reference.axis == "y" else self.panel.x
        middle = value_at(axis, (position(axis, reference.low) + position(axis, reference.high)) / 2)
        return painted + (self._line(reference, middle, NO_LINE, number, labels) if labels else "")

    def _line(self, reference: Reference, value: float, shape: str, number: int, labels: str) -> str:
        """A line at a value of the reference's axis."""
        panel, along, name = self.panel, reference.axis == "y", reference.text or "—"
        if self.categories:
            return self._across(name, [value] * len(self.chart.categories), shape, labels)
        label = next((label.at for label in panel.labels if label.series == number), None)
        across = panel.x if along else panel.y
        # A point on the very edge may lie outside once it is rounded, and lose its words.
        low, high = across.low, value_at(across, 0.99999)
        # A standing line carries its words a little below its upper end, a lying one at its right end.
        run = (low, label[1] if label and not along else low, high)
        xs = self.sheet.add("x", run if along else (value,) * 3)
        ys = self.sheet.add(name, (value,) * 3 if along else run)
        return xy(self._head(ys.name(), shape, NO_MARKER, listed=False), labels, xs, ys)

    def _across(self, name: str, values: Sequence[float | None], shape: str, labels: str) -> str:
        """A series over the categories; a trend line carries it to the edges of the plot."""
        column = self.sheet.add(name, values)
        trend = ""
        if self.panel.x.low < 0 and shape is not NO_LINE and len(values) > 1:
            trend = (
                f'<c:trendline>{shape}<c:trendlineType val="linear"/><c:forward val="0.5"/>'
                '<c:backward val="0.5"/><c:dispRSqr val="0"/><c:dispEq val="0"/></c:trendline>'
            )
            shape = NO_LINE
            self.trends += 1
        head = self._head(column.name(), shape, NO_MARKER, listed=False)
        return f"<c:ser>{head}{labels}{trend}{self._cat()}<c:val>{column.numbers()}</c:val>{SHARP}</c:ser>"
