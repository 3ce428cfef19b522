"""A heading alone, a sentence beside a picture, text beside figures: as large as there is room, in the middle."""

from __future__ import annotations

import zipfile

import pytest
from lxml import etree
from PIL import Image

from deckgen.layout.model import FigureFrame, TextFrame
from deckgen.themes.model import LayoutKind
from tests.instruments.renderers import chromium_words, libreoffice_words, to_pdf

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@pytest.fixture
def deck(make, tmp_path):
    Image.new("RGB", (900, 900), "#204060").save(tmp_path / "picture.png")

    def build(text: str, theme: str = "board"):
        (tmp_path / "deck.md").write_text(f"---\ntitle: T\ntheme: {theme}\n---\n{text}", encoding="utf-8")
        return make(tmp_path / "deck.md")

    return build


PARTS = "# One\n\n## a\n\n- b\n\n## We should all do less\n\n## c\n\n- d\n\n# Two\n\n## e\n\n- f\n"


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
def test_a_heading_alone_within_a_section_is_a_statement(deck, tmp_path, theme: str) -> None:
    built = deck(PARTS, theme)
    slides = built.laid.slides[1:]
    assert [slide.layout.value for slide in slides] == [
        "section", "content", "title-only", "content", "section", "content",
    ]  # fmt: skip
    (title,) = (f for f in slides[2].frames if isinstance(f, TextFrame) and f.role == "title")
    usual = next(f for f in slides[1].frames if isinstance(f, TextFrame) and f.role == "title")
    assert title.paragraphs[0].size > 1.15 * usual.paragraphs[0].size
    # It is still the slide's title, for the outline and for screen readers, and stands in the middle in both.
    with zipfile.ZipFile(built.pptx) as package:
        slide = etree.fromstring(package.read("ppt/slides/slide4.xml"))
    assert next(place.get("type") for place in slide.iter(f"{P}ph")) == "title"
    (pdf,) = to_pdf([built.pptx], tmp_path)
    shown = [w for w in libreoffice_words(pdf)[0] if w.slide == 4 and w.text == "should"]
    paged = [w for w in chromium_words(built.html)[0] if w.slide == 4 and w.text == "should"]
    assert shown[0].baseline == pytest.approx(paged[0].baseline, abs=3)
    assert 0.4 < paged[0].baseline / built.laid.theme.height < 0.65


def test_a_sentence_stands_large_beside_its_picture(deck) -> None:
    built = deck("## Bridges\n\nThey sway because people walk in step.\n\n![A bridge](picture.png)\n")
    slide = built.laid.slides[1]
    words = next(f for f in slide.frames if isinstance(f, TextFrame) and f.role == "statement")
    picture = next(f for f in slide.frames if isinstance(f, FigureFrame))
    assert words.paragraphs[0].size >= 32
    assert words.box.right <= picture.box.x
    assert words.box.y + words.box.height / 2 == pytest.approx(picture.box.y + picture.box.height / 2, abs=8)


def test_text_that_is_none_stays_text_beside_its_picture(deck) -> None:
    long = "They sway because people walk in step, which nobody had thought of before the day on which it was opened, "
    built = deck(f"## Bridges\n\n{long}and then all were surprised.\n\n![A bridge](picture.png)\n")
    assert not any(isinstance(f, TextFrame) and f.role == "statement" for f in built.laid.slides[1].frames)


def test_a_short_list_grows_beside_a_picture_and_stands_in_its_middle(deck) -> None:
    built = deck(
        "## Bridges\n\n- Walkers in step\n- A bridge that sways\n- Dampers\n\n![A bridge](picture.png)\n"
    )
    slide = built.laid.slides[1]
    words = next(f for f in slide.frames if isinstance(f, TextFrame) and f.role == "body")
    picture = next(f for f in slide.frames if isinstance(f, FigureFrame))
    assert words.paragraphs[0].size > built.laid.theme.tokens.type.body[0]
    lines = [line for paragraph in words.paragraphs for line in paragraph.lines]
    middle = (lines[0].baseline - 0.7 * words.paragraphs[0].size + lines[-1].baseline) / 2
    assert middle == pytest.approx(picture.box.y + picture.box.height / 2, abs=10)


