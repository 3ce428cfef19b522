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
from deckgen.diagnostics import Diagnostic, closest, nearest
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
    said = value.text.strip().lower() if value.scalar else ""
    if said in KINDS:
        return KINDS[said]
    if value.scalar:
        found = plugin(CHARTS, value.text, ChartKind, memory, value.span)
        findings.extend(found.found)
        if found.value is not None:
            return _guarded(found.value, memory)
        if found.found:
            return LINE
    if meant := _CALLED.get(said.replace("-", "").replace("_", "").replace(" ", "")):
        message = f"`{value.text}` is called `{meant}` here, and drawn as one"
        findings.append(Diagnostic("unknown-chart-value", "warning", message, value.span, f"write `{meant}`"))
        return KINDS[meant]
    message = f"`{value.text}` is no kind of chart" if value.scalar else "kind of chart is one word"
    known = (*KINDS, *names(CHARTS, memory))
    findings.append(
        Diagnostic("unknown-chart-value", "error", message, value.span, nearest(value.text, known))
    )
    close = closest(said, tuple(KINDS), _CLOSE)
    return KINDS[close] if close else LINE


_CLOSE = 0.75
"""How much a word is like the one that is meant, if it is misspelt."""
_CALLED: Mapping[str, str] = {
    **dict.fromkeys(("hbar", "barh", "horizontalbar", "horizontalbars", "barres"), "bar"),
    **dict.fromkeys(("columns", "vbar", "verticalbar", "colonne", "colonnes"), "column"),
    **dict.fromkeys(("stackedbar", "stackedcolumn", "stackedbars", "stack"), "stacked"),
    **dict.fromkeys(("donut", "ring"), "doughnut"),
    **dict.fromkeys(("points", "point", "xy", "dots"), "scatter"),
    **dict.fromkeys(("lines", "courbe", "lineplot", "timeseries"), "line"),
    **dict.fromkeys(("bubbles",), "bubble"),
    **dict.fromkeys(("hist", "histogramme"), "histogram"),
    **dict.fromkeys(("areas", "stackedarea"), "area"),
}
"""What others call a kind, without signs between its words."""
