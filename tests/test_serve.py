"""A deck that follows its author's typing: the right slides, at once, and to nobody else."""

from __future__ import annotations

import asyncio
import copy
import http.client
import random
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from benchmarks.decks import text_deck
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from deckgen.file_states import FileStates
from deckgen.memory import Memory, default_memory
from deckgen.options import Options
from deckgen.serve.live import Live, live_deck
from deckgen.serve.patch import patch
from deckgen.serve.preview import Preview
from deckgen.writers.html.writer import theme_style
from tests.conftest import ROOT
from tests.instruments.server import Served, painted, revision, serving, watching


def _live(path: Path) -> Live:
    return live_deck(path, Options(), default_memory(), FileStates())


def test_a_picture_that_comes_with_an_edit_is_served(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    shutil.copy(ROOT / "tests" / "golden" / "features" / "wide.png", tmp_path / "p.png")
    path.write_text(text_deck(5), encoding="utf-8")

    async def edited() -> None:
        preview = Preview(path, Options(), default_memory())
        await preview.start()
        path.write_text(
            text_deck(5).replace("## Diapositive 4\n", "## Diapositive 4\n\n![x](p.png)\n"), encoding="utf-8"
        )
        await preview.follow({path.absolute()})
        assert preview.live
        names = re.findall(r"media/([0-9a-f]{32})", "".join(preview.live.sections))
        assert [preview.file(name) is not None for name in names] == [True]
        preview.close()

    with ThreadPoolExecutor(1) as beside:  # Playwright has a loop in this thread
        beside.submit(asyncio.run, edited()).result()


def test_a_deck_that_gets_a_slide_of_sources_is_served(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    (tmp_path / "b.bib").write_text("@article{a, title={Un}, author={Deux, Trois}, year={2020}}\n")
    path.write_text("---\nbibliography: b.bib\n---\n\n# T\n\n## A\n\nVoir [@a].\n", encoding="utf-8")
    live = _live(path)
    assert len(live.sections) == len(live.lines) == 3


def test_a_page_learns_what_a_fresh_one_knows(tmp_path: Path) -> None:
    """The drawing of a layout that a slide asks for by name was missing until the page was loaded anew; so was the
    talk's length, and a language that is said no more stayed."""
    template = Presentation(str(ROOT / "templates" / "board" / "theme.pptx"))
    for at, layout in enumerate(template.slide_layouts):
        bar = copy.deepcopy(layout.placeholders[0]._element)
        kind = bar.find(".//" + qn("p:nvPr"))
        kind.remove(kind[0])
        bar.spPr.clear()
        for part in (
            f'<a:xfrm {nsdecls("a")}><a:off x="{90000 * at}" y="9000"/><a:ext cx="90000" cy="90000"/></a:xfrm>',
            f'<a:prstGeom {nsdecls("a")} prst="rect"><a:avLst/></a:prstGeom>',
            f'<a:solidFill {nsdecls("a")}><a:srgbClr val="C00000"/></a:solidFill>',
        ):
            bar.spPr.append(parse_xml(part))
        layout.shapes._spTree.append(bar)
    template.save(str(tmp_path / "t.pptx"))
    names = [layout.name for layout in template.slide_layouts]
    path, memory = tmp_path / "deck.md", Memory(None)
    said = ["lang: fr\nduration: 20\n", "duration: 5\n", ""]
    page: dict[str, object] = {}
    shown: Live | None = None
    for front, layout in zip(
        said, ["", f' {{layout="{names[-2]}"}}', f' {{layout="{names[4]}"}}'], strict=True
    ):
        path.write_text(f"---\ntheme: t.pptx\n{front}---\n\n## A\n\nx\n\n## B{layout}\n\ny\n", "utf-8")
        now = live_deck(path, Options(), memory, FileStates(), shown)
        message = patch(shown, now, memory).message(1)
        page |= {key: message[key] for key in ("lang", "minutes")}
        page |= message["theme"] or {}
        assert now.laid is not None
        assert page["style"] == theme_style(now.laid, Memory(None)), layout
        assert (page["lang"], page["minutes"]) == (now.laid.lang or "und", now.laid.minutes)
        shown = now


# -- in the browser --------------------------------------------------------------------------


def _copy(folder: Path) -> Path:
    path = folder / "deck.md"
    shutil.copy(ROOT / "tests" / "golden" / "features" / "fragments.md", path)
    text = path.read_text(encoding="utf-8") + "".join(
        f"\n## Diapositive {number}\n\n- un\n- deux\n- trois\n" for number in range(1, 13)
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_a_hundred_edits_leave_the_reader_where_he_is(tmp_path: Path) -> None:
    path = _copy(tmp_path)
    shutil.copy(ROOT / "tests" / "golden" / "features" / "square.png", tmp_path / "p.png")
    pick = random.Random(3)
    with serving(path) as served, watching(served) as page:
        page.evaluate("window.same = true; document.querySelector('#deckgen-bar button').click()")
        page.evaluate(
            "Reveal.slide(Reveal.getSlides().findIndex(s => s.id === 'une-pause-un-bloc-un-mot'), 0, 1)"
        )
        slide, fragment = page.evaluate("[Reveal.getCurrentSlide().id, Reveal.getIndices().f]")
        text = path.read_text(encoding="utf-8")
        for number in range(100):
            before = revision(page)
            text = _edited(text, number, pick)
            path.write_text(text, encoding="utf-8")
            painted(page, before)
            now = page.evaluate("[Reveal.getCurrentSlide().id, Reveal.getIndices().f, window.same === true]")
            assert now == [slide, fragment, True], (number, text)
        assert page.evaluate("document.querySelectorAll('.reveal .slides > section.present').length") == 1
        true = _live(path)
        shown = page.evaluate(
            "[...document.querySelectorAll('.reveal .slides > section')].map(s => s.textContent)"
        )
        assert [_words(html) for html in shown] == [
            _words(re.sub(r"<[^>]+>", " ", html)) for html in true.sections
        ]


def _words(text: str) -> str:
    """Without the slide's number, which the page fills in."""
    return re.sub(r"\d+$", "", "".join(text.split()))


def _edited(text: str, number: int, pick: random.Random) -> str:
    """The text after one more edit of those that authors make."""
    if number % 10 == 8:  # the front matter breaks, and is mended with the next edit
        return "---\ntitle: [x\nlang: fr\n---\n" + text
    if text.startswith("---\ntitle: ["):
        text = text.partition("\n---\n")[2]
    match number % 10:
        case 0 | 3 | 6:
            place = pick.randrange(1, 13)
            return text.replace(f"## Diapositive {place}\n", f"## Diapositive {place}\n\nmot {number}\n", 1)
        case 1:
            return text + f"\n## Nouvelle {number}\n\n- a\n"
        case 2:
            return text.replace("# Pas à pas\n", f"# Pas à pas\n\n## Devant {number}\n\n- x\n", 1)
        case 4:
            return re.sub(rf"\n## Devant {number - 2}\n\n- x\n", "", text)
        case 5:
            return text + f"\n![Une image](p.png){{width={20 + number % 50}%}}\n"
        case 7:
            return text.replace("Tout de suite.", f"Tout de suite. {number}", 1)
        case _:
            return text + f"\nfin {number}\n"


def test_what_is_wrong_is_shown_over_the_last_good_deck_and_goes_away(tmp_path: Path) -> None:
    path = _copy(tmp_path)
    good = path.read_text(encoding="utf-8")
    with serving(path) as served, watching(served) as page:
        slides = page.evaluate("Reveal.getTotalSlides()")
        before = revision(page)
        path.write_text("---\ntitle: [x\n---\n" + good, encoding="utf-8")
        painted(page, before)
        panel = page.text_content("#deckgen-findings")
        assert "deck.md:" in panel
        assert "quote a value" in panel
        assert page.evaluate("Reveal.getTotalSlides()") == slides
        before = revision(page)
        path.write_text(good, encoding="utf-8")
        painted(page, before)
        assert page.text_content("#deckgen-findings") == ""


def test_the_page_goes_to_the_slide_that_is_edited(tmp_path: Path) -> None:
    path = _copy(tmp_path)
    with serving(path) as served, watching(served) as page:
        before = revision(page)
        path.write_text(
            path.read_text(encoding="utf-8").replace("Diapositive 9", "Neuvième"), encoding="utf-8"
        )
        painted(page, before)
        assert page.evaluate("Reveal.getCurrentSlide().id") == "neuvième"


def test_the_page_of_a_large_deck_goes_to_the_slide_that_is_edited(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    text = text_deck(150).replace("## Diapositive 90\n", "## Diapositive 90 {background-color=#123456}\n")
    path.write_text(text, encoding="utf-8")
    with serving(path) as served, watching(served) as page:
        page.emulate_media(reduced_motion="reduce")
        for number in (140, 3, 90, 91, 149):
            before = revision(page)
            text = re.sub(rf"(## Diapositive {number}\b)", r"\1 !", text)
            path.write_text(text, encoding="utf-8")
            painted(page, before)
            shown = page.evaluate(
                "[...document.querySelectorAll('.slides > section')]"
                ".filter(section => section.offsetParent && getComputedStyle(section).opacity > 0.9)"
                ".map(section => section.querySelector('h2')?.textContent)"
            )
            assert shown == [f"Diapositive {number} !"]
            assert page.evaluate("Reveal.getIndices().h") == number
            page.keyboard.press("ArrowRight")
            assert page.evaluate("Reveal.getIndices().h") == number + 1
            assert page.evaluate("Reveal.getCurrentSlide().textContent.includes('Diapositive')")


def test_a_picture_that_changes_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    shutil.copy(ROOT / "tests" / "golden" / "features" / "square.png", tmp_path / "p.png")
    path.write_text("# T\n\n## A\n\n- x\n\n![Une image](p.png)\n", encoding="utf-8")
    with serving(path) as served, watching(served) as page:
        address = "document.querySelector('img').src"
        first, before = page.evaluate(address), revision(page)
        shutil.copy(ROOT / "tests" / "golden" / "features" / "wide.png", tmp_path / "p.png")
        painted(page, before)
        assert page.evaluate(address) != first


def test_a_double_click_leads_to_the_line(tmp_path: Path) -> None:
    path = _copy(tmp_path)
    lines = path.read_text(encoding="utf-8").split("\n")
    with serving(path) as served, watching(served) as page:
        page.evaluate("Reveal.slide(Reveal.getSlides().findIndex(s => s.id === 'diapositive-5'))")
        with page.expect_response("**/open") as answer:
            page.evaluate(
                "[...document.querySelectorAll('section.present li')].find(li => li.textContent.includes('deux'))"
                ".dispatchEvent(new MouseEvent('dblclick', {bubbles: true}))"
            )
        found = answer.value.json()
        assert lines[found["line"] - 1] == "- deux"
        assert found["line"] > lines.index("## Diapositive 5")
        assert found["address"].endswith(f"deck.md:{found['line']}")
        # The page itself stays where it is.
        page.wait_for_function(
            "address => document.querySelector('iframe')?.src === address", arg=found["address"]
        )
        # Told to the page: what asks whether the other program may be opened may have the keyboard by now.
        with page.expect_response("**/open", timeout=60_000) as answer:
            page.evaluate(
                "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'e', keyCode: 69, bubbles: true}))"
            )
        assert lines[answer.value.json()["line"] - 1] == "## Diapositive 5"
        body = (
            "{method: 'POST', headers: {'x-deckgen-token': JSON.parse(deckgen.textContent).token}, body: %s}"
        )
        for asked in ('{"at": 7}', '{"slide": "x", "line": -3, "at": 7}'):
            there = page.evaluate(f"fetch('open', {body % repr(asked)}).then(answer => answer.json())")
            assert there["line"] == 7


# -- who is answered -------------------------------------------------------------------------


def _ask(
    served: Served, path: str, headers: dict[str, str], method: str = "GET", body: str | None = None
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        ours = {"Host": f"localhost:{served.port}", "Cookie": f"deckgen-{served.port}={served.token}"}
        for name, value in {**ours, **headers}.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body.encode() if body else None)
        answer = connection.getresponse()
        data = b"" if path.startswith("/events") and answer.status == 200 else answer.read()
        return answer.status, data
    finally:
        connection.close()


def test_nobody_else_is_answered(tmp_path: Path) -> None:
    path = _copy(tmp_path)
    (tmp_path / "secret.txt").write_text("GEHEIM", encoding="utf-8")
    (tmp_path.parent / "outside.txt").write_text("GEHEIM", encoding="utf-8")
    with serving(path) as served:
        here = f"http://localhost:{served.port}"
        status, page = _ask(served, "/", {})
        assert status == 200
        token = re.search(rb'"token": "([\w-]+)"', page)
        assert token
        good = {"x-deckgen-token": token[1].decode(), "Origin": here, "Content-Type": "application/json"}
        assert _ask(served, "/open", good, "POST", '{"slide": 0, "line": 0}')[0] == 200
        port = served.port
        hosts = ["example.org", "example.org:80", f"example.org:{port}", f"localhost.example.org:{port}", "localhost",
                 f"127.0.0.1.example.org:{port}", f"10.0.0.1:{port}", f"localhost:{port + 1}", "", f"[::2]:{port}",
                 f"evil@localhost:{port}", f"LOCALHOST.:{port}", f"0.0.0.0:{port}", "localhost:"]  # fmt: skip
        asked = [(where, {"Host": host}, "GET") for host in hosts for where in ("/", "/events")]
        origins = ["http://example.org", "null", "https://localhost", f"http://localhost:{port + 1}", "file://",
                   f"http://example.org:{port}"]  # fmt: skip
        asked += [
            (where, {"Origin": origin}, "GET")
            for origin in origins
            for where in ("/", "/events", "/deck.pptx")
        ]
        asked += [(where, {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}, "GET")
                  for site in ("cross-site", "same-site") for where in ("/", "/deck.pptx", "/events")]  # fmt: skip
        wrong = [{}, {"x-deckgen-token": ""}, {"x-deckgen-token": "x"}, {"x-deckgen-token": token[1].decode()[:-1]},
                 {**good, "Origin": "http://example.org"}, {**good, "Host": f"example.org:{port}"}]  # fmt: skip
        asked += [("/open", headers, "POST") for headers in wrong]
        asked += [("/file", {"If-Match": '""', **headers}, "PUT") for headers in wrong]
        asked += [
            (where, {}, method)
            for where in ("/", "/open", "/file", "/edit")
            for method in ("PUT", "DELETE", "PATCH")
        ]
        outside = ["/../secret.txt", "/secret.txt", "/media/../../secret.txt", "/media/%2e%2e%2fsecret.txt", "/deck.md",
                   "/assets/../../pyproject.toml", "/assets/%2e%2e/%2e%2e/outside.txt", "/media//etc/passwd",
                   "//etc/passwd", "/assets//etc/passwd", "/assets/..%5c..%5csecret.txt"]  # fmt: skip
        asked += [(where, {}, "GET") for where in outside]
        assert len(asked) > 60
        served_wrongly = []
        for where, headers, method in asked:
            status, data = _ask(served, where, headers, method, "{}" if method != "GET" else None)
            if status < 400 or b"GEHEIM" in data or b"Pas" in data:
                served_wrongly.append((where, headers, method, status))
        assert served_wrongly == []


def test_without_its_token_nobody_sees_anything(tmp_path: Path) -> None:
    """Others may have accounts on this machine."""
    path = _copy(tmp_path)
    with serving(path) as served:
        for cookie in ("", f"deckgen-{served.port}=x", f"deckgen={served.token}"):
            for where in (
                "/",
                "/edit",
                "/events",
                "/file",
                "/deck.pptx",
                "/assets/live.js",
                "/place?line=1",
                "/?token=x",
            ):
                assert _ask(served, where, {"Cookie": cookie})[0] == 403, (cookie, where)
        assert _ask(served, f"/?token={served.token}", {"Cookie": ""})[0] == 303


def test_odd_requests_are_refused_not_failed(tmp_path: Path) -> None:
    path = _copy(tmp_path)
    with serving(path) as served:
        _, page = _ask(served, "/", {})
        token = re.search(rb'"token": "([\w-]+)"', page)
        assert token
        good = {"x-deckgen-token": token[1].decode(), "Content-Type": "application/json"}
        for body in ("[" * 100_000, '{"to": ["next"]}', '{"slide": [[]]}', "[]", '"x"', "{", '{"at": 1e400}'):
            for where in ("/open", "/shown"):
                status, _ = _ask(served, where, good, "POST", body)
                assert status < 500, (where, body[:20])


@pytest.mark.parametrize("count", [6, 80])
@pytest.mark.parametrize("narrow", [False, True])
def test_a_deck_that_is_read_as_one_page_keeps_its_slides(tmp_path: Path, count: int, narrow: bool) -> None:
    path = tmp_path / "deck.md"
    text = text_deck(count)
    path.write_text(text, encoding="utf-8")
    titles = "() => [...document.querySelectorAll('.scroll-page h2')].map(head => head.textContent)"
    with serving(path) as served, watching(served) as page:
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        if narrow:
            page.set_viewport_size({"width": 390, "height": 844})
        page.goto(page.url if narrow else f"{page.url.split('#')[0]}?view=scroll")
        page.wait_for_function("window.deckgenReady && Reveal.isScrollView()")
        before = page.evaluate(titles)
        assert len(before) >= count - 1
        for old, new, more in (
            ("Diapositive 3\n", "Troisième\n", 0),
            ("## Diapositive 4\n", "## Neuf\n\na\n\n## Vier\n", 1),
        ):
            now = revision(page)
            text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")
            painted(page, now)
            page.wait_for_function("Reveal.isScrollView()")
            shown = page.evaluate(titles)
            assert len(shown) == len(before) + more
            assert new.split("\n")[0].removeprefix("## ") in shown
        assert failures == []