@pytest.mark.parametrize(
    ("title", "text", "larger"),
    [
        ('"I thought the meter was broken."', "— Luis Hernandez, almond grower", "title"),
        ("The ask: $6M", "for 24 months of runway and 12,000 fields", "title"),
        ("We are raising $6 million", "To bring cold storage to 100,000 farmers.", "title"),
        ("Churn has halved since we answer at once", "Let us keep the night shift.", "title"),
        ("The ask", "Six million for 24 months of runway", "statement"),
        ("How do I get a badge on site?", "Ask at the reception.", "statement"),
        ("The one number to remember today", "42 %", "statement"),
        ("The main theorem of it all", "$a^2+b^2=c^2$", "statement"),
        (
            "The law of large numbers",
            "The average of many results converges to the expected value.",
            "statement",
        ),
        ("Question 3 of 5", "What is the capital of France?", "statement"),
        ("Homework for week 3", "Read chapters 4 and 5.", "statement"),
        ("Phones", "iPhone users buy twice as much", "statement"),
    ],
)
@pytest.mark.parametrize("theme", ["board", "stage", "seminar"])
def test_a_title_that_says_something_is_what_is_said(
    make, title: str, text: str, larger: str, theme: str
) -> None:
    """It was the smallest thing on its slide, or stood far above whose it is."""
    (slide,) = make(f"---\ncover: false\ntheme: {theme}\n---\n\n## {title}\n\n{text}\n").laid.slides
    frames = {frame.role: frame for frame in slide.frames if isinstance(frame, TextFrame)}
    sizes = {role: frame.paragraphs[0].size for role, frame in frames.items()}
    assert max(("title", "statement"), key=sizes.__getitem__) == larger
    assert larger == "statement" or 0 <= frames["statement"].box.y - frames["title"].box.bottom < 40


def test_links_alone_are_no_statement(make) -> None:
    """`Learn more` stood small above a huge `Docs · GitHub`."""
    built = make("## Learn more\n\n[Docs](https://a.b) · [GitHub](https://c.d)\n\n## Said\n\nDocs are read\n")
    first, second = built.laid.slides
    assert first.layout is LayoutKind.CONTENT
    assert second.layout is LayoutKind.STATEMENT


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
def test_a_section_without_a_number_begins_where_titles_do(deck, theme: str) -> None:
    """It stood in for a number that was not there."""
    section, content = deck("## a\n\n- b\n\n# Outlook\n\n## c\n\n- d\n", theme).laid.slides[2:4]
    first, usual = (next(f for f in slide.frames if f.role == "title") for slide in (section, content))
    assert first.paragraphs[0].align == "center" or first.box.x == pytest.approx(usual.box.x, abs=1)


@pytest.mark.parametrize(
    ("title", "layout"),
    [
        ("Offline is not an error.", "title-only"),
        ('"It just works on the boat now."', "title-only"),
        ("« Cela suffit »", "title-only"),
        ("Demo", "section"),
        ("Why now?", "section"),
        ("St. Gallen", "section"),
    ],
)
def test_a_sentence_alone_is_no_section(deck, title: str, layout: str) -> None:
    built = deck(f"# What breaks\n\n- Trust\n\n# {title}\n\n# And then\n\n- More\n")
    assert built.laid.slides[2].layout.value == layout


def test_a_sentence_with_slides_below_it_is_a_section(deck) -> None:
    built = deck("# Offline is not an error.\n\n## One\n\n- a\n\n# It works on boats.\n\n## Two\n\n- b\n")
    assert [slide.layout.value for slide in built.laid.slides[1:]] == [
        "section", "content", "section", "content",
    ]  # fmt: skip


def test_a_claim_stays_the_title_beside_a_picture(deck) -> None:
    claim = "Heat islands are strongest at night, when people need to sleep, and weakest at noon"
    built = deck(f"## {claim}\n\nStone stores the heat of the day.\n\n![Stones](picture.png)\n")
    texts = [frame for frame in built.laid.slides[1].frames if isinstance(frame, TextFrame)]
    title = next(frame for frame in texts if frame.role == "title")
    words = next(frame for frame in texts if "Stone stores" in frame.text)
    assert title.paragraphs[0].size >= words.paragraphs[0].size


