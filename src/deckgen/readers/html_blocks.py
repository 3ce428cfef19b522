"""A block of raw HTML → blocks of the model. What we do not know is shown as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from textwrap import dedent
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.deck.blocks import Align, Block, CodeBlock, Figure, Fragment
from deckgen.deck.inlines import LineBreak, Run, merge_runs, plain_text, trim
from deckgen.patterns import regex
from deckgen.readers import ruby
from deckgen.readers.bare_links import address_shown
from deckgen.readers.boxes import without_ground
from deckgen.readers.html_code import with_code_shown
from deckgen.readers.html_elements import Open
from deckgen.readers.html_figures import code_info, drawing_of, frame_of, image_of
from deckgen.readers.html_markdown import markdown_in
from deckgen.readers.html_names import KNOWN, numbering_of
from deckgen.readers.html_structure import DEEPEST, VOID, Elements
from deckgen.readers.html_tags import INLINE_TAGS, Tag, attributes_in, is_element, is_unseen, part_of
from deckgen.readers.images import element, figure_of

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.readers.pieces import ReadBlocks
    from deckgen.source import Span

_FRAMES = frozenset(
    ("address", "article", "aside", "body", "caption", "center", "col", "colgroup", "dd", "details", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "grid", "head", "header", "hgroup", "html", "legend",
     "main", "nav", "noscript", "p", "picture", "section", "slot", "source", "split", "summary", "tbody", "template",
     "tfoot", "thead", "title", "track", "v-click", "v-clicks", "v-after", "transition")
)  # fmt: skip
_ALIGNS: tuple[Align, ...] = ("left", "center", "right")
_MARKDOWN = regex(r"\*\*\S|`[^`]|\]\(|\]\{[.#\w]|~~\S|==\S|\$[^\s$]|(?<!\w)[*_]\w")
"""Text between tags that is read as Markdown."""
_FORMULA = regex(r"\$\$[^$\n]+\$\$|\$(?=[^\s$])[^$\n]*[^\s$\\]\$(?!\d)|\$[^\s$]\$(?!\d)|\\\([^\n]+?\\\)")
_DOLLARS = regex(r"\$\$(?!\$)[^$]+\$\$")
_DISPLAYED = regex(
    r"\$\$(?!\$)[^$]+\$\$|\\\[(?:(?!\\\[).)+?\\\]"
    r"|\\begin\{((?:equation|align|gather|multline|eqnarray|flalign|alignat)\*?)\}.+?\\end\{\1\}"
)
_APART = regex(r"\n[ \t]*\n[ \t]*\S")
"""An empty line above words in a cell: Markdown follows (CommonMark 0.31, §4.6)."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSHOWN = frozenset(("script", "style", "math", "object", "canvas"))
_PLAYED, _LINKED = frozenset(("video", "audio")), frozenset(("iframe", "embed"))


def read_html(text: str, span: Span, context: ReadContext, read: ReadBlocks | None = None) -> list[Block]:
    """Blocks in reading order; elements that can't be shown are reported. `read` gives the blocks in the Markdown of a
    cell."""
    parser = _BlockParser(span, context, read)
    text = with_code_shown(text)
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


_DRAWINGS = regex(r"(<svg\b.*?</svg\s*>)", re.DOTALL | re.IGNORECASE)


def _is_hidden(tag: Tag) -> bool:
    return "hidden" in tag.attributes or is_unseen(tag.attributes.get("style", ""))


