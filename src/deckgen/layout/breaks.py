"""Where a text that is too much for one slide is cut into several."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from deckgen.deck.inlines import plain_text
from deckgen.layout.flow import CodeLine, EquationItem, FlowItem, Para, TableItem


class Atom(Struct, frozen=True):
    """A piece that is never cut, with its cost of standing first on a page."""

    item: FlowItem
    height: float
    gap: float
    """Space above it where it does not stand first."""
    extra: float
    """Height that its frame adds where it stands first (a repeated header, insets)."""
    penalty: float


def best_breaks(atoms: Sequence[Atom], height: float) -> list[tuple[int, int]]:
    """Ranges of atoms, one a page: the fewest pages first, then good breaks, then evenness."""
    best = [0.0] + [float("inf")] * len(atoms)
    back = [0] * (len(atoms) + 1)
    for end in range(1, len(atoms) + 1):
        total = 0.0
        for start in range(end - 1, -1, -1):
            atom = atoms[start]
            total += atom.height + (atoms[start + 1].gap if start + 1 < end else 0.0)
            used = total + atom.extra
            if used > height and start < end - 1:
                break
            slack = max(0.0, (height - used) / height)
            alone = 40.0 if end - start == 1 and used < 0.2 * height and len(atoms) > 1 else 0.0
            cost = best[start] + 100 + 60 * slack**2 + alone + (atom.penalty if start else 0.0)
            if cost < best[end]:
                best[end], back[end] = cost, start
    ranges = []
    end = len(atoms)
    while end:
        ranges.append((back[end], end))
        end = back[end]
    return ranges[::-1]


def leads_to(para: Para, item: FlowItem) -> bool:
    """True for what stands above the item it speaks of: no page ends with it."""
    if para.role in ("lead", "subheading", "term"):
        return True
    is_own = not isinstance(item, Para) or bool(item.marker)
    return is_own and plain_text(para.inlines).rstrip().endswith((":", "："))


def penalty_of(item: FlowItem, previous: FlowItem | None, number: int) -> float:
    """What it costs to begin a page here."""
    if number:
        return 2.0 if isinstance(item, TableItem) else 30.0
    if isinstance(item, EquationItem) and isinstance(previous, Para):
        return 40.0
    if item.opens_group or not isinstance(item, Para):
        return 0.0
    if item.role == "subheading":
        return -12.0
    if item.role == "small":
        return 60.0
    if item.markers:
        return (4.0 if item.marker else 30.0) + 12.0 * item.level
    return 6.0 if isinstance(previous, Para) else 2.0


def code_penalty(above: CodeLine, line: CodeLine) -> float:
    """Code is best cut behind an empty line, else where a line begins at the margin."""
    before, text = ("".join(word.text for word in each.words) for each in (above, line))
    if not text.strip():
        return 8.0
    if not before.strip():
        return 0.0
    return 12.0 if text[:1].isspace() or text.strip()[:1] in "})]" else 6.0
