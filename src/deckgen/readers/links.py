"""Links to slides: whatever tool's way of naming a heading they follow, they lead to its slide."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from deckgen.deck.blocks import Subheading
from deckgen.deck.inlines import Inlines, Run, plain_text
from deckgen.deck.slides import Group, Section, Slide
from deckgen.deck.walk import blocks_of, map_inlines, runs_of
from deckgen.readers.outline import slug

_MAY_LINK = re.compile(r"""[(<"'=: ]#[\w/]""")

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext


def resolve_links(sections: Sequence[Section], context: ReadContext) -> tuple[Section, ...]:
    """Point every `#name` at the id of its slide; one that leads nowhere is reported, and plain text."""
    if not _MAY_LINK.search(context.source.text):
        return tuple(sections)
    slides = [slide for section in sections for slide in section.slides]
    used = [run for slide in slides for run in runs_of(blocks_of(slide)) if run.marks.link.startswith("#")]
    if not used:
        return tuple(sections)
    targets = _targets(slides)
    wanted = {run.marks.link: targets.get(_name(run.marks.link), "") for run in used}
    for link, found in wanted.items():
        if not found and link != "#":
            where = next(slide.span for slide in slides if _holds(slide, link))
            where = context.source.find(link, replace(where, end_line=len(context.source.lines)))
            context.report("dead-link", "warning", f"no slide is called `{link}`", where,
                           "a slide's name is its title in lower case, with hyphens")  # fmt: skip
    ways = {link: f"#{found}" if found else "" for link, found in wanted.items()}
    return tuple(
        replace(section, slides=tuple(_linked(slide, ways) for slide in section.slides))
        for section in sections
    )


def _name(link: str) -> str:
    return slug(unquote(link.lstrip("#/")))


def _targets(slides: Sequence[Slide]) -> dict[str, str]:
    """Names → ids: the ids themselves, then headings inside slides, then GitHub's way to count."""
    found = {slug(slide.id): slide.id for slide in slides}
    for slide in slides:
        for block in blocks_of(slide):
            if isinstance(block, Subheading):
                found.setdefault(slug(plain_text(block.inlines)), slide.id)
    for slide in slides:
        stem, _, number = slide.id.rpartition("-")
        if number.isdecimal() and stem in found:
            found.setdefault(f"{stem}-{int(number) - 1}", slide.id)
    return found


def _holds(slide: Slide, link: str) -> bool:
    return any(run.marks.link == link for run in runs_of(blocks_of(slide)))


def _linked(slide: Slide, ways: Mapping[str, str]) -> Slide:
    def change(inlines: Inlines) -> Inlines:
        return tuple(
            replace(item, marks=replace(item.marks, link=ways[item.marks.link]))
            if isinstance(item, Run) and item.marks.link in ways
            else item
            for item in inlines
        )

    groups = tuple(
        Group(tuple(map_inlines(block, change) for block in group.blocks), group.span)
        for group in slide.groups
    )
    return replace(slide, groups=groups)
