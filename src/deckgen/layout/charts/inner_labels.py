"""Words inside a plot: names of points, notes, and what is said of standing lines, each where it covers nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.charts import Bubbles, Reference
from deckgen.layout.charts.axes import position, value_at
from deckgen.layout.charts.labels import NOTE, Labeller
from deckgen.layout.charts.model import Label, LabelPlace
from deckgen.layout.charts.placing import least, obstacles, settled
from deckgen.layout.charts.style import bar_place, bubble_width
from deckgen.themes.model import Box

FROM_END = 0.7
"""From an end of a standing line to the middle of its words, in em …"""
HALF_LINE = 0.6
"""… and more for each further line of them."""
FARTHER = (1.0, 0.0, 0.75, 0.5, 0.25)
"""Shares of a standing line's height at which its words may stand."""


def inner_labels(labeller: Labeller, taken: Sequence[Label]) -> Iterator[Label]:
    """All of them, clear of those that are `taken`."""
    wanted = (*_of_points(labeller), *_of_notes(labeller))
    standing = [*_standing(labeller)]
    if not (wanted or standing):
        return
    busy = [labeller.box(label) for label in taken]
    busy += obstacles(labeller.chart, labeller.point, labeller.plot, labeller.tokens)
    busy += (labeller.box(labeller.beyond(label)) for label in labeller.values_of_columns())
    placed = [labeller.off_marks(label) for label in settled(wanted, labeller.box, busy, labeller.plot)]
    yield from placed
    busy += map(labeller.box, placed)
    lines = {number: [*_lines_of(reference, labeller)] for number, reference in standing}
    for number, reference in standing:
        others = [edge for other, edges in lines.items() if other != number for edge in edges]
        candidates = [*_along(reference, number, labeller, others)]
        label = least(candidates, labeller.box, [*busy, *others], labeller.plot)
        busy.append(labeller.box(label))
        yield label


def _of_points(labeller: Labeller) -> Iterator[Label]:
    for number, series in enumerate(labeller.chart.series):
        xs = series.x or tuple(map(float, range(len(series.y))))
        color, gap = labeller.theme.readable(series.color), labeller.tokens.label_gap
        for place, (x, y, text) in enumerate(zip(xs, series.y, series.points, strict=False)):
            if not text or y is None:
                continue
            if isinstance(labeller.chart.marks, Bubbles):
                wide = bubble_width(labeller.chart, series.sizes[place], labeller.plot, labeller.tokens)
                gap = labeller.tokens.bar_gap + wide / 2
            yield Label(series=number, point=place, text=text, place="right", color=color, at=(x, y), gap=gap)


def _of_notes(labeller: Labeller) -> Iterator[Label]:
    for place, note in enumerate(labeller.chart.notes):
        label = Label(
            series=len(labeller.chart.series),
            point=place if not labeller.x.categorical else round(note.x),
            text=labeller.ruler.wrap(note.text, NOTE * labeller.plot.width, labeller.size),
            place="right",
            color=labeller.theme.readable(note.color),
            at=(note.x, note.y),
            gap=labeller.tokens.label_gap,
        )
        yield _over_its_column(label, labeller)


def _over_its_column(label: Label, labeller: Labeller) -> Label:
    """A note on the end of a column, in the column's middle and beyond its value and its error."""
    chart = labeller.chart
    if not chart.is_clustered or chart.is_lying:
        return label
    held = [number for number, one in enumerate(chart.series) if one.y[label.point] == label.at[1]]
    if not held:
        return label
    aside = bar_place(chart, held[0], labeller.tokens) if len(held) == 1 else 0.0
    shift = labeller.point(label.at[0] + aside, label.at[1])[0] - labeller.point(*label.at)[0]
    rise = labeller.beyond(replace(label, series=held[0], valued=True)).rise
    value = 1.2 * labeller.size if labeller.values else 0.0
    return replace(label, shift=shift, rise=rise + (-value if label.at[1] < 0 else value))


def _standing(labeller: Labeller) -> Iterator[tuple[int, Reference]]:
    """Lines and bands that stand and have words, with their numbers among series."""
    for number, reference in enumerate(labeller.chart.references, len(labeller.chart.series) + 1):
        if reference.text and reference.axis == "x":
            yield number, reference


def _lines_of(reference: Reference, labeller: Labeller) -> Iterator[Box]:
    """The line, or those at the two sides of a band."""
    for end in (reference.low, reference.high):
        if end is not None:
            x, y = labeller.plot.x + position(labeller.x, end) * labeller.plot.width, labeller.plot.y
            yield Box(x - 0.5, y, 1.0, labeller.plot.height)


def _along(reference: Reference, number: int, labeller: Labeller, others: Sequence[Box]) -> Iterator[Label]:
    """Where the words of a standing line or band may stand, best places first: in the middle of a band, or beside it,
    at its upper end, or its lower one; in as much room as there is up to `others`; or farther along it."""
    low = position(labeller.x, reference.low)
    high = low if reference.high is None else position(labeller.x, reference.high)
    wide = (high - low) * labeller.plot.width
    gap, size = labeller.tokens.line_gap, labeller.size
    text = labeller.ruler.wrap(reference.text, NOTE * labeller.plot.width, size)
    inside = labeller.ruler.wrap(reference.text, wide - 2 * gap, size) if wide > 2 * gap else text
    fits = labeller.ruler.width(inside, size) + 2 * gap <= wide
    color = labeller.theme.readable("muted")

    def label(lines: str, place: LabelPlace, end: float) -> Label:
        off = (FROM_END + HALF_LINE * lines.count("\n")) * size / labeller.plot.height
        aside = {"right": wide / 2, "left": -wide / 2}.get(place, 0.0)
        return Label(
            series=number, point=1, text=lines, place=place, color=color, gap=gap, shift=aside,
            at=(value_at(labeller.x, (low + high) / 2), value_at(labeller.y, end * (1 - 2 * off) + off)),
        )  # fmt: skip

    for end in (1.0, 0.0):
        if fits:
            yield label(inside, "center", end)
        yield label(text, "right", end)
        yield label(text, "left", end)
    left, right = (labeller.plot.x + share * labeller.plot.width for share in (low, high))
    rooms: dict[LabelPlace, float] = {
        "right": min([each.x for each in others if each.x > right + 1] + [labeller.plot.right]) - right,
        "left": left - max([each.right for each in others if each.right < left - 1] + [labeller.plot.x]),
    }
    narrow = {
        place: labeller.ruler.wrap(reference.text, room - 2 * gap, size)
        for place, room in rooms.items()
        if room > 2 * gap + size
    }
    for end in FARTHER:
        for place, lines in narrow.items():
            yield label(lines, place, end)
