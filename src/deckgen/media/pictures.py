"""Image files → `Picture`: checked, upright, in a format that both decks can hold."""

from __future__ import annotations

import base64
import binascii
import re
import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import product
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_to_bytes

from deckgen.deck.figures import LIGHTS, Picture
from deckgen.media.errors import CannotShowError
from deckgen.media.ink import ink_of
from deckgen.memory import Memory
from deckgen.model import Content, fingerprint
from deckgen.patterns import regex
from deckgen.themes.colors import luminance

if TYPE_CHECKING:
    from PIL import Image

DATA_URI = regex(r"data:([\w/+.-]*)((?:;[\w=.-]+)*),(.*)", re.DOTALL)
SMALL_FILE = 200_000
"""Bytes of a picture that is held with the deck; a larger one stays in its file."""
LARGEST = 250_000_000
"""Pixels of a picture."""
QUALITY = 90
"""Of JPEG files that we write."""
_DIRECT: Mapping[str, str] = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}


def data_of(match: re.Match[str]) -> bytes:
    """The bytes in a `data:` address. Raises `CannotShowError`."""
    try:
        if "base64" in match[2]:
            return base64.b64decode(unquote(match[3]))
    except (binascii.Error, ValueError) as error:
        raise CannotShowError("this data: address is not base64") from error
    return unquote_to_bytes(match[3])


def decode(data: bytes, name: str, memory: Memory, path: Path | None = None) -> Picture:
    """Check an image, which the file at `path` holds if there is one, and bring it into a form that both decks can
    hold. Raises `CannotShowError`."""
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in data:
        from deckgen.media.svg import read_svg

        return read_svg(data, name, memory)
    # A small one is held with the deck, whatever file it comes from, so that whoever shows the same one holds it once.
    stays = path if len(data) >= SMALL_FILE else None
    key = (fingerprint(data), name, str(stays or ""))
    return memory.remember("picture", key, Picture, lambda: _decoded(data, name, stays))


def _decoded(data: bytes, name: str, path: Path | None) -> Picture:
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data)) as image:
            warnings.simplefilter("ignore")  # of a large picture, or of odd metadata
            if image.width * image.height > LARGEST:
                raise CannotShowError(f"`{name}` has more than {LARGEST // 1_000_000} million pixels")
            turned = image.getexif().get(0x0112, 1) != 1
            kind = _DIRECT.get(image.format or "")
            width, height = image.size
            stays = kind and not turned and image.mode != "CMYK"
            if stays:
                # Whether all of it can be read shows in an eighth of a JPEG's pixels, too, and twice as fast.
                image.draft(None, (width // 8, height // 8))
            image.load()
            if not width or not height:
                raise CannotShowError(f"`{name}` is empty")
            if kind and stays:
                own = Content.of(data) if path is None else Content.of_file(path, data)
                scene = kind == "image/jpeg" and _is_scene(image)
                return Picture(
                    name=name, data=own, media_type=kind, width=width, height=height, is_photograph=scene,
                    ink=ink_of(image),
                )  # fmt: skip
            return encode(upright(image), name)
    except CannotShowError:
        raise
    except Exception as error:  # whatever some decoder of Pillow's may raise
        raise CannotShowError(f"`{name}` is not an image that can be read") from error


def upright(image: Image.Image) -> Image.Image:
    """Turned as its camera says."""
    from PIL import ImageOps

    turned = image.getexif().get(0x0112, 1) != 1
    return ImageOps.exif_transpose(image) if turned else image


def encode(image: Image.Image, name: str, lights: bytes = b"") -> Picture:
    """As JPEG, or as PNG if some of it is transparent or has few colours."""
    alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    target = BytesIO()
    if alpha or image.mode in ("P", "1", "L"):
        image.convert("RGBA" if alpha else "RGB").save(target, "PNG")
        kind = "image/png"
    else:
        image.convert("RGB").save(target, "JPEG", quality=QUALITY)
        kind = "image/jpeg"
    data = Content.of(target.getvalue())
    return Picture(
        name=name, data=data, media_type=kind, width=image.width, height=image.height, lights=lights,
        is_photograph=kind == "image/jpeg" and _is_scene(image), ink=ink_of(image),
    )  # fmt: skip


PALE, MOST_PALE = 240, 0.5
"""Levels of grey that are paper, and the share of a picture's border that is so in a photograph."""


def _is_scene(image: Image.Image) -> bool:
    """True for a picture whose border is no paper."""
    side = 32
    grey = image.convert("L").resize((side, side)).tobytes()
    border = [grey[y * side + x] for y in range(side) for x in range(side) if {x, y} & {0, side - 1}]
    return sum(level >= PALE for level in border) < MOST_PALE * len(border)


def opened(picture: Picture, width: int = 0) -> Image.Image:
    """The pixels of a picture, those of its fallback for a vector one; for one that is at least `width` pixels wide."""
    from PIL import Image

    image = Image.open(BytesIO((picture.fallback or picture.data).read()))
    if width:
        image.draft(None, (width, round(width * image.height / image.width)))
    image.load()
    return image


FINE = 6
"""Pixels that are looked at along each side of a cell of `LIGHTS`: ten of the picture's own are one, as they are for
the eye behind a letter."""


def lights_of(image: Image.Image) -> bytes:
    """Where it is how dark and how light, as `Picture.lights` tells it."""
    from PIL import Image

    columns, rows = LIGHTS
    small = image.convert("RGB").resize((columns * FINE, rows * FINE), Image.Resampling.BOX)
    values = [round(255 * sqrt(luminance(f"{r:02X}{g:02X}{b:02X}"))) for r, g, b in _pixels(small)]
    found = bytearray()
    for row, column in product(range(rows), range(columns)):
        corner = (row * columns * FINE + column) * FINE
        inside = [values[corner + y * columns * FINE + x] for y in range(FINE) for x in range(FINE)]
        found += bytes((min(inside), max(inside)))
    return bytes(found)


def _pixels(image: Image.Image) -> Iterator[tuple[int, int, int]]:
    data = image.tobytes()
    return zip(data[::3], data[1::3], data[2::3], strict=True)
