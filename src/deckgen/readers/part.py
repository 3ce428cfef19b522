"""Some slides of a file, read without the rest: for a preview that follows its author's typing."""

from __future__ import annotations

import re
from collections.abc import Set

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.inlines import Inlines
from deckgen.deck.slides import Section
from deckgen.diagnostics import Diagnostic
from deckgen.readers.blocks import read_items
from deckgen.readers.context import ReadContext
from deckgen.readers.divs import Resolved, resolve_divs
from deckgen.readers.items import Heading, SlideBreak
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
_PAIRS = (("\\[", "\\]"), ("\\begin{", "\\end{"))
_BREAK = re.compile(r"^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]", re.MULTILINE)
_FENCE = re.compile(r"^:::+[ \t]*(\S?)", re.MULTILINE)


class Before(Struct, frozen=True, eq=False):
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
    halves = any(text.count(start) != text.count(end) for start, end in _PAIRS)
    return bool(_FAR.search(text)) or 2 * sum(fences) != len(fences) or text.count("$$") % 2 == 1 or halves


def keeps_separation(context: ReadContext, old: Part, new: Part) -> bool:
    """True if the file surely says with bare `---` lines where slides begin, or surely does not, as it did with the
    `old` part in place of the `new` one."""
    kinds = (SlideBreak, Heading)
    counts = [[sum(isinstance(item, kind) for item in part.items) for kind in kinds] for part in (old, new)]
    if counts[0] == counts[1]:
        return True
    text = "\n".join(context.source.lines[context.front.lines :])
    breaks, headings = len(_BREAK.findall(text)), len(_HEADING.findall(text))
    if not (breaks or counts[0][0] or counts[1][0]):
        return True
    return breaks > 4 and not 0.7 * headings <= 3 * breaks <= 1.4 * headings


class Part(Struct, frozen=True, eq=False):
    """Lines of a file, read as far as they can be without what stands before them."""

    first: int
    text: str
    """What was read: the lines, and the link definitions of the rest."""
    items: tuple[Resolved, ...]
    findings: tuple[Diagnostic, ...]


def read_part(context: ReadContext, first: int, last: int, known: Part | None = None) -> Part:
    """The lines `first` to `last` of the context's source (from 1, both included); `known` if that is the same.

    The caller knows that a slide begins at `first` and none goes on behind `last`. Spans are those of the file.
    """
    text = "\n".join(context.source.lines[first - 1 : last])
    whole = context.source.text
    elsewhere = [match[0] for match in _DEFINITION.finditer(whole)] if "]:" in whole else []
    if elsewhere:
        text = "\n".join((text, "", *elsewhere))
    if known is not None and (known.first, known.text) == (first, text):
        return known
    context = replace(context, front=replace(context.front, lines=first - 1), findings=[])
    items = resolve_divs(read_items(parse(text, context.dialect), context), context)
    return Part(first, text, tuple(items), tuple(context.findings))


def part_sections(
    context: ReadContext, part: Part, before: Before
) -> tuple[tuple[Section, ...], tuple[Diagnostic, ...]]:
    """The slides in a part of the context's source, and what was found in it."""
    context = replace(context, front=replace(context.front, lines=part.first - 1), findings=[])
    sections = read_sections(
        part.items, context, separated=before.separated, carried=before.carried, used=set(before.ids)
    )
    return sections, (*part.findings, *context.findings)
