"""What an element says of the slide that it stands on, and is no content of it: its ground, its footer, what stands in
a place of a template."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.deck.slides import Group
from deckgen.patterns import regex
from deckgen.readers.attributes import Attributes
from deckgen.readers.boxes import APART, WHOLE
from deckgen.readers.div_items import Resolved, blocks_in
from deckgen.readers.html_tags import style_of
from deckgen.readers.layouts import in_lines_of
from deckgen.readers.slice_model import SlideSettings
from deckgen.source import Span

_SEEN_THROUGH = regex(r"(?i)rgba|hsla|transparent|/[ \t]*[\d.]+%?[ \t]*\)|#[0-9a-f]{8}\b|url\(")


def of_the_slide(attributes: Attributes, items: Sequence[Resolved], span: Span) -> SlideSettings | None:
    """A footer, or what stands in a place of the template's."""
    if place := attributes.values.get("placeholder", ""):
        return SlideSettings({}, span, placed=(Group(blocks_in(items), span, place),))
    if "footer" in attributes.classes:
        return SlideSettings({}, span, footer=in_lines_of(blocks_in(items)))
    return None


def ground_of(attributes: Attributes, span: Span) -> list[Resolved]:
    """What an element as large as the whole slide is painted with: what the slide stands on."""
    style = attributes.values.get("style", "")
    lies_over = style_of(style, "position") in APART and _covers(style)
    if not lies_over and not (style_of(style, "width") in WHOLE and style_of(style, "height") in WHOLE):
        return []
    paints = (style_of(style, key) for key in ("background", "background-image", "background-color"))
    paint = next(filter(None, paints), "")
    return [SlideSettings({"background": paint}, span)] if paint and not _SEEN_THROUGH.search(paint) else []


def _covers(style: str) -> bool:
    """True for an element as large as the slide."""

    def reaches(side: str) -> bool:
        length = style_of(style, side)
        return bool(length) and not length.strip("0px% \t")

    is_wide = reaches("left") and (reaches("right") or style_of(style, "width") in WHOLE)
    is_high = reaches("top") and (reaches("bottom") or style_of(style, "height") in WHOLE)
    return reaches("inset") or (is_wide and is_high)
