"""What other tools' decks and notes say arrives, in order; what can't be shown is reported.

Each case was found in a hostile reading of decks from the wild.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen import build
from deckgen.deck.blocks import (
    Block,
    Callout,
    CodeBlock,
    Columns,
    Equation,
    Figure,
    Footnote,
    ListBlock,
    Paragraph,
    Pause,
    Quotation,
    Table,
)
from deckgen.deck.inlines import plain_text
from deckgen.deck.slides import Slide
from deckgen.deck.walk import blocks_of, runs_of, texts_of
from deckgen.diagnostics import Diagnostic
from deckgen.layout.model import TextFrame
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.instruments.text import html_slides


def _read(text: str) -> tuple[list[Slide], tuple[Diagnostic, ...]]:
    read = read_deck(Source.from_text("deck.md", text))
    deck, found = read.value, read.found
    return [slide for section in deck.sections for slide in section.slides], found


def _text(slide: Slide) -> str:
    title = plain_text(slide.title)
    return "\n".join([title, *("".join(run.text for run in runs_of([block])) for block in blocks_of(slide))])


def _codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [d.code for d in found if d.severity != "note"]


def test_a_quotation_keeps_the_order_of_what_it_holds(make) -> None:
    built = make(
        "# T\n\n---\n\n## Q\n\n> avant\n>\n> > dedans\n>\n> | a | b |\n> |---|---|\n> | c | d |\n>\n> après\n"
    )
    page = html_slides(built.html)[1]
    places = [page.index(word) for word in ("avant", "dedans", "après")]
    assert places == sorted(places)


def test_cells_beyond_the_header_are_reported() -> None:
    _, found = _read("# T\n\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| x|y | 2 |\n| x\\|y | 2 |\n")
    assert [(d.code, d.span.line) for d in found] == [("surplus-cells", 5), ("surplus-cells", 6)]


def test_a_table_whose_dashes_are_not_as_many_as_its_header_is_reported() -> None:
    """It is text to every Markdown, and nothing was said."""
    _, found = _read("# T\n\n|A|B|C|\n|---|---|\n|1|2|3|\n\n- |A|B|\n  |---|\n\n| x |\n|---|\n| 1 |\n")
    assert [(d.code, d.span.line) for d in found] == [("no-table", 3), ("no-table", 7)]


def test_a_comparison_is_no_tag() -> None:
    slides, _ = _read("# T\n\nsi a<b and x > y alors <b>gras</b> et <i class=x>i</i>\n")
    assert "si a<b and x > y alors gras et i" in _text(slides[0])


def test_obsidian_embeds_are_pictures() -> None:
    slides, _ = _read("# T\n\n![[img.png|300]]\n\n![[vue.jpg|La vue]]\n\n![[une note]]\n")
    figures = [block for block in blocks_of(slides[0]) if isinstance(block, Figure)]
    assert [(f.target, f.alt, f.width) for f in figures] == [
        ("img.png", "", "300"), ("vue.jpg", "La vue", ""),
    ]  # fmt: skip
    assert "![[une note]]" in _text(slides[0])


def test_brackets_in_a_link_and_three_halves_are_as_typed() -> None:
    slides, _ = _read("# T\n\n[[1]](https://x.org) et [[a|b|c]]\n")
    assert "[1] et [[a|b|c]]" in _text(slides[0])


def test_footnotes_keep_their_paragraphs_and_their_label() -> None:
    slides, _ = _read("# T\n\nun[^1] deux[^2]\n\n[^1]: a\n\n    b\n\n[^2]: c\n\n    - d\n")
    *_, one, two = blocks_of(slides[0])
    assert isinstance(one, Footnote)
    assert (one.label, [plain_text(text) for text in texts_of(one.blocks)]) == ("1", ["a", "b"])
    assert isinstance(two, Footnote)
    assert isinstance(two.blocks[1], ListBlock)


@pytest.mark.parametrize(
    "formula",
    [
        "$$a_1 * b_2 * c$$ {#eq:un}",
        "$$\na_1 * b\n\n+ c_2 * d\n$$",
        "\\[ x_1 * y * z \\]",
        "\\begin{align}\na_1 &= *b* \\\\\nc &< d\n\\end{align}",
        "où \\(x_1 * y\\) et \\(z_2 * t\\)",
    ],
)
def test_formulas_are_as_typed(formula: str) -> None:
    slides, found = _read(f"# T\n\n{formula}\n")
    equations = [block.text for block in blocks_of(slides[0]) if isinstance(block, Equation)]
    inline = [run.text for run in runs_of(blocks_of(slides[0])) if run.marks.math]
    assert equations == [formula] or inline == ["\\(x_1 * y\\)", "\\(z_2 * t\\)"]
    assert found == ()


def test_one_property_line_is_text_several_are_properties() -> None:
    slides, _ = _read("# T\n\n- type:: a word\n- texte\n")
    assert "type:: a word" in _text(slides[0])
    slides, _ = _read("# T\n\n- texte\n  id:: 6087f8eb-7fa5-4eb9-abf4-c5e160ca2592\n  collapsed:: true\n")
    assert "::" not in _text(slides[0])


def test_a_style_sheet_with_empty_lines_is_not_text() -> None:
    slides, _ = _read(
        "# T\n\n<div>\n<style scoped>\n    .a {\n        b: c;\n    }\n\n    .d {\n        e: f;\n"
        "    }\n</style>\n"
        "<table><tr><td>cellule</td></tr></table>\n</div>\n\nTexte.\n"
    )
    assert "e: f" not in _text(slides[0])
    assert "cellule" in _text(slides[0])
    assert "Texte." in _text(slides[0])


def test_the_title_of_a_fence_is_shown() -> None:
    slides, _ = _read("# T\n\n:::warning Attention au départ\nTexte.\n:::\n")
    (callout,) = blocks_of(slides[0])
    assert isinstance(callout, Callout)
    assert (callout.kind, plain_text(callout.title)) == ("warning", "Attention au départ")
    assert "Attention au départ" in _text(slides[0])


def test_a_heading_in_a_callout_begins_no_slide() -> None:
    slides, _ = _read("# T\n\n## A\n\n::: {.callout-note}\n## Note\n\nTexte.\n:::\n\n## B\n\nx\n")
    assert [plain_text(slide.title) for slide in slides] == ["T", "A", "B"]


def test_a_comment_without_an_end_is_reported_and_instructions_are_shown() -> None:
    _, found = _read("# T\n\n<!-- perdu\n\n## Suite\n\nTexte.\n")
    assert [(d.code, d.span.line) for d in found] == [("comment-not-closed", 3)]
    slides, _ = _read("# T\n\n<?php echo 1 ?>\n\n<![CDATA[ du texte ]]>\n")
    assert "echo 1" in _text(slides[0])
    assert "du texte" in _text(slides[0])


def test_comments_are_notes_in_marp_and_in_no_other_file() -> None:
    body = "# T\n\ntexte\n\n<!-- dire bonjour -->\n\n<!-- paginate: true -->\n"
    assert _read(body)[0][0].notes == ()
    (slide,) = _read(f"---\nmarp: true\n---\n\n{body}")[0]
    assert [plain_text(b.inlines) for b in slide.notes if isinstance(b, Paragraph)] == ["dire bonjour"]


def test_a_picture_in_a_list_has_no_empty_bullet(make) -> None:
    built = make("# T\n\n---\n\n## L\n\n- un\n- ![x](nulle.png)\n- deux\n")
    markers = [
        paragraph
        for frame in built.laid.slides[1].frames
        for paragraph in getattr(frame, "paragraphs", ())
        if paragraph.marker
    ]
    assert len(markers) == 2


def test_pictures_in_the_address_are_pictures() -> None:
    slides, _ = _read("# T\n\n![a](data:image/svg+xml;base64,PHN2Zy8+)\n\n![b](file:///x/y.png)\n")
    assert sum(isinstance(block, Figure) for block in blocks_of(slides[0])) == 2


@pytest.mark.parametrize("link", ["#hello-wörld", "#hello-w%C3%B6rld", "#/hello-wörld", "#b-1", "#dedans"])
def test_links_find_their_slide_however_they_name_it(link: str) -> None:
    slides, found = _read(
        f"# T\n\n[x]({link})\n\n## Hello Wörld\n\n### Dedans\n\nx\n\n## B\n\ny\n\n## B\n\nz\n"
    )
    ids = {slide.id for slide in slides}
    (run,) = (run for run in runs_of(blocks_of(slides[0])) if run.marks.link)
    assert run.marks.link.lstrip("#") in ids
    assert found == ()


def test_a_link_to_no_slide_is_reported_where_it_stands() -> None:
    _, found = _read("# T\n\n[x](#nulle-part)\n")
    assert [(d.code, d.span.line, d.span.column) for d in found] == [("dead-link", 3, 5)]


def test_front_matter_of_other_tools() -> None:
    read = read_deck(Source.from_text("d.md", '+++\ntitle = "TOML"\n+++\n\n## A\n\nx\n'))
    deck, found = read.value, read.found
    assert (deck.title, found) == ("TOML", ())
    deck = read_deck(Source.from_text("d.md", "% Un titre\n  qui continue\n% Moi\n\n## A\n\nx\n")).value
    assert (deck.title, deck.author) == ("Un titre qui continue", "Moi")
    slides, _ = _read("% of respondents agree\nwith this\n")
    assert "% of respondents agree" in _text(slides[0])
    deck = read_deck(Source.from_text("d.md", "---\ntitle: T\nsubtitle: null\n---\n\n## A\n\nx\n")).value
    assert deck.subtitle == ""
    slides, found = _read("---\nOrdre du jour: un: deux\n---\n\n## A\n\nx\n")
    assert "Ordre du jour: un: deux" in _text(slides[0])
    assert found == ()


REMARK = """class: center, middle

