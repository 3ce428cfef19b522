"""A slide with a colour of its own: what stands on it is seen there, and nothing else is changed."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.oxml.ns import qn

from deckgen.layout.model import FigureFrame, Rule
from deckgen.memory import Memory
from deckgen.source import Source
from deckgen.themes.colors import contrast
from deckgen.themes.model import Theme
from deckgen.themes.registry import load_theme, theme_names
from deckgen.themes.standing import standing_on
from tests.instruments.contrast import faint

GROUNDS = ("1D4ED8", "B91C1C", "F59E0B", "0F766E", "111111", "7F7F7F")
DIGITS = st.text("0123456789ABCDEF", min_size=6, max_size=6)
MARKED = "## A\n\nSome ==marked words== here, and $$x^2$$ in a line of text.\n"
KINDS = """## A list {background="#GROUND"}

- A point, **strong**, a [link](https://example.org) and `code`
- Another
    - inside

1. One
2. Two

> [!NOTE]
> A remark

## A table {background="#GROUND"}

| name | value |
| --- | --: |
| a | 12 |

- [x] done

## A sequence {background="#GROUND"}

```flow
Question -> Answer: yes
```

## A quotation {background="#GROUND"}

> Words to remember.
>
> — Somebody

## Columns {background="#GROUND"}

```chart
kind: column
rows: |
  year,sales,costs
  2019,3,2
  2020,5,4
x: year
y: [sales, costs]
```

## Shares {background="#GROUND"}

```chart
kind: pie
rows: |
  name,share
  a,3
  b,5
  c,7
x: name
y: share
```
"""


def _theme(name: str) -> Theme:
    theme = load_theme(name, Source.from_text("", ""), Memory(None)).value
    assert theme is not None
    return theme


THEMES = {name: _theme(name) for name in theme_names()}


@given(st.sampled_from(sorted(THEMES)), DIGITS, st.booleans())
def test_colours_are_told_from_any_ground_as_from_the_themes_own(
    name: str, ground: str, turned: bool
) -> None:
    theme = THEMES[name].twin() if turned else THEMES[name]
    on = standing_on(theme, ground)
    assert on.color("ground") == ground
    assert on.color("text") == theme.color("text")
    most = contrast(theme.color("text"), ground)
    usual = theme.color("ground")
    for role, least in (("muted", 4.5), ("positive", 4.5), ("negative", 4.5), ("accent", 4.5)):
        least = min(least, contrast(theme.color(role), usual), most)
        assert contrast(on.color(role), ground) >= least - 1e-9
    for number in range(len(theme.tokens.chart.palette)):
        usually = contrast(theme.color(f"series{number + 1}"), usual)
        assert contrast(on.color(f"series{number + 1}"), ground) >= min(3.0, usually, most) - 1e-9


@pytest.mark.parametrize("ground", GROUNDS[:-1])
def test_all_kinds_of_content_can_be_read_on_it(make, ground: str) -> None:
    built = make(KINDS.replace("GROUND", ground))
    assert built.codes == []
    assert faint(built.html) == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_bullets_are_seen_on_it_in_both_files(make, ground: str) -> None:
    """Light blue points on blue had a contrast of 1.4."""
    built = make(KINDS.replace("GROUND", ground))
    (bullet,) = set(re.findall(r"<section[^>]*--bullet:#(\w{6})", built.html.read_text(encoding="utf-8")))
    assert contrast(bullet, ground) >= 3.0
    slide = Presentation(str(built.pptx)).slides[0]
    colors = [tint for shape in slide.shapes for tint in shape._element.iter(qn("a:buClr"))]
    theme = built.laid.theme_of(built.laid.slides[0])
    for tint in colors:
        (one,) = tint
        name = one.get("val").replace("tx1", "dk1").replace("bg1", "lt1")
        changes = {child.tag.rpartition("}")[2]: int(child.get("val")) // 1000 for child in one}
        shade = f"@{changes['lumMod']}" if changes else ""
        shade += f"+{changes['lumOff']}" if "lumOff" in changes else ""
        assert contrast(theme.color(name + shade), ground) >= 3.0
    assert colors


def test_a_slide_on_the_themes_ground_is_as_it_was(make) -> None:
    text = KINDS.replace(' {background="#GROUND"}', "")
    paper = make(text).laid.theme.color("ground")
    plain, same = make(text), make(text.replace("\n\n", f' {{background="#{paper}"}}\n\n', 1))
    assert [frame.box for frame in plain.laid.slides[0].frames] == [
        frame.box for frame in same.laid.slides[0].frames
    ]


@pytest.mark.parametrize("ground", ["FFDDDD", "102030"])
@pytest.mark.parametrize("theme", sorted(THEMES))
def test_words_of_a_cover_that_stand_on_what_its_layout_draws_are_read_there(
    make, theme: str, ground: str
) -> None:
    """The date stood dark on a blue panel, as the slide around it is light."""
    front = f"title: T\nsubtitle: S\nauthor: A\ninstitute: I\ndate: 2024-03-05\ntheme: {theme}"
    built = make(f'---\n{front}\nbackground-color: "#{ground}"\n---\n\n## A\n\n- a\n')
    assert faint(built.html) == []


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize("picture", ["grey", "dark", "light"])
def test_words_of_a_cover_on_a_picture_are_read_beside_it_too(
    make, tmp_path: Path, theme: str, picture: str
) -> None:
    """A dark one turned the words dark that stand on the layout's blue panel."""
    if picture == "grey":
        shown = Image.linear_gradient("L").resize((960, 540)).convert("RGB")
    else:
        shown = Image.new("RGB", (960, 540), "#191932" if picture == "dark" else "#F4F4E8")
    shown.save(tmp_path / "p.png")
    front = f"title: T\nsubtitle: S\nauthor: A\ninstitute: I\ndate: 2024-03-05\ntheme: {theme}"
    (tmp_path / "deck.md").write_text(f"---\n{front}\nbackground-image: p.png\n---\n\n## A\n\n- a\n")
    assert faint(make(tmp_path / "deck.md").html) == []


@pytest.mark.parametrize(
    "face", sorted({f"{name}{mode}" for name in THEMES for mode in ("", "-dark", "-light")})
)
def test_marked_words_are_read_in_every_face(make, face: str) -> None:
    """In dark faces they were as light as the marker: 1.04 : 1."""
    assert faint(make(MARKED, theme=face).html) == []


def _mark(path: Path, ink: tuple[int, int, int]) -> None:
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    ImageDraw.Draw(image).polygon([(20, 90), (100, 10), (180, 90)], fill=(*ink, 255))
    image.save(path)


@pytest.mark.parametrize(
    ("theme", "ink", "on_plate"),
    [
        ("stage", (20, 20, 30), True),
        ("stage", (250, 250, 250), False),
        ("board", (255, 255, 255), True),
        ("board", (20, 20, 30), False),
        ("board", (0, 83, 155), False),
    ],
)
def test_a_picture_that_would_not_be_seen_stands_on_a_plate(
    make, tmp_path: Path, theme: str, ink: tuple[int, int, int], on_plate: bool
) -> None:
    """A black mark on a transparent ground vanished on dark slides."""
    _mark(tmp_path / "mark.png", ink)
    digits = "".join(f"{level:02x}" for level in ink)
    path = f'<path fill="#{digits}" d="M9 9h99v70z"/>'
    (tmp_path / "mark.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">{path}</svg>'
    )
    deck = tmp_path / "deck.md"
    for name in ("mark.png", "mark.svg"):
        deck.write_text(f"---\ntheme: {theme}\n---\n\n## A\n\n![The mark]({name})\n", encoding="utf-8")
        slide = make(deck).laid.slides[0]
        (figure,) = (frame for frame in slide.frames if isinstance(frame, FigureFrame))
        below = slide.frames[slide.frames.index(figure) - 1]
        assert (isinstance(below, Rule) and below.box.meets(figure.box)) is on_plate


@pytest.mark.parametrize(
    "inner",
    [
        '<text x="9" y="60" font-size="40">Words</text>',
        '<g style="fill:none;stroke:currentColor;stroke-width:3"><path d="M9 9h99v70"/></g>',
        '<style>.a {fill: light-dark(#000, #fff)}</style><path class="a" fill="#fff" d="M9 9h99v70z"/>',
    ],
)
def test_a_drawing_with_words_and_styles_that_would_not_be_seen_stands_on_a_plate(
    make, tmp_path: Path, inner: str
) -> None:
    (tmp_path / "a.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">{inner}</svg>'
    )
    (tmp_path / "deck.md").write_text("---\ntheme: stage\n---\n\n## A\n\n![It](a.svg)\n", encoding="utf-8")
    kinds = [type(frame).__name__ for frame in make(tmp_path / "deck.md").laid.slides[0].frames]
    assert kinds[kinds.index("FigureFrame") - 1] == "Rule"


def test_what_brings_its_own_ground_stands_on_no_plate(make, tmp_path: Path) -> None:
    """A window with a thin curve in it, a badge; drawings of which not all is known."""
    window = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    draw = ImageDraw.Draw(window)
    draw.rounded_rectangle((40, 30, 260, 170), 12, fill=(255, 255, 255, 255))
    draw.line([(60, 150), (120, 90), (240, 50)], fill=(0, 83, 155, 255), width=2)
    window.save(tmp_path / "a.png")
    badge = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    draw = ImageDraw.Draw(badge)
    draw.ellipse((10, 10, 190, 190), fill=(255, 255, 255, 255))
    draw.polygon([(60, 140), (100, 60), (140, 140)], fill=(20, 20, 30, 255))
    badge.save(tmp_path / "b.png")
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">'
    inner = (
        '<rect width="200" height="100" fill="#fff"/><path d="M9 9h99v70z"/>',
        '<text style="white-space:pre" x="9" y="40">Words</text>',
        '<path fill="rgb(1.2.3, 4 . 5, 6)" d="M9 9h99v70z"/>',
        '<path fill="#fff" fill-opacity="0.2" d="M9 9h99v70z"/>',
    )
    for number, each in enumerate(inner):
        (tmp_path / f"{number}.svg").write_text(f"{head}{each}</svg>")
    deck = tmp_path / "deck.md"
    for name in ("a.png", "b.png", *(f"{number}.svg" for number in range(len(inner)))):
        deck.write_text(f"---\ntheme: board\n---\n\n## A\n\n![It]({name})\n", encoding="utf-8")
        slide = make(deck).laid.slides[0]
        (figure,) = (frame for frame in slide.frames if isinstance(frame, FigureFrame))
        before = slide.frames[: slide.frames.index(figure)]
        assert not any(isinstance(f, Rule) and f.box.meets(figure.box) for f in before), name


@pytest.mark.parametrize(
    ("ground", "is_plated"),
    [
        ('{background-color="#00786e"}', True),
        ("{background-image=dark.png}", True),
        ('{background-color="#fff3d0"}', False),
        ("", False),
    ],
)
def test_the_logo_is_seen_on_a_ground_of_a_slides_own(
    make, tmp_path: Path, ground: str, is_plated: bool
) -> None:
    _mark(tmp_path / "logo.png", (10, 30, 40))
    Image.new("RGB", (1600, 900), "#203040").save(tmp_path / "dark.png")
    deck = tmp_path / "deck.md"
    deck.write_text(f"---\nlogo: logo.png\n---\n\n## Plain\n\ntext\n\n## One {ground}\n\ntext\n", "utf-8")
    slide = make(deck).laid.slides[-1]
    (mark,) = (each for each in slide.frames if isinstance(each, FigureFrame))
    plates = [each for each in slide.frames if isinstance(each, Rule) and each.box.meets(mark.box)]
    assert bool(plates) == is_plated


def test_the_date_that_stands_out_is_read_in_a_pale_company_s_colour(make, tmp_path: Path) -> None:
    """It had the accent as it is: 1.6 : 1."""
    template = Presentation()
    (part,) = (
        each.target_part for each in template.slide_master.part.rels.values() if "theme" in each.reltype
    )
    part._blob = re.sub(rb'(<a:accent\d>)<a:srgbClr val="\w+"/>', rb'\1<a:srgbClr val="A7D8DE"/>', part.blob)
    template.save(str(tmp_path / "pale.pptx"))
    deck = tmp_path / "deck.md"
    events = "- 2022: Idea\n- **2024: Works begin**\n- 2026: Open\n"
    deck.write_text(f"---\ntheme: pale.pptx\n---\n\n## Plan\n\n::: timeline\n{events}:::\n", "utf-8")
    assert faint(make(deck).html) == []


def test_a_picture_that_css_puts_below_all_is_no_tile_beside_others(make, tmp_path) -> None:
    """Marp's own first deck."""
    for name, color in (("hero", "#102040"), ("logo", "#F0F0E0")):
        Image.new("RGB", (640, 360), color).save(tmp_path / f"{name}.png")
    front = "---\nmarp: true\nbackgroundImage: url('hero.png')\n---\n\n"
    slides = "![bg left:40% 80%](logo.png)\n\n# A\n\na\n\n---\n\n![bg 50%](logo.png)\n\n# B\n\n---\n\n![bg](logo.png)\n"
    (tmp_path / "deck.md").write_text(front + slides, encoding="utf-8")
    built = make(tmp_path / "deck.md")
    corners, middles = [], []
    for slide in built.laid.slides:
        with Image.open(BytesIO(slide.background.picture.data.read())) as picture:
            shown = picture.convert("RGB")
            corners.append(shown.getpixel((5, 5))[2] < 120)
            middles.append(shown.getpixel((shown.width // 2, shown.height // 2))[2] < 120)
    assert corners == [True, True, False]
    assert middles == [True, False, False]
    (logo,) = (frame for frame in built.laid.slides[0].frames if isinstance(frame, FigureFrame))
    assert logo.box.right <= 0.4 * built.laid.theme.width
