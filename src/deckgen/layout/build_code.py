"""Blocks of code, measured."""

from __future__ import annotations

from collections.abc import Callable

from deckgen.deck.blocks import CodeBlock
from deckgen.deck.clicks import Step
from deckgen.deck.inlines import Inlines, Run
from deckgen.layout.flow import CodeItem, CodeLine
from deckgen.layout.fonts import Fonts
from deckgen.layout.lines import measure_words

TAB, MOST_LINES = 4, 0.75
"""Columns of a tab; and the share of its lines that are most of them."""


def code_item(block: CodeBlock, fonts: Fonts, step: Step, click: Callable[[], int]) -> CodeItem:
    """The code with every line measured, shown at `step`; each `click` is that of one more of its states."""
    texts = block.text.split("\n")
    colored = block.lines if len(block.lines) == len(texts) else tuple((Run(text),) for text in texts)
    lines = []
    for number, inlines in enumerate(colored, 1):
        runs = _without_tabs(inlines)
        lines.append(CodeLine(number, runs, measure_words(runs, fonts, "mono")))
    widths = sorted(sum(w.width + w.space for w in line.words) for line in lines)
    # What appears by an index of its own has all its states before what comes next.
    first = step.comes
    clicks = tuple(first + n if first < 0 else click() for n in range(1, len(block.steps)))
    return CodeItem(
        lines=tuple(lines),
        longest=widths[-1],
        usual=widths[int(MOST_LINES * (len(widths) - 1))],
        span=block.span,
        identity=id(block),
        opens_group=False,
        title=block.title,
        first_number=block.first_number,
        steps=block.steps,
        clicks=clicks,
        step=step,
        language=block.language,
    )


def _without_tabs(inlines: Inlines) -> Inlines:
    """Tabs as the spaces up to the next stop."""
    if not any(isinstance(item, Run) and "\t" in item.text for item in inlines):
        return inlines
    found: list[Run] = []
    column = 0
    for item in inlines:
        if isinstance(item, Run):
            text = (
                (" " * column + item.text).expandtabs(TAB)[column:] if column else item.text.expandtabs(TAB)
            )
            found.append(Run(text, item.marks))
            column = (column + len(text)) % TAB
    return tuple(found)
