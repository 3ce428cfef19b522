"""A block of raw HTML → blocks of the model. What we do not know is shown as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec.structs import replace

from deckgen.deck.blocks import (
    Align,
    Block,
    CodeBlock,
    Figure,
    Fragment,
    ListBlock,
    ListItem,
    Paragraph,
    Subheading,
)
from deckgen.deck.inlines import PLAIN, Inline, LineBreak, Marks, Run, merge_runs, plain_text, trim
from deckgen.readers.grids import grid_of, in_rows
from deckgen.readers.html_elements import Open, cell_of, table_of
from deckgen.readers.html_tags import INLINE_TAGS, Tag, is_element, safe_link, style_of
from deckgen.readers.images import element, figure_of
from deckgen.readers.quotations import attributed

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.source import Span

_FRAMES = frozenset(
    ("address", "article", "aside", "body", "caption", "center", "col", "colgroup", "dd", "details", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "grid", "head", "header", "hgroup", "html", "legend",
     "main", "nav", "noscript", "p", "picture", "section", "slot", "source", "split", "summary", "tbody", "template",
     "tfoot", "thead", "title", "track", "v-click", "v-clicks", "v-after", "transition")
)  # fmt: skip
_ALIGNS: tuple[Align, ...] = ("left", "center", "right")
_MARKDOWN = re.compile(r"\*\*\S|`[^`]|\]\(|\$[^\s$]|(?<!\w)[*_]\w")
"""Text between tags that is read as Markdown."""
DEEPEST = 40
"""Elements inside one another; deeper ones dissolve."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSHOWN = frozenset(("script", "style", "math", "object", "canvas"))
_PLAYED = frozenset(("video", "audio"))
_LINKED = frozenset(("iframe", "embed"))
_VOID = frozenset(("br", "hr", "img", "source", "track", "col", "wbr", "input", "meta", "link"))


def read_html(text: str, span: Span, context: ReadContext) -> list[Block]:
    """Blocks in reading order; elements that can't be shown are reported."""
    parser = _BlockParser(span, context)
    last = text.lower().rfind("</svg")  # behind it no drawing ends
    *parts, rest = _DRAWINGS.split(text[: last + 40]) if last >= 0 else [""]
    parts.append(rest + text[last + 40 :] if last >= 0 else text)
    for number, part in enumerate(parts):
        if number % 2:
            parser.draw(part)
        else:
            # A marked section that is none stops Python's parser: it is text.
            parser.feed(re.sub(r"<!\[(?!CDATA\[[^\[\]]*\]\]>)", "&lt;![", part))
    parser.close()
    return parser.finish()


_DRAWINGS = re.compile(r"(<svg\b.*?</svg\s*>)", re.DOTALL | re.IGNORECASE)


def _code_info(tag: Tag) -> str:
    """A `<code>` as the first line of a fence."""
    language = re.search(r"(?:^|\s)(?:language-|lang-)([\w+#-]+)", tag.attributes.get("class", ""))
    lines = tag.attributes.get("data-line-numbers")
    return f"{language[1] if language else ''} {f'[{lines}]' if lines is not None else ''}".rstrip()


def _is_hidden(tag: Tag) -> bool:
    return "hidden" in tag.attributes or style_of(tag.attributes.get("style", ""), "display") == "none"


