"""Edits made in PowerPoint, shown in the served page and taken one by one."""

from __future__ import annotations

import http.client
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from deckgen import build
from deckgen.output import keep_copy
from tests.instruments.server import Served, serving, watching

TEXT = "# Un\n\n- a\n- b\n\n# Deux\n\n- c\n- d\n"


def edited(path: Path, *, beside: Path) -> bytes:
    """The deck's file with a word of each slide changed, and a text box; written to `beside`."""
    build(path, to="pptx", output=beside.parent)
    deck = Presentation(str(beside))
    for slide, word in zip(deck.slides, ("A", "C"), strict=True):
        frame = next(each for each in slide.shapes if each.name.startswith("Text")).text_frame
        frame.paragraphs[0].runs[0].text = word
    deck.slides[0].shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "À revoir"
    deck.save(str(beside))
    return beside.read_bytes()


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.md"
    path.write_text(TEXT, "utf-8")
    return path


def asked(served: Served, method: str, address: str, body: bytes = b"", **headers: str) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    ours = {"Host": f"localhost:{served.port}", "Cookie": f"deckgen-{served.port}={served.token}"}
    connection.request("GET", "/", headers=ours)
    page = connection.getresponse().read()
    token = re.search(rb'"token": "([\w-]+)"', page)
    assert token
    ours |= {"x-deckgen-token": token[1].decode(), "Origin": f"http://localhost:{served.port}", **headers}
    connection.request(method, address, body, ours)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    try:
        return answer.status, json.loads(data)
    except ValueError:
        return answer.status, data.decode()


def test_a_file_that_is_edited_beside_the_deck_is_offered(deck: Path) -> None:
    build(deck, to="pptx", output=deck.parent / "build")
    with serving(deck) as served, watching(served) as page:
        edited(deck, beside=deck.parent / "build" / "deck.pptx")
        page.get_by_text("deck.pptx was edited: 2 changes.").wait_for(timeout=30_000)
        page.get_by_role("button", name="Show").click()
        page.get_by_text("1 without a place in Markdown").wait_for()
        assert page.locator("#deckgen-powerpoint del").all_inner_texts() == ["- a", "- c"]
        page.locator("#deckgen-powerpoint input").nth(0).uncheck()
        page.get_by_role("button", name="Take 1 change").click()
        shown = "[...document.querySelectorAll('section')].some(each => /\\bC\\b/.test(each.textContent))"
        page.wait_for_function(shown, timeout=30_000)
    assert deck.read_text("utf-8") == TEXT.replace("- c", "- C")
    assert deck.with_name("deck.md.bak").read_text("utf-8") == TEXT


def test_a_file_that_is_dropped_onto_the_page_is_shown(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    data = edited(deck, beside=tmp_path / "far" / "deck.pptx")
    with serving(deck) as served, watching(served) as page:
        handle = page.evaluate_handle(
            "bytes => { const data = new DataTransfer();"
            " data.items.add(new File([new Uint8Array(bytes)], 'edited.pptx')); return data; }",
            list(data),
        )
        page.dispatch_event("body", "drop", {"dataTransfer": handle})
        page.get_by_role("heading", name="Edits in edited.pptx").wait_for(timeout=30_000)
        page.get_by_role("button", name="Not now").click()
    assert deck.read_text("utf-8") == TEXT


def test_where_the_markdown_has_changed_too_nothing_is_chosen(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    data = edited(deck, beside=tmp_path / "far" / "deck.pptx")
    deck.write_text(TEXT.replace("- a", "- z"), "utf-8")
    with serving(deck) as served:
        status, offer = asked(served, "POST", "/pull?name=x.pptx", data)
        assert status == 200
        assert [(hunk["before"], hunk["after"], hunk["both"]) for hunk in offer["hunks"]] == [
            (["- z"], ["- A"], True), (["- c"], ["- C"], False),
        ]  # fmt: skip
        assert [hunk["slide"] for hunk in offer["hunks"]] == ["Un", "Deux"]
        assert offer["left_out"] == [[1, "a new text box: À revoir"]]
        body = json.dumps({"tag": offer["tag"], "chosen": [1]}).encode()
        assert asked(served, "POST", "/pull/take", body)[1] == {"taken": 1}
        assert deck.read_text("utf-8") == TEXT.replace("- a", "- z").replace("- c", "- C")
        assert asked(served, "POST", "/pull/take", body)[0] == 409


def test_nothing_is_written_over_that_the_page_has_not_seen(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    data = edited(deck, beside=tmp_path / "far" / "deck.pptx")
    with serving(deck) as served:
        _, offer = asked(served, "POST", "/pull?name=x.pptx", data)
        deck.write_text(TEXT + "\n- neuf\n", "utf-8")
        body = json.dumps({"tag": offer["tag"], "chosen": [0, 1]}).encode()
        assert asked(served, "POST", "/pull/take", body)[0] == 409
        assert deck.read_text("utf-8") == TEXT + "\n- neuf\n"
        for wrong in (b"", b"[]", b'{"tag": 1}', json.dumps({"tag": offer["tag"], "chosen": "all"}).encode()):
            assert asked(served, "POST", "/pull/take", wrong)[0] == 409


def test_what_is_no_presentation_is_said(deck: Path) -> None:
    with serving(deck) as served:
        status, offer = asked(served, "POST", "/pull?name=../../x.pptx", b"PK nothing")
        assert status == 200
        assert "is not a PowerPoint file" in offer["problem"]
        assert offer["name"] == "x.pptx"
        assert asked(served, "GET", "/pull")[1]["hunks"] == []
        assert asked(served, "POST", "/pull", b"", **{"x-deckgen-token": "wrong"})[0] == 403


def test_no_copy_is_written_over_by_another(tmp_path: Path) -> None:
    for held in (b"one", b"two", b"two", b"one"):
        assert keep_copy(tmp_path / "t.md", held) is None
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {
        "t.md.bak": b"one",
        "t.md.bak1": b"two",
    }
