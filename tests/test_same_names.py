"""What has the same name on several slides: footnotes, addresses of links."""

from __future__ import annotations

import re

import pytest

from deckgen.deck.inlines import Run
from deckgen.layout.model import TextFrame

SLIDES = (
    "# One\n\nFirst[^1] and [there]\n\n[^1]: Words of the first\n\n[there]: https://first.example/\n\n---\n\n"
    "# Two\n\nSecond[^1] and [there]\n\n[^1]: Words of the second\n\n[there]: https://second.example/\n"
)


def _said(built, at: int) -> tuple[str, list[str]]:
    """The words of a slide's footnotes, and where its links lead."""
    frames = [frame for frame in built.laid.slides[at].frames if isinstance(frame, TextFrame)]
    notes = [frame.text for frame in frames if frame.role == "footnote"]
    runs = [item for frame in frames for paragraph in frame.paragraphs for item in paragraph.inlines]
    return " ".join(" ".join(notes).split()), [
        item.marks.link for item in runs if isinstance(item, Run) and item.marks.link
    ]


@pytest.mark.parametrize(
    "dialect", ["deckgen", "slidev", "obsidian", "reveal-md", "pandoc", "marp", "hedgedoc"]
)
def test_notes_and_links_of_one_name_are_each_slides_own(make, dialect: str) -> None:
    """The last note stood on both slides, the first address was taken for both; the others' words were lost."""
    built = make(f"---\ndialect: {dialect}\n---\n\n{SLIDES}")
    last = len(built.laid.slides) - 1
    assert _said(built, last - 1) == ("1 Words of the first", ["https://first.example/"])
    assert _said(built, last) == ("1 Words of the second", ["https://second.example/"])


def test_named_notes_of_one_name_have_numbers_of_their_own(make) -> None:
    built = make("## A\n\na[^n] b[^m]\n\n[^n]: An n\n\n## B\n\nc[^n]\n\n[^n]: Another n\n\n[^m]: An m\n")
    assert [_said(built, at)[0] for at in (0, 1)] == ["1 An n 2 An m", "3 Another n"]


def test_notes_at_the_end_of_included_files_are_those_of_the_files(make, tmp_path) -> None:
    """Each file begins with `[^1]`: the notes of the last one stood everywhere."""
    for name in ("one", "two"):
        text = f"## {name} a\n\nWords[^1]\n\n## {name} b\n\nMore[^2]\n\n[^1]: Note {name} 1\n\n[^2]: Note {name} 2\n"
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    (tmp_path / "deck.md").write_text("{{include: one.md}}\n\n{{include: two.md}}\n", "utf-8")
    built = make(tmp_path / "deck.md")
    assert [_said(built, at)[0] for at in range(4)] == [
        "1 Note one 1", "2 Note one 2", "1 Note two 1", "2 Note two 2",
    ]  # fmt: skip


def test_a_macro_that_is_defined_again_holds_from_there(make) -> None:
    """The last definition was taken for all formulas, those above it, too."""
    text = (
        "\\newcommand{\\x}{\\alpha}\n\n## One\n\n$$\\x$$\n\n\\renewcommand{\\x}{\\beta}\n\n"
        "## Two\n\n$$\\x$$\n\n## Three\n\n$$\\x$$\n"
    )
    page = make(f"---\ndialect: pandoc\n---\n\n{text}").html.read_text("utf-8")
    assert re.findall(r"<mi[^<>]*>(.)</mi>", page) == ["α", "β", "β"]
