"""Some slides of a file, read without the rest: for a preview that follows its author's typing."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from deckgen.deck.inlines import Inlines
from deckgen.deck.slides import Section
from deckgen.diagnostics import Diagnostic
from deckgen.readers.blocks import read_items
from deckgen.readers.context import ReadContext
from deckgen.readers.divs import resolve_divs
from deckgen.readers.markdown import parse
from deckgen.readers.outline import read_sections

_DEFINITION = re.compile(r"^ {0,3}\[[^\]^\n]+\]:[ \t].*", re.MULTILINE)
_FAR = re.compile(
    r"\[\^|^ {0,3}\[[^\]]+\]:|^\*\[|\\(?:re)?newcommand|\\def\\|\\DeclareMath|\\providecommand|\{\{"
    r"""|\]\(\s*<?#|href=["']?#|^[ \t>]*</?(?:[a-z]|!--)|^\s*%%|^\?\?\?""",
    re.MULTILINE | re.IGNORECASE,
)
"""What may reach, or be reached from, other slides: definitions, footnotes, macros, variables, links to slides, and
elements of HTML's that stay open."""
_FENCE = re.compile(r"^:::+[ \t]*(\S?)", re.MULTILINE)


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
    fences = [bool(match[1]) for match in _FENCE.finditer(text)]
    return bool(_FAR.search(text)) or 2 * sum(fences) != len(fences)


def read_part(
    context: ReadContext, first: int, last: int, before: Before
) -> tuple[tuple[Section, ...], tuple[Diagnostic, ...]]:
    """The slides in the lines `first` to `last` of the context's source (from 1, both included).

    The caller knows that a slide begins at `first` and none goes on behind `last`. Spans are those of the file.
    """
    lines = context.source.lines
    context = replace(context, front=replace(context.front, lines=first - 1), findings=[])
    text = "\n".join(lines[first - 1 : last])
    whole = context.source.text
    elsewhere = [match[0] for match in _DEFINITION.finditer(whole)] if "]:" in whole else []
    tokens = parse("\n".join((text, "", *elsewhere)) if elsewhere else text, slidev=context.slidev)
    items = resolve_divs(read_items(tokens, context), context)
    sections = read_sections(
        items, context, separated=before.separated, carried=before.carried, used=set(before.ids)
    )
    return sections, tuple(context.findings)
