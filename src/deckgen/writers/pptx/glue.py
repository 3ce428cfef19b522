"""What the lines of a drawing are joined to: who moves a box in PowerPoint takes its arrows along."""

from __future__ import annotations

from deckgen.deck.figures import Drawing, Shape

_SITES = dict.fromkeys(("rectangle", "round", "pill", "diamond"), (0, 1, 2, 3)) | {"circle": (0, 2, 4, 6)}
"""Where a line may be joined to a shape: the numbers of the sites at its top, left, foot and right (ECMA-376-1,
presetShapeDefinitions). Shapes that are not here have theirs elsewhere."""


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
