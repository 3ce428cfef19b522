"""Brown et al. 2020 (arXiv:2005.14165), Table H.1: GPT-3 models on addition, against training
compute (Table D.1)."""

from __future__ import annotations

from deckgen.charts.data import rows
from deckgen.charts.translations import Words
from deckgen.deck.charts import Axis, Chart, ChartGroup, Lines, Series

_COLORS = {2: "back1", 3: "text", 4: "lit1", 5: "series3"}


def emergence(lang: str) -> ChartGroup:
    """The figure, its words in `lang`."""
    words = Words(lang)
    points = [row for row in rows("emergence_points") if row["benchmark"] == "GPT-3 arithmetic"]
    series = []
    for digits, color in _COLORS.items():
        chosen = [row for row in points if row["task"] == f"{digits}-digit addition"]
        if not chosen:
            continue
        xs = tuple(float(row["train_flops"]) for row in chosen)
        ys = tuple(float(row["score"]) for row in chosen)
        name = words("{} digits").format(digits)
        last = words.number(ys[-1])
        label = f"{name} : {last} %" if words.french else f"{name}: {last}%"
        series.append(Series(name=name, y=ys, x=xs, color=color, marker=True, label=label))
    chart = Chart(
        marks=Lines(),
        series=tuple(series),
        x=Axis(title=words("Training compute (FLOP)"), scale="log", low=1e20),
        y=Axis(title=words("Accuracy (%)"), low=0.0, high=100.0),
        title=words("Addition, GPT-3, 50 examples in the prompt"),
    )
    table = "tableaux D.1 et H.1" if words.french else "Tables D.1 and H.1"
    source = f"{words('Source: ')}Brown et al. 2020, {table}"
    description = words(
        "Accuracy of GPT-3 models on addition: near zero, then up to 100 % as training compute grows."
    )
    return ChartGroup(
        name="emergence",
        charts=(chart,),
        source=source,
        description=description,
        lang=lang,
        aspect=2.2,
        min_width=420,
    )
