"""Type sizes that authors give in CSS: as large on every slide, and as their tool has them beside its own text."""

from __future__ import annotations

import itertools

import pytest
from PIL import Image

from deckgen.layout.model import LINE_HEIGHT, TextFrame
from tests.instruments.renderers import chromium_words

SHEET = "---\nmarp: true\nstyle: |\n  section {{ font-size: {} }}\n  h1 {{ font-size: {} }}\n---\n\n"
SLIDES = (
    "# One\n\n- fresh apples\n- ripe pears\n\n---\n\n# Two\n\nFew words alone\n\n---\n\n# Three\n\n"
    + "\n".join(f"- point {number} with some words about it" for number in range(6))
)


LEAD = "<!-- _class: lead -->\n\n# One\n\nGo on with it\n\nand on\n"


def words_size(slide, role: str) -> float:
    return sizes(slide, role)[0]


def sizes(slide, *roles: str) -> list[float]:
    paragraphs = [
        p for f in slide.frames if isinstance(f, TextFrame) and f.role in roles for p in f.paragraphs
    ]
    return [paragraph.size * paragraph.inlines[0].marks.scale for paragraph in paragraphs]


def test_words_whose_size_is_given_in_pixels_have_it_on_every_slide(make) -> None:
    built = make(SHEET.format("22px", "40px") + SLIDES)
    usual = built.laid.theme.tokens.type.body[0]
    for slide in built.laid.slides:
        assert words_size(slide, "body") == pytest.approx(usual * 22 / 29), slide.layout
    titles = {round(words_size(slide, "title"), 2) for slide in built.laid.slides}
    assert len(titles) == 1


def test_a_paragraph_all_of_one_size_has_its_lines_as_far_apart(make) -> None:
    long = "words of one size that go on over more than one line of the slide " * 4
    built = make(f'## T\n\n<div style="font-size: 0.7em">\n\n{long}\n\n- {long}\n\n</div>\n')
    seen = [word for word in chromium_words(built.html)[0] if word.slide == 1 and word.text != "T"]
    size = seen[0].size
    baselines = sorted({round(word.baseline, 1) for word in seen})
    steps = [after - before for before, after in itertools.pairwise(baselines)]
    assert min(steps) == pytest.approx(LINE_HEIGHT * size, abs=0.5)


@pytest.mark.parametrize(("given", "wanted"), [("1.5em", 1.0), ("48px", 48 / 29 / 1.5), ("3em", 2.0)])
def test_sizes_of_headings_are_told_over_the_text(make, given: str, wanted: float) -> None:
    plain = make("---\nmarp: true\n---\n\n" + SLIDES)
    styled = make(f"---\nmarp: true\nstyle: 'h1 {{ font-size: {given} }}'\n---\n\n" + SLIDES)
    usual, now = (words_size(built.laid.slides[0], "title") for built in (plain, styled))
    assert now == pytest.approx(wanted * usual, rel=0.01)


def test_pixels_within_what_is_smaller_are_not_made_smaller_again(make) -> None:
    sheet = "<style>section { font-size: 22px }\n.lead p { font-size: 58px }</style>\n\n"
    built = make(f"---\nmarp: true\n---\n\n{sheet}# A\n\na\n\n---\n\n{LEAD}")
    usual = built.laid.theme.tokens.type.body[0]
    assert sizes(built.laid.slides[1], "body", "statement") == pytest.approx([2 * usual, 2 * usual])


@pytest.mark.parametrize(
    ("front", "size", "wanted"),
    [("theme: seriph", "17.6px", 1.0), ("theme: seriph", "2rem", 32 / 17.6), ("marp: true", "2rem", 2.0)],
)
def test_a_pixel_is_what_it_is_in_the_deck_s_tool(make, front: str, size: str, wanted: float) -> None:
    large = f'<div style="font-size: {size}">\n\nlarge\n\n</div>'
    text = f"---\n{front}\n---\n\n# A\n\ntext\n\n---\n\n# B\n\n{large}\n\nb\n"
    built = make(text)
    large, usual = sizes(built.laid.slides[1], "body")
    assert large == pytest.approx(wanted * usual)


def test_logos_in_headers_and_footers_are_as_high_as_their_author_says(make, tmp_path) -> None:
    Image.new("RGB", (300, 100), "#204060").save(tmp_path / "a.png")
    front = "---\nmarp: true\nheader: '![h:20px](a.png) Head'\nfooter: '![](a.png)'\n---\n\n"
    (tmp_path / "t.md").write_text(f"{front}# A\n\na\n\n---\n\n## B\n\n- b\n", "utf-8")
    frames = [f for f in make(tmp_path / "t.md").laid.slides[1].frames if isinstance(f, TextFrame)]
    heights = {f.role: p.box.height for f in frames for text in f.paragraphs for p in text.pictures}
    assert heights == pytest.approx({"header": 15.0, "footer": 24.0}, rel=0.01)
