"""Whose words a quotation holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.deck.blocks import Block, ListBlock, Paragraph, Quotation
from deckgen.deck.inlines import Inlines, LineBreak, Run, plain_text, trim
from deckgen.patterns import regex

if TYPE_CHECKING:
    from deckgen.source import Span

_CREDIT = regex(r"[—―–]|--+ ")


def is_credit(line: str) -> bool:
    """True for a line that says whose words stand above it."""
    return bool(_CREDIT.match(line))


def attributed(blocks: tuple[Block, ...], span: Span) -> Quotation:
    """A quotation; a last line that opens with a dash says whose words they are."""
    if not blocks:
        return Quotation((), span)
    *before, last = blocks
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


LONGEST_CREDIT = 120


def credited(above: Block, block: Block) -> Quotation | None:
    """A quotation with the paragraph right below that says whose words it holds; None for anything else."""
    if (
        not (isinstance(above, Quotation) and isinstance(block, Paragraph))
        or above.attribution
        or not above.blocks
    ):
        return None
    said = plain_text(block.inlines)
    if not _CREDIT.match(said) or "\n" in said or len(said) > LONGEST_CREDIT:
        return None
    span = replace(above.span, end_line=block.span.last_line)
    return replace(above, attribution=_with_dash(block.inlines), span=span)


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
