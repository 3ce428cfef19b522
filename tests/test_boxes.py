"""Boxes of HTML: grounds, borders and bars as their authors have them, and words that are read there."""

from __future__ import annotations

import pytest
from pptx import Presentation

from deckgen.layout.model import Rule, TextFrame
from deckgen.readers.boxes import box_look
from deckgen.readers.dialects.utility_classes import class_style
from deckgen.themes.colors import contrast

MARP = """---
marp: true
style: |
  :root { --light: #eef6ff; --line: #003366 }
  .box { background: var(--light); border-left: 6px solid var(--line) }
  .dark { background: #1f2937 }
---

"""


def rules(slide) -> list[Rule]:
    return [frame for frame in slide.frames if isinstance(frame, Rule)]


def words(slide, text: str) -> TextFrame:
    return next(
        frame
        for frame in slide.frames
        if isinstance(frame, TextFrame)
        and any(text in getattr(run, "text", "") for p in frame.paragraphs for run in p.inlines)
    )


@pytest.mark.parametrize(
    ("style", "look"),
    [
        ("background: #e8f0fe; border-left: 6px solid #1a73e8", {"ground": "E8F0FE", "left": "1A73E8 6"}),
        ("border: 2px solid #ffb300", {"border": "FFB300 2"}),
        ("border-width:2px;border-style:solid;border-color:#00f", {"border": "0000FF 2"}),
        (
            "border:1px solid #ccc;border-left-width:5px;border-left-color:red",
            {"border": "CCCCCC 1", "left": "FF0000 5"},
        ),
        ("border-left: solid red", {"left": "FF0000 3"}),
        ("background: linear-gradient(135deg, #667eea 0%, #764ba2 100%)", {"ground": "667EEA"}),
        ("border:none;background:transparent", None),
        ("border-left-color:red", None),
        ("background: url(a.png)", None),
        ("background:#f59e0b;width:40px;border-radius:50%", None),
        ("background:#eee;position:absolute;top:0", None),
        ("color:red;border-radius:4px", None),
    ],
)
def test_what_a_style_says_of_a_box(style: str, look: dict[str, str] | None) -> None:
    assert box_look(style) == look


@pytest.mark.parametrize(
    ("names", "look"),
    [
        (
            "p-4 bg-blue-100 dark:bg-blue-900 border-l-4 border-blue-500",
            {"ground": "DBEAFE", "left": "3B82F6 4"},
        ),
        ("bg-red-500/20 rounded", {"ground": "EF444433"}),
        ("bg-white bg-opacity-10", {"ground": "FFFFFF1A"}),
        ("border border-gray-300", {"border": "D1D5DB 1"}),
        ("border-[3px] border-[#abc]", {"border": "AABBCC 3"}),
        ("bg-yellow-200 rounded-full px-4", None),
        ("w-8 bg-orange-500", None),
    ],
)
def test_what_utility_classes_say_of_a_box(names: str, look: dict[str, str] | None) -> None:
    assert box_look(class_style({"class": names})) == look


@pytest.mark.parametrize(
    "inside", ["\n\nFirst *words*.\n\n- one\n\n", "First <em>words</em>.<ul><li>one</li></ul>"]
)
def test_a_box_stands_below_its_words_in_both_files(make, inside: str) -> None:
    built = make(MARP + f'# Title\n\nBefore.\n\n<div class="box">{inside}</div>\n\nBehind.\n')
    (slide,) = built.laid.slides
    ground, bar = rules(slide)
    assert (ground.fill, bar.fill, bar.box.width) == ("EEF6FF", "003366", 4.5)
    assert ground.box.holds(words(slide, "First").box)
    assert not ground.box.meets(words(slide, "Before").box)
    assert not ground.box.meets(words(slide, "Behind").box)
    shapes = Presentation(str(built.pptx)).slides[0].shapes
    assert "EEF6FF" in [str(s.fill.fore_color.rgb) for s in shapes if s.name.startswith("Accent")]
    assert "#EEF6FF" in built.html.read_text(encoding="utf-8").upper()


def test_words_and_bullets_are_read_on_a_dark_box_whatever_the_slide_stands_on(make) -> None:
    built = make(MARP + '# Title\n\n<div class="dark">\n\nWords.\n\n- one\n\n</div>\n')
    (slide,) = built.laid.slides
    frame = words(slide, "one")
    marker = frame.paragraphs[-1].marker
    assert contrast(frame.color, "1F2937") >= 4.5
    assert marker
    assert contrast(marker.color, "1F2937") >= 3


def test_white_words_of_a_box_stay_white(make) -> None:
    built = make(
        MARP + '# Talk\n\n---\n\n# Title\n\n<div style="background:#2563eb;color:#fff">Said in white</div>\n'
    )
    assert not built.diagnostics
    (run,) = words(built.laid.slides[1], "Said").paragraphs[0].inlines
    assert run.marks.color == "FFFFFF"
    assert not run.marks.fill


def test_boxes_side_by_side_are_equally_high(make) -> None:
    grid = '<div style="display:grid;grid-template-columns:1fr 1fr">'
    one, other = "- a\n- b\n- c", "Few words"
    built = make(
        MARP
        + f'# Title\n\n{grid}\n<div class="dark">\n\n{one}\n\n</div>\n<div class="dark">\n\n{other}\n\n</div>\n</div>\n'
    )
    first, second = rules(built.laid.slides[0])
    assert (first.box.y, first.box.bottom) == pytest.approx((second.box.y, second.box.bottom))
    assert first.box.right < second.box.x


def test_a_heading_in_a_box_begins_no_slide_and_the_first_one_is_its_title(make) -> None:
    built = make(
        MARP + '# Talk\n\n---\n\n# Title\n\n<div class="box">\n\n## Theorem\n\nWords.\n\n</div>\n'
        '\n---\n\n<div class="box">\n\n# Whole\n\nMore.\n\n</div>\n'
    )
    _, first, second = built.laid.slides
    assert (first.title, second.title) == ("Title", "Whole")
    assert rules(first)[0].box.holds(words(first, "Theorem").box)


def test_a_box_on_the_cover_is_one_of_its_lines(make) -> None:
    built = make(
        MARP + '# Talk\n\n<div class="box" style="color:#eef">Its subtitle</div>\n\n---\n\n# Next\n\nWords.\n'
    )
    assert built.deck.sections[0].slides[0].kind.value == "cover"
    (run,) = words(built.laid.slides[0], "Its subtitle").paragraphs[0].inlines
    assert run.marks.fill == "EEF6FF"  # what its words are read on


def test_a_div_as_large_as_the_slide_is_its_ground(make) -> None:
    built = make(
        '---\nmarp: true\n---\n\n# One\n\n---\n\n<div style="width:100%;height:100%;background:#123456;color:white">'
        "\n\nWords\n\n</div>\n"
    )
    ground = built.laid.slides[1].background
    assert ground
    assert ground.color == "123456"
    assert not rules(built.laid.slides[1])
