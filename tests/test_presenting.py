"""Presenting from the one file on disk: no server, no network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.instruments.axe import violations_of
from tests.instruments.renderers import chromium, page_of, playwright

DECK = """---
lang: fr
---

# Titre

## Été

- Un point
- Un autre

Note: Respirer.

## Émergence

L’œuvre, et 🎉 la **for**êt, H~2~O, 한국.

Note: forêt secrète

## Fin

Merci.
"""


@pytest.fixture
def deck(make) -> Any:
    return make(DECK).html


def _slide(page: Any) -> int:
    return int(page.evaluate("Reveal.getIndices().h"))


def test_search_finds_words_on_all_slides_without_their_accents(deck) -> None:
    with page_of(deck) as (page, asked):
        page.keyboard.press("/")
        page.keyboard.type("FORET")
        assert page.locator(".search button").all_inner_texts() == [
            "3\nÉmergence L’œuvre, et 🎉 la forêt, H2O, 한국."
        ]
        assert page.inner_text(".search mark") == "forêt"
        assert violations_of(page) == []
        for words in ("l'œuvre", "h2o", "🎉", "한국", "Et  🎉"):
            page.fill(".search input", words)
            assert page.locator(".search button").count() == 1, words
        for words in ("🌍", "하국"):
            page.fill(".search input", words)
            assert page.locator(".search button").count() == 0, words
        page.fill(".search input", "FORET")
        page.keyboard.press("Enter")
        assert _slide(page) == 2
        page.wait_for_selector(".search", state="detached")
        page.keyboard.press("Control+f")
        page.wait_for_selector(".search input:focus")
        page.keyboard.type("un")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert _slide(page) == 1
        page.wait_for_selector(".search", state="detached")
        page.keyboard.press("/")
        page.keyboard.type("secrète")
        assert page.inner_text(".hits") == "Rien"
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        page.keyboard.press("ArrowRight")
        assert _slide(page) == 2
        assert len(asked) == 1


def test_the_pointer_follows_the_mouse_and_turns_no_slide(deck) -> None:
    with page_of(deck) as (page, _):
        page.keyboard.press("l")
        page.mouse.move(400, 300)
        assert page.evaluate("(box => [box.x + box.width / 2, box.y + box.height / 2])"
                             "(document.querySelector('.laser').getBoundingClientRect())") == [400, 300]  # fmt: skip
        assert _slide(page) == 0
        page.keyboard.press("l")
        assert page.locator(".laser").count() == 0


def test_the_speaker_view_opens_from_disk_with_notes_next_slide_and_pointer(deck) -> None:
    with page_of(deck) as (page, _):
        page.evaluate("Reveal.slide(1)")
        with page.expect_popup() as opened:
            page.keyboard.press("s")
        view = opened.value
        view.wait_for_function(
            "document.querySelector('.notes-body, .speaker-controls-notes .value')?.textContent.includes('Respirer')"
        )
        frames = [frame for frame in view.frames if "receiver" in frame.url]
        assert len(frames) == 2
        for frame in frames:
            frame.wait_for_function("window.Reveal && Reveal.isReady()")
        view.keyboard.press("ArrowRight")
        page.wait_for_function("Reveal.getIndices().h === 2")
        box = view.locator("#current-slide iframe").bounding_box()
        view.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        view.mouse.down()
        view.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 1)
        page.wait_for_selector(".laser")
        view.mouse.up()
        page.wait_for_selector(".laser", state="detached")


def test_black_screen_overview_jump_and_the_keys_of_clickers(deck) -> None:
    with page_of(deck) as (page, _):
        for key in ("b", "."):
            page.keyboard.press(key)
            assert page.evaluate("Reveal.isPaused()")
            page.keyboard.press(key)
        page.keyboard.press("o")
        assert page.locator("dialog.overview").is_visible()
        page.keyboard.press("o")
        page.wait_for_selector("dialog", state="detached")
        page.keyboard.press("g")
        page.keyboard.type("3")
        page.keyboard.press("Enter")
        assert _slide(page) == 2
        page.keyboard.press("PageDown")
        assert _slide(page) == 3
        page.keyboard.press("PageUp")
        assert _slide(page) == 2
        page.keyboard.press("Home")
        assert _slide(page) == 0
        page.keyboard.press("F1")
        help_text = page.inner_text("dialog.help")
        assert "Pointeur" in help_text
        assert "Chercher" in help_text
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        page.keyboard.press("?")
        assert page.locator("dialog.help").is_visible()
        assert violations_of(page) == []
        assert not page.evaluate("Reveal.isPaused()")


def test_tools_appear_on_any_movement_and_by_keyboard(deck) -> None:
    with page_of(deck) as (page, _):
        tools = page.locator(".tools")
        assert not tools.is_visible()
        page.mouse.move(200, 200)
        page.mouse.move(210, 210)
        tools.wait_for(state="visible")
        assert [button.get_attribute("aria-label") for button in tools.locator("button").all()] == [
            "Toutes les diapositives", "Chercher dans les diapositives", "Vue de l’orateur", "Lire sur une page",
            "Plein écran", "Touches",
        ]  # fmt: skip
        assert violations_of(page) == []
        tools.wait_for(state="hidden", timeout=6000)
        page.evaluate("document.querySelector('.tools button').focus()")
        page.keyboard.press("Tab")
        tools.wait_for(state="visible")
        tools.locator("button").first.click()
        assert page.locator("dialog.overview button").count() == 4


SECTIONS = (
    "# A talk\n\n## One\n\n- a\n\n# First part\n\n## Two\n\n- b\n\n# Second part\n\n## Three\n\n![](x.png)\n"
)


def test_the_overview_shows_all_slides_below_the_names_of_their_sections(make) -> None:
    with page_of(make(SECTIONS).html) as (page, _):
        page.keyboard.press("Escape")
        assert page.locator(".slides-small > h2").all_inner_texts() == ["First part", "Second part"]
        page.wait_for_function("document.querySelectorAll('.small .f.title').length >= 6")
        titles = page.locator(".small .f.title").all_inner_texts()
        assert titles == ["A talk", "One", "First part", "Two", "Second part", "Three"]
        assert violations_of(page) == []
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog", state="detached")
        assert _slide(page) == 2
        assert page.evaluate(
            "new Set([...document.querySelectorAll('[id]')].map(n => n.id)).size"
        ) == page.evaluate("document.querySelectorAll('[id]').length")


def test_one_page_to_read_has_all_slides_and_what_is_said(deck) -> None:
    with page_of(deck) as (page, _):
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(page.url.partition("#")[0] + "?view=scroll&notes")
        page.wait_for_function("document.querySelector('.reads')")
        boxes = page.evaluate(
            "[...document.querySelectorAll('.scroll-page')].map(n => [n.getBoundingClientRect().top,"
            " n.getBoundingClientRect().height])"
        )
        assert len(boxes) == 4
        assert all(150 < height < 260 for _, height in boxes), "as high as a slide is on this screen, no more"
        assert page.locator(".said").all_inner_texts() == ["Respirer.", "forêt secrète"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.goto(page.url.partition("?")[0])
        page.set_viewport_size({"width": 1280, "height": 720})
        page.keyboard.press("r")
        page.wait_for_function("document.querySelector('.reads')")
        page.keyboard.press("r")
        page.wait_for_function("window.Reveal?.isReady() && !document.querySelector('.reads')")


STEPPED = "# T\n\n## One {#one}\n\n::: incremental\n- a\n- b\n- c\n:::\n\n## Two\n\n[to one](#one)\n\n## Three\n\nend\n"


@pytest.mark.parametrize("size", [(390, 844), (360, 640)])
def test_steps_leave_no_gaps_on_a_phone(make, size: tuple[int, int]) -> None:
    """A screen of white stood above and below each slide that has steps; turned, it has them again."""
    with page_of(make(STEPPED).html) as (page, _):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(page.url.partition("#")[0])
        page.wait_for_function("document.querySelector('.reads')")
        page.wait_for_function(
            "[...document.querySelectorAll('.scroll-page')].every(n => n.getBoundingClientRect().height < 260)"
        )
        shown = "[...document.querySelectorAll('section li, section p, .item')].map(n => getComputedStyle(n).opacity)"
        assert set(page.evaluate(shown)) == {"1"}
        page.set_viewport_size({"width": 1280, "height": 720})
        page.wait_for_function("!document.querySelector('.reads')")
        assert page.evaluate("document.querySelectorAll('.fragment').length") >= 3


def test_the_way_back_from_a_link_is_the_browsers(make) -> None:
    with page_of(make(STEPPED).html) as (page, _):
        page.evaluate("Reveal.slide(2)")
        page.locator("section.present a").click()
        assert _slide(page) == 1
        page.go_back()
        page.wait_for_function("Reveal.getIndices().h === 2")


@pytest.mark.parametrize(
    ("said", "minutes"), [("20", 20), ("20 min", 20), ("1 h 30", 90), ("1:30", 90), ("soon", 0)]
)
def test_the_speaker_sees_how_the_time_goes(make, said: str, minutes: int) -> None:
    built = make(f"---\nduration: {said}\n---\n" + DECK.partition("---\n\n")[2])
    assert ("bad-setting" in built.codes) == (minutes == 0)
    with page_of(built.html) as (page, _):
        assert page.evaluate("document.documentElement.dataset.duration ?? '0'") == str(minutes)
        if said != "20":
            return
        with page.expect_popup() as opened:
            page.keyboard.press("s")
        view = opened.value
        view.wait_for_function("document.querySelector('#pace b')?.textContent.includes('/ 20:00')")
        larger = view.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--notes')")
        view.click("#sizes button:last-child")
        assert (
            view.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--notes')") != larger
        )
        assert view.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 28)"


def test_a_swipe_turns_the_slide(deck) -> None:
    with page_of(deck, has_touch=True) as (page, _):
        client = page.context.new_cdp_session(page)
        for kind, x in (("touchStart", 900), ("touchMove", 600), ("touchMove", 300)):
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 300}]})
        client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_function("Reveal.getIndices().h === 1")


def test_slides_go_to_the_other_screen_and_the_speaker_view_stays(deck, tmp_path: Path) -> None:
    program = chromium()
    screens = "--screen-info={1280x720}{1920x1080}"
    context = playwright().chromium.launch_persistent_context(
        tmp_path, executable_path=program, args=["--no-sandbox", screens], no_viewport=True
    )
    try:
        page = context.new_page()
        page.goto(deck.as_uri())
        page.wait_for_function("Reveal.isReady()")
        allowed = {"permission": {"name": "window-management"}, "setting": "granted"}
        context.new_cdp_session(page).send("Browser.setPermission", allowed)
        with page.expect_popup() as opened:
            page.keyboard.press("Shift+S")
        opened.value.wait_for_function("screenX === 40")
        page.wait_for_function("document.fullscreenElement === document.documentElement")
    finally:
        context.close()
