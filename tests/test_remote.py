"""A phone turns the slides and sees the notes, and can do nothing else."""

from __future__ import annotations

import http.client
import re
import subprocess
import time
from pathlib import Path

import pytest

from deckgen.serve.remote import own_address
from tests.instruments.axe import violations_of
from tests.instruments.server import Served, admitted, serving, watching

DECK = """# Titre

Note: Saluer « tout le monde ».

## Deux

- un
- deux

Note: Ne pas **oublier** l’été.

## Trois

Fin.
"""


def _phone_address(served: Served) -> str:
    assert served.process.stdout is not None
    found = re.search(r"http://\S+", served.process.stdout.readline())
    assert found, "it does not say where phones go"
    return found[0]


def test_a_phone_turns_the_slides_and_sees_the_notes(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text(DECK, encoding="utf-8")
    with serving(path, "--remote") as served, watching(served) as page:
        phone = page.context.browser.new_page(viewport={"width": 390, "height": 780}, bypass_csp=True)
        wrong: list[str] = []
        phone.on("pageerror", lambda error: wrong.append(str(error)))
        phone.goto(_phone_address(served))
        phone.wait_for_function("document.getElementById('notes').textContent.includes('« tout le monde »')")
        assert "token" not in phone.url
        phone.click("#forward")
        page.wait_for_function("Reveal.getIndices().h === 1")
        phone.wait_for_function("document.getElementById('number').textContent === '2 / 3'")
        assert "l’été" in phone.inner_text("#notes")
        assert phone.inner_text("#next") == "Next: Trois"
        phone.click("text=Black")
        page.wait_for_function("Reveal.isPaused()")
        phone.click("text=Black")
        phone.click("text=Back")
        phone.wait_for_function("document.getElementById('number').textContent === '1 / 3'")
        other = page.context.browser.new_page(bypass_csp=True)  # a second look at the deck takes nothing over
        admitted(other, served).goto(served.address)
        other.wait_for_function("window.deckgenReady")
        phone.click("#forward")
        page.wait_for_function("Reveal.getIndices().h === 1")
        assert other.evaluate("Reveal.getIndices().h") == 0
        other.close()
        page.bring_to_front()
        page.evaluate("Reveal.slide(2)")
        phone.wait_for_function("document.getElementById('title').textContent === 'Trois'")
        path.write_text(DECK.replace("## Trois", "## Drei"), encoding="utf-8")
        phone.wait_for_function("document.getElementById('title').textContent === 'Drei'")
        assert violations_of(phone) == []
        phone.wait_for_function(
            "document.querySelector('#slides iframe').contentWindow.Reveal?.getCurrentSlide()"
            "?.querySelector('h2')?.textContent === 'Drei'"
        )
        page.hover("#deckgen-bar")
        page.click("#deckgen-bar >> text=Phone")
        page.wait_for_function("document.querySelector('#deckgen-phone img').naturalWidth > 100")
        assert violations_of(page) == []
        assert wrong == []


def _ask(host: str, port: int, path: str, headers: dict[str, str], method: str = "GET") -> int:
    connection = http.client.HTTPConnection(host, port, timeout=60)
    try:
        body = b'{"to": "next"}' if method != "GET" else None
        connection.request(method, path, body, {"Host": f"{host}:{port}", **headers})
        return connection.getresponse().status
    finally:
        connection.close()


def test_who_has_the_phones_token_can_do_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text(DECK, encoding="utf-8")
    here = own_address()
    if here == "127.0.0.1":
        pytest.skip("this machine is in no network")
    with serving(path, "--remote") as served:
        token = _phone_address(served).rpartition("=")[2]
        good = {"x-deckgen-token": token, "Cookie": f"deckgen-{served.port}-remote={token}"}
        assert _ask(here, served.port, f"/remote?token={token}", {}) == 303
        assert _ask(here, served.port, "/remote", good) == 200
        assert _ask(here, served.port, "/remote/turn", good, "POST") == 200
        refused = [
            (where, headers, "GET")
            for where in ("/", "/events", "/file", "/edit", "/deck.pptx", "/phone.svg", "/place", "/modules/crelt.js",
                          "/remotely", "/remote/../file", "/assets/live.js", f"/?token={token}")
            for headers in (good, {"Cookie": f"deckgen={token}"})
        ]  # fmt: skip
        refused += [
            (where, good, method) for where in ("/file", "/open", "/shown") for method in ("PUT", "POST")
        ]
        refused += [
            ("/remote", {}, "GET"),
            ("/remote?token=", {}, "GET"),
            (f"/remote?token={token[:-1]}", {}, "GET"),
            ("/remote/events", {}, "GET"),
            ("/remote/turn", {"Cookie": good["Cookie"]}, "POST"),
            ("/remote/turn", {"x-deckgen-token": token}, "POST"),
            ("/remote/turn", {**good, "Origin": "http://example.org"}, "POST"),
            ("/remote", {**good, "Host": f"example.org:{served.port}"}, "GET"),
        ]
        wrongly = [asked for asked in refused if _ask(here, served.port, asked[0], asked[1], asked[2]) < 400]
        assert wrongly == []
        local = [
            (where, {**good, "Host": f"localhost:{served.port}"}) for where in ("/file", "/open", "/shown")
        ]
        assert all(_ask("127.0.0.1", served.port, where, headers, "PUT") >= 400 for where, headers in local)


def test_the_powerpoint_file_is_kept_up_to_date_behind_the_page(tmp_path: Path) -> None:
    from pptx import Presentation

    path, target = tmp_path / "deck.md", tmp_path / "build" / "deck.pptx"
    path.write_text(DECK, encoding="utf-8")
    with serving(path, "--pptx") as served:
        _until(target.is_file)
        path.write_text(DECK + "\n## Quatre\n\nEncore.\n", encoding="utf-8")
        _until(lambda: len(Presentation(str(target)).slides) == 4)
        others = _children(served.process.pid)
    assert others
    _until(lambda: not any(Path(f"/proc/{number}").exists() for number in others))


def _children(number: int) -> list[int]:
    """The processes that a process has started."""
    done = subprocess.run(["pgrep", "-P", str(number)], capture_output=True, text=True)
    return [int(line) for line in done.stdout.split()]


def _until(is_so: object) -> None:
    assert callable(is_so)
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.05)
