"""Text that stood nowhere, or as something else than what it is: found in decks of strangers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn

from deckgen import build
from deckgen.layout.model import FigureFrame, TextFrame
from deckgen.readers.backdrop_places import place_of, size_of
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.instruments.outline import outline_of
from tests.instruments.text import html_slides, pptx_slides

ABOVE = "".join(f"- the {n} was opened in {1998 + n}\n" for n in range(5))


@pytest.mark.parametrize("above", [ABOVE, "\n\n".join("Words of a paragraph." for _ in range(4))])
@pytest.mark.parametrize("theme", ["board", "quiet"])
def test_text_above_pictures_in_columns_with_words_below_is_there(
    make, tmp_path: Path, above: str, theme: str
) -> None:
    """All of it was missing in both files, where the columns took one slide."""
    for name in "ab":
        Image.new("RGB", (600, 400), "#336699").save(tmp_path / f"{name}.png")
    columns = "".join(f"::: column\n![{name}]({name}.png)\n:::\n" for name in "ab")
    text = f"---\ntheme: {theme}\n---\n## Sites\n\n{above}\n\n::: columns\n{columns}:::\n\nPictures by us.\n"
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    built = make(tmp_path / "deck.md")
    words = above.replace("-", "").split()
    for shown in (" ".join(pptx_slides(built.pptx)), " ".join(html_slides(built.html))):
        for word in {*words, "Pictures"}:
            assert shown.split().count(word) >= words.count(word), word


@pytest.mark.parametrize(
    "text",
    [
        "Text^[outer with^[inner] note].",
        "Text[^1].\n\n[^1]: outer with^[inner] note.",
        "A[^x].\n\n[^x]: b[^y].\n\n[^y]: inner",
    ],
)
def test_a_note_in_a_note_has_a_number(make, text: str) -> None:
    """It was called `^16.5.cfbdfa14`, or was nowhere."""
    (shown,) = pptx_slides(make(f"## A\n\n{text}\n").pptx)
    assert "^" not in shown
    assert "inner" in shown
    assert shown.count("2") == 2


def _outline(text: str) -> str:
    return outline_of(read_deck(Source.from_text("deck.md", text)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![](logo.png =200x100)", "figure logo.png width=200px height=100px"),
        ("![Our *logo*](logo.png =50%x)", "figure logo.png alt='Our logo' width=50%"),
        ('![](logo.png "Words" =x80)', "figure logo.png caption='Words' height=80px"),
    ],
)
def test_pictures_with_a_size_behind_their_name_are_pictures(text: str, shown: str) -> None:
    """They were text, even a slide's title."""
    assert f"  {shown}" in _outline(f"# A\n\n{text}\n\nwords\n").split("\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("```{figure} logo.png\n:name: f\n:width: 50%\n\nCaption here\n```",
         "figure logo.png alt='Caption here' caption='Caption here' width=50%"),
        ("```{image} logo.png\n:alt: words\n```", "figure logo.png alt='words'"),
        ("```{math}\n:label: eq\na = b\n```", "equation $$ a = b $$"),
        ("```{code-block} python\n:linenos:\nx = 1\n```", "code python numbers=1"),
        ("```{code} python\nx = 1\n```", "code python"),
    ],
)  # fmt: skip
def test_directives_that_are_fences_show_what_they_name(text: str, shown: str) -> None:
    """The picture was gone, with its options as code; a formula began with its label."""
    assert f"  {shown}" in _outline(f"# A\n\n{text}\n").split("\n")


def test_slide_options_say_whose_deck_it_is() -> None:
    read = read_deck(
        Source.from_text("deck.md", "---\nslideOptions:\n  theme: white\n---\n\n# A\n\n---\n\n# B\n")
    )
    assert read.value.dialect == "hedgedoc"


def test_pictures_in_columns_keep_their_captions_where_a_slide_is_split(make, tmp_path: Path) -> None:
    """Page one had both pictures, page two their captions."""
    Image.new("RGB", (600, 600), "#336699").save(tmp_path / "a.png")
    columns = "".join(f"::: column\n![](a.png)\n\nCap {n}\n:::\n" for n in "xy")
    below = "\n\n".join(f"Words of paragraph {n} below them." for n in range(6))
    text = f"## T\n\nWords above them.\n\n::: columns\n{columns}:::\n\n{below}\n"
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    first, *_ = pptx_slides(make(tmp_path / "deck.md").pptx)
    assert "Cap x" in first
    assert "Cap y" in first


