"""What an author has written is not lost and not changed in the reading, whatever tool the deck was written for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from deckgen import build
from deckgen.deck.blocks import Block, CodeBlock, Columns, Equation, Figure, Pause, Table
from deckgen.deck.inlines import Run, plain_text
from deckgen.deck.slides import Deck, Slide
from deckgen.deck.walk import blocks_of, runs_of, texts_of
from deckgen.diagnostics import Diagnostic
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.instruments.renderers import libreoffice_words
from tests.instruments.text import html_slides, pptx_notes, pptx_slides

MARP = "---\nmarp: true\n---\n\n"
SLIDEV = "---\ntheme: seriph\nmdc: true\n---\n\n"
REVEAL = "---\ntheme: black\nrevealOptions:\n  transition: fade\n---\n\n"
PANDOC = "% Deck\n% Author\n\n"
QUARTO = "---\ntitle: Deck\nformat: revealjs\n---\n\n"
HEADS = {"own": "", "marp": MARP, "slidev": SLIDEV, "reveal": REVEAL, "pandoc": PANDOC}


def _deck(text: str, name: str = "deck.md") -> tuple[Deck, tuple[Diagnostic, ...]]:
    read = read_deck(Source.from_text(name, text))
    return read.value, read.found


def _slides(text: str, name: str = "deck.md") -> list[Slide]:
    deck, _ = _deck(text, name)
    return [slide for section in deck.sections for slide in section.slides]


def _texts(slide: Slide) -> list[str]:
    return [plain_text(text) for text in texts_of(blocks_of(slide))]


def _code(slide: Slide) -> list[str]:
    return [block.text for block in blocks_of(slide) if isinstance(block, CodeBlock)]


def _plain(blocks: Sequence[Block]) -> str:
    return " ".join(plain_text(text) for text in texts_of(blocks))


def _notes(slide: Slide) -> str:
    return "\n".join(plain_text(text) for text in texts_of(slide.notes))


def _figures(slide: Slide) -> list[str]:
    return [block.target for block in blocks_of(slide) if isinstance(block, Figure)]


def _picture(path: Path) -> None:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (64, 40), "#c03050").save(path)


@pytest.mark.parametrize("tag", ["script setup", "style"])
@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
def test_a_comment_that_mentions_a_script_is_a_comment(head: str, tag: str) -> None:
    comment = f"<!--\nOnly `<{tag}>` works.\n\nNo <{tag}> here.\n-->"
    slides = _slides(f"{head}# One\n\n{comment}\n\n---\n\n# Two\n\nWords\n\n---\n\n# Three\n")
    assert [plain_text(slide.title) for slide in slides if slide.title][-3:] == ["One", "Two", "Three"]
    assert [_texts(slide) for slide in slides[-3:]] == [[], ["Words"], []]


def test_a_comment_that_mentions_a_script_takes_nothing_from_the_decks(make) -> None:
    built = make(f"{SLIDEV}# One\n\n<!--\nA `<script>` here.\n-->\n\n---\n\n# Two\n\n- words\n")
    for found in (pptx_slides(built.pptx), html_slides(built.html)):
        assert len(found) == 2
        assert "words" in found[1]
        assert "---" not in "".join(found)
    assert "A <script> here." in pptx_notes(built.pptx)


@pytest.mark.parametrize("level", ["#", "##"])
@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
def test_a_heading_that_holds_only_a_picture_is_a_slide_with_it(head: str, level: str) -> None:
    divide = "\n\n" if head == PANDOC else "\n\n---\n\n"
    slides = _slides(divide.join([f"{head}# First", f"{level} ![A coast](coast.png)", "# Last\n"]))
    titled = [slide for slide in slides if _figures(slide)]
    assert [_figures(slide) for slide in titled] == [["coast.png"]]
    assert titled[0].label == "A coast" or plain_text(titled[0].title) == "A coast"
    assert plain_text(slides[-1].title) == "Last"


def test_a_picture_in_a_heading_stands_on_its_slide_in_both_decks(make, tmp_path: Path) -> None:
    from lxml import etree
    from pptx import Presentation

    _picture(tmp_path / "coast.png")
    path = tmp_path / "deck.md"
    path.write_text(
        f"{MARP}# One\n\n---\n\n# ![A coast](coast.png)\n\n---\n\n# Words and ![inside](coast.png)\n"
    )
    built = make(path)
    alts = [
        re.findall(r'descr="([^"]+)"', etree.tostring(slide._element, encoding="unicode"))
        for slide in Presentation(str(built.pptx)).slides
    ]
    assert alts == [[], ["A coast"], ["inside"]]
    page = built.html.read_text(encoding="utf-8")
    assert re.findall(r'<img[^>]* alt="([\w ]*)"', page) == ["A coast", "inside"]
    assert "Words and" in html_slides(built.html)[2]


def test_pictures_are_found_where_the_tools_keep_them(make, tmp_path: Path) -> None:
    """Beside the deck, in `resource-path`, in the folders for sites, up to the project's root."""
    talk = tmp_path / "talks" / "one"
    talk.mkdir(parents=True)
    (tmp_path / "package.json").write_text("{}")
    places = ("talks/one/public", "talks/one/art", "talks/assets", "static", "docs/img")
    for number, place in enumerate(places):
        _picture(tmp_path / place / f"p{number}.png")
    lines = ["/p0.png", "p1.png", "/p2.png", "/p3.png", "/docs/img/p4.png"]
    deck = "\n\n".join(f"## S\n\n![a]({line})" for line in lines)
    path = talk / "slides.md"
    path.write_text(f"---\nresource-path: [art]\n---\n\n# T\n\n{deck}\n")
    built = make(path)
    assert built.codes == []
    assert [slide.count("/p") for slide in html_slides(built.html)] == [0] * 6


