"""What the layout decides: frames with a box and a type size, once for every writer.

Lengths are in points on the theme's slide. A writer transcribes this and decides nothing.
"""

from typing import Literal, TypeAlias

from msgspec.structs import replace

from deckgen.carried import Carried
from deckgen.deck.blocks import Align, Block
from deckgen.deck.clicks import ALWAYS, Step
from deckgen.deck.figures import Drawing, Film, InlinePicture, Picture
from deckgen.deck.inlines import Inlines, plain_text
from deckgen.deck.maths import Formula
from deckgen.deck.slides import Direction, Gradient, SlideKind, Transition
from deckgen.layout.charts.model import ChartFrame
from deckgen.model import Model, Variant
from deckgen.source import Span
from deckgen.themes.model import Anchor, Box, LayoutKind, Placeholder, SlideLayout, Theme
from deckgen.themes.places import on_layout
from deckgen.themes.standing import standing_on
from deckgen.themes.text_style import Caps

LINE_HEIGHT = 1.2
"""Line height over type size at single spacing, as PowerPoint and LibreOffice have it for any font."""
BASELINE = 1.0
"""From the top of a line to its baseline, over type size; the rest of the line hangs below."""

TextRole: TypeAlias = Literal[
    "title", "eyebrow", "ordinal", "subtitle", "body", "statement", "quotation", "code", "missing", "part", "header",
    "footer", "number", "counted", "date", "footnote", "caption", "callout", "poster", "filename",
]  # fmt: skip
ParagraphRole: TypeAlias = Literal[
    "text", "lead", "subheading", "item", "small", "term", "definition", "credit", "caption"
]


class Line(Model, frozen=True):
    """One line of text as predicted."""

    text: str
    x: float
    """Left edge from the slide's left edge."""
    baseline: float
    """From the slide's top."""
    width: float


class Marker(Model, frozen=True):
    """What stands before a list item: a bullet, or a number that counts on."""

    text: str
    number: int = 0
    """0 for a bullet."""
    color: str = ""
    """If not that of the theme's bullets."""
    scheme: str = "1."
    """Of a number: how the first one of its kind is written."""


class PlacedPicture(Model, frozen=True):
    """A picture in a line of text."""

    box: Box
    picture: InlinePicture
    link: str = ""


class LaidParagraph(Model, frozen=True, kw_only=True):
    """A paragraph at its size, with the lines that it is expected to break into."""

    inlines: Inlines
    role: ParagraphRole
    size: float
    lines: tuple[Line, ...]
    level: int = 0
    marker: Marker | None = None
    left: float = 0.0
    """Where its text starts, from the frame's inner edge."""
    hanging: float = 0.0
    """How far before that its marker starts."""
    space_before: float = 0.0
    color: str = ""
    """Six hexadecimal digits, or nothing for the frame's colour."""
    bold: bool = False
    italic: bool = False
    caps: Caps = ""
    """All of it."""
    align: Align = ""
    foreign: bool = False
    """Some of its characters come from a font with a line height of its own."""
    step: Step = ALWAYS
    footnote: str = ""
    """Label of the footnote that it begins."""
    right_to_left: bool = False
    pictures: tuple[PlacedPicture, ...] = ()
    """Those that stand in its lines."""


class TextFrame(Variant, frozen=True, kw_only=True):
    """Paragraphs in a box."""

    role: TextRole
    box: Box
    paragraphs: tuple[LaidParagraph, ...]
    span: Span
    color: str
    placeholder: Placeholder | None = None
    insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    anchor: Anchor = "top"
    fill: str = ""
    outline: str = ""
    level: int = 0
    """Heading level in HTML, for titles."""
    step: Step = ALWAYS
    """Of all of it."""
    language: str = ""
    """Of code."""

    @property
    def is_whole_place(self) -> bool:
        """It fills all of its place, or all but what a title takes of it; else it is a part of what stands there."""
        if self.placeholder is None:
            return False
        place = self.placeholder.box
        return (self.box.x, self.box.width, self.box.bottom) == (place.x, place.width, place.bottom)

    @property
    def text(self) -> str:
        """Its characters, a line a paragraph."""
        return "\n".join(plain_text(paragraph.inlines) for paragraph in self.paragraphs)


