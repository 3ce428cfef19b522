"""HTML tags around Markdown: `<div class="columns">` on a line, blank lines, Markdown, `</div>`.

They open and close as `:::` fences do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING

from deckgen.readers.attributes import Attributes
from deckgen.readers.grids import grid_of
from deckgen.readers.html_names import WRAPPERS
from deckgen.readers.html_tags import style_of, tag_of
from deckgen.readers.outline_items import DivClose, DivOpen, Item

if TYPE_CHECKING:
    from deckgen.source import Span

_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][\w:-]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_DETAILS = re.compile(r"\s*<details\b[^>]*>\s*<summary\b[^>]*>(.*?)</summary>\s*", re.DOTALL | re.IGNORECASE)
_MARKS = frozenset(("small",))


def wrappers(html: str, span: Span) -> list[Item] | None:
    """The fences that tags with nothing but tags around them stand for; None for any other HTML."""
    if details := _DETAILS.fullmatch(html):
        title = unescape(re.sub(r"<[^>]*>", "", details[1])).strip()
        return [DivOpen("", span, Attributes(classes=("details",), values={"title": title}), "details")]
    if "<!-- ." in html or _TAG.sub("", html).strip():
        return None
    found: list[Item] = []
    for match in _TAG.finditer(html):
        tag = tag_of(match[0])
        if match[0].startswith("<!--"):
            continue
        if tag.name not in WRAPPERS:
            return None
        if tag.closing:
            found.append(DivClose(span, tag.name))
        elif not tag.empty:
            found.append(DivOpen("", span, _attributes(tag.name, tag.attributes), tag.name))
    return found or None


def _attributes(name: str, at: Mapping[str, str]) -> Attributes:
    """What deckgen understands of a wrapper's attributes, in the words of fences."""
    style = at.get("style", "")
    given = at.get("class", "").split()
    grid = grid_of(name, at)
    classes = [
        name for name in given if name in ("notes", "fragment", "small", "incremental", "center", "column")
    ]
    if grid is not None and name != "column" and "column" not in given:
        classes.append("columns")
    if name in ("column", "col"):
        classes.append("column")
    if name in ("v-click", "v-clicks", "v-after"):
        classes.append("incremental" if name == "v-clicks" else "fragment")
    if name == "center" or at.get("align") == "center":
        classes.append("center")
    if name == "small":
        classes.append("small")
    if "hidden" in at or style_of(style, "display") == "none":
        classes.append("hidden")
    values = {key: at[key] for key in ("style", "lang", "dir", "width") if at.get(key)}
    width = style_of(style, "width") or (style_of(style, "flex-basis"))
    if width:
        values.setdefault("width", width)
    if name in ("b", "strong", "em", "i"):
        values["style"] = (
            f"{style};font-weight:bold" if name in ("b", "strong") else f"{style};font-style:italic"
        )
    return Attributes(at.get("id", ""), tuple(classes), values, grid)
