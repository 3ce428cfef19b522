"""Shapes as paths: those that a file draws itself, guide by guide, and those that the format names (ECMA-376 part 1,
§20.1.9 and §20.1.10.56)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from lxml import etree

from deckgen.themes.art import Outline
from deckgen.themes.drawingml.guided import GUIDED, Guided
from deckgen.themes.drawingml.presets import PRESETS
from deckgen.themes.names import EMU_PER_POINT, FULL_TURN, A, number

Guides = dict[str, float]
Step = tuple[str, list[str]]
MOST = 4000
"""Guides and steps of one shape."""


_LIGHT = {"lighten": 0.4, "lightenLess": 0.2, "darken": -0.4, "darkenLess": -0.2}


def outlines_of(properties: Any, width: float, height: float, unread: set[str]) -> tuple[Outline, ...]:
    """The paths of a shape in a box of `width` × `height` points; a rectangle for what can't be read."""
    custom = properties.find(f"{A}custGeom")
    if custom is not None:
        found = tuple(_custom(custom, width, height))
        return found or (_rectangle(width, height),)
    preset = properties.find(f"{A}prstGeom")
    name = preset.get("prst", "rect") if preset is not None else "rect"
    given = (
        {gd.get("name", ""): gd.get("fmla", "") for gd in preset.iter(f"{A}gd")} if preset is not None else {}
    )
    adjusted = {key: number(fmla.removeprefix("val ")) for key, fmla in given.items()}
    if name in GUIDED:
        return tuple(_guided(GUIDED[name], width, height, adjusted))
    if name not in PRESETS:
        unread.add(f"shapes of the kind {name}")
        return (_rectangle(width, height),)
    return PRESETS[name](width, height, adjusted)


def _rectangle(width: float, height: float) -> Outline:
    return PRESETS["rect"](width, height, {})[0]


def _custom(custom: Any, width: float, height: float) -> Iterator[Outline]:
    """The paths that a file draws itself."""
    left = MOST
    formulas = [
        (guide.get("name", ""), guide.get("fmla", ""))
        for kind in ("avLst", "gdLst")
        for guide in islice(custom.iterfind(f"{A}{kind}/{A}gd"), MOST)
    ]
    for path in custom.iterfind(f"{A}pathLst/{A}path"):
        space = (
            number(path.get("w")) or width * EMU_PER_POINT,
            number(path.get("h")) or height * EMU_PER_POINT,
        )
        steps = list(islice((_words(step) for step in path if isinstance(step.tag, str)), left))
        left -= len(steps)
        if drawn := _drawn(steps, _guides(formulas, *space), _scale(space, width, height)):
            yield Outline(
                drawn, filled=path.get("fill", "norm") != "none",
                stroked=path.get("stroke", "1") not in ("0", "false"), light=_LIGHT.get(path.get("fill", ""), 0.0),
            )  # fmt: skip


def _guided(shape: Guided, width: float, height: float, adjusted: Mapping[str, float]) -> Iterator[Outline]:
    """The paths of one that the format defines."""
    own = (width * EMU_PER_POINT, height * EMU_PER_POINT)
    pairs = [
        (name, formula)
        for guide in shape.guides.split(";")
        for name, _, formula in [guide.strip().partition(" ")]
    ]
    formulas = [(name, f"val {adjusted[name]:f}" if name in adjusted and formula.startswith("val ") else formula)
                for name, formula in pairs]  # fmt: skip
    guides = _guides(formulas, *own)
    scale = _scale(shape.size or own, width, height)
    for part in shape.path.split("|"):
        path = part.strip()
        how = path[: re.match(r"[-=+!]*", path).end()]  # type: ignore[union-attr]
        steps = list(_steps(path[len(how) :].split()))
        yield Outline(
            _drawn(steps, guides, scale), filled="-" not in how, stroked="=" not in how,
            light=0.2 * (how.count("+") - how.count("!")),
        )  # fmt: skip


def _steps(words: Sequence[str]) -> Iterator[Step]:
    starts = [number for number, word in enumerate(words) if word in "MLCQAZ"]
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        yield words[start], list(words[start + 1 : end])


def _scale(space: tuple[float, float], width: float, height: float) -> tuple[float, float]:
    return width / (space[0] or 1), height / (space[1] or 1)


_STEPS = {"moveTo": "M", "lnTo": "L", "quadBezTo": "Q", "cubicBezTo": "C", "arcTo": "A", "close": "Z"}
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}


def _words(step: Any) -> Step:
    """A step of a path: its letter, and the names or numbers that say where it goes."""
    letter = _STEPS.get(etree.QName(step).localname, "")
    if letter == "A":
        return letter, [step.get(key, "0") for key in ("wR", "hR", "stAng", "swAng")]
    return letter, [point.get(key, "0") for point in step.iterfind(f"{A}pt") for key in ("x", "y")]


def _drawn(steps: Sequence[Step], guides: Guides, scale: tuple[float, float]) -> str:
    """A path as SVG has it."""
    found, at = [], (0.0, 0.0)
    for letter, words in steps:
        values = [_value(word, guides) for word in words]
        if letter == "A" and len(values) == 4:
            text, at = _arc(values, at, scale)
            found.append(text)
        elif letter in _POINTS and len(values) >= 2 * _POINTS[letter]:
            points = list(zip(values[::2], values[1::2], strict=False))[: _POINTS[letter]]
            found.append(letter + " ".join(f"{x * scale[0]:.2f} {y * scale[1]:.2f}" for x, y in points))
            at = points[-1] if points else at
    return "".join(found)


def _arc(
    values: Sequence[float], at: tuple[float, float], scale: tuple[float, float]
) -> tuple[str, tuple[float, float]]:
    """`arcTo`: along an ellipse with these radii on which the point lies at the start angle."""
    across, down, start, swing = values
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


def _guides(formulas: Sequence[tuple[str, str]], width: float, height: float) -> Guides:
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
    for name, formula in formulas:
        known[name] = _formula(formula, known)
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
