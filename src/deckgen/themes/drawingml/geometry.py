"""Shapes as paths: those that a file draws itself, guide by guide, and those that the format names (ECMA-376 part 1,
§20.1.9 and §20.1.10.56)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from deckgen.themes.art import Outline
from deckgen.themes.drawingml.presets import PRESETS
from deckgen.themes.names import FULL_TURN, A, number

Guides = dict[str, float]
MOST = 4000
"""Guides and steps of one shape."""


def outlines_of(properties: Any, width: float, height: float, unread: set[str]) -> tuple[Outline, ...]:
    """The paths of a shape in a box of `width` × `height` points; a rectangle for what can't be read."""
    custom = properties.find(f"{A}custGeom")
    if custom is not None:
        found = tuple(_custom(custom, width, height))
        return found or (_rectangle(width, height),)
    preset = properties.find(f"{A}prstGeom")
    name = preset.get("prst", "rect") if preset is not None else "rect"
    if name not in PRESETS:
        unread.add(f"shapes of the kind {name}")
        return (_rectangle(width, height),)
    given = (
        {gd.get("name", ""): gd.get("fmla", "") for gd in preset.iter(f"{A}gd")} if preset is not None else {}
    )
    adjusted = {key: number(fmla.removeprefix("val ")) for key, fmla in given.items()}
    return PRESETS[name](width, height, adjusted)


def _rectangle(width: float, height: float) -> Outline:
    return PRESETS["rect"](width, height, {})[0]


def _custom(custom: Any, width: float, height: float) -> Iterator[Outline]:
    steps = 0
    for path in custom.iterfind(f"{A}pathLst/{A}path"):
        across, down = number(path.get("w")), number(path.get("h"))
        guides = _guides(custom, across or width * 12700, down or height * 12700)
        scale = (width / (across or width * 12700 or 1), height / (down or height * 12700 or 1))
        drawn = []
        at = (0.0, 0.0)
        for step in path:
            if not isinstance(step.tag, str) or steps > MOST:
                continue
            steps += 1
            text, at = _step(step, at, guides, scale)
            drawn.append(text)
        if drawn:
            yield Outline(
                "".join(drawn), filled=path.get("fill", "norm") != "none",
                stroked=path.get("stroke", "1") not in ("0", "false"),
            )  # fmt: skip


def _step(
    step: Any, at: tuple[float, float], guides: Guides, scale: tuple[float, float]
) -> tuple[str, tuple[float, float]]:
    """One step of a path, as SVG has it, from a point in the path's own units to the next."""
    name = etree.QName(step).localname
    points = [(_value(p.get("x"), guides), _value(p.get("y"), guides)) for p in step.iterfind(f"{A}pt")]
    if name == "close":
        return "Z", at
    if name == "arcTo":
        return _arc(step, at, guides, scale)
    letter, count = {"moveTo": ("M", 1), "lnTo": ("L", 1), "quadBezTo": ("Q", 2), "cubicBezTo": ("C", 3)}.get(
        name, ("", 0)
    )
    if not letter or len(points) < count:
        return "", at
    numbers = " ".join(f"{x * scale[0]:.2f} {y * scale[1]:.2f}" for x, y in points[:count])
    return f"{letter}{numbers}", points[count - 1]


def _arc(
    step: Any, at: tuple[float, float], guides: Guides, scale: tuple[float, float]
) -> tuple[str, tuple[float, float]]:
    """`arcTo`: along an ellipse with these radii on which the point lies at the start angle."""
    across, down, start, swing = (_value(step.get(key), guides) for key in ("wR", "hR", "stAng", "swAng"))
    if across <= 0 or down <= 0 or not swing:
        return "", at
    swing = max(-FULL_TURN + 1, min(FULL_TURN - 1, swing))
    first, last = (_on_ellipse(angle, across, down) for angle in (start, start + swing))
    center = (at[0] - across * math.cos(first), at[1] - down * math.sin(first))
    end = (center[0] + across * math.cos(last), center[1] + down * math.sin(last))
    large, sweep = int(abs(swing) > FULL_TURN / 2), int(swing > 0)
    radii = f"{across * scale[0]:.2f} {down * scale[1]:.2f}"
    return f"A{radii} 0 {large} {sweep} {end[0] * scale[0]:.2f} {end[1] * scale[1]:.2f}", end


