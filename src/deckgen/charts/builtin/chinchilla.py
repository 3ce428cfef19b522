"""The models of Hoffmann et al. 2022 (arXiv:2203.15556), Table 1, against the compute-optimal line of
its Table 3. (The printed constants of the parametric fit do not give that line; they are not used.)"""

from __future__ import annotations

from deckgen.charts.data import rows
from deckgen.charts.translations import Words
from deckgen.deck.charts import Axis, Chart, ChartGroup, Lines, Series

_LEAST, _MOST = 1e10, 1e12
"""Parameters between which the line is drawn."""


_NAMES = {"GPT-3": "GPT-3, Jurassic", "Jurassic": " "}
"""Two points that cover each other share a name."""


def chinchilla(lang: str) -> ChartGroup:
    """The figure, its words in `lang`."""
    words = Words(lang)
    models = rows("chinchilla_models")
    optimal = [row for row in rows("chinchilla_optimal") if _LEAST <= float(row["params"]) <= _MOST]
    line = Series(
        name=words("Optimal (Hoffmann)"),
        y=tuple(float(row["tokens"]) for row in optimal), x=tuple(float(row["params"]) for row in optimal),
        color="text", dashed=True,
    )  # fmt: skip
    others = [row for row in models if row["model"] != "Chinchilla"]
    ours = [row for row in models if row["model"] == "Chinchilla"]
    series = (
        line,
        _models(words("Models of 2020 to 2022"), others, "muted"),
        _models("Chinchilla", ours, "lit1"),
    )
    chart = Chart(
        marks=Lines(),
        series=series,
        x=Axis(title=words("Parameters"), scale="log", low=1e10, style="compact"),
        y=Axis(title=words("Training tokens"), scale="log", low=1e11, style="compact"),
        title=words("Large models were trained on too little data"),
    )
    source = f"{words('Source: ')}Hoffmann et al. 2022, " + (
        "tableaux 1 et 3" if words.french else "Tables 1 and 3"
    )
    description = words(
        "GPT-3, Gopher and others lie far below the compute-optimal line of 20 tokens a parameter; "
        "Chinchilla, smaller and trained on 1,400 billion tokens, lies on it."
    )
    return ChartGroup(
        name="chinchilla",
        charts=(chart,),
        source=source,
        description=description,
        lang=lang,
        aspect=2.0,
        min_width=460,
    )


def _models(name: str, models: list[dict[str, str]], color: str) -> Series:
    xs = tuple(float(row["params_billion"]) * 1e9 for row in models)
    ys = tuple(float(row["training_tokens_billion"]) * 1e9 for row in models)
    names = tuple(_NAMES.get(row["model"], row["model"]) for row in models)
    return Series(name=name, y=ys, x=xs, color=color, line=False, marker=True, points=names)
