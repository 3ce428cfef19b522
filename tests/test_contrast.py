"""Words can be read on whatever lies under them, measured in Chromium."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pptx import Presentation

from deckgen.deck.inlines import Run
from deckgen.layout.model import Rule, TextFrame
from deckgen.themes.colors import contrast, luminance
from deckgen.themes.model import LayoutKind
from tests.instruments.contrast import faint

ROOT = Path(__file__).parent.parent
SLIDES = """---
title: Words on pictures
theme: {theme}
footer: A footer on every slide
---

## Words at one side {{background-image=picture.png}}

- One point, with **bold** and a [link](https://example.org)
- Another one

## A sentence {{background-image=picture.png}}

A sentence alone, in the middle.

## A table {{background-image=picture.png}}

| a | b |
| --- | --- |
| one | 1 |

## Words everywhere {{background-image=picture.png}}

- Words that go from the left to far, far right across the whole of the slide, and then on to the next line
- More

## A title alone {{background-image=picture.png}}

## A gradient {{background-gradient="linear-gradient(to right, #ffffff, #101030)"}}

- Words that go from the left to far, far right across the whole of the slide, and then on to the next line
"""


def _busy() -> Image.Image:
    chance = random.Random(3)
    image = Image.new("RGB", (960, 540), (120, 150, 170))
    draw = ImageDraw.Draw(image)
    for _ in range(700):
        x, y, size = chance.randrange(960), chance.randrange(540), chance.randrange(8, 60)
        color = chance.choice([(250, 240, 220), (20, 30, 40), (180, 90, 40), (60, 120, 90), (240, 200, 80)])
        draw.ellipse((x, y, x + size, y + size), fill=color)
    return image


def _checks() -> Image.Image:
    image = Image.new("RGB", (960, 540), "white")
    draw = ImageDraw.Draw(image)
    for x in range(0, 960, 80):
        for y in range(0, 540, 80):
            draw.rectangle((x, y, x + 39, y + 39), fill="black")
    return image


def _dusk() -> Image.Image:
    return Image.linear_gradient("L").resize((960, 540)).convert("RGB")


PICTURES = {
    "busy": _busy,
    "checks": _checks,
    "dusk": _dusk,
    "gray": lambda: Image.new("RGB", (960, 540), "#777777"),
    "dark": lambda: Image.new("RGB", (960, 540), "#101418"),
}


@pytest.mark.parametrize("theme", ["board", "stage"])
@pytest.mark.parametrize("name", list(PICTURES))
def test_words_on_pictures_reach_the_contrast_that_people_need(make, tmp_path, name: str, theme: str) -> None:
    PICTURES[name]().save(tmp_path / "picture.png")
    (tmp_path / "deck.md").write_text(SLIDES.format(theme=theme), encoding="utf-8")
    built = make(tmp_path / "deck.md")
    assert built.codes == []
    assert faint(built.html) == []
    scrims = [shape for shape in Presentation(str(built.pptx)).slides[1].shapes if "Accent" in shape.name]
    assert bool(scrims) == (name != "dark")


@pytest.mark.parametrize("theme", ["board", "stage-light", "seminar-dark", "quiet"])
def test_every_run_of_the_specimen_can_be_read(make, theme: str) -> None:
    assert faint(make(ROOT / "templates" / "specimen.md", theme=theme).html) == []


def test_a_night_with_a_moon_stays_a_night(make, tmp_path) -> None:
    """A bright spot where no words are does not put white fog over a dark picture."""
    image = Image.new("RGB", (960, 540), "#0a1626")
    ImageDraw.Draw(image).ellipse((640, 60, 800, 220), fill="#fff6dc")
    image.save(tmp_path / "picture.png")
    (tmp_path / "deck.md").write_text(
        "## A night {background-image=picture.png}\n\n- One point\n", encoding="utf-8"
    )
    built = make(tmp_path / "deck.md")
    (slide,) = built.laid.slides
    title = next(f for f in slide.frames if isinstance(f, TextFrame) and f.role == "title")
    assert luminance(title.color) > 0.8
    assert faint(built.html) == []


@pytest.mark.parametrize(
    "text",
    [
        "---\nmarp: true\ncolor: white\n---\n\n## A\n\nwords\n",
        '## A\n\n[words]{style="color: white"}\n',
        "---\ntheme: seriph\nbackground: https://example.org/dark.jpg\nclass: text-white\n---\n\n# A\n\nwords\n",
        '---\ntheme: stage\n---\n\n## A\n\n<span style="color:#0b0c10">words</span> and more\n',
    ],
)
def test_words_that_could_not_be_seen_have_the_colour_of_the_text(make, text: str) -> None:
    built = make(text)
    assert "low-contrast" in built.codes
    theme = built.laid.theme
    ground = theme.color("ground") if theme.dark else theme.layouts[LayoutKind.CONTENT].background
    for frame in built.laid.slides[0].frames:
        for paragraph in frame.paragraphs if isinstance(frame, TextFrame) else ():
            for item in paragraph.inlines:
                color = item.marks.color if isinstance(item, Run) else ""
                assert not color or contrast(color, ground) > 1.35


def test_words_in_a_colour_of_their_own_keep_it_on_a_ground_of_their_own(make) -> None:
    words = '[words]{style="color: white"} and [more]{style="color:white;background:black"}'
    built = make(f'## A {{background="#102030"}}\n\n{words}\n')
    colors = {item.marks.color for frame in built.laid.slides[0].frames if isinstance(frame, TextFrame)
              for paragraph in frame.paragraphs for item in paragraph.inlines if isinstance(item, Run)}  # fmt: skip
    assert "FFFFFF" in colors
    assert "low-contrast" not in built.codes


def test_a_number_alone_brings_no_fog_over_a_picture(make, tmp_path) -> None:
    _busy().save(tmp_path / "busy.png")
    Image.new("RGB", (960, 540), "#101418").save(tmp_path / "dark.png")
    text = "---\nmarp: true\npaginate: true\n---\n\n# A\n\na\n\n---\n\n![bg](busy.png)\n\n---\n\n![bg](dark.png)\n"
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    built = make(tmp_path / "deck.md")
    assert faint(built.html) == []
    busy, dark = ([f for f in slide.frames if isinstance(f, Rule)] for slide in built.laid.slides[1:])
    assert all(rule.box.width < 60 for rule in busy)
    assert dark == []
