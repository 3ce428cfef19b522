"""Pictures, frames and code of HTML's → what they come to on a slide."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

from deckgen.deck.blocks import Figure
from deckgen.readers.html_tags import Tag, safe_link
from deckgen.readers.images import figure_of

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.source import Span


def image_of(tag: Tag, link: str, span: Span, context: ReadContext) -> Figure:
    """`<img>`; `link` is where what stands around it leads."""
    at = tag.attributes
    source = tag.source
    where = context.source.find(source, span)
    return figure_of(source, at.get("alt", ""), where, at, link, context.caption_of(at, at.get("alt", "")))


def drawing_of(svg: str, span: Span) -> Figure:
    """`<svg>…</svg>` as a picture, which can't run anything."""
    title = re.search(r"<title[^>]*>(.*?)</title>", svg, re.DOTALL)
    words = title[1] if title else " ".join(re.findall(r"<text\b[^>]*>(.*?)</text", svg, re.DOTALL))
    alt = " ".join(unescape(re.sub(r"<[^<>]*>", " ", words)).split())
    if "xmlns=" not in svg[: svg.find(">")]:
        svg = svg[:4] + ' xmlns="http://www.w3.org/2000/svg"' + svg[4:]
    return Figure(target=f"data:image/svg+xml,{quote(svg)}", alt=alt, span=span)


def frame_of(tag: Tag, span: Span, context: ReadContext) -> Figure | None:
    """`<iframe>`: what leads to its page; nothing for one without."""
    source = safe_link(tag.source)
    message = f"`<{tag.name}>` is shown as a frame that leads to its page"
    context.report("html-as-link", "warning", message, span)
    if not source:
        return None
    where = context.source.find(source, span)
    at = {name: value for name, value in tag.attributes.items() if name != "title"}
    return figure_of(f"page:{source}", tag.attributes.get("title", "") or source, where, at, source)


def code_info(tag: Tag) -> str:
    """A `<code>` as the first line of a fence."""
    names = tag.attributes.get("class", "").split()
    said = (re.match(r"(?:language-|lang-)([\w+#-]+)", name) for name in names)
    bare = next((name for name in names if name not in ("hljs", "nohighlight")), "")
    language = next((match[1] for match in said if match), bare if re.fullmatch(r"[\w+#-]+", bare) else "")
    lines = tag.attributes.get("data-line-numbers")
    return f"{language} {f'[{lines}]' if lines is not None else ''}".rstrip()
