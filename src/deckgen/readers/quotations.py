"""Whose words a quotation holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeGuard

from msgspec.structs import replace

from deckgen.deck.blocks import Block, ListBlock, Paragraph, Quotation
from deckgen.deck.inlines import Inlines, LineBreak, Run, plain_text, trim
from deckgen.patterns import regex

if TYPE_CHECKING:
    from deckgen.readers.div_items import Resolved
    from deckgen.source import Span

_CREDIT = regex(r"(?:[—―–]|--+ )\s*[^\s—―–]")


def is_credit(line: str) -> bool:
    """True for a line that says whose words stand above it."""
    return bool(_CREDIT.match(line))


def attributed(blocks: tuple[Block, ...], span: Span) -> Quotation:
    """A quotation; a last line that opens with a dash says whose words they are."""
    if not blocks:
        return Quotation((), span)
    *before, last = blocks
    match last:
        case Quotation(blocks=[Paragraph() as name], attribution=()) if before and _is_name_within(name):
            return Quotation(tuple(before), span, _with_dash(name.inlines))
    if not isinstance(last, Paragraph):
        return Quotation(blocks, span)
    cut = next(
        (i for i in range(len(last.inlines) - 1, -1, -1) if isinstance(last.inlines[i], LineBreak)), -1
    )
    text, credit = last.inlines[: max(0, cut)], last.inlines[cut + 1 :]
    if not _CREDIT.match(plain_text(credit)) or not (before or text):
        return Quotation(blocks, span)
    rest = (replace(last, inlines=trim(text)),) if text else ()
    return Quotation((*before, *rest), span, _with_dash(credit))


def _is_name_within(quoted: Paragraph) -> bool:
    """True for what a quotation in a quotation holds that is no more than a name and a work (`>> Ada Lovelace`)."""
    said = plain_text(quoted.inlines).strip()
    return len(said) <= LONGEST_CREDIT and bool(_NAME_WITHIN.fullmatch(said) or _CREDIT.match(said))


_OF_A_NAME = r"(?:[^\W\d_a-z][\w.’'-]*|d[eu]|de la|de los|del|von|van|van der|della|al|bin)"
_NAME_WITHIN = regex(rf"{_OF_A_NAME}(?: {_OF_A_NAME}){{1,5}}(?:,[^\n]*[^\s.:;!?…»”\"])?")
"""Two names or more, and perhaps where that is from."""


def credited(items: Sequence[Resolved]) -> list[Resolved]:
    """`items`, each quotation with the paragraph right below that says whose words it holds; paragraphs that all open
    with a dash are points, those below each of several quotations are names."""
    found: list[Resolved] = []
    are_named = _are_named(items)
    for place, item in enumerate(items):
        match found[-1:]:
            case [Quotation(blocks=[_, *_], attribution=()) as above] if isinstance(item, Paragraph) and (
                are_named or (_is_source(item) and not any(map(_is_source, items[place + 1 : place + 2])))
            ):
                span = replace(above.span, end_line=item.span.last_line)
                found[-1] = replace(above, attribution=_with_dash(item.inlines), span=span)
            case _:
                found.append(item)
    return found


_NAME = regex(r"[^\Wa-z_].{0,78}[^\s.:;!?…]", re.DOTALL)


def _are_named(items: Sequence[Resolved]) -> bool:
    """True for several quotations, each with a line below that is no sentence, and no other text beside them."""
    quotations = [place for place, item in enumerate(items) if isinstance(item, Quotation)]
    below = [items[place + 1] for place in quotations if place + 1 < len(items)]
    names = [
        item for item in items if isinstance(item, Paragraph) and _NAME.fullmatch(plain_text(item.inlines))
    ]
    texts = [item for item in items if isinstance(item, Paragraph | ListBlock)]
    return len(quotations) > 1 and below == names == texts and len(below) == len(quotations)


LONGEST_CREDIT = 120


def _is_source(item: Resolved) -> TypeGuard[Paragraph]:
    """True for a line that opens with a dash, and is no more than a name and a work."""
    if not isinstance(item, Paragraph):
        return False
    said = plain_text(item.inlines)
    return bool(_CREDIT.match(said)) and "\n" not in said and len(said) <= LONGEST_CREDIT


def _with_dash(credit: Inlines) -> Inlines:
    """Two hyphens before a name are a dash."""
    if credit and isinstance(first := credit[0], Run) and first.text.startswith("--"):
        return (Run("—" + first.text.lstrip("-"), first.marks), *credit[1:])
    return credit


def as_steps(blocks: tuple[Block, ...], usual: str) -> ListBlock | None:
    """The list that a quotation holds and nothing else, to appear item by item, or at once where it is `usual` ("true")
    that lists appear so; None for any other."""
    only = blocks[0] if len(blocks) == 1 else None
    return replace(only, incremental=usual != "true") if isinstance(only, ListBlock) else None
