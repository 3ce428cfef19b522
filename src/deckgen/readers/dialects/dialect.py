"""What a dialect is: how it is told, and what readers need to know of it.

One is a file beside this one and a line in `registry.py`, or an entry point `deckgen.dialects` of another package.
Readers ask for a fact, never for a tool's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from deckgen.deck.slides import LayoutChoice
from deckgen.patterns import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from deckgen.readers.html_tags import Tag


WORDED = "captioned"
"""Class of a picture whose words a reader knows to be its caption."""


class Evidence(Struct, frozen=True):
    """What a file shows of whose it is."""

    path: str
    head: str
    """Its first line."""
    values: Mapping[str, str]
    """Of its front matter …"""
    keys: Set[str]
    """… and all the keys there, as they are written."""
    text: str
    """What follows the front matter, from a line end on (which is found many times faster than `^`)."""
    beside: Set[str] = frozenset()
    """Files at the root of its project that belong to tools, and packages that the project needs."""

    def shows(self, pattern: re.Pattern[str], sign: str = "") -> bool:
        """Whether the text has a pattern in it. A character that is in all that it finds is looked for first, in a
        hundredth of the time: a deck that is edited live is asked all this each time."""
        return sign in self.text and pattern.search(self.text) is not None


_FENCE = regex(r"^(([`~]{3,})[^\n]*)\n.*?(?:^\2[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)


def without_fences(text: str) -> str:
    """The text without what stands in its blocks of code: what an author shows of another tool's is no evidence."""
    may_be = ("`" in text and "```" in text) or ("~" in text and "~~~" in text)
    return _FENCE.sub(r"\1", text) if may_be else text


def never(evidence: Evidence) -> bool:
    """Only a file that says so itself (`dialect: NAME`) is of this dialect."""
    return False


def no_theme(name: str) -> bool:
    """No name but those of its own."""
    return False


class Extra(Struct, frozen=True):
    """Rules for the parser that only some texts need."""

    may_be: re.Pattern[str]
    """Found in texts that may need them."""
    rules: Callable[[MarkdownIt], None]


class Element(Struct, frozen=True):
    """What a component of a tool's comes to."""

    kind: Literal["page", "film", "text", "agenda", "hidden"]
    """A link to a page, a film, words, a table of contents, or nothing."""
    value: str = ""
    """The address, or the words."""


class Part(Struct, frozen=True):
    """A slide as lines of a file."""

    first: int
    """The line of its rule, from 0; that of its settings in a file's head."""
    settings: tuple[int, int]
    """The lines of its settings, without the rules around them: the first, and the one behind the last."""
    end: int
    """The line behind its last."""
    source: str = ""
    """The file whose slides stand in its place, and after a `#` which of them."""


