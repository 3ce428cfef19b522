"""Names of HTML's elements, by what they do to the text around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from deckgen.deck.blocks import Numbering
from deckgen.deck.clicks import NEXT, Click
from deckgen.deck.inlines import order_of_index
from deckgen.patterns import regex

WRAPPERS = frozenset(
    ("div", "section", "article", "aside", "main", "header", "footer", "center", "span", "p", "figure", "details",
     "v-click", "v-clicks", "v-after", "transition", "template", "nav", "body", "html", "hgroup", "grid", "slot",
     "row", "col", "column", "columns", "font", "small", "b", "strong", "em", "i", "u")
)  # fmt: skip
"""Elements that may stand around Markdown."""
BLOCKS = frozenset(
    ("address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col",
     "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
     "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html",
     "iframe", "legend", "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option",
     "p", "param", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr",
     "track", "ul")
)  # fmt: skip
"""Those that begin a block of HTML wherever they stand (CommonMark 0.31, §4.6, kind 6)."""
KNOWN = BLOCKS | frozenset(
    ("a", "abbr", "audio", "b", "bdi", "bdo", "br", "button", "canvas", "cite", "code", "data", "datalist", "del",
     "dfn", "em", "embed", "i", "img", "input", "ins", "kbd", "label", "map", "mark", "math", "meta", "meter", "object",
     "output", "picture", "pre", "progress", "q", "ruby", "s", "samp", "script", "select", "small", "source", "span",
     "strong", "style", "sub", "sup", "svg", "template", "textarea", "time", "u", "var", "video", "wbr")
)  # fmt: skip
"""Those that have a meaning of their own."""
OF_LINES = frozenset(
    ("a", "em", "strong", "small", "s", "cite", "q", "dfn", "abbr", "data", "time", "code", "var", "samp", "kbd", "sub",
     "sup", "i", "b", "u", "mark", "ruby", "rt", "rp", "bdi", "bdo", "span", "br", "wbr", "ins", "del", "img")
)  # fmt: skip
"""Those that begin no block in older parsers (marked 0.3)."""
RULE_BELOW = "deckgen-rule-below"
"""In the environment of a parser: a rule follows the text that is being parsed."""
MARKDOWN_IN_HTML = "deckgen-markdown-in-html"
"""In the environment of a parser: what stands between tags is Markdown."""
INLINE_HTML = "deckgen-inline-html"
"""In the environment of a parser: a line that begins with a tag of a line's is text, wherever it stands."""
BRACKET_BOXES = "deckgen-bracket-boxes"
"""In the environment of a parser: `.class[` and `]` on lines of their own stand around what belongs together."""
FENCE = regex(r" {0,3}(?:`{3,}[^`]*$|~{3,}|:::|::[\w.-]+::[ \t]*$)|---[ \t]*$")
"""A line that opens code, another part of the slide, or another slide: no HTML goes on there."""
_PUT = "[\ue000-\uf8ff]"
BOX_LINE = regex(rf"{_PUT}?(?:\]|(?:\.[A-Za-z_][\w-]*)+\[|\?\?\?|--){_PUT}?[ \t]*$")
"""The same of boxes in brackets, of steps and of notes where there are such; perhaps put there for the parser."""
_TAGS = rf"(?:</?(?:{'|'.join(sorted(WRAPPERS))})(?=[\s>/])[^<>\n]*>[ \t]*)+"
TAG_LINES = regex(rf"(?:[ ]{{0,3}}{_TAGS}\n)+(?=[ ]{{0,3}}[^\s<])", re.IGNORECASE)
"""Lines of nothing but tags around Markdown, and text right below."""
START_TAG = regex(
    rf"[ ]{{0,3}}<(?:{'|'.join(sorted(WRAPPERS))})(?=[\s>])[^<>\n]*(?<!/)>[ \t]*$", re.IGNORECASE
)
"""A line of nothing but the tag of one of them …"""
END_TAG = regex(rf"[ ]{{0,3}}</({'|'.join(sorted(WRAPPERS))})[ \t]*>[ \t]*$", re.IGNORECASE)
"""… or its end tag."""
ON_CLICKS = ("class", "data-fragment-index", "fragment-index")
"""Attributes that say when something appears."""
_STANDING = frozenset(("grow", "shrink", "strike", "semi-fade-out"))
_PASSING = frozenset(("fade-in-then-out", "current-visible"))
GOES = "fade-out"
"""The class of what is there at first, and goes at a click …"""
WAYS = (GOES, *_PASSING)
"""… and those of all that goes."""


def order_of(attributes: Mapping[str, str]) -> int:
    """When what has these attributes appears, as `Click` counts: by reveal.js's index, or the number of a click."""
    for name in ("data-fragment-index", "fragment-index"):
        if (index := attributes.get(name, "")).isdecimal() and len(index) < 4:
            return order_of_index(int(index))
    return _range(attributes)[0]


_RANGE = regex(r"\[?\s*(\d{1,3})\s*(?:,\s*(\d{1,3})\s*\]|\])?")


def _range(attributes: Mapping[str, str]) -> tuple[int, int]:
    """`v-click="2"`, `at="[2, 4]"`: the clicks at which it comes and goes, 0 for what is not said."""
    for name in ("v-click", "v-click.hide", "v-click-hide", "at"):
        if match := _RANGE.fullmatch(attributes.get(name, "").strip()):
            return int(match[1]), int(match[2] or 0)
    return 0, 0


def click_of(classes: Collection[str], attributes: Mapping[str, str]) -> Click | None:
    """When what has these classes and attributes appears, or goes; None for what is there all the time, or that only
    changes at a click."""
    if "fragment" not in classes or any(
        name in _STANDING or name.startswith("highlight-") for name in classes
    ):
        return None
    order, until = order_of(attributes), _range(attributes)[1]
    if GOES in classes:
        return None if until else Click(order, comes=False)  # one that comes back is there all the time
    return Click(order, until=NEXT if not _PASSING.isdisjoint(classes) else until)


_NUMBERINGS: Mapping[str, Numbering] = {
    "upper-alpha": "A", "upper-latin": "A", "lower-alpha": "a", "lower-latin": "a", "upper-roman": "I",
    "lower-roman": "i",
}  # fmt: skip
_LIST_STYLE = regex(r"list-style(?:-type)?\s*:[^;]*?\b((?:upper|lower)-\w+)", re.IGNORECASE)


def numbering_of(attributes: Mapping[str, str]) -> Numbering:
    """How the items of a list with these attributes are numbered."""
    said = attributes.get("type", "")
    style = _LIST_STYLE.search(attributes.get("style", ""))
    if said in ("A", "a", "I", "i"):
        return said  # type: ignore[return-value]
    return _NUMBERINGS.get(style[1].lower(), "1") if style else "1"
