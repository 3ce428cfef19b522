"""Words in a colour that is read on what a layout draws where they stand: its panels, and a ground that is not the one
for content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.inlines import Inline, Run
from deckgen.deck.slides import Background
from deckgen.layout.model import Frame, LaidParagraph, Rule, TextFrame
from deckgen.themes.art import Art, Fill, Paint, ground_color
from deckgen.themes.box import Box
from deckgen.themes.colors import BLACK, LEAST_CONTRAST, WHITE, contrast
from deckgen.themes.model import Placeholder, SlideLayout, Theme
from deckgen.themes.under import color_at_point, own_ground

UNREAD, UNSEEN = 3.0, 1.6
"""Contrast below which words are not read, and bullets not seen."""
OPAQUE = 0.9
"""Opacity of what words stand on."""
ABOVE = 0.3
"""Of a type size: how far over the baseline letters are looked at."""


def read_on_art(
    frames: Sequence[Frame], background: Background | None, layout: SlideLayout, theme: Theme
) -> tuple[Frame, ...]:
    """The frames of a slide on that layout, their words in another colour where they could not be read."""
    shapes = [shape for shape in layout.drawn(theme.art) if shape.fill is not None]
    if background is not None and (background.picture or background.gradient):
        return _read_on_shapes(frames, shapes, layout, theme)
    color = background.color if background is not None and background.color else ""
    plain: Fill = Paint(theme.color("ground") if theme.dark else layout.background)
    base = Paint(color) if color else theme.grounds.get(layout.ground, plain)
    is_plain = not color and isinstance(base, Paint) and base.digits == theme.color("ground")
    ground = _Ground(shapes=shapes, base=base, is_plain=is_plain, theme=theme, layout=layout)
    below = [*ground.below_each(frames)]
    if not isinstance(base, Paint):
        # On a ground that changes, what stands side by side has one colour.
        peers = {at for at, frame in enumerate(frames) if below[at] and _is_peer(frame)}
        together = tuple(dict.fromkeys(color for at in peers for color in below[at]))
        below = [together if at in peers else colors for at, colors in enumerate(below)]
    return ground.read(frames, below)


def _read_on_shapes(
    frames: Sequence[Frame], shapes: Sequence[Art], layout: SlideLayout, theme: Theme
) -> tuple[Frame, ...]:
    """The same on a slide with a picture or gradient of its own, of those that stand on the layout's panels alone: what
    is below them is the same whatever the ground is."""
    light, dark = (
        _Ground(shapes=shapes, base=Paint(color), is_plain=False, theme=theme, layout=layout)
        for color in (WHITE, BLACK)
    )
    pairs = zip(light.below_each(frames), dark.below_each(frames), strict=True)
    return light.read(frames, [one if one == other else () for one, other in pairs])


class _Ground(Struct, frozen=True, kw_only=True):
    """What the texts of a slide stand on."""

    shapes: Sequence[Art]
    base: Fill
    is_plain: bool
    """True if that is the ground for content."""
    theme: Theme
    layout: SlideLayout

    def below_each(self, frames: Sequence[Frame]) -> Iterator[tuple[str, ...]]:
        """For each frame the colours that its words stand on; none where these are as everywhere."""
        rules: list[Rule] = []
        for frame in frames:
            if isinstance(frame, Rule):
                rules.append(frame)
            if not isinstance(frame, TextFrame) or frame.fill:
                yield ()
                continue
            shapes = [shape for shape in self.shapes if shape.bounds.meets(frame.box)]
            behind = [rule for rule in rules if rule.box.meets(frame.box)]
            own = frame.placeholder is not None and bool(own_ground(frame.placeholder))
            is_bare = self.is_plain and not (shapes or behind or own)
            is_usual = is_bare and _is_read(frame.color, (ground_color(self.base),))
            yield () if is_usual else tuple(dict.fromkeys(self._below(frame, shapes, behind)))

    def read(self, frames: Sequence[Frame], below: Sequence[Sequence[str]]) -> tuple[Frame, ...]:
        """The frames in colours that are read on those below them; as they are where none are known."""
        return tuple(
            self.inked(frame, colors) if colors and isinstance(frame, TextFrame) else frame
            for frame, colors in zip(frames, below, strict=True)
        )

    def inked(self, frame: TextFrame, below: Sequence[str]) -> TextFrame:
        """The text in colours that are read on those."""
        place = frame.placeholder or self._panel(frame)
        # On a panel of a place its own colour is meant, where it can be read.
        least = LEAST_CONTRAST if place and _least(place.color, below) >= LEAST_CONTRAST else UNREAD
        own = frame.color if _least(frame.color, below) >= least else self._ink(place, below)
        unseen = UNSEEN if own == frame.color else UNREAD
        bullet = self.theme.color(self.theme.tokens.bullets.color)

        def seen(item: Inline) -> Inline:
            if not isinstance(item, Run) or not item.marks.color or item.marks.fill or item.marks.highlight:
                return item
            is_read = _is_read(self.theme.color(item.marks.color)[:6], below)
            return item if is_read else Run(item.text, replace(item.marks, color=""))

        def paragraph(laid: LaidParagraph) -> LaidParagraph:
            marker = laid.marker
            shown = self.theme.color(marker.color)[:6] if marker and marker.color else bullet
            if marker is not None and _least(shown, below) < unseen:
                marker = replace(marker, color=own)
            color = own if laid.color and not _is_read(laid.color, below) else laid.color
            inlines = tuple(map(seen, laid.inlines))
            if (color, marker, inlines) == (laid.color, laid.marker, laid.inlines):
                return laid
            return replace(laid, color=color, marker=marker, inlines=inlines)

        return replace(frame, color=own, paragraphs=tuple(map(paragraph, frame.paragraphs)))

    def _panel(self, frame: TextFrame) -> Placeholder | None:
        """The place with a ground of its own in which a text stands that is none of its own."""
        x, y = frame.box.x + frame.box.width / 2, frame.box.y + frame.box.height / 2
        return next(
            (
                place
                for place in self.layout.bodies
                if own_ground(place)
                and place.box.x < x < place.box.right
                and place.box.y < y < place.box.bottom
            ),
            None,
        )

    def _ink(self, place: Placeholder | None, below: Sequence[str]) -> str:
        """The first colour that is read there: the place's own, the theme's, black or white."""
        named = (self.theme.color(name) for name in ("text", "title", "ground"))
        inks = [*([place.color] if place else []), *named, BLACK, WHITE]
        best = max(inks, key=lambda ink: _least(ink, below))
        return next((ink for ink in inks if _least(ink, below) >= LEAST_CONTRAST), best)

    def _below(self, frame: TextFrame, shapes: Sequence[Art], rules: Sequence[Rule]) -> Iterator[str]:
        """The colours where its lines begin and end."""
        if frame.placeholder is not None and frame.is_whole_place and (own := own_ground(frame.placeholder)):
            yield own
            return
        whole = Box(0.0, 0.0, self.theme.width, self.theme.height)
        for laid in frame.paragraphs:
            for line in (*laid.lines[:1], *laid.lines[-1:]):
                y = line.baseline - ABOVE * laid.size
                for x in (line.x + 1, line.x + line.width - 1):
                    color = color_at_point((x, y), shapes, self.base, whole)
                    for rule in rules:
                        box = rule.box
                        if rule.opacity >= OPAQUE and box.x <= x <= box.right and box.y <= y <= box.bottom:
                            color = self.theme.color(rule.fill)
                    yield color


def _is_peer(frame: Frame) -> TypeGuard[TextFrame]:
    return (
        isinstance(frame, TextFrame) and frame.role in ("body", "statement", "quotation") and not frame.fill
    )


def _is_read(ink: str, below: Sequence[str]) -> bool:
    return _least(ink, below) >= UNREAD


def _least(ink: str, below: Sequence[str]) -> float:
    return min(contrast(ink, color) for color in below)