def test_a_missing_picture_says_where_it_was_looked_for_and_what_is_near(make, tmp_path: Path) -> None:
    _picture(tmp_path / "public" / "photo.png")
    path = tmp_path / "deck.md"
    path.write_text("# T\n\n![a](/foto.png)\n")
    missing = [finding for finding in make(path).diagnostics if finding.code == "image-missing"]
    assert len(missing) == 1
    said = f"{missing[0].message} {missing[0].hint}"
    assert "`photo.png`" in said
    assert f"{tmp_path / 'public'}/" in said


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("A paragraph <!-- beside words -->", ["beside words"]),
        ("| a | b |\n|---|---|\n| 1 | 2 <!-- in a cell --> |", ["in a cell"]),
        ("## Middle <!-- in a heading -->", ["in a heading"]),
        ("- a point <!-- at a point -->\n- another", ["at a point"]),
        ("<!-- https://example.org/a-page -->", ["https://example.org/a-page"]),
        ("<!-- Remember: smile -->", ["Remember: smile"]),
        ("<!--\nAsk: who knows\nWait: ten seconds\n-->", ["Ask: who knows", "Wait: ten seconds"]),
        ("> quoted\n> <!-- in a quotation -->", ["in a quotation"]),
    ],
)
def test_comments_are_notes_in_marp(text: str, notes: list[str]) -> None:
    slide = _slides(f"{MARP}# One\n\n---\n\n{text}\n\n---\n\n# Three\n")[1]
    shown = "\n".join([plain_text(slide.title), *_texts(slide)])
    for note in notes:
        assert note in _notes(slide)
        assert note not in shown


def test_settings_in_a_comment_of_marp_are_no_notes() -> None:
    text = "<!-- paginate: true -->\n\n# One\n\n<!-- _class: lead -->\n\nTwo <!-- said -->\n"
    assert _notes(_slides(f"{MARP}{text}")[0]) == "said"


def test_marp_takes_settings_from_a_comment_as_from_the_front_matter() -> None:
    body = "# Course\n\n## Aims\n\n- one\n\n## Plan\n\n- two\n\n---\n\n- three\n"
    settings = "headingDivider: 2\nheader: Above\nfooter: Below\npaginate: false\n"
    above, _ = _deck(f"---\nmarp: true\n{settings}---\n\n{body}")
    comment, found = _deck(f"{MARP}<!--\n{settings}-->\n\n{body}")
    titles = [plain_text(slide.title) for section in comment.sections for slide in section.slides]
    assert titles == ["Course", "Aims", "Plan", ""]
    footers = [
        [slide.footer for section in deck.sections for slide in section.slides] for deck in (above, comment)
    ]
    assert footers[0] == footers[1] == [(Run("Below"),)] * 4
    assert [_notes(slide) for section in comment.sections for slide in section.slides] == [""] * 4
    assert "unknown-setting" not in [finding.code for finding in found]


