"""How text in a place is set, level by level: shape → layout → master → the master's styles → the file's defaults
(ECMA-376 part 1, §19.3.1.51 and §21.1.2.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from deckgen.themes.drawingml.colors import Inks
from deckgen.themes.names import EMU_PER_POINT, WHOLE, A, is_on, number
from deckgen.themes.text_style import TextStyle

LEVELS = 9
"""As many as the format has."""
_ALIGN: dict[str, Literal["left", "center", "right"]] = {"ctr": "center", "r": "right"}
_CAPS: dict[str, Literal["", "all", "small"]] = {"all": "all", "small": "small"}


Known: TypeAlias = dict[tuple[Any, ...], TextStyle]
"""Styles by the elements that say them: most layouts say no more than their master does."""


def styles_of(
    lists: Sequence[Any], inks: Inks, text: str, levels: int = LEVELS, known: Known | None = None
) -> tuple[TextStyle, ...]:
    """The first `levels`, from lists of styles, the nearest first; `text` is the colour of what has none. The `known`
    ones are of the same `inks` and `text`."""
    known = {} if known is None else known
    there = [each for each in lists if each is not None]
    return tuple(_level(there, level, inks, text, known) for level in range(1, levels + 1))


_SYMBOLS = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
        0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFC: "✓", 0xFB: "✗", 0x4A: "☺", 0xA1: "○", 0xB2: "✧", 0x78: "☒",
    },
    "wingdings 2": {0x97: "●", 0x98: "●", 0x9E: "•", 0xA2: "■", 0xA3: "□", 0x50: "✓"},
    "wingdings 3": {0x7D: "▶", 0x75: "▶", 0x84: "▸", 0x22: "→", 0xE6: "▸"},
    "symbol": {0xB7: "•", 0xA8: "♦", 0xAE: "→", 0xDE: "⇒", 0x2D: "−"},
    "webdings": {0x34: "▶", 0x61: "✓", 0x67: "■", 0x3D: "■", 0x6E: "●"},
}  # fmt: skip
"""Fonts of pictures → what their characters look like, in Unicode."""


_LEAST_MARKER = 0.7
"""Of the text's size; smaller ones are drawn as what looks so."""
_SMALL = {"●": "•", "■": "▪", "◆": "•", "□": "▫", "○": "◦", "▶": "▸"}


def _in_unicode(sign: str, font: str) -> str:
    """A bullet as a character that any font has."""
    known = _SYMBOLS.get(font.lower())
    if not sign or (known is None and not 0xF000 <= ord(sign[0]) <= 0xF0FF):
        return sign[:1]
    code = ord(sign[0])
    return (known or _SYMBOLS["wingdings"]).get(code - 0xF000 if code >= 0xF000 else code, "•")


def _children(elements: Sequence[Any]) -> list[dict[str, Any]]:
    """The children of each by their names, the first of several."""
    return [
        {child.tag.rpartition("}")[2]: child for child in reversed(each) if isinstance(child.tag, str)}
        for each in elements
    ]


_DOT = "•"
"""What stands for a picture as a bullet."""


def _level(lists: Sequence[Any], level: int, inks: Inks, text: str, known: Known) -> TextStyle:
    name = f"{A}lvl{level}pPr"
    paragraphs = tuple(found for each in lists if (found := each.find(name)) is not None)
    if paragraphs not in known:
        known[paragraphs] = _style(paragraphs, inks, text)
    return known[paragraphs]


def _style(paragraphs: Sequence[Any], inks: Inks, text: str) -> TextStyle:
    runs = [run for each in paragraphs if (run := each.find(f"{A}defRPr")) is not None]

    inner, letters = _children(paragraphs), _children(runs)

    def said(elements: Sequence[Any], attribute: str, default: str = "") -> str:
        return next((str(value) for e in elements if (value := e.get(attribute)) is not None), default)

    def child(each: Sequence[Mapping[str, Any]], *names: str) -> Any:
        return next((found[name] for found in each for name in names if name in found), None)

    fill = child(letters, "solidFill", "gradFill")
    shaded = fill is not None and fill.tag == f"{A}gradFill"
    if shaded:
        fill = fill.find(f"{A}gsLst/{A}gs")
    paint = inks.paint(fill) if fill is not None else None
    latin = child(letters, "latin")
    marker = next(
        (m for each in inner if (m := child([each], "buNone", "buChar", "buAutoNum", "buBlip")) is not None),
        None,
    )
    pictured = marker is not None and marker.tag == f"{A}buBlip"
    char = marker.get("char", "") if marker is not None and marker.tag == f"{A}buChar" else ""
    sign = _DOT if pictured else char
    bullet_fill, bullet_font = child(inner, "buClr"), child(inner, "buFont")
    bullet = inks.paint(bullet_fill) if bullet_fill is not None else None
    marker_font = bullet_font.get("typeface", "") if bullet_font is not None and not pictured else ""
    shown = _in_unicode(sign, marker_font)
    sized = child(inner, "buSzPct", "buSzTx", "buSzPts")
    size = (
        number(sized.get("val"), WHOLE) / WHOLE if sized is not None and sized.tag == f"{A}buSzPct" else 1.0
    )
    right_to_left = is_on(said(paragraphs, "rtl"))
    align = _ALIGN.get(said(paragraphs, "algn", "l"), "left")
    spacing = child(inner, "lnSpc")
    share = spacing.find(f"{A}spcPct") if spacing is not None else None
    return TextStyle(
        size=number(said(runs, "sz", "1800")) / 100,
        color=paint.digits if paint else text,
        shaded=shaded,
        bold=is_on(said(runs, "b")),
        italic=is_on(said(runs, "i")),
        caps=_CAPS.get(said(runs, "cap"), ""),
        tracking=number(said(runs, "spc")) / 100,
        align="left" if right_to_left and align == "right" else align,  # both are where lines begin
        font=latin.get("typeface", "") if latin is not None else "",
        left=number(said(paragraphs, "marL")) / EMU_PER_POINT,
        hanging=-number(said(paragraphs, "indent")) / EMU_PER_POINT,
        marker=_SMALL.get(shown, shown) if size < _LEAST_MARKER else shown,
        pictured=pictured,
        marker_font=marker_font if shown == sign else "",
        marker_size=size,
        marker_color=bullet.digits if bullet else "",
        line=number(share.get("val"), WHOLE) / WHOLE if share is not None else 1.0,
        right_to_left=right_to_left,
    )