class FigureFrame(Variant, frozen=True, kw_only=True):
    """A picture, drawing, film or sound. Without alternative text it only decorates."""

    box: Box
    art: Picture | Drawing | Film
    alt: str
    span: Span
    link: str = ""
    placeholder: Placeholder | None = None
    crop: tuple[float, float] = (0.0, 0.0)
    """Shares of the picture's width and height that are cut off on either side."""
    step: Step = ALWAYS

    @property
    def whole_width(self) -> float:
        """Points that the picture would take if nothing of it were cut off."""
        return self.box.width / (1 - 2 * self.crop[0])


class EquationFrame(Variant, frozen=True, kw_only=True):
    """A formula in the middle of its box."""

    box: Box
    formula: Formula
    text: str
    """What its author typed."""
    size: float
    color: str
    span: Span
    step: Step = ALWAYS


class Fade(Model, frozen=True):
    """How a rectangle gets transparent: from the share `start` of its length to the share `end`."""

    angle: float
    """Towards where, as CSS counts degrees: 0 leads up, 90 to the right."""
    start: float
    end: float


class Rule(Variant, frozen=True, kw_only=True):
    """A filled rectangle that says nothing, such as the bar beside a quotation."""

    box: Box
    fill: str
    span: Span
    opacity: float = 1.0
    fade: Fade | None = None
    step: Step = ALWAYS
    shown: Literal["always", "edited", "presented"] = "always"
    """Where: a deck that is edited shows all its steps at once, one that is presented each in its time."""


class LaidRow(Model, frozen=True):
    """A table row: its height, and one paragraph a cell."""

    height: float
    cells: tuple[LaidParagraph, ...]
    tops: tuple[float, ...] = ()
    """For each cell, what pictures take above its text; empty if there are none."""
    tails: tuple[float, ...] = ()
    """For each cell, what it keeps free at its right: decimal signs stand below each other; empty for nothing."""
    joins: tuple[tuple[int, int], ...] = ()
    """For each cell, the columns and rows that it takes, 0 of both where another takes its place; empty if each takes
    its own."""
    fill: str = ""
    """The theme's colour behind it, if any …"""
    above: tuple[float, str] = (0.0, "")
    """… and the lines above …"""
    below: tuple[float, str] = (0.0, "")
    """… and below it: width in points, and colour."""


class Edges(Model, frozen=True):
    """The lines above and below a cell: width in points, and colour."""

    above: tuple[float, str]
    below: tuple[float, str]


class TableFrame(Variant, frozen=True, kw_only=True):
    """A table; its first `header` rows are its head."""

    box: Box
    widths: tuple[float, ...]
    rows: tuple[LaidRow, ...]
    header: int
    padding: tuple[float, float]
    """Left and right, top and bottom, inside each cell."""
    span: Span
    placeholder: Placeholder | None = None
    step: Step = ALWAYS

    def edges(self, number: int, column: int) -> Edges:
        """Those of the cell at row `number` and `column`: below one that takes several rows, its last one's."""
        row = self.rows[number]
        down = max(1, row.joins[column][1]) if row.joins else 1
        return Edges(row.above, self.rows[min(number + down, len(self.rows)) - 1].below)

    @property
    def right_to_left(self) -> bool:
        """True if its first column stands at the right: where the words of its first row run that way."""
        cells = [cell for cell in self.rows[0].cells if cell.inlines] if self.rows else []
        return 2 * sum(cell.right_to_left for cell in cells) > len(cells)


Frame: TypeAlias = TextFrame | FigureFrame | ChartFrame | EquationFrame | Rule | TableFrame


class Placed(Model, frozen=True):
    """Frames, and the height that they take."""

    frames: tuple[Frame, ...]
    height: float


class LaidBackground(Model, frozen=True):
    """What a slide stands on, behind all its frames."""

    color: str = ""
    gradient: Gradient | None = None
    picture: Picture | None = None
    """As large as the slide."""
    scrims: tuple[Rule, ...] = ()
    """Above that, so that words can be read on it."""


