"""What figures, tables and the like are called where they are numbered."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, Mapping[str, str]] = {
    "fig": {"en": "Figure", "fr": "Figure", "de": "Abbildung", "es": "Figura", "it": "Figura", "pt": "Figura",
            "nl": "Figuur", "pl": "Rysunek", "sv": "Figur", "da": "Figur", "nb": "Figur", "fi": "Kuva",
            "cs": "Obrázek", "ru": "Рисунок", "uk": "Рисунок", "bg": "Фигура", "hu": "ábra", "ro": "Figura",
            "tr": "Şekil", "ja": "図", "zh": "图", "ko": "그림", "ca": "Figura", "el": "Σχήμα", "id": "Gambar",
            "vi": "Hình", "sk": "Obrázok", "sl": "Slika", "hr": "Slika", "ar": "شكل", "he": "איור"},
    "tbl": {"en": "Table", "fr": "Table", "de": "Tabelle", "es": "Tabla", "it": "Tabella", "pt": "Tabela",
            "nl": "Tabel", "pl": "Tabela", "sv": "Tabell", "da": "Tabel", "nb": "Tabell", "fi": "Taulukko",
            "cs": "Tabulka", "ru": "Таблица", "uk": "Таблиця", "bg": "Таблица", "hu": "táblázat",
            "ro": "Tabelul", "tr": "Tablo", "ja": "表", "zh": "表", "ko": "표", "ca": "Taula", "el": "Πίνακας",
            "id": "Tabel", "vi": "Bảng", "sk": "Tabuľka", "sl": "Tabela", "hr": "Tablica", "ar": "جدول",
            "he": "טבלה"},
    "eq": {"en": "Equation", "fr": "Équation", "de": "Gleichung", "es": "Ecuación", "it": "Equazione",
           "pt": "Equação", "nl": "Vergelijking", "pl": "Równanie", "ru": "Уравнение", "uk": "Рівняння",
           "cs": "Rovnice", "sv": "Ekvation", "da": "Ligning", "nb": "Ligning", "fi": "Yhtälö", "ja": "式",
           "zh": "式", "ko": "식"},
    "lst": {"en": "Listing", "fr": "Listing", "de": "Listing", "es": "Listado", "it": "Listato",
            "pt": "Listagem", "ru": "Листинг", "uk": "Лістинг", "pl": "Listing"},
    "thm": {"en": "Theorem", "fr": "Théorème", "de": "Satz", "es": "Teorema", "it": "Teorema", "pt": "Teorema",
            "ru": "Теорема", "uk": "Теорема", "pl": "Twierdzenie", "cs": "Věta", "nl": "Stelling", "sv": "Sats",
            "ja": "定理", "zh": "定理", "ko": "정리"},
    "lem": {"en": "Lemma", "fr": "Lemme", "de": "Lemma", "es": "Lema", "it": "Lemma", "pt": "Lema",
            "ru": "Лемма", "uk": "Лема", "pl": "Lemat", "cs": "Lemma", "ja": "補題", "zh": "引理",
            "ko": "보조정리"},
    "cor": {"en": "Corollary", "fr": "Corollaire", "de": "Korollar", "es": "Corolario", "it": "Corollario",
            "pt": "Corolário", "ru": "Следствие", "uk": "Наслідок", "pl": "Wniosek", "cs": "Důsledek",
            "ja": "系", "zh": "推论", "ko": "따름정리"},
    "prp": {"en": "Proposition", "fr": "Proposition", "de": "Proposition", "es": "Proposición",
            "it": "Proposizione", "pt": "Proposição", "ru": "Утверждение", "uk": "Твердження",
            "pl": "Stwierdzenie", "ja": "命題", "zh": "命题", "ko": "명제"},
    "def": {"en": "Definition", "fr": "Définition", "de": "Definition", "es": "Definición", "it": "Definizione",
            "pt": "Definição", "ru": "Определение", "uk": "Означення", "pl": "Definicja", "cs": "Definice",
            "nl": "Definitie", "ja": "定義", "zh": "定义", "ko": "정의"},
    "exm": {"en": "Example", "fr": "Exemple", "de": "Beispiel", "es": "Ejemplo", "it": "Esempio",
            "pt": "Exemplo", "ru": "Пример", "uk": "Приклад", "pl": "Przykład", "cs": "Příklad",
            "nl": "Voorbeeld", "ja": "例", "zh": "例", "ko": "예"},
    "cnj": {"en": "Conjecture", "fr": "Conjecture", "de": "Vermutung", "es": "Conjetura"},
    "rem": {"en": "Remark", "fr": "Remarque", "de": "Bemerkung", "es": "Observación", "it": "Osservazione",
            "pt": "Observação", "ru": "Замечание", "pl": "Uwaga", "cs": "Poznámka", "ja": "注意", "zh": "注"},
    "sol": {"en": "Solution", "fr": "Solution", "de": "Lösung", "es": "Solución"},
    "alg": {"en": "Algorithm", "fr": "Algorithme", "de": "Algorithmus", "es": "Algoritmo"},
    "exr": {"en": "Exercise", "fr": "Exercice", "de": "Übungsaufgabe", "es": "Ejercicio"},
}  # fmt: skip
"""Kind → language → what one is called; English for others."""


def word_for(kind: str, lang: str) -> str:
    """What things of a kind are called in a language."""
    names = _WORDS.get(kind, {})
    return names.get(lang.partition("-")[0].lower(), names.get("en", kind))
