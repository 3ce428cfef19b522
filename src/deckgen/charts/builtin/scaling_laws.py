"""Kaplan et al. 2020 (arXiv:2001.08361): loss against parameters, data, compute; and what Hoffmann
et al. 2022 (arXiv:2203.15556) changed about how to spend compute.

The one-variable laws (eq. 1.1 to 1.3, Table 5) are not to be mixed with the joint fit's constants
(Table 2). Exponents of the optimal allocation: Kaplan Table 6; Hoffmann Table 2, approach 1.
"""

from __future__ import annotations

from deckgen.charts.data import constants, rows
from deckgen.charts.words import Words
from deckgen.deck.figures import Axis, Chart, ChartGroup, Color, Note, Series

# Ranges that the paper's own experiments cover (§1.3 and figure 1), for the three laws.
_LAWS = (
    ("L(N)", "N_c", "alpha_N", "Parameters N", 1e3, 1.5e9, (1e3, 1e5, 1e7, 1e9), "accent1"),
    ("L(D)", "D_c", "alpha_D", "Data D (tokens)", 2.2e7, 2.3e10, (1e8, 1e9, 1e10), "accent4"),
    ("L(C_min)", "C_c_min", "alpha_C_min", "Compute C (PF-days)", 1e-6, 1e1, (1e-6, 1e-4, 1e-2, 1.0),
     "accent5"),
)  # fmt: skip
_TICKS = (2.0, 3.0, 4.0, 5.0, 6.0)


def scaling_laws(lang: str) -> ChartGroup:
    """The figure, its words in `lang`."""
    words = Words(lang)
    charts = [_law(words, index, *law) for index, law in enumerate(_LAWS)]
    charts.append(_allocation(words))
    source = words("Source: ") + "Kaplan et al. 2020, §1.2, tabl. 5-6 ; Hoffmann et al. 2022, tabl. 2"
    if not words.french:
        source = "Source: Kaplan et al. 2020, §1.2, Tables 5–6; Hoffmann et al. 2022, Table 2"
    description = words(
        "Language model loss falls as a power law of parameters, data and compute; Kaplan et al. spend "
        "more compute on parameters (0.73 against 0.27), Hoffmann et al. on both equally."
    )
    return ChartGroup("scaling-laws", tuple(charts), source, description, aspect=2.4, min_width=640)


def _law(
    words: Words, index: int, law: str, scale: str, exponent: str, title: str,
    low: float, high: float, ticks: tuple[float, ...], color: Color,
) -> Chart:  # fmt: skip
    """L = (x_c / x)^alpha, a straight line on two logarithmic axes."""
    known = constants(law)
    xs = tuple(low * (high / low) ** (i / 24) for i in range(25))
    ys = tuple((known[scale] / x) ** known[exponent] for x in xs)
    alpha = words.number(known[exponent], 3)
    note = Note(f"α = {alpha}", xs[12], ys[12] * 1.12, color, bold=True)
    axis = Axis(words("Loss (nats per token)"), True, 1.9, 7.2, _TICKS, tuple(f"{t:g}" for t in _TICKS))
    if index:
        axis = Axis("", True, 1.9, 7.2, _TICKS, ("",) * len(_TICKS))
    x_axis = Axis(words(title), True, low / 1.6, high * 1.6, ticks)
    headline = "" if index else words("Larger models predict better")
    return Chart("line", (Series(law, xs, ys, color),), x_axis, axis, headline, (note,))


def _allocation(words: Words) -> Chart:
    """How the best model size and the best amount of data grow with compute."""
    table = {row["approach"]: row for row in rows("chinchilla_exponents")}
    kaplan, hoffmann = table["Kaplan et al. 2020"], table["1. Minimum over training curves"]
    names = ("Kaplan 2020", "Hoffmann 2022")
    sizes = tuple(float(row["a_N_opt"]) for row in (kaplan, hoffmann))
    data = tuple(float(row["b_D_opt"]) for row in (kaplan, hoffmann))
    series = (
        Series(words("Parameters"), names, sizes, "accent1", label=words("Parameters"),
               value_labels=tuple(words.number(v, 2) for v in sizes)),
        Series(words("Data"), names, data, "accent4", label=words("Data"),
               value_labels=tuple(words.number(v, 2) for v in data)),
    )  # fmt: skip
    y = Axis(low=0.0, high=0.86, hidden=True)
    return Chart("bar", series, Axis(), y, words("Where more compute goes (exponent of C)"), weight=1.75)