@pytest.mark.parametrize("name", ["marp", "slidev", "pandoc", "quarto"])
def test_a_paragraph_that_begins_with_note_is_text_in_other_tools(name: str) -> None:
    head = {**HEADS, "quarto": QUARTO}[name]
    file = "deck.qmd" if name == "quarto" else "deck.md"
    slides = _slides(f"{head}## One\n\nText.\n\nNote: this matters.\n\n- a point\n", file)
    assert _texts(slides[-1]) == ["Text.", "Note: this matters.", "a point"]
    assert slides[-1].notes == ()


def test_raw_html_is_not_read_as_markdown_where_its_dialect_does_not() -> None:
    html = "<p>__init__ and **args</p>\n<p>Fill in ____ here</p>\n<div>1. no list</div>\n<div><b># no heading</b></div>"
    cells = "<table><tr><td>- 5</td><td># of</td></tr><tr><td>a_b_ *x*</td><td>[x](y)</td></tr></table>"
    slide = _slides(f"{MARP}## A\n\n{html}\n\n{cells}\n\n<div>\n\n**bold** between blank lines\n\n</div>\n")[
        0
    ]
    shown = ["__init__ and **args", "Fill in ____ here", "1. no list", "# no heading"]
    assert _texts(slide) == [*shown, "- 5", "# of", "a_b_ *x*", "[x](y)", "bold between blank lines"]
    assert not any(run.marks.italic or run.marks.link for run in runs_of(blocks_of(slide)))


@pytest.mark.parametrize("head", [SLIDEV, MARP], ids=["slidev", "marp"])
@pytest.mark.parametrize(
    "cells",
    [
        "\n### A\n\n### B\n\n<div>\n\n- a\n\n</div>\n<div>\n\n- b\n\n</div>\n\n",
        "<h3>A</h3>\n<h3>B</h3>\n<div>\n<ul><li>a</li></ul>\n</div>\n<ul><li>b</li></ul>\n",
    ],
    ids=["markdown", "html"],
)
def test_headings_in_a_grid_stay_above_their_lists(head: str, cells: str) -> None:
    grid = f'<div class="grid grid-cols-2">\n{cells}</div>'
    slides = _slides(f"{head}# One\n\n---\n\n## Two\n\n{grid}\n\n---\n\n# Three\n")
    assert [plain_text(slide.title) for slide in slides] == ["One", "Two", "Three"]
    rows = [block for block in blocks_of(slides[1]) if isinstance(block, Columns)]
    assert [[_plain(cell) for cell in row.columns] for row in rows] == [["A", "B"], ["a", "b"]]


@pytest.mark.parametrize("head", [SLIDEV, MARP], ids=["slidev", "marp"])
def test_many_headings_on_a_slide_begin_no_slides_where_only_rules_do(head: str) -> None:
    parts = "".join(f"### H{n}\n\n- {n}\n\n" for n in range(1, 6))
    slides = _slides(f"{head}# One\n\n---\n\n## Two\n\n{parts}---\n\n# Three\n")
    assert [plain_text(slide.title) for slide in slides] == ["One", "Two", "Three"]


def test_an_environment_that_is_no_formula_is_words() -> None:
    text = "\\begin{center}\nIn the middle of it\n\\end{center}\n\n\\begin{quote}\nSaid so\n\\end{quote}"
    slide = _slides(f"{PANDOC}## One\n\n{text}\n\n\\begin{{align}}\na&=b\n\\end{{align}}\n")[-1]
    assert _texts(slide) == ["In the middle of it", "Said so"]
    assert [block.text for block in blocks_of(slide) if isinstance(block, Equation)] == [
        "\\begin{align}\na&=b\n\\end{align}"
    ]


def test_a_slide_that_holds_only_a_component_stays_with_its_name(make) -> None:
    built = make(
        f'{SLIDEV}# A\n\n---\n\n<Poll question="Which?" />\n\n---\n\n<Chart :data="[1,2]"/>\n\n---\n\n# End\n'
    )
    for slides in (pptx_slides(built.pptx), html_slides(built.html)):
        assert len(slides) == 4
        assert "Poll" in slides[1]
        assert "Chart" in slides[2]
    assert [code for code in built.codes if code == "component"] == ["component"] * 2


