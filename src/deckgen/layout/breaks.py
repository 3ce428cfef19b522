"""Where a text that is too much for one slide is cut into several."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from deckgen.layout.flow import FlowItem


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