def moved(frame: Frame, dx: float, dy: float) -> Frame:
    """The frame that far to the right and down, with all that is in it; charts before they are composed."""
    there = replace(frame, box=replace(frame.box, x=frame.box.x + dx, y=frame.box.y + dy))
    if isinstance(there, TextFrame):
        return replace(there, paragraphs=tuple(_moved(each, dx, dy) for each in there.paragraphs))
    if isinstance(there, TableFrame):
        rows = (replace(row, cells=tuple(_moved(each, dx, dy) for each in row.cells)) for row in there.rows)
        return replace(there, rows=tuple(rows))
    return there


def _moved(paragraph: LaidParagraph, dx: float, dy: float) -> LaidParagraph:
    lines = tuple(replace(line, x=line.x + dx, baseline=line.baseline + dy) for line in paragraph.lines)
    return replace(paragraph, lines=lines)


class Panel(Model, frozen=True):
    """One of a set of tabs."""

    label: Inlines
    frames: tuple[Frame, ...]


class TabSet(Model, frozen=True):
    """Tabs that a page shows in place of some of a slide's frames, which stand side by side."""

    bar: Box
    """Where their names stand."""
    size: float
    """Of the names."""
    panels: tuple[Panel, ...]
    covered: tuple[int, ...]
    """The frames' places among the slide's."""


class LaidOutSlide(Model, frozen=True, kw_only=True):
    """One slide as it will be shown. Frames are in reading order."""

    dark: bool = False
    """It is set in the theme's twin, whose ink is light."""
    kind: SlideKind
    layout: LayoutKind
    id: str
    title: str
    frames: tuple[Frame, ...]
    notes: tuple[Block, ...]
    lang: str
    span: Span
    number: int = 0
    """Among all slides, from 1, once they are known."""
    part: int = 1
    parts: int = 1
    """This is part `part` of `parts` of the author's slide."""
    background: LaidBackground | None = None
    transition: Transition = ""
    hidden: bool = False
    classes: tuple[str, ...] = ()
    direction: Direction = ""
    counts: bool = True
    """False for one that the numbers of those behind it pass over."""
    label: str = ""
    """What it is called, in outlines and aloud, where nothing on it is its title."""
    template_layout: str = ""
    """The layout that its author names."""
    tabs: tuple[TabSet, ...] = ()
    links: str = "hlink"
    """The theme's colour for links on its ground."""
    above: int = 0
    """Lines of the file above those that its spans count."""
    key: bytes = b""
    """Tells all that is on it, but for its number, from anything else."""

    @property
    def line(self) -> int:
        """The line of the file at which its author's slide begins."""
        return self.above + self.span.line


class LaidOutSection(Model, frozen=True):
    """Slides under one name; the first section may have none."""

    title: str
    slides: tuple[LaidOutSlide, ...]


class LaidOutDeck(Model, frozen=True, kw_only=True):
    """All that a writer needs."""

    title: str
    author: str
    subject: str
    lang: str
    theme: Theme
    sections: tuple[LaidOutSection, ...]
    minutes: float = 0.0
    """That the talk is meant to take; 0 if nobody says."""
    dialect: str = ""
    """Whose Markdown it was read from."""
    carried: Carried | None = None
    """What it was made from, for a file that is edited."""
    dark: "LaidOutDeck | None" = None
    """The same in the theme's dark face, for a page that has both."""

    def theme_of(self, slide: LaidOutSlide) -> Theme:
        """The theme, or its twin on a slide that is dark, in colours that are seen on the slide's ground."""
        theme = self.theme.twin() if slide.dark else self.theme
        ground = slide.background
        is_plain = ground is not None and ground.color and not (ground.picture or ground.gradient)
        return standing_on(theme, ground.color) if ground and is_plain else theme

    def layout_of(self, slide: LaidOutSlide) -> SlideLayout:
        """The slide layout of the template that it stands on."""
        named = on_layout(self.theme, slide.template_layout) if slide.template_layout else None
        return (named or self.theme).layouts[slide.layout]

    @property
    def slides(self) -> tuple[LaidOutSlide, ...]:
        """All slides in order."""
        return tuple(slide for section in self.sections for slide in section.slides)
