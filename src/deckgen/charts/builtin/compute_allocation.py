"""How to spend ten times more compute, by Kaplan et al. 2020 and by Hoffmann et al. 2022.

N_opt grows as C^a and D_opt as C^b (Hoffmann et al. 2022, arXiv:2203.15556, Table 2: Kaplan's
exponents 0.73 and 0.27, Hoffmann's first approach 0.50 and 0.50): ten times the compute means 10^a
times the parameters and 10^b times the data.
"""

from __future__ import annotations

from deckgen.charts.data import rows
from deckgen.charts.translations import Words
from deckgen.deck.charts import Axis, Bars, Chart, ChartGroup, Series


def compute_allocation(lang: str) -> ChartGroup:
    """The figure, its words in `lang`."""
    words = Words(lang)
    table = {row["approach"]: row for row in rows("chinchilla_exponents")}
    papers = (table["Kaplan et al. 2020"], table["1. Minimum over training curves"])
    sizes = tuple(round(10 ** float(row["a_N_opt"]), 1) for row in papers)
    data = tuple(round(10 ** float(row["b_D_opt"]), 1) for row in papers)
    chart = Chart(
        marks=Bars(),
        series=(
            Series(name=words("Parameters"), y=sizes, color="series1"),
            Series(name=words("Data"), y=data, color="series2"),
        ),
        categories=("Kaplan et al. 2020", "Hoffmann et al. 2022"),
        y=Axis(title=words("Multiplied by"), low=0.0),
        title=words("How to spend ten times more compute"),
        values=True,
    )
    where = "tableau 2 (approche 1)" if words.french else "Table 2 (approach 1)"
    source = f"{words('Source: ')}10^a, 10^b ; Hoffmann et al. 2022, {where}"
    description = words(
        "Ten times more compute: Kaplan et al. make the model 5.4 times larger and the data 1.9 times, "
        "Hoffmann et al. both 3.2 times."
    )
    return ChartGroup(
        name="compute-allocation",
        charts=(chart,),
        source=source,
        description=description,
        lang=lang,
        aspect=2.0,
        min_width=380,
    )
