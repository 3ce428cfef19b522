"""Words on a picture: what lies under each of them, and a scrim where they could not be read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deckgen.deck.figures import LIGHTS, Picture
from deckgen.deck.slides import Background, Gradient
from deckgen.layout.model import Fade, Frame, Rule, TableFrame, TextFrame
from deckgen.source import Span
from deckgen.themes.colors import LEAST_CONTRAST, contrast, gray, luminance, mixed
from deckgen.themes.model import Box, Theme

Lights = Sequence[tuple[float, float]]
"""The least and the greatest luminance in each cell of a slide's grid, row by row."""
STEP = 0.05
"""By which a scrim is made denser until it suffices."""
PRUDENCE = 0.2
"""Of contrast, for what lies between the cells that were measured."""
MOST_UNREST = 2.2
"""Contrast between neighbouring spots under words."""
EDGE = 4.0
"""Points of a plate around words."""
_CHROME = ("header", "footer", "number", "date", "part")
_SIDE = 0.72
"""Share of the slide's length up to which words stand at one side of it."""
_SOFT = 0.28
"""Share of the slide's length over which a scrim fades."""


def lights_of(background: Background) -> Lights:
    """What its picture or gradient is like, cell by cell; nothing for a plain colour."""
    picture = background.picture
    if picture and picture.lights:
        values = [(value / 255) ** 2 for value in picture.lights]
        return list(zip(values[::2], values[1::2], strict=True))
    return list(_gradient_lights(background.gradient)) if background.gradient else ()


def under(lights: Lights, boxes: Sequence[Box], theme: Theme) -> tuple[tuple[str, str], ...]:
    """What lies under the boxes, as pairs of greys: the darkest and the lightest of all, and those of the cell in which
    they differ most."""
    found = _cells(lights, boxes, theme)
    restless = max(found, key=lambda cell: (cell[1] + 0.05) / (cell[0] + 0.05))
    ends = min(low for low, _ in found), max(high for _, high in found)
    return (gray(ends[0]), gray(ends[1])), (gray(restless[0]), gray(restless[1]))


def _cells(lights: Lights, boxes: Sequence[Box], theme: Theme) -> Lights:
    """The cells under the boxes; all of them where there is none."""
    columns, rows = LIGHTS
    across, down = theme.width / columns, theme.height / rows
    found: list[tuple[float, float]] = []
    for box in boxes:
        last_row, last = math.ceil(box.bottom / down), math.ceil(box.right / across)
        for row in range(max(0, int(box.y / down)), min(rows, last_row)):
            found += lights[row * columns + max(0, int(box.x / across)) : row * columns + min(columns, last)]
    return found or lights


def density(below: tuple[tuple[str, str], ...], theme: Theme) -> float:
    """The opacity, from 0 to 1, of a scrim in the ground's colour on which the theme's text can be read above what
    lies `under` it, and behind which a busy picture comes to rest."""
    ink, paper = theme.color("text"), theme.color("ground")
    ends, restless = below
    for step in range(round(1 / STEP)):
        opacity = step * STEP
        clear = all(contrast(ink, mixed(paper, end, opacity)) >= LEAST_CONTRAST + PRUDENCE for end in ends)
        if clear and contrast(*(mixed(paper, end, opacity) for end in restless)) <= MOST_UNREST:
            return opacity
    return 1.0


def face_on(lights: Lights, boxes: Sequence[Box], theme: Theme) -> Theme:
    """The theme or its twin, whichever needs the lighter scrim where its words may stand, and one that goes with the
    picture: black fog over snow, or white over night, is worse than more of what is there."""
    import statistics

    below = under(lights, boxes, theme)
    usual = gray(statistics.median(sum(cell) / 2 for cell in _cells(lights, boxes, theme)))

    def harm(face: Theme) -> float:
        return density(below, face) * contrast(face.color("ground"), usual)

    return min((theme, theme.twin()), key=harm)


def readable_on(
    frames: Sequence[Frame], background: Background | None, theme: Theme, span: Span, art: Sequence[Box] = ()
) -> tuple[tuple[Frame, ...], tuple[Rule, ...]]:
    """The frames of a slide, their words in the one colour that is read on its picture; and scrims, as light as
    suffices, to lie below them. What stands on the layout's `art` is read there."""
    lights = lights_of(background) if background else ()
    if not lights:
        return tuple(frames), ()
    on_picture = [f for f in frames if not _is_on(art, f)]
    words = [box for f in on_picture if not _is_chrome(f) for box in _words(f)]
    dense = density(under(lights, words, theme), theme) if words else 0.0
    scrims = [_scrim(words, dense, theme, span)] if dense else []
    plates: list[Rule] = []

    def inked(frame: Frame) -> Frame:
        boxes = [*_words(frame)]
        is_covered = any(_covers(scrim, box) for scrim in scrims for box in boxes)
        if _is_on(art, frame) and not is_covered:
            return frame
        if not (_is_chrome(frame) and boxes):
            return _inked(frame, theme.color("text"))
        below = under(lights, boxes, theme)
        ink, wanted = "" if scrims else _ink_on(below, theme), density(below, theme)
        if not ink and (wanted > dense or not is_covered):
            plates.append(_plate(boxes, wanted, theme, span))
        return _inked(frame, ink or theme.color("text"))

    return tuple(map(inked, frames)), (*scrims, *plates)