@pytest.mark.parametrize(
    "opener", ["<pre>", "<textarea>", "<details>", "<details>\n<summary>S</summary>\n", "<!-- a remark"]
)
def test_what_is_never_closed_ends_with_its_slide_and_is_reported(opener: str) -> None:
    deck, found = _deck(f"# One\n\n{opener}\nx\n\n---\n\n# Two\n\nwords\n\n---\n\n# Three\n")
    slides = [slide for section in deck.sections for slide in section.slides]
    assert list(dict.fromkeys(plain_text(slide.title) for slide in slides)) == ["One", "Two", "Three"]
    assert _texts(slides[-2]) == ["words"]
    assert [d.span.line for d in found if d.severity == "warning" and d.span] == [3]


@pytest.mark.parametrize("name", ["marp", "own"])
def test_alternative_text_keeps_words_that_are_settings_elsewhere(name: str) -> None:
    alt = "The left and right lanes fit, auto, cover and contain 40% of it"
    slides = _slides(f"{HEADS[name]}## One\n\n![{alt}](a.png)\n")
    assert [block.alt for block in blocks_of(slides[-1]) if isinstance(block, Figure)] == [alt]


def test_a_colour_keeps_its_alpha(make) -> None:
    from zipfile import ZipFile

    style = "color: rgba(255, 0, 0, 0.5)"
    built = make(
        f'## S\n\n<span style="{style}">half</span> <span style="color: rgb(255, 0, 0)">all</span>\n'
    )
    half, whole = (
        run.marks.color for run in runs_of(blocks_of(built.deck.sections[0].slides[0])) if run.marks.color
    )
    assert whole == "FF0000"
    assert half != whole
    runs = ZipFile(built.pptx).read("ppt/slides/slide1.xml").decode().split("<a:r>")
    lit = [next(run for run in runs if f">{word}<" in run) for word in ("half", "all")]
    assert lit[0] != lit[1].replace(">all<", ">half<")


def test_a_semicolon_in_a_data_address_ends_no_style() -> None:
    drawing = "data:image/svg+xml,%3Csvg style=%22fill:red;color:%2300ff00;%22/%3E"
    text = f"<span style=\"background: url('{drawing}'); color: #ff0000\">red</span>\n"
    assert {run.marks.color for run in runs_of(blocks_of(_slides(f"## S\n\n{text}")[0]))} == {"FF0000"}


@pytest.mark.parametrize(
    ("head", "link"),
    [
        (MARP, "[go](#3)"),
        (REVEAL, "[go](#/2)"),
        (REVEAL, "[go](#/there)"),
        (SLIDEV, "[go](/3)"),
        (SLIDEV, '<Link to="3">go</Link>'),
    ],
)
def test_links_to_slides_lead_there_as_each_tool_writes_them(make, head: str, link: str) -> None:
    third = '<!-- .slide: id="there" -->\n' if "there" in link else ""
    built = make(f"{head}# One\n\n{link}\n\n---\n\n# Two\n\n---\n\n{third}# Three\n")
    target = built.laid.slides[2].id
    assert "dead-link" not in built.codes
    links = {run.marks.link for run in runs_of(blocks_of(built.deck.sections[0].slides[0]))} - {""}
    assert links == {f"#{target}"}
    assert f'href="#{target}"' in built.html.read_text(encoding="utf-8")


def test_identifiers_of_pandoc_lead_to_their_slides() -> None:
    deck, found = _deck(
        f"{QUARTO}## Start\n\n[a](#quest-ce-quon-dit-12) [b](#lier-un-d%C3%A9p%C3%B4t) [c](#own)\n\n"
        "## Qu'est-ce qu'on DIT ? (1/2)\n\nx\n\n## Lier un dépôt\n\ny\n\n## Other {#own}\n\nz\n",
        "deck.qmd",
    )
    slides = [slide for section in deck.sections for slide in section.slides][-4:]
    links = [run.marks.link for run in runs_of(blocks_of(slides[0])) if run.marks.link]
    assert links == [f"#{slide.id}" for slide in slides[1:]]
    assert "dead-link" not in [finding.code for finding in found]


@pytest.mark.parametrize(
    "attributes",
    [
        '{background-image="https://example.org/x.gif" background-size="70%"}',
        '{.inverse data-background-iframe="https://example.org/page" background-interactive=true}',
    ],
)
@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
def test_attributes_of_a_heading_are_never_text(head: str, attributes: str) -> None:
    divide = "\n\n" if head == PANDOC else "\n\n---\n\n"
    slides = _slides(
        divide.join([f"{head}## First", f"## {attributes}\n\nalone", f"## Words {attributes}\n\nbeside"])
    )
    assert [plain_text(slide.title) for slide in slides][-3:] == ["First", "", "Words"]
    assert [_texts(slide) for slide in slides][-2:] == [["alone"], ["beside"]]