def test_files_in_code_of_several_states_are_read(tmp_path: Path) -> None:
    """Their names were shown as code."""
    (tmp_path / "a.py").write_text("x = 1\n", encoding="utf-8")
    file, code = "<<< @/a.py python", "```python\nx = 2\n```"
    slides = [
        f"# {n}\n\n````md magic-move\n{a}\n{b}\n````\n" for n, a, b in (("A", file, code), ("B", code, file))
    ]
    text = f"---\ntheme: seriph\n---\n\n{slides[0]}\n---\nlayout: center\n---\n\n{slides[1]}"
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    done = build(tmp_path / "deck.md", to="txt", output=tmp_path)
    assert done.ok
    shown = (tmp_path / "deck.txt").read_text(encoding="utf-8")
    assert "<<<" not in shown
    assert "x = 2" in shown
    assert "x = 1" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mid-range ($$)\n- Bistro ($$)\n- Brasserie ($$)", ["  p Mid-range ($$)", "    - Bistro ($$)"]),
        ("`$$` is the process:\n```sh\necho $$\n```", ["  code sh", "    | echo $$"]),
        ("PID is $$\n::: notes\nsecret $$\n:::", ["  p PID is $$", "  notes"]),
    ],
)  # fmt: skip
def test_two_dollar_signs_are_not_a_formula_by_themselves(text: str, shown: list[str]) -> None:
    """What stood between two of them was words of a sentence: items, code, and notes on the slide."""
    assert set(shown) <= set(_outline(f"# A\n\n{text}\n").split("\n"))


def test_text_below_comments_is_no_metadata_by_a_colon() -> None:
    text = "<!-- a comment -->\n\n---\n\nNote: this is said\ndate: unknown\n\n---\n\n# B\n"
    assert "this is said" in _outline(text)


def test_notes_in_notes_are_where_these_are() -> None:
    """A note in the speaker's note was on the slide, with a name that nobody had given it."""
    outline = _outline("# A\n\n- v[^c]\n\n[^c]: cc ^[inline]\n\n::: notes\nn ^[e ^[secret]]\n:::\n")
    slide, _, notes = outline.partition("  notes")
    assert "secret" in notes
    assert "secret" not in slide
    assert "^[^" not in outline.replace("[^1^]", "")
    assert "note=^" not in outline


@pytest.mark.parametrize("comment", ['style="color: red"', 'class="fragment"', 'class="r-fit-text"'])
def test_a_comment_below_a_title_leaves_it_one(comment: str) -> None:
    """It was a paragraph, and its slide had no title."""
    outline = _outline(f"# D\n\n---\n\n## Title\n<!-- .element: {comment} -->\n- one\n")
    assert "Title" in next(line for line in outline.split("\n") if "slide" in line and "Title" in line)


@pytest.mark.parametrize("above", ["---\n", "::: box\nwords\n:::\n", '<!-- .slide: id="x" -->\n'])
def test_a_comment_behind_a_mark_says_nothing_of_it(above: str) -> None:
    """It made an empty paragraph of the mark: boxes stayed open, settings were lost."""
    for comment in ('style="color: red"', 'class="fragment"'):
        with_it = _outline(f"# D\n\n{above}<!-- .element: {comment} -->\n\n- one\n")
        assert with_it == _outline(f"# D\n\n{above}\n\n- one\n").replace("\n\n", "\n")


def test_tags_in_code_are_code() -> None:
    """They were a list, and no code, as if the page had been meant."""
    code = "<pre><code data-trim>\n<ul>\n  <li><b>One</b></li>\n</ul>\n<!-- remark -->\n</code></pre>"
    outline = _outline(f"# D\n\n## A\n\n{code}\n")
    for line in ("<ul>", "  <li>One</li>", "</ul>", "<!-- remark -->"):
        assert line in outline


def test_elements_that_are_none_keep_their_spelling() -> None:
    assert "<Appear> text in </Appear>" in _outline("# D\n\n## A\n\n<Appear>\n  text in\n</Appear>\n")


def test_a_footnote_of_several_slides_stands_on_each(make) -> None:
    """On all but the first there was a number, and nothing at the foot."""
    long = "word " * 120
    notes = f"[^n]: brief *note*\n\n[^k]: other\n\n[^m]: {long}\n"
    text = f"## A\n\none[^n] two[^m]\n\n## B\n\nthree[^n] four[^k] five[^m]\n\n{notes}"
    built = make(text)
    for slides in (pptx_slides(built.pptx), html_slides(built.html)):
        assert ["brief" in slide for slide in slides[:2]] == [True, True]
        assert sum("other" in slide for slide in slides) == 1
        assert sum("word" in slide for slide in slides) == 1


def test_pictures_of_items_are_at_these(make, tmp_path: Path) -> None:
    """They stood in one row below the last item that had one."""
    for name in ("lid", "lever"):
        Image.new("RGB", (600, 400), "#336699").save(tmp_path / f"{name}.png")
    (tmp_path / "deck.md").write_text(
        "## T\n\n1. Open\n\n   ![lid](lid.png)\n\n2. Pull\n\n   ![lever](lever.png)\n\n3. Close\n",
        encoding="utf-8",
    )
    frames = make(tmp_path / "deck.md").laid.slides[0].frames
    pictures = {frame.alt: frame.box for frame in frames if isinstance(frame, FigureFrame)}
    words = {
        "".join(line.text for line in paragraph.lines): frame.box
        for frame in frames
        if isinstance(frame, TextFrame) and frame.role == "body"
        for paragraph in frame.paragraphs
    }
    for said, shown in (("Open", "lid"), ("Pull", "lever")):
        box = next(box for text, box in words.items() if said in text)
        assert pictures[shown].x == box.x
        assert 0 <= pictures[shown].y - box.bottom < 40
    assert len({box.y for box in words.values()}) == 1


