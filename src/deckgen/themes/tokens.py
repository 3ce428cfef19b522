"""A theme's design tokens: what decides how it looks, by what it is for. Lengths are points.

The defaults here are what every template gets that says nothing of its own. `theme.toml` beside a template and a deck's
`theme-options` change them, group by group.
"""

from typing import Annotated

from msgspec import Meta

from deckgen.model import Model
from deckgen.themes.component_tokens import (
    BulletTokens,
    CalloutTokens,
    CardTokens,
    CodeTokens,
    MissingTokens,
    QuotationTokens,
    TableTokens,
    TimelineTokens,
)
from deckgen.themes.figure_tokens import ChartTokens, DiagramTokens
from deckgen.themes.token_values import Color, Insets, Length, NoColor, Share, Size, Sizes


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
    muted: NoColor = ""
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
    grown: Annotated[tuple[Size, ...], Meta(max_length=30)] = ()
    """Above its first size, the largest first: for a slide with room to spare."""
    least_body: Size = 16.0
    """Body text is never set smaller, but for what can't be cut."""
    comfortable: Size = 18.0
    """A slide with figures is split rather than set smaller than this."""
    split: Size = 20.0
    """Size of the body at which text is split over slides, if its section allows …"""
    common: Size = 20.0
    """… and down to which a crowded slide draws its neighbours."""
    title: Sizes = (
        96.0, 88.0, 80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 22.0, 20.0, 18.0, 16.0,
    )  # fmt: skip
    """Below the size that the template's title has."""
    title_lines: Annotated[int, Meta(ge=0, le=4)] = 0
    """Lines of a title that stand below its place's top, whatever its height; nothing for those that it holds."""
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
    numbered_captions: bool = False
    """Captions begin with the number of their figure."""
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
    shown_code: Sizes = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
    """Of code that has a slide, or half of it: the first at which no line is too long."""
    lone_equation: Annotated[tuple[Share, ...], Meta(max_length=30)] = (1.75, 1.6, 1.4, 1.25)
    """Size of a formula that is all its slide says, in that of the text."""
    lone_height: Share = 0.72
    """Share of the slide's room that such a formula has."""
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
    caption: Size = 16.0
    """Below a figure or table."""
    small: Size = 12.0
    """Footnotes, sources, what stands around a slide."""
    least_small: Sizes = (10.0, 8.0)
    """Below that, where the place of a footer is too small."""
    last_resort: Sizes = (10.0, 8.0, 6.0)
    """Below what is legible in a room: only for what can't be cut, and reported."""
    forced: Sizes = (14.0, 12.0, 10.0, 8.0, 6.0, 5.0, 4.0)
    """Body sizes for what can't be cut and fits at none of its own."""
    credit: Share = 0.7
    """Over the body's size: whose words they are …"""
    small_share: Share = 0.6
    """… and footnotes."""

    def down_from(self, size: float) -> tuple[float, ...]:
        """Sizes for words in a place that is made for that size, in points, the largest first."""
        smaller = {each for each in (*self.title, *self.body) if each < size}
        return size, *sorted(smaller, reverse=True)


class SpaceTokens(Model, frozen=True, kw_only=True):
    """Distances."""

    bleeds: bool = False
    """A photograph that is higher than wide fills the slide's edge beside words."""
    frame_gap: Length = 14.0
    """Between frames that stand one below the other …"""
    plate: Length = 10.0
    """Around a picture that would not be seen on its slide, of the plate on which it stands."""
    caption_gap: Length = 8.0
    """Between a figure and its caption …"""
    caption_width: Length = 200.0
    """… which is at least that wide, if there is room …"""
    caption_least: Length = 110.0
    """… and never narrower than that in a row of pictures."""
    gutter: Length = 28.0
    """… and side by side."""
    figure_gap: Length = 18.0
    """Between figures, and between cards …"""
    widest_gap: Length = 45.0
    """… and between figures in a grid that would not fill its place."""
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
    full: Share = 0.6
    """Share of its place's height that text fills before it grows no further."""
    loose: Share = 2.4
    """How many times wider the spaces between paragraphs may get where there is room …"""
    tall: Share = 0.7
    """… up to that share of the height."""
    centre: Share = 0.45
    """Where the middle of what is still short stands, in shares of the height; 0 leaves it at the top."""
    measure: Length = 37.0
    """Width in em of text of several lines, some 75 letters, if there is room."""
    fact_rule: Length = 3.0
    """Line above each of several numbers side by side."""
    title_gap: Length = 14.0
    """Below a title of two lines."""
    margins: Insets = (60.0, 134.0, 60.0, 56.0)
    """Of content on a template that has no place for it."""
    least_below: Length = 80.0
    """Height below text in which a figure may stand."""
    least_picture: Length = 150.0
    """Width below which a picture beside text is not worth showing …"""
    least_missing: Length = 120.0
    """… and the place of a missing one."""
    progress: Length = 0.0
    """Height of a line at the foot with a piece for each section; nothing for none."""
    logo: tuple[Length, Length] = (96.0, 26.0)
    """The largest that one is drawn."""
    logo_edge: tuple[Length, Length] = (60.0, 15.0)
    """From the slide's right and lower edges to a logo on a template without slide numbers."""
    part: tuple[Length, Length] = (60.0, 16.0)
    """Width and height of the place of “2/3”."""


class Tokens(Model, frozen=True, kw_only=True):
    """All of them."""

    colors: ColorTokens = ColorTokens()
    type: TypeTokens = TypeTokens()
    space: SpaceTokens = SpaceTokens()
    bullets: BulletTokens = BulletTokens()
    table: TableTokens = TableTokens()
    callout: CalloutTokens = CalloutTokens()
    card: CardTokens = CardTokens()
    timeline: TimelineTokens = TimelineTokens()
    code: CodeTokens = CodeTokens()
    quotation: QuotationTokens = QuotationTokens()
    missing: MissingTokens = MissingTokens()
    diagram: DiagramTokens = DiagramTokens()
    chart: ChartTokens = ChartTokens()