def test_pictures_of_any_shape_stand_in_rows_of_one_width(make, tmp_path) -> None:
    for name, size in {
        "wide": (1600, 900),
        "square": (900, 900),
        "high": (800, 1200),
        "photo": (1200, 800),
    }.items():
        Image.new("RGB", size, "#204060").save(tmp_path / f"{name}.png")
    names = ("wide", "square", "high", "photo")
    (tmp_path / "deck.md").write_text(
        "## Four\n\n" + "\n".join(f"![{n}]({n}.png)" for n in names), encoding="utf-8"
    )
    (slide,) = make(tmp_path / "deck.md").laid.slides
    boxes = [frame.box for frame in slide.frames if isinstance(frame, FigureFrame)]
    rows: dict[int, list] = {}
    for box in boxes:
        rows.setdefault(round(box.y), []).append(box)
    assert len({(round(row[0].x), round(row[-1].right)) for row in rows.values()}) == 1
    assert all(len({round(box.height) for box in row}) == 1 for row in rows.values())
    for box, (width, height) in zip(boxes, ((16, 9), (1, 1), (2, 3), (3, 2)), strict=True):
        assert box.width / box.height == pytest.approx(width / height, rel=0.01)


def test_a_narrow_picture_beside_a_sentence_stands_at_the_margin(deck, tmp_path) -> None:
    Image.new("RGB", (800, 1200), "#204060").save(tmp_path / "high.png")
    built = deck(
        "## Bridges\n\nThey sway because people walk in step.\n\n![A bridge](high.png)\n\n## b\n\n- c\n"
    )
    picture = next(f for f in built.laid.slides[1].frames if isinstance(f, FigureFrame))
    title = next(f for f in built.laid.slides[2].frames if isinstance(f, TextFrame) and f.role == "title")
    assert picture.box.right == pytest.approx(title.box.right, abs=1)


def test_words_beside_a_picture_of_a_given_size_have_what_it_leaves(deck) -> None:
    words = (
        "The project began in 2019 with a grant of the council. Since then eleven people have worked on it."
    )
    built = deck(f"## The project\n\n![A](picture.png){{width=20%}}\n\n{words}\n\n## b\n\n- c\n")
    slide = built.laid.slides[1]
    title, text = (
        next(f for f in slide.frames if isinstance(f, TextFrame) and f.role == r) for r in ("title", "body")
    )
    picture = next(f for f in slide.frames if isinstance(f, FigureFrame))
    assert picture.box.right == pytest.approx(title.box.right, abs=1)
    assert 10 < picture.box.x - text.box.right < 60
    region = built.laid.theme.height - title.box.bottom
    top = min(picture.box.y, text.box.y) - title.box.bottom
    assert top > 0.12 * region


@pytest.fixture
def photograph(tmp_path):
    """A picture that is no drawing: every pixel is another one."""
    high = Image.effect_noise((800, 1200), 90).convert("RGB")
    high.save(tmp_path / "high.jpg", quality=80)
    high.resize((1200, 800)).save(tmp_path / "wide.jpg", quality=80)
    return tmp_path


@pytest.mark.parametrize("theme", ["board", "stage", "quiet"])
@pytest.mark.parametrize("words", ["", "They sway.", "- one\n- two"], ids=["title", "sentence", "list"])
def test_a_high_photograph_fills_the_edge_beside_words(deck, photograph, theme: str, words: str) -> None:
    built = deck(f"## The tower\n\n{words}\n\n![A tower](high.jpg)\n\n## b\n\n- c\n", theme)
    slide, whole = built.laid.slides[1], built.laid.theme
    picture = next(f for f in slide.frames if isinstance(f, FigureFrame))
    assert (picture.box.y, picture.box.height) == (0, whole.height)
    assert picture.box.right == pytest.approx(whole.width)
    assert picture.box.width / picture.box.height == pytest.approx(2 / 3, rel=0.01)
    texts = [f for f in slide.frames if isinstance(f, TextFrame)]
    assert max(frame.box.right for frame in texts) < picture.box.x
    usual = next(f for f in built.laid.slides[2].frames if isinstance(f, TextFrame) and f.role == "title")
    assert next(f for f in texts if f.role == "title").box.x == pytest.approx(usual.box.x, abs=0.5)


@pytest.mark.parametrize(
    "slide",
    [
        "- one\n\n![A](wide.jpg)",
        "- one\n\n![A](high.jpg){width=20%}",
        '- one\n\n![A](high.jpg "Photo: me")',
        "- one\n\n![A](high.jpg)\n\n![B](high.jpg)",
        "| a |\n|---|\n| b |\n\n![A](high.jpg)",
        "- one\n\n![A](picture.png)",
    ],
)
def test_other_pictures_stay_among_the_words(deck, photograph, slide: str) -> None:
    built = deck(f"## The tower\n\n{slide}\n\n## b\n\n- c\n")
    pictures = [f for f in built.laid.slides[1].frames if isinstance(f, FigureFrame)]
    assert all(picture.box.height < built.laid.theme.height for picture in pictures)


