"""Colours: slot → map → transforms (ECMA-376 part 1, §20.1.2.3)."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree
from msgspec import Struct

from deckgen.patterns import regex
from deckgen.themes.art import Paint
from deckgen.themes.names import WHOLE, A, number

_SYSTEM = {"window": "FFFFFF", "windowText": "000000"}
_DIGITS = regex("[0-9A-Fa-f]{6}")
_Channels = tuple[float, float, float]


class Inks(Struct, frozen=True, eq=False):
    """The colours of one part."""

    palette: Mapping[str, str]
    """The theme's, by slot."""
    mapping: Mapping[str, str]
    """`tx1`, `bg1` … → slot, as the master or the part itself has it."""

    def slot(self, name: str) -> str:
        """The theme's slot for a colour's name in the part."""
        return self.mapping.get(name, name)

    def paint(self, parent: Any, placeholder: Paint | None = None) -> Paint | None:
        """The colour that stands in an element (`solidFill`, `gs`, `bgRef` …); None if there is none."""
        for element in parent if parent is not None else ():
            if isinstance(element.tag, str) and (found := self._base(element, placeholder)):
                return _changed(found, element)
        return None

    def _base(self, element: Any, placeholder: Paint | None) -> Paint | None:
        name, value = etree.QName(element).localname, str(element.get("val", ""))
        match name:
            case "srgbClr":
                return Paint(value.upper()) if _DIGITS.fullmatch(value) else None
            case "sysClr":
                digits = str(element.get("lastClr") or _SYSTEM.get(value, "000000"))
                return Paint(digits.upper()) if _DIGITS.fullmatch(digits) else None
            case "schemeClr" if value == "phClr":
                return placeholder
            case "schemeClr":
                digits = self.palette.get(self.slot(value), "")
                return Paint(digits) if digits else None
            case "prstClr":
                return Paint(_preset(value))
            case "scrgbClr":
                linear = [number(element.get(key)) / WHOLE for key in "rgb"]
                return Paint(_digits(tuple(map(_encoded, linear))))  # type: ignore[arg-type]
            case "hslClr":
                hue = number(element.get("hue")) / 21_600_000
                sat, lum = (number(element.get(key)) / WHOLE for key in ("sat", "lum"))
                return Paint(_digits(colorsys.hls_to_rgb(hue, lum, sat)))
            case _:
                return None


def _preset(name: str) -> str:
    """The digits of a colour's name (ECMA-376 part 1, §20.1.10.48): those of style sheets, some of them shorter."""
    from PIL import ImageColor

    whole = re.sub("^(dk|lt|med)", lambda short: {"dk": "dark", "lt": "light"}.get(short[1], "medium"), name)
    digits = ImageColor.colormap.get(whole.lower(), "")
    return digits[1:].upper() if isinstance(digits, str) and digits else "808080"


def _changed(paint: Paint, element: Any) -> Paint:
    """The colour with its transforms, in their order."""
    channels: _Channels = tuple(int(paint.digits[i : i + 2], 16) / 255 for i in (0, 2, 4))  # type: ignore[assignment]
    opacity = paint.opacity
    for child in element:
        if not isinstance(child.tag, str) or not child.tag.startswith(A):
            continue
        name, value = child.tag.removeprefix(A), number(child.get("val"), WHOLE) / WHOLE
        if name.startswith("alpha"):
            opacity = {"alpha": value, "alphaMod": opacity * value, "alphaOff": opacity + value}.get(
                name, opacity
            )
        elif name[:3] in _IN_HSL:
            channels = _in_hsl(channels, name, value)
        elif name in _IN_LINEAR:
            change = _IN_LINEAR[name]
            channels = tuple(_encoded(change(_linear(c), value)) for c in channels)  # type: ignore[assignment]
        elif name == "gray":
            light = _encoded(
                sum(w * _linear(c) for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))
            )
            channels = (light, light, light)
        elif name == "inv":
            channels = (1 - channels[0], 1 - channels[1], 1 - channels[2])
    return Paint(_digits(channels), min(1.0, max(0.0, opacity)))


_IN_HSL = {"hue": 0, "lum": 1, "sat": 2}
_IN_LINEAR: Mapping[str, Callable[[float, float], float]] = {
    "tint": lambda c, v: 1 - (1 - c) * v,
    "shade": lambda c, v: c * v,
}  # fmt: skip


def _in_hsl(channels: _Channels, name: str, value: float) -> _Channels:
    found = list(colorsys.rgb_to_hls(*channels))
    at = _IN_HSL[name[:3]]
    if at == 0 and not name.endswith("Mod"):
        value /= 216  # 60,000ths of a degree, of 360, taken for thousandths of a per cent
    now = found[at] * value if name.endswith("Mod") else found[at] + value if name.endswith("Off") else value
    found[at] = now % 1.0 if at == 0 else min(1.0, max(0.0, now))
    return colorsys.hls_to_rgb(*found)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    value = min(1.0, max(0.0, value))
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _digits(channels: _Channels) -> str:
    return "".join(f"{round(255 * min(1.0, max(0.0, c))):02X}" for c in channels)
