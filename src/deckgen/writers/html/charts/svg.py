"""Elements of SVG. Lengths are points from the top left corner of the chart's frame."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal, TypeAlias

from deckgen.themes.model import Theme

Anchor: TypeAlias = Literal["start", "middle", "end"]
Point: TypeAlias = tuple[float, float]


def number(value: float) -> str:
    """As short as a hundredth of a point allows."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def fill(color: str, theme: Theme, opacity: int = 100) -> str:
    """A colour of the theme's as an attribute; its opacity is in percent."""
    more = f' fill-opacity="{opacity / 100:g}"' if opacity < 100 else ""
    return f' fill="#{theme.color(color)}"{more}'


def stroke(color: str, width: float, theme: Theme, *, dashed: bool = False) -> str:
    """The attributes of a line; dashes are as long as PowerPoint's, four and three times its width."""
    dash = f' stroke-dasharray="{number(4 * width)} {number(3 * width)}"' if dashed else ""
    return f' stroke="#{theme.color(color)}" stroke-width="{number(width)}"{dash}'


def line(a: Point, b: Point, look: str) -> str:
    """`<line>`"""
    ends = f'x1="{number(a[0])}" y1="{number(a[1])}" x2="{number(b[0])}" y2="{number(b[1])}"'
    return f"<line {ends}{look}/>"


def rectangle(a: Point, b: Point, look: str) -> str:
    """`<rect>` between two corners."""
    x, y = min(a[0], b[0]), min(a[1], b[1])
    size = f'width="{number(abs(b[0] - a[0]))}" height="{number(abs(b[1] - a[1]))}"'
    return f'<rect x="{number(x)}" y="{number(y)}" {size}{look}/>'


def circle(center: Point, radius: float, look: str) -> str:
    """`<circle>`"""
    return f'<circle cx="{number(center[0])}" cy="{number(center[1])}" r="{number(radius)}"{look}/>'


def path(parts: Sequence[Sequence[Point]], look: str, *, closed: bool = False) -> str:
    """`<path>` of straight lines through each of `parts`."""
    end = "Z" if closed else ""
    steps = "".join(
        "M" + "L".join(f"{number(x)} {number(y)}" for x, y in part) + end for part in parts if part
    )
    return f'<path d="{steps}"{look}/>' if steps else ""


def words(
    lines: Sequence[str], at: Point, size: float, color: str, theme: Theme, anchor: Anchor = "start", *,
    bold: bool = False, turn: float = 0.0, leading: float = 1.2,
) -> str:  # fmt: skip
    """Lines of text, the first with its baseline at `at`; `turn` is in degrees, clockwise, around that point."""
    x, y = at
    look = f' font-size="{number(size)}"{fill(color, theme)}'
    look += f' text-anchor="{anchor}"' if anchor != "start" else ""
    look += ' font-weight="700"' if bold else ""
    look += f' transform="rotate({number(turn)} {number(x)} {number(y)})"' if turn else ""
    return "".join(
        f'<text x="{number(x)}" y="{number(y + place * leading * size)}"{look}>{escape(text, quote=False)}</text>'
        for place, text in enumerate(lines)
    )