def _on_ellipse(angle: float, across: float, down: float) -> float:
    """The parameter, in radians, of the point of an ellipse that is seen from its middle at an angle."""
    seen = math.radians(angle / 60_000)
    return math.atan2(math.sin(seen) * across, math.cos(seen) * down)


def _guides(custom: Any, width: float, height: float) -> Guides:
    """The named numbers of a shape whose path is `width` × `height`."""
    short, long = min(width, height), max(width, height)
    known: Guides = {
        "w": width, "h": height, "l": 0.0, "t": 0.0, "r": width, "b": height, "hc": width / 2, "vc": height / 2,
        "ss": short, "ls": long,
        **{f"wd{n}": width / n for n in (2, 3, 4, 5, 6, 8, 10, 12, 32)},
        **{f"hd{n}": height / n for n in (2, 3, 4, 5, 6, 8, 10, 12, 32)},
        **{f"ssd{n}": short / n for n in (2, 4, 6, 8, 16, 32)},
        "cd2": FULL_TURN / 2, "cd4": FULL_TURN / 4, "cd8": FULL_TURN / 8,
        "3cd4": 0.75 * FULL_TURN, "3cd8": 0.375 * FULL_TURN, "5cd8": 0.625 * FULL_TURN, "7cd8": 0.875 * FULL_TURN,
    }  # fmt: skip
    for count, guide in enumerate(custom.iterfind(f"{A}avLst/{A}gd")):
        if count < MOST:
            known[guide.get("name", "")] = _formula(guide.get("fmla", ""), known)
    for count, guide in enumerate(custom.iterfind(f"{A}gdLst/{A}gd")):
        if count < MOST:
            known[guide.get("name", "")] = _formula(guide.get("fmla", ""), known)
    return known


def _value(text: str | None, guides: Mapping[str, float]) -> float:
    return guides[text] if text and text in guides else number(text)


def _formula(text: str, guides: Guides) -> float:
    name, *words = text.split()[:5] or [""]
    if name not in _FORMULAS:
        return 0.0
    count, formula = _FORMULAS[name]
    values = [_value(word, guides) for word in words]
    try:
        found = formula(*values[:count]) if len(values) >= count else 0.0
    except (ZeroDivisionError, ValueError, OverflowError):
        return 0.0
    return found if math.isfinite(found) else 0.0


def _radians(angle: float) -> float:
    return math.radians(angle / 60_000)


_FORMULAS: Mapping[str, tuple[int, Callable[..., float]]] = {
    "val": (1, lambda x: x),
    "*/": (3, lambda x, y, z: x * y / z),
    "+-": (3, lambda x, y, z: x + y - z),
    "+/": (3, lambda x, y, z: (x + y) / z),
    "?:": (3, lambda x, y, z: y if x > 0 else z),
    "abs": (1, abs),
    "sqrt": (1, math.sqrt),
    "max": (2, max),
    "min": (2, min),
    "pin": (3, lambda x, y, z: max(x, min(y, z))),
    "mod": (3, lambda x, y, z: math.sqrt(x * x + y * y + z * z)),
    "sin": (2, lambda x, y: x * math.sin(_radians(y))),
    "cos": (2, lambda x, y: x * math.cos(_radians(y))),
    "tan": (2, lambda x, y: x * math.tan(_radians(y))),
    "at2": (2, lambda x, y: math.degrees(math.atan2(y, x)) * 60_000),
    "cat2": (3, lambda x, y, z: x * math.cos(math.atan2(z, y))),
    "sat2": (3, lambda x, y, z: x * math.sin(math.atan2(z, y))),
}
