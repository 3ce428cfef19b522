"""Axes: the range, ticks and formats that the layout decided."""

from __future__ import annotations

from deckgen.layout.charts.model import LaidAxis, Panel
from deckgen.layout.charts.style import grid_color, has_grid, over_color
from deckgen.themes.model import Box, Theme
from deckgen.writers.pptx.charts.numbers import format_code, percent_code
from deckgen.writers.pptx.charts.text import ChartText
from deckgen.writers.pptx.xml import attribute, emu, solid

ACROSS, UP = 111111111, 222222222
"""Ids of the two axes, …"""
OVER_ACROSS, OVER_UP = 333333333, 444444444
"""… and of those that lines over bars have to themselves."""


INSET = 3.5
"""From the edge of a title to its text, as PowerPoint and LibreOffice have it (pt)."""


def place_xml(part: Box, whole: Box, *, target: str = "") -> str:
    """`<c:layout>`: a box inside the chart, as shares of the chart's; without a width, only its corner."""
    inner = f'<c:layoutTarget val="{target}"/>' if target else ""
    size = ""
    if part.width:
        size = f'<c:w val="{part.width / whole.width:.5f}"/><c:h val="{part.height / whole.height:.5f}"/>'
    x, y = (part.x - whole.x) / whole.width, (part.y - whole.y) / whole.height
    return (
        f'<c:layout><c:manualLayout>{inner}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/>{size}</c:manualLayout></c:layout>'
    )


def axes_xml(panel: Panel, theme: Theme, text: ChartText) -> str:
    """Both axes of a chart."""
    lying = panel.chart.is_lying
    line = f'<c:spPr><a:ln w="{emu(theme.tokens.chart.axis)}">{solid("muted", theme)}</a:ln></c:spPr>'
    bare = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    grid = ""
    if has_grid(panel, theme):
        drawn = f'<a:ln w="{emu(theme.tokens.chart.grid_line)}">{solid(grid_color(theme), theme)}</a:ln>'
        grid = f"<c:majorGridlines><c:spPr>{drawn}</c:spPr></c:majorGridlines>"
    place = "l" if lying else "b"
    if panel.x.categorical:
        first = _category_axis(panel, place, text, line, lying=lying)
    else:
        first = _value_axis(panel.x, ACROSS, UP, place, "", line, panel, text, between="midCat")
    between = "midCat" if panel.begins_at_edge else "between"
    second = _value_axis(panel.y, UP, ACROSS, "b" if lying else "l", grid, bare, panel, text, between=between)
    return first + second + (_over_axes(panel.over_y, panel, theme, text) if panel.over_y else "")


def _over_axes(axis: LaidAxis, panel: Panel, theme: Theme, text: ChartText) -> str:
    """At the right; the categories are those below, which are not written twice."""
    code = attribute(format_code(axis.numbers, axis.ticks))
    return (
        f'<c:catAx><c:axId val="{OVER_ACROSS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="none"/><c:crossAx val="{OVER_UP}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{OVER_UP}"/><c:scaling><c:orientation val="minMax"/><c:max val="{axis.high!r}"/>'
        f'<c:min val="{axis.low!r}"/></c:scaling><c:delete val="0"/><c:axPos val="r"/>'
        f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{text.properties(size=axis.size, color=over_color(panel.chart, theme))}<c:crossAx val="{OVER_ACROSS}"/>'
        f'<c:crosses val="max"/><c:crossBetween val="between"/><c:majorUnit val="{axis.step!r}"/></c:valAx>'
    )


def _category_axis(panel: Panel, place: str, text: ChartText, line: str, *, lying: bool) -> str:
    axis = panel.x
    order = "maxMin" if lying else "minMax"
    labels = "none" if axis.axis.hidden else "low"
    # On a logarithmic axis both are its lowest value; LibreOffice compares logarithms with that, and writes values
    # below bars that it takes for negative.
    is_log = panel.y.axis.scale == "log" and panel.y.low >= 1
    foot = "min" if panel.y.base and not is_log else "autoZero"
    style = text.properties(size=axis.size, turn=-45 if axis.turned else 0)
    return (
        f'<c:catAx><c:axId val="{ACROSS}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{place}"/>{_title(axis, panel, place, text)}'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>{line}{style}'
        f'<c:crossAx val="{UP}"/><c:crosses val="{foot}"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/><c:tickLblSkip val="{axis.skip}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(
    axis: LaidAxis, own: int, other: int, place: str, grid: str, line: str, panel: Panel, text: ChartText,
    *, between: str,
) -> str:  # fmt: skip
    log = f'<c:logBase val="{axis.base:g}"/>' if axis.base else ""
    code = format_code(axis.numbers, axis.ticks)
    share = 1.0
    if panel.chart.percent and own == UP:  # stacks of shares have an axis from 0 to 1
        share, code = 0.01, percent_code(axis.numbers)
    labels = "none" if axis.axis.hidden else "low" if panel.begins_at_edge else "nextTo"
    crosses = "autoZero" if panel.x.categorical or (own == ACROSS and panel.stands_on_zero) else "min"
    if panel.chart.is_lying:
        crosses = "max"  # the categories run downwards: the values stand at their end, below
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling>{log}<c:orientation val="minMax"/>'
        f'<c:max val="{axis.high * share!r}"/><c:min val="{axis.low * share!r}"/></c:scaling>'
        '<c:delete val="0"/>'
        f'<c:axPos val="{place}"/>{grid}{_title(axis, panel, place, text)}'
        f'<c:numFmt formatCode="{attribute(code)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>{line}{text.properties(size=axis.size)}'
        f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/><c:crossBetween val="{between}"/>'
        f'<c:majorUnit val="{axis.step * share!r}"/></c:valAx>'
    )


def _title(axis: LaidAxis, panel: Panel, place: str, text: ChartText) -> str:
    """That of the axis below, and of the other if it reads upwards; else that stands above the chart."""
    title = panel.beside_title if place == "l" else panel.below_title
    if not axis.axis.title or title is None or (place == "l" and not title.upwards):
        return ""
    words = text.rich(title.lines, size=title.size, turn=-90 if place == "l" else None)
    x, y = max(panel.box.x, title.box.x - INSET), max(panel.box.y, title.box.y - INSET)
    where = place_xml(Box(x, y, 0.0, 0.0), panel.box)
    return f'<c:title>{words}{where}<c:overlay val="0"/></c:title>'
