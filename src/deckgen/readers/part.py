"""Some slides of a file, read without the rest: for a preview that follows its author's typing."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from deckgen.cache import NO_CACHE, Cache
from deckgen.deck.inlines import Inlines
from deckgen.deck.slides import Slide
from deckgen.diagnostics import Diagnostic
from deckgen.readers.blocks import read_items
from deckgen.readers.divs import resolve_divs
from deckgen.readers.markdown import parse
from deckgen.readers.outline import read_sections
from deckgen.readers.reader import context_of
from deckgen.source import Source

_DEFINITION = re.compile(r" {0,3}\[[^\]^]+\]:[ \t]")
_FAR = re.compile(
    r"\[\^|^ {0,3}\[[^\]]+\]:|^\*\[|\\(?:re)?newcommand|\\def\\|\\DeclareMath|\\providecommand|\{\{"
    r"""|\]\(\s*<?#|href=["']?#""",
    re.MULTILINE,
)
"""What may reach, or be reached from, other slides: definitions, footnotes, macros, variables, links to slides."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Before:
    """What a slide's reader knows from the slides before it."""

    carried: Inlines = ()
    """The section's title, for slides that have none."""
    separated: bool = False
    """The file says with bare `---` lines where slides begin."""
    ids: Set[str] = frozenset()
    """Taken already."""


def reaches_far(text: str) -> bool:
    """True if `text` can't be read without the rest of its file."""
    return bool(_FAR.search(text))


def read_part(
    source: Source, first: int, last: int, before: Before, cache: Cache = NO_CACHE
) -> tuple[tuple[Slide, ...], tuple[Diagnostic, ...]]:
    """The slides in the lines `first` to `last` of `source` (from 1, both included).

    The caller knows that a slide begins at `first` and none goes on behind `last`. Spans are those of the file.
    """
    context, _ = context_of(source, cache)
    context = replace(context, front=replace(context.front, lines=first - 1), findings=[])
    text = "\n".join(source.lines[first - 1 : last])
    elsewhere = [line for line in source.lines if _DEFINITION.match(line)]
    tokens = parse("\n".join((text, "", *elsewhere)) if elsewhere else text, slidev=context.slidev)
    items = resolve_divs(read_items(tokens, context), context)
    sections = read_sections(
        items, context, separated=before.separated, carried=before.carried, used=set(before.ids)
    )
    return tuple(slide for section in sections for slide in section.slides), tuple(context.findings)