class _BlockParser(Elements, HTMLParser):
    def __init__(self, span: Span, context: ReadContext, read: ReadBlocks | None) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        Elements.__init__(self, span)
        self.context = context
        self.read = read
        self.unshown = ""
        self.code = ""
        """What stands on the first line of a fence, for the code that is open."""
        self.spelt: dict[str, str] = {}
        """Names of elements that are none, as they are written."""
        self.dedented = False
        """What all of its lines are indented by is its page's."""
        self.film: Tag | None = None
        self.played = ""
        """The film or sound that is open."""

    def draw(self, svg: str) -> None:
        """An SVG drawing becomes a picture, which can't run anything."""
        self._flush()
        if self.unshown:
            return
        self.open[-1].blocks.append(drawing_of(svg, self.span))

    # -- events ------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        tag = "img" if tag == "image" else tag  # as browsers read it
        if self.unshown or self.played:
            if tag == "source" and self.film:
                self._played(Tag(tag, False, True, attributes_in(self.get_starttag_text(), attrs)))
            return
        text = self.get_starttag_text() or f"<{tag}>"
        given = self.context.styled(attributes_in(text, attrs), tag)
        parsed = Tag(tag, False, tag in VOID, given)
        if parsed.name == "link" and parsed.address:
            parsed = replace(parsed, empty=False)
        if not (self._open_leaf(tag, parsed) or self._open_container(tag, parsed)):
            self._open_text(tag, parsed, text)
        self.inlines += markdown_in(parsed, self.marks[-1][1], self.span, self.context)

    def _open_leaf(self, tag: str, parsed: Tag) -> bool:
        """What is not shown, a picture, a film, a frame."""
        own = self.context.dialect.elements(parsed) if self.context.dialect.elements else None
        if own and own.kind == "hidden":
            self.unshown = tag
        elif own and own.kind == "film":
            self._flush()
            self.played, self.film = tag, parsed
            self._played(parsed)
        elif _is_hidden(parsed):
            self.unshown = "" if tag in VOID else tag
            self.context.report("hidden", "note", f"this `<{tag}>` is not shown", self.span)
        elif tag in _UNSHOWN:
            self._hide(tag)
        elif tag == "rp":
            self.unshown = tag
        elif tag == "br":
            self.inlines.append(LineBreak())
        elif tag == "img":
            self._flush()
            self.open[-1].blocks.append(
                self._clicked(parsed, image_of(parsed, self.marks[-1][1].link, self.span, self.context))
            )
        elif tag in _PLAYED:
            self._flush()
            self.played = tag
            self._played(parsed)
        elif tag in _LINKED:
            self._flush()
            if frame := frame_of(parsed, self.span, self.context):
                self.open[-1].blocks.append(frame)
            if (
                tag not in VOID and f"</{tag}" in self.rawdata.lower()
            ):  # what it holds is for browsers that know none
                self.unshown = tag
        else:
            return False
        return True

    def _open_container(self, tag: str, parsed: Tag) -> bool:
        """A list, a table, a quotation, or a part of one."""
        if tag in ("ul", "ol", "table", "blockquote") and len(self.open) >= DEEPEST:
            self._flush()
        elif tag in ("ul", "ol", "table", "blockquote"):
            self._flush()
            start = parsed.attributes.get("start", "")
            first = int(start) if start.isdecimal() and len(start) < 9 else 1
            numbering = numbering_of(parsed.attributes)
            self.open.append(Open(name=tag, start=first, numbering=numbering, click=parsed.click))
        elif tag == "v-clicks":
            self._flush()
            self.open.append(Open(name=tag))
        elif tag in ("li", "tr", "td", "th") and not self._inside_container(tag):
            self._flush()
        elif tag == "li":
            self._close_to("ul", "ol")
            self.open.append(Open(name="li", click=parsed.click))
            if parsed.click and self.marks[-1][0] == "li":
                self.marks[-1] = ("li", self.marks[-2][1])
        elif tag == "tr":
            self._close_cell()
            self._table().rows.append([])
        elif tag in ("td", "th"):
            self._close_cell()
            self.open.append(Open(name=tag, takes=parsed.takes))
        else:
            return False
        return True

    def _open_text(self, tag: str, parsed: Tag, text: str) -> None:
        """What holds text; a tag that is none is some."""
        if tag in _HEADINGS or tag == "hr" or (tag in _FRAMES - {"div", "p", "center"}):
            self._flush()
            self._aligned(parsed)
            if parsed.click:
                self._mark(tag, parsed)
        elif tag == "pre":
            self._flush()
            self.preformatted = True
        elif tag in INLINE_TAGS:
            self.inlines += [ruby.opening(self.inlines, self.marks[-1][1])] if tag == "rt" else []
            if tag == "code" and self.preformatted:
                self.code, self.dedented = code_info(parsed), "data-trim" in parsed.attributes
            if not parsed.empty:
                self._mark(tag, without_ground(parsed) if tag == "div" else parsed)
            if tag in ("div", "p", "center"):
                self._flush()
                self._aligned(parsed)
            if tag == "div":
                self._open_div(parsed)
        elif tag not in VOID and not self._is_wrapper(text[1 : len(tag) + 1]):
            self.spelt[tag] = text[1 : len(tag) + 1]
            self.inlines.append(Run(text, self.marks[-1][1]))
        elif self.context.dialect.has_components and tag not in KNOWN and parsed.heading:
            self._flush()
            self.inlines.append(Run(parsed.heading, self.marks[-1][1]))
            self._flush(heading=4)

    def _mark(self, tag: str, parsed: Tag) -> None:
        """What stands in it has its marks."""
        around = [marks for _, marks in self.marks]
        self.marks.append((tag, part_of(parsed.marks(around[-1]), self.inlines, around)))

    def _is_wrapper(self, name: str) -> bool:
        """True for an element that only another tool knows: what it holds is shown."""
        return is_element(name, self.context.source.text, has_components=self.context.dialect.has_components)

    def _clicked(self, tag: Tag, block: Block) -> Block:
        """At a click, if its element says so."""
        return Fragment((block,), self.span, tag.click) if tag.click else block

    def _hide(self, tag: str) -> None:
        """What this element holds is not for people."""
        self.unshown = tag
        if tag == "style":
            self.context.report("style-not-used", "note", "deckgen's theme styles the deck", self.span)
        else:
            self.context.report("html-not-shown", "warning", f"`<{tag}>` is not shown", self.span)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        known = tag in INLINE_TAGS or tag in _FRAMES | VOID | _UNSHOWN | _LINKED | _PLAYED
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
            parsed = Tag(tag, False, False, attributes_in(self.get_starttag_text(), attrs))
            self.inlines.append(Run(label, parsed.marks(self.marks[-1][1])))
            return
        self.handle_starttag(tag, attrs)
        self.unshown = "" if self.unshown == tag else self.unshown
        self.played = "" if self.played == tag else self.played

    def handle_endtag(self, tag: str) -> None:
        if self.unshown:
            self.unshown = "" if tag == self.unshown else self.unshown
        elif self.played and tag != self.played:
            pass
        elif tag in _HEADINGS:
            self._flush(heading=int(tag[1]))
        elif tag == "pre":
            self._flush_code()
        elif tag in ("li", "td", "th", "ul", "ol", "table", "blockquote", "v-clicks"):
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
        elif not (tag in INLINE_TAGS or tag in _LINKED | VOID | {"tr"} or self._is_wrapper(tag)):
            self.inlines.append(Run(f"</{self.spelt.get(tag, tag)}>", self.marks[-1][1]))
        is_bare = tag == "a" and not self.context.dialect.has_icon_elements
        self.inlines += address_shown(self.inlines, self.marks[-1][1]) if is_bare else []
        for stack in (self.marks, self.align):
            index = next((i for i in range(len(stack) - 1, 0, -1) if stack[i][0] == tag), 0)
            if index:
                del stack[index:]
        self.inlines += [ruby.closing(self.inlines, self.marks[-1][1])] if tag == "rt" else []

    def handle_data(self, data: str) -> None:
        if self.unshown or self.played:
            return  # what stands in a film is for browsers that have none
        in_cell = self.open[-1].name in ("td", "th") and not self.preformatted
        if in_cell and self.read and _APART.search(data):
            self._flush()
            self.open[-1].blocks += self.read(dedent(data), self.span)
            return
        if self.preformatted or self.marks[-1][1].code:
            self._text(data if self.preformatted else re.sub(r"[ \t\n\f]+", " ", data))
            return
        at = 0
        text = re.sub(r"[ \t\n\f]+", " ", data)
        for match in self._displayed(text):
            from deckgen.readers.formulas import equation

            self._text(text[at : match.start()])
            self._flush()
            self.open[-1].blocks.append(equation(match[0], self.span, self.context))
            at = match.end()
        self._text(text[at:])

    def _displayed(self, text: str) -> Iterator[re.Match[str]]:
        """Formulas on lines of their own, where the tool finds them in a page."""
        dialect = self.context.dialect
        if "$$" in text or (dialect.has_page_maths and "\\" in text):
            pattern = _DISPLAYED if dialect.has_page_maths else _DOLLARS
            yield from pattern.finditer(text) if dialect.has_page_maths or dialect.is_html_read else ()

    def _text(self, text: str) -> None:
        read = self.context.dialect.is_html_read and not self.preformatted
        if not (read and _MARKDOWN.search(text)):
            self.context.report_computed(text, self.span)
            self.inlines += self._with_maths(text)
            return
        from deckgen.readers.inlines import read_markdown
        from deckgen.readers.pieces import SoftBreak

        for piece in read_markdown(text, self.marks[-1][1], self.span, self.context):
            if isinstance(piece, Figure):
                self._flush()
                self.open[-1].blocks.append(piece)
            elif isinstance(piece, Run | LineBreak | SoftBreak):
                self.inlines.append(Run(" ", self.marks[-1][1]) if isinstance(piece, SoftBreak) else piece)

    def _with_maths(self, text: str) -> list[Run | LineBreak]:
        """Plain text, and its formulas where the tool finds them there."""
        marks = self.marks[-1][1]
        is_code = self.preformatted or marks.code
        if is_code or not self.context.dialect.has_page_maths or not ("$" in text or "\\(" in text):
            return [Run(text, marks)]
        from deckgen.readers.inlines import read_markdown

        found: list[Run | LineBreak] = []
        at = 0
        for match in _FORMULA.finditer(text):
            read = read_markdown(match[0], marks, self.span, self.context)
            found += [Run(text[at : match.start()], marks)] if at < match.start() else []
            found += [piece for piece in read if isinstance(piece, Run | LineBreak)]
            at = match.end()
        return [*found, Run(text[at:], marks)] if at < len(text) else found

    def handle_pi(self, data: str) -> None:
        self.handle_data(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.handle_data(f"<![{data}]]>")

    def handle_decl(self, decl: str) -> None:
        if not decl.lower().startswith("doctype"):
            self.handle_data(f"<!{decl}>")

    # -- building ----------------------------------------------------------------------------

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
        source = tag.source
        if tag.name in _PLAYED:
            self.film = tag
        if not source or self.film is None:
            return
        first, self.film = self.film, None
        at = {**first.attributes, "src": source}
        where = self.context.source.find(source, self.span)
        film = figure_of(source, at.get("title", ""), where, at, "", self.context.caption_of(at, ""))
        self.open[-1].blocks.append(self._clicked(first, film))

    def _flush_code(self) -> None:
        text = plain_text(tuple(self.inlines)).strip("\n")
        if self.dedented:
            text, self.dedented = dedent(text.expandtabs(4)).strip("\n"), False
        self.inlines, self.preformatted, info, self.code = [], False, self.code, ""
        if text.strip() and info:
            from deckgen.readers.code import read_code

            self.open[-1].blocks.append(read_code(text.rstrip(), info, self.span, self.context))
        elif text.strip():
            self.open[-1].blocks.append(CodeBlock(text=text, span=self.span))
