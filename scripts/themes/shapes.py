"""Pieces of master and layout parts, as XML."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.themes.looks import Bar, Rect, Words

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CLR_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)
RECT = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_NO_INSETS = ' vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"'
SAMPLE = "".join(
    f'<a:p><a:pPr lvl="{i}"/><a:r><a:rPr lang="en-US"/><a:t>{text} level</a:t></a:r></a:p>'
    for i, text in enumerate(("First", "Second", "Third", "Fourth", "Fifth"))
)


def emu(points: float) -> int:
    """Points as the format counts."""
    return round(points * 12700)


def xfrm(box: Rect) -> str:
    """Where a shape stands."""
    x, y, w, h = map(emu, box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def body_properties(anchor: str = "t") -> str:
    """Of a text that fills its box."""
    return f'{_NO_INSETS} anchor="{anchor}"'


def placeholder(
    number: int, name: str, ph: str, box: Rect | None, text: str = "", body: str = "", style: str = "",
) -> str:  # fmt: skip
    """One placeholder of a master or layout."""
    place = xfrm(box) if box else ""
    paragraphs = text or '<a:p><a:endParaRPr lang="en-US"/></a:p>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}{RECT if box else ''}</p:spPr>"
        f"<p:txBody><a:bodyPr{body}/><a:lstStyle>{style}</a:lstStyle>{paragraphs}</p:txBody></p:sp>"
    )


def words(number: int, name: str, ph: str, place: Words, prompt_text: str = "") -> str:
    """A placeholder for words, in its own style."""
    text = prompt(prompt_text or f"Click to edit the {name.lower()}")
    return placeholder(number, name, ph, place.box, text, body_properties(place.anchor), style(place))


def style(place: Words) -> str:
    """The first level of a place's own style."""
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{place.align}"><a:buNone/><a:defRPr sz="{round(place.size * 100)}" '
        f'b="{int(place.bold)}" i="{int(place.italic)}">{fill(place.color)}<a:latin typeface="+{place.face}-lt"/>'
        f'<a:ea typeface="+{place.face}-ea"/><a:cs typeface="+{place.face}-cs"/></a:defRPr></a:lvl1pPr>'
    )


def fill(color: str) -> str:
    """One of the theme's colours."""
    return f'<a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'


def bar(number: int, shape: Bar) -> str:
    """A rectangle of colour that is no content."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Accent"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{xfrm(shape.box)}{RECT}{fill(shape.color)}'
        "<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>"
        '<a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def tree(shapes: str) -> str:
    """The shapes of a part."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>{shapes}</p:spTree>'
    )


def background(color: str) -> str:
    """The ground of a part."""
    return f"<p:bg><p:bgPr>{fill(color)}<a:effectLst/></p:bgPr></p:bg>"


def prompt(text: str) -> str:
    """What an empty place asks for."""
    return f'<a:p><a:r><a:rPr lang="en-US"/><a:t>{text}</a:t></a:r></a:p>'


def levels(sizes: Sequence[float], bullets: Sequence[str] = (), indent: float = 0.0) -> str:
    """`lvl1pPr` … `lvl9pPr`, with bullets or without."""
    parts = []
    for level in range(9):
        size = sizes[min(level, len(sizes) - 1)]
        margin = emu(indent * (level + 1)) if bullets else 0
        bullet = "<a:buNone/>"
        if bullets:
            glyph = bullets[level % len(bullets)]
            color = '<a:buClr><a:schemeClr val="accent1"/></a:buClr>'
            bullet = f'{color}<a:buFont typeface="+mn-lt"/><a:buChar char="{glyph}"/>'
        before = round(size * (0.9 if level == 0 else 0.4)) if bullets else 0
        parts.append(
            f'<a:lvl{level + 1}pPr marL="{margin}" indent="{-emu(indent) if bullets else 0}" algn="l" '
            'defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
            f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="{before * 100}"/></a:spcBef>'
            f'{bullet}<a:defRPr sz="{round(size * 100)}" kern="1200">{fill("tx1")}<a:latin typeface="+mn-lt"/>'
            f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level + 1}pPr>'
        )
    return "".join(parts)
