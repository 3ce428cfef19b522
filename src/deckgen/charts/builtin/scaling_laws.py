"""Kaplan et al. 2020 (arXiv:2001.08361): loss against parameters, data and compute.

The one-variable laws (eq. 1.1 to 1.3, Table 5) are not to be mixed with the joint fit's constants
(Table 2).
"""

from __future__ import annotations

from deckgen.charts.data import constants
from deckgen.charts.translations import Words
from deckgen.deck.charts import Axis, Chart, ChartGroup, Color, Lines, Note, NumberStyle, Series

# Ranges that the paper's own experiments cover (§1.3 and figure 1), for the three laws.
_LAWS: tuple[tuple[str, str, str, str, float, float, NumberStyle, Color], ...] = (
    ("L(N)", "N_c", "alpha_N", "Parameters N", 1e3, 1.5e9, "compact", "series1"),
    ("L(D)", "D_c", "alpha_D", "Data D (tokens)", 2.2e7, 2.3e10, "compact", "series1"),
    ("L(C_min)", "C_c_min", "alpha_C_min", "Compute C (PF-days)", 1e-6, 1e1, "scientific", "series1"),
)


def scaling_laws(lang: str) -> ChartGroup:
    """The figure, its words in `lang`."""
    words = Words(lang)
    charts = tuple(_law(words, index, *law) for index, law in enumerate(_LAWS))
    table = "§1.2 et tableau 5" if words.french else "§1.2 and Table 5"
    source = f"{words('Source: ')}Kaplan et al. 2020, {table}"
    description = words(
        "Language model loss falls as a power law of parameters, data and compute: straight lines on "
        "logarithmic axes, with exponents 0.076, 0.095 and 0.050."
    )
    title = words("Larger models predict better")
    return ChartGroup(
        name="scaling-laws",
        charts=charts,
        source=source,
        description=description,
        title=title,
        lang=lang,
        aspect=2.4,
        min_width=640,
    )


def _law(
    words: Words, index: int, law: str, scale: str, exponent: str, title: str, low: float, high: float,
    style: NumberStyle, color: Color,
) -> Chart:  # fmt: skip
    """L = (x_c / x)^alpha, a straight line on two logarithmic axes."""
    known = constants(law)
    xs = tuple(low * (high / low) ** (i / 24) for i in range(25))
    ys = tuple((known[scale] / x) ** known[exponent] for x in xs)
    alpha = words.number(known[exponent], 3)
    note = Note(f"α = {alpha}", xs[14], ys[14] * 1.06, color)
    y = Axis(title=words("Loss (nats per token)"), scale="log", low=2.0, high=8.0)
    if index:
        y = Axis(title="", scale="log", low=2.0, high=8.0, hidden=True)
    x = Axis(title=words(title), scale="log", style=style)
    return Chart(marks=Lines(), series=(Series(name=law, y=ys, x=xs, color=color),), x=x, y=y, notes=(note,))
