"""Languages of runs, and the fonts of their scripts."""

from __future__ import annotations

import re

from deckgen.writers.pptx.xml import language

_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff66-\uff9f]")
_KANA = re.compile("[\u3040-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\ufb1d-\ufdff\ufe70-\ufeff]")
_EASTERN_LANGUAGES = ("ja", "zh", "ko")


def spoken(text: str, lang: str) -> tuple[str, str]:
    """The language attributes of a run with `text`, and the theme's font for its script.

    Where the theme names none, PowerPoint chooses one by the language.
    """
    if text.isascii():
        return language(lang), ""
    if _EASTERN.search(text):
        base = lang.partition("-")[0].lower()
        if base not in _EASTERN_LANGUAGES:
            base = "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else "zh"
            lang = base
        return f'{language(lang)} altLang="en-US"', '<a:ea typeface="+mn-ea"/>'
    if _COMPLEX.search(text):
        return language(lang), '<a:cs typeface="+mn-cs"/>'
    return language(lang), ""
