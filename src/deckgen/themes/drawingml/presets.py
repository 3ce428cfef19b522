"""Shapes that the format names, as paths in points (ECMA-376 part 1, §20.1.10.56 and its `presetShapeDefinitions`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from deckgen.themes.art import Outline

Adjusted = Mapping[str, float]
Preset = Callable[[float, float, Adjusted], tuple[Outline, ...]]
_Points = list[tuple[float, float]]
_ROUND = 1 - 1 / math.sqrt(2)
"""What a quarter of a circle leaves of its square's diagonal."""


def _share(adjusted: Adjusted, name: str, default: float, most: float = 1.0) -> float:
    """An adjustment as a share."""
    return max(0.0, min(most, adjusted.get(name, default * 100_000) / 100_000))


def _polygon(points: _Points) -> tuple[Outline, ...]:
    return (Outline("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"),)


def _shares(*points: tuple[float, float]) -> Preset:
    """Corners at shares of width and height."""
    return lambda w, h, _: _polygon([(x * w, y * h) for x, y in points])


def _line(w: float, h: float, _: Adjusted) -> tuple[Outline, ...]:
    return (Outline(f"M0 0L{w:.2f} {h:.2f}", filled=False),)


def _bent(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    x = w * adjusted.get("adj1", 50_000) / 100_000
    return (Outline(f"M0 0L{x:.2f} 0L{x:.2f} {h:.2f}L{w:.2f} {h:.2f}", filled=False),)


def _ring(x: float, y: float, rx: float, ry: float, way: int = 1) -> str:
    return (
        f"M{x - rx:.2f} {y:.2f}A{rx:.2f} {ry:.2f} 0 1 {way} {x + rx:.2f} {y:.2f}"
        f"A{rx:.2f} {ry:.2f} 0 1 {way} {x - rx:.2f} {y:.2f}Z"
    )


def _ellipse(w: float, h: float, _: Adjusted) -> tuple[Outline, ...]:
    return (Outline(_ring(w / 2, h / 2, w / 2, h / 2)),)


def _donut(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    thick = min(w, h) * _share(adjusted, "adj", 0.25, 0.5)
    inner = _ring(w / 2, h / 2, w / 2 - thick, h / 2 - thick, 0) if thick < min(w, h) / 2 else ""
    return (Outline(_ring(w / 2, h / 2, w / 2, h / 2) + inner),)


def _corners(kind: str, *names: tuple[str, float] | None) -> Preset:
    """A rectangle whose corners (from the top left one, clockwise) are cut or rounded by an adjustment and its default;
    None for a sharp one."""

    def drawn(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
        sizes = [min(w, h) * _share(adjusted, *name, 0.5) if name else 0.0 for name in names]
        ends = [
            ((0, sizes[0]), (sizes[0], 0)), ((w - sizes[1], 0), (w, sizes[1])),
            ((w, h - sizes[2]), (w - sizes[2], h)), ((sizes[3], h), (0, h - sizes[3])),
        ]  # fmt: skip
        path = ""
        for size, (first, last) in zip(sizes, ends, strict=True):
            path += f"{'L' if path else 'M'}{first[0]:.2f} {first[1]:.2f}"
            if size:
                turn = f"A{size:.2f} {size:.2f} 0 0 1 " if kind == "round" else "L"
                path += f"{turn}{last[0]:.2f} {last[1]:.2f}"
        return (Outline(f"{path}Z"),)

    return drawn


def _triangle(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    return _polygon([(0, h), (w * _share(adjusted, "adj", 0.5), 0), (w, h)])


def _parallelogram(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    x = min(w, min(w, h) * _share(adjusted, "adj", 0.25, 100))
    return _polygon([(0, h), (x, 0), (w, 0), (w - x, h)])


def _trapezoid(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    x = min(w / 2, min(w, h) * _share(adjusted, "adj", 0.25, 100))
    return _polygon([(0, h), (x, 0), (w - x, 0), (w, h)])


def _hexagon(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    x = min(w / 2, min(w, h) * _share(adjusted, "adj", 0.25, 100))
    return _polygon([(0, h / 2), (x, 0), (w - x, 0), (w, h / 2), (w - x, h), (x, h)])


def _octagon(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    x = min(w, h) * _share(adjusted, "adj", 0.29289, 0.5)
    return _polygon([(0, x), (x, 0), (w - x, 0), (w, x), (w, h - x), (w - x, h), (x, h), (0, h - x)])


def _plus(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    x = min(w, h) * _share(adjusted, "adj", 0.25, 0.5)
    return _polygon([(0, x), (x, x), (x, 0), (w - x, 0), (w - x, x), (w, x), (w, h - x), (w - x, h - x), (w - x, h),
                     (x, h), (x, h - x), (0, h - x)])  # fmt: skip


def _home(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    x = w - min(w, min(w, h) * _share(adjusted, "adj", 0.5, 100))
    return _polygon([(0, 0), (x, 0), (w, h / 2), (x, h), (0, h)])


def _chevron(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    x = min(w, min(w, h) * _share(adjusted, "adj", 0.5, 100))
    return _polygon([(0, 0), (w - x, 0), (w, h / 2), (w - x, h), (0, h), (x, h / 2)])


def _arrow(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    """To the right."""
    y = h * (1 - _share(adjusted, "adj1", 0.5)) / 2
    x = w - min(w, min(w, h) * _share(adjusted, "adj2", 0.5, 100))
    return _polygon([(0, y), (x, y), (x, 0), (w, h / 2), (x, h), (x, h - y), (0, h - y)])


def _turned(preset: Preset, way: str) -> Preset:
    """The same in another direction."""

    def drawn(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
        (right,) = preset(*((w, h) if way == "left" else (h, w)), adjusted)
        corners = (pair.split() for pair in right.path[1:-1].split("L"))
        points = [(float(x), float(y)) for x, y in corners]
        if way == "left":
            return _polygon([(w - x, y) for x, y in points])
        return _polygon([(y, h - x if way == "up" else x) for x, y in points])

    return drawn


def _frame(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    x = min(w, h) * _share(adjusted, "adj1", 0.125, 0.5)
    return (Outline(f"M0 0H{w:.2f}V{h:.2f}H0ZM{x:.2f} {x:.2f}V{h - x:.2f}H{w - x:.2f}V{x:.2f}Z"),)


def _half_frame(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    down, across = (min(w, h) * _share(adjusted, name, 0.33333) for name in ("adj1", "adj2"))
    if not (w and h):
        return _polygon([(0, 0), (w, 0), (w, h), (0, h)])
    return _polygon(
        [(0, 0), (w, 0), (w - down * w / h, down), (across, down), (across, h - across * h / w), (0, h)]
    )


def _corner(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    down, across = (min(w, h) * _share(adjusted, name, 0.5) for name in ("adj1", "adj2"))
    return _polygon([(0, 0), (across, 0), (across, h - down), (w, h - down), (w, h), (0, h)])


def _stripe(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
    at = _share(adjusted, "adj", 0.5)
    return _polygon([(0, at * h), (at * w, 0), (w, 0), (0, h)])


def _part_of_ring(kind: str, first: float, last: float) -> Preset:
    """`arc`, `pie` or `chord`, its default angles in degrees."""

    def drawn(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
        names = ("adj1", "adj2")
        angles = [
            adjusted.get(name, now * 60_000) / 60_000 for name, now in zip(names, (first, last), strict=True)
        ]
        swing = (angles[1] - angles[0]) % 360 or 359.99
        ends = []
        for angle in (angles[0], angles[0] + swing):
            seen = math.radians(angle)
            at = math.atan2(math.sin(seen) * w, math.cos(seen) * h)
            ends.append((w / 2 * (1 + math.cos(at)), h / 2 * (1 + math.sin(at))))
        (x, y), (right, bottom) = ends
        curve = f"M{x:.2f} {y:.2f}A{w / 2:.2f} {h / 2:.2f} 0 {int(swing > 180)} 1 {right:.2f} {bottom:.2f}"
        middle = f"L{w / 2:.2f} {h / 2:.2f}"
        if kind == "arc":
            return Outline(f"{curve}{middle}Z", stroked=False), Outline(curve, filled=False)
        return (Outline(f"{curve}{middle if kind == 'pie' else ''}Z"),)

    return drawn


def _tear(w: float, h: float, _: Adjusted) -> tuple[Outline, ...]:
    return (Outline(f"M0 {h / 2:.2f}A{w / 2:.2f} {h / 2:.2f} 0 0 1 {w / 2:.2f} 0L{w:.2f} 0L{w:.2f} {h / 2:.2f}"
                    f"A{w / 2:.2f} {h / 2:.2f} 0 0 1 0 {h / 2:.2f}Z"),)  # fmt: skip


def _terminator(w: float, h: float, _: Adjusted) -> tuple[Outline, ...]:
    return _corners("round", *(("", 0.5),) * 4)(w, h, {})


def _delay(w: float, h: float, _: Adjusted) -> tuple[Outline, ...]:
    return (Outline(f"M0 0H{w / 2:.2f}A{w / 2:.2f} {h / 2:.2f} 0 0 1 {w / 2:.2f} {h:.2f}H0Z"),)


def _star(count: int, depth: float) -> Preset:
    def drawn(w: float, h: float, adjusted: Adjusted) -> tuple[Outline, ...]:
        inner = min(1.0, max(0.0, adjusted.get("adj", depth * 100_000) / 50_000))
        points = []
        for number in range(2 * count):
            angle, reach = math.pi * number / count - math.pi / 2, inner if number % 2 else 1.0
            points.append((w / 2 * (1 + reach * math.cos(angle)), h / 2 * (1 + reach * math.sin(angle))))
        return _polygon(points)

    return drawn


_R, _S = ("adj", 0.16667), ("adj1", 0.16667)
PRESETS: Mapping[str, Preset] = {
    "rect": _shares((0, 0), (1, 0), (1, 1), (0, 1)),
    "flowChartProcess": _shares((0, 0), (1, 0), (1, 1), (0, 1)),
    "line": _line, "straightConnector1": _line, "bentConnector3": _bent,
    "ellipse": _ellipse, "flowChartConnector": _ellipse, "donut": _donut,
    "roundRect": _corners("round", _R, _R, _R, _R), "flowChartAlternateProcess": _corners("round", _R, _R, _R, _R),
    "round1Rect": _corners("round", None, _R, None, None),
    "round2SameRect": _corners("round", _S, _S, ("adj2", 0.0), ("adj2", 0.0)),
    "round2DiagRect": _corners("round", _S, ("adj2", 0.0), _S, ("adj2", 0.0)),
    "snip1Rect": _corners("snip", None, _R, None, None),
    "snip2SameRect": _corners("snip", _S, _S, ("adj2", 0.0), ("adj2", 0.0)),
    "snip2DiagRect": _corners("snip", ("adj1", 0.0), ("adj2", 0.16667), ("adj1", 0.0), ("adj2", 0.16667)),
    "triangle": _triangle, "rtTriangle": _shares((0, 0), (1, 1), (0, 1)),
    "flowChartExtract": _shares((0, 1), (0.5, 0), (1, 1)), "flowChartMerge": _shares((0, 0), (1, 0), (0.5, 1)),
    "parallelogram": _parallelogram, "flowChartInputOutput": _shares((0, 1), (0.2, 0), (1, 0), (0.8, 1)),
    "trapezoid": _trapezoid, "flowChartManualOperation": _shares((0, 0), (1, 0), (0.8, 1), (0.2, 1)),
    "flowChartManualInput": _shares((0, 0.2), (1, 0), (1, 1), (0, 1)),
    "diamond": _shares((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "flowChartDecision": _shares((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "pentagon": _shares((0.5, 0), (1, 0.382), (0.809, 1), (0.191, 1), (0, 0.382)),
    "hexagon": _hexagon, "octagon": _octagon, "plus": _plus, "homePlate": _home, "chevron": _chevron,
    "rightArrow": _arrow, "leftArrow": _turned(_arrow, "left"), "upArrow": _turned(_arrow, "up"),
    "downArrow": _turned(_arrow, "down"), "frame": _frame,
    "halfFrame": _half_frame, "corner": _corner, "diagStripe": _stripe, "teardrop": _tear,
    "arc": _part_of_ring("arc", 270, 0), "pie": _part_of_ring("pie", 0, 270), "chord": _part_of_ring("chord", 45, 270),
    "flowChartTerminator": _terminator, "flowChartDelay": _delay,
    "star4": _star(4, 0.125), "star5": _star(5, 0.19098), "star6": _star(6, 0.28868), "star7": _star(7, 0.34601),
    "star8": _star(8, 0.375), "star10": _star(10, 0.42533),
    **{f"star{count}": _star(count, 0.375) for count in (12, 16, 24, 32)},
}  # fmt: skip
"""Those that templates use; adjustments have the names and defaults that the format gives them."""
