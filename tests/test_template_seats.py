"""Layouts that an author names, whose places are each for one thing: what goes where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from tests.conftest import Built
from tests.instruments.template_kinds import box, element, found, layout, start
from tests.instruments.text import html_slides, pptx_slides
from tests.instruments.validators import structural_findings

CHART = "```chart\nkind: column\nx: a\ny: [b]\nrows: |\n  a,b\n  N, 42\n  E, 38\n```\n"
Place = tuple[int, str, tuple[float, float, float, float]]
"""Number, type, and where it stands, in thousandths of the slide."""


def _place(idx: int, kind: str, where: tuple[float, float, float, float]) -> Any:
    return element(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{idx + 100}" name="Place {idx}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{idx}"/></p:nvPr></p:nvSpPr><p:spPr>{box(*where)}</p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle><a:lvl1pPr><a:defRPr sz="1800"/></a:lvl1pPr></a:lstStyle><a:p/>'
        "</p:txBody></p:sp>"
    )


@pytest.fixture
def template(tmp_path: Path) -> Callable[..., str]:
    """A template whose layout “Special” has those places below its title, with pictures beside it."""

    def made(*places: Place) -> str:
        deck = start()
        deck.slide_layouts.remove(layout(deck, "Picture with Caption"))
        one = layout(deck, "Title Only")
        one.name = "Special"
        one._element.attrib.pop("type", None)
        found(one, "./p:cSld/p:spTree")[0].extend(_place(*each) for each in places)
        deck.save(str(tmp_path / "t.pptx"))
        return str(tmp_path / "t.pptx")

    for name, size in (("land.jpg", (1600, 1000)), ("port.jpg", (1000, 1500))):
        Image.effect_noise(size, 90).convert("RGB").save(tmp_path / name)
    return made


@pytest.fixture
def build_it(make: Callable[..., Built], tmp_path: Path) -> Callable[[str, str], Built]:
    def now(text: str, theme: str) -> Built:
        (tmp_path / "deck.md").write_text(f"## Content\n\n- x\n\n{text}", "utf-8")
        return make(tmp_path / "deck.md", theme=theme)

    return now


def _filled(built: Built) -> dict[int, Any]:
    """The placeholders of the second slide by number."""
    slide = Presentation(str(built.pptx)).slides[1]
    assert slide.slide_layout.name == "Special"
    assert not structural_findings(built.pptx)
    return {each.placeholder_format.idx: each for each in slide.placeholders}


TWO_PICTURES: tuple[Place, ...] = (
    (13, "pic", (50, 250, 430, 450)), (14, "pic", (520, 250, 430, 450)),
    (15, "body", (50, 710, 430, 60)), (16, "body", (520, 710, 430, 60)),
)  # fmt: skip


def test_pictures_go_where_pictures_go_and_their_captions_below(
    template: Callable[..., str], build_it: Callable[..., Built]
) -> None:
    """Both stood in the place of a caption, on two slides."""
    text = '## Views {layout="Special"}\n\n![A](land.jpg "From the air")\n\n![B](port.jpg "From the quay")\n'
    built = build_it(text, template(*TWO_PICTURES))
    there = _filled(built)
    assert there[15].text_frame.text == "From the air"
    assert there[16].text_frame.text == "From the quay"
    for idx in (13, 14):
        (ph,) = found(there[idx], ".//p:ph")
        assert ph.get("type") == "pic"
        assert found(there[idx], ".//a:blip")
    assert not built.codes
    assert len(pptx_slides(built.pptx)) == len(html_slides(built.html)) == 2


@pytest.mark.parametrize(("kind", "figure"), [("chart", CHART), ("tbl", "| a | b |\n|---|---|\n| 1 | 2 |\n")])
def test_a_chart_or_table_stands_in_the_place_for_it_and_words_beside_it(
    template: Callable[..., str], build_it: Callable[..., Built], kind: str, figure: str
) -> None:
    places: tuple[Place, ...] = ((13, kind, (50, 250, 600, 600)), (14, "body", (680, 250, 270, 600)))
    built = build_it(f'## T {{layout="Special"}}\n\n{figure}\n- grew by a third\n', template(*places))
    there = _filled(built)
    assert there[13].has_chart if kind == "chart" else there[13].has_table
    assert there[14].text_frame.text == "grew by a third"
    assert not built.codes


TEAM: tuple[Place, ...] = tuple(
    place
    for n in range(3)
    for place in (
        (20 + n, "pic", (50 + 310 * n, 250, 280, 300)),
        (30 + n, "body", (50 + 310 * n, 560, 280, 60)),
        (40 + n, "body", (50 + 310 * n, 620, 280, 60)),
    )
)


def test_columns_go_into_columns_of_places(
    template: Callable[..., str], build_it: Callable[..., Built]
) -> None:
    """Places for three people stayed empty, and small pictures stood in boxes of another kind."""
    people = (("Anna Berg", "head of works"), ("Jo Lind", "harbour master"), ("Mia Sato", "permits"))
    columns = "".join(
        f"::: column\n![{name}](port.jpg)\n\n**{name}**\n\n{what}\n:::\n" for name, what in people
    )
    built = build_it(f'## Team {{layout="Special"}}\n\n::: columns\n{columns}:::\n', template(*TEAM))
    there = _filled(built)
    for n, (name, what) in enumerate(people):
        assert found(there[20 + n], ".//a:blip")
        assert (there[30 + n].text_frame.text, there[40 + n].text_frame.text) == (name, what)


def test_each_column_has_a_place_of_a_grid(
    template: Callable[..., str], build_it: Callable[..., Built]
) -> None:
    """Four columns were squeezed into the first place."""
    grid: tuple[Place, ...] = tuple(
        (20 + 2 * row + at, "body", (50 + 460 * at, 250 + 320 * row, 440, 300))
        for row in (0, 1)
        for at in (0, 1)
    )
    columns = "".join(f"::: column\n- {word}\n:::\n" for word in ("one", "two", "three", "four"))
    built = build_it(f'## Grid {{layout="Special"}}\n\n::: columns\n{columns}:::\n', template(*grid))
    there = _filled(built)
    assert [there[idx].text_frame.text for idx in (20, 21, 22, 23)] == ["one", "two", "three", "four"]


def test_a_timeline_is_the_templates_own_where_it_has_one(
    template: Callable[..., str], build_it: Callable[..., Built]
) -> None:
    """Ours was drawn over it."""
    places: tuple[Place, ...] = tuple(
        (idx + n, "body", (50 + 310 * n, y, 280, 60)) for n in range(3) for idx, y in ((20, 400), (30, 520))
    )
    events = "::: timeline\n- 2019: First study\n- **2024: Works begin**\n- 2026: Opening\n:::\n"
    there = _filled(build_it(f'## So far {{layout="Special"}}\n\n{events}', template(*places)))
    assert [there[20 + n].text_frame.text for n in range(3)] == ["2019", "2024", "2026"]
    assert [there[30 + n].text_frame.text for n in range(3)] == ["First study", "Works begin", "Opening"]


def test_what_has_no_room_in_the_places_is_arranged_as_elsewhere(
    template: Callable[..., str], build_it: Callable[..., Built]
) -> None:
    words = "".join(f"- Point {n} of what is to be said beside the chart\n" for n in range(20))
    places: tuple[Place, ...] = ((13, "chart", (50, 250, 600, 600)), (14, "body", (680, 250, 270, 100)))
    built = build_it(f'## T {{layout="Special"}}\n\n{CHART}\n{words}', template(*places))
    shown = " ".join(pptx_slides(built.pptx))
    assert all(f"Point {n} of" in shown for n in range(20))


@pytest.mark.parametrize("titled", [True, False])
def test_a_slide_of_filled_places_alone_is_a_slide(
    template: Callable[..., str], build_it: Callable[..., Built], titled: bool
) -> None:
    """It was gone without a word; with a title, that stood over the captions. Pictures in places were gone, too."""
    title = "Views" if titled else ""
    text = (
        f'## {title} {{layout="Special"}}\n\n::: {{placeholder="13"}}\n![A](land.jpg)\n:::\n\n'
        '::: {placeholder="15"}\nFrom the air\n:::\n\n::: {placeholder="16"}\n- one\n- two\n:::\n\n## After\n\n- y\n'
    )
    built = build_it(text, template(*TWO_PICTURES[:3], (16, "body", (520, 250, 430, 500))))
    there = _filled(built)
    assert there[13].placeholder_format.type == PP_PLACEHOLDER.PICTURE
    assert found(there[13], ".//a:blip")
    assert there[15].text_frame.text == "From the air"
    assert there[16].text_frame.text.split() == ["one", "two"]
    if titled:
        assert there[0].text_frame.text == "Views"
        assert not found(there[0], "./p:spPr/a:xfrm"), "the title stands in its place"
    shown = html_slides(built.html)
    assert len(shown) == 3
    assert "From the air" in shown[1]


def test_tables_and_charts_stand_in_places_by_name(
    template: Callable[..., str], build_it: Callable[..., Built]
) -> None:
    places: tuple[Place, ...] = ((13, "tbl", (50, 250, 430, 500)), (14, "chart", (520, 250, 430, 500)))
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    named = f'::: {{placeholder="13"}}\n{table}:::\n\n::: {{placeholder="Place 14"}}\n{CHART}:::\n'
    there = _filled(build_it(f'## T {{layout="Special"}}\n\n{named}', template(*places)))
    assert there[13].has_table
    assert there[14].has_chart


@pytest.mark.parametrize("front", ["title: T", "title: T\nslide-level: 2", "title: T\nformat: revealjs"])
def test_a_layout_is_the_authors_whosever_deck_it_is(
    template: Callable[..., str], make: Callable[..., Built], tmp_path: Path, front: str
) -> None:
    """A deck with columns was taken for another tool's, and the layout was dropped without a word."""
    theme = template((13, "body", (50, 250, 430, 500)), (14, "body", (520, 250, 430, 500)))
    columns = "::: columns\n::: column\n- one\n:::\n::: column\n- two\n:::\n:::\n"
    built = make(f'---\n{front}\n---\n\n## Two {{layout="Special"}}\n\n{columns}', theme=theme)
    assert Presentation(str(built.pptx)).slides[-1].slide_layout.name == "Special"


