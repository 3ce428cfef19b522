"""Links to slides: whatever tool's way of naming a heading they follow, they lead to its slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

from deckgen.deck.blocks import Subheading
from deckgen.deck.inlines import Inlines, plain_text, with_marks
from deckgen.deck.slides import Group, Slide, keyed
from deckgen.deck.walk import blocks_of, map_inlines
from deckgen.patterns import regex
from deckgen.readers.names import auto_identifier, github_id, slug
from deckgen.readers.slice_model import Placed
from deckgen.source import Span

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext


def resolve_links(placed: Sequence[Placed], context: ReadContext) -> None:
    """Point every `#name` at the id of its slide; one that leads nowhere is reported, and plain text."""
    used = {link: one for one in reversed(placed) for link in one.read.links if _is_inside(link, context)}
    if not used:
        return
    slides = [one.slide for one in placed]
    targets = _targets(slides)
    ids = [slide.id for slide in slides]
    wanted = {
        link: _target(link, targets, ids, context)
        for one in placed
        for link in one.read.links
        if link in used
    }
    for link, found in wanted.items():
        if not found and link != "#":
            where = Span(used[link].slide.line, end_line=len(context.source.lines))
            where = context.source.find(link, where)
            context.report("dead-link", "warning", f"no slide is called `{link}`", where,
                           "a slide's name is its title in lower case, with hyphens")  # fmt: skip
    ways = {link: f"#{found}" if found else "" for link, found in wanted.items()}
    for one in placed:
        if any(link in ways and ways[link] != link for link in one.read.links):
            one.slide = keyed(_linked(one.slide, ways))


def _is_inside(link: str, context: ReadContext) -> bool:
    return link.startswith("#") or (context.dialect.has_page_links and bool(_PAGE.fullmatch(link)))


_PAGE = regex(r"/?(\d{1,5})")
_NUMBER = regex(r"#p?(\d{1,5})")
_PATH = regex(r"#/(\d{1,5})(?:/\d+)*")


def _target(link: str, targets: Mapping[str, str], ids: Sequence[str], context: ReadContext) -> str:
    """The id of the slide that a link leads to: by name, or by number as tools count (`#3` and `/3` from 1,
    reveal.js's `#/2` from 0)."""
    name = unquote(link.lstrip("#/"))
    if found := targets.get(name) or targets.get(slug(name)):
        return found
    from_one = context.dialect.has_page_links
    if match := _PATH.fullmatch(link):
        place = int(match[1]) - from_one
    elif match := _NUMBER.fullmatch(link) or _PAGE.fullmatch(link):
        place = int(match[1]) - 1
    else:
        return ""
    return ids[place] if 0 <= place < len(ids) else ""


def _targets(slides: Sequence[Slide]) -> dict[str, str]:
    """Names → ids: the ids themselves, then headings inside slides, then other ways to write them."""
    found = {slide.id: slide.id for slide in slides}
    for slide in slides:
        found.setdefault(slug(slide.id), slide.id)
    titles = [(plain_text(slide.title), slide) for slide in slides]
    inside = ((block, slide) for slide in slides for block in blocks_of(slide))
    titles += ((plain_text(b.inlines), slide) for b, slide in inside if isinstance(b, Subheading))
    for title, slide in titles:
        for write in (slug, auto_identifier, github_id):
            found.setdefault(write(title), slide.id)
    for slide in slides:
        stem, _, number = slide.id.rpartition("-")
        if number.isdecimal() and stem in found:
            found.setdefault(f"{stem}-{int(number) - 1}", slide.id)
    return found


def _linked(slide: Slide, ways: Mapping[str, str]) -> Slide:
    def change(inlines: Inlines) -> Inlines:
        return with_marks(inlines, lambda marks: replace(marks, link=ways.get(marks.link, marks.link)))

    groups = tuple(
        Group(tuple(map_inlines(block, change) for block in group.blocks), group.span)
        for group in slide.groups
    )
    notes = tuple(map_inlines(block, change) for block in slide.notes)
    return replace(slide, groups=groups, title=change(slide.title), notes=notes)
