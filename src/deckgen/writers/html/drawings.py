"""Drawings as SVG."""

from __future__ import annotations

import math
from html import escape
from typing import assert_never

from deckgen.deck.figures import Drawing, Shape
from deckgen.layout.model import BASELINE, LINE_HEIGHT
from deckgen.themes.figure_tokens import DiagramTokens
from deckgen.themes.model import Theme


def drawing_svg(drawing: Drawing, theme: Theme, alt: str) -> str:
    """`<svg>` as wide and high as what it stands in."""
    shapes = "".join(_shape(shape, theme) for shape in drawing.shapes)
    return (
        f'<svg role="img" aria-label="{escape(alt)}" viewBox="0 0 {drawing.width:g} '
        f'{drawing.height:g}" width="100%" height="100%"><title>{escape(alt)}</title>{shapes}</svg>'
    )


def _shape(shape: Shape, theme: Theme) -> str:
    fill = f"#{theme.color(shape.fill)}" if shape.fill else "none"
    tokens = theme.tokens.diagram
    outline = f"#{theme.color(shape.stroke)}" if shape.stroke else ""
    wide = tokens.outline_width * shape.weight
    stroke = f' stroke="{outline}" stroke-width="{wide:g}"' if shape.stroke else ""
    stroke += _dashes(wide) if shape.dashed and shape.stroke else ""
    x, y, width, height = shape.x, shape.y, shape.width, shape.height
    match shape.kind:
        case "circle":
            center = f'cx="{x + width / 2:g}" cy="{y + height / 2:g}"'
            body = f'<ellipse {center} rx="{width / 2:g}" ry="{height / 2:g}" fill="{fill}"{stroke}/>'
        case "rectangle" | "round" | "pill":
            share = {"rectangle": 0.0, "round": tokens.corner, "pill": 0.5}[shape.kind]
            radius = f' rx="{min(width, height) * share:g}"' if share else ""
            body = (
                f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"{radius} '
                f'fill="{fill}"{stroke}/>'
            )
        case "diamond" | "hexagon" | "slanted" | "store":
            body = f'<path d="{_outline(shape)}" fill="{fill}"{stroke}/>'
            if shape.kind == "store":  # PowerPoint's has a lid that is lighter by so much
                ry = LID * min(width, height)
                lid = f'cx="{x + width / 2:g}" cy="{y + ry:g}" rx="{width / 2:g}" ry="{ry:g}"'
                body += f'<ellipse {lid} fill="#fff" fill-opacity=".2"/>'
        case "line" | "arrow":
            body = _line(shape, outline, tokens)
        case "text":
            box = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
            body = f'<rect {box} fill="{fill}"/>' if shape.fill else ""
        case _:
            assert_never(shape.kind)
    return body + _shape_text(shape, theme)


def _line(shape: Shape, color: str, tokens: DiagramTokens) -> str:
    """A line from its start to its end, or to the foot of the head there."""
    x, y, width, height = shape.x, shape.y, shape.width, shape.height
    end = x + width, y + height
    corners: tuple[tuple[float, float], ...] = ()
    if shape.bend == "level":
        corners = (x + width / 2, y), (x + width / 2, end[1])
    elif shape.bend == "upright":
        corners = (x, y + height / 2), (end[0], y + height / 2)
    last = corners[-1] if corners else (x, y)
    length = math.dist(last, end) or 1.0
    dx, dy = (end[0] - last[0]) / length, (end[1] - last[1]) / length
    back = tokens.head if shape.kind == "arrow" else 0.0
    foot = end[0] - back * dx, end[1] - back * dy
    wide = tokens.edge_width * shape.weight
    look = f'stroke="{color}" stroke-width="{wide:g}"' + (_dashes(wide) if shape.dashed else "")
    if corners:
        body = f'<polyline points="{_points((x, y), *corners, foot)}" fill="none" {look}/>'
    else:
        body = f'<line x1="{x:.2f}" y1="{y:.2f}" x2="{foot[0]:.2f}" y2="{foot[1]:.2f}" {look}/>'
    if back:
        side = -dy * back / 2, dx * back / 2
        sides = (foot[0] + side[0], foot[1] + side[1]), (foot[0] - side[0], foot[1] - side[1])
        body += f'<polygon points="{_points(end, *sides)}" fill="{color}"/>'
    return body


def _points(*points: tuple[float, float]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)


def _dashes(width: float) -> str:
    """As PowerPoint's `sysDash` is: three times as long as wide, the gaps once."""
    return f' stroke-dasharray="{3 * width:g} {width:g}"'


SLANT = 0.25
"""Of its shorter side, how far the corners of a hexagon or parallelogram stand in, as in PowerPoint's own …"""
LID = 0.125
"""… and half of the height of a cylinder's lid."""


def _outline(shape: Shape) -> str:
    """The path around a shape with straight sides, or around a cylinder and its lid."""
    x, y, right, foot = shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    least = min(shape.width, shape.height)
    middle, level, slant = (x + right) / 2, (y + foot) / 2, SLANT * least
    if shape.kind == "store":
        rx, ry = shape.width / 2, LID * least
        side = f"M{x:g} {y + ry:g}V{foot - ry:g}A{rx:g} {ry:g} 0 0 0 {right:g} {foot - ry:g}V{y + ry:g}"
        return f"{side}A{rx:g} {ry:g} 0 0 0 {x:g} {y + ry:g}A{rx:g} {ry:g} 0 0 0 {right:g} {y + ry:g}"
    corners = {
        "diamond": ((middle, y), (right, level), (middle, foot), (x, level)),
        "hexagon": ((x + slant, y), (right - slant, y), (right, level), (right - slant, foot), (x + slant, foot),
                    (x, level)),
        "slanted": ((x + slant, y), (right, y), (right - slant, foot), (x, foot)),
    }[shape.kind]  # fmt: skip
    return "M" + "L".join(f"{a:g} {b:g}" for a, b in corners) + "Z"


def _shape_text(shape: Shape, theme: Theme) -> str:
    lines = [line for line in shape.text.split("\n") if line]
    if not lines:
        return ""
    anchor, x = {
        "left": ("start", shape.x), "center": ("middle", shape.x + shape.width / 2),
        "right": ("end", shape.x + shape.width),
    }[shape.align]  # fmt: skip
    weight = ' font-weight="700"' if shape.bold else ""
    top = shape.y + (shape.height - len(lines) * LINE_HEIGHT * shape.size) / 2
    top += LID * min(shape.width, shape.height) / 2 if shape.kind == "store" else 0.0
    baselines = [top + (number * LINE_HEIGHT + BASELINE) * shape.size for number in range(len(lines))]
    return "".join(
        f'<text x="{x:g}" y="{baseline:g}" text-anchor="{anchor}" '
        f'font-size="{shape.size:g}"{weight} fill="#{theme.color(shape.color)}">'
        f"{escape(line, quote=False)}</text>"
        for line, baseline in zip(lines, baselines, strict=True)
    )
