"""A chart as data: what it shows, not where or how large."""

from typing import Literal, TypeAlias

from deckgen.model import Model, Variant

Color: TypeAlias = str
"""A theme colour by name (`text`, `ground`, `series1` …), as `Theme.color` has it."""

Scale: TypeAlias = Literal["category", "linear", "log", "date"]
NumberStyle: TypeAlias = Literal["plain", "compact", "scientific", "exponent", "date"]
"""12 500; 12,5 k; 10⁴; 1,25E+4; a date, which is a number of days since 30 December 1899 as spreadsheets
count them."""


class Axis(Model, frozen=True, eq=False, kw_only=True):
    """One axis: its title, scale and range (data units; None leaves it to the data)."""

    title: str = ""
    name: str = ""
    """Of its column in the data."""
    scale: Scale = "linear"
    low: float | None = None
    high: float | None = None
    style: NumberStyle | None = None
    """How its numbers are written; None leaves it to the data."""
    unit: str = ""
    """Written after every number."""
    hidden: bool = False


class Series(Model, frozen=True, eq=False, kw_only=True):
    """One line or group of marks.

    `y` has one value a category of the chart, or one a number in `x`; None is a gap.
    """

    name: str
    y: tuple[float | None, ...]
    x: tuple[float, ...] = ()
    color: Color = "series1"
    line: bool = True
    """Points are joined (lines and scatter charts)."""
    marker: bool = False
    dashed: bool = False
    sizes: tuple[float, ...] = ()
    """Of bubbles."""
    low: tuple[float | None, ...] = ()
    """Lower ends of ranges and bands; `y` holds the upper ones."""
    errors: tuple[tuple[float, float], ...] = ()
    """For each point, how far its error bar goes down and up."""
    points: tuple[str, ...] = ()
    """Names of single points, written beside them; an empty one is not written."""
    label: str = ""
    """Written at its end instead of its name."""


class Note(Model, frozen=True, eq=False):
    """Words at a place inside a chart: `x` in data units or the number of a category from 0."""

    text: str
    x: float
    y: float
    color: Color = "text"


class Reference(Model, frozen=True, eq=False):
    """A line across the chart at `low` of an axis, or a band from `low` to `high`."""

    axis: Literal["x", "y"]
    low: float
    high: float | None = None
    text: str = ""


class Lines(Variant, frozen=True):
    """Points at their places, joined where their series says so."""


class Bars(Variant, frozen=True):
    """Bars from zero to the value, side by side …"""

    lying: bool = False
    """… from left to right instead of upwards …"""
    stacked: bool = False
    """… or on one another …"""
    floating: bool = False
    """… or from their series' lower end to its value."""
    touching: bool = False
    """With hardly a gap, as those of one distribution have it."""


class Areas(Variant, frozen=True):
    """Surfaces on one another, from the first category to the last."""


class Bands(Variant, frozen=True):
    """Surfaces between two values; a series without lower ones is a line."""


class Slices(Variant, frozen=True):
    """Shares of one round whole."""

    ring: bool = False
    """It has a hole."""


class Bubbles(Variant, frozen=True):
    """Circles whose area is their size."""


Marks: TypeAlias = Lines | Bars | Areas | Bands | Slices | Bubbles
"""What every kind of chart is drawn with: the layout and the writers know these, and no kind by its name."""


class Chart(Model, frozen=True, eq=False, kw_only=True):
    """One plot."""

    marks: Marks
    series: tuple[Series, ...]
    over: tuple[Series, ...] = ()
    """Lines over standing bars, with a value a category."""
    categories: tuple[str, ...] = ()
    """Of an axis with names on it, or the slices of a pie."""
    x: Axis = Axis()
    y: Axis = Axis()
    title: str = ""
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()
    values: bool | None = None
    """Write each value at its mark; None where there are few of them, and for a slice's share."""
    named: bool = True
    """Its series have names that tell them apart, at their marks or in a legend."""
    percent: bool = False
    """Stacks are shares of their sum."""
    emphasis: tuple[int, ...] = ()
    """Marks of a single series that stand out, the others step back."""
    weight: float = 1.0
    """Its share of the width among its neighbours."""

    @property
    def names(self) -> tuple[str, ...]:
        """What a legend would list: slices, or series."""
        if self.is_round:
            return self.categories
        return tuple(series.name for series in self.every_series)

    @property
    def every_series(self) -> tuple[Series, ...]:
        """Lines over bars behind all others."""
        return (*self.series, *self.over)

    @property
    def is_round(self) -> bool:
        """It has no axes."""
        return isinstance(self.marks, Slices)

    @property
    def shows_shares(self) -> bool:
        """Its slices are labelled with their shares of all, not with their values."""
        return self.is_round and not self.values

    @property
    def is_lying(self) -> bool:
        """Its values go from left to right, its categories downwards."""
        return isinstance(self.marks, Bars) and self.marks.lying

    @property
    def is_stacked(self) -> bool:
        """Its series stand on one another."""
        return isinstance(self.marks, Areas) or (isinstance(self.marks, Bars) and self.marks.stacked)

    @property
    def is_clustered(self) -> bool:
        """It has bars side by side that begin at zero."""
        marks = self.marks
        return isinstance(marks, Bars) and not (marks.stacked or marks.floating)

    @property
    def is_pointed(self) -> bool:
        """Its marks are lines and points, not surfaces from an axis on."""
        return isinstance(self.marks, Lines | Bands | Bubbles)


class ChartGroup(Variant, frozen=True, eq=False, kw_only=True):
    """Plots side by side that make one figure, with the source in small print."""

    name: str
    charts: tuple[Chart, ...]
    source: str
    description: str
    """Alternative text, for when the author gives none; an empty one is made of the data."""
    title: str = ""
    """Above all of them."""
    lang: str = ""
    aspect: float = 2.0
    min_width: float = 420.0
    """Points below which its text is too small for a room."""
