"""The arrangement that a slide gets from what it holds, and what its author can ask for."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import FigureFrame, LaidOutSlide, Rule, TextFrame
from deckgen.layout.text import tears
from deckgen.themes.colors import contrast
from tests.instruments.placement import strays
from tests.instruments.renderers import chromium_words


def _layout_names(pptx: Path) -> list[str]:
    return [slide.slide_layout.name for slide in Presentation(str(pptx)).slides]


def _texts(slide: LaidOutSlide, role: str) -> list[TextFrame]:
    return [frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == role]


SHORT = "\n".join(f"- point {n}" for n in range(12))


@pytest.mark.parametrize(
    ("slide", "layout"),
    [
        ("## Questions ?", "Title only"),
        ("## Idée\n\nUne seule phrase courte.", "Statement"),
        ("## Idée\n\nUne phrase qui mène à une liste :", "Title and content"),
        ("## Idée\n\n> Une citation.\n>\n> — Quelqu’un", "Quotation"),
        (f"## Idée\n\n{SHORT}", "Two contents"),
        ("## Idée\n\nUn.\n\nDeux.", "Title and content"),
        ("## Idée {layout=section}\n\nUn sous-titre.", "Section"),
        ("## Idée {layout=content}\n\nUne phrase.", "Title and content"),
        ("## Idée {layout=columns}\n\n- a\n- b", "Two contents"),
        ("## Idée {layout=statement}\n\nUn.\n\nDeux.", "Statement"),
    ],
)  # fmt: skip
def test_the_layout_follows_the_content(make, slide: str, layout: str) -> None:
    built = make(f"# Titre\n\n---\n\n{slide}\n")
    assert _layout_names(built.pptx)[1:] == [layout]
    assert built.diagnostics == ()
    empty = [
        shape.name
        for shape in Presentation(str(built.pptx)).slides[1].placeholders
        if shape.has_text_frame and not shape.text_frame.text
    ]
    assert empty == []


def test_one_number_is_set_large(make) -> None:
    slide = make("# T\n\n---\n\n63,41 %\n").laid.slides[1]
    (statement,) = _texts(slide, "statement")
    assert statement.paragraphs[0].size >= 66


def test_a_quotation_alone_is_set_larger_than_text_and_its_source_smaller(make) -> None:
    slide = make("# T\n\n---\n\n## Q\n\n> Une citation.\n>\n> — Quelqu’un\n").laid.slides[1]
    said, by = _texts(slide, "quotation")[0].paragraphs
    assert said.size > 24
    assert by.size < 0.8 * said.size


def _picture(width: int, height: int) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (width, height), "#335577").save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("size", "text", "full"),
    [
        ((1600, 900), "![vue](p.png)", True),
        ((1600, 900), "## T\n\n![vue](p.png)", False),
        ((1600, 900), "## T {layout=picture}\n\n![vue](p.png)", False),
        ((320, 180), "![vue](p.png)", False),
        ((900, 1600), "![vue](p.png)", False),
    ],
)
def test_a_large_picture_alone_fills_the_slide(make, tmp_path: Path, size, text: str, full: bool) -> None:
    (tmp_path / "p.png").write_bytes(_picture(*size))
    (tmp_path / "deck.md").write_text(f"# T\n\n---\n\n{text}\n", encoding="utf-8")
    built = make(tmp_path / "deck.md")
    slide = built.laid.slides[1]
    (figure,) = (frame for frame in slide.frames if isinstance(frame, FigureFrame))
    assert (figure.box.width == 960) == full
    assert figure.box.width / figure.box.height == pytest.approx(size[0] / size[1], rel=0.01)


def test_a_picture_that_is_asked_to_fill_the_slide_leaves_its_title(make, tmp_path: Path) -> None:
    """It lay over it."""
    (tmp_path / "p.png").write_bytes(_picture(1600, 900))
    (tmp_path / "deck.md").write_text("## A title {layout=picture}\n\n![vue](p.png)\n", encoding="utf-8")
    (slide,) = make(tmp_path / "deck.md").laid.slides
    figure = next(frame for frame in slide.frames if isinstance(frame, FigureFrame))
    title = next(frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "title")
    assert title.box.bottom <= figure.box.y
    assert (figure.box.y, figure.box.bottom) == (104, 492)


@pytest.mark.parametrize(("side", "first"), [("left", "figure"), ("right", "text"), ("below", "text")])
def test_the_author_says_on_which_side_a_figure_stands(make, side: str, first: str) -> None:
    built = make(f"# T\n\n---\n\n## F {{layout=figure-{side}}}\n\n- du texte\n\n![x](chart:emergence)\n")
    frames = {type(frame): frame.box for frame in built.laid.slides[1].frames if frame.box.height > 60}
    text = _texts(built.laid.slides[1], "body")[0].box
    figure = frames[ChartFrame]
    if side == "below":
        assert figure.y >= text.bottom
    else:
        assert (figure.right <= text.x) == (first == "figure")
        assert (text.right <= figure.x) == (first == "text")


def test_a_layout_that_is_unknown_or_does_not_suit_is_reported_where_it_stands(make) -> None:
    built = make("# T\n\n---\n\n## A {layout=mosaic}\n\n- x\n\n---\n\n## B {layout=picture}\n\n- y\n")
    found = {d.code: (d.span.line, d.span.column) for d in built.diagnostics}
    assert found == {"unknown-layout": (5, 14), "layout-not-used": (11, 1)}


def test_text_of_any_length_stays_in_the_chrome(make) -> None:
    built = make(f"---\nfooter: {'un pied de page ' * 60}\n---\n\n# T\n\n---\n\n## S\n\n- x\n")
    assert built.codes == ["footer-too-long"]
    assert strays(chromium_words(built.html)[0], built.laid) == []


def test_a_missing_picture_with_a_very_long_description_stays_in_its_frame(make) -> None:
    built = make(f"# T\n\n---\n\n## S\n\n![{'une très longue description ' * 200}](nulle.png)\n")
    assert strays(chromium_words(built.html)[0], built.laid) == []


def test_an_address_does_not_starve_the_other_columns_of_a_table(make) -> None:
    address = "https://example.org/" + "a/very/long/path/" * 8
    built = make(f"# T\n\n---\n\n## S\n\n| nom | adresse |\n|---|---|\n| du texte | {address} |\n")
    table = next(f for f in built.laid.slides[1].frames if hasattr(f, "rows"))
    assert table.rows[1].cells[0].size >= 14
    assert len(table.rows[1].cells[0].lines) == 1


def test_a_table_set_too_small_to_read_is_reported(make) -> None:
    wide = "| " + " | ".join(f"colonne_numero_{n}" for n in range(14)) + " |"
    built = make(f"# T\n\n---\n\n## S\n\n{wide}\n{'|---' * 14}|\n{wide}\n")
    assert built.codes == ["too-small"]


_CHART = "```chart\nkind: column\nx: a\ny: b\nrows: |\n  a;b\n  A;3\n  B;5\n  C;9\n```"


def _with_picture(folder: Path, size: tuple[int, int], text: str) -> Path:
    """A deck beside `p.png`."""
    (folder / "p.png").write_bytes(_picture(*size))
    (folder / "deck.md").write_text(text, encoding="utf-8")
    return folder / "deck.md"


@pytest.mark.parametrize("figure", ["![](p.png)", _CHART], ids=["picture", "chart"])
def test_words_behind_a_figure_stand_below_it(make, tmp_path: Path, figure: str) -> None:
    text = f"## T\n\nAvant.\n\n{figure}\n\nAprès.\n"
    (slide,) = make(_with_picture(tmp_path, (1600, 500), text)).laid.slides
    tops = {
        frame.text if isinstance(frame, TextFrame) else "figure": frame.box
        for frame in slide.frames
        if isinstance(frame, FigureFrame | ChartFrame)
        or (isinstance(frame, TextFrame) and frame.role == "body")
    }
    assert list(tops) == ["Avant.", "figure", "Après."]  # which is the order of reading, too
    assert tops["Avant."].bottom <= tops["figure"].y
    assert tops["figure"].bottom <= tops["Après."].y
    assert tops["Après."].bottom <= 540


def test_a_picture_before_more_words_than_it_can_stand_with_comes_first(make, tmp_path: Path) -> None:
    words = "\n\n".join(f"{n}. paragraphe, " + "qui est long, " * 14 for n in range(1, 12))
    slides = make(_with_picture(tmp_path, (1600, 500), f"## T\n\n![](p.png)\n\n{words}\n")).laid.slides
    pictured = [any(isinstance(frame, FigureFrame) for frame in slide.frames) for slide in slides]
    assert len(slides) > 2
    assert pictured == [True, *([False] * (len(slides) - 1))]


def test_words_beside_a_portrait_have_the_room_that_it_leaves(make, tmp_path: Path) -> None:
    points = "- un premier point qui est assez long pour tenir sur une ligne large\n- un autre"
    (slide,) = make(_with_picture(tmp_path, (500, 1400), f"## T\n\n{points}\n\n![](p.png)\n")).laid.slides
    (words,) = _texts(slide, "body")
    (picture,) = (frame for frame in slide.frames if isinstance(frame, FigureFrame))
    assert picture.box.height > 380
    assert words.box.width > 500
    assert words.box.right < picture.box.x


@pytest.mark.parametrize("theme", ["board", "stage", "quiet"])
def test_four_people_stand_in_one_row(make, tmp_path: Path, theme: str) -> None:
    people = "\n".join(f'![{name}](p.png "{name}, an office")' for name in ("Ada", "Alan", "Grace", "Kurt"))
    text = f"---\ntheme: {theme}\ncover: false\n---\n\n## Team\n\n{people}\n"
    (slide,) = make(_with_picture(tmp_path, (600, 640), text)).laid.slides
    boxes = [frame.box for frame in slide.frames if isinstance(frame, FigureFrame)]
    assert len(boxes) == 4
    assert len({(round(box.y), round(box.height)) for box in boxes}) == 1


def test_each_part_of_long_code_has_the_steps_of_its_own_lines(make) -> None:
    code = "\n".join(f"call_number_{n}(first, second)" for n in range(1, 41))
    slides = make(f"## T\n\n```python {{2-3|30-32}}\n{code}\n```\n").laid.slides
    assert len(slides) > 1
    for slide in slides:  # a part without such lines, or with those of one step, has none to go through
        assert not any(getattr(frame, "until", 0) for frame in slide.frames)
    assert len(make("## T\n\n```python {1|2}\na = 1\nb = 2\n```\n").laid.slides) == 1


def test_code_in_columns_has_one_size_that_can_be_read(make) -> None:
    short, long = (
        "def f(x):\n    return x",
        "def total(items):\n    return sum(i.price * i.qty for i in items)",
    )
    built = make(
        f"## T\n\n::: columns\n::: column\n```python\n{short}\n```\n:::\n::: column\n```python\n{long}\n```\n:::\n:::\n"
    )
    frames = [
        frame
        for section in built.laid.sections
        for slide in section.slides
        for frame in slide.frames
        if isinstance(frame, TextFrame) and frame.role == "code"
    ]
    assert [{paragraph.size for paragraph in frame.paragraphs} for frame in frames] == [{16.0}, {16.0}]


def test_words_stand_in_the_middle_of_the_picture_beside_them(make, tmp_path: Path) -> None:
    Image.new("RGB", (600, 300), "teal").save(tmp_path / "wide.png")
    deck = tmp_path / "deck.md"
    columns = "::: columns\n::: column\nFew words\n:::\n::: column\n![](wide.png)\n:::\n:::\n"
    deck.write_text(f"---\ncover: false\n---\n\n## Columns\n\n{columns}", encoding="utf-8")
    (slide,) = make(deck).laid.slides
    (words,) = (f for f in slide.frames if isinstance(f, TextFrame) and f.role == "body")
    (picture,) = (f for f in slide.frames if isinstance(f, FigureFrame))
    middle = picture.box.y + picture.box.height / 2
    assert words.box.y + words.box.height / 2 == pytest.approx(middle, abs=1)
    assert 0.35 * 540 < middle < 0.65 * 540


def test_columns_that_are_too_tall_stay_side_by_side(make) -> None:
    code = "\n".join(f"line_{n} = compute({n})" for n in range(26))
    points = "\n".join(f"- point {n}" for n in range(9))
    left, right = f"::: column\n```python\n{code}\n```\n:::", f"::: column\n{points}\n:::"
    built = make(f"## T\n\nAbove.\n\n::: columns\n{left}\n{right}\n:::\n\nBelow.\n")
    first, second = built.laid.slides
    code_on, points_on = (
        [frame.box.x for frame in first.frames if isinstance(frame, TextFrame) and wanted in frame.text]
        for wanted in ("line_0", "point 8")
    )
    assert code_on[0] < points_on[0], "both begin on the first slide"
    assert any(isinstance(frame, TextFrame) and "line_25" in frame.text for frame in second.frames)


@pytest.mark.parametrize(
    "large", ['<div style="font-size: 3em">\n\n{}\n\n</div>', "<style>h1 { font-size: 3em }</style>\n\n# {}"]
)
def test_words_that_are_enlarged_have_the_lines_that_they_need(make, large: str) -> None:
    words = "Agent-Ready Order Management with MCPs and more"
    table = "| first | second |\n|---|---|\n| third | fourth |"
    built = make(
        f"---\nmarp: true\n---\n\n# A\n\n---\n\n{large.replace('{}', words)}\n\nMission below.\n\n{table}\n"
    )
    seen = [word for word in chromium_words(built.html)[0] if word.slide == 2]
    bottom = max(word.bottom for word in seen if word.text in words.split())
    mission = next(word for word in seen if word.text == "Mission")
    assert bottom <= mission.top + 0.2 * mission.size
    assert mission.bottom <= next(word for word in seen if word.text == "first").top + 0.2 * mission.size


@pytest.mark.parametrize("theme", ["board", "stage", "quiet", "seminar"])
def test_a_sections_number_stands_in_its_place_and_words_in_theirs(make, theme: str) -> None:
    built = make(
        "---\ntitle: T\n---\n\n--- One\n\n## A\n\n- a\n\n## Two {layout=section}\n\nWords below.\n",
        theme=theme,
    )
    two = next(slide for slide in built.laid.slides if slide.title == "Two")
    places = {frame.role: frame.placeholder for frame in two.frames if isinstance(frame, TextFrame)}
    assert (places["ordinal"].name, places["subtitle"].name) == ("Number", "Text")


@pytest.mark.parametrize(
    ("heads", "are_facts"),
    [(("98 %", "4.2 M", "12"), True), (("2015", "2016", "2017"), False), (("1", "2", "3"), False)],
)
@pytest.mark.parametrize("mark", ["**{}**", "### {}"])
def test_numbers_in_columns_are_facts(make, heads: tuple[str, ...], are_facts: bool, mark: str) -> None:
    columns = "\n".join(f"::: column\n{mark.format(head)}\n\nwords below\n:::" for head in heads)
    (slide,) = make(f"## T\n\n::: columns\n{columns}\n:::\n").laid.slides
    sizes = [frame.paragraphs[0].size for frame in _texts(slide, "statement")]
    assert (len(sizes) == 6 and max(sizes) > 60) == are_facts


def test_a_pie_and_a_list_stand_side_by_side(make) -> None:
    chart = "```chart\nkind: doughnut\nvalues: true\nrows: |\n  k, v\n  One, 62\n  Two, 38\n```"
    frames = make(f"# T\n\n---\n\n## A\n\n{chart}\n\n- a\n- b\n").laid.slides[1].frames
    (drawn,) = (frame for frame in frames if isinstance(frame, ChartFrame))
    (words,) = (frame for frame in frames if isinstance(frame, TextFrame) and frame.role == "body")
    assert words.box.right <= drawn.box.x


def test_no_word_is_torn_in_cards(make) -> None:
    heads = ("Infrastructure", "Responsibilities", "Recommendations", "Accountability")
    cards = "\n".join(f"### {head}\nTelecommunications\n" for head in heads)
    frames = make(f"# T\n\n---\n\n## A\n\n::: cards\n{cards}:::\n").laid.slides[1].frames
    texts = [frame for frame in frames if isinstance(frame, TextFrame) and frame.role == "body"]
    assert len(texts) == 4
    assert not any(map(tears, texts))


def test_pictures_with_widths_share_their_slide_in_a_row(make, tmp_path: Path) -> None:
    """Four logos stood two by two in its left quarter."""
    Image.new("RGB", (400, 300), "navy").save(tmp_path / "a.png")
    logos = " ".join("![logo](a.png){width=15%}" for _ in range(4))
    (tmp_path / "d.md").write_text(f"# T\n\n---\n\n## A\n\n{logos}\n", encoding="utf-8")
    slide = make(tmp_path / "d.md").laid.slides[1]
    boxes = [frame.box for frame in slide.frames if isinstance(frame, FigureFrame)]
    assert len({round(box.y) for box in boxes}) == 1
    assert [round(box.width / (960 - 2 * 48), 2) for box in boxes] == [0.15] * 4


def test_what_stands_in_columns_in_code_is_set_smaller_rather_than_broken(make) -> None:
    row = (
        "model-server-7d9c5b9c8-2xk4p    1/1     Running   0          3d4h    10.42.1.17     node-a-eu-west-1"
    )
    rows = "\n".join([row] * 4)
    slide = make(
        f"---\ntheme: quiet\n---\n\n## A\n\n```console\n$ kubectl get pods\n{rows}\n```\n"
    ).laid.slides[0]
    (code,) = (frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "code")
    assert all(len(paragraph.lines) == 1 for paragraph in code.paragraphs)


@pytest.mark.parametrize(("side", "edge"), [("", "right"), (" {layout=figure-left}", "left")])
def test_a_portrait_beside_a_list_stands_at_the_edge_of_what_is_shown(
    make, tmp_path: Path, side: str, edge: str
) -> None:
    """It stood somewhere in its half."""
    Image.new("RGB", (400, 800), "#336699").save(tmp_path / "a.png")
    (tmp_path / "deck.md").write_text(f"## One{side}\n\n- a\n- b\n\n![x](a.png)\n", encoding="utf-8")
    (slide,) = make(tmp_path / "deck.md").laid.slides
    picture = next(frame for frame in slide.frames if isinstance(frame, FigureFrame))
    (title,) = _texts(slide, "title")
    ends = (picture.box.right, title.box.right) if edge == "right" else (picture.box.x, title.box.x)
    assert ends[0] == pytest.approx(ends[1], abs=1)


CODE = "\n".join(
    f"    case {n}: return [...state, {{ id: action.id, text: action.text, done: {n} }}];" for n in range(15)
)
ROWS = "".join(f"| Feature number {n} | 3 | 10 | 50 | 250 | all | all |\n" for n in range(7))


@pytest.mark.parametrize(
    "text",
    [f"```js\n{CODE}\n```\n", f"| Feature | A | B | C | D | E | F |\n|---|---|---|---|---|---|---|\n{ROWS}"],
)
def test_code_and_tables_are_set_smaller_rather_than_torn(make, text: str) -> None:
    """They stood on two slides, each a third full."""
    (slide,) = make(f"---\ntheme: quiet\n---\n## One\n\n{text}").laid.slides
    frames = [
        frame for frame in slide.frames if getattr(frame, "role", "") == "code" or hasattr(frame, "rows")
    ]
    assert len(frames) == 1


def test_figures_in_columns_leave_room_for_what_stands_below_them(make, tmp_path: Path) -> None:
    Image.new("RGB", (900, 600), "#336699").save(tmp_path / "a.png")
    columns = ":::: columns\n::: column\n![a](a.png)\n:::\n::: column\n![b](a.png)\n:::\n::::\n"
    rows = "".join(f"| row {n} | {n} |\n" for n in range(5))
    (tmp_path / "deck.md").write_text(f"## One\n\n{columns}\n| a | b |\n|---|---|\n{rows}", encoding="utf-8")
    (slide,) = make(tmp_path / "deck.md").laid.slides
    pictures = [frame for frame in slide.frames if isinstance(frame, FigureFrame)]
    assert len(pictures) == 2
    assert all(frame.box.height > 100 for frame in pictures)


@pytest.mark.parametrize("size", [(1500, 1000), (1200, 900), (900, 1600)])
@pytest.mark.parametrize("theme", ["board", "stage"])
def test_a_photograph_alone_is_as_high_as_the_slide_on_a_dark_wall(
    make, tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    """It had white bars at its sides, or was a stamp in the middle."""
    Image.new("RGB", size, "#336699").save(tmp_path / "a.jpg")
    text = f"---\ncover: false\ntheme: {theme}\n---\n\n## One\n\n- a\n\n---\n\n![](a.jpg)\n"
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    laid = make(tmp_path / "deck.md").laid
    wall, picture = [f for f in laid.slides[1].frames if isinstance(f, Rule | FigureFrame)]
    assert (wall.box.width, wall.box.height) == (960, 540)
    assert picture.box.height == pytest.approx(540)
    assert picture.box.x + picture.box.width / 2 == pytest.approx(480)
    assert contrast(wall.fill, "FFFFFF") > 10


def test_names_stand_in_the_middle_of_their_pictures(make, tmp_path: Path) -> None:
    """Small pictures stood at the left of their columns, the names in the middle of these."""
    sizes = [(512, 512), (512, 600), (280, 280)]
    for number, size in enumerate(sizes):
        Image.new("RGB", size, "#336699").save(tmp_path / f"{number}.jpg")
    columns = "".join(f"::: column\n![]({n}.jpg)\n\n**Name {n}**, CEO\n:::\n" for n in range(3))
    (tmp_path / "deck.md").write_text(f"# T\n\n## Team\n\n::: columns\n{columns}:::\n", encoding="utf-8")
    slide = make(tmp_path / "deck.md").laid.slides[1]
    pictures = [frame for frame in slide.frames if isinstance(frame, FigureFrame)]
    words = [frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "body"]
    for picture, name in zip(pictures, words, strict=True):
        line = name.paragraphs[0].lines[0]
        assert line.x + line.width / 2 == pytest.approx(picture.box.x + picture.box.width / 2, abs=1)
        assert picture.box.height > 220


@pytest.mark.parametrize("shares", [(25, 25, 25, 25), (60, 40), (31, 37, 31), (20, 20)])
def test_pictures_with_shares_of_a_row_stand_in_one(make, tmp_path, shares: tuple[int, ...]) -> None:
    Image.new("RGB", (800, 500), "#204060").save(tmp_path / "a.png")
    pictures = "\n".join(f"![](a.png){{width={share}%}}" for share in shares)
    (tmp_path / "deck.md").write_text(f"## T\n\n{pictures}\n", encoding="utf-8")
    frames = [f for f in make(tmp_path / "deck.md").laid.slides[0].frames if isinstance(f, FigureFrame)]
    middles = {round(frame.box.y + frame.box.height / 2) for frame in frames}
    assert len(frames) == len(shares)
    assert len(middles) == 1
    ratios = [frame.box.width / frames[0].box.width for frame in frames]
    assert ratios == pytest.approx([share / shares[0] for share in shares], rel=0.01)
