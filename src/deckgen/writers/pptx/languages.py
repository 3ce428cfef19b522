"""Languages of runs, and the fonts of their scripts."""

from __future__ import annotations

import re

from deckgen.patterns import regex
from deckgen.writers.pptx.xml import language

_OTHER_SCRIPT = regex("[^\x00-\u058f\u2000-\u2bff]")
"""What is no letter of Europe's and no sign. Patterns of whole scripts take long to compile, one character after the
other: they wait for such a letter."""
_EASTERN_LANGUAGES = ("ja", "zh", "ko")


def spoken(text: str, lang: str) -> tuple[str, str]:
    """The language attributes of a run with `text`, and the theme's font for its script.

    Where the theme names none, PowerPoint chooses one by the language.
    """
    if not _OTHER_SCRIPT.search(text):
        return language(lang), ""
    if re.search("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff66-\uff9f]", text):
        base = lang.partition("-")[0].lower()
        if base not in _EASTERN_LANGUAGES:
            kana, hangul = "[\u3040-\u30ff\uff66-\uff9f]", "[\uac00-\ud7af]"
            lang = "ja" if re.search(kana, text) else "ko" if re.search(hangul, text) else "zh"
        return f'{language(lang)} altLang="en-US"', '<a:ea typeface="+mn-ea"/>'
    if re.search("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\ufb1d-\ufdff\ufe70-\ufeff]", text):
        return language(lang), '<a:cs typeface="+mn-cs"/>'
    return language(lang), ""
