"""Text that masters and layouts have of their own: who publishes, a notice, a number in a text box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from lxml import etree
from msgspec.structs import replace

from deckgen.themes.art import Piece, Words, WordsLine
from deckgen.themes.drawingml.fills import Fills
from deckgen.themes.drawingml.shapes import is_hidden, placed_shapes
from deckgen.themes.drawingml.text_styles import styles_of
from deckgen.themes.names import EMU_PER_POINT, A, P, is_on, number
from deckgen.themes.text_style import TextStyle

MOST = 4000
"""Characters of one text; no slide holds more."""
_ANCHORS: dict[str, Literal["top", "middle", "bottom"]] = {"ctr": "middle", "b": "bottom"}
_ALIGN: dict[str, Literal["left", "center", "right"]] = {"ctr": "center", "r": "right", "l": "left"}


def words_of(tree: Any, fills: Fills, defaults: Any) -> tuple[Words, ...]:
    """The texts of a shape tree that are no placeholders'; `defaults` is the file's `defaultTextStyle`."""
    return tuple(_found(tree, fills, defaults))


def said_at_foot(body: Any) -> tuple[str, ...]:
    """The words of a place: those before a slide number and those behind it, or the whole text; none, if it has no
    words."""
    paragraphs = [[*paragraph.iterfind("*")] for paragraph in body.iterfind(f"{A}p")]
    for runs in paragraphs:
        fields = [run.tag == f"{A}fld" and run.get("type") == "slidenum" for run in runs]
        if any(fields):
            at = fields.index(True)
            around = (_text(runs[:at]), _text(runs[at + 1 :]))
            return around if any(around) else ()
    text = "\n".join(filter(None, map(_text, paragraphs)))
    return (text,) if text.strip() else ()


def _text(runs: Sequence[Any]) -> str:
    return "".join(text for run in runs for text in run.itertext())[:MOST]


def _found(tree: Any, fills: Fills, defaults: Any) -> Iterator[Words]:
    for shape, box, angle in placed_shapes(tree):
        body = shape.find(f"{P}txBody")
        if body is None or is_hidden(shape) or not "".join(body.itertext()).strip():
            continue
        properties = body.find(f"{A}bodyPr")
        at: Any = properties.attrib if properties is not None else {}
        reference = shape.find(f"{P}style/{A}fontRef")
        paint = fills.inks.paint(reference) if reference is not None else None
        ink = paint.digits if paint else fills.inks.palette.get(fills.inks.slot("tx1"), "000000")
        styles = styles_of([body.find(f"{A}lstStyle"), defaults], fills.inks, ink)
        if paint and body.find(f"{A}lstStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill") is None:
            styles = tuple(replace(style, color=paint.digits) for style in styles)
        inset = [
            number(at.get(key), default) / EMU_PER_POINT
            for key, default in (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
        ]
        turned = {"vert": 90.0, "vert270": 270.0}.get(at.get("vert", ""), 0.0)
        yield Words(
            box, (inset[0], inset[1], inset[2], inset[3]), _ANCHORS.get(at.get("anchor", ""), "top"),
            tuple(_line(each, styles, fills) for each in body.iterfind(f"{A}p")),
            angle=angle, turned=turned, wraps=at.get("wrap") != "none",
        )  # fmt: skip


def _line(paragraph: Any, styles: tuple[TextStyle, ...], fills: Fills) -> WordsLine:
    properties = paragraph.find(f"{A}pPr")
    level = int(number(properties.get("lvl"))) if properties is not None else 0
    style = styles[min(max(level, 0), len(styles) - 1)]
    said = properties.get("algn", "") if properties is not None else ""
    pieces = []
    for run in paragraph:
        name = etree.QName(run).localname if isinstance(run.tag, str) else ""
        if name == "br":
            pieces.append(_piece("\n", run.find(f"{A}rPr"), style, fills, is_number=False))
        elif name in ("r", "fld"):
            text = "".join(run.itertext())[:MOST]
            is_number = name == "fld" and run.get("type") == "slidenum"
            pieces.append(_piece(text, run.find(f"{A}rPr"), style, fills, is_number=is_number))
    end = paragraph.find(f"{A}endParaRPr")
    bare = number(end.get("sz"), style.size * 100) / 100 if end is not None else style.size
    largest = max((piece.size for piece in pieces), default=bare)
    return WordsLine(tuple(pieces), _ALIGN.get(said, style.align), largest)


def _piece(text: str, properties: Any, style: TextStyle, fills: Fills, *, is_number: bool) -> Piece:
    at: Any = properties.attrib if properties is not None else {}
    fill = properties.find(f"{A}solidFill") if properties is not None else None
    paint = fills.inks.paint(fill) if fill is not None else None
    latin = properties.find(f"{A}latin") if properties is not None else None
    font = latin.get("typeface", "") if latin is not None else style.font
    caps = at.get("cap", style.caps) == "all"
    return Piece(
        text.upper() if caps else text,
        number(at.get("sz"), style.size * 100) / 100,
        paint.digits if paint else style.color,
        bold=is_on(at.get("b")) if "b" in at else style.bold,
        italic=is_on(at.get("i")) if "i" in at else style.italic,
        face="title" if font.startswith("+mj") else "body",
        is_number=is_number,
    )
