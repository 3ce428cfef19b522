"""Video and sound files → `Film`, with a poster drawn for those that have none."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from functools import cache

from deckgen.deck.figures import Film, Picture
from deckgen.media.pictures import encode
from deckgen.model import Content
from deckgen.patterns import regex

MEDIA_TYPES: Mapping[str, str] = {
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "ogv": "video/ogg",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav", "ogg": "audio/ogg", "oga": "audio/ogg",
    "flac": "audio/flac",
}  # fmt: skip
FILM = regex(rf"\.({'|'.join(MEDIA_TYPES)})$", re.IGNORECASE)
ON_THE_WEB = regex(
    r"https?://(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com)/", re.IGNORECASE
)
_SIZE = (1280, 720)
_SOUND = (960, 120)


def read_film(data: bytes, name: str, poster: Picture | None) -> Film:
    """The file as it is, and the picture that stands for it."""
    kind = MEDIA_TYPES[name.rpartition(".")[2].lower()]
    if poster is None:
        size = (_frame_size(data) or _SIZE) if kind.startswith("video/") else _SOUND
        poster = _poster(size, kind.startswith("video/"))
    return Film(name, Content.of(data), kind, poster)


def _frame_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the track header of an MP4 file (ISO/IEC 14496-12, §8.3.2); None without one."""
    start = 0
    while (start := data.find(b"tkhd", start)) >= 0:
        version = data[start + 4] if start + 4 < len(data) else 0
        place = start + 4 + (92 if version else 80) - 4
        if place + 8 <= len(data):
            width, height = (value >> 16 for value in struct.unpack(">II", data[place : place + 8]))
            if 16 <= width <= 8192 and 16 <= height <= 8192:
                return width, height
        start += 4
    return None


@cache
def _poster(size: tuple[int, int], video: bool) -> Picture:
    """A dark screen with a triangle on it."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, (32, 38, 46))
    draw = ImageDraw.Draw(image)
    middle, radius = (size[0] / 2, size[1] / 2), min(size) * (0.16 if video else 0.36)
    x, y = middle
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(245, 247, 250))
    points = (
        (x - 0.32 * radius, y - 0.5 * radius),
        (x - 0.32 * radius, y + 0.5 * radius),
        (x + 0.56 * radius, y),
    )
    draw.polygon(points, fill=(32, 38, 46))
    return encode(image.convert("P", palette=Image.Palette.ADAPTIVE, colors=16).convert("P"), "poster")
