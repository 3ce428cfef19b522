"""Kinds of charts and built-in figures by name. A new one is a file, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from msgspec.structs import replace

from deckgen.charts.builtin.chinchilla import chinchilla
from deckgen.charts.builtin.compute_allocation import compute_allocation
from deckgen.charts.builtin.emergence import emergence
from deckgen.charts.builtin.emergence_tree import emergence_tree
from deckgen.charts.builtin.model_sizes import model_sizes
from deckgen.charts.builtin.reasoning import reasoning
from deckgen.charts.builtin.scaling_laws import scaling_laws
from deckgen.charts.kind import ChartKind
from deckgen.charts.kinds.area import AREA
from deckgen.charts.kinds.bar import BAR
from deckgen.charts.kinds.bubble import BUBBLE
from deckgen.charts.kinds.column import COLUMN
from deckgen.charts.kinds.histogram import HISTOGRAM
from deckgen.charts.kinds.line import LINE
from deckgen.charts.kinds.pie import DOUGHNUT, PIE
from deckgen.charts.kinds.range import BAND, RANGE
from deckgen.charts.kinds.scatter import SCATTER
from deckgen.charts.kinds.stacked import STACKED
from deckgen.charts.schema import Value
from deckgen.deck.charts import Chart, ChartGroup
from deckgen.deck.figures import Drawing
from deckgen.diagnostics import Diagnostic, nearest
from deckgen.memory import Memory
from deckgen.plugins import CHARTS, guarded, names, plugin

KINDS: Mapping[str, ChartKind] = {
    kind.name: kind
    for kind in (
        LINE, SCATTER, COLUMN, BAR, STACKED, AREA, PIE, DOUGHNUT, BUBBLE, HISTOGRAM, RANGE, BAND,
    )
}  # fmt: skip
"""The kinds that come with deckgen."""
BUILTIN: Mapping[str, Callable[[str], ChartGroup | Drawing]] = {
    "chinchilla": chinchilla,
    "compute-allocation": compute_allocation,
    "emergence": emergence,
    "emergence-tree": emergence_tree,
    "model-sizes": model_sizes,
    "reasoning": reasoning,
    "scaling-laws": scaling_laws,
}
"""Name → the figure in a language."""


@cache
def builtin(name: str, lang: str) -> ChartGroup | Drawing:
    """The figure of that name; always the same object, so that what is made of it can be remembered."""
    return BUILTIN[name](lang)


def _guarded(kind: ChartKind, memory: Memory) -> ChartKind:
    """Another package's kind, which says so if it fails."""
    given = (Chart, type(None))
    finish = guarded(CHARTS, kind.name, memory, kind.finish, given)
    read = guarded(CHARTS, kind.name, memory, kind.read, given) if kind.read else None
    return replace(kind, finish=finish, read=read)


def chart_kind(value: Value | None, memory: Memory, findings: list[Diagnostic]) -> ChartKind:
    """The kind that a block names, ours or that of another package; a line if it names none that there is."""
    if value is None:
        return LINE
    if value.scalar and value.text in KINDS:
        return KINDS[value.text]
    if value.scalar:
        found = plugin(CHARTS, value.text, ChartKind, memory, value.span)
        findings.extend(found.found)
        if found.value is not None:
            return _guarded(found.value, memory)
        if found.found:
            return LINE
    message = f"`{value.text}` is no kind of chart" if value.scalar else "kind of chart is one word"
    hint = nearest(value.text, (*KINDS, *names(CHARTS, memory)))
    findings.append(Diagnostic("unknown-chart-value", "error", message, value.span, hint))
    return LINE
