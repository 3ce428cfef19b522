"""What text is measured with where a template's font is not one of ours: its own file beside the template, or a font of
its class, made as wide as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from deckgen.model import fingerprint
from deckgen.patterns import regex
from deckgen.themes.theme_fonts import MOST_FONTS, SFNT, TWINS, FaceFile, Font, own_font

_SPARE = 1.02
"""Room for what an average does not tell."""
_UNKNOWN = 1.06
"""Of a font that nothing is known of, over Arial or Times."""
_WIDTHS: Mapping[str, Mapping[str, float]] = {
    "arimo": {
        "verdana": 1.13, "tahoma": 1.0, "segoe ui": 1.0, "trebuchet ms": 0.99, "century gothic": 1.1,
        "gill sans mt": 0.93, "gill sans": 0.93, "gill sans nova": 0.95, "franklin gothic book": 0.95,
        "franklin gothic": 0.97, "open sans": 1.04, "roboto": 0.99, "lato": 0.97, "montserrat": 1.14, "poppins": 1.13,
        "source sans pro": 0.92, "source sans 3": 0.92, "noto sans": 1.04, "ubuntu": 1.02, "pt sans": 0.96,
        "raleway": 1.04, "nunito": 1.02, "nunito sans": 1.02, "inter": 1.05, "work sans": 1.08, "fira sans": 1.02,
        "dm sans": 1.02, "ibm plex sans": 1.03, "barlow": 0.95, "oswald": 0.82, "candara": 0.94, "corbel": 0.94,
        "futura": 1.0, "avenir": 1.02, "avenir next": 1.03, "myriad pro": 0.95, "myriad": 0.95, "frutiger": 1.02,
        "univers": 1.01, "din": 0.97, "marianne": 1.06, "gotham": 1.14, "proxima nova": 1.0, "rubik": 1.06,
        "microsoft yahei": 1.06, "微软雅黑": 1.06, "microsoft jhenghei": 1.06, "malgun gothic": 1.02, "맑은 고딕": 1.02,
        "meiryo": 1.07, "meiryo ui": 1.0, "yu gothic": 1.02, "游ゴシック": 1.02, "ms gothic": 1.05, "ms pgothic": 1.0,
        "simhei": 1.02, "dengxian": 0.98, "等线": 0.98, "arial narrow": 0.83, "arial black": 1.25, "impact": 0.95,
        "comic sans ms": 1.07, "calibri": 0.9, "lucida sans": 1.13, "lucida sans unicode": 1.13, "lucida grande": 1.13,
        "helvetica neue": 1.0, "sf pro": 1.0, "sf pro text": 1.0, "san francisco": 1.0, "berlin sans fb": 0.95,
        "tw cen mt": 0.9, "rockwell": 1.06, "quicksand": 1.05, "josefin sans": 0.98, "titillium web": 0.95,
        "mulish": 1.05, "karla": 1.02, "manrope": 1.06, "exo": 1.06, "cabin": 0.97, "hind": 0.97, "heebo": 1.0,
    },
    "tinos": {
        "garamond": 0.95, "eb garamond": 0.97, "book antiqua": 1.11, "palatino linotype": 1.11, "palatino": 1.11,
        "century schoolbook": 1.14, "century": 1.12, "bookman old style": 1.19, "constantia": 1.08, "baskerville": 1.03,
        "minion pro": 1.02, "playfair display": 1.1, "merriweather": 1.2, "lora": 1.1, "source serif pro": 1.06,
        "pt serif": 1.08, "noto serif": 1.12, "spectral": 1.05, "didot": 1.02, "bodoni mt": 0.98, "perpetua": 0.92,
        "times": 1.0, "simsun": 1.05, "宋体": 1.05, "batang": 1.05, "바탕": 1.05, "ms mincho": 1.05, "yu mincho": 1.05,
        "libre baskerville": 1.2, "crimson text": 0.98, "libertinus serif": 1.0, "sylfaen": 1.05, "cambria math": 1.05,
    },
    "cousine": {"consolas": 1.0, "lucida console": 1.0, "menlo": 1.0, "monaco": 1.0, "source code pro": 1.0},
}  # fmt: skip
"""The open font of a class → others of the class, with the width of their English text over its own. From the widths
that the fonts declare for their letters (OpenType 1.9, `hmtx`), weighted as English has these."""
_WEIGHTS = regex(
    r"[ -]?(?:thin|hairline|extra ?light|ultra ?light|semi ?light|light|book|regular|normal|medium|semi ?bold|"
    r"demi ?bold|demi|extra ?bold|ultra ?bold|bold|black|heavy|italic|oblique|std|pro|lt|ot|mt|cond(?:ensed)?|narrow)$"
)  # fmt: skip
_NARROW = regex(r"\b(?:cond|condensed|narrow|compressed)\b")
_HEAVY = regex(r"\b(?:black|heavy|extra ?bold|ultra ?bold)\b")
_SERIF = regex(
    r"serif|roman|garamond|times|antiqua|slab|mincho|song|宋|明朝|명조|bodoni|caslon|goudy|clarendon"
)
_MONO = regex(r"\bmono|code|consol|courier|typewriter")


def font_for(family: str, panose: str, beside: Path) -> Font:
    """The font to measure `family` with: its files in the folder `beside`, its twin, or what is as wide. `panose` is
    what the template says of its looks, ten bytes in hexadecimal digits."""
    if own := own_font(family, tuple(_files(family, beside))):
        return own
    known = TWINS.get(family.lower().strip())
    if known:
        return Font(family, known)
    twin, width = _nearest(family.lower().strip(), panose)
    return Font(family, twin, stretch=round(width * _SPARE, 3), stands_in=True)


def _nearest(name: str, panose: str) -> tuple[str, float]:
    change = (0.85 if _NARROW.search(name) else 1.0) * (1.08 if _HEAVY.search(name) else 1.0)
    while True:
        for twin, widths in _WIDTHS.items():
            if name in widths:
                return twin, widths[name] * change
        if known := TWINS.get(name):
            return known, change
        shorter = _WEIGHTS.sub("", name)
        if shorter in (name, ""):
            return _by_class(name, panose), _UNKNOWN * change
        name = shorter


def _by_class(name: str, panose: str) -> str:
    """By its name, or by what PANOSE says: the second byte tells serifs, the fourth a fixed width."""
    if _MONO.search(name):
        return "cousine"
    if "sans" not in name and "grotes" not in name and _SERIF.search(name):
        return "tinos"
    if re.fullmatch("02[0-9A-Fa-f]{18}", panose):
        if panose[6:8] == "09":
            return "cousine"
        if 2 <= int(panose[2:4], 16) <= 10:
            return "tinos"
    return "arimo"


def _files(family: str, beside: Path) -> Iterator[FaceFile]:
    """Its faces among the font files of a folder."""
    if not beside.is_dir():
        return
    from PIL import ImageFont

    for path in sorted(beside.iterdir())[:MOST_FONTS]:
        if path.suffix.lower() not in SFNT or not path.is_file():
            continue
        try:
            name, style = ImageFont.truetype(str(path), 10).getname()
        except (OSError, ValueError):
            continue
        if (name or "").lower() == family.lower():
            said = (style or "").lower()
            slanted = "italic" in said or "oblique" in said
            yield FaceFile(str(path), "bold" in said, slanted, fingerprint(path.read_bytes()))
