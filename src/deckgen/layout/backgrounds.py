"""What slides stand on: which of a theme's two faces is read on it, and where room is left for content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from deckgen.deck.figures import Picture
from deckgen.deck.slides import Backdrop, Background, Slide
from deckgen.layout.figures import crop_to, said_length
from deckgen.layout.model import FigureFrame, LaidBackground, Rule
from deckgen.layout.scrims import lights_of
from deckgen.themes.art import opacity_of
from deckgen.themes.colors import LEAST_CONTRAST, contrast, mixed
from deckgen.themes.model import Box, Placeholder, SlideLayout, Theme
from deckgen.themes.standing import standing_on
from deckgen.themes.under import Drawn, color_under


def over(color: str, ground: str, theme: Theme) -> str:
    """What a colour comes to on `ground`, as six digits: one of a brand's, or one through which something shines."""
    if re.fullmatch("[0-9A-F]{8}", color):
        return mixed(color[:6], ground, int(color[6:], 16) / 255)
    return theme.color(color) if color else ""


def opaque(background: Background, theme: Theme) -> Background:
    """The background on the theme's paper, through which nothing shines."""
    paper = theme.color("ground")
    gradient = background.gradient
    if gradient:
        stops = tuple((share, over(color, paper, theme)) for share, color in gradient.stops)
        gradient = replace(gradient, stops=stops)
    return replace(background, color=over(background.color, paper, theme), gradient=gradient)


def face_for(theme: Theme, ground: str, layout: SlideLayout) -> Theme:
    """The theme, or its twin with light and dark exchanged, whichever is read better on `ground`."""
    if not ground or wants_light(ground, theme) == wants_light(layout.background, theme):
        return theme
    return theme.twin()


def fitted(theme: Theme, ground: str) -> Theme:
    """The theme in colours that can be read on `ground`, its places with the text's where their own can't; some of
    them stand on what their layout draws there."""
    theme = standing_on(theme, ground)
    ink = theme.color("text")
    drawn = Drawn(art=theme.art, grounds={}, size=(theme.width, theme.height))

    def fit(layout: SlideLayout) -> SlideLayout:
        plain = replace(layout, background=ground)
        has_art = any(theme.art.get(part) for part in layout.layers)

        def place(place: Placeholder) -> Placeholder:
            below = color_under(place, plain, drawn) if has_art else ground
            faint = contrast(place.color, below) < min(LEAST_CONTRAST, contrast(ink, below))
            return replace(place, color=ink, recolored=True) if faint else place

        return layout.with_places(place)

    return replace(theme, layouts={kind: fit(each) for kind, each in theme.layouts.items()})


def drawn_on(layout: SlideLayout, theme: Theme) -> tuple[Box, ...]:
    """The boxes of what a layout draws behind all that stands on it, and fills so that nothing shines through."""
    shapes = layout.drawn(theme.art)
    return tuple(shape.box for shape in shapes if shape.fill is not None and opacity_of(shape.fill) > 0.9)


def wants_light(ground: str, theme: Theme) -> bool:
    """True if light text is read better on it than dark."""
    light, dark = (contrast(theme.color(name), ground) for name in ("ground", "text"))
    return light > dark


def is_legible(ground: str, theme: Theme) -> bool:
    """True if the theme's light or dark text can be read on `ground`."""
    return any(contrast(theme.color(name), ground) >= LEAST_CONTRAST for name in ("ground", "text"))


def links_on(background: Background | None, layout: SlideLayout, theme: Theme) -> str:
    """The theme's colour, by name, in which links can be read on the slide's ground."""
    if background and lights_of(background):
        return "dk1"
    ground = (background.color if background else "") or (
        theme.color("ground") if theme.dark else layout.text_ground or layout.background
    )
    shown = [(contrast(theme.color(name), ground), name) for name in ("hlink", "lt1", "dk1")]
    return next((name for ratio, name in shown if ratio >= LEAST_CONTRAST), max(shown)[1])


def laid_background(background: Background | None, scrims: tuple[Rule, ...]) -> LaidBackground | None:
    """The part of it that fills the slide."""
    if background is None:
        return None
    if not (background.color or background.gradient or background.picture):
        return None
    return LaidBackground(background.color, background.gradient, background.picture, scrims)


def at_sides(slide: Slide, theme: Theme) -> tuple[tuple[FigureFrame, ...], Box]:
    """Frames of the pictures at a slide's sides, and what they leave of the slide."""
    whole = Box(0.0, 0.0, theme.width, theme.height)
    if slide.background is None:
        return (), whole
    left = [b for b in slide.background.pictures if b.side == "left"]
    right = [b for b in slide.background.pictures if b.side == "right"]
    return _frames(left, right, whole)


def _frames(
    left: Sequence[Backdrop], right: Sequence[Backdrop], whole: Box
) -> tuple[tuple[FigureFrame, ...], Box]:
    frames: list[FigureFrame] = []
    rest = whole
    for pictures, at_left in ((left, True), (right, False)):
        shown = [(b, art) for b in pictures if isinstance(art := b.figure.art, Picture)]
        if not shown:
            continue
        width = min(0.75, max(0.1, shown[0][0].share)) * whole.width
        x = 0.0 if at_left else whole.right - width
        stacked = any(backdrop.stacked for backdrop, _ in shown)
        wide, high = (width, whole.height / len(shown)) if stacked else (width / len(shown), whole.height)
        for number, (backdrop, art) in enumerate(shown):
            box = Box(x, number * high, wide, high) if stacked else Box(x + number * wide, 0.0, wide, high)
            frames.append(_covering(backdrop, art, box, whole.width / SLIDE_PIXELS))
        rest = Box(rest.x + (width if at_left else 0.0), 0.0, rest.width - width, whole.height)
    return tuple(frames), rest


def size_in(
    backdrop: Backdrop, art: Picture, width: float, height: float, pixel: float
) -> tuple[float, float] | None:
    """How large a picture stands whole in a place of `width` × `height`, where a CSS pixel is `pixel` long; None for
    one that covers it. No picture is larger than its place."""
    if not (backdrop.contain or backdrop.width or backdrop.height):
        return None
    shape = art.width / art.height
    across, down = said_length(backdrop.width, width, pixel), said_length(backdrop.height, height, pixel)
    if backdrop.contain:
        across = width
    elif backdrop.width == "auto" or not (across or down):
        across = art.width * pixel
    across = across or down * shape
    down = across / shape if backdrop.contain or not down else down
    scale = min(1.0, width / across, height / down)
    return across * scale, down * scale


SLIDE_PIXELS = 1280.0
"""CSS pixels of the slide against which sizes of backgrounds are written."""


def _covering(backdrop: Backdrop, art: Picture, box: Box, pixel: float) -> FigureFrame:
    """The picture over all of `box`, what stands out cut off; or whole in its middle."""
    figure = backdrop.figure
    alt = figure.alt or art.name
    if size := size_in(backdrop, art, box.width, box.height, pixel):
        width, height = size
        inside = Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)
        return FigureFrame(box=inside, art=art, alt=alt, span=figure.span, link=figure.link)
    crop = crop_to(art, box.width, box.height)
    return FigureFrame(box=box, art=art, alt=alt, span=figure.span, link=figure.link, crop=crop)
