"""What pictures stand on whose ink would not be seen on their slide: a dark mark on a dark ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.figures import Picture
from deckgen.deck.slides import Background
from deckgen.layout.model import FigureFrame, Frame, Rule
from deckgen.themes.box import Box
from deckgen.themes.colors import luminance
from deckgen.themes.model import Theme

DARK, LIGHT = 0.03, 0.8
"""Relative luminance of a ground up to which dark ink is lost on it, and from which light ink is."""
PALE = 0.5
"""That from which a dark logo is seen, whatever its colours."""
MOST_LOST = 0.1
"""Share of what is drawn that may be lost."""
AT_EDGE = 2.0
"""Points from the slide's edge to what is a part of its ground."""


def with_plates(
    frames: Sequence[Frame], ground: str, theme: Theme, *, in_both_modes: bool
) -> tuple[Frame, ...]:
    """The frames, on a slide that is all of that colour (nothing for any other): behind pictures that are not seen on
    it a plate in the colour of the text; where a page has both modes, one that is not seen where it is not needed."""
    return tuple(
        each
        for frame in frames
        for each in _on_plate(frame, frames, ground, theme, in_both_modes=in_both_modes)
    )


def logo_on_plate(
    frames: Sequence[Frame], logo: Picture | None, background: Background | None, theme: Theme
) -> tuple[Frame, ...]:
    """The frames, on a slide with a ground of its own: behind the deck's logo, which is made for another one, a plate
    that its ink is seen on."""
    if logo is None or background is None or max(logo.ink.dark, logo.ink.light) < MOST_LOST:
        return tuple(frames)
    is_dark = logo.ink.dark >= logo.ink.light
    if not (background.picture or background.gradient):
        light = luminance(background.color) if background.color else 0.0
        if light >= PALE if is_dark else light <= DARK:
            return tuple(frames)
    fill = sorted(map(theme.color, ("text", "ground")), key=luminance)[is_dark]
    found: list[Frame] = []
    for frame in frames:
        if isinstance(frame, FigureFrame) and frame.art is logo:
            found += [Rule(box=frame.box, fill=fill, span=frame.span), _smaller(frame, theme)]
        else:
            found.append(frame)
    return tuple(found)


def _smaller(frame: FigureFrame, theme: Theme) -> FigureFrame:
    """A picture within its plate."""
    box, least = frame.box, min(frame.box.width, frame.box.height)
    share = 1 - 2 * min(theme.tokens.space.plate, least / 6) / least
    middle = box.x + box.width / 2, box.y + box.height / 2
    return replace(frame, box=Box.around(middle, share * box.width, share * box.height))


def _on_plate(
    frame: Frame, frames: Sequence[Frame], ground: str, theme: Theme, *, in_both_modes: bool
) -> Iterator[Frame]:
    if not (ground and isinstance(frame, FigureFrame) and isinstance(frame.art, Picture)):
        yield frame
        return
    ink, light = frame.art.ink, luminance(ground)
    if DARK < light < LIGHT:
        yield frame
        return
    lost, kept = (ink.dark, ink.light) if light <= DARK else (ink.light, ink.dark)
    on_card = any(
        isinstance(each, Rule) and each.opacity == 1 and each.box.meets(frame.box) for each in frames
    )
    box = frame.box
    ends = (box.x, box.y, theme.width - box.right, theme.height - box.bottom)
    is_needed = lost >= MOST_LOST and kept <= lost / 2
    in_other = in_both_modes and kept >= MOST_LOST
    if not (is_needed or in_other) or on_card or min(ends) < AT_EDGE:
        yield frame
        return
    yield Rule(box=box, fill=theme.color("text") if is_needed else ground, span=frame.span, step=frame.step)
    yield _smaller(frame, theme)
