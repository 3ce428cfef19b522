"""What is said of real decks: briefly, truly, in place, and nothing that a terminal would obey."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from deckgen import build
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.test_rough_edges import built, run, said

ESCAPE = "\x1b]0;pwned\x07 \x1b[31mred"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKGEN_CONFIG", str(tmp_path / "settings"))


def test_warnings_are_said_once_a_kind_with_their_number_and_the_first_place(tmp_path: Path) -> None:
    deck = "# A\n\n" + "".join(f"![p{n}](none{n}.png)\n\n" for n in range(5))
    text = built(tmp_path, deck)
    assert text.count("warning[image-missing]") == 1
    assert "deck.md:3:" in text
    assert "4 more of this kind" in text
    each = said(run(tmp_path, "build", "deck.md", "-v"))
    assert each.count("warning[image-missing]") == 5


def test_errors_are_all_said(tmp_path: Path) -> None:
    text = built(tmp_path, "# A\n\n![x](chart:nope)\n\n![x](chart:nein)\n")
    assert text.count("[unknown-chart]") == 2 or "1 more of this kind" in text


@pytest.mark.parametrize(
    "text",
    [
        "---\nmarp: true\n---\n\n<style>\nsection { color: red }\n</style>\n\n# A\n\nx\n",
        "---\nmarp: true\ntheme: gaia\n---\n\n# A\n\nx\n",
        "---\ntheme: seriph\ntransition: slide-left\n---\n\n# A\n\nx\n\n---\nlayout: some-layout\n---\n\n# B\n\ny\n",
    ],
)
def test_styles_themes_and_layouts_of_other_tools_are_notes(tmp_path: Path, text: str) -> None:
    assert "warning[" not in built(tmp_path, text)
    assert "note[" in said(run(tmp_path, "build", "deck.md", "-v"))
    assert run(tmp_path, "build", "deck.md", "--strict").returncode == 0


def test_a_picture_on_the_web_is_said_to_be_there(tmp_path: Path) -> None:
    text = built(tmp_path, "# A\n\nx\n\n![a cat](https://example.org/cat.png)\n")
    assert "on the web" in text
    assert "offline" in text
    assert "no file" not in text


def test_a_component_is_called_as_it_is_written_and_its_loss_is_a_warning(tmp_path: Path) -> None:
    deck = "---\ntheme: seriph\nlayout: cover\n---\n\n# A\n\nx\n\n---\nlayout: default\n---\n\n# B\n\n" \
           "words\n\n<MyCounter :count=\"10\" />\n\n<Tweet id=\"20\" />\n"  # fmt: skip
    text = built(tmp_path, deck)
    assert "warning[component]" in text
    assert "MyCounter" in text
    assert "mycounter" not in text


def test_the_last_line_says_what_a_deck_lost_and_where(tmp_path: Path) -> None:
    text = built(
        tmp_path, "# A\n\n![p](none.png)\n\n![q](nein.png)\n\n```chart\nkind: line\nx: a\ny: b\n```\n"
    )
    (line,) = [line for line in text.splitlines() if "not shown as written" in line]
    assert "2 × picture (lines 3, 5)" in line
    assert "chart" in line


def test_nothing_is_said_of_a_deck_that_lost_nothing(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text("# A\n\n- x\n\n| a |\n|---|\n| b |\n", encoding="utf-8")
    assert run(tmp_path, "build", "deck.md").stderr == b""


# -- what a terminal, or a network, would obey ------------------------------------------------


def test_no_escape_of_a_decks_reaches_the_terminal(tmp_path: Path) -> None:
    """Neither from text that is no UTF-8, nor by way of names, data and expressions."""
    (tmp_path / "r.csv").write_text(f"a,b{ESCAPE}\n{ESCAPE},{ESCAPE}\n", encoding="utf-8")
    decks = [
        f"# A\n\n{ESCAPE} ".encode() + b"\xff end\n",
        f"# A\n\n![x](none{ESCAPE}.png)\n\n[@a](#{ESCAPE})\n".encode(),
        f'---\ntheme: "{ESCAPE.encode("unicode_escape").decode()}"\n---\n# A\n\nx\n'.encode(),
        b"# A\n\n```chart\nkind: line\ndata: r.csv\nx: a\ny: b\n```\n",
        f"---\njinja: true\n---\n# A\n\n{{{{ [].pop('{ESCAPE}') }}}} {{{{ 1|int('\\x1b[31m', 99) }}}}\n".encode(),
    ]
    for number, data in enumerate(decks):
        (tmp_path / f"d{number}.md").write_bytes(data)
        done = run(tmp_path, "build", f"d{number}.md", "-v")
        assert b"\x1b" not in done.stdout + done.stderr, data
        assert b"\x07" not in done.stdout + done.stderr, data
    assert "\u241b" in said(run(tmp_path, "build", "d0.md"))


def test_the_other_control_characters_do_not_reach_the_terminal_either(tmp_path: Path) -> None:
    """U+009B begins an escape, too, in some terminals."""
    text = built(tmp_path, "# A\n\n![x](no\u009b31m.png)\n\n![y](chart:no\u009b31m)\n", "-v")
    assert "\u009b" not in text


def test_two_slashes_and_a_name_are_no_link_to_a_share(tmp_path: Path) -> None:
    built(tmp_path, "# A\n\nsee //host.example/share/x and //host/x or \\\\\\\\host\\x\n\n- //evil.org/a\n")
    page = (tmp_path / "build" / "deck.html").read_text(encoding="utf-8").split("<script>")[0]
    assert not re.search(r'href="[^"#]*(?:host|evil)', page)
    with zipfile.ZipFile(tmp_path / "build" / "deck.pptx") as package:
        rows = b"".join(package.read(name) for name in package.namelist() if name.endswith(".rels"))
    assert b"host" not in rows
    assert b"evil" not in rows
    assert "//host/x" in page


def test_a_misspelt_fence_is_a_warning_with_what_was_meant(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# A\n\n::: colums\nleft\n:::\n\n::: mybox\nx\n:::\n", encoding="utf-8")
    found = {
        each.message.split("`")[1]: (each.severity, each.hint)
        for each in build(deck, output=tmp_path).diagnostics
    }
    assert found["colums"] == ("warning", "did you mean `columns`?")
    assert found["mybox"][0] == "note"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("---SECONDE PARTIE", "no-section"),
        ("---- SECONDE PARTIE", "no-section"),
        ("Note : à dire", "no-note"),
        ("Note\u00a0: à dire", "no-note"),
        ("Noter : ce qui suit", ""),
        ("-----", ""),
    ],
)
def test_a_line_that_is_nearly_one_of_our_marks_is_said_to_be_text(line: str, code: str) -> None:
    text = f"--- PREMIÈRE\n\n- a\n\n{line}\n\n- b\n"
    found = [
        each for each in read_deck(Source.from_text("deck.md", text)).found if each.code.startswith("no-")
    ]
    assert [each.code for each in found] == ([code] if code else [])
    assert all(each.span is not None and each.span.line == 5 for each in found)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: T\n\n# A\n\ntext\n", 2),
        ("title: T\nauthor: Ana\n---\n\n# A\n", 1),
        ("\n---\ntitle: T\n----\n\n# A\n", 3),
        ("---\ntitle: T\n---\n\n# A\n", 0),
        ("# A\n\ntitle: T\n\n---\n\ntext\n", 0),
        ("Date: the day\n\ntext\n", 0),
        ("---\nmarp: true\n---\n\n# A\n", 0),
        ("slidenumbers: true\ntheme: Fira\n\n# A\n\n---\n\n# B\n", 0),
    ],
)
def test_front_matter_that_nothing_encloses_is_said(text: str, line: int) -> None:
    """A cover was lost, or its keys stood on it, without a word."""
    found = [each for each in read_deck(Source.from_text("x.md", text)).found if each.code == "front-matter"]
    assert [each.span.line for each in found if each.span] == ([line] if line else [])
