"""What the records of a metafile have drawn so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct, field

from deckgen.themes.art import Paint, Stroke

Points: TypeAlias = Sequence[tuple[float, float]]
Object: TypeAlias = Paint | Stroke | None
Frame: TypeAlias = tuple[float, float, float, float]
"""Left, top, width, height."""
MOST = 20_000
"""Records of one file."""


class Canvas(Struct, eq=False):
    """What has been drawn, in the file's own units."""

    window: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    """Origin and extent of what is mapped onto the picture."""
    view: tuple[float, float, float, float] | None = None
    """Onto what of the device the window is mapped, if that is said."""
    world: tuple[float, ...] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    objects: dict[int, Object] = field(default_factory=dict)
    brush: Paint | None = field(default_factory=lambda: Paint("FFFFFF"))
    pen: Stroke | None = field(default_factory=lambda: Stroke(Paint("000000"), 0.0))
    at: tuple[float, float] = (0.0, 0.0)
    path: list[str] | None = None
    """While a path is open, its steps."""
    closed: str = ""
    """The path that was drawn last."""
    saved: list[tuple[Paint | None, Stroke | None, tuple[float, ...]]] = field(default_factory=list)
    shapes: list[tuple[str, Paint | None, Stroke | None]] = field(default_factory=list)
    left_out: bool = False
    """There was something that is no shape."""

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.world
        return a * x + c * y + e, b * x + d * y + f

    def text(self, points: Points) -> str:
        return " ".join(f"{px:.2f} {py:.2f}" for px, py in (self.point(*p) for p in points))

    def draw(self, path: str, *, filled: bool = True, stroked: bool = True) -> None:
        """A finished path, in the brush and pen of now."""
        brush, pen = self.brush if filled else None, self.pen if stroked else None
        if path and (brush or pen):
            self.shapes.append((path, brush, pen))

    def figure(self, path: str, *, filled: bool) -> None:
        """A path that is one of an open one, or stands for itself."""
        if self.path is not None:
            self.path.append(path)
        else:
            self.draw(path, filled=filled)

    def save(self) -> None:
        self.saved.append((self.brush, self.pen, self.world))

    def restore(self) -> None:
        if self.saved:
            self.brush, self.pen, self.world = self.saved.pop()

    def select(self, number: int) -> None:
        match self.objects.get(number):
            case Paint() as paint:
                self.brush = paint if paint.opacity else None
            case Stroke() as stroke:
                self.pen = stroke if stroke.paint.opacity else None


def line(canvas: Canvas, points: Points, *, closed: bool) -> str:
    if not points:
        return ""
    first, rest = canvas.text(points[:1]), canvas.text(points[1:])
    return f"M{first}" + (f"L{rest}" if rest else "") + ("Z" if closed else "")


def rectangle(left: float, top: float, right: float, bottom: float) -> Points:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


_KAPPA = 0.5523
"""Where a quarter of an ellipse has its control points, over its radius."""


def ellipse(canvas: Canvas, left: float, top: float, right: float, bottom: float) -> str:
    x, y, rx, ry = (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2
    steps = []
    for sx, sy, turn in ((1, 1, 0), (-1, 1, 1), (-1, -1, 0), (1, -1, 1)):
        one = (x + sx * rx, y + sy * _KAPPA * ry) if not turn else (x + sx * _KAPPA * rx, y + sy * ry)
        other = (x + sx * _KAPPA * rx, y + sy * ry) if not turn else (x + sx * rx, y + sy * _KAPPA * ry)
        end = (x, y + sy * ry) if not turn else (x + sx * rx, y)
        steps.append(f"C{canvas.text((one, other, end))}")
    return f"M{canvas.text(((right, y),))}{''.join(steps)}Z"


def brush_of(style: int, color: int) -> Paint:
    """A logical brush; style 1 is `BS_NULL`."""
    return Paint(_digits(color), 0.0 if style == 1 else 1.0)


def pen_of(style: int, width: int, color: int) -> Stroke:
    """A logical pen; style 5 is `PS_NULL`."""
    return Stroke(Paint(_digits(color), 0.0 if style & 0xF == 5 else 1.0), float(width))


def _digits(color: int) -> str:
    """`COLORREF`: blue, green, red from the top."""
    return f"{color & 0xFF:02X}{color >> 8 & 0xFF:02X}{color >> 16 & 0xFF:02X}"