def test_many_words_leave_a_photograph_no_edge(deck, photograph) -> None:
    words = "\n".join(
        f"- point {number} says something that goes on for a while, and then for longer"
        for number in range(9)
    )
    built = deck(f"## The tower\n\n{words}\n\n![A](high.jpg)\n")
    pictures = [f for s in built.laid.slides for f in s.frames if isinstance(f, FigureFrame)]
    assert len(pictures) == 1
    assert pictures[0].box.height < built.laid.theme.height


@pytest.mark.parametrize(
    ("below", "layout"),
    [
        ("— Peter Deutsch, 1994", "quotation"),
        ("Peter Deutsch, first fallacy of distributed computing, 1994", "quotation"),
        ("It is not.", "content"),
        ("and it never was", "content"),
        ("- Peter Deutsch", "content"),
        ("Peter Deutsch\n\nAnd more", "content"),
    ],
)
def test_a_line_below_a_quotation_may_say_whose_it_is(deck, below: str, layout: str) -> None:
    built = deck(f"## Fallacies\n\n> The network is reliable.\n\n{below}\n\n## b\n\n- c\n", "stage")
    slide = built.laid.slides[1]
    assert slide.layout.value == layout
    if layout == "quotation":
        (words,) = (
            frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "quotation"
        )
        assert words.paragraphs[1].size < 0.8 * words.paragraphs[0].size


@pytest.mark.parametrize("theme", ["board", "stage", "quiet"])
def test_footers_beside_a_photograph_begin_where_they_do_elsewhere(make, photograph, theme: str) -> None:
    long = "Institute for Urban Climate, Congress in Barcelona, 12 to 14 September"
    slides = "## The tower\n\n- one\n\n![A tower](high.jpg)\n\n## b\n\n- c\n"
    (photograph / "footed.md").write_text(
        f"---\ntheme: {theme}\nfooter: {long}\n---\n{slides}", encoding="utf-8"
    )
    built = make(photograph / "footed.md")
    beside, usual = (
        next(f for f in slide.frames if isinstance(f, TextFrame) and f.role == "footer")
        for slide in built.laid.slides[:2]
    )
    assert beside.box.x == pytest.approx(usual.box.x, abs=0.5)
    picture = next(f for f in built.laid.slides[0].frames if isinstance(f, FigureFrame))
    assert beside.box.right <= picture.box.x
    assert beside.paragraphs[0].size >= 0.8 * usual.paragraphs[0].size


def test_pictures_that_are_alike_stand_in_a_grid_on_one_slide(make, tmp_path) -> None:
    for count, size in ((5, (1000, 1000)), (8, (1500, 1000))):
        Image.effect_noise(size, 90).convert("RGB").save(tmp_path / "photo.jpg", quality=60)
        (tmp_path / "deck.md").write_text("## Many\n\n" + "![](photo.jpg)\n" * count, encoding="utf-8")
        (slide,) = make(tmp_path / "deck.md").laid.slides
        boxes = [frame.box for frame in slide.frames if isinstance(frame, FigureFrame)]
        assert len(boxes) == count
        assert len({(round(box.width), round(box.height)) for box in boxes}) == 1


def test_a_long_title_leaves_a_photograph_no_edge(deck, photograph) -> None:
    title = " ".join(f"word{number}" for number in range(24))
    built = deck(f"## {title}\n\n- one\n\n![A](high.jpg)\n")
    picture = next(f for f in built.laid.slides[1].frames if isinstance(f, FigureFrame))
    assert picture.box.height < built.laid.theme.height


