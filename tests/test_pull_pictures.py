"""Pictures that were put on slides come back, whatever is said about them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pixels
from pptx.util import Pt

from tests.test_pull_losses import Pull, shapes

DESCRIPTIONS = ["", "IMG_2031.jpg", "Un mur de briques"]


def _pasted(slide: Any, description: str) -> None:
    data = BytesIO()
    Pixels.new("RGB", (320, 100), "#2F6F8F").save(data, "PNG")
    picture = slide.shapes.add_picture(data, Pt(300), Pt(250), Pt(320))
    properties = picture._element.nvPicPr.cNvPr
    properties.attrib.pop("descr", None)
    if description:
        properties.set("descr", description)


@pytest.mark.parametrize("description", DESCRIPTIONS)
def test_a_picture_put_on_a_slide_comes_back(tmp_path: Path, description: str) -> None:
    def edit(deck: Any) -> None:
        _pasted(deck.slides[1], description)

    done = Pull(tmp_path, "# T\n\n## One\n\n- a\n- b\n\n## Two\n\nText.\n", edit)
    assert not done.said
    assert len(shapes(done.again(), "pic")) == 1
    assert "](media/image1.png)" in done.deck.read_text("utf-8").partition("## Two")[0]


@pytest.mark.parametrize("description", DESCRIPTIONS)
@pytest.mark.parametrize("title", ["Photo", ""])
def test_a_new_slide_of_a_picture_comes_back(tmp_path: Path, title: str, description: str) -> None:
    def edit(deck: Any) -> None:
        slide = deck.slides.add_slide(deck.slides[1].slide_layout)
        for place in [*slide.placeholders]:
            if place.placeholder_format.idx == 0 and title:
                place.text_frame.text = title
            else:
                place._element.getparent().remove(place._element)
        _pasted(slide, description)

    done = Pull(tmp_path, "---\ntitle: T\n---\n\n## One\n\n- a\n- b\n\n## Two\n\nText.\n", edit)
    assert not done.said
    assert len(shapes(done.again(), "pic")) == 1
    text = done.deck.read_text("utf-8")
    assert "](media/image1.png)" in text.partition("Text.")[2]
    assert f"## {title}" in text
