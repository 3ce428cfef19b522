"""Whatever an author gets wrong is said with its place; nothing is lost, nothing crashes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckgen.building import build
from deckgen.diagnostics import Diagnostic, human
from deckgen.memory import Memory
from deckgen.pipeline import prepare
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.conftest import ROOT
from tests.instruments.text import altered, html_slides, pptx_slides


def _built(tmp_path: Path, data: bytes | str) -> list[Diagnostic]:
    deck = tmp_path / "deck.md"
    deck.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return list(build(deck, output=tmp_path / "out").diagnostics)


def _one(found: list[Diagnostic], code: str) -> Diagnostic:
    chosen = [diagnostic for diagnostic in found if diagnostic.code == code]
    assert len(chosen) == 1, found
    return chosen[0]


def test_a_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("# T\n")
    result = build(tmp_path / "takl.md", output=tmp_path)
    assert result.diagnostics[0].code == "file-not-found"
    assert "talk.md" in result.diagnostics[0].hint
    assert not result.written


def test_a_folder(tmp_path: Path) -> None:
    assert build(tmp_path, output=tmp_path / "out").diagnostics[0].code == "is-a-folder"


def test_an_empty_file(tmp_path: Path) -> None:
    assert _one(_built(tmp_path, ""), "no-slides").severity == "warning"
    assert not (tmp_path / "out").exists()


def test_invalid_utf8_says_which_byte_and_line(tmp_path: Path) -> None:
    found = _one(_built(tmp_path, "# Été\n\nabc ".encode() + b"\xff def\n"), "not-utf8")
    assert found.span is not None
    assert (found.span.line, found.span.column) == (3, 5)
    assert "0xFF" in found.message


@pytest.mark.parametrize("text", ["\ufeff# Titre\n\ntexte\n", "# Titre\r\n\r\ntexte\r\n", "# Titre\r\rtexte"])
def test_byte_order_mark_and_line_ends(tmp_path: Path, text: str) -> None:
    assert _built(tmp_path, text) == []
    assert "Titre" in pptx_slides(tmp_path / "out" / "deck.pptx")[0]


def test_broken_yaml_has_line_and_column(tmp_path: Path) -> None:
    found = _one(_built(tmp_path, "---\ntitle: a\nauthor: [x\n---\n# T\n"), "yaml-syntax")
    assert found.severity == "error"
    assert found.span is not None
    assert found.span.line in (3, 4)


def test_an_unknown_chart_names_the_nearest(tmp_path: Path) -> None:
    found = _one(_built(tmp_path, "# T\n\n![x](chart:scaling-law)\n"), "unknown-chart")
    assert "scaling-laws" in found.hint
    assert found.span is not None
    assert (found.span.line, found.span.column) == (3, 6)


def test_an_unknown_theme_names_the_nearest(tmp_path: Path) -> None:
    found = _one(_built(tmp_path, "---\ntitle: T\ntheme: plan\n---\n# T\n\nx\n"), "unknown-theme")
    assert "board" in found.hint
    assert found.span is not None
    assert found.span.line == 3


@pytest.mark.parametrize("there", [False, True])
def test_the_look_of_another_tool_costs_the_theme_alone(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "theme.json").write_text("{}", "utf-8")
    done = _built(tmp_path, "---\ntitle: T\ntheme: ./theme.json\n---\n# T\n\nx\n")
    assert _one(done, "foreign-theme").severity == "warning"
    assert (tmp_path / "out" / "deck.pptx").is_file()


def test_a_theme_that_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "bad.pptx").write_bytes(b"PK no")
    found = _built(tmp_path, "---\ntheme: bad.pptx\ntitle: T\n---\n# T\n\nx\n")
    assert _one(found, "broken-theme").severity == "error"


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\nnope", b"<svg", b"GIF89a"])
def test_a_corrupt_image_is_a_placeholder_and_a_warning(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "broken.png").write_bytes(data)
    found = _one(_built(tmp_path, "# T\n\ntexte\n\n![légende](broken.png)\n"), "image-missing")
    assert found.severity == "warning"
    assert "légende" in pptx_slides(tmp_path / "out" / "deck.pptx")[0]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    deck = tmp_path / "deck.md"
    deck.write_text("# T\n\nx\n")
    result = build(deck, output=tmp_path / "file" / "out")
    assert {d.code for d in result.diagnostics} == {"cannot-write"}
    assert not result.ok


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# T\n\nx\n")
    target = tmp_path / "deck.pptx"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    result = build(deck, to=["pptx"], output=tmp_path)
    assert _one(list(result.diagnostics), "cannot-write")
    assert target.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deck.md", "deck.pptx"]


def test_an_unclosed_code_fence(tmp_path: Path) -> None:
    found = _one(_built(tmp_path, "# T\n\n```python\nx = 1\n\n# not a slide\n"), "fence-not-closed")
    assert found.span is not None
    assert found.span.line == 3
    assert "# not a slide" in pptx_slides(tmp_path / "out" / "deck.pptx")[0]


def test_an_unclosed_div_ends_with_its_slide(tmp_path: Path) -> None:
    found = _built(tmp_path, "# A\n\n::: columns\n\ntexte\n\n---\n\n# B\n\nautre\n")
    assert _one(found, "fence-not-closed").span is not None
    assert len(pptx_slides(tmp_path / "out" / "deck.pptx")) == 2


def test_control_characters_become_visible(tmp_path: Path) -> None:
    assert _built(tmp_path, "# T\n\na\x1bb\x00c\n") == []
    text = "".join(pptx_slides(tmp_path / "out" / "deck.pptx"))
    assert "a\u241bb" in text


def test_a_line_of_two_megabytes(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# T\n\n" + "mot un peu long " * 130_000, encoding="utf-8")
    _, laid, found = prepare(deck)
    assert laid is not None
    assert found == ()
    assert len(laid.slides) > 1200


def test_ten_thousand_slides(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("\n".join(f"# S{n}\n\ntexte {n}\n\n---\n" for n in range(10_000)))
    result = build(deck, to=["pptx"], output=tmp_path)
    assert (result.slides, result.diagnostics) == (10_000, ())


ODD_BREAKS = [
    "---", "---\n---\n---", "---\n\n---", "--- ", " ---", "----", "- - -", "***\n___", "---\na: b",
    "---\nnot yaml\n---\nx", "a\n---\nb", "> ---", "> --- X", "- a\n  ---\n- b", "- a\n--- X\nb",
    "```\n---\n--- X\n```", "<!--\n---\n-->\n", "--- \n--- X", "---X", "--- - a", "| a |\n|---|\n| b |\n---",
    "# A\n---\n# B\n---", "--- X\n--- Y", "    ---", "a\n===\n---\nb\n---", "::: notes\n---\n:::\n",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD_BREAKS)
def test_breaks_in_every_odd_place(tmp_path: Path, text: str) -> None:
    found = _built(tmp_path, text)
    assert not [d for d in found if d.severity == "error"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Texte\n---\nsuite", ["", ""]),
        ("- a\n--- X\nb", ["", "X"]),
        ("```\n--- X\n```\n", [""]),
        ("> --- X\n", [""]),
        ("--- X\n\na\n\n---\n\nb\n", ["X", "X"]),
        ("# A\n\n--- X\n\nb\n", ["A", "X"]),
    ],
)
def test_where_slides_begin(text: str, titles: list[str]) -> None:
    deck = read_deck(Source.from_text("x.md", text)).value
    slides = [slide for section in deck.sections for slide in section.slides]
    from deckgen.deck.inlines import plain_text

    shown = [plain_text(slide.title) for slide in slides if slide.kind.value != "cover"]
    assert shown == titles or [plain_text(slide.title) for slide in slides] == titles


def test_a_diagnostic_shows_the_line_and_underlines_the_place() -> None:
    source = Source.from_text("deck.md", "# T\n\n![x](chart:nope)\n")
    from deckgen.source import Span

    text = human(Diagnostic("unknown-chart", "error", "no such chart", Span(3, 6, length=10), "look"), source)
    assert text.splitlines() == [
        "error[unknown-chart]: no such chart",
        " --> deck.md:3:6",
        "  |",
        "3 | ![x](chart:nope)",
        "  |      ^^^^^^^^^^ look",
    ]


MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# Titre", "## Deux", "---", "--- SECTION", "- puce", "  - dedans", "1. un", "```", "~~~py", "$$",
            "> cite", "| a | b |\n|---|---|\n| c | d |", "![i](x.png)", "<div>", "</div>", "<b>gras</b>",
            "<inconnu x y>", "[[lien|wiki]]", "::: notes", ":::", "::: {.column}", "*em* **st** `co`",
            "<x y> = NOM", "[a](#b)", "Note: dit", "id:: 1", "&eacute; &amp; \\*", "mot\u00a0insécable", "",
            "    indenté", "<table><tr><td>c</td></tr></table>", "<script>x</script>", "[^1]", "[^1]: note",
            "- [ ] tâche", "<br>", "日本語", "العربية", "\tx", "<li>seul</li>", "</td></ul>", "***", "===",
        ]
    )
    | st.text(max_size=40),
    max_size=14,
).map("\n".join)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=MARKDOWN)
def test_nothing_crashes_and_no_text_is_lost_on_the_way(tmp_path: Path, text: str) -> None:
    deck_path = tmp_path / "fuzz.md"
    deck_path.write_text(text, encoding="utf-8", newline="")
    result = build(deck_path, output=tmp_path, memory=Memory(tmp_path / "cache"))
    if not result.written:
        return
    deck = read_deck(result.source).value
    assert altered(deck, pptx_slides(tmp_path / "fuzz.pptx")) == []
    assert altered(deck, html_slides(tmp_path / "fuzz.html")) == []


def test_a_deck_never_writes_over_itself(tmp_path: Path) -> None:
    deck = tmp_path / "deck.html"
    deck.write_text("# T\n\n- x\n")
    assert _one(list(build(deck, output=tmp_path).diagnostics), "own-source").severity == "error"
    assert deck.read_text() == "# T\n\n- x\n"


@pytest.mark.parametrize(
    ("front", "name"), [("theme: talk.pptx", "talk.pptx"), ("logo: talk.pdf", "talk.pdf")]
)
def test_what_a_deck_is_made_of_is_never_overwritten(tmp_path: Path, front: str, name: str) -> None:
    """A template of the deck's own name was, and the next build took the deck for its template."""
    shutil.copy(ROOT / "templates" / "board" / "theme.pptx", tmp_path / "board.pptx")
    (tmp_path / "other.md").write_text("# A\n", "utf-8")
    assert build(tmp_path / "other.md", to=("pptx", "pdf"), output=tmp_path / "made").ok
    made = next((tmp_path / "made").glob(f"*{Path(name).suffix}"))
    shutil.copy(made if name.endswith(".pdf") else tmp_path / "board.pptx", tmp_path / name)
    before = (tmp_path / name).read_bytes()
    deck = tmp_path / "talk.md"
    deck.write_text(f"---\n{front}\n---\n\n# A\n", "utf-8")
    for _ in range(2):
        done = build(deck, to=(Path(name).suffix[1:],), output=tmp_path)
        assert _one(list(done.diagnostics), "own-source").severity == "error"
        assert (tmp_path / name).read_bytes() == before
    assert build(deck, to=("html",), output=tmp_path).ok


def test_a_cover_with_too_much_below_it_is_spread_over_slides(tmp_path: Path) -> None:
    from tests.test_layout import _faults

    deck = tmp_path / "deck.md"
    deck.write_text(f"---\ntitle: T\nsubtitle: {'mot ' * 300}\n---\n\n## A\n\nx\n")
    _, laid, _ = prepare(deck)
    assert laid is not None
    assert _faults(laid) == []


def test_tables_that_are_never_closed_are_not_looked_for_again_and_again() -> None:
    text = "<table>\n\n" * 4000
    deck = read_deck(Source.from_text("x.md", f"# T\n\n{text}<table><tr><th>last</th></tr></table>\n")).value
    assert deck.sections