@pytest.mark.parametrize("name", ["deck.md", "deck.qmd"])
def test_commands_of_latex_are_instructions_and_no_words(name: str) -> None:
    text = (
        "Words\n\n\\pause\n\n\\bigskip\n\n- a\n- b \\newline c\n\n\\vspace{1cm}\n\n"
        "\\textcolor{red}{red words} and \\emph{stress}\n\n\\newpage\n\nend\n"
    )
    slide = _slides(f"{PANDOC}## One\n\n{text}", name)[-1]
    assert [line.strip() for text in _texts(slide) for line in text.split("\n")] == [
        "Words", "a", "b", "c", "red words and stress", "end",
    ]  # fmt: skip
    assert isinstance(blocks_of(slide)[1], Pause)
    runs = {run.text: run.marks for run in runs_of(blocks_of(slide))}
    assert runs["red words"].color
    assert runs["stress"].italic


@pytest.mark.parametrize(
    "text",
    ["x\\\ny", "\\\n\nx\n\ny", "x\n\\\n\ny", *(late for late in ("x\\\n\ny", "- x\\\n- y", "### x\\\n\ny"))],
)
def test_a_backslash_at_a_lines_end_is_a_line_break_in_pandoc(text: str) -> None:
    slide = _slides(f"{PANDOC}## One\n\n{text}\n")[-1]
    assert " ".join([plain_text(slide.title).removeprefix("One"), *_texts(slide)]).split() == ["x", "y"]


def test_cells_of_quarto_say_whether_they_are_shown(make, tmp_path: Path) -> None:
    cells = [
        "```{r}\n#| include: false\nhidden(1)\n```",
        "```{r setup, include=FALSE}\nhidden(2)\n```",
        "```{python}\n#| echo: false\nhidden(3)\n```",
        "```{r}\n#| label: only-options\n```",
        '```{r}\n#| echo: true\n#| fig-cap: "A plot"\nshown(1)\n```',
        "```{r, eval=FALSE}\nshown(2)\n```",
    ]
    text = f'{QUARTO}## Title `r emo("x")`\n\n' + "\n\n".join(cells) + "\n\nThere are `r nrow(x)` rows.\n"
    path = tmp_path / "deck.qmd"
    path.write_text(text)
    built = make(path)
    slide = built.deck.sections[-1].slides[-1]
    assert plain_text(slide.title) == "Title"
    assert _code(slide) == ["shown(1)", "shown(2)"]
    for found in (pptx_slides(built.pptx)[-1], html_slides(built.html)[-1]):
        assert not [word for word in ("hidden", "nrow", "emo", "#|", "only-options") if word in found]
    assert {finding.severity for finding in built.diagnostics if finding.code == "cell-not-shown"} == {"note"}


def test_the_code_of_cells_is_hidden_for_the_whole_deck() -> None:
    head = "---\ntitle: Deck\nformat: revealjs\nexecute:\n  echo: false\n---\n\n"
    cells = "```{r}\nhidden(1)\n```\n\n```{r}\n#| echo: true\nshown(1)\n```\n"
    slide = _slides(f"{head}## S\n\nwords\n\n{cells}", "deck.qmd")[-1]
    assert _code(slide) == ["shown(1)"]


def test_headings_behind_notes_begin_slides_though_rules_stand_elsewhere(make) -> None:
    """Slides without a title need rules; those with one are not the notes of the slide before."""
    text = (
        "---\ntitle: T\n---\n\n---\n\nA short statement.\n\nNote: said.\n\n---\n\nAnother one.\n\nNote: said, too.\n\n"
        "## One\n\n- a\n\n## Two\n\n- b\n\nNote: of two\n\n## Three\n\n- c\n"
    )
    titles = [
        "".join(run.text for run in slide.title) for s in make(text).deck.sections for slide in s.slides
    ]
    assert titles == ["T", "", "", "One", "Two", "Three"]


def test_a_picture_in_speaker_notes_is_said_to_be_words() -> None:
    deck, found = _deck("## T\n\n- x\n\n::: notes\nLook:\n\n![the old town](town.png)\n:::\n")
    (slide,) = deck.sections[0].slides
    assert slide.notes
    assert [(each.code, each.span.line) for each in found] == [("picture-in-notes", 8)]


