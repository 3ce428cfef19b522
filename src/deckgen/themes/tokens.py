"""A theme's design tokens: what decides how it looks, by what it is for. Lengths are points.

The defaults here are what every template gets that says nothing of its own. `theme.toml` beside a template and a deck's
`theme-options` change them, group by group.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta

from deckgen.model import Model

Color = Annotated[str, Meta(pattern=r"^(\w+(@\d{1,3}(\+\d{1,3})?)*)?$", max_length=60)]
"""A colour of the template (`dk1`, `accent2` …), a role of `ColorTokens`, or six hexadecimal digits, with a change
behind it if need be: `text@60+40` is 60 % of its luminance and 40 % more."""
Colors = Annotated[tuple[Color, ...], Meta(min_length=1, max_length=30)]
Size = Annotated[float, Meta(ge=1.0, le=400.0)]
Sizes = Annotated[tuple[Size, ...], Meta(min_length=1, max_length=30)]
"""Type sizes, of which the first that fits is taken."""
Length = Annotated[float, Meta(ge=0.0, le=2000.0)]
Share = Annotated[float, Meta(ge=0.0, le=10.0)]
Percent = Annotated[int, Meta(ge=-100, le=400)]
Sign = Annotated[str, Meta(pattern=r"^[^<>&\"'\x00-\x1f]{1,3}$")]
Insets: TypeAlias = tuple[Length, Length, Length, Length]
"""Left, top, right, bottom."""


class ColorTokens(Model, frozen=True, kw_only=True):
    """Colours by what they are for."""

    text: Color = "dk1"
    """Of words …"""
    ground: Color = "lt1"
    """… and what they stand on."""
    title: Color = "dk2"
    """Titles, statements, leading lines; the ground of a table's header."""
    shade: Color = "lt2"
    """Ground of what stands out from the slide's: code, quotations, every other row of a table."""
    muted: Color = ""
    """Text that matters less; nothing for the text's colour, as far towards the ground as can be read on it."""
    accent: Color = "accent1"
    """Bullets, boxes of a flow, bars of cards."""
    emphasis: Color = "accent3"
    """Bars and bands that point at something."""
    rule: Color = "muted"
    """Lines of tables."""
    positive: Color = "accent4"
    """What is good …"""
    negative: Color = "accent2"
    """… and what is not."""
    marked: Color = "FFF2A8"
    """Ground of text that is marked, as with a highlighter."""


class TypeTokens(Model, frozen=True, kw_only=True):
    """Type sizes. Where there are several, the first that fits is taken."""

    body: Sizes = ()
    """Nothing for 32, 28, 24, 22, 20, 18 and 16, from the size of the template's own body text on."""
    least_body: Size = 16.0
    """Body text is never set smaller, but for what can't be cut."""
    comfortable: Size = 18.0
    """A slide with figures is split rather than set smaller than this."""
    split: Size = 20.0
    """Size of the body at which text is split over slides, if its section allows …"""
    common: Size = 20.0
    """… and down to which a crowded slide draws its neighbours."""
    title: Sizes = (54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 22.0, 20.0, 18.0, 16.0)
    """Below the size that the template's title has."""
    subtitle: Sizes = (22.0, 20.0, 18.0, 16.0)
    """Below the title of a cover or section."""
    statement: Sizes = (48.0, 44.0, 40.0, 36.0, 32.0, 28.0)
    """A sentence alone."""
    titled_statement: Size = 40.0
    """The largest below a title."""
    facts: Sizes = (96.0, 80.0, 66.0)
    """A number alone …"""
    fact: Size = 88.0
    """A number with the words that say what it is …"""
    fact_words: Size = 26.0
    """… and one with the words that say what it is."""
    quotation: Sizes = (32.0, 28.0, 24.0, 22.0)
    """A quotation alone."""
    table: Sizes = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 12.0)
    """Cells, up to the size of the body."""
    comfortable_table: Size = 14.0
    """Before a table is set smaller than this, its longest words are cut."""
    code: Sizes = (20.0, 18.0, 16.0, 14.0, 12.0)
    """Up to the size of the body."""
    broken_code: Size = 16.0
    """Of code with lines that are wider than the slide at any size."""
    equation: Annotated[tuple[Share, ...], Meta(min_length=1, max_length=30)] = (
        1.15, 1.0, 0.9, 0.8, 0.7, 0.6, 0.5,
    )  # fmt: skip
    """Of a formula on a line of its own, over the body's size: the first at which it fits the width."""
    label: Sizes = (16.0, 14.0, 12.0, 10.0)
    """Of what is written in place of a figure."""
    column_list: Size = 22.0
    """A long list of short items that does not fit at this size is set in columns."""
    footnotes: Size = 20.0
    """Size of the body beside which footnotes are small print."""
    small: Size = 12.0
    """Footnotes, sources, what stands around a slide."""
    least_small: Sizes = (10.0, 8.0)
    """Below that, where the place of a footer is too small."""
    last_resort: Sizes = (10.0, 8.0, 6.0)
    """Below what is legible in a room: only for what can't be cut, and reported."""
    forced: Sizes = (14.0, 12.0, 10.0, 8.0, 6.0, 5.0, 4.0)
    """Body sizes for what can't be cut and fits at none of its own."""
    credit: Share = 0.7
    """Over the body's size: whose words they are, captions …"""
    small_share: Share = 0.6
    """… and footnotes."""


