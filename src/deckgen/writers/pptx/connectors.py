"""Lines of a drawing, and what they are joined to: who moves a box in PowerPoint takes its arrows along."""

from __future__ import annotations

from deckgen.deck.figures import Drawing, Shape
from deckgen.themes.model import Box, Theme
from deckgen.writers.pptx.xml import emu, solid, transform

_SITES = dict.fromkeys(("rectangle", "round", "pill", "diamond"), (0, 1, 2, 3)) | {"circle": (0, 2, 4, 6)}
"""Where a line may be joined to a shape: the numbers of the sites at its top, left, foot and right (ECMA-376-1,
presetShapeDefinitions). Shapes that are not here have theirs elsewhere."""


def connector_xml(line: Shape, named: str, joined: str, place: Box, scale: float, theme: Theme) -> str:
    """`<p:cxnSp>` of a line or arrow that leads over `place` (pt; its size may be negative), `joined` as `glue` says,
    in a drawing at that `scale`."""
    stroke = solid(line.stroke, theme) if line.stroke else "<a:noFill/>"
    size = "med" if line.weight > 1 else "lg"  # three or five times as wide as the line
    head = f'<a:tailEnd type="triangle" w="{size}" len="{size}"/>' if line.kind == "arrow" else ""
    dash = '<a:prstDash val="sysDash"/>' if line.dashed else ""
    width = emu(theme.tokens.diagram.edge_width * scale * line.weight)
    geometry = "bentConnector3" if line.bend else "line"
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{named}<p:cNvCxnSpPr>{joined}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>"
        f'{_placed(line, place)}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{width}">{stroke}{dash}{head}</a:ln></p:spPr></p:cxnSp>'
    )


def _placed(line: Shape, place: Box) -> str:
    """`<a:xfrm>`: a connector leads from its upper left to its lower right and begins level; others are that flipped,
    then turned."""
    x, y, wide, high = (
        min(place.x, place.right),
        min(place.y, place.bottom),
        abs(place.width),
        abs(place.height),
    )
    back, up, turn = place.width < 0, place.height < 0, ""
    if line.bend == "upright":
        x, y, wide, high = x + (wide - high) / 2, y + (high - wide) / 2, high, wide
        back, up, turn = up, not back, ' rot="5400000"'
    flips = (' flipH="1"' if back else "") + (' flipV="1"' if up else "")
    return transform(Box(x, y, wide, high)).replace("<a:xfrm", f"<a:xfrm{turn}{flips}", 1)


def glue(line: Shape, drawing: Drawing, first: int) -> str:
    """`<a:stCxn>` and `<a:endCxn>` of a line; the shapes of the drawing have ids from `first` on."""
    points = (line.x, line.y), (line.x + line.width, line.y + line.height)
    found = ""
    for tag, number, (x, y) in zip(("stCxn", "endCxn"), line.joins, points, strict=True):
        if number < 0 or drawing.shapes[number].kind not in _SITES:
            continue
        box = drawing.shapes[number]
        across, up = (x - box.x) / box.width - 0.5, (y - box.y) / box.height - 0.5
        side = (1 if across < 0 else 3) if abs(across) > abs(up) else (0 if up < 0 else 2)
        found += f'<a:{tag} id="{first + number}" idx="{_SITES[box.kind][side]}"/>'
    return found
