"""Lines below a picture that say what it is, or whose: captions, however they are typed."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.deck.figures import Drawing, Picture
from deckgen.deck.inlines import Run, plain_text
from deckgen.layout.flow import FigureItem, Flow, FlowItem, Para
from deckgen.patterns import regex

LONGEST = 120
"""Characters of such a line."""
_SOURCE = regex(
    r"(?i)(?:sources?|from|via|credits?|photos?|image|picture|figure|fig|quellen?|bild|foto|abb|abbildung|crédits?|"
    r"illustration|fuente|imagen|fonte|immagine|bron|afbeelding|出典|来源|图)\.?(?:\s*\d+|\s+\w+)?\s*[:：]|"
    r"(?:fig|figure|abb|abbildung)\.?\s*\d+\b|©|\(c\)\s"
)


def with_captions(flow: Flow) -> Flow:
    """The flow with such lines as what stands below their pictures."""
    found: list[FlowItem] = []
    for item in flow:
        last = found[-1] if found else None
        if isinstance(last, FigureItem) and isinstance(item, Para) and _is_said(last, item):
            found[-1] = replace(last, caption=replace(item, role="caption"))
        else:
            found.append(item)
    return tuple(found)


def _is_said(figure: FigureItem, below: Para) -> bool:
    """True for a line in italics, or that begins as sources do, right below a picture without a caption."""
    if figure.caption or not isinstance(figure.figure.art, Picture | Drawing) or below.step != figure.step:
        return False
    text = plain_text(below.inlines).strip()
    if below.role != "text" or below.markers or not text or "\n" in text or len(text) > LONGEST:
        return False
    runs = [each for each in below.inlines if isinstance(each, Run) and each.text.strip()]
    return all(run.marks.italic for run in runs) or bool(_SOURCE.match(text))