def _is_on(art: Sequence[Box], frame: Frame) -> bool:
    """True for words of which all stand on one shape."""
    words = list(_words(frame)) if isinstance(frame, TextFrame) else []
    return bool(words) and any(all(map(shape.holds, words)) for shape in art)


def _scrim(words: Sequence[Box], dense: float, theme: Theme, span: Span) -> Rule:
    """Over the slide, from the side at which the words stand; all over where they stand everywhere."""
    left, right = min(box.x for box in words) / theme.width, max(box.right for box in words) / theme.width
    top, bottom = min(box.y for box in words) / theme.height, max(box.bottom for box in words) / theme.height
    ways = ((right, 90.0), (1 - left, 270.0), (bottom, 180.0), (1 - top, 0.0))
    reach, angle = min(ways)
    fade = Fade(angle, reach + 0.02, min(1.0, reach + 0.02 + _SOFT)) if reach <= _SIDE else None
    whole = Box(0.0, 0.0, theme.width, theme.height)
    return Rule(box=whole, fill=theme.color("ground"), span=span, opacity=dense, fade=fade)


def _ink_on(below: tuple[tuple[str, str], ...], theme: Theme) -> str:
    """Dark or light, as what stands around the content can be read without a ground; nothing if neither can."""
    ends = below[0]
    for ink in (theme.color("text"), theme.twin().color("text")):
        if all(contrast(ink, end) >= LEAST_CONTRAST + PRUDENCE for end in ends):
            return ink
    return ""


def _plate(boxes: Sequence[Box], dense: float, theme: Theme, span: Span) -> Rule:
    """Below what stands around the content, no larger than its words."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    around = Box(left - EDGE, top - EDGE / 2, right - left + 2 * EDGE, bottom - top + EDGE)
    return Rule(box=around, fill=theme.color("ground"), span=span, opacity=dense)


def _covers(scrim: Rule, box: Box) -> bool:
    """True if the scrim is dense where the box stands."""
    fade, whole = scrim.fade, scrim.box
    if fade is None:
        return True
    far = {
        90.0: box.right / whole.width, 270.0: 1 - box.x / whole.width,
        180.0: box.bottom / whole.height, 0.0: 1 - box.y / whole.height,
    }  # fmt: skip
    return far[fade.angle] <= fade.start


def _is_chrome(frame: Frame) -> bool:
    return isinstance(frame, TextFrame) and frame.role in _CHROME


def _words(frame: Frame) -> Iterator[Box]:
    """Where words stand that have no ground of their own."""
    if isinstance(frame, TextFrame) and not frame.fill:
        for paragraph in frame.paragraphs:
            for line in paragraph.lines:
                top = line.baseline - paragraph.size
                yield Box(line.x, top, line.width, 1.2 * paragraph.size)
    elif not isinstance(frame, TextFrame | Rule) and not isinstance(getattr(frame, "art", None), Picture):
        yield frame.box


def _inked(frame: Frame, ink: str) -> Frame:
    """Its words in one colour, but for those that their author has coloured."""
    if isinstance(frame, TextFrame) and not frame.fill:
        paragraphs = tuple(replace(paragraph, color=ink) for paragraph in frame.paragraphs)
        return replace(frame, color=ink, paragraphs=paragraphs)
    if isinstance(frame, TableFrame):
        rows = (
            row if row.fill else replace(row, cells=tuple(replace(cell, color=ink) for cell in row.cells))
            for row in frame.rows
        )
        return replace(frame, rows=tuple(rows))
    return frame


def _gradient_lights(gradient: Gradient) -> Iterator[tuple[float, float]]:
    """The luminance of a gradient in the middle of each cell."""
    columns, rows = LIGHTS
    turn = math.radians(gradient.angle)
    along = math.sin(turn), -math.cos(turn)
    reach = abs(along[0]) + abs(along[1])
    stops = sorted(gradient.stops)
    for row in range(rows):
        for column in range(columns):
            x, y = (column + 0.5) / columns - 0.5, (row + 0.5) / rows - 0.5
            place = math.hypot(x, y) / math.hypot(0.5, 0.5) if gradient.radial else (
                (x * along[0] + y * along[1]) / reach + 0.5
            )  # fmt: skip
            light = luminance(_color_at(stops, place))
            yield light, light


def _color_at(stops: Sequence[tuple[float, str]], place: float) -> str:
    """The colour of a gradient at a share of its length."""
    before, after = stops[0], stops[-1]
    for stop in stops:
        if stop[0] <= place:
            before = stop
    after = next((stop for stop in stops if stop[0] >= place), stops[-1])
    span = after[0] - before[0]
    return mixed(after[1], before[1], (place - before[0]) / span if span > 0 else 0.0)
