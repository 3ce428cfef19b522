"""Fills and lines, those of the theme's lists among them (ECMA-376 part 1, §20.1.8 and §20.1.4.1)."""

from __future__ import annotations

import posixpath
from typing import Any

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from deckgen.model import Content
from deckgen.themes.art import Fill, Paint, PictureFill, Shading, Stroke
from deckgen.themes.colors import mixed
from deckgen.themes.drawingml.colors import Inks
from deckgen.themes.drawingml.parts import Part
from deckgen.themes.drawingml.recolored import has_other_effects, recolored
from deckgen.themes.names import EMU_PER_POINT, WHOLE, A, R, number

MEDIA = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".jfif": "image/jpeg", ".gif": "image/gif",
    ".bmp": "image/bmp", ".webp": "image/webp",
}  # fmt: skip
"""Pictures that a page can show."""
_DASHES = {
    "dot": (1, 3), "sysDot": (1, 1), "dash": (4, 3), "sysDash": (3, 1), "lgDash": (8, 3), "dashDot": (4, 3, 1, 3),
    "sysDashDot": (3, 1, 1, 1), "lgDashDot": (8, 3, 1, 3), "lgDashDotDot": (8, 3, 1, 3, 1, 3),
    "sysDashDotDot": (3, 1, 1, 1, 1, 1),
}  # fmt: skip
"""Lengths over the line's width."""
_HAIRLINE = 0.75
_DOTS = 96.0
"""Pixels to an inch of a picture that does not say it."""
_BACKGROUNDS = 1000
"""Numbers above it count the fills for grounds."""
NO_FILL = Paint("FFFFFF", 0.0)
"""What is said to have none."""