# Titre

---

class: inverse
## Suite

.pull-left[
gauche
]
.pull-right[
droite
]

--

du .red[texte .bold[très] rouge], arr[0]

???

À dire.

---

## Fin

x
"""


def test_a_question_mark_thrice_in_a_deck_of_headings_is_text(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(
        "---\ntitle: T\n---\n\n## Un\n\nQui paie ?\n\n???\n\n## Deux\n\nx\n", "utf-8"
    )
    done = build(tmp_path / "deck.md", output=tmp_path, to="pptx")
    assert done.slides == 3


def test_remark_decks_are_read() -> None:
    slides, found = _read(REMARK)
    assert [plain_text(slide.title) for slide in slides] == ["Titre", "Suite", "Fin"]
    blocks = blocks_of(slides[1])
    assert [type(block) for block in blocks] == [Columns, Pause, Paragraph]
    assert "du texte très rouge, arr[0]" in _text(slides[1])
    assert [plain_text(b.inlines) for b in slides[1].notes if isinstance(b, Paragraph)] == ["À dire."]
    assert _codes(found) == []


def test_a_simple_table_of_pandoc_keeps_its_columns() -> None:
    table = "  nom     valeur\n------- --------\n alpha       1\n beta        2"
    slides, _ = _read(f"# T\n\n---\n\n## A\n\n{table}\n\n---\n\n## B\n\nx\n")
    assert [plain_text(slide.title) for slide in slides] == ["T", "A", "B"]
    (found,) = blocks_of(slides[1])
    assert isinstance(found, Table)
    rows = [[plain_text(cell.inlines) for cell in row] for row in (found.header, *found.rows)]
    assert rows == [["nom", "valeur"], ["alpha", "1"], ["beta", "2"]]


@pytest.mark.parametrize(
    "text",
    [
        "<blockquote>" * 1500 + "x" + "</blockquote>" * 1500,
        "<ul><li>" * 1500 + "x",
        "\n".join("::: {.a}" for _ in range(1500)) + "\n\nx\n",
        "> " * 40 + "x",
        "\n".join("  " * n + "- x" for n in range(300)),
        "![a](b){" * 3000,
    ],
    ids=["html-quotes", "html-lists", "fences", "quotes", "lists", "braces"],
)
def test_nesting_without_end_ends(text: str) -> None:
    slides, _ = _read(f"# T\n\n{text}\n")
    assert "x" in _text(slides[0]) or "![a]" in text


def test_slots_of_slidev_are_columns_and_its_components_are_no_text() -> None:
    slides, found = _read(
        "---\ntheme: x\nmdc: true\n---\n\n# T\n\n---\nlayout: two-cols\n---\n\n## Deux\n\n"
        "gauche <Arrow />\n\n"
        "::right::\n\ndroite\n\n<Toc depth=1 />\n\n<!-- à dire -->\n"
    )
    (columns,) = blocks_of(slides[1])
    assert isinstance(columns, Columns)
    assert ["".join(run.text for run in runs_of(column)) for column in columns.columns] == [
        "gauche",
        "droiteT",  # and the slides before it
    ]
    assert [plain_text(b.inlines) for b in slides[1].notes if isinstance(b, Paragraph)] == ["à dire"]
    assert _codes(found) == ["component"]


@pytest.mark.parametrize(("lang", "name"), [("en", "Warning"), ("fr", "Attention")])
def test_alerts_have_their_name_and_their_text(lang: str, name: str) -> None:
    slides, _ = _read(f"---\nlang: {lang}\ntitle: T\n---\n\n## A\n\n> [!WARNING]\n> Du texte.\n")
    (callout,) = blocks_of(slides[1])
    assert isinstance(callout, Callout)
    assert [plain_text(text) for text in texts_of([callout])] == [name, "Du texte."]


def test_notes_in_html_and_behind_a_caret_stay_with_the_speaker() -> None:
    slides, _ = _read(
        '# A\n\nVu\n\n<aside class="notes">\ncaché\n</aside>\n\nVu\n\n---\n\n# B\n\nVu\n\n'
        '<div class="notes">\n\ncaché **ici**\n\n- caché\n\n</div>\n\nVu\n\n---\n\n'
        "# C\n\nVu\n\n^ caché\nencore caché\n\nVu\n"
    )
    assert ["caché" in _text(slide) for slide in slides] == [False] * 3
    assert [_text(slide).count("Vu") for slide in slides] == [2, 2, 2]
    assert all("caché" in "".join(run.text for run in runs_of(slide.notes)) for slide in slides)


def test_titles_of_callouts_are_shown_however_they_are_written() -> None:
    slides, _ = _read(
        '# T\n\n:::warning[Titre un]\nCorps\n:::\n\n::: {.callout-tip title="Titre deux"}\nCorps\n:::\n\n'
        "```{warning} Titre trois\n:class: x\n\nCorps MyST\n```\n"
    )
    text = _text(slides[0])
    assert [word in text for word in ("Titre un", "Titre deux", "Titre trois", "Corps MyST", ":class:")] == [
        True, True, True, True, False,
    ]  # fmt: skip


def test_an_alias_of_obsidians_may_be_a_plain_word() -> None:
    slides, _ = _read("# T\n\n[[Page#Heading|alias]] [[2024 plan|plan]] [[Plan|2024]]\n\n- \n\n- deux\n")
    assert "alias plan 2024" in _text(slides[0])


SECRETS = """# T

