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

from deckgen.line_ends import with_line_ends
from deckgen.serve.source_text import SourceText, UnwritableError, read_source_text, save
from tests.instruments.axe import violations_of
from tests.instruments.renderers import blank_page
from tests.instruments.server import Served, admitted, serving

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
        admitted(page, served).goto(f"{served.address}edit{query}")
        _says(page, "Saved")
        page.wait_for_function("frames.length && frames[0].deckgenReady")
        yield served, page


def _says(page: Any, words: str) -> None:
    page.wait_for_function(
        f"document.getElementById('status').textContent.includes({words!r})", timeout=60_000
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


def test_a_theme_and_pieces_are_chosen_from_menus(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        page.select_option("select[aria-label=Theme]", "stage")
        _holds(served.path, page, "theme: stage")
        slides = page.frame_locator("iframe")
        slides.locator("html").evaluate(
            "async () => { while (getComputedStyle(document.documentElement).getPropertyValue('--lt1') !== '#0B0D12')"
            " await new Promise(done => setTimeout(done, 50)); }"
        )
        page.select_option("select[aria-label=Insert]", "Fact")
        _holds(served.path, page, "### 42 %")
        slides.locator(".reveal .slides section", has_text="of what").first.wait_for(state="attached")
        strip = slides.locator("#deckgen-strip button")
        strip.nth(slides.locator(".reveal .slides > section").count() - 1).wait_for()
        strip.last.click()
        slides.locator("#deckgen-strip button:last-child[aria-current=true]").wait_for()


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


def test_a_question_is_about_the_lines_that_both_have_changed_and_no_others(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        page.uncheck("#saves")
        _at_line(page, "- un 2")
        page.keyboard.type(" À MOI")
        _at_line(page, "- un 5")
        page.keyboard.type(" AUSSI")
        other = DECK.replace("- un 2", "- un 2 AUTRE").replace("- un 7", "- un 7 ET") + "\n## Neuf\n"
        served.path.write_text(other, encoding="utf-8")
        page.wait_for_selector("#ask:not([hidden])")
        assert page.locator(".cm-deletedChunk").count() == 1
        # While it is open, the file changes once more, and there: what is elsewhere comes in.
        other = other.replace("- un 2 AUTRE", "- un 2 ENCORE").replace("- un 8", "- un 8 PLUS")
        served.path.write_text(other, encoding="utf-8")
        page.wait_for_function("document.querySelector('.cm-deletedChunk').textContent.includes('ENCORE')")
        page.click("#mine")
        _says(page, "Saved")
        both = other.replace("- un 2 ENCORE", "- un 2 À MOI").replace("- un 5", "- un 5 AUSSI")
        assert served.path.read_text(encoding="utf-8") == both


def test_a_question_goes_away_with_its_reason(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        page.uncheck("#saves")
        _at_line(page, "- un 2")
        page.keyboard.type(" À MOI")
        served.path.write_text(DECK.replace("- un 2", "- un 2 AUTRE"), encoding="utf-8")
        page.wait_for_selector("#ask:not([hidden])")
        served.path.write_text(DECK.replace("- un 6", "- un 6 AUTRE"), encoding="utf-8")
        page.wait_for_selector("#ask[hidden]", state="attached")
        page.keyboard.press("Control+s")
        _says(page, "Saved")
        both = DECK.replace("- un 6", "- un 6 AUTRE").replace("- un 2", "- un 2 À MOI")
        assert served.path.read_text(encoding="utf-8") == both


def test_a_program_that_writes_what_it_read_long_ago_takes_nothing_away(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        _at_line(page, "- un 2")
        page.keyboard.type(" PRÉCIEUX")
        _holds(served.path, page, "PRÉCIEUX")
        _says(page, "Saved")
        served.path.write_text(DECK.replace("- un 7", "- un 7 AUTRE"), encoding="utf-8")
        page.wait_for_selector("#ask:not([hidden])")
        page.click("#mine")
        _holds(served.path, page, "PRÉCIEUX", "- un 7 AUTRE")


def test_another_editors_undo_raises_no_question(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        _at_line(page, "- un 2")
        page.keyboard.type(" À MOI")
        _holds(served.path, page, "À MOI")
        mine = served.path.read_text(encoding="utf-8")
        for text in (mine.replace("un 7", "un 7 AUTRE"), mine):
            served.path.write_text(text, encoding="utf-8")
            page.wait_for_function(
                f"document.querySelector('.cm-content').textContent.includes('AUTRE') === {str(text != mine).lower()}"
            )
        assert page.locator("#ask").is_hidden()


def test_a_file_that_is_as_it_was_is_looked_at_all_the_same(tmp_path: Path) -> None:
    """The editor may have read it in between, when it was another one: that stayed in the text for ever."""
    with editing(tmp_path) as (served, page):
        with page.expect_request(lambda request: request.url.endswith("/file"), timeout=60_000):
            served.path.write_text(DECK, encoding="utf-8", newline="")
        _says(page, "Saved")


def test_a_program_that_writes_bit_by_bit_raises_no_question(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        page.uncheck("#saves")
        _at_line(page, "- un 2")
        page.keyboard.type(" À MOI")
        other = DECK.replace("- un 6", "- un 6 AUTRE")
        for part in ("", other[:40], other):
            served.path.write_text(part, encoding="utf-8")
            page.wait_for_timeout(250)
        page.wait_for_function("document.querySelector('.cm-content').textContent.includes('AUTRE')")
        assert page.locator("#ask").is_hidden()
        assert "À MOI" in page.inner_text(".cm-content")


def test_an_editor_outlives_its_server(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text(DECK, encoding="utf-8")
    with blank_page(bypass_csp=True) as page:
        with serving(path) as served:
            admitted(page, served).goto(f"{served.address}edit")
            _says(page, "Saved")
        page.wait_for_timeout(200)
        _at_line(page, "- un 2")
        page.keyboard.type(" SEUL")
        _says(page, "no connection")
        with serving(path, port=served.port):
            _holds(path, page, "- un 2 SEUL")
            _says(page, "Saved")


def test_a_file_that_comes_back_is_read_again(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        served.path.rename(tmp_path / "away.md")
        _says(page, "not there any more")
        page.reload()
        _says(page, "not there any more")
        (tmp_path / "away.md").rename(served.path)
        _says(page, "Saved")
        assert "un 2" in page.inner_text(".cm-content")
        _at_line(page, "- un 2")
        page.keyboard.type(" encore")
        _holds(served.path, page, "- un 2 encore")


def test_nothing_typed_and_the_file_gone_is_not_saved_either(tmp_path: Path) -> None:
    with editing(tmp_path) as (served, page):
        served.path.unlink()
        _says(page, "not there any more")
        page.keyboard.press("Control+s")
        _says(page, "Saved")
        assert served.path.read_text(encoding="utf-8") == DECK


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: X\n---\n"])
def test_a_deck_is_begun_from_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "deck.md"
    path.write_text(text, encoding="utf-8")
    with serving(path) as served, blank_page(bypass_csp=True) as page:
        admitted(page, served).goto(f"{served.address}edit")
        _says(page, "Saved")
        page.click(".cm-content")
        page.keyboard.press("Control+End")
        page.keyboard.type("\n# Bonjour\n")
        page.wait_for_function(
            "frames[0]?.document.querySelector('.slides')?.textContent.includes('Bonjour')"
        )
        admitted(page, served).goto(served.address)
        page.wait_for_function("document.querySelector('.slides').textContent.includes('Bonjour')")


def test_a_deck_that_is_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, path = tmp_path / "real" / "r.md", tmp_path / "deck.md"
    real.write_text(DECK, encoding="utf-8")
    path.symlink_to(real)
    with serving(path) as served, blank_page(bypass_csp=True) as page:
        admitted(page, served).goto(served.address)
        page.wait_for_function("window.deckgenReady")
        real.write_text(DECK.replace("# Titre", "# Autre"), encoding="utf-8")
        page.wait_for_function("document.querySelector('.slides h1').textContent === 'Autre'")


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
        admitted(page, served).goto(f"{served.address}edit")
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


_MERGES = """
async () => {
  const { between, merged } = await import('./assets/merge.js');
  const { Text } = await import('@codemirror/state');
  let seed = 7;
  const random = most => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % most;
  const lines = count => Array.from({ length: count }, () => ['a', 'b', '', 'été', '🎉', '- x', 'a'][random(7)]);
  const edited = text => {
    const now = [...text];
    for (let count = random(4); count > 0; count--) now.splice(random(now.length + 1), random(3), ...lines(random(3)));
    return now.length ? now : [''];
  };
  const wrong = [];
  for (let turn = 0; turn < 3000; turn++) {
    const three = [lines(1 + random(9))];
    three.push(edited(three[0]), edited(three[0]));
    const [base, mine, theirs] = three.map(text => Text.of(text));
    const both = merged(base, mine, theirs);
    const right = between(base, mine).apply(base).eq(mine) && (both.conflicts > 0 || both.mine.eq(both.theirs))
      && merged(base, mine, base).mine.eq(mine) && merged(base, base, theirs).mine.eq(theirs)
      && merged(base, mine, mine).conflicts === 0;
    if (!right) wrong.push(three);
  }
  return wrong.slice(0, 3);
}
"""


def test_texts_that_three_thousand_pairs_of_authors_have_changed_are_merged(tmp_path: Path) -> None:
    with editing(tmp_path) as (_, page):
        assert page.evaluate(_MERGES) == []


# -- the file --------------------------------------------------------------------------------

_LINES = st.lists(
    st.tuples(st.text("ab é\t", max_size=3), st.sampled_from(("\n", "\r\n", "\r"))), max_size=12
)


def test_a_new_line_end_does_not_change_those_below_it() -> None:
    """A return and the line feed of an empty line below would be one end: the new one is both."""
    assert with_line_ends("\naaa\n\n\n\n\n", "\raa\n\n\r\r") == "\raaa\r\n\n\n\r\r"


@given(_LINES, st.text("xy é\n", max_size=30), st.booleans())
def test_a_save_keeps_every_line_end_that_it_does_not_touch(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str]], typed: str, mark: bool
) -> None:
    path = tmp_path_factory.mktemp("m") / "deck.md"
    old = "".join(map("".join, lines))
    data = (b"\xef\xbb\xbf" if mark else b"") + old.encode()
    path.write_bytes(data)
    found = read_source_text(path)
    assert save(path, found.text, found.tag) == SourceText(found.text, found.tag)
    assert path.read_bytes() == data
    place = len(found.text) // 2
    text = found.text[:place] + typed + found.text[place:]
    saved = save(path, text, found.tag)
    assert saved == read_source_text(path)
    assert saved
    assert saved.text == text
    written = path.read_bytes().decode()
    if not all(typed.split("\n")):
        return  # which of several empty lines is new nobody can tell
    # All before the line that was typed into, and all after it, is as it was.
    head = re.split(r"(?<=\n)|(?<=\r)(?!\n)", data.decode())[: found.text[:place].count("\n")]
    assert written.startswith("".join(head))
    rest = found.text[place:].count("\n")
    tail = re.split(r"(?<=\n)|(?<=\r)(?!\n)", data.decode())
    assert written.endswith("".join(tail[len(tail) - rest :]) if rest else "")


def test_a_file_that_has_changed_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text("un\n")
    seen = read_source_text(path)
    path.write_text("deux\n")
    assert save(path, "trois\n", seen.tag) is None
    assert path.read_text() == "deux\n"


def test_a_link_stays_a_link_and_a_file_keeps_its_rights(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "deck.md"
    real.write_text("un\n")
    real.chmod(0o640)
    link.symlink_to(real)
    assert save(link, "deux\n", read_source_text(link).tag)
    assert (link.is_symlink(), real.read_text(), real.stat().st_mode & 0o777) == (True, "deux\n", 0o640)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everything")
def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text("un\n")
    path.chmod(0o444)
    with pytest.raises(UnwritableError, match=r"deck\.md"):
        save(path, "deux\n", read_source_text(path).tag)
