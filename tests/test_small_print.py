"""Places of small print in templates' closing slides."""

from __future__ import annotations

from msgspec.structs import replace

from deckgen.themes.model import LayoutKind
from deckgen.themes.places import for_purpose
from deckgen.themes.template import read_template
from tests.conftest import ROOT


def test_a_closing_slide_s_words_are_not_set_as_small_print() -> None:
    theme = read_template(ROOT / "templates" / "board" / "theme.pptx", "board")
    size = (theme.width, theme.height)
    usual = theme.layouts[LayoutKind.CLOSING]
    place = usual.bodies[0]
    low = replace(
        place, size=8.0, box=replace(place.box, x=400.0, y=usual.title.box.bottom + 40, height=40.0)
    )
    (found,) = for_purpose(replace(usual, bodies=(low,)), LayoutKind.CLOSING, size).bodies
    assert (found.size, found.box.x, found.box.y) == (20, usual.title.box.x, usual.title.box.bottom)
    assert for_purpose(replace(usual, bodies=(place,)), LayoutKind.CLOSING, size).bodies == (place,)
