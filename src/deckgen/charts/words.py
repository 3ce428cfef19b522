"""The charts' own words, in the deck's language."""

from __future__ import annotations

from collections.abc import Mapping

_FRENCH: Mapping[str, str] = {
    "Loss (nats per token)": "Perte (nats par jeton)",
    "Parameters N": "Paramètres N",
    "Data D (tokens)": "Données D (jetons)",
    "Compute C (PF-days)": "Calcul C (PF-jours)",
    "Where more compute goes (exponent of C)": "Où va le calcul (exposant de C)",
    "Parameters": "Paramètres",
    "Data": "Données",
    "Training compute (FLOP)": "Calcul d’entraînement (FLOP)",
    "Accuracy (%)": "Exactitude (%)",
    "{} digits": "{} chiffres",
    "Larger models predict better": "Plus grand, le modèle se trompe moins",
    "Language model loss falls as a power law of parameters, data and compute; Kaplan et al. spend "
    "more compute on parameters (0.73 against 0.27), Hoffmann et al. on both equally.":
        "La perte décroît en loi de puissance avec les paramètres, les données et le calcul ; Kaplan et "
        "al. investissent surtout en paramètres (0,73 contre 0,27), Hoffmann et al. à parts égales.",
    "Accuracy of GPT-3 models on addition: near zero, then up to 100 % as training compute grows.":
        "Exactitude des modèles GPT-3 en addition : presque nulle, puis jusqu’à 100 % quand le calcul "
        "d’entraînement augmente.",
    "Addition, GPT-3, 50 examples in the prompt": "Addition, GPT-3, 50 exemples dans le prompt",
    "Three sizes of PaLM, 8B, 62B and 540B parameters, each with the abilities that appear with it.":
        "Trois tailles de PaLM, 8B, 62B et 540B paramètres, chacune avec les capacités qui apparaissent.",
    "Source: ": "Source : ",
    "PaLM, billions of parameters": "PaLM, milliards de paramètres",
}  # fmt: skip


class Words:
    """Translates what a chart says; English where a language is not known."""

    def __init__(self, lang: str) -> None:
        self.french = lang.lower().startswith("fr")

    def __call__(self, text: str) -> str:
        """`text` in the deck's language."""
        return _FRENCH.get(text, text) if self.french else text

    def number(self, value: float, digits: int | None = None) -> str:
        """A number with the language's decimal sign; as many digits as it has, or `digits`."""
        text = f"{value:g}" if digits is None else f"{value:.{digits}f}"
        return text.replace(".", ",") if self.french else text