class Dialect(Struct, frozen=True, kw_only=True):
    """What readers need to know of a tool's Markdown."""

    name: str
    recognise: Callable[[Evidence], bool] = never
    """Whether a file is surely the tool's."""
    suspect: Callable[[Evidence], bool] = never
    """Whether a file is likely the tool's, if nothing else says whose it is."""
    themes: frozenset[str] = frozenset()
    """Style sheets that come with the tool: a deck that names one is the tool's, too."""
    shares_themes: Callable[[Evidence], bool] = never
    """Whether a file with a theme that several tools have is rather this one's."""
    is_theme: Callable[[str], bool] = no_theme
    """Whether a theme's name can only be one of the tool's."""
    switch: str = ""
    """The key of front matter by which a file says that it is the tool's."""
    finds_by_name: bool = False
    """A file is meant by its name, wherever in the project it lies."""
    project_files: tuple[str, ...] = ()
    """Files that lie at the root of the tool's projects."""
    packages: frozenset[str] = frozenset()
    """Packages that they need."""
    keys: frozenset[str] = frozenset()
    """Keys of front matter that it reads itself."""
    settings_files: tuple[str, ...] = ()
    """Files whose settings hold for all decks of a project …"""
    variable_files: tuple[str, ...] = ()
    """… and those with its variables."""

    # -- where slides divide ----------------------------------------------------------------------
    is_strict: bool = False
    """Only rules divide slides, and the levels of headings that the author names."""
    has_cover: bool = False
    """The front matter's title has a slide of its own all the same …"""
    cover_keys: frozenset[str] = frozenset()
    """… where it has one of these keys."""
    includes: re.Pattern[str] | None = None
    """Lines that stand for the text of a file, which their first group names; with groups of their own names, for a
    `rule` and the file at `path` below it."""
    embeds: Callable[[str], tuple[str, str] | None] | None = None
    """The file whose text stands in place of a line, and the name of the part that is meant, if it is not all …"""
    part_of: Callable[[Sequence[str], str], tuple[int, int]] | None = None
    """… and that part's first line, from 0, and the one behind its last; the same for none."""
    has_snippets: bool = False
    """`<<< path#region language {lines}` is the code of a file."""
    file_fence: re.Pattern[str] | None = None
    """Opens a fence whose lines say which file's code is meant (`path: a.rs`); its `rest` goes with that."""
    layout_data: Callable[[str], str] | None = None
    """What a layout that deckgen does not know would show of a slide's settings, as Markdown."""
    parts: Callable[[Sequence[str]], list[Part]] | None = None
    """The slides of a file, some of which may stand for those of another."""
    outside: Callable[[str], list[tuple[int, str]]] | None = None
    """Where in the text of a page files belong that it names, and which."""
    settings_end: Callable[[Sequence[str], int], int] | None = None
    """Settings of a slide between two rules: the line of the second for the line of the first; 0 if there are none."""
    rule: str = ".*"
    """Rules that divide slides (as a pattern); others are only lines."""
    prepare: Callable[[str, str, Mapping[str, str]], str] | None = None
    """The text as deckgen reads it, from the file's path, its text and its settings."""
    headed_layouts: frozenset[str] = frozenset()
    """Layouts whose first part stands above the others."""
    has_vertical_rules: bool = False
    """`--` on a line of its own, between empty ones, divides slides, too."""
    underlined: Literal["", "line", "paragraph"] = ""
    """What a line of dashes right below makes a heading; where it makes none of anything, a slide begins there."""
    has_slide_level: bool = False
    """Slides begin at headings of one level, the highest that text stands right below, and no lower ones."""
    slide_level: int = 0
    """That level, where the tool has a fixed one …"""
    kinds_without_level: frozenset[str] = frozenset()
    """… but not for these kinds of output."""
    lifts_headings: bool = False
    """Headings in the items of lists title slides, as outliners have it."""
    has_bracket_boxes: bool = False
    """`.class[` and `]` on lines of their own stand around what belongs together."""

    # -- what stands on them ----------------------------------------------------------------------
    has_line_breaks: bool = False
    """Lines end where their author ends them; CommonMark joins them."""
    keeps_short_lines: bool = False
    """Several short lines are a verse, or where somebody lives."""
    rules: Callable[[MarkdownIt], None] | None = None
    """Rules that the parser has for it."""
    extras: tuple[Extra, ...] = ()
    scripts: Literal["", "attached", "all"] = "attached"
    """`H~2~O` and `x^2^`: nothing, only right behind what they belong to, or anything between two such signs."""
    emphasis: Literal["", "wide", "any"] = ""
    """Where `*` may begin and end what it marks: as in CommonMark, beside ideographs, too, or beside any sign."""
    comments: Literal["hidden", "notes", "last"] = "hidden"
    """What HTML comments are: nothing, what the speaker says, or that only at the end of a slide."""
    has_comment_settings: bool = False
    """Comments may set what holds for the whole deck."""
    fitting: str = ""
    """Begins a heading (as a pattern) that is to be as large as fits."""
    total: str = ""
    """In a style sheet it writes how many slides there are behind their numbers."""
    has_percent_comments: bool = False
    """What stands between `%%` and `%%` is no text."""
    note: str = "::: notes\n{}\n:::"
    """How what the speaker says is written, a paragraph each where that is one line …"""
    comment: str = "<!-- {} -->"
    """… and what nobody is shown."""
    has_note_paragraphs: bool = False
    """A paragraph that begins with `Note:` opens the speaker notes."""
    has_note_lines: bool = False
    """… and so does such a line inside one."""
    has_image_words: bool = False
    """Words of an image's alternative text are instructions (`![width:10cm](…)`)."""
    stepwise_markers: frozenset[str] = frozenset()
    """Markers of lists whose items appear one by one."""
    is_html_read: bool = False
    """Text between tags of HTML's is Markdown, too; CommonMark leaves it alone."""
    has_page_maths: bool = False
    """Formulas are looked for in the page that is made, also in HTML."""
    has_inline_html: bool = False
    """Only tags of blocks begin a block of HTML; other lines with tags are text, and Markdown may follow below."""
    has_components: bool = False
    """Tags that HTML does not know are the tool's own …"""
    has_icon_elements: bool = False
    """… icons, for one, which are links without words."""
    captions: Literal["", "titled", "alone", "linked"] = ""
    """What is said below a picture: its title (`![](a.png "…")`); or its own words, where it stands alone, also where
    it is a link."""
    alt_key: str = ""
    """The attribute that describes a picture otherwise than its caption does."""
    has_stepwise_quotes: bool = False
    """A quotation of nothing but a list is one that appears item by item, or all at once where others do."""
    has_contents: bool = False
    """`toc: true` puts a table of contents behind the cover."""
    has_heading_links: bool = False
    """`[Title of a slide]` leads to it."""
    references: Literal["", "asked", "named"] = ""
    """`@fig-name` refers to the figure of that name; where some are asked for all are numbered, or all with a name."""
    has_shortcodes: bool = False
    """`{{< name >}}` is filled in before the text is read."""
    has_metadata_blocks: bool = False
    """Blocks like the front matter may stand anywhere in the text."""
    markdown_attributes: tuple[str, ...] = ()
    """Attributes of HTML's that hold Markdown, which is shown in the element."""
    has_raw_parts: bool = False
    """Code may be marked as raw text of a format (`{=html}`)."""
    has_dash_widths: bool = False
    """Columns of a table are as wide as the dashes below its head, where a line of it is long."""
    has_tex: bool = False
    """Commands of LaTeX's in the text are instructions."""
    code_parts: (
        Callable[[str, str], tuple[Literal["last", "beside"], list[tuple[str, str]]] | None] | None
    ) = None
    """Code, by the first line of its fence and its text, that is several: of one after the other the last is shown, or
    they stand side by side. Each with its own first line."""
    has_inline_attributes: bool = False
    """Braces with a class right behind any word say how it looks."""
    has_cells: bool = False
    """Code that a program runs before the deck is made, in fences and in lines of text."""
    shows_cells: bool = False
    """… which is shown beside what it gave, where nothing says otherwise."""
    computed: re.Pattern[str] | None = None
    """What the tool computes in text: it is shown as it is typed, and said."""
    has_wiki_links: bool = False
    """`[[Another note]]` is a link; elsewhere the brackets are shown."""
    has_page_links: bool = False
    """A link to a number (`/3`) leads to that slide, counted from 1."""

    styles: Literal["", "deck", "slide"] = ""
    """What its style sheets are for, if they are read."""
    slide_classes: Mapping[str, str] = field(default_factory=dict)
    """Classes of slides → what the tool's own style sheet has for them, as CSS."""
    page_classes: frozenset[str] = frozenset(("reveal", "slides"))
    """Classes of what stands around all slides."""
    type_size: float = 32.0
    """CSS pixels of body text on its slides …"""
    root_size: float = 16.0
    """… and of a `rem`."""
    class_style: Callable[[Mapping[str, str]], str] | None = None
    """What an element's classes and other attributes say, as in a `style` attribute."""

    # -- what settings mean -----------------------------------------------------------------------
    hidden: str = ""
    """What hides a slide: attributes behind its heading (`{…}`), a comment below it (`<!-- … -->`), or a line of its
    settings; nothing where its tool has no way."""
    footer_paths: tuple[str, ...] = ()
    """Where in the front matter the parts of the footer stand, with `{names}` of other values and of the numbers."""
    own_theme: bool = False
    """`theme` names one of the tool's own style sheets."""
    layouts: Mapping[str, LayoutChoice] = {}
    """The tool's names of layouts → ours."""
    picture_sides: Mapping[str, Literal["left", "right"]] = {}
    """Layouts in which a slide's `image` stands at a side."""
    frame_sides: Mapping[str, Literal["whole", "left", "right"]] = {}
    """Layouts that show the page at a slide's `url`."""
    quotes_titles: bool = False
    """On its slides for a quotation the title is that, and the text below says whose it is."""
    closing_word: str = ""
    """What a closing slide without any text says."""
    elements: Callable[[Tag], Element | None] | None = None
    """What a component of the tool's comes to."""
    theme_keys: frozenset[str] = frozenset(("theme",))
    """Where front matter names its theme."""
    dark_themes: frozenset[str] = frozenset()
    """Its themes that have light words on a dark ground."""
    patterns: tuple[str, ...] = ()
    """Keys of front matter for regular expressions."""
    unshown: frozenset[str] = frozenset()
    """Keys of front matter that the tool shows something for, and that are not shown here."""
