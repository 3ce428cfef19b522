"""`Panel` → a chart part and its workbook."""

from __future__ import annotations

from deckgen.layout.charts.model import Panel
from deckgen.themes.model import Box, Theme
from deckgen.writers.pptx.charts.axes import axes_xml, place_xml
from deckgen.writers.pptx.charts.series import SeriesWriter
from deckgen.writers.pptx.charts.text import ChartText
from deckgen.writers.pptx.charts.workbook import Sheet
from deckgen.writers.pptx.xml import HEAD

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def chart_xml(
    panel: Panel, theme: Theme, lang: str, sheet: Sheet, workbook: str
) -> tuple[str, tuple[int, ...]]:
    """The chart part of `panel`, and for each series in it the number of the chart's own that it shows (-1 for none);
    fills `sheet`, which the relation `workbook` leads to."""
    text = ChartText(theme, lang, panel.size)
    series = SeriesWriter(panel, theme, text, sheet)
    plots = series.plots()
    axes = "" if panel.chart.is_round else axes_xml(panel, theme, text)
    xml = (
        f'{HEAD}<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f"{_title(panel, text)}<c:plotArea>{place_xml(panel.plot, panel.box, target='inner')}{plots}{axes}"
        f"<c:spPr><a:noFill/></c:spPr></c:plotArea>{_legend(panel, text, series)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text.properties()}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return xml, tuple(series.owners)


def _title(panel: Panel, text: ChartText) -> str:
    """The chart's own; or what the numbers at the left are: as an axis's title office suites set that a word a line."""
    beside = panel.beside_title if panel.beside_title and not panel.beside_title.upwards else None
    if not (panel.title or beside):
        return '<c:autoTitleDeleted val="1"/>'
    words = text.rich([" ".join(panel.title)], size=panel.title_size, bold=True, align="l")
    if beside:
        words = text.rich([" ".join(beside.lines)], size=beside.size, align="l")
    place = Box(panel.box.x, panel.box.y, 0, 0)
    where = place_xml(place, panel.box)
    return f'<c:title>{words}{where}<c:overlay val="1"/></c:title><c:autoTitleDeleted val="0"/>'


def _legend(panel: Panel, text: ChartText, series: SeriesWriter) -> str:
    if panel.legend is None:
        return ""
    # A trend line has an entry of its own, behind those of all series.
    trends = range(series.written, series.written + series.trends)
    shown, count = len(panel.legend.widths), len(panel.chart.names)
    owners = range(count) if panel.chart.is_round else series.owners
    beyond = [number for number, of in enumerate(owners) if of >= shown]
    without = sorted({*series.unlisted, *trends, *beyond})
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>' for number in without
    )
    where = place_xml(panel.legend.box, panel.box)
    style = text.properties(size=panel.legend.size)
    return f'<c:legend><c:legendPos val="t"/>{hidden}{where}<c:overlay val="0"/>{style}</c:legend>'
