"""Pictures whose colours a template changes: grey, in two colours, lighter (ECMA-376 part 1, §20.1.8)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from lxml import etree

from deckgen.themes.art import Paint
from deckgen.themes.drawingml.colors import Inks
from deckgen.themes.names import WHOLE, A, number

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST = 40_000_000
"""Pixels."""
_WIDEST = 2560
"""Pixels that any of them needs, as it fills a slide at most."""
_GREY = 128.0
_Effect: TypeAlias = tuple[str, tuple[str, ...]] | tuple[str, tuple[float, ...]]
"""Its name, and the digits or numbers that it takes."""


def recolored(blip: Any, data: bytes, inks: Inks, placeholder: Paint | None) -> tuple[str, bytes] | None:
    """The picture as the effects inside `blip` change it, with its media type; None if none does, or for no picture.
    `placeholder` is the colour that the theme's lists leave to who uses them."""
    elements = [each for each in blip if isinstance(each.tag, str)]
    effects = tuple(effect for each in elements if (effect := _effect(each, inks, placeholder)) is not None)
    return _drawn(data, effects) if effects else None


def has_other_effects(blip: Any) -> bool:
    """True where an effect is there that is not drawn."""
    return any(blip.find(f"{A}{name}") is not None for name in ("biLevel", "clrChange", "hsl", "tint"))


def _effect(element: Any, inks: Inks, placeholder: Paint | None) -> _Effect | None:
    match name := etree.QName(element).localname:
        case "grayscl":
            return name, ()
        case "duotone":
            paints = [paint for child in element if (paint := inks.paint(_alone(child), placeholder))]
            return (name, tuple(paint.digits for paint in paints)) if len(paints) == 2 else None
        case "lum":
            given = (number(element.get(key)) / WHOLE for key in ("bright", "contrast"))
            return name, tuple(max(-1.0, min(1.0, each)) for each in given)
        case _:
            return None


def _alone(color: Any) -> Any:
    """A colour's element as one that holds it."""
    holder = etree.Element(f"{A}solidFill")
    holder.append(etree.fromstring(etree.tostring(color)))
    return holder


@lru_cache(maxsize=4)
def _drawn(data: bytes, effects: tuple[_Effect, ...]) -> tuple[str, bytes] | None:
    """Most layouts of a template have the same one. A photograph stays one: as PNG it would be many times as large."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST:
                return None
            is_photograph = opened.format == "JPEG"
            whole = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    whole.thumbnail((_WIDEST, _WIDEST))
    image = whole.convert("RGB")
    for name, given in effects:
        image = _changed(image, name, given)
    written = io.BytesIO()
    if is_photograph:
        image.save(written, "JPEG", quality=90)
        return "image/jpeg", written.getvalue()
    image.putalpha(whole.getchannel("A"))
    image.save(written, "PNG")
    return "image/png", written.getvalue()


def _changed(image: Image, name: str, given: Sequence[Any]) -> Image:
    if name == "grayscl":
        return image.convert("L").convert("RGB")
    if name == "duotone":  # from the first colour, for black, to the second, for white
        from PIL import ImageOps

        dark, light = given
        return ImageOps.colorize(image.convert("L"), f"#{dark}", f"#{light}")
    # Brighter by a share of full scale, its contrast around middle grey scaled, as LibreOffice does both.
    bright, contrast = given
    scale = 1 / max(0.01, 1 - contrast) if contrast > 0 else 1 + contrast
    shift = 255 * bright + _GREY - scale * _GREY
    table = [round(max(0.0, min(255.0, level * scale + shift))) for level in range(256)]
    return image.point(table * 3)