def test_a_heading_that_notes_swallow_is_said(tmp_path: Path) -> None:
    (tmp_path / "d.md").write_text("--- A\n\n## Un\n\nMots.\n\nNote: dit\n\n## Deux\n\nSuite.\n", "utf-8")
    done = build(tmp_path / "d.md", output=tmp_path, to="pptx")
    assert [(each.code, each.span and each.span.line) for each in done.diagnostics] == [
        ("heading-in-notes", 9)
    ]


@pytest.mark.parametrize(("first", "second"), [("i.", "ii."), ("a)", "b)"), ("(a)", "(b)"), ("A)", "B)")])
def test_a_list_below_the_first_line_of_an_item_needs_no_empty_line_in_pandoc(
    first: str, second: str
) -> None:
    text = f"{PANDOC}# T\n\n- one\n  {first} two\n  {second} three\n- four\n  goes on\n"
    slide = next(slide for slide in _slides(text) if plain_text(slide.title) == "T")
    assert _texts(slide) == ["one", "two", "three", "four goes on"]


def test_a_line_that_goes_on_with_an_initial_is_no_list_in_pandoc() -> None:
    slide = _slides(f"{PANDOC}# T\n\n- found by\n  B. Russell and\nx. y\n")[-1]
    assert _texts(slide) == ["found by B. Russell and x. y"]


@pytest.mark.parametrize("last", ["5", "2024", "\\"])
def test_a_formula_may_begin_a_text_that_ends_with_anything(last: str) -> None:
    (slide,) = _slides(f"## A\n\n- $n$ is {last}\n\n| a |\n|---|\n| $x_1$ in {last} |\n")
    found = [run.marks.math for run in runs_of(blocks_of(slide)) if run.marks.math]
    assert [formula.latex for formula in found] == ["n", "x_1"]


@pytest.mark.parametrize(
    "text", ["準備5~10分、本番20~30分", "x^2+y^2=r^2", "if a==b and c==d then", "~/bin:~/lib"]
)
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_signs_within_words_are_signs(text: str, head: str) -> None:
    if head == PANDOC and ("~" in text or "^" in text):
        pytest.skip("there they set it lower or higher")
    assert text in _texts(_slides(f"{head}# A\n\n- {text}\n")[-1])


@pytest.mark.parametrize("head", [MARP, SLIDEV, REVEAL], ids=["marp", "slidev", "reveal"])
def test_tools_without_sub_and_superscripts_show_the_signs(head: str) -> None:
    assert "H~2~O x^2^" in _texts(_slides(f"{head}# A\n\n- H~2~O x^2^\n")[-1])


def test_a_formula_in_code_is_one_in_reveal() -> None:
    slide = _slides(f"{REVEAL}# A\n\n`$$ a_1 $$`\n\nText `$b_2$`, `$code` and `x`.\n")[-1]
    assert [block.formula.latex.strip() for block in blocks_of(slide) if isinstance(block, Equation)] == [
        "a_1"
    ]
    assert [run.marks.math.latex for run in runs_of(blocks_of(slide)) if run.marks.math] == ["b_2"]
    assert [run.text for run in runs_of(blocks_of(slide)) if run.marks.code] == ["$code", "x"]


def test_a_fence_of_maths_is_a_formula() -> None:
    (slide,) = _slides("## A\n\n- in it\n\n  ```math\n  \\sqrt{3}\n  ```\n\n```math\na^2\n```\n")
    assert len(re.findall(r"Equation\(", repr(blocks_of(slide)))) == 2
    assert not _code(slide)


def _cells(slide: Slide) -> list[list[str]]:
    (table,) = (block for block in blocks_of(slide) if isinstance(block, Table))
    rows = [table.header, *table.rows] if table.header else table.rows
    return [[plain_text(cell.inlines) for cell in row] for row in rows]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("text<ul><li>x</li><li>y</li></ul>", "text\n• x\n• y"),
        ("<pre>a\nb</pre>", "a\nb"),
        ("\n\ntext **md**\n\n- a\n- b\n\n", "text md\n• a\n• b"),
        ("\n\n```python\nx = 1\n```\n\n", "x = 1"),
        ("<table><tr><td>i</td><td>j</td></tr></table>", "i | j"),
    ],
)
def test_what_stands_in_a_cell_stays_in_it(inside: str, shown: str) -> None:
    text = f"## A\n\n<table><tr><th>K</th><th>V</th></tr>\n<tr><td>one</td><td>{inside}</td></tr>\n"
    (slide,) = _slides(f"{text}<tr><td>two</td><td>z</td></tr></table>\n\nafter\n")
    assert _cells(slide) == [["K", "V"], ["one", shown], ["two", "z"]]
    assert _texts(slide)[-1] == "after"