def test_code_in_a_template_is_code() -> None:
    """reveal.js's own way to write it lost it."""
    code = '<pre><code data-trim><script type="text/template">\nif (a < b && c) return "<li>";\n</script></code></pre>'
    assert '    | if (a < b && c) return "<li>";' in _outline(f"---\ntheme: black\n---\n\n## A\n\n{code}\n")


def test_an_aside_stands_at_the_foot_of_its_slide(make) -> None:
    """It was the main text of a slide with a picture, half way up."""
    built = make(
        "## A\n\nA sentence that stands here.\n\n::: aside\nWhere it is *from*.\n:::\n\n## B\n\n- b\n"
    )
    said = [frame for frame in built.laid.slides[0].frames if isinstance(frame, TextFrame)]
    feet = [frame for frame in said if frame.role == "footnote"]
    assert [frame.paragraphs[0].lines[0].text for frame in feet] == ["Where it is from."]
    assert feet[0].box.bottom > 450


@pytest.mark.parametrize(
    "held", ["```\nword\n```", "> word", "- word", "`word`", "| word |\n|---|\n| b |", "word"]
)
@pytest.mark.parametrize(
    "slide",
    [
        "# T\n\n{}",
        "## A {{layout=statement}}\n\n{}",
        "## A\n\nsaid[^1]\n\n{}\n\n[^1]: note",
        "## A\n\n- a\n\n{}",
    ],
)
def test_nothing_of_an_aside_is_lost(make, held: str, slide: str) -> None:
    text = slide.format(f"::: aside\n{held}\n:::")
    for slides in (pptx_slides((built := make(f"{text}\n\n## Z\n\n- z\n")).pptx), html_slides(built.html)):
        assert "word" in slides[0].replace(" ", "")


def test_an_aside_makes_no_other_slide_of_a_closing_or_a_cover() -> None:
    text = "# Talk\n\n::: aside\nwords\n:::\n\n## A\n\n- a\n\n# Thank you\n\n::: aside\nmore\n:::\n"
    lines = [line for line in _outline(text).split("\n") if line.startswith("slide")]
    assert lines[0].endswith("(cover)")
    assert lines[-1].endswith("(closing)")


def test_headings_in_a_layout_stand_above_what_is_below_them() -> None:
    text = "## A\n\n::: {layout-ncol=2}\n### One\n\n- a\n\n### Two\n\n- b\n:::\n"
    assert _outline(text).count("column") == _outline("## A\n\n:::: columns\n::: column\n### One\n\n- a\n:::\n"
        "::: column\n### Two\n\n- b\n:::\n::::\n").count("column")  # fmt: skip


@pytest.mark.parametrize(
    "fence", ["::: columns\n### Left\n- a\n:::", ":::: columns\n::: column\n### Left\n- a\n:::\n::::"]
)
def test_a_lone_heading_in_columns_below_a_title_begins_no_slide(fence: str) -> None:
    """The title's slide was empty, and what was left of two columns another one."""
    assert _outline(f"# D\n\n## T\n\n{fence}\n\n## U\n").count("slide ") == 3


def test_a_list_of_other_signs_has_its_own_numbers_in_the_file(make) -> None:
    """`III.` right below `2.` was I. there."""
    built = make("---\ndialect: pandoc\n---\n\n# A\n\n1. a\n2. b\n\nIII. x\nIV. y\n")
    slide = Presentation(str(built.pptx)).slides[0]
    found = [(each.get("type"), each.get("startAt")) for each in slide.element.iter(qn("a:buAutoNum"))]
    assert found == [("arabicPeriod", None)] * 2 + [("romanUcPeriod", "3")] * 2


def test_lists_of_html_have_their_letters(make) -> None:
    built = make(
        '---\ndialect: quarto\n---\n\n## A\n\n<ol type="A">\n<li>one</li>\n<li>two</li>\n</ol>\n\nText\n\n'
        '<ol style="list-style-type: lower-roman">\n\n- x\n\n</ol>\n'
    )
    slide = Presentation(str(built.pptx)).slides[0]
    found = [each.get("type") for each in slide.element.iter(qn("a:buAutoNum"))]
    assert found == ["alphaUcPeriod"] * 2 + ["romanLcPeriod"]


@pytest.mark.parametrize("size", ["300pt", "4in", "10cm", "100mm", "400px", "20vw"])
def test_a_picture_behind_a_slide_is_as_large_as_is_said_in_any_unit(size: str) -> None:
    """It was blown up over the slide."""
    assert size_of(size) == (False, size, "")


@pytest.mark.parametrize("place", ["640px 360px", "480pt 270pt", "50% 50%", "center"])
def test_it_stands_where_is_said_in_any_unit(place: str) -> None:
    assert place_of(place) == pytest.approx((0.5, 0.5))
