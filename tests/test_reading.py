"""The outline dialect and what it borrows from others, seen in the model."""

from __future__ import annotations

import gc

import pytest

from deckgen.deck.blocks import Block, CodeBlock, Columns, Figure, ListBlock, Paragraph, Quotation, Table
from deckgen.deck.inlines import Run, plain_text
from deckgen.deck.slides import Deck, Slide, SlideKind
from deckgen.deck.walk import blocks_of
from deckgen.diagnostics import Diagnostic
from deckgen.memory import Memory
from deckgen.readers.front_matter import read_front_matter
from deckgen.readers.reader import read_deck
from deckgen.source import Source


def _read(text: str) -> tuple[Deck, tuple[Diagnostic, ...]]:
    read = read_deck(Source.from_text("x.md", text))
    return read.value, read.found


def _slides(text: str) -> list[Slide]:
    return [slide for section in _read(text)[0].sections for slide in section.slides]


def _blocks(text: str) -> tuple[Block, ...]:
    return blocks_of(_slides(text)[0])


@pytest.mark.parametrize(
    "text",
    ["l'été « à » 1 000 €", "a -- b --- c ... d", "\"droit\" 'simple'", "halluciantion hencemaking", "ﬁ ﬀ ½"],
)
def test_characters_stay_as_they_are(text: str) -> None:
    (block,) = _blocks(f"# T\n\nx\n\n---\n\n# U\n\n{text} fin.")[:1]
    slides = _slides(f"# T\n\n- x\n\n---\n\n# U\n\n{text}, et la suite {'mot ' * 50}")
    (block,) = blocks_of(slides[-1])
    assert isinstance(block, Paragraph)
    assert plain_text(block.inlines).startswith(text)


def test_addresses_are_shown_as_typed() -> None:
    (item,) = _blocks("# T\n\n- https://x.org/%C3%A9?a=1&b=2 et <https://y.org/%20>\n")
    assert isinstance(item, ListBlock)
    (block,) = item.items[0].blocks
    assert isinstance(block, Paragraph)
    assert plain_text(block.inlines) == "https://x.org/%C3%A9?a=1&b=2 et https://y.org/%20"


def test_an_unknown_tag_is_the_authors_text() -> None:
    text = "# T\n\n- a\n\navant <diagrame avec des llm de plus en plus gros> après"
    block = _blocks(text)[1]
    assert isinstance(block, Paragraph)
    assert plain_text(block.inlines) == "avant <diagrame avec des llm de plus en plus gros> après"


def test_notes_that_nobody_wrote_are_said() -> None:
    """They stood on the slide as they were typed, without a word."""
    _, found = _read(
        "# T\n\nOne[^1], [^x]: `[^2]`, ![[A note]], $x[^3]$, [^4](https://x.org), two[^y].\n\n[^y]: Yes.\n"
    )
    assert [each.code for each in found] == ["unknown-note"] * 3
    assert [(each.span.line, each.span.column) for each in found] == [(3, 4), (3, 10), (3, 24)]


def test_scripts_never_become_anything() -> None:
    deck, found = _read("# T\n\n- x\n\n<script>alert(1)</script>\n\n<a href='javascript:x'>y</a>\n")
    text = str([plain_text(r) for s in deck.sections for t in s.slides for r in [t.title]])
    assert "alert" not in text
    assert "html-not-shown" in [d.code for d in found]
    assert not [
        run for slide in _slides("<a href='java\tscript:x'>y</a>") for run in _runs(slide) if run.marks.link
    ]


def _runs(slide: Slide) -> list[Run]:
    from deckgen.deck.walk import runs_of

    return runs_of(blocks_of(slide))


def test_groups_hold_a_lead_and_its_list() -> None:
    (slide,) = _slides("# T\n\nintro\n\n- a\n\nlead\n\n1. b\n\n![f](x.png)\n\nseul\n")
    assert [len(group.blocks) for group in slide.groups] == [2, 3, 1]


def test_a_pending_figure_is_bound_in_the_front_matter() -> None:
    front = "---\ntitle: t\nfigures:\n  PLAN: plan.png\n---\n"
    figure = next(
        b
        for s in _slides(front + "# T\n\n- x\n\n<le plan> = PLAN\n")
        for b in blocks_of(s)
        if isinstance(b, Figure)
    )
    assert (figure.target, figure.alt) == ("plan.png", "le plan")


def test_notes_in_both_spellings() -> None:
    one = _slides("# T\n\n- x\n\nNote: dit **fort**\n\n- et ceci\n")[0]
    two = _slides("# T\n\n- x\n\n::: notes\ndit **fort**\n\n- et ceci\n:::\n")[0]
    for slide in (one, two):
        assert len(slide.notes) == 2
        assert len(blocks_of(slide)) == 1


def test_columns_have_their_widths() -> None:
    text = "# T\n\n:::: columns\n::: {.column width=30%}\na\n:::\n::: column\nb\n:::\n::::\n"
    (block,) = _blocks(text)
    assert isinstance(block, Columns)
    assert block.widths == pytest.approx((0.3, 0.7))


