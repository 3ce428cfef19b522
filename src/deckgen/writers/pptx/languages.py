"""Languages of runs, and fonts for the scripts that the theme's own has not."""

from __future__ import annotations

import re

from deckgen.writers.pptx.xml import language

_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff66-\uff9f]")
_KANA = re.compile("[\u3040-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_COMPLEX = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\ufb1d-\ufdff\ufe70-\ufeff]")
_FONTS = {"ja": "Yu Gothic", "zh": "Microsoft YaHei", "ko": "Malgun Gothic"}
_COMPLEX_FONT = "Arial"


def spoken(text: str, lang: str) -> tuple[str, str]:
    """The language attributes of a run with `text`, and the fonts for its script."""
    if text.isascii():
        return language(lang), ""
    if _EASTERN.search(text):
        base = lang.partition("-")[0].lower()
        if base not in _FONTS:
            base = "ja" if _KANA.search(text) else "ko" if _HANGUL.search(text) else "zh"
            lang = base
        return f'{language(lang)} altLang="en-US"', f'<a:ea typeface="{_FONTS[base]}"/>'
    if _COMPLEX.search(text):
        return language(lang), f'<a:cs typeface="{_COMPLEX_FONT}"/>'
    return language(lang), ""
