"""Links to slides: whatever tool's way of naming a heading they follow, they lead to its slide."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

from deckgen.deck.blocks import Subheading
from deckgen.deck.inlines import Inlines, Run, plain_text
from deckgen.deck.slides import Group, Section, Slide
from deckgen.deck.walk import blocks_of, map_inlines, runs_of
from deckgen.readers.dialects import SLIDEV
from deckgen.readers.outline import slug

_MAY_LINK = re.compile(r"""[(<"'=: ]#[\w/]|[(<"'=]/?\d+[)>"']""")

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext


def resolve_links(sections: Sequence[Section], context: ReadContext) -> tuple[Section, ...]:
    """Point every `#name` at the id of its slide; one that leads nowhere is reported, and plain text."""
    if not _MAY_LINK.search(context.source.text):
        return tuple(sections)
    slides = [slide for section in sections for slide in section.slides]
    used = [run for slide in slides for run in _runs(slide) if _is_inside(run.marks.link, context)]
    if not used:
        return tuple(sections)
    targets = _targets(slides)
    ids = [slide.id for slide in slides]
    wanted = {run.marks.link: _target(run.marks.link, targets, ids, context) for run in used}
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


def _is_inside(link: str, context: ReadContext) -> bool:
    return link.startswith("#") or (context.dialect is SLIDEV and bool(_PAGE.fullmatch(link)))


_PAGE = re.compile(r"/?(\d{1,5})")
_NUMBER = re.compile(r"#p?(\d{1,5})")
_PATH = re.compile(r"#/(\d{1,5})(?:/\d+)*")


def _target(link: str, targets: Mapping[str, str], ids: Sequence[str], context: ReadContext) -> str:
    """The id of the slide that a link leads to: by name, or by number as tools count (`#3` and Slidev's `/3` from 1,
    reveal.js's `#/2` from 0)."""
    name = unquote(link.lstrip("#/"))
    if found := targets.get(name) or targets.get(slug(name)):
        return found
    from_one = context.dialect is SLIDEV
    if match := _PATH.fullmatch(link):
        place = int(match[1]) - from_one
    elif match := _NUMBER.fullmatch(link) or _PAGE.fullmatch(link):
        place = int(match[1]) - 1
    else:
        return ""
    return ids[place] if 0 <= place < len(ids) else ""


def _targets(slides: Sequence[Slide]) -> dict[str, str]:
    """Names → ids: the ids themselves, then headings inside slides, then Pandoc's and GitHub's ways to write them."""
    found = {slide.id: slide.id for slide in slides}
    for slide in slides:
        found.setdefault(slug(slide.id), slide.id)
    titles = [(plain_text(slide.title), slide) for slide in slides]
    inside = ((block, slide) for slide in slides for block in blocks_of(slide))
    titles += ((plain_text(b.inlines), slide) for b, slide in inside if isinstance(b, Subheading))
    for title, slide in titles:
        for write in (slug, pandoc_id, github_id):
            found.setdefault(write(title), slide.id)
    for slide in slides:
        stem, _, number = slide.id.rpartition("-")
        if number.isdecimal() and stem in found:
            found.setdefault(f"{stem}-{int(number) - 1}", slide.id)
    return found


def pandoc_id(title: str) -> str:
    """Pandoc's `auto_identifiers`: letters, digits, `_`, `-` and `.`, from the first letter on."""
    kept = "".join(char for char in title.lower() if char.isalnum() or char in "_-. \t\n\u00a0\u202f")
    name = "-".join(kept.split())
    first = next((place for place, char in enumerate(name) if char.isalpha()), len(name))
    return name[first:]


def github_id(title: str) -> str:
    """GitHub's way: each space is a hyphen."""
    return "".join(char for char in title.lower() if char.isalnum() or char in "_- ").replace(" ", "-")


def _runs(slide: Slide) -> list[Run]:
    """All that may be a link, in the slide's notes, too."""
    title = [item for item in slide.title if isinstance(item, Run)]
    return [*title, *runs_of((*blocks_of(slide), *slide.notes))]


def _holds(slide: Slide, link: str) -> bool:
    return any(run.marks.link == link for run in _runs(slide))


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
    notes = tuple(map_inlines(block, change) for block in slide.notes)
    return replace(slide, groups=groups, title=change(slide.title), notes=notes)