def test_a_logseq_heading_in_a_list_titles_a_slide() -> None:
    titles = [plain_text(s.title) for s in _slides("- a\n- ## B\n- c\n  - d\n")]
    assert titles == ["", "B"]


@pytest.mark.parametrize(
    ("link", "front", "label"),
    [
        ("[[machine learning|machine-learning]]", "", "machine learning"),
        ("[[machine-learning|Machine learning]]", "", "Machine learning"),
        ("[[One|Two]]", "", "Two"),
        ("[[One|Two]]", "---\nid: a\nupdated: 1\ncreated: 1\n---\n", "One"),
        ("[[llm.biais]]", "", "llm.biais"),
    ],
)
def test_wiki_links_show_their_label(link: str, front: str, label: str) -> None:
    slides = _slides(f"{front}# T\n\n- {link}\n")
    assert [run.text for run in _runs(slides[-1])] == [label]


def test_property_lines_are_no_text_but_code_is() -> None:
    deck = _slides("# T\n\n- a\n  id:: 1\n\nstd::vector et map:: chose\n\n```\nid:: 1\n```\n")
    blocks = blocks_of(deck[0])
    assert [type(b) for b in blocks] == [ListBlock, Paragraph, CodeBlock]
    assert isinstance(blocks[1], Paragraph)
    assert plain_text(blocks[1].inlines) == "std::vector et map:: chose"


def test_html_becomes_the_same_blocks() -> None:
    html = "<h2>T</h2>\n<ul><li>a<ol start='3'><li>b</li></ol></li></ul><blockquote>q</blockquote>"
    html += "<table><tr><th>n</th></tr><tr><td>1</td></tr></table><pre>a\n b</pre><img src='x.png' alt='y'>"
    (slide,) = _slides(html)
    assert plain_text(slide.title) == "T"
    kinds = [type(block) for block in blocks_of(slide)]
    assert kinds == [ListBlock, Quotation, Table, CodeBlock, Figure]


def test_headings_open_slides_where_no_line_separates_them() -> None:
    slides = _slides("# Livre\n\n## Un\n\na\n\n### Un bis\n\nb\n\n## Deux\n\nc\n")
    assert [(s.kind, plain_text(s.title)) for s in slides] == [
        (SlideKind.COVER, "Livre"),
        (SlideKind.CONTENT, "Un"),
        (SlideKind.CONTENT, "Un bis"),
        (SlideKind.CONTENT, "Deux"),
    ]


def test_headings_are_subheadings_where_lines_separate_slides() -> None:
    slides = _slides("# Un\n\n- a\n\n## Sous\n\nb\n\n---\n\n# Deux\n\n- c\n")
    assert [plain_text(slide.title) for slide in slides] == ["Un", "Deux"]


def test_titles_of_several_lines_and_headings_of_nothing_between_rules() -> None:
    """As decks have them that no tool's name is in: a heading of a space, for its height, above a title in lines."""
    text = "# &nbsp;\n# Why it is\n# my favourite\n---\n# &nbsp;\n# It works.\n---\n# &nbsp;\n# It is fast.\n\nText\n"
    slides = _slides(text)
    assert [plain_text(slide.title) for slide in slides] == ["Why it is", "It works.", "It is fast."]
    assert len(_slides("## &nbsp;\n\nText\n\n## Two\n\nText\n")) == 2
    code = _blocks("## Code\n\n```\n# &nbsp;\n# a\n```\n")[0]
    assert isinstance(code, CodeBlock)
    assert code.text == "# &nbsp;\n# a"


def test_a_footnote_stands_on_the_slide_that_refers_to_it() -> None:
    slides = _slides("# A\n\n- un[^x]\n\n# B\n\n- deux\n\n[^x]: la note\n")
    assert "la note" in [run.text for run in _runs(slides[0])][-1]
    assert "la note" not in str([run.text for run in _runs(slides[1])])


def test_slidevs_slide_settings_are_no_text() -> None:
    text = "# A\n\n---\nlayout: two-cols\nclass: x\n---\n\n# B\n\n- b\n\n---\nnote : texte\n---\n"
    slides = _slides(text)
    assert [plain_text(slide.title) for slide in slides] == ["A", "B", ""]
    assert "two-cols" not in str([run.text for slide in slides for run in _runs(slide)])
    assert [run.text for run in _runs(slides[2])] == ["note : texte"]


def test_marps_image_keywords_are_no_alternative_text() -> None:
    text = "---\nmarp: true\ntitle: t\n---\n# A\n\n- x\n\n![bg right:40% w:300px Une photo](x.png)\n"
    (slide,) = [s for s in _slides(text) if s.background]
    assert slide.background
    (backdrop,) = slide.background.pictures
    assert (backdrop.figure.alt, backdrop.side, backdrop.share) == ("Une photo", "right", 0.4)


