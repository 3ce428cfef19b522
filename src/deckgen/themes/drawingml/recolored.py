"""Pictures whose colours a template changes: grey, in two colours, lighter (ECMA-376 part 1, §20.1.8)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree

from deckgen.themes.drawingml.colors import Inks
from deckgen.themes.names import WHOLE, A, number

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST = 40_000_000
"""Pixels."""
_GREY = 128.0


def recolored(blip: Any, data: bytes, inks: Inks) -> bytes | None:
    """The picture as the effects inside `blip` change it, as PNG; None if none does, or for no picture."""
    effects = [each for each in blip if isinstance(each.tag, str) and etree.QName(each).localname in _EFFECTS]
    if not effects:
        return None
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST:
                return None
            whole = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    image, alpha = whole.convert("RGB"), whole.getchannel("A")
    for effect in effects:
        image = _EFFECTS[etree.QName(effect).localname](image, effect, inks)
    image.putalpha(alpha)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def has_other_effects(blip: Any) -> bool:
    """True where an effect is there that is not drawn."""
    return any(blip.find(f"{A}{name}") is not None for name in ("biLevel", "clrChange", "hsl", "tint"))


def _grey(image: Image, _effect: Any, _inks: Inks) -> Image:
    return image.convert("L").convert("RGB")


def _in_two(image: Image, effect: Any, inks: Inks) -> Image:
    """From the first colour, for black, to the second, for white."""
    from PIL import ImageOps

    paints = [paint for child in effect if (paint := inks.paint(_alone(child)))]
    if len(paints) != 2:
        return image
    return ImageOps.colorize(image.convert("L"), f"#{paints[0].digits}", f"#{paints[1].digits}")


def _alone(color: Any) -> Any:
    """A colour's element as one that holds it."""
    holder = etree.Element(f"{A}solidFill")
    holder.append(etree.fromstring(etree.tostring(color)))
    return holder


def _light(image: Image, effect: Any, _inks: Inks) -> Image:
    """Brighter by a share of full scale, its contrast around middle grey scaled, as LibreOffice does both."""
    bright, contrast = (max(-1.0, min(1.0, number(effect.get(k)) / WHOLE)) for k in ("bright", "contrast"))
    scale = 1 / max(0.01, 1 - contrast) if contrast > 0 else 1 + contrast
    shift = 255 * bright + _GREY - scale * _GREY
    table: Sequence[int] = [round(max(0.0, min(255.0, level * scale + shift))) for level in range(256)]
    return image.point(list(table) * 3)


_EFFECTS = {"grayscl": _grey, "duotone": _in_two, "lum": _light}
