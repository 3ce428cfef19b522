"""Boxes: what a style says of the ground and the borders of an element, in the words of `::: boxed`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TypeGuard

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Component, Figure
from deckgen.deck.inlines import Marks, with_marks
from deckgen.deck.slides import Slide
from deckgen.deck.walk import map_inlines
from deckgen.patterns import regex
from deckgen.readers.backdrop_places import PIXELS
from deckgen.readers.html_tags import Tag, hex_color, style_of
from deckgen.source import Span

BOX = "boxed"
SIDES = ("left", "right", "top", "bottom")
_PAINTS = ("background-color", "background", "background-image")
_COLOR = regex(r"#[0-9A-Fa-f]{3,8}\b|(?:rgb|hsl)a?\([^()]*\)|var\(--brand-[\w-]+\)|[A-Za-z][\w-]*")
_WIDTH = regex(r"(?<![\w#.,-])(\d*\.?\d+)(px|pt|em|rem)?(?![\w%.,])|\b(thin|medium|thick)\b")
_LINES = regex(r"\b(?:solid|dashed|dotted|double|groove|ridge|inset|outset)\b")
_WIDTHS: Mapping[str, float] = {"thin": 1.0, "medium": 3.0, "thick": 5.0}
"""Pixels of CSS's named widths."""
_USUAL = 3.0
"""Pixels of a border whose width nobody has said (CSS Backgrounds 3, §4.3: `medium`)."""
_LENGTH = regex(r"(\d*\.?\d+)(px|pt|em|rem)")
_BADGE = 160.0
"""Pixels, a box of which stands in a line."""
_ROUND = regex(r"50%|100%|\d{3,}px")
WHOLE = frozenset(("100%", "100vh", "100vw", "720px", "540px"))
"""Lengths of what is as large as the slide."""
APART = frozenset(("absolute", "fixed"))
"""Positions of what does not stand in the text around it."""


def box_look(style: str) -> Mapping[str, str] | None:
    """`ground`, `border` and the sides with a line of their own: a colour each, a line's with its width in pixels
    (`1A73E8 6`). None for what is no box: it stands apart, is a badge in its line, or as high as the slide."""
    if not ("background" in style or "border" in style) or style_of(style, "position") in APART:
        return None
    if _is_badge(style) or style_of(style, "height") in WHOLE:
        return None
    found = {"ground": ground} if (ground := _ground(style)) else {}
    around = _line(style, "border")
    if around:
        found["border"] = around
    usual = around or f"{_color(style_of(style, 'border-color')) or 'text'} {_USUAL:g}"
    for side in SIDES:
        line = _line(style, f"border-{side}", usual, is_lined=bool(around))
        if line and line != around:
            found[side] = line
    return found or None


def _is_badge(style: str) -> bool:
    """True for what is round, or hardly wider than a word."""
    width = style_of(style, "width") or style_of(style, "inline-size")
    said = _LENGTH.fullmatch(width.strip())
    is_small = said is not None and float(said[1]) * PIXELS[said[2]] <= _BADGE
    is_round = _ROUND.fullmatch(style_of(style, "border-radius").strip()) is not None
    return is_small or is_round or style_of(style, "display").startswith("inline")


def unboxed(slide: Slide) -> Slide:
    """The slide without its boxes, of which only what they hold is left."""
    if not any(_is_box(block) for group in slide.groups for block in group.blocks):
        return slide
    return replace(
        slide, groups=tuple(replace(each, blocks=tuple(_opened(each.blocks))) for each in slide.groups)
    )


def _opened(blocks: Sequence[Block]) -> Iterator[Block]:
    """What boxes hold; words with a colour of their own keep the ground that it was chosen for."""
    for block in blocks:
        if not _is_box(block):
            yield block
            continue
        ground = block.options.get("ground", "")
        colored = partial(with_marks, change=partial(_on, ground=ground))
        yield from (map_inlines(each, colored) for each in block.blocks)


def _on(marks: Marks, ground: str) -> Marks:
    return replace(marks, fill=marks.fill or ground) if marks.color else marks


def _is_box(block: Block) -> TypeGuard[Component]:
    return isinstance(block, Component) and block.name == BOX


def boxed(blocks: Sequence[Block], span: Span, look: Mapping[str, str] | None) -> tuple[Block, ...]:
    """The blocks in a box that looks so. Pictures alone bring a ground of their own."""
    if look is None or not blocks or all(isinstance(block, Figure) for block in blocks):
        return tuple(blocks)
    return (Component(BOX, tuple(blocks), span, look),)


def without_ground(tag: Tag) -> Tag:
    """The tag of an element whose words have no ground of their own, where all of its box has one."""
    style = tag.attributes.get("style", "")
    if box_look(style) is None:
        return tag
    return replace(tag, attributes={**tag.attributes, "style": _GROUND.sub("", style)})


_GROUND = regex(r"(?<![\w-])background(?:-[a-z]+)?\s*:[^;]*;?")


def _ground(style: str) -> str:
    """The colour of a ground; of several, as in a gradient, the first."""
    for name in _PAINTS:
        value = style_of(style, name)
        if value and "url(" not in value and (color := _color(value)):
            return color
    return ""


def _line(style: str, name: str, usual: str = f"text {_USUAL:g}", *, is_lined: bool = False) -> str:
    """The line on a side, or on all of them, in colour and pixels; what it does not say is as `usual`. There is none
    whose kind nobody has said, for all sides (`is_lined`) or for this one (CSS Backgrounds 3, §4.2)."""
    said = style_of(style, name)
    kind, width, color = (style_of(style, f"{name}-{what}") for what in ("style", "width", "color"))
    if not (said or kind or width or color):
        return ""
    if not (_LINES.search(kind or said) or (is_lined and not (said or kind))):
        return ""
    known_color, _, known_width = usual.partition(" ")
    width = width or said
    pixels = _pixels(width) if _WIDTH.search(width) else float(known_width)
    return f"{_color(color or said) or known_color} {pixels:g}" if pixels else ""


def _pixels(text: str) -> float:
    match = _WIDTH.search(text)
    assert match is not None
    return _WIDTHS[match[3]] if match[3] else float(match[1]) * PIXELS[match[2] or "px"]


def _color(text: str) -> str:
    """The first colour in a value through which not everything shines."""
    for match in _COLOR.finditer(text):
        color = hex_color(match[0])
        if color and color[6:] != "00":
            return color
    return ""