def test_pandocs_title_block_makes_a_cover() -> None:
    deck, _ = _read("% Un titre\n% Ada\n% 2024\n\n# A\n\n## B\n\n- x\n\n. . .\n\n- y\n")
    assert (deck.title, deck.author, deck.date) == ("Un titre", "Ada", "2024")
    first = deck.sections[0].slides[0]
    assert (first.kind, plain_text(first.title)) == (SlideKind.COVER, "Un titre")
    assert ". . ." not in [run.text for s in deck.sections for slide in s.slides for run in _runs(slide)]


def test_what_a_hostile_reader_found() -> None:
    bold = _slides("# T\n\n- x\n\n**Note:** visible\n\n- puce\n")[0]
    assert (len(blocks_of(bold)), bold.notes) == (3, ())
    assert [plain_text(s.title) for s in _slides("--- S\n\na\n\n---\n\nb\n\n---\n")] == ["S", "S"]
    text = "".join(run.text for run in _runs(_slides("# T\n\n- arr[[0]] et x[[i,j]]\n")[-1]))
    assert text == "arr[[0]] et x[[i,j]]"
    (table,) = [b for b in _blocks("<table><tr><th>H1<th>H2<tr><td>a<td>b</table>") if isinstance(b, Table)]
    assert [plain_text(cell.inlines) for cell in (*table.header, *table.rows[0])] == ["H1", "H2", "a", "b"]
    deep = "\n".join("  " * n + f"- niveau{n}" for n in range(16)) + "\n"
    assert "niveau15" in [run.text for run in _runs(_slides(deep)[0])]


def test_what_is_read_leaves_nothing_that_holds_itself() -> None:
    """Tokens of a large deck would wait in memory for the collector, which comes late in a build."""
    text = "## One\n\n- a *list*\n\n<div>HTML</div>\n\n| a | b |\n| --- | --- |\n| c | d |\n\n$$x$$\n\n"
    source = Source.from_text("deck.md", "# Deck\n\n" + "\n---\n\n".join([text] * 5))
    read_deck(source, memory=Memory(None))  # what is made once
    gc.collect()
    gc.disable()
    try:
        read_deck(source, memory=Memory(None))
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        left = {type(each).__name__ for each in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert left & {"Token", "_Reader", "Source", "Slide"} == set()


def test_an_agenda_lists_all_sections_and_those_that_have_a_slide_are_counted_among_them() -> None:
    text = (
        "---\ntitle: T\nlang: fr\n---\n\n## Plan {.agenda}\n\n--- Origines\n\n- a\n\n--- Suite\n\n## Chose\n\n- e\n\n"
        "--- Détour\n\n- f\n\n--- Fin\n\n## Autre\n\n- g\n"
    )
    _, plan, *slides = _slides(text)
    (listed,) = blocks_of(plan)
    assert isinstance(listed, ListBlock)
    items = [
        plain_text(block.inlines)
        for item in listed.items
        for block in item.blocks
        if isinstance(block, Paragraph)
    ]
    assert items == ["Origines", "Suite", "Détour", "Fin"]
    assert {plain_text(slide.title): slide.ordinal for slide in slides if slide.ordinal} == {
        "Suite": 2,
        "Fin": 4,
    }


@pytest.mark.parametrize(
    "text",
    [
        "--- Results\n\nOutput: 20 t\nInput: 30 t\n\n--- Discussion\n\n# Next\n",
        "--- Workshop\n\nFormat: two hours\nAuthor: me\n\n---\n\n# Next\n",
        "---\ntitle: Deck\n\n# A\n# B\n--- Intro\n# C\n",
        '---\n{{< slide class="a" >}}\n# Welcome\nAuthor: Me\n{{< /slide >}}\n---\n# B\n',
        "---\n{% raw %}\nTitle: Hi\n{% endraw %}\n---\n\n# X\n",
    ],
)
def test_text_between_rules_is_no_front_matter(text: str) -> None:
    front, _ = read_front_matter(Source.from_text("deck.md", text), Memory(None))
    assert front.lines == 0


@pytest.mark.parametrize("rule", ["---", "***", "* * *", "- - -", "_ _ _", "___"])
def test_footnotes_alone_below_a_last_rule_are_on_their_slides(rule: str) -> None:
    """They were in neither file, or made a slide of nothing."""
    slides = _slides(f"## A\n\nSome words[^1] here.\n\n{rule}\n\n[^1]: The note.\n")
    assert len(slides) == 1
    assert any(run.text == "The note." for run in _runs(slides[0]))


def test_thanks_at_the_very_end_close_the_talk_whatever_is_before_them() -> None:
    said = "---\ntitle: T\n---\n\n## A\n\na\n\n---\n\n## B\n\nb\n\n---\n\n## Further reading\n\n- x\n- y\n\n---\n\n"
    assert _slides(f"{said}# Thanks!\n")[-1].kind is SlideKind.CLOSING
    assert _slides(f"{said}Thanks! Questions?\n")[-1].kind is SlideKind.CLOSING
