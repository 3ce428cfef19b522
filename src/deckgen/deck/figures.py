"""What a figure shows: a picture, a chart, a drawing, or what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Color: TypeAlias = str
"""A theme colour by name (`ink`, `paper`, `accent1` …), as `deckgen.themes.Palette` has it."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Picture:
    """An image file, read and checked."""

    name: str
    """File name, for people."""
    data: bytes
    media_type: str
    width: float
    """Natural size in pixels."""
    height: float
    fallback: bytes = b""
    """The same as PNG, where `data` is a format that PowerPoint shows only beside one (SVG)."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One line or group of marks of a chart; `x` holds numbers, or categories for bars."""

    name: str
    x: tuple[float, ...] | tuple[str, ...]
    y: tuple[float, ...]
    color: Color = "accent1"
    line: bool = True
    marker: bool = False
    dashed: bool = False
    label: str = ""
    """Written at the series' end instead of a legend."""
    label_dy: float = 0.0
    """Moves that label up, in points."""
    value_labels: tuple[str, ...] = ()
    """Written at each point (bars) or nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """One axis: its title, scale and range (data units; None leaves it to the data)."""

    title: str = ""
    log: bool = False
    low: float | None = None
    high: float | None = None
    ticks: tuple[float, ...] = ()
    tick_labels: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Note:
    """Words at a place inside a chart, in data units."""

    text: str
    x: float
    y: float
    color: Color = "ink"
    bold: bool = False
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """One plot."""

    kind: Literal["line", "bar"]
    series: tuple[Series, ...]
    x: Axis = Axis()
    y: Axis = Axis()
    title: str = ""
    notes: tuple[Note, ...] = ()
    weight: float = 1.0
    """Its share of the width among its neighbours."""


@dataclass(frozen=True, slots=True, eq=False)
class ChartGroup:
    """Plots side by side that make one figure, with the source in small print."""

    name: str
    charts: tuple[Chart, ...]
    source: str
    description: str
    """Alternative text, for when the author gives none."""
    aspect: float = 2.3
    min_width: float = 600.0
    """Points below which its text is too small for a room."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Shape:
    """One element of a drawing; the box is in points from the drawing's top left corner."""

    kind: Literal["circle", "rectangle", "round", "line", "arrow", "text"]
    x: float
    y: float
    width: float
    height: float
    fill: Color = ""
    stroke: Color = ""
    text: str = ""
    color: Color = "ink"
    size: float = 14.0
    """Type size in points."""
    bold: bool = False
    align: Literal["left", "center", "right"] = "center"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Drawing:
    """Shapes on a canvas of `width` × `height` points, scaled as one."""

    name: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str
    min_width: float = 560.0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Missing:
    """A figure that is not there (yet): shown as a visible placeholder."""

    label: str
    """What the author wrote for it: a description, alternative text or a file name."""
    reason: str = ""


Art: TypeAlias = Picture | ChartGroup | Drawing | Missing
