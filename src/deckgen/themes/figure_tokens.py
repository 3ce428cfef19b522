"""How diagrams and charts look."""

from typing import Annotated

from msgspec import Meta

from deckgen.model import Model
from deckgen.themes.token_values import Color, Colors, Length, Percent, Share, Size


class DiagramTokens(Model, frozen=True, kw_only=True):
    """Flows: boxes and arrows."""

    text: Size = 18.0
    """Type size in boxes …"""
    label: Size = 14.0
    """… and at arrows."""
    box_width: tuple[Size, Size] = (80.0, 170.0)
    """The least and the most."""
    label_width: Size = 84.0
    """The most that a line of a label takes."""
    padding: Length = 12.0
    """Around a box's text."""
    gap: Length = 46.0
    """Between layers …"""
    label_gap: Length = 12.0
    """… around the label of an arrow …"""
    beside: Length = 26.0
    """… and between boxes of one layer."""
    close_width: tuple[Size, Size] = (60.0, 124.0)
    """Width of boxes where a flow would be too large …"""
    close_gap: Length = 30.0
    """… what is then between layers …"""
    close_beside: Length = 18.0
    """… and between boxes of one layer."""
    pair: Length = 14.0
    """Between two arrows to and fro."""
    clear: Length = 4.0
    """Between an arrow and what is written beside it."""
    first: tuple[Color, Color] = ("accent", "ground")
    """Ground and text of a box where the flow begins …"""
    box: tuple[Color, Color] = ("shade", "text")
    """… and of any other."""
    outline: Color = "accent"
    """Line around boxes …"""
    edge: Color = "muted"
    """Colour of arrows …"""
    frame: Color = "muted"
    """Line around boxes that belong together …"""
    frame_title: Color = "muted"
    """… and what they are."""
    frame_inset: Length = 10.0
    """From what it is around to such a line."""
    title_gap: Length = 8.0
    """Below the title of a diagram."""
    dot: Length = 16.0
    """Diameter of a dot …"""
    bar: Length = 70.0
    """… and length of a bar, at which ways part or meet."""
    speech_width: Size = 230.0
    """The most that a line of what one party says to another takes …"""
    step: Length = 11.0
    """… what is between one such thing and the next …"""
    aside: Length = 34.0
    """… and how far what it says to itself leads out."""
    outline_width: Length = 1.5
    """… its width …"""
    edge_width: Length = 2.0
    """… and theirs."""
    head: Length = 10.0
    """Length of an arrow's head, and its width."""
    schedule: Size = 640.0
    """Width of the bars of a schedule of many rows …"""
    least_schedule: Size = 300.0
    """… of few …"""
    wide_schedule: Share = 2.2
    """… width of a schedule over its height, in between …"""
    names: Size = 200.0
    """… and the most that the words before them take."""
    row: Length = 9.0
    """From one bar to the next …"""
    least_bar: Length = 3.0
    """… and the width of what lasts next to nothing."""
    task: Color = "accent"
    """What is to be done …"""
    active: Color = "accent"
    """… what is being done …"""
    done: Color = "muted@50+50"
    """… what has been done …"""
    dark_done: Color = "muted@50"
    """… on dark ground, too, …"""
    critical: Color = "negative"
    """… and what must not be late."""
    corner: Share = 0.167
    """Radius over a box's shorter side."""


class ChartTokens(Model, frozen=True, kw_only=True):
    """Charts."""

    slice_gap: Length = 6.0
    """Between a pie or ring and the names around it."""

    palette: Colors = ("accent1", "accent2", "accent4", "accent5", "accent3", "accent6")
    """Of series and slices, in order; further ones come darker, then lighter."""
    stepped_back: Colors = ("muted@60+40", "muted@40+60", "muted@25+75")
    """Marks beside one that stands out, in turn …"""
    dark_stepped_back: Colors = ("muted@62", "muted@48", "muted@34")
    """… and on dark ground."""
    grid: Color = "shade@92"
    """Lines behind a chart …"""
    dark_grid: Color = "text@35"
    """… and on dark ground."""
    hatched_ground: Percent = 40
    """Share in percent of its colour that the ground of a hatched surface has."""
    line: Length = 2.5
    """Widths of lines: of data …"""
    fine: Length = 1.5
    """… of references and error bars …"""
    axis: Length = 1.0
    """… of axes, and of the gaps in stacks …"""
    grid_line: Length = 0.75
    """… of lines behind the chart …"""
    edge: Length = 1.5
    """… and between slices."""
    marker: Length = 8.0
    """Diameter."""
    gap: Annotated[int, Meta(ge=0, le=500)] = 60
    """Between groups of bars, in percent of a bar's width as spreadsheets have it …"""
    touching_gap: Annotated[int, Meta(ge=0, le=500)] = 6
    """… and between those of a histogram."""
    overlap: Annotated[int, Meta(ge=-100, le=100)] = -6
    """Of the bars in a group; less than nothing for a gap."""
    hole: Annotated[int, Meta(ge=10, le=90)] = 58
    """Diameter of a ring's hole, in percent of its own."""
    bubble: Share = 0.25
    """Diameter of the largest bubble, in shares of the plot's shorter side."""
    band: Percent = 30
    """Opacity in percent of a band of data …"""
    reference: Percent = 18
    """… and of one that is only a reference."""
    large: Size = 18.0
    """Type sizes: in a chart that has the slide …"""
    text: Size = 16.0
    """… in most …"""
    small: Size = 14.0
    """… in one less high than a third of it …"""
    source: Size = 12.0
    """… and of the source."""
    roomy: Length = 230.0
    """Height from which a chart's text is not small …"""
    spacious: tuple[Length, Length] = (600.0, 320.0)
    """… and width and height from which it is large."""
    panel_gap: Length = 26.0
    """Between charts side by side."""
    label_gap: Length = 9.0
    """From the middle of a point to its label …"""
    line_gap: Length = 6.0
    """… from the end of a line across …"""
    bar_gap: Length = 4.0
    """… and from a bar or bubble."""
    tick_gap: Length = 7.0
    """From a tick's label to its axis."""