::: columns
::: column
left
::: notes
SECRET
:::
:::
::: column
right

Note: SECRET
:::
:::

- item

  <aside class="notes">SECRET</aside>

NOTE: SECRET

## Two[^2]

Text.

::: notes
In notes[^n].
:::

[^n]: SECRET
[^2]: About two.

::: {.content-hidden when-format="revealjs"}
SECRET
:::

<p style="display:none">SECRET</p>

<div hidden>

SECRET

</div>
"""


def test_what_is_for_the_speaker_or_for_nobody_is_not_on_the_slides(make) -> None:
    built = make(SECRETS)
    shown = "\n".join(
        frame.text for slide in built.laid.slides for frame in slide.frames if isinstance(frame, TextFrame)
    )
    assert "SECRET" not in shown
    assert "About two." in shown
    notes = [text for slide in built.deck.sections[0].slides for text in map(_plain, slide.notes)]
    assert sum("SECRET" in text for text in notes) == 5
    assert {"left", "right", "item"} <= set(re.findall(r"\w+", shown))


def _plain(block: Block) -> str:
    return block.text if isinstance(block, CodeBlock) else " ".join(map(plain_text, texts_of((block,))))


def test_underlined_titles_are_titles_and_three_dashes_a_break() -> None:
    slides, _ = _read("Introduction\n------------\n\n- one\n\nSecond\n======\n\nText\n---\n\nmore\n")
    assert [plain_text(slide.title) for slide in slides] == ["Introduction", "Second", ""]


def test_a_title_of_three_letters_is_as_long_as_its_underline() -> None:
    slides, _ = _read("Intro\n=====\n\ntext\n\nFAQ\n---\n\n- q\n\nQ&A\n---\n\n- a\n\nSQL\n---\n\n- b\n")
    assert [plain_text(slide.title) for slide in slides] == ["Intro", "FAQ", "Q&A", "SQL"]
    slides, _ = _read("# Intro\n\ntext\n\n- a\n---\n\nend\n")
    assert [plain_text(slide.title) for slide in slides] == ["Intro", ""]


def test_a_formula_that_begins_in_a_line_ends_where_it_ends() -> None:
    slides, _ = _read("# T\n\nThe loss: $$\na = b\n$$\n\n- one\n- two\n\n$$ c $$\n\nIn $$x^2$$ line.\n")
    kinds = [type(block).__name__ for block in blocks_of(slides[0])]
    assert kinds == ["Paragraph", "ListBlock", "Equation", "Paragraph"]
    formulas = [run.marks.math for run in runs_of(blocks_of(slides[0])) if run.marks.math]
    assert len(formulas) == 2


def test_slidevs_and_marps_headings_divide_only_where_they_are_told() -> None:
    front = "---\nlayout: two-cols\ntitle: Other\nmdc: true\n---\n\n"
    slidev = f"{front}# Left\na\n\n::right::\n\n# Right\nb\n\n---\n\n# Next\n"
    slides, _ = _read(slidev)
    assert [plain_text(slide.title) for slide in slides] == ["Left", "Next"]
    marp = "---\nmarp: true\nheadingDivider: 2\n---\n# A\nx\n## B\ny\n### C\nz\n\n* one\n* two\n"
    slides, _ = _read(marp)
    assert [plain_text(slide.title) for slide in slides] == ["A", "B"]
    lists = [block for block in blocks_of(slides[1]) if isinstance(block, ListBlock)]
    assert [block.incremental for block in lists] == [True]


def test_titles_of_alerts_and_whose_words_they_are() -> None:
    slides, _ = _read("# T\n\n> [!TIP] A *title*\n> text\n\n> [!NOTE]\n> body\n\n> Words.\n> — Somebody\n")
    tip, note, words = blocks_of(slides[0])
    assert isinstance(tip, Callout)
    assert isinstance(note, Callout)
    assert isinstance(words, Quotation)
    assert (plain_text(tip.title), plain_text(note.title)) == ("A title", "Note")
    assert plain_text(words.attribution) == "— Somebody"


@pytest.mark.parametrize("tag", ["video", "audio"])
def test_a_film_on_one_line_is_a_film_and_its_excuse_is_not_shown(tag: str) -> None:
    slides, _ = _read(f'# T\n\n<{tag} controls><source src="clip.mp4">Your browser has none.</{tag}>\n')
    (figure,) = blocks_of(slides[0])
    assert isinstance(figure, Figure)
    assert figure.target == "clip.mp4"


def test_themes_of_quartos_are_no_faults() -> None:
    text = "---\nformat:\n  revealjs:\n    theme: dark\n  pptx:\n    reference-doc: own.pptx\n---\n\n# T\n"
    deck = read_deck(Source.from_text("d.md", text)).value
    assert deck.theme == "own.pptx"


def test_obsidians_comments_are_not_shown_and_its_vertical_slides_are_slides() -> None:
    text = "# T\n\nSeen %%not seen%% too, 100%.\n\n%%\nnot seen\n%%\n\n---\n\n## A\n\na\n\n--\n\n## B\n\nb\n"
    slides, _ = _read(text)
    assert [plain_text(slide.title) for slide in slides] == ["T", "A", "B"]
    assert "not seen" not in "".join(map(_text, slides))
    assert "Seen  too, 100%." in _text(slides[0])


@pytest.mark.parametrize(
    "front", ["marp: true\ntitle: Mon *titre*", "title: Mon titre\nlayout: center\nmdc: true"]
)
def test_the_front_matters_title_is_the_documents_where_no_cover_shows_it(make, front: str) -> None:
    built = make(f"---\n{front}\n---\n\n# Accueil\n\nx\n\n---\n\n# Deux\n\ny\n")
    assert [slide.title for slide in built.laid.slides] == ["Accueil", "Deux"]
    assert built.laid.title == "Mon titre"
    assert "<title>Mon titre</title>" in built.html.read_text(encoding="utf-8")
    assert Presentation(str(built.pptx)).core_properties.title == "Mon titre"


@pytest.mark.parametrize("gap", ["", "\n"])
def test_cells_around_markdown_are_columns(gap: str) -> None:
    rows = ("Avant", "Après")
    cells = [
        f"<tr>{gap}<td>\n\n- **{row}**\n\n</td>{gap}<td>\n\nmot {row}\n\n</td>{gap}</tr>" for row in rows
    ]
    slides, found = _read(
        f"---\nmarp: true\n---\n\n## T\n\n<table>{gap}{gap.join(cells)}{gap}</table>\n\nSuite.\n"
    )
    *columns, last = blocks_of(slides[0])
    assert _codes(found) == []
    assert isinstance(last, Paragraph)
    for row, each in zip(rows, columns, strict=True):
        assert isinstance(each, Columns)
        texts = [["".join(run.text for run in runs_of(column))] for column in each.columns]
        assert texts == [[row], [f"mot {row}"]]


def test_a_list_in_a_cell_has_a_line_for_each_item() -> None:
    slides, _ = _read("## T\n\n| a | b |\n|---|---|\n| x | <ul><li>un</li><li>deux</li></ul> |\n")
    (table,) = blocks_of(slides[0])
    assert isinstance(table, Table)
    assert plain_text(table.rows[0][1].inlines) == "• un\n• deux"


def test_slides_of_a_vaults_plug_in_keep_its_comments_hidden() -> None:
    """They may have comments for reveal.js, too."""
    text = (
        '---\ntheme: black\n---\n\n<!-- .slide: bg="#fff" -->\n\n# T\n\n---\n\n<grid drag="40 30" drop="10 10">\nmots\n'
        "</grid>\n\n---\n\nVu %%caché%%\n\n%%\nplus\n%%\n"
    )
    slides, _ = _read(text)
    assert "caché" not in " ".join(map(_text, slides))
    assert "mots" in _text(slides[1])
    only = '<!-- .slide: data-background="#fff" -->\n\n# T\n\nVu %%caché%%\n'
    deck = read_deck(Source.from_text("deck.md", only), beside=frozenset((".obsidian",))).value
    assert deck.dialect == "obsidian"
    assert read_deck(Source.from_text("deck.md", only)).value.dialect == "reveal-md"


def test_a_note_in_a_pictures_caption_is_a_note() -> None:
    text = "## A\n\n![Cap *em*, note[^1]](a.png)\n\n[^1]: Premier.\n\n## B\n\n![Autre^[Second.]](a.png)\n"
    deck = read_deck(Source.from_text("deck.md", text), dialect="pandoc").value
    slides = [slide for section in deck.sections for slide in section.slides]
    for slide, caption, note in zip(
        slides, ("Cap em, note1", "Autre2"), ("Premier.", "Second."), strict=True
    ):
        (figure,) = (block for block in blocks_of(slide) if isinstance(block, Figure))
        assert plain_text(figure.caption) == caption
        assert note in _text(slide)


@pytest.mark.parametrize(
    "ours",
    ['![The bridge](dusk.jpg "The bridge at dusk")', "```chart\nkind: pie\n```", "::: cards\n- a\n:::"],
)
def test_a_deck_as_the_readme_shows_it_is_no_other_tools(ours: str) -> None:
    head = "---\ntitle: Bridges\nauthor: Ana\n---\n\n## A\n\n"
    columns = "\n\n::: columns\n::: column\na\n:::\n::: column\nb\n:::\n:::\n"
    dialects = [
        read_deck(Source.from_text("deck.md", head + text + columns)).value.dialect for text in (ours, "text")
    ]
    assert dialects == ["deckgen", "pandoc"]


@pytest.mark.parametrize(
    ("lang", "name"), [("ar", "ملاحظة"), ("ja", "注"), ("pl-PL", "Uwaga"), ("fr", "Note"), ("xx", "Note")]
)
def test_a_callout_is_called_so_in_the_decks_language(lang: str, name: str) -> None:
    text = f"---\nlang: {lang}\n---\n\n## A\n\n> [!NOTE]\n> Words.\n"
    slides = [
        slide
        for section in read_deck(Source.from_text("deck.md", text)).value.sections
        for slide in section.slides
    ]
    (callout,) = [block for block in blocks_of(slides[0]) if isinstance(block, Callout)]
    assert plain_text(callout.title) == name


def test_quotation_marks_are_part_of_a_value() -> None:
    text = '## A {section="Suite \\"q\\""}\n\n![x](a.png){fig-alt="The \\"bridge\\""}\n'
    deck = read_deck(Source.from_text("deck.md", text)).value
    (section,) = deck.sections
    (figure,) = [block for block in blocks_of(section.slides[0]) if isinstance(block, Figure)]
    assert figure.alt == 'The "bridge"'
    assert section.title == 'Suite "q"'


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("---\ntitle: T\nsub_title: S\n---\n\n## A\n\na\n\n---\n\n## B\n", "deckgen"),
        ("---\ntitle: T\noptions:\n  implicit_slide_ends: true\n---\n\nA\n===\n\na\n\nB\n===\n", "presenterm"),
        ("# A\n\n<!-- end_slide -->\n\n# B\n", "presenterm"),
        ("# A\n\n```\n<!-- end_slide -->\n```\n", "deckgen"),
        ("# A\n\n---\n\n{{< slide class=\"x\" >}}\n## B\n", "hugo"),
        ("---\nslides:\n  theme: white\n---\n\n# A\n\n---\n\n# B\n", "hugo"),
        ("# A\n\n```\n{{< slide >}}\n```\n\n`{{% note %}}`\n", "deckgen"),
    ],
)  # fmt: skip
def test_whose_a_deck_is_shows_its_syntax(text: str, dialect: str) -> None:
    assert read_deck(Source.from_text("deck.md", text)).value.dialect == dialect


def test_a_background_below_a_rule_is_that_of_the_heading_below_it() -> None:
    """In a deck that headings divide, its slide held nothing, and the picture was on none."""
    text = "# A\n\nText\n\n## B\n\n- b\n\n---\n\n![bg](x.jpg)\n\n## C\n\n- c\n\n## D\n\n- d\n"
    slides, _ = _read(text)
    assert [plain_text(slide.title) for slide in slides] == ["A", "B", "C", "D"]
    assert [bool(slide.background and slide.background.pictures) for slide in slides] == [
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("class: center\n\n# T\n\n---\n\n# B\n", "remark"),
        ("name: x\nclass: center\n\n# T\n\n---\n\n# B\n", "remark"),
        ("# T\n\n---\nclass: inverse\n# B\n\n- a\n", "remark"),
        ("# T\n\n---\nbackground-image: url(x.png)\n\n# B\n", "remark"),
        ("# T\n\n---\nclass: inverse\n---\n\n# B\n", "slidev"),
        ("class: biology\n\n# Cells\n\nText.\n", "deckgen"),
        ("name: Ana\n\n# T\n\n---\n\n# B\n", "deckgen"),
        ('# T\n\n- a <!-- element class="fragment" -->\n\n---\n\n# B\n', "obsidian"),
    ],
)
def test_what_a_slide_says_of_itself_tells_whose_it_is(text: str, dialect: str) -> None:
    """`class: center` was a slide of its own at 80 points."""
    assert read_deck(Source.from_text("deck.md", text)).value.dialect == dialect


def test_a_comment_may_hide_what_stands_above_it() -> None:
    slides, _ = _read('# A\n\n---\n\nNot seen. <!-- .element hidden="true" -->\n\nEnd.\n')
    assert _text(slides[1]).strip() == "End."


@pytest.mark.parametrize(
    ("opening", "closing"), [("textarea data-template", "textarea"), ("script", "script")]
)
def test_sections_of_a_page_in_a_sites_markdown_are_slides(opening: str, closing: str) -> None:
    """Jekyll's layouts have the rest of the page: the tags stood on the cover."""
    section = f'<section data-markdown data-separator="^\\r?\\n----\\r?\\n">\n<{opening}>\n\n'
    text = f"---\nlayout: slide\n---\n{section}# One\n\n- a\n\n----\n\n# Two\n\n- b\n\n</{closing}>\n</section>\n"
    deck = read_deck(Source.from_text("deck.md", text)).value
    slides = [slide for section in deck.sections for slide in section.slides]
    assert [plain_text(slide.title) for slide in slides] == ["One", "Two"]
    assert "textarea" not in "".join(map(_text, slides))


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("<!-- _class: lead -->\n# A\n\n---\n\n# B\n", "marp"),
        (
            "title: E\ndescription: What it is\nclass: center\n\n# A\n\n---\nname: b\ndescription: x\n\n# B\n",
            "remark",
        ),
        ("---\ntitle: T\nauthor: A\ntheme: white\n---\n\nOne\n-------\n\na\n\nTwo\n-------\n\nb\n", "pandoc"),
        (
            "---\ntitle: T\ntheme: white\n---\n\n## One\n\n::: incremental\n- a\n:::\n\n---\n\n## Two\n",
            "pandoc",
        ),
        ("---\ntheme: white\n---\n\n## One\n\na\n\n---\n\n## Two {.big}\n\nb\n", "pandoc"),
        ("---\ntitle: T\ntheme: white\n---\n\n## One\n\na\n\n---\n\n## Two\n\nb\n", "reveal-md"),
    ],
)
def test_whose_a_deck_is(text: str, dialect: str) -> None:
    assert read_deck(Source.from_text("deck.md", text)).value.dialect == dialect