class Fills(Struct, frozen=True, eq=False):
    """Reads those of one part."""

    inks: Inks
    part: Part
    formats: Any
    """The theme's `fmtScheme`."""
    unread: set[str]
    """What was met and can't be shown, in words."""
    theme: Part | None = None
    """Whose lists those are."""

    def own(self, properties: Any, group: Fill | None = None) -> Fill | None:
        """What `spPr` or `bgPr` says itself; None if it says nothing, `NO_FILL` if it wants none."""
        for element in properties if properties is not None else ():
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name == "noFill":
                return NO_FILL
            if name == "grpFill":
                return group or NO_FILL
            if name in ("solidFill", "gradFill", "blipFill", "pattFill"):
                return self.fill(element, None) or NO_FILL
        return None

    def fill(self, element: Any, placeholder: Paint | None) -> Fill | None:
        """One fill; `placeholder` is the colour that the theme's lists leave to who uses them."""
        match etree.QName(element).localname:
            case "solidFill":
                return self.inks.paint(element, placeholder)
            case "gradFill":
                return self._shading(element, placeholder)
            case "blipFill":
                return self.picture(element, placeholder)
            case "pattFill":
                over, under = (
                    self.inks.paint(element.find(f"{A}{kind}"), placeholder) for kind in ("fgClr", "bgClr")
                )
                return Paint(mixed(over.digits, under.digits, 0.5)) if over and under else over or under
            case _:
                return None

    def _shading(self, element: Any, placeholder: Paint | None) -> Fill | None:
        stops = [
            (number(stop.get("pos")) / WHOLE, paint)
            for stop in element.iterfind(f"{A}gsLst/{A}gs")
            if (paint := self.inks.paint(stop, placeholder))
        ]
        if len(stops) < 2:
            return stops[0][1] if stops else None
        stops.sort(key=lambda stop: stop[0])
        path = element.find(f"{A}path")
        if path is None:
            line = element.find(f"{A}lin")
            return Shading(tuple(stops), number(line.get("ang") if line is not None else None) / 60_000)
        inside = path.find(f"{A}fillToRect")
        left, top, right, bottom = (
            number(inside.get(key) if inside is not None else None) / WHOLE for key in "ltrb"
        )
        middle = ((left + 1 - right) / 2, (top + 1 - bottom) / 2)
        inner = None if path.get("path") == "circle" else (left, top, 1 - right, 1 - bottom)
        return Shading(tuple(stops), center=middle, inner=inner)

    def picture(self, element: Any, placeholder: Paint | None = None) -> Fill | None:
        """`blipFill` with what is cut off."""
        blip = element.find(f"{A}blip")
        found = self.part.data(blip.get(f"{R}embed", "")) if blip is not None else None
        if found is None:
            return None
        name, data = found
        suffix = posixpath.splitext(name)[1].lower()
        if suffix not in MEDIA:
            self.unread.add(f"pictures of the kind {suffix or 'without a name'}")
            return None
        cut, inset = (_shares(element.find(path)) for path in (f"{A}srcRect", f"{A}stretch/{A}fillRect"))
        left, right = _seen((cut[0], cut[2]), (inset[0], inset[2]))
        top, bottom = _seen((cut[1], cut[3]), (inset[1], inset[3]))
        faded = blip.find(f"{A}alphaModFix")
        opacity = number(faded.get("amt"), WHOLE) / WHOLE if faded is not None else 1.0
        kind, changed = MEDIA[suffix], recolored(blip, data, self.inks, placeholder)
        if has_other_effects(blip):
            self.unread.add("changes of a picture's colours")
        if changed is not None:
            kind, data = changed
        return PictureFill(
            Content.of(data), kind, (left, top, right, bottom), opacity, _tile(element.find(f"{A}tile"), data)
        )

    def listed(self, reference: Any) -> Fill | None:
        """The fill of the theme's lists that `fillRef` or `bgRef` names, in its colour."""
        index = int(number(reference.get("idx")))
        kind = "bgFillStyleLst" if index > _BACKGROUNDS else "fillStyleLst"
        place = index - _BACKGROUNDS if index > _BACKGROUNDS else index
        fills = list(self.formats.find(f"{A}{kind}")) if self.formats is not None else []
        color = self.inks.paint(reference)
        if not 0 < place <= len(fills):
            return None
        return replace(self, part=self.theme or self.part).fill(fills[place - 1], color)

    def stroke(self, properties: Any, style: Any) -> Stroke | None:
        """The line of a shape: its own, over that of the theme's list that its style names."""
        own = properties.find(f"{A}ln") if properties is not None else None
        reference = style.find(f"{A}lnRef") if style is not None else None
        listed, color = None, None
        if reference is not None and self.formats is not None:
            lines = self.formats.findall(f"{A}lnStyleLst/{A}ln")
            index = int(number(reference.get("idx")))
            listed = lines[index - 1] if 0 < index <= len(lines) else None
            color = self.inks.paint(reference)
        given = [line for line in (own, listed) if line is not None]
        for line in given:
            if line.find(f"{A}noFill") is not None:
                return None
            fill = next((f for e in line if isinstance(e.tag, str) and (f := self.fill(e, color))), None)
            if fill is not None:
                paint = _one_paint(fill)
                break
        else:
            paint = color if given else None
        if paint is None:
            return None
        width = next((number(line.get("w")) for line in given if line.get("w")), _HAIRLINE * EMU_PER_POINT)
        points = max(0.25, width / EMU_PER_POINT)
        dash = next((d.get("val", "") for line in given if (d := line.find(f"{A}prstDash")) is not None), "")
        return Stroke(paint, points, tuple(points * length for length in _DASHES.get(dash, ())))


def _one_paint(fill: Fill) -> Paint | None:
    """What a line is drawn in: a gradient's first colour, no picture."""
    match fill:
        case Paint():
            return fill
        case Shading():
            return fill.stops[0][1]
        case PictureFill():
            return None


def _shares(frame: Any) -> list[float]:
    """Of a `srcRect` or `fillRect`: left, top, right, bottom."""
    return [number(frame.get(key) if frame is not None else None) / WHOLE for key in "ltrb"]


def _seen(cut: tuple[float, float], inset: tuple[float, float]) -> tuple[float, float]:
    """Shares of a picture that are not seen at either end of what it fills: what is left of it after the `cut` lies as
    far inside as `inset` says (ECMA-376 part 1, §20.1.8.30), beyond the ends where that is less than nothing."""
    scale = (1 - cut[0] - cut[1]) / max(0.001, 1 - inset[0] - inset[1])
    return cut[0] - inset[0] * scale, cut[1] - inset[1] * scale


def _tile(tile: Any, data: bytes) -> tuple[float, float, float, float] | None:
    """Where the first of many copies of a picture stands, in points."""
    if tile is None:
        return None
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            pixels, dots = image.size, image.info.get("dpi") or (_DOTS, _DOTS)
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    width, height = (
        72 * count / (float(each) or _DOTS) * number(tile.get(scale), WHOLE) / WHOLE
        for count, each, scale in zip(pixels, dots, ("sx", "sy"), strict=True)
    )
    left, top = (number(tile.get(key)) / EMU_PER_POINT for key in ("tx", "ty"))
    return (left, top, width, height) if width >= 1 and height >= 1 else None
