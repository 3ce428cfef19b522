"""What figures, tables and the like are called where they are numbered."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, Mapping[str, str]] = {
    "fig": {"en": "Figure", "fr": "Figure", "de": "Abbildung", "es": "Figura", "it": "Figura", "pt": "Figura",
            "nl": "Figuur", "pl": "Rysunek", "sv": "Figur", "da": "Figur", "nb": "Figur", "fi": "Kuva",
            "cs": "Obrázek"},
    "tbl": {"en": "Table", "fr": "Table", "de": "Tabelle", "es": "Tabla", "it": "Tabella", "pt": "Tabela",
            "nl": "Tabel", "pl": "Tabela", "sv": "Tabell", "da": "Tabel", "nb": "Tabell", "fi": "Taulukko",
            "cs": "Tabulka"},
    "eq": {"en": "Equation", "fr": "Équation", "de": "Gleichung", "es": "Ecuación", "it": "Equazione", "pt": "Equação",
           "nl": "Vergelijking", "pl": "Równanie"},
    "lst": {"en": "Listing", "fr": "Listing", "de": "Listing"},
    "thm": {"en": "Theorem", "fr": "Théorème", "de": "Satz", "es": "Teorema", "it": "Teorema", "pt": "Teorema"},
    "lem": {"en": "Lemma", "fr": "Lemme", "de": "Lemma", "es": "Lema"},
    "cor": {"en": "Corollary", "fr": "Corollaire", "de": "Korollar", "es": "Corolario"},
    "prp": {"en": "Proposition", "fr": "Proposition", "de": "Proposition", "es": "Proposición"},
    "def": {"en": "Definition", "fr": "Définition", "de": "Definition", "es": "Definición"},
    "exm": {"en": "Example", "fr": "Exemple", "de": "Beispiel", "es": "Ejemplo"},
    "cnj": {"en": "Conjecture", "fr": "Conjecture", "de": "Vermutung", "es": "Conjetura"},
    "rem": {"en": "Remark", "fr": "Remarque", "de": "Bemerkung", "es": "Observación"},
    "sol": {"en": "Solution", "fr": "Solution", "de": "Lösung", "es": "Solución"},
    "alg": {"en": "Algorithm", "fr": "Algorithme", "de": "Algorithmus", "es": "Algoritmo"},
    "exr": {"en": "Exercise", "fr": "Exercice", "de": "Übungsaufgabe", "es": "Ejercicio"},
}  # fmt: skip
"""Kind → language → what one is called; English for others."""


def word_for(kind: str, lang: str) -> str:
    """What things of a kind are called in a language."""
    names = _WORDS.get(kind, {})
    return names.get(lang.partition("-")[0].lower(), names.get("en", kind))
