"""Elements of HTML's inside a line that are no text: drawings, films, frames, controls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import Marks, Run
from deckgen.readers.html_figures import drawing_of
from deckgen.readers.html_tags import Tag, safe_link
from deckgen.readers.images import figure_of
from deckgen.readers.pieces import Piece

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.readers.context import ReadContext
    from deckgen.source import Span

_PLAYED = frozenset(("video", "audio"))
_LINKED = frozenset(("iframe", "embed"))
_AROUND = frozenset(
    ("address", "article", "aside", "dd", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
     "h6", "header", "main", "nav", "section", "slot", "table", "tbody", "thead", "tr", "select", "textarea",
     "object", "map", "form", "fieldset", "legend", "marquee", "blink", "acronym", "applet")
)  # fmt: skip
"""Of which the words inside are seen."""
_APART = {"option": " · ", "td": " ", "th": " "}
"""… and those that a sign parts from what stands before them."""
_NOTHING = frozenset(("area", "base", "col", "meta", "param", "track"))
_EMPTY = _NOTHING | {"embed", "input", "source"}
_NAMES = _PLAYED | _LINKED | _AROUND | _EMPTY | _APART.keys() | {"svg"}
UNSEEN = frozenset(("canvas", "datalist", "dialog", "noscript"))
"""What they hold is not seen in a browser."""
_MARKED = {"checkbox": "☐☑", "radio": "○◉"}
_SAID = ("submit", "button", "reset", "text", "email", "number", "date", "search", "tel", "url", "")


def elements(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a line, those of a drawing as one, without what frames hold for browsers that know none."""
    closings, frames = sum(map(_closes_drawing, tokens)), sum(map(_closes_frame, tokens))
    drawing: Token | None = None
    is_framed = False
    for token in tokens:
        frames -= _closes_frame(token)
        if is_framed and not _closes_frame(token):
            continue
        opens = token.type == "html_inline" and token.content.lower().startswith("<iframe")
        is_framed = frames > 0 and opens and not token.content.endswith("/>")
        if drawing is not None:
            drawing = drawing.copy(content=drawing.content + token.content)
        elif closings and token.type == "html_inline" and token.content.lower().startswith("<svg"):
            drawing = token
        else:
            yield token
        if _closes_drawing(token):
            closings -= 1
            if drawing is not None:
                yield drawing
                drawing = None


def _closes_frame(token: Token) -> bool:
    return token.type == "html_inline" and token.content.lower().startswith("</iframe")


def _closes_drawing(token: Token) -> bool:
    return token.type == "html_inline" and token.content.lower().startswith("</svg")


def is_meant(tag: Tag, text: str) -> bool:
    """True for a tag that is one of these elements', not somebody's word for it: it has attributes, or a counterpart
    in the `text`."""
    if tag.name not in _NAMES | UNSEEN or tag.bare:
        return False
    other = f"<{tag.name}" if tag.closing else f"</{tag.name}"
    return bool(tag.attributes) or (tag.name not in _EMPTY and other in text.lower())


def read_element(
    tag: Tag, written: str, before: Sequence[Piece], now: Marks, span: Span, context: ReadContext
) -> list[Piece]:
    """What it comes to; `before` is what the line has so far."""
    at = tag.attributes
    source = tag.source
    if tag.closing or tag.name in _NOTHING or tag.name in _AROUND:
        return []
    if tag.name == "svg" and "</" in written:
        return [replace(drawing_of(written, span), **_size(at))]
    if tag.name in _PLAYED or (tag.name == "source" and not (before and isinstance(before[-1], Figure))):
        where = context.source.find(source, span)
        said = context.caption_of(at, "")
        return [figure_of(source, at.get("title", ""), where, at, now.link, said)] if source else []
    if tag.name in _LINKED and (page := safe_link(source)):
        context.report("html-as-link", "warning", f"`<{tag.name}>` in a line is shown as a link", span)
        return [Run(at.get("title", "") or page, replace(now, link=page))]
    if tag.name == "input":
        return _control(at.get("type", "").lower(), tag, now)
    follows = bool(before) and isinstance(last := before[-1], Run) and last.text[-1:].strip() != ""
    return [Run(_APART[tag.name], now)] if follows and tag.name in _APART else []


def _control(kind: str, tag: Tag, now: Marks) -> list[Piece]:
    at = tag.attributes
    if kind in _MARKED:
        return [Run(_MARKED[kind]["checked" in at], now)]
    said = (at.get("value", "") or at.get("placeholder", "")) if kind in _SAID else ""
    return [Run(said, now)] if said else []


def _size(at: Mapping[str, str]) -> dict[str, str]:
    """As its attributes say it; else as high as the text."""
    found = {
        key: f"{match[1]}px"
        for key in ("width", "height")
        if (match := re.fullmatch(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", at.get(key, "")))
    }
    return found or {"height": "1em"}
