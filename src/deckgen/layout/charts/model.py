"""A chart as it will be shown: where its plot stands, its axes' ticks, what is written where."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from deckgen.deck.charts import Axis, Chart, ChartGroup, Color
from deckgen.deck.clicks import ALWAYS, Step
from deckgen.layout.charts.numbers import Numbers
from deckgen.model import Model, Variant
from deckgen.source import Span
from deckgen.themes.model import Box, Placeholder

LabelPlace: TypeAlias = Literal["right", "left", "above", "below", "center"]

ValuePlace: TypeAlias = Literal["", "below", "inside", "none"]
"""Where a value stands: as marks of its kind have it, below a point, at the end inside a bar, or nowhere."""


class Tick(Model, frozen=True):
    """One mark of an axis."""

    value: float
    label: str


class LaidAxis(Model, frozen=True, kw_only=True):
    """An axis with its range. Categories stand at 0, 1, 2 …"""

    axis: Axis
    low: float
    high: float
    ticks: tuple[Tick, ...]
    step: float = 1.0
    """From one tick to the next: added, or multiplied on a logarithmic axis."""
    base: float = 0.0
    """Of the logarithm; 0 for an axis that is not logarithmic."""
    numbers: Numbers = Numbers()
    size: float = 16.0
    """Type size of its ticks' labels."""
    turned: bool = False
    """Its labels rise at 45°, because they are too long to stand side by side."""
    skip: int = 1
    """Only every so many names are written."""

    @property
    def categorical(self) -> bool:
        """True if it names things."""
        return self.axis.scale == "category"


class Label(Model, frozen=True, kw_only=True):
    """Words beside one mark. After the chart's own series count its notes, then each reference."""

    series: int
    point: int
    text: str
    place: LabelPlace
    color: Color
    at: tuple[float, float]
    """The mark, in data units."""
    named: bool = False
    """It is the name of its series …"""
    valued: bool = False
    """… or the value at the mark, or both."""
    bold: bool = False
    gap: float
    """Points from the middle of the mark to it."""
    shift: float = 0.0
    """Points that it stands further right …"""
    rise: float = 0.0
    """… and higher than that, to keep clear of others."""


class AxisTitle(Model, frozen=True):
    """Words along an axis, in lines."""

    lines: tuple[str, ...]
    box: Box
    size: float
    upwards: bool = False
    """They are read from below to above."""


class Legend(Model, frozen=True):
    """Samples and names in rows of so many `columns`, each entry as wide as `widths` says; of more names, the first."""

    box: Box
    widths: tuple[float, ...]
    columns: int
    size: float


Pattern: TypeAlias = Literal["solid", "up", "down", "grid"]
"""How a surface is filled."""


class Panel(Model, frozen=True, kw_only=True):
    """One chart in its box."""

    box: Box
    plot: Box
    """Inside the axes."""
    chart: Chart
    x: LaidAxis
    y: LaidAxis
    """Of the values, even where bars lie down."""
    over_y: LaidAxis | None = None
    """Of lines over bars that have one of their own, at the right."""
    size: float
    """Of most of its text."""
    title: tuple[str, ...] = ()
    """Its lines."""
    title_size: float = 0.0
    below_title: AxisTitle | None = None
    """Of the axis below the plot …"""
    beside_title: AxisTitle | None = None
    """… and of the one at its left: above it, or reading upwards."""
    labels: tuple[Label, ...] = ()
    legend: Legend | None = None
    surfaces: tuple[tuple[Color, Pattern], ...] = ()
    """Where only the legend names them: the colour of each series or slice, and how that fills it."""
    values: Numbers | None = None
    """How the value at each mark is written; nothing if it is not …"""
    value_size: float = 0.0
    """… at which size …"""
    value_places: tuple[tuple[ValuePlace, ...], ...] = ()
    """… and where it stands, for each series."""
    slice_shifts: tuple[tuple[float, float], ...] = ()
    """How far each label of a pie or ring stands from the middle of its slice, in shares of the box's width and
    height."""
    crowded: bool = False
    """It has more words than room: some are cut off, left out or over one another."""

    @property
    def begins_at_edge(self) -> bool:
        """True if marks may stand on the very edge of the plot, not in places of one width."""
        return not self.x.categorical or self.x.low == 0

    @property
    def stands_on_zero(self) -> bool:
        """True if the line below its marks is that of zero, where the axis has it: not for points in a plane."""
        lines = any(series.line for series in self.chart.series)
        return self.x.categorical or (lines and not self.y.base)

    def size_of(self, label: Label) -> float:
        """At which a label is written: a value alone as all values are."""
        return self.value_size if label.valued and not label.named else self.size


class Caption(Model, frozen=True):
    """Lines above or below all charts of a figure: its title, at the left, or its source, at the right."""

    lines: tuple[str, ...]
    box: Box
    size: float


class ChartFrame(Variant, frozen=True, kw_only=True):
    """A figure of one or several charts; its panels come when its place is settled."""

    box: Box
    group: ChartGroup
    alt: str
    span: Span
    panels: tuple[Panel, ...] = ()
    title: Caption | None = None
    source: Caption | None = None
    placeholder: Placeholder | None = None
    step: Step = ALWAYS
    """Click at which it appears."""
    steps: tuple[int, ...] = ()
    """Clicks at which its series appear, in order, chart by chart; nothing if they come with it."""

    @property
    def panel_steps(self) -> Iterator[tuple[int, ...]]:
        """The steps of each panel's series."""
        first = 0
        for panel in self.panels:
            count = len(panel.chart.series)
            yield self.steps[first : first + count]
            first += count
