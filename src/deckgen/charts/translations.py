"""The charts' own words, in the deck's language."""

from __future__ import annotations

from collections.abc import Mapping

_FRENCH: Mapping[str, str] = {
    "Loss (nats per token)": "Perte (nats par jeton)",
    "Parameters N": "Paramètres N",
    "Data D (tokens)": "Données D (jetons)",
    "Compute C (PF-days)": "Calcul C (PF-jours)",
    "Parameters": "Paramètres",
    "Data": "Données",
    "Training compute (FLOP)": "Calcul d’entraînement (FLOP)",
    "Accuracy (%)": "Exactitude (%)",
    "{} digits": "{} chiffres",
    "Larger models predict better": "Plus grand, le modèle se trompe moins",
    "Language model loss falls as a power law of parameters, data and compute: straight lines on "
    "logarithmic axes, with exponents 0.076, 0.095 and 0.050.":
        "La perte décroît en loi de puissance avec les paramètres, les données et le calcul : des droites "
        "sur des axes logarithmiques, d’exposants 0,076, 0,095 et 0,050.",
    "How to spend ten times more compute": "Comment dépenser dix fois plus de calcul",
    "Multiplied by": "Multiplié par",
    "Ten times more compute: Kaplan et al. make the model 5.4 times larger and the data 1.9 times, "
    "Hoffmann et al. both 3.2 times.":
        "Dix fois plus de calcul : Kaplan et al. multiplient les paramètres par 5,4 et les données par "
        "1,9, Hoffmann et al. les deux par 3,2.",
    "Optimal (Hoffmann)": "Optimum (Hoffmann)",
    "Models of 2020 to 2022": "Modèles de 2020 à 2022",
    "Training tokens": "Jetons d’entraînement",
    "Large models were trained on too little data": "De grands modèles, trop peu de données",
    "GPT-3, Gopher and others lie far below the compute-optimal line of 20 tokens a parameter; "
    "Chinchilla, smaller and trained on 1,400 billion tokens, lies on it.":
        "GPT-3, Gopher et d’autres sont loin sous la droite optimale de 20 jetons par paramètre ; "
        "Chinchilla, plus petit et entraîné sur 1 400 milliards de jetons, est dessus.",
    "Dense models": "Modèles denses",
    "Mixtures of experts (all parameters)": "Mélanges d’experts (tous les paramètres)",
    "800 times larger in three years, then a pause":
        "800 fois plus de paramètres en trois ans, puis une pause",
    "Parameters of language models by date: from 0.2 billion in 2017 to 540 billion in 2022, with "
    "mixtures of experts above a thousand billion; since then smaller ones, too.":
        "Paramètres des modèles de langage par date : de 0,2 milliard en 2017 à 540 milliards en 2022, "
        "plus de mille milliards avec des mélanges d’experts ; depuis, de plus petits aussi.",
    "of the answers are right, over 10 categories of reasoning":
        "de réponses justes, sur 10 catégories de raisonnement",
    "ChatGPT, abstract": "ChatGPT, résumé",
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
