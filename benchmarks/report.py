"""Figures as a table and as JSON, beside earlier ones, and beside those that the README states."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.figures import Figure

NOISE = 0.15
"""A share that figures may differ by, and count as the same: machines that are shared are no steadier."""
HEAD = "| what | deckgen | beside it | ratio | goal | met |\n| --- | --- | --- | --- | --- | --- |"
_WORDS = {True: "yes", False: "no", None: "–"}


def number(value: float | None, unit: str = "") -> str:
    """The value with about three digits."""
    if value is None:
        return "–"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()


def line(figure: Figure) -> str:
    """A row of the table."""
    beside = "–" if figure.theirs is None else f"{number(figure.theirs, figure.unit)} ({figure.against})"
    sign = "≥" if figure.at_least else "≤"
    goal = f"{sign} {figure.goal:g} {'×' if figure.against else figure.unit}".rstrip() if figure.goal else "–"
    met = figure.note or _WORDS[figure.met]
    cells = (figure.name, number(figure.ours, figure.unit), beside, number(figure.ratio), goal, met)
    return f"| {' | '.join(cells)} |"


def save(figures: Iterable[Figure], pairs: int, path: Path) -> None:
    """Write the figures as JSON, with the machine that they are of."""
    load = [round(each, 2) for each in os.getloadavg()]
    machine = {
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": load,
    }
    content = {"machine": machine, "pairs": pairs, "figures": [asdict(figure) for figure in figures]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> list[Figure]:
    """The figures of such a file."""
    return [Figure(**each) for each in json.loads(path.read_text(encoding="utf-8"))["figures"]]


def differ(then: float, now: float) -> bool:
    """Whether it is more than noise."""
    return abs(now - then) > NOISE * abs(then)


def compared(then: Iterable[Figure], now: Iterable[Figure]) -> str:
    """A row for each figure that is measured now: what deckgen took then and now, their ratio, and what that means."""
    earlier = {figure.name: figure for figure in then}
    rows = ["| what | then | now | now / then | |\n| --- | --- | --- | --- | --- |"]
    for figure in now:
        old = earlier.get(figure.name)
        ratio, said = None, []
        if old and old.ours and figure.ours is not None:
            ratio = figure.ours / old.ours
            if differ(old.ours, figure.ours):
                said.append("more" if ratio > 1 else "less")
        if old is None:
            said.append("new")
        elif old.met is not figure.met:
            said.append(f"goal met: {_WORDS[old.met]} → {_WORDS[figure.met]}")
        before = number(old.ours, old.unit) if old else "–"
        cells = (figure.name, before, number(figure.ours, figure.unit), number(ratio), ", ".join(said))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def stated(readme: str) -> dict[str, tuple[float, float | None]]:
    """The figures that the README states: its table has this one's head, and rows pasted from it.

    By name, what deckgen takes and the ratio.
    """
    found = {}
    for row in readme.partition(HEAD)[2].lstrip("\n").split("\n\n")[0].splitlines():
        name, ours, _, ratio, *_ = (cell.strip() for cell in row.strip("|").split(" | "))
        value = _value(ours)
        if value is not None:
            found[name] = value, _value(ratio)
    return found


def _value(cell: str) -> float | None:
    digits = re.match(r"[\d,.]+", cell)
    return float(digits[0].replace(",", "")) if digits else None


def outdated(said: Mapping[str, tuple[float, float | None]], now: Sequence[Figure]) -> list[str]:
    """A line for each figure of the README that is now another."""
    lines = []
    for figure in now:
        value, ratio = said.get(figure.name, (None, None))
        if value is not None and figure.ours is not None and differ(value, figure.ours):
            lines.append(
                f"{figure.name}: {number(value, figure.unit)}, now {number(figure.ours, figure.unit)}"
            )
        elif ratio is not None and figure.ratio is not None and differ(ratio, figure.ratio):
            lines.append(f"{figure.name}: ratio {number(ratio)}, now {number(figure.ratio)}")
    return lines