class _BlockParser(HTMLParser):
    def __init__(self, span: Span, context: ReadContext) -> None:
        super().__init__(convert_charrefs=True)
        self.span = span
        self.context = context
        self.open = [Open(name="")]
        self.marks: list[tuple[str, Marks]] = [("", PLAIN)]
        self.inlines: list[Inline] = []
        self.unshown = ""
        self.preformatted = False
        self.code = ""
        """What stands on the first line of a fence, for the code that is open."""
        self.align: list[tuple[str, Align]] = [("", "")]
        self.divs: list[str] = []
        """For each `<div>` that is open, what it is: a grid, a cell of one, or nothing."""
        self.film: Tag | None = None
        self.played = ""
        """The film or sound that is open."""

    def draw(self, svg: str) -> None:
        """An SVG drawing becomes a picture, which can't run anything."""
        self._flush()
        if self.unshown:
            return
        label = re.search(r"<title[^>]*>(.*?)</title>", svg, re.DOTALL)
        if "xmlns=" not in svg[: svg.find(">")]:
            svg = svg[:4] + ' xmlns="http://www.w3.org/2000/svg"' + svg[4:]
        address = f"data:image/svg+xml,{quote(svg)}"
        alt = label[1].strip() if label else ""
        self.open[-1].blocks.append(Figure(target=address, alt=alt, span=self.span))

    # -- events ------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if self.unshown or self.played:
            if tag == "source" and self.film:
                self._played(Tag(tag, False, True, {name: value or "" for name, value in attrs}))
            return
        text = self.get_starttag_text() or f"<{tag}>"
        given = self.context.styled({name: value or "" for name, value in attrs}, tag)
        parsed = Tag(tag, False, tag in _VOID, given)
        if parsed.name == "link" and parsed.address:
            parsed = replace(parsed, empty=False)
        own = self.context.dialect.elements(parsed) if self.context.dialect.elements else None
        if own and own.kind == "hidden":
            self.unshown = tag
        elif own and own.kind == "film":
            self._flush()
            self.played, self.film = tag, parsed
            self._played(parsed)
        elif _is_hidden(parsed) and tag not in _VOID:
            self.unshown = tag
            self.context.report("hidden", "note", f"this `<{tag}>` is not shown", self.span)
        elif tag in _UNSHOWN:
            self._hide(tag)
        elif tag == "br":
            self.inlines.append(LineBreak())
        elif tag == "img":
            self._flush()
            self.open[-1].blocks.append(self._clicked(parsed, self._image(parsed)))
        elif tag in _PLAYED:
            self._flush()
            self.played = tag
            self._played(parsed)
        elif tag in _LINKED:
            self._flush()
            self._linked(parsed)
        elif tag in ("ul", "ol", "table", "blockquote") and len(self.open) >= DEEPEST:
            self._flush()
        elif tag in ("ul", "ol", "table", "blockquote"):
            self._flush()
            start = parsed.attributes.get("start", "")
            self.open.append(Open(name=tag, start=int(start) if start.isdecimal() and len(start) < 9 else 1))
        elif tag in ("li", "tr", "td", "th") and not self._inside_container(tag):
            self._flush()
        elif tag == "li":
            self._close_to("ul", "ol")
            self.open.append(Open(name="li", appears=parsed.appears))
            if parsed.appears and self.marks[-1][0] == "li":
                self.marks[-1] = ("li", self.marks[-2][1])
        elif tag == "tr":
            self._close_cell()
            self._table().rows.append([])
        elif tag in ("td", "th"):
            self._close_cell()
            self.open.append(Open(name=tag))
        elif tag in _HEADINGS or tag == "hr" or (tag in _FRAMES - {"div", "p", "center"}):
            self._flush()
            self._aligned(parsed)
        elif tag == "pre":
            self._flush()
            self.preformatted = True
        elif tag in INLINE_TAGS:
            if tag == "code" and self.preformatted:
                self.code = _code_info(parsed)
            if not parsed.empty:
                self.marks.append((tag, parsed.marks(self.marks[-1][1])))
            if tag in ("div", "p", "center"):
                self._flush()
                self._aligned(parsed)
            if tag == "div":
                self._open_div(parsed)
        elif tag not in _VOID and not self._is_wrapper(text[1 : len(tag) + 1]):
            self.inlines.append(Run(text, self.marks[-1][1]))

    def _is_wrapper(self, name: str) -> bool:
        """True for an element that only another tool knows: what it holds is shown."""
        return is_element(name, self.context.source.text, has_components=self.context.dialect.has_components)

    def _clicked(self, tag: Tag, block: Block) -> Block:
        """At a click, if its element says so."""
        return Fragment((block,), self.span) if tag.appears else block

    def _hide(self, tag: str) -> None:
        """What this element holds is not for people."""
        self.unshown = tag
        if tag == "style":
            self.context.report("style-not-used", "note", "deckgen's theme styles the deck", self.span)
        else:
            self.context.report("html-not-shown", "warning", f"`<{tag}>` is not shown", self.span)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        known = tag in INLINE_TAGS or tag in _FRAMES | _VOID | _UNSHOWN | _LINKED
        if self.context.dialect.has_components and not known:
            self._flush()
            text = self.get_starttag_text() or f"<{tag}/>"
            parsed = Tag(tag, False, True, {name: value or "" for name, value in attrs})
            found = element(parsed, text, self.span, self.context)
            if isinstance(found, Run):
                self.inlines.append(found)
                self._flush()
            elif found:
                self.open[-1].blocks.append(self._clicked(parsed, found))
            return
        if tag == "link" and (label := dict(attrs).get("title")):
            parsed = Tag(tag, False, False, {name: value or "" for name, value in attrs})
            self.inlines.append(Run(label, parsed.marks(self.marks[-1][1])))
            return
        self.handle_starttag(tag, attrs)
        if self.unshown == tag:
            self.unshown = ""

    def handle_endtag(self, tag: str) -> None:
        if self.unshown:
            self.unshown = "" if tag == self.unshown else self.unshown
        elif self.played and tag != self.played:
            pass
        elif tag in _HEADINGS:
            self._flush(heading=int(tag[1]))
        elif tag == "pre":
            self._flush_code()
        elif tag in ("li", "td", "th", "ul", "ol", "table", "blockquote"):
            self._close(tag)
        elif tag == "caption" and self.open[-1].name == "table":
            self.open[-1].caption = trim(merge_runs(self.inlines))
            self.inlines = []
        elif tag == "figcaption":
            self._figcaption()
        elif tag == self.played:
            self.film, self.played = None, ""
        elif tag in _FRAMES:
            self._flush()
            if tag == "div" and self.divs and (name := self.divs.pop()):
                self._close(name)
        elif not (tag in INLINE_TAGS or tag in _LINKED | _VOID | {"tr"} or self._is_wrapper(tag)):
            self.inlines.append(Run(f"</{tag}>", self.marks[-1][1]))
        for stack in (self.marks, self.align):
            index = next((i for i in range(len(stack) - 1, 0, -1) if stack[i][0] == tag), 0)
            if index:
                del stack[index:]

    def handle_data(self, data: str) -> None:
        if self.unshown or self.played:
            return  # what stands in a film is for browsers that have none
        text = data if self.preformatted else re.sub(r"[ \t\n\f]+", " ", data)
        read = self.context.dialect.is_html_read and not self.preformatted
        if not (read and _MARKDOWN.search(text)):
            self.inlines.append(Run(text, self.marks[-1][1]))
            return
        from deckgen.readers.inlines import SoftBreak, read_markdown

        for piece in read_markdown(text, self.marks[-1][1], self.span, self.context):
            if isinstance(piece, Figure):
                self._flush()
                self.open[-1].blocks.append(piece)
            elif isinstance(piece, Run | LineBreak):
                self.inlines.append(piece)
            elif isinstance(piece, SoftBreak):
                self.inlines.append(Run(" ", self.marks[-1][1]))

    def handle_pi(self, data: str) -> None:
        self.handle_data(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.handle_data(f"<![{data}]]>")

    def handle_decl(self, decl: str) -> None:
        if not decl.lower().startswith("doctype"):
            self.handle_data(f"<!{decl}>")

    # -- building ----------------------------------------------------------------------------

    def _flush(self, heading: int = 0) -> None:
        inlines = trim(merge_runs(self.inlines))
        self.inlines = []
        self.preformatted = False
        if not inlines:
            return
        if heading:
            self.open[-1].blocks.append(Subheading(heading, inlines, self.span))
        else:
            self.open[-1].blocks.append(Paragraph(inlines, self.span, self.align[-1][1]))

    def _aligned(self, tag: Tag) -> None:
        """How text inside this element is aligned."""
        said = tag.attributes.get("align", "") or style_of(tag.attributes.get("style", ""), "text-align")
        if tag.name == "center":
            said = "center"
        known = next((align for align in _ALIGNS if align == said.lower()), self.align[-1][1])
        if tag.name not in _VOID:
            self.align.append((tag.name, known))

    def _open_div(self, tag: Tag) -> None:
        """A grid, or a cell of the one around it."""
        grid = grid_of("div", tag.attributes)
        inside = self.open[-1].name == "grid" and len(self.open) < DEEPEST
        name = "grid" if grid and len(self.open) < DEEPEST and not inside else "cell" if inside else ""
        if name == "cell":
            self._gather()
        if name:
            self.open.append(Open(name=name, grid=grid))
            if name == "cell" and grid:  # a grid in a cell
                self.open.append(Open(name="grid", grid=grid))
        self.divs.append(name)

    def _gather(self) -> None:
        """Blocks that stand in a grid by themselves are cells of it."""
        grid = self.open[-1]
        grid.cells += ((block,) for block in grid.blocks)
        grid.blocks.clear()

    def _figcaption(self) -> None:
        """What has been collected stands below the figure before it."""
        inlines = trim(merge_runs(self.inlines))
        blocks = self.open[-1].blocks
        if blocks and isinstance(last := blocks[-1], Figure) and inlines:
            other = last.caption if plain_text(last.caption) != plain_text(inlines) else ()
            blocks[-1] = replace(last, caption=(*inlines, LineBreak(), *other) if other else inlines)
            self.inlines = []
        self._flush()

    def _played(self, tag: Tag) -> None:
        """Video or sound: its own address, or that of the first source in it."""
        source = tag.attributes.get("src", "")
        if tag.name in _PLAYED:
            self.film = tag
        if not source or self.film is None:
            return
        first, self.film = self.film, None
        at = {**first.attributes, "src": source}
        where = self.context.source.find(source, self.span)
        self.open[-1].blocks.append(
            self._clicked(first, figure_of(source, at.get("title", ""), where, at, ""))
        )

    def _flush_code(self) -> None:
        text = plain_text(tuple(self.inlines)).strip("\n")
        self.inlines, self.preformatted, info = [], False, self.code
        self.code = ""
        if text.strip() and info:
            from deckgen.readers.code import read_code

            self.open[-1].blocks.append(read_code(text.rstrip(), info, self.span, self.context))
        elif text.strip():
            self.open[-1].blocks.append(CodeBlock(text=text, span=self.span))

    def _image(self, tag: Tag) -> Figure:
        at = tag.attributes
        source = at.get("src", "") or at.get("data-src", "")
        where = self.context.source.find(source, self.span)
        alt, link, shown = at.get("alt", ""), self.marks[-1][1].link, self.context.shows_alt
        return figure_of(source, alt, where, at, link, shows_alt=shown)

    def _linked(self, tag: Tag) -> None:
        source = safe_link(tag.attributes.get("src", "") or tag.attributes.get("data-src", ""))
        message = f"`<{tag.name}>` is shown as a frame that leads to its page"
        self.context.report("html-as-link", "warning", message, self.span)
        if source:
            where = self.context.source.find(source, self.span)
            title = tag.attributes.get("title", "")
            at = {name: value for name, value in tag.attributes.items() if name != "title"}
            figure = figure_of(f"page:{source}", title or source, where, at, source)
            self.open[-1].blocks.append(figure)

    def _inside_container(self, tag: str) -> bool:
        wanted = ("ul", "ol") if tag == "li" else ("table",)
        return any(element.name in wanted for element in self.open)

    def _close_cell(self) -> None:
        """A cell's end tag may be left out."""
        self._flush()
        while self.open[-1].name in ("td", "th"):
            self._close_last()

    def _table(self) -> Open:
        while self.open[-1].name != "table" and len(self.open) > 1:
            self._close_last()
        return self.open[-1]

    def _close_to(self, *names: str) -> None:
        self._flush()
        while self.open[-1].name not in names:
            self._close_last()

    def _close(self, name: str) -> None:
        if any(element.name == name for element in self.open[1:]):
            while self._close_last() != name:
                pass
        else:
            self._flush()

    def _close_last(self) -> str:
        """Close the innermost element: what it collected becomes part of the one around it."""
        self._flush()
        element = self.open.pop()
        around = self.open[-1]
        if element.name == "li":
            around.items.append(ListItem(tuple(element.blocks), self.span, fragment=element.appears))
        elif element.name in ("ul", "ol"):
            around.blocks += element.blocks
            if element.items:
                items = tuple(element.items)
                ordered = element.name == "ol"
                around.blocks.append(ListBlock(items, self.span, ordered, element.start))
        elif element.name == "cell" and around.name == "grid":
            around.cells.append(tuple(element.blocks))
        elif element.name == "grid" and element.grid:
            element.cells += ((block,) for block in element.blocks)
            around.blocks += in_rows(element.cells, element.grid, self.span)
        elif element.name == "cell":
            around.blocks += element.blocks
        elif element.name == "blockquote":
            if element.blocks:
                around.blocks.append(attributed(tuple(element.blocks), self.span))
        elif element.name in ("td", "th"):
            if not around.rows:
                around.rows.append([])
            around.rows[-1].append(cell_of(element.blocks, around))
            if element.name == "th" and len(around.rows) == 1:
                around.header_rows = 1
        elif element.name == "table":
            around.blocks += table_of(element, self.span)
        return element.name

    def finish(self) -> list[Block]:
        while len(self.open) > 1:
            self._close_last()
        self._flush()
        return self.open[0].blocks