def test_cells_of_a_drawn_grid_hold_html_pictures_and_notes() -> None:
    rows = ("text ![lg](logo.png)", "<div>in div</div>", "<ul><li>x</li></ul>", "wa^[in line]", "wb[^1]")
    lines = "".join(f"| {number}  | {row:<22} |\n+----+{'-' * 24}+\n" for number, row in enumerate(rows))
    deck, found = _deck(f"{PANDOC}# A\n\n+----+{'-' * 24}+\n{lines}\n[^1]: below\n")
    slide = deck.sections[-1].slides[-1]
    assert [cells[1] for cells in _cells(slide)] == ["text", "in div", "• x", "wa1", "wb2"]
    (table,) = (block for block in blocks_of(slide) if isinstance(block, Table))
    assert [figure.target for row in table.rows for cell in row for figure in cell.figures] == ["logo.png"]
    assert _texts(slide)[-2:] == ["in line", "below"]
    assert not found


def test_braces_behind_a_backslash_are_words_of_a_title() -> None:
    (slide,) = _slides("## Use \\{key=value}\n\n- b\n")
    assert plain_text(slide.title) == "Use {key=value}"


def test_the_summary_of_details_in_an_item_is_not_lost() -> None:
    inside = "<details>\n  <summary>More</summary>\n\n  Hidden *text*\n\n  </details>"
    (slide,) = _slides(f"# A\n\n- Item\n\n  {inside}\n- Two\n\n  ::: notes\n  said\n  :::\n")
    assert all(word in repr(blocks_of(slide)) for word in ("Item", "More", "Hidden ", "Two"))
    assert _notes(slide) == "said"
    assert "said" not in repr(blocks_of(slide))


def test_a_second_numbered_list_begins_anew_in_powerpoint(make) -> None:
    built = make("# A\n\n1. a\n2. b\n\n<!-- -->\n\n1. c\n2. d\n")
    from pptx import Presentation

    frames = [shape.text_frame for shape in Presentation(built.pptx).slides[0].shapes if shape.has_text_frame]
    (texts,) = ([p.text for p in frame.paragraphs] for frame in frames if "a" in frame.text.split())
    assert texts == ["a", "b", " ", "c", "d"]


@pytest.mark.parametrize("head", ["", "---\ndialect: pandoc\n---\n\n"])
def test_a_deck_without_a_title_gets_no_cover_of_its_first_slide(head: str) -> None:
    slides = _slides(f"{head}## Alpha\n\ntext\n\n# Part\n\n## Beta\n\ntext\n")
    assert [plain_text(slide.title) for slide in slides] == ["Alpha", "Part", "Beta"]


def test_an_underlined_heading_right_below_another_is_no_text() -> None:
    slides = _slides("---\ndialect: pandoc\n---\n\n# Sec\n\nSub\n---\n\none\n\n# Sec2\n\nSub2\n----\n\ntwo\n")
    assert [plain_text(slide.title) for slide in slides] == ["Sec", "Sub", "Sec2", "Sub2"]


def test_what_slidev_computes_is_said() -> None:
    _, found = _deck(f"{SLIDEV}# A\n\n- {{{{ 1 + 1 }}}} of `{{{{ x }}}}`\n")
    assert [(each.code, each.span.line) for each in found if each.code != "unknown-key"] == [
        ("not-computed", 8)
    ]


def test_a_numbered_list_begins_anew_behind_words_in_libreoffice(make, pdf) -> None:
    """It counted on: 1, 2, some words, 3, 4."""
    first = "1. x\n2. y\n\nwords between\n\n1. i\n2. ii\n\n- a\n    1. one\n- b\n    1. other\n\n"
    words, _ = libreoffice_words(pdf(make(f"## A\n\n{first}5. five\n\nwords\n\n6. six\n").pptx))
    numbers = [word.text for word in words if re.fullmatch(r"\d\.", word.text)]
    assert numbers == ["1.", "2.", "1.", "2.", "1.", "1.", "5.", "6."]
