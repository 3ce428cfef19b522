"""Pictures behind slides: cut to the slide's shape, dimmed and blurred once, for both decks alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from deckgen.deck.figures import Picture
from deckgen.deck.slides import Backdrop
from deckgen.layout.backgrounds import SLIDE_PIXELS, size_in
from deckgen.media.pictures import encode, lights_of, opened
from deckgen.memory import Memory

if TYPE_CHECKING:
    from PIL import Image

WIDTH = 1920
"""Pixels of a picture that fills a slide."""


def whole(
    backdrops: Sequence[tuple[Backdrop, Picture]], ratio: float, ground: str, memory: Memory
) -> Picture:
    """One picture of the slide's shape (width over height `ratio`) of those that fill it, side by side on a ground."""
    key = (
        tuple(((p.fallback or p.data).digest, _look(b)) for b, p in backdrops), f"{ratio:.4f}", ground,
    )  # fmt: skip
    return memory.remember("backdrop", key, Picture, lambda: _whole(backdrops, ratio, ground))


def beside(backdrop: Backdrop, picture: Picture, ground: str, memory: Memory) -> Picture:
    """A picture at the slide's side, dimmed and blurred as asked; its shape stays."""
    if (backdrop.opacity, backdrop.brightness, backdrop.blur) == (1.0, 1.0, 0.0):
        return picture
    key = ((picture.fallback or picture.data).digest, _look(backdrop), ground)

    def now() -> Picture:
        image = _filtered(opened(picture), backdrop, ground)
        return encode(image, picture.name)

    return memory.remember("backdrop", key, Picture, now)


def _look(backdrop: Backdrop) -> tuple[float | bool | str, ...]:
    return (
        backdrop.opacity, backdrop.brightness, backdrop.blur, backdrop.contain, backdrop.width, backdrop.height,
        *backdrop.place, backdrop.is_ground,
    )  # fmt: skip


def _whole(backdrops: Sequence[tuple[Backdrop, Picture]], ratio: float, ground: str) -> Picture:
    from PIL import Image

    height = round(WIDTH / ratio)
    canvas = Image.new("RGB", (WIDTH, height), f"#{ground}")
    above = [each for each in backdrops if not each[0].is_ground]
    below = [each for each in backdrops if each[0].is_ground][-1:]  # the last one said holds
    width = WIDTH // len(above or below)
    for at, (backdrop, picture) in enumerate((*below, *above)):
        image = _filtered(opened(picture), backdrop, ground)
        number, count = (0, 1) if backdrop.is_ground else (at - len(below), len(above))
        room = (WIDTH - number * width if number == count - 1 else width, height)
        fitted = _fitted(image, room, size_in(backdrop, picture, *room, WIDTH / SLIDE_PIXELS))
        left, top = backdrop.place
        place = number * width + round(left * (room[0] - fitted.width)), round(top * (height - fitted.height))
        canvas.paste(fitted, place, fitted if fitted.mode == "RGBA" else None)
    name = " ".join(picture.name for _, picture in backdrops)
    return encode(canvas, name, lights_of(canvas))


def _fitted(image: Image.Image, room: tuple[int, int], size: tuple[float, float] | None) -> Image.Image:
    """At that size, or covering the room."""
    from PIL import ImageOps

    if size is None:
        return ImageOps.fit(image, room)
    return image.resize((max(1, round(size[0])), max(1, round(size[1]))))


def _filtered(image: Image.Image, backdrop: Backdrop, ground: str) -> Image.Image:
    """Brightness, blur and opacity as CSS has them; what shines through is the slide's own colour."""
    from PIL import Image, ImageEnhance, ImageFilter

    image = image.convert("RGBA")
    if backdrop.brightness != 1:
        image = ImageEnhance.Brightness(image).enhance(backdrop.brightness)
    if backdrop.blur:
        image = image.filter(ImageFilter.GaussianBlur(backdrop.blur * image.width / 1280))
    if backdrop.opacity < 1:
        paper = Image.new("RGBA", image.size, f"#{ground}")
        image = Image.blend(paper, Image.alpha_composite(paper, image), backdrop.opacity)
    transparent = image.getchannel("A").getextrema()[0] != 255
    return image if transparent else image.convert("RGB")
