"""The editor in the page: what is typed comes to the slides and to the file, and nothing of anybody's is lost."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.serve.manuscript import Manuscript, UnwritableError, read_manuscript, save
from tests.instruments.axe import violations_of
from tests.instruments.renderers import blank_page
from tests.instruments.server import Served, serving

DECK = "# Titre\n\n" + "\n".join(f"## Diapositive {n}\n\n- un {n}\n- l’été : {n} %\n" for n in range(1, 9))


@contextmanager
def editing(folder: Path, text: str = DECK, query: str = "") -> Iterator[tuple[Served, Any]]:
    """A deck in the editor, ready to be typed into."""
    path = folder / "deck.md"
    path.write_text(text, encoding="utf-8", newline="")
    with (
        serving(path) as served,
        blank_page(bypass_csp=True, viewport={"width": 1400, "height": 800}) as page,
    ):
        page.goto(f"{served.address}edit{query}")
        _says(page, "Saved")
        page.wait_for_function("frames.length && frames[0].deckgenReady")
        yield served, page


def _says(page: Any, words: str) -> None:
    page.wait_for_function(
        f"document.getElementById('status').textContent.includes({words!r})", timeout=10_000
    )


def _holds(path: Path, page: Any, *words: str) -> None:
    """Wait until the file has all the words."""
    for _ in range(100):
        if all(word in path.read_text(encoding="utf-8") for word in words):
            return
        page.wait_for_timeout(50)
    raise AssertionError(path.read_text(encoding="utf-8"))


def _slide(page: Any) -> str:
    return str(page.evaluate("frames[0].Reveal.getCurrentSlide().textContent"))


def _at_line(page: Any, words: str, key: str = "End") -> None:
    """Set the cursor at a line that is on the screen."""
    page.locator(".cm-line", has_text=re.compile(f"^{re.escape(words)}$")).click()
    page.keyboard.press(key)


def test_what_is_typed_is_on_the_slide_and_in_the_file(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        _at_line(page, "- un 2")
        page.wait_for_function("frames[0].Reveal.getCurrentSlide().textContent.includes('Diapositive 2')")
        page.keyboard.type(" « déjà », 10²¹ 🎉")
        page.wait_for_function("frames[0].Reveal.getCurrentSlide().textContent.includes('déjà')")
        _says(page, "Saved")
        wanted = DECK.replace("- un 2\n", "- un 2 « déjà », 10²¹ 🎉\n")
        assert served.path.read_text(encoding="utf-8") == wanted
        page.keyboard.press("Control+z")
        _says(page, "Saved")
        _holds(served.path, page, DECK)


def test_what_is_wrong_is_underlined_where_it_is(tmp_path: Path) -> None:
    with editing(tmp_path) as (_, page):
        _at_line(page, "- un 3")
        page.keyboard.type("\n\n![🎉 x](chart:nichts)")
        page.wait_for_selector(".cm-lintRange-error")
        assert page.inner_text(".cm-lintRange-error") == "chart:nichts"
        page.keyboard.press("Control+Shift+k")
        page.wait_for_selector(".cm-lintRange-error", state="detached")


def test_the_page_opens_at_a_slide_and_a_double_click_finds_the_line(tmp_path: Path) -> None:
    with editing(tmp_path, query="?slide=6") as (_, page):
        line = "document.querySelector('.cm-activeLine').textContent"
        page.wait_for_function(f"{line}.includes('Diapositive 6')")
        page.frames[1].locator("section.present li").nth(1).dblclick()
        page.wait_for_function(f"{line}.includes('6 %')")


def test_what_another_program_writes_comes_in_around_what_is_typed(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        page.uncheck("#saves")
        _at_line(page, "- un 2")
        page.keyboard.type(" À MOI")
        _says(page, "Not saved yet")
        served.path.write_text(DECK.replace("- un 4", "- un 4 AUTRE"), encoding="utf-8")
        page.wait_for_function("document.querySelector('.cm-content').textContent.includes('AUTRE')")
        page.keyboard.type("!")
        page.keyboard.press("Control+s")
        _says(page, "Saved")
        both = DECK.replace("- un 4", "- un 4 AUTRE").replace("- un 2", "- un 2 À MOI!")
        assert served.path.read_text(encoding="utf-8") == both


@pytest.mark.parametrize(
    ("button", "kept"),
    [("#mine", "- un 2 À MOI"), ("#theirs", "- un 2 AUTRE"), (".choice >> nth=0", "- un 2 À MOI")],
)
def test_two_authors_at_one_line_are_asked(tmp_path: Path, button: str, kept: str) -> None:
    with editing(tmp_path) as (served, page):
        page.uncheck("#saves")
        _at_line(page, "- un 2")
        page.keyboard.type(" À MOI")
        other = DECK.replace("- un 2", "- un 2 AUTRE")
        served.path.write_text(other, encoding="utf-8")
        page.wait_for_selector("#ask:not([hidden])")
        page.keyboard.press("Control+s")
        page.wait_for_timeout(300)
        assert served.path.read_text(encoding="utf-8") == other
        page.click(button)
        _says(page, "Saved")
        assert served.path.read_text(encoding="utf-8") == DECK.replace("- un 2", kept)


def test_a_file_that_goes_is_written_again_only_when_asked(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        page.uncheck("#saves")
        served.path.unlink()
        _says(page, "not there any more")
        _at_line(page, "- un 1")
        page.keyboard.type(" encore")
        assert not served.path.exists()
        page.click("#save")
        _says(page, "Saved")
        assert "- un 1 encore" in served.path.read_text(encoding="utf-8")


def test_a_file_in_another_encoding_is_shown_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_bytes("# Été\n".encode("latin-1"))
    with serving(path) as served, blank_page(bypass_csp=True) as page:
        page.goto(f"{served.address}edit")
        _says(page, "not UTF-8")
        page.click(".cm-content")
        page.keyboard.type("x")
        page.keyboard.press("Control+s")
        page.wait_for_timeout(300)
    assert path.read_bytes() == "# Été\n".encode("latin-1")


def test_everything_in_the_editor_can_be_reached_and_read(tmp_path: Path) -> None:
    with editing(tmp_path) as (_, page):
        assert violations_of(page) == []
        page.keyboard.press("Escape")
        reached = []
        for _ in range(9):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
        assert {"divider", "IFRAME"} <= set(reached)
        page.focus("#divider")
        before = page.evaluate("document.getElementById('text').offsetWidth")
        page.keyboard.press("ArrowLeft")
        assert page.evaluate("document.getElementById('text').offsetWidth") < before


# -- the file --------------------------------------------------------------------------------

_LINES = st.lists(
    st.tuples(st.text("ab é\t", max_size=3), st.sampled_from(("\n", "\r\n", "\r"))), max_size=12
)


@given(_LINES, st.text("ab é\n", max_size=30), st.booleans())
def test_a_save_keeps_every_line_end_that_it_does_not_touch(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]], typed: str, mark: bool
) -> None:
    path = tmp_path_factory.mktemp("m") / "deck.md"
    old = "".join(map("".join, lines))
    data = (b"\xef\xbb\xbf" if mark else b"") + old.encode()
    path.write_bytes(data)
    found = read_manuscript(path)
    assert save(path, found.text, found.tag) == Manuscript(found.text, found.tag)
    assert path.read_bytes() == data
    place = len(found.text) // 2
    text = found.text[:place] + typed + found.text[place:]
    saved = save(path, text, found.tag)
    assert saved == read_manuscript(path)
    assert saved
    assert saved.text == text
    written = path.read_bytes().decode()
    # All before the line that was typed into, and all after it, is as it was.
    head = re.split(r"(?<=\n)|(?<=\r)(?!\n)", data.decode())[: found.text[:place].count("\n")]
    assert written.startswith("".join(head))
    rest = found.text[place:].count("\n")
    tail = re.split(r"(?<=\n)|(?<=\r)(?!\n)", data.decode())
    assert written.endswith("".join(tail[len(tail) - rest :]) if rest else "")


def test_a_file_that_has_changed_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text("un\n")
    seen = read_manuscript(path)
    path.write_text("deux\n")
    assert save(path, "trois\n", seen.tag) is None
    assert path.read_text() == "deux\n"


def test_a_link_stays_a_link_and_a_file_keeps_its_rights(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "deck.md"
    real.write_text("un\n")
    real.chmod(0o640)
    link.symlink_to(real)
    assert save(link, "deux\n", read_manuscript(link).tag)
    assert (link.is_symlink(), real.read_text(), real.stat().st_mode & 0o777) == (True, "deux\n", 0o640)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everything")
def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text("un\n")
    path.chmod(0o444)
    with pytest.raises(UnwritableError, match=r"deck\.md"):
        save(path, "deux\n", read_manuscript(path).tag)
