"""Blocks as Markdown are read as the same blocks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.deck.blocks import (
    Block,
    CodeBlock,
    Columns,
    ListBlock,
    ListItem,
    Paragraph,
    Quotation,
    Table,
    TableCell,
)
from deckgen.deck.inlines import PLAIN, Inline, Inlines, LineBreak, Marks, Run, merge_runs, plain_text, trim
from deckgen.deck.maths import Formula
from deckgen.deck.walk import blocks_of
from deckgen.markdown.blocks import block_text
from deckgen.markdown.elements import html_text
from deckgen.markdown.inlines import inline_text
from deckgen.markdown.style import Style, style_of
from deckgen.readers.formulas import read_formula
from deckgen.readers.reader import read_deck
from deckgen.source import Source, Span

HERE = Span(1)
WORDS = (
    "mot", "l’été", "a_b", "x*y", "*z*", "_u_", "[v]", "(c)", "5 $", "#1", "R&D", "&amp;", "<b>", "{x}", "12:30", "a|b",
    "« oui »", "fin.", "non !", "==m==", "x^2", "~3", "@moi", ":smile:", "`q`", "—", "...", "\\n", "//", "1.5", "n°",
    "A/B",
)  # fmt: skip
STARTS = (
    "- a", "+ b", "* c", "1. d", "1) e", "a. f", "A. Nom", "(i) g", "# h", "> i", "| j", ": k", "::: l", "--- m", "===",
    "Note: n", "Table: o", "^ p", "%% q", "! r", "2. s", "```", "~~~", "$$", "<!-- t", "[^1]: u", ". . .", "---",
)  # fmt: skip
MARKS = (
    PLAIN, PLAIN, PLAIN, Marks(bold=True), Marks(italic=True), Marks(code=True), Marks(bold=True, italic=True),
    Marks(link="https://exemple.fr/a_b?c=d"), Marks(strike=True), Marks(color="AA0000"),
)  # fmt: skip


def read(text: str) -> list[Block]:
    source = f"---\ndialect: deckgen\ncover: false\n---\n\n## T\n\n{text}\n\n---\n\n## U\n\nx\n"
    slides = [
        s for section in read_deck(Source.from_text("t.md", source)).value.sections for s in section.slides
    ]
    assert len(slides) == 2
    return list(blocks_of(slides[0]))


@st.composite
def runs(draw: st.DrawFn) -> Inlines:
    """Words apart from each other, as people mark them."""
    found: list[Inline] = []
    for number in range(draw(st.integers(1, 4))):
        words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))
        found += [Run(" ")] if number else []
        found.append(Run(words, draw(st.sampled_from(MARKS))))
    return trim(merge_runs(found))


def items(depth: int) -> st.SearchStrategy[ListBlock]:
    below = st.just(()) if depth == 0 else st.one_of(st.just(()), items(depth - 1).map(lambda each: (each,)))
    item = st.builds(lambda text, more: ListItem((Paragraph(text, HERE), *more), HERE), runs(), below)
    return st.builds(
        lambda held, ordered, start: ListBlock(tuple(held), HERE, ordered=ordered, start=start if ordered else 1),
        st.lists(item, min_size=1, max_size=3), st.booleans(), st.sampled_from((1, 1, 4)),
    )  # fmt: skip


cells = st.lists(runs().map(TableCell), min_size=2, max_size=2).map(tuple)
tables = st.builds(
    lambda head, rows: Table(align=("", ""), header=head, rows=tuple(rows), span=HERE),
    cells, st.lists(cells, min_size=1, max_size=3),
)  # fmt: skip
blocks = st.lists(
    st.one_of(runs().map(lambda each: Paragraph(each, HERE)), items(2), tables), min_size=1, max_size=4
)


def told(inlines: Inlines) -> list[tuple[str, Marks]]:
    """Characters with their marks; spaces have none."""
    found = []
    for item in inlines:
        text, marks = (item.text, item.marks) if isinstance(item, Run) else ("\n", PLAIN)
        kept = Marks(bold=marks.bold, italic=marks.italic, code=marks.code, strike=marks.strike, link=marks.link,
                     color=marks.color.upper())  # fmt: skip
        found += [(char, PLAIN if char.isspace() else kept) for char in text]
    return found


def shape(block: Block) -> object:
    match block:
        case Paragraph():
            return told(block.inlines)
        case ListBlock():
            return block.ordered, block.start, [[shape(each) for each in item.blocks] for item in block.items]
        case Table():
            return [[told(cell.inlines) for cell in row] for row in (block.header, *block.rows)]
    return block


@given(blocks)
@settings(max_examples=150)
def test_what_is_written_is_read(given_blocks: list[Block]) -> None:
    assert [shape(each) for each in read(block_text(given_blocks))] == [shape(each) for each in given_blocks]


@pytest.mark.parametrize("text", STARTS)
def test_a_paragraph_stays_one_whatever_it_begins_with(text: str) -> None:
    for said in (text, f"{text} et la suite"):
        found = read(block_text([Paragraph((Run(said),), HERE)]))
        assert [plain_text(each.inlines) for each in found if isinstance(each, Paragraph)] == [said]
        assert len(found) == 1


@pytest.mark.parametrize(
    ("inlines", "text"),
    [
        ((Run("gras", Marks(bold=True)), Run(" et "), Run("italique ", Marks(italic=True)), Run("fin")),
         "**gras** et *italique* fin"),
        ((Run("mot"), Run("«é»", Marks(bold=True)), Run("s")), "mot<strong>«é»</strong>s"),
        ((Run("H"), Run("2", Marks(subscript=True)), Run("O")), "H~2~O"),
        ((Run("a"), LineBreak(), Run("- b")), "a\\\n\\- b"),
        ((Run("un", Marks(bold=True)), Run("deux", Marks(bold=True, italic=True))), "__un*deux*__"),
        ((Run("x `y`", Marks(code=True)),), "`` x `y` ``"),
    ],
)  # fmt: skip
def test_marks_as_people_write_them(inlines: Inlines, text: str) -> None:
    assert inline_text(inlines) == text


def test_code_quotations_and_columns() -> None:
    code = CodeBlock(text="x = '```'\n\ny", span=HERE, language="python")
    quoted = Quotation((Paragraph((Run("Dire"),), HERE),), HERE)
    columns = Columns(((code,), (Paragraph((Run("b"),), HERE),)), HERE, (0.7, 0.3))
    found = read(block_text([quoted, columns]))
    assert isinstance(found[0], Quotation)
    assert isinstance(found[1], Columns)
    assert isinstance(inner := found[1].columns[0][0], CodeBlock)
    assert (inner.text, inner.language) == (code.text, "python")
    assert found[1].widths == pytest.approx((0.7, 0.3))


def test_an_authors_own_signs() -> None:
    text = "* un\n    * deux\n* __trois__ et _quatre_\n\n1) cinq\n"
    assert style_of(text) == Style(bullet="*", strong="__", emphasis="_", number=")", indent=4)
    assert style_of("") == Style()


def test_a_formula_beside_words_in_elements_stays_one() -> None:
    formula = read_formula("x^2", display=False)
    assert isinstance(formula, Formula)
    said = html_text((Run("a & b ", Marks(underline=True)), Run("x^2", Marks(math=formula))))
    assert said == "<u>a &amp; b </u>$x^2$"