@pytest.mark.parametrize("rule", ["->-", "-----", "----------", "##==##", "--vv--", "=~=~="])
def test_signs_that_stand_between_slides_more_than_once_divide_them(rule: str) -> None:
    """All that followed was in the notes of the first."""
    text = (
        f'## A\n\nNotes:\nsaid\n\n{rule}\n\n## B\n\n- c <!-- .element: class="fragment" -->\n\n{rule}\n\nd\n'
    )
    slides, _ = _read(text)
    assert [plain_text(slide.title) for slide in slides] == ["A", "B", ""]
    once, _ = _read(text.replace(f"{rule}\n\nd", "d"))
    assert len(once) == 1


def test_a_colour_without_quotes_is_a_colour() -> None:
    """To YAML it is a comment."""
    slides, found = _read("---\nmarp: true\nbackgroundColor: #123456\n---\n\n# A\n\n---\n\n# B\n")
    assert [slide.background.color for slide in slides] == ["123456", "123456"]
    assert found == ()


def test_a_picture_without_an_address_is_none_and_said() -> None:
    """A browser shows nothing, the slide an empty frame."""
    slides, found = _read("# T\n\n![]()\n\nIn ![]() a line.\n\n![words]()\n")
    assert [each.code for each in found] == ["image-missing", "image-missing"]
    figures = [block for block in blocks_of(slides[0]) if isinstance(block, Figure)]
    assert [figure.alt for figure in figures] == ["words"]