class SpaceTokens(Model, frozen=True, kw_only=True):
    """Distances."""

    frame_gap: Length = 14.0
    """Between frames that stand one below the other …"""
    gutter: Length = 28.0
    """… and side by side."""
    figure_gap: Length = 18.0
    """Between figures, and between cards."""
    indent: Length = 22.0
    """Least hanging indent of a list level."""
    definition: Share = 1.2
    """Indent of what a term means, in em."""
    group: Share = 0.75
    """Above a paragraph, in shares of the body's size: where a group begins …"""
    item: Share = 0.45
    """… above an item …"""
    nested: Share = 0.22
    """… above one further in …"""
    hanging: Share = 0.25
    """… above an item, one further in, what hangs on one …"""
    paragraph: Share = 0.5
    """… and above any other."""
    margins: Insets = (60.0, 134.0, 60.0, 56.0)
    """Of content on a template that has no place for it."""
    least_below: Length = 80.0
    """Height below text in which a figure may stand."""
    least_picture: Length = 150.0
    """Width below which a picture beside text is not worth showing …"""
    least_missing: Length = 120.0
    """… and the place of a missing one."""
    logo: tuple[Length, Length] = (96.0, 26.0)
    """The largest that one is drawn."""
    logo_edge: tuple[Length, Length] = (60.0, 15.0)
    """From the slide's right and lower edges to a logo on a template without slide numbers."""
    part: tuple[Length, Length] = (60.0, 16.0)
    """Width and height of the place of “2/3”."""
    part_rise: Length = 24.0
    """How far above the content it stands."""


class BulletTokens(Model, frozen=True, kw_only=True):
    """What stands before the items of a list."""

    markers: Annotated[tuple[Sign, ...], Meta(min_length=1, max_length=9)] = ("•", "–")
    """Level by level, over and over."""
    color: Color = "accent"
    """Of bullets and numbers."""


class TableTokens(Model, frozen=True, kw_only=True):
    """Tables."""

    header: Color = "title"
    """Ground of the header …"""
    header_text: Color = "ground"
    """… and its words."""
    band: Color = "shade"
    """Every other row …"""
    ground: Color = "ground"
    """… and the rows between."""
    rule: Color = "rule"
    """Line below each row …"""
    rule_width: Length = 0.5
    """… and its width."""
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


class CodeTokens(Model, frozen=True, kw_only=True):
    """Code."""

    ground: Color = "shade"
    """What it stands on."""
    insets: Insets = (14.0, 10.0, 14.0, 10.0)
    """From its edges to its lines: left, top, right, bottom."""
    title_insets: Insets = (14.0, 4.0, 14.0, 2.0)
    """The same for its title."""
    highlight: Color = "emphasis"
    """Band below a line that stands out …"""
    highlight_opacity: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.28
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


class DiagramTokens(Model, frozen=True, kw_only=True):
    """Flows: boxes and arrows."""

    text: Size = 18.0
    """Type size in boxes …"""
    label: Size = 14.0
    """… and at arrows."""
    box_width: tuple[Size, Size] = (80.0, 170.0)
    """The least and the most."""
    padding: Length = 12.0
    """Around a box's text."""
    gap: Length = 46.0
    """Between layers …"""
    label_gap: Length = 12.0
    """… around the label of an arrow …"""
    beside: Length = 26.0
    """… and between boxes of one layer."""
    clear: Length = 4.0
    """Between a box and the ends of its arrows."""
    first: tuple[Color, Color] = ("accent", "ground")
    """Ground and text of a box where the flow begins …"""
    box: tuple[Color, Color] = ("shade", "text")
    """… and of any other."""
    outline: Color = "accent"
    """Line around boxes …"""
    edge: Color = "muted"
    """Colour of arrows …"""
    outline_width: Length = 1.5
    """… its width …"""
    edge_width: Length = 2.0
    """… and theirs."""
    head: Length = 10.0
    """Length of an arrow's head, and its width."""
    corner: Share = 0.167
    """Radius over a box's shorter side."""


class ChartTokens(Model, frozen=True, kw_only=True):
    """Charts."""

    palette: Colors = ("accent1", "accent2", "accent4", "accent5", "accent3", "accent6")
    """Of series and slices, in order; further ones come darker, then lighter."""
    stepped_back: Color = "muted@60+40"
    """Marks beside one that stands out."""
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
    gap: Percent = 60
    """Between groups of bars, in percent of a bar's width as spreadsheets have it …"""
    touching_gap: Percent = 6
    """… and between those of a histogram."""
    overlap: Percent = -6
    """Of the bars in a group; less than nothing for a gap."""
    hole: Percent = 58
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


class Tokens(Model, frozen=True, kw_only=True):
    """All of them."""

    colors: ColorTokens = ColorTokens()
    type: TypeTokens = TypeTokens()
    space: SpaceTokens = SpaceTokens()
    bullets: BulletTokens = BulletTokens()
    table: TableTokens = TableTokens()
    callout: CalloutTokens = CalloutTokens()
    card: CardTokens = CardTokens()
    code: CodeTokens = CodeTokens()
    quotation: QuotationTokens = QuotationTokens()
    missing: MissingTokens = MissingTokens()
    diagram: DiagramTokens = DiagramTokens()
    chart: ChartTokens = ChartTokens()
