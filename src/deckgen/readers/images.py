"""Images, embedded pictures and components → figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import Run
from deckgen.patterns import regex
from deckgen.readers.escapes import released
from deckgen.readers.html_tags import Tag, hex_color, safe_link, style_of
from deckgen.readers.slice_model import SlideSettings

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.readers.context import ReadContext
    from deckgen.source import Span


def figure_of_token(token: Token, span: Span, link: str, context: ReadContext) -> Figure | SlideSettings:
    """An image of Markdown's: a figure, or with `bg` among its words the slide's background."""
    target = str(token.attrs.get("src", ""))
    alt = "".join(_alt(token.children or ()))
    where = context.source.find_address(target, span)
    if not target.strip() and not alt.strip():  # browsers show nothing
        context.report("image-missing", "warning", "this picture has no address", span)
        return SlideSettings({}, span)
    if context.dialect.has_image_words or alt.split()[:1] == ["bg"]:
        from deckgen.readers.image_words import backdrop, image_words

        words = alt.split()
        alt, asked = image_words(words)
        if context.dialect.has_image_words and (color := hex_color(target)):
            return SlideSettings({"background-color" if "bg" in words else "color": f"#{color}"}, span)
        if "bg" in words:
            return backdrop(Figure(target=target, alt=alt, span=where), words, where)
        for key, value in asked.items():
            token.attrs.setdefault(key, value)
    at = {key: str(value) for key, value in token.attrs.items()}
    return figure_of(target, alt, where, at, link, context.caption_of(at, alt))


def figure_of(
    target: str, alt: str, span: Span, at: Mapping[str, str], link: str, caption: str = ""
) -> Figure:
    """A figure with the attributes `at`; a title that is not its caption is what it is described by, too."""
    style = at.get("style", "")
    classes = at.get("class", "")
    width, height = (
        at.get(name, "")
        or style_of(style, name)
        or style_of(style, f"max-{name}")
        or _sized(classes, name[0])
        for name in ("width", "height")
    )
    fit = at.get("fit", "") or style_of(style, "object-fit")
    crop = fit == "cover" and bool(width and height)
    alt, title = at.get("fig-alt", "") or at.get("alt", "") or alt, at.get("title", "").strip()
    if title not in caption and title not in alt:
        alt = f"{alt} ({title})" if alt else title
    return Figure(
        target=target,
        alt=alt,
        span=span,
        caption=(Run(caption),) if caption.strip() else (),
        width=width,
        height=height,
        crop=crop,
        link=link,
        poster=at.get("poster", ""),
        incremental="incremental" in classes.split(),
        name=at.get("id", ""),
    )


_SIZED = regex(r"(?<!\S)(?:max-)?([wh])-(?:(\d+(?:\.5)?)|(\d)/(\d+)|\[(\d+(?:px|%|rem|em))\])(?!\S)")


def _sized(classes: str, side: str) -> str:
    """A width or height that a utility class says: `w-10` is ten quarters of a rem, `w-1/2` a half."""
    for name, quarters, part, whole, plain in _SIZED.findall(classes):
        if name == side:
            if quarters:
                return f"{4 * float(quarters):g}px"
            return plain or (f"{100 * int(part) / int(whole):g}%" if int(whole) else "")
    return ""


_COMPONENT = "component:"
AGENDA = "[TOC]"
"""Stands where a slide is to list the others."""


def component(tag: str, span: Span, context: ReadContext) -> Figure:
    """What stands for a component of another tool's, which only that tool can show."""
    name = re.match(r"<([\w.:-]+)", tag)
    where = context.source.find(tag.split()[0], span)
    message = f"the component `<{name[1] if name else tag}>` can't be shown"
    context.report("component", "warning", message, where, "only the tool that it is written for knows it")
    return Figure(target=f"{_COMPONENT}{tag}", alt=" ".join(tag.split()), span=where)


def element(tag: Tag, written: str, span: Span, context: ReadContext) -> Figure | Run | None:
    """What a component of the tool's own comes to: a figure, words, or nothing; one of others' is named."""
    found = context.dialect.elements(tag) if context.dialect.elements else None
    where = context.source.find(written.split()[0], span)
    if found is None and tag.name in ("video", "audio") and tag.source:
        title = tag.attributes.get("title", "")
        caption = context.caption_of(tag.attributes, "")
        return figure_of(tag.source, title, where, tag.attributes, "", caption)
    if found is None:
        return component(written, span, context)
    match found.kind:
        case "page":
            message = f"`<{tag.name}>` is shown as a frame that leads to its page"
            context.report("html-as-link", "warning", message, where)
            page = safe_link(found.value)
            return figure_of(
                f"page:{page}", tag.attributes.get("title", "") or page, where, tag.attributes, page
            )
        case "film":
            caption = context.caption_of(tag.attributes, "")
            return figure_of(found.value, "", where, tag.attributes, "", caption) if found.value else None
        case "text":
            return Run(found.value)
        case "agenda":
            return Figure(target=f"{_COMPONENT}{AGENDA}", alt=AGENDA, span=where)
        case _:
            return None


def is_component(block: object) -> bool:
    """True for what stands for one."""
    return isinstance(block, Figure) and block.target.startswith(_COMPONENT)


def embedded(content: str, span: Span, context: ReadContext) -> Figure:
    """`![[picture.png|300]]`: what follows the bar is a width or a description."""
    target, _, after = content.partition("|")
    alt, _, size = after.rpartition("|")
    width = re.fullmatch(r"(\d+)(?:x\d+)?", size.strip())
    where = context.source.find(target, span)
    return Figure(
        target=target.strip(),
        alt=(alt if width else after).strip(),
        span=where,
        width=width[1] if width else "",
    )


def _alt(tokens: Sequence[Token]) -> list[str]:
    """Alternative text is the plain text of what stands in the brackets."""
    parts = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts += _alt(token.children or ())
        else:
            parts.append(released(token.content))
    return parts


def is_agenda_component(block: object) -> bool:
    """True for what stands for a table of contents."""
    return isinstance(block, Figure) and block.target == f"{_COMPONENT}{AGENDA}"


def is_unknown_component(block: object) -> bool:
    """True for what stands for one of which nothing is shown."""
    return is_component(block) and not is_agenda_component(block)