@pytest.mark.parametrize(
    ("widths", "text", "picture_at"),
    [
        ((430, 430), "- a\n- b\n\n![A](land.jpg)\n", 14), ((430, 430), "![A](land.jpg)\n\n- a\n- b\n", 13),
        ((300, 560), "![A](land.jpg)\n\n- a\n- b\n", 14), ((560, 300), "- a\n- b\n\n![A](land.jpg)\n", 13),
    ],
)  # fmt: skip
def test_a_picture_and_its_words_stand_in_two_places_side_by_side(
    template: Callable[..., str],
    build_it: Callable[..., Built],
    widths: tuple[int, int],
    text: str,
    picture_at: int,
) -> None:
    """All of it stood in the first place, and the other half of the slide was empty."""
    one, other = widths
    theme = template((13, "body", (50, 250, one, 600)), (14, "body", (950 - other, 250, other, 600)))
    there = _filled(build_it(f'## T {{layout="Special"}}\n\n{text}', theme))
    assert found(there[picture_at], ".//a:blip")
    assert there[27 - picture_at].text_frame.text.split() == ["a", "b"]


@pytest.mark.parametrize(("width", "is_used"), [(400, False), (120, True)])
def test_a_caption_alone_takes_no_place_for_text(
    template: Callable[..., str], build_it: Callable[..., Built], width: int, is_used: bool
) -> None:
    """Half of the slide was empty but for a source."""
    theme = template((13, "body", (50, 250, width, 600)), (14, "pic", (500, 250, 450, 600)))
    built = build_it("## Hafen\n\n![Der Hafen](land.jpg)\n\n*Foto: ACME*\n", theme)
    slide = Presentation(str(built.pptx)).slides[1]
    assert (slide.slide_layout.name == "Special") is is_used
    assert "Foto: ACME" in " ".join(pptx_slides(built.pptx))
