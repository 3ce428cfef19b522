"""HTML tags around Markdown: `<div class="columns">` on a line, blank lines, Markdown, `</div>`.

They open and close as `:::` fences do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING

from deckgen.deck.blocks import Paragraph, Subheading
from deckgen.deck.inlines import Run
from deckgen.patterns import regex
from deckgen.readers.attributes import Attributes
from deckgen.readers.grids import grid_of
from deckgen.readers.html_held import HOLDERS
from deckgen.readers.html_names import GOES, KNOWN, WAYS, WRAPPERS
from deckgen.readers.html_tags import Tag, is_element, is_unseen, style_of, tag_of
from deckgen.readers.inlines import inline_text
from deckgen.readers.outline_items import DivClose, DivOpen, Item

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.source import Span

_TAG = regex(r"<!--.*?-->|</?[A-Za-z][\w:-]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_NAME = regex(r"<(/?)([A-Za-z][\w-]*)(?=[\s>/])")
_DETAILS = regex(r"\s*<details\b[^>]*>\s*<summary\b[^>]*>(.*?)</summary>\s*", re.DOTALL | re.IGNORECASE)
_CELLS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
"""Elements that may stand around Markdown where a cell is opened in one block and closed in another."""
_CAPTION = regex(
    r"\s*<figcaption\b[^>]*>(.*?)</figcaption\s*>\s*(</figure\s*>)?\s*", re.DOTALL | re.IGNORECASE
)


def wrappers(
    html: str, span: Span, context: ReadContext, is_closed: Callable[[str], bool] = lambda _: True
) -> list[Item] | None:
    """The fences that tags with nothing but tags around them stand for; None for any other HTML. Of some it counts
    whether the slide has a tag below (`is_closed`): what is never closed holds nothing."""
    components = context.dialect.has_components
    if details := _DETAILS.fullmatch(html):
        title = unescape(re.sub(r"<[^>]*>", "", details[1])).strip()
        return [DivOpen("", span, Attributes(classes=("details",), values={"title": title}), "details")]
    if (caption := _CAPTION.fullmatch(html)) and caption[1].strip():
        words = Paragraph(inline_text(" ".join(caption[1].split()), span, context), span)
        closed = [DivClose(span, "figure")] if caption[2] else []
        return [DivOpen("", span, Attributes(), "figcaption"), words, DivClose(span, "figcaption"), *closed]
    if "<!-- ." in html or _TAG.sub("", html).strip():
        return None
    found: list[Item] = []
    cells = _CELLS if _is_part_of_a_table(html) else frozenset()
    cells |= _unpaired(html, is_closed)
    for match in _TAG.finditer(html):
        tag = tag_of(match[0])
        if match[0].startswith("<!--"):
            continue
        written = match[0].lstrip("</")[: len(tag.name)]
        if tag.name not in WRAPPERS | cells and (
            tag.empty
            or tag.name in KNOWN
            or not is_element(written, context.source.text, has_components=components)
        ):
            return None
        if tag.closing:
            found.append(DivClose(span, tag.name))
        elif not tag.empty:
            found.append(DivOpen("", span, _attributes(tag, context), tag.name))
            if tag.heading and tag.name not in WRAPPERS:
                found.append(Subheading(4, (Run(tag.heading),), span))
    return found or None


def _unpaired(html: str, is_closed: Callable[[str], bool]) -> frozenset[str]:
    """Elements that hold Markdown which stands below, or above: one of their tags is not here."""
    depth = Counter[str]()
    for match in _NAME.finditer(html):
        depth[match[2].lower()] += -1 if match[1] else 1
    found = {name for name, count in depth.items() if count < 0 or (count and is_closed(f"</{name}"))}
    # A list goes on where one of its items ends and another begins.
    found |= {"li"} if re.search(r"</li\s*>\s*<li\b", html, re.IGNORECASE) else set()
    return HOLDERS & found


def _is_part_of_a_table(html: str) -> bool:
    """True where a cell is closed that was opened before, or opened that is closed behind."""
    depth = 0
    for match in re.finditer(r"<(/?)t[dh]\b", html, re.IGNORECASE):
        depth += -1 if match[1] else 1
        if depth < 0:
            return True
    return depth > 0 or bool(re.fullmatch(r"(?:\s*</(?:tr|t?body|table)\s*>)+\s*", html, re.IGNORECASE))


_KEPT = (
    "style", "lang", "dir", "width", "depth", "href", "type", "data-fragment-index", "fragment-index", "v-click", "at",
    "v-click.hide", "v-click-hide",
)  # fmt: skip
_TAKEN = frozenset(("notes", "fragment", "small", "incremental", "center", "column", *WAYS))
"""Classes of a wrapper that mean something."""


def _attributes(tag: Tag, context: ReadContext) -> Attributes:
    """What deckgen understands of a wrapper's attributes, in the words of fences."""
    name, at = tag.name, context.styled(tag.attributes, tag.name)
    style = at.get("style", "")
    given = at.get("class", "").split()
    grid = grid_of(name, at)
    classes = [name for name in given if name in _TAKEN]
    if grid is not None and name != "column" and "column" not in given:
        classes.append("columns")
    if name in ("column", "col", "td", "th"):
        classes.append("column")
    if name == "tr":
        classes.append("columns")
    if name == "v-clicks" or "v-clicks" in at:
        classes += ["incremental", "one-by-one"]
    elif tag.click and "fragment" not in classes:
        classes += ["fragment"] if tag.click.comes else ["fragment", GOES]
    if name == "center" or at.get("align") == "center":
        classes.append("center")
    if name == "small":
        classes.append("small")
    own = context.dialect.elements(tag) if context.dialect.elements else None
    if "hidden" in at or is_unseen(style) or (own and own.kind == "hidden"):
        classes.append("hidden")
    classes += ["after"] if name == "v-after" or "v-after" in at else []
    values = {key: at[key] for key in _KEPT if at.get(key)}
    width = style_of(style, "width") or (style_of(style, "flex-basis"))
    if width:
        values.setdefault("width", width)
    elif flex := re.match(r"\d+(?:\.\d+)?", style_of(style, "flex") or style_of(style, "flex-grow")):
        values.setdefault("flex", flex[0])
    if name in ("b", "strong", "em", "i"):
        values["style"] = (
            f"{style};font-weight:bold" if name in ("b", "strong") else f"{style};font-style:italic"
        )
    return Attributes(at.get("id", ""), tuple(classes), values, grid)
