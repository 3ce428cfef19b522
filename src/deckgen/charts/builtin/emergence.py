"""Brown et al. 2020 (arXiv:2005.14165), Table H.1: GPT-3 models on addition, against training
compute (Table D.1)."""

from __future__ import annotations

from deckgen.charts.data import rows
from deckgen.charts.words import Words
from deckgen.deck.figures import Axis, Chart, ChartGroup, Series

_STYLES = {2: ("accent6", 0.0), 3: ("accent2", 0.0), 4: ("accent1", 0.0), 5: ("accent4", 0.0)}


def emergence(lang: str) -> ChartGroup:
    """The figure, its words in `lang`."""
    words = Words(lang)
    points = [row for row in rows("emergence_points") if row["benchmark"] == "GPT-3 arithmetic"]
    series = []
    for digits, (color, shift) in _STYLES.items():
        chosen = [row for row in points if row["task"] == f"{digits}-digit addition"]
        if not chosen:
            continue
        xs = tuple(float(row["train_flops"]) for row in chosen)
        ys = tuple(float(row["score"]) for row in chosen)
        last = words.number(ys[-1])
        name = words("{} digits").format(digits)
        label = f"{name} : {last} %" if words.french else f"{name}: {last}%"
        series.append(Series(name, xs, ys, color, marker=True, label=label, label_dy=shift))
    ticks = (1e21, 1e22, 1e23)
    percent = (0.0, 25.0, 50.0, 75.0, 100.0)
    chart = Chart(
        "line",
        tuple(series),
        Axis(words("Training compute (FLOP)"), True, 1.6e20, 6e23, ticks),
        Axis(words("Accuracy (%)"), False, -3.0, 106.0, percent, tuple(f"{v:g}" for v in percent)),
        words("Addition, GPT-3, 50 examples in the prompt"),
    )
    table = "tableau H.1" if words.french else "Table H.1"
    source = f"{words('Source: ')}Brown et al. 2020, {table}"
    description = words(
        "Accuracy of GPT-3 models on addition: near zero, then up to 100 % as training compute grows."
    )
    return ChartGroup("emergence", (chart,), source, description, aspect=2.2, min_width=420)
