"""Files beside the deck: pictures as they are shown, data, films; each once, whoever uses it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from io import BytesIO

from deckgen.model import fingerprint
from deckgen.powerpoint.model import Image

SHOWN = frozenset(("png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "tif", "tiff", "avif"))
PLAYED = frozenset(("mp4", "m4v", "mov", "webm", "mp3", "m4a", "wav", "ogg"))
_QUALITY = 92


class Files:
    """What a deck needs, by its path from the deck's folder; none has the name of a file there with other content."""

    def __init__(self, is_other: Callable[[str, bytes], bool] = lambda path, data: False) -> None:
        self._is_other = is_other
        self.contents: dict[str, bytes] = {}
        self._known: dict[str, str] = {}

    def add(self, folder: str, name: str, data: bytes) -> str:
        """The path of a file with these bytes."""
        key = f"{folder}|{posixpath.splitext(name)[1]}|{fingerprint(data)}"
        if key not in self._known:
            stem, ending = posixpath.splitext(re.sub(r"[^\w.-]+", "-", name) or "file")
            path, number = f"{folder}/{stem}{ending.lower()}", 2
            while path in self.contents or self._is_other(path, data):
                path, number = f"{folder}/{stem}-{number}{ending.lower()}", number + 1
            self.contents[path] = data
            self._known[key] = path
        return self._known[key]

    def picture(self, image: Image) -> tuple[str, str]:
        """The path of a picture or film as it is shown, and in words what is not so."""
        if not image.data:
            return image.address, ""
        ending = posixpath.splitext(image.name)[1].lower().lstrip(".")
        if ending in PLAYED:
            return self.add("media", image.name, image.data), ""
        if ending not in SHOWN:
            return self._converted(image, ending)
        if any(image.crop) or image.turns:
            cropped = _cropped(image)
            if cropped is not None:
                return self.add("media", *cropped), ""
            return self.add(
                "media", image.name, image.data
            ), f"{image.name} is shown whole, and as it is: it can't be cropped or turned"
        return self.add("media", image.name, image.data), ""

    def _converted(self, image: Image, ending: str) -> tuple[str, str]:
        """Metafiles and the like as LibreOffice draws them, if it is there."""
        from deckgen.imports.office import converted

        png = converted(image.data, ending, "png")
        if png is not None:
            return self.add("media", f"{posixpath.splitext(image.name)[0]}.png", png), ""
        kept = self.add("media", image.name, image.data)
        return "", f"{kept} is of a kind that is not shown: save it as PNG or SVG"


def _cropped(image: Image) -> tuple[str, bytes] | None:
    """The part of a picture that is seen, as a file of its own; None for one that Pillow can't read."""
    from PIL import Image as Pixels
    from PIL import UnidentifiedImageError

    left, top, right, bottom = image.crop
    try:
        with Pixels.open(BytesIO(image.data)) as whole:
            width, height = whole.size
            box = (
                round(left * width),
                round(top * height),
                round((1 - right) * width),
                round((1 - bottom) * height),
            )
            if box[0] >= box[2] or box[1] >= box[3]:
                return None
            target, kind = BytesIO(), whole.format or "PNG"
            part = whole.crop(box).rotate(-90 * image.turns, expand=True)
            if kind == "JPEG":
                part.save(target, kind, quality=_QUALITY)
            else:
                part.save(target, "PNG")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Pixels.DecompressionBombError):
        return None
    stem = posixpath.splitext(image.name)[0]
    return f"{stem}-part.{'jpg' if kind == 'JPEG' else 'png'}", target.getvalue()
