"""Parameters of language models by date, 2017 to 2024 (Epoch AI, Notable AI Models, 24 February 2025,
CC BY). Mixtures of experts, whose parameters do not all work at once, are marked apart."""

from __future__ import annotations

from deckgen.charts.cells import day
from deckgen.charts.data import rows
from deckgen.charts.translations import Words
from deckgen.deck.charts import Axis, Chart, ChartGroup, Lines, Series

_NAMED = {
    "Transformer (big)", "BERT-large", "GPT-2", "T5-11B", "GPT-3", "Switch-C", "PaLM", "Chinchilla",
    "GPT (GPT-1)", "Mixtral 8x7B", "Llama 3.1-405B", "DeepSeek-V3", "Megatron-Turing NLG",
}  # fmt: skip
"""The others are only dots: more names would not be read."""
_SHORT = {"Transformer (big)": "Transformer", "GPT (GPT-1)": "GPT", "Megatron-Turing NLG": "MT-NLG"}


def model_sizes(lang: str) -> ChartGroup:
    """The figure, its words in `lang`."""
    words = Words(lang)
    models = rows("model_sizes")
    sparse = [row for row in models if row["architecture"] == "mixture of experts"]
    dense = [row for row in models if row["architecture"] != "mixture of experts"]
    chart = Chart(
        marks=Lines(),
        series=(
            _series(words("Dense models"), dense, "series1"),
            _series(words("Mixtures of experts (all parameters)"), sparse, "series2"),
        ),
        x=Axis(title="", scale="date", low=day("2016-07-01"), high=day("2026-01-01")),
        y=Axis(title=words("Parameters"), scale="log", low=1e7, style="compact"),
        title=words("800 times larger in three years, then a pause"),
    )
    source = f"{words('Source: ')}Epoch AI, Notable AI Models (24/02/2025, CC BY)"
    description = words(
        "Parameters of language models by date: from 0.2 billion in 2017 to 540 billion in 2022, with "
        "mixtures of experts above a thousand billion; since then smaller ones, too."
    )
    return ChartGroup(
        name="model-sizes",
        charts=(chart,),
        source=source,
        description=description,
        lang=lang,
        aspect=2.0,
        min_width=560,
    )


def _series(name: str, models: list[dict[str, str]], color: str) -> Series:
    xs = tuple(day(row["date"]) or 0.0 for row in models)
    ys = tuple(float(row["params_total_billion"]) * 1e9 for row in models)
    names = tuple(_SHORT.get(row["model"], row["model"]) if row["model"] in _NAMED else "" for row in models)
    return Series(name=name, y=ys, x=xs, color=color, line=False, marker=True, points=names)