@pytest.mark.parametrize("theme", ["board", "stage", "seminar", "quiet"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_cover_beside_a_picture_stands_on_none_of_the_theme_s_shapes(
    deck, make, tmp_path, theme: str, side: str
) -> None:
    """The picture lay across the edge of a panel, and words on it."""
    (tmp_path / "cover.md").write_text(
        f"---\ntheme: {theme}\ndialect: marp\n---\n\n![bg {side}:40%](picture.png)\n\n"
        "# Welcome\n\nA subtitle\n\nAda\n\n---\n\n# b\n\n- c\n",
        encoding="utf-8",
    )
    first = make(tmp_path / "cover.md").laid.slides[0]
    assert first.layout is LayoutKind.STATEMENT
    picture = next(f for f in first.frames if isinstance(f, FigureFrame))
    words = [f for f in first.frames if isinstance(f, TextFrame) and f.role in ("title", "statement")]
    assert [frame.role for frame in words] == ["title", "statement"]
    assert not any(frame.box.meets(picture.box) for frame in words)
    assert len(words[1].paragraphs) == 2


def _attributions(deck, text: str) -> int:
    slide = deck(f"## Press\n\n{text}\n\n## b\n\n- c\n").laid.slides[1]
    words = [frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role != "title"]
    return sum(len(frame.paragraphs) > 1 for frame in words if "“" in frame.text)


def test_names_below_each_of_several_quotations_belong_to_them(deck) -> None:
    """Each stood nearer to the next quotation than to its own, and as large."""
    one, other = (
        "> “Two villages.”\n\n*Evening Post*, 3 November",
        "> “Who pays?”\n\n*The Courier*, 9 November",
    )
    assert _attributions(deck, f"{one}\n\n{other}") == 2
    assert _attributions(deck, f"{one}\n\n{other}\n\nAnd more.") == 0
    assert _attributions(deck, f"> “Two villages.”\n\nThat is a sentence.\n\n{other}") == 0


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Why do reforms of schools fail so often? Twenty years of evidence in Latin America", "often?"),
        ("The very long road to yet another lighthouse: what a hundred storms taught", "lighthouse:"),
    ],
)
def test_a_title_of_two_lines_is_broken_where_it_pauses(make, title: str, first: str) -> None:
    (slide,) = make(f"---\nlang: en\n---\n\n## {title}\n\n- x\n").laid.slides
    head = next(frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role == "title")
    lines = [line.text.strip() for line in head.paragraphs[0].lines]
    assert len(lines) == 2
    assert lines[0].endswith(first)


@pytest.mark.parametrize(
    ("title", "closes"), [("Let's talk", True), ("Kontakt", True), ("Our prices", False)]
)
def test_a_last_slide_of_addresses_is_the_closing_one(make, title: str, closes: bool) -> None:
    text = f"# T\n\n## A\n\n- x\n\n## {title}\n\nbea@example.org\n\n+46 8 123 45 67\n"
    assert (make(text).laid.slides[-1].kind.value == "closing") is closes


@pytest.mark.parametrize(
    ("end", "closes"),
    [
        ("Merci !", True),
        ("**Thank you!**\n\nme@example.org", True),
        ("Questions ?", True),
        ("Merci à tous ceux qui ont relu ces pages et donné leur avis sur la suite.", False),
        ("- Merci !\n- Fin", False),
    ],
)
@pytest.mark.parametrize("opens", ["---", "--- PARTIE"])
def test_a_last_slide_without_a_title_that_thanks_is_the_closing_one(
    make, opens: str, end: str, closes: bool
) -> None:
    """It stood small below the title of its section."""
    text = f"---\ntitle: T\n---\n\n{opens}\n\n- a\n\n---\n\n- b\n\n---\n\n{end}\n"
    assert (make(text).laid.slides[-1].kind.value == "closing") is closes


def test_a_line_with_a_link_beside_a_picture_is_no_statement(make, tmp_path) -> None:
    """It was as large as a claim, and the title a small line above it."""
    Image.new("RGB", (800, 500), "#335577").save(tmp_path / "p.png")
    deck = tmp_path / "deck.md"
    deck.write_text(
        "# T\n\n## Method\n\nProposed in [a paper](https://x.org)\n\n![](p.png)\n", encoding="utf-8"
    )
    roles = {frame.role for frame in make(deck).laid.slides[1].frames if isinstance(frame, TextFrame)}
    assert "title" in roles
    assert "statement" not in roles


def test_a_title_alone_on_a_picture_that_is_shown_whole_stands_at_its_place(make, tmp_path) -> None:
    Image.new("RGB", (800, 300), "#204060").save(tmp_path / "a.png")
    slides = ("# A\n\na", "![bg fit](a.png)\n\n# Figure", "![bg](a.png)\n\n# Photograph")
    (tmp_path / "deck.md").write_text(
        "---\nmarp: true\n---\n\n" + "\n\n---\n\n".join(slides), encoding="utf-8"
    )
    slides = make(tmp_path / "deck.md").laid.slides
    figure, photograph = (
        next(f for f in slide.frames if isinstance(f, TextFrame) and f.role == "title")
        for slide in slides[1:]
    )
    assert figure.paragraphs[0].lines[0].baseline < 0.25 * 540
    assert photograph.paragraphs[0].lines[0].baseline > 0.4 * 540
