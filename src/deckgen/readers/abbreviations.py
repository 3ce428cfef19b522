"""Abbreviations that a text explains once, marked wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deckgen.deck.inlines import Inline, Inlines, Run
from deckgen.deck.slides import Group, keyed
from deckgen.deck.walk import map_inlines, runs_of
from deckgen.readers.slice_model import Placed


def mark_abbreviations(placed: Sequence[Placed], known: Mapping[str, str]) -> None:
    """Say on their runs what each of the `known` abbreviations means."""
    if not known:
        return
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")

    def change(inlines: Inlines) -> Inlines:
        found: list[Inline] = []
        for item in inlines:
            found += _split(item, pattern, known) if isinstance(item, Run) else [item]
        return tuple(found)

    for one in placed:
        if any(pattern.search(run.text) for group in one.slide.groups for run in runs_of(group.blocks)):
            groups = tuple(
                Group(tuple(map_inlines(block, change) for block in group.blocks), group.span)
                for group in one.slide.groups
            )
            one.slide = keyed(replace(one.slide, groups=groups))


def _split(run: Run, pattern: re.Pattern[str], known: Mapping[str, str]) -> list[Inline]:
    if run.marks.code or run.marks.math or run.marks.abbreviation:
        return [run]
    found: list[Inline] = []
    start = 0
    for match in pattern.finditer(run.text):
        found.append(Run(run.text[start : match.start()], run.marks))
        found.append(Run(match[0], replace(run.marks, abbreviation=known[match[0]])))
        start = match.end()
    found.append(Run(run.text[start:], run.marks))
    return [item for item in found if not isinstance(item, Run) or item.text]
