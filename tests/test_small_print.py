"""Places of small print."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from deckgen.layout.model import TextFrame
from deckgen.themes.model import Box, LayoutKind
from deckgen.themes.places import for_purpose
from deckgen.themes.registry import theme_names
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


@pytest.mark.parametrize("theme", theme_names())
def test_the_number_of_a_part_stands_on_nothing(make, theme: str) -> None:
    """In a theme with the slide's number beside the title it lay on the title's first letter."""
    rows = "\n".join(
        f"- point {n} of many that take a line or even two of them each on a slide\n" for n in range(60)
    )
    built = make(f"---\ntheme: {theme}\n---\n\n## Survey of everything\n\n{rows}\n")
    parts = 0
    for slide in built.laid.slides:
        shown = [frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.text]
        for part in (frame for frame in shown if frame.role == "part"):
            parts += 1
            for other in shown:
                apart = other is part or not any(a.meets(b) for a in _inks(part) for b in _inks(other))
                assert apart, (theme, other.role)
    assert parts


def _inks(frame: TextFrame) -> list[Box]:
    lines = [(each, paragraph.size) for paragraph in frame.paragraphs for each in paragraph.lines]
    return [Box(each.x, each.baseline - size * 0.7, each.width, size * 0.7) for each, size in lines]
