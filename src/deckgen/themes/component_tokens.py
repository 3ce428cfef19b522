"""How lists, tables, callouts, code, quotations and what is missing look."""

from typing import Annotated

from msgspec import Meta

from deckgen.model import Model
from deckgen.themes.token_values import Color, Insets, Length, NoColor, Share, Sign


class BulletTokens(Model, frozen=True, kw_only=True):
    """What stands before the items of a list."""

    markers: Annotated[tuple[Sign, ...], Meta(min_length=1, max_length=9)] = ("•", "–")
    """Level by level, over and over."""
    color: Color = "accent"
    """Of bullets and numbers."""


class TableTokens(Model, frozen=True, kw_only=True):
    """Tables."""

    header: NoColor = "title"
    """Ground of the header …"""
    header_text: Color = "ground"
    """… and its words …"""
    header_size: Share = 1.0
    """… over the size of the others."""
    header_rule: Length = 0.0
    """Line below the header …"""
    header_rule_color: Color = "accent"
    """… and its colour."""
    total_rule: Length = 1.5
    """Line above a row of totals."""
    frame_rule: Length = 0.0
    """Lines above and below the whole."""
    band: NoColor = "shade"
    """Every other row …"""
    ground: NoColor = "ground"
    """… and the rows between."""
    rule: Color = "rule"
    """Line below each row …"""
    rule_width: Length = 0.5
    """… its width …"""
    rule_between_lines: Length = 0.5
    """… and that where it has none, nor bands, and words go over several lines."""
    padding: tuple[Length, Length] = (8.0, 4.0)
    """Left and right, above and below, in each cell …"""
    narrow_padding: tuple[Length, Length] = (4.0, 3.0)
    """… of more than 10 columns …"""
    least_padding: tuple[Length, Length] = (1.0, 2.0)
    """… and of more than 20."""
    tight: Length = 1.5
    """Above and below, where the table would not fit on its slide otherwise."""
    picture: tuple[Length, Length] = (260.0, 110.0)
    """The largest picture in a cell."""
    missing: tuple[Length, Length] = (120.0, 40.0)
    """Width and height of the place of a picture that is not there."""


class CalloutTokens(Model, frozen=True, kw_only=True):
    """Boxes that warn, advise or explain."""

    ground: Color = "shade"
    """What its words stand on."""
    insets: Insets = (18.0, 10.0, 16.0, 12.0)
    """From its edges to its words: left, top, right, bottom."""
    bar: Length = 4.0
    """Width of the bar at its side."""
    icon: Share = 1.05
    """Diameter over the type size."""
    sign: Share = 0.625
    """Its sign over its diameter."""
    icon_gap: Length = 10.0
    """From the icon to the words."""
    title_gap: Length = 4.0
    """Below its title."""
    note: tuple[Color, Sign] = ("accent1", "i")
    """Colour and sign of each kind."""
    tip: tuple[Color, Sign] = ("positive", "✓")
    """The same …"""
    important: tuple[Color, Sign] = ("accent5", "!")
    """… of each …"""
    warning: tuple[Color, Sign] = ("emphasis", "!")
    """… other …"""
    caution: tuple[Color, Sign] = ("negative", "×")
    """… kind."""


class CardTokens(Model, frozen=True, kw_only=True):
    """Boxes side by side."""

    ground: Color = "shade"
    """What its words stand on."""
    insets: Insets = (16.0, 16.0, 16.0, 14.0)
    """From its edges to its words: left, top, right, bottom."""
    bar: Length = 4.0
    """Height of the bar above."""
    bar_color: Color = "accent"
    """Of that bar."""


class TimelineTokens(Model, frozen=True, kw_only=True):
    """What happened when, along a line."""

    dot: Length = 12.0
    """Diameter of a dot …"""
    usual: Color = "muted"
    """… its colour …"""
    main: Color = "accent"
    """… and that of an event whose words are all bold."""
    line: Length = 2.0
    """Width of the line …"""
    rule: Color = "rule"
    """… and its colour."""
    lead: Length = 10.0
    """From the dots to dates and words."""
    gap: Length = 20.0
    """Between events side by side …"""
    between: Length = 12.0
    """… and below each other."""
    dates: Share = 0.25
    """Of the width, the most that dates at the left of a line take."""


class CodeTokens(Model, frozen=True, kw_only=True):
    """Code."""

    ground: Color = "shade"
    """What it stands on."""
    insets: Insets = (14.0, 10.0, 14.0, 10.0)
    """From its edges to its lines: left, top, right, bottom."""
    title_insets: Insets = (14.0, 4.0, 14.0, 2.0)
    """The same for its title."""
    faded: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.58
    """How far lines go towards the ground where others stand out."""
    highlight: Color = "accent"
    """Band below lines that stand out for a step …"""
    highlight_opacity: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.18
    """… and how much of it is seen."""
    keyword: Color = "accent5"
    """Colours of kinds of words."""
    name: Color = "accent1"
    """Names of functions and types."""
    string: Color = "accent4"
    """Texts."""
    number: Color = "accent2"
    """Numbers and constants."""
    comment: Color = "muted"
    """Comments, and line numbers."""


class QuotationTokens(Model, frozen=True, kw_only=True):
    """Somebody's words."""

    ground: Color = "shade"
    """What its words stand on."""
    insets: Insets = (20.0, 10.0, 14.0, 10.0)
    """From its edges to its words: left, top, right, bottom."""
    bar: Length = 4.0
    """Width of the bar at its side …"""
    bar_color: Color = "emphasis"
    """… and its colour."""
    indent: Length = 24.0
    """Of one that has the slide: from its bar to its text …"""
    margin: Length = 40.0
    """… and at its right."""
    bold: bool = False
    """Its words, where it has the slide."""


class MissingTokens(Model, frozen=True, kw_only=True):
    """The place of a figure that is still to be drawn, or of a page that can't be shown."""

    ground: Color = "shade"
    """What its words stand on."""
    outline: Color = "muted"
    """Its dashed line."""
    insets: Insets = (12.0, 10.0, 12.0, 10.0)
    """From its edges to its words: left, top, right, bottom."""
    poster_insets: Insets = (16.0, 12.0, 16.0, 12.0)
    """The same for a page."""
    height: tuple[Length, Length] = (90.0, 220.0)
    """The least and the most."""
    width: Length = 260.0
    """The least."""