def test_names_of_blocks_are_no_text() -> None:
    slides, _ = _read(
        "# Note\n\nA paragraph. ^37066d\n\n- item ^abc123\n- x^2 ^ y ^123456\n\n```\ncode ^37066d\n```\n"
    )
    assert [plain_text(text) for text in texts_of(blocks_of(slides[0]))][:3] == [
        "A paragraph.",
        "item",
        "x^2 ^ y ^123456",
    ]
    assert any("^37066d" in block.text for block in blocks_of(slides[0]) if isinstance(block, CodeBlock))


def test_the_most_that_a_picture_takes_is_its_size() -> None:
    slides, _ = _read(
        '# T\n\n<img src="a.png" style="max-width: 30%">\n\n<img src="b.png" style="max-height:120px">\n'
    )
    figures = [block for block in blocks_of(slides[0]) if isinstance(block, Figure)]
    assert [(figure.width, figure.height) for figure in figures] == [("30%", ""), ("", "120px")]


@pytest.mark.parametrize(
    ("front", "mode"),
    [
        ("theme: default\ncolorSchema: dark", "dark"),
        ("theme: default\ncolorSchema: light", ""),
        ("theme: black\nrevealOptions: {}", "dark"),
        ("theme: white\nrevealOptions: {}", ""),
        ("theme: night\nmode: light\nrevealOptions: {}", "light"),
        ("format:\n  revealjs:\n    theme: [night, own.scss]", "dark"),
        ("format:\n  revealjs:\n    theme: simple", ""),
        ("dialect: presenterm\ntheme:\n  name: catppuccin-mocha", "dark"),
        ("dialect: presenterm\ntheme:\n  name: catppuccin-latte", ""),
        ("dialect: marp\ntheme: gaia", ""),
    ],
)
def test_a_deck_that_its_own_tool_shows_dark_is_dark(front: str, mode: str) -> None:
    """The author's light colours stood on white."""
    text = f"---\n{front}\n---\n\n# A\n\na\n\n---\n\n# B\n\nb\n"
    assert read_deck(Source.from_text("deck.md", text)).value.mode == mode
