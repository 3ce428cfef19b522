"""From an edit on disk to the changed slide on the screen: deckgen, Marp and Slidev with an equal deck, in turns.

    npm install --prefix benchmarks
    python benchmarks/live.py [--slides 12 1000] [--edits 20] [--chromium PATH]

All three serve their own copy to a page of the same Chromium, which shows the slide that is edited. An edit adds a word
to a line; the time ends two animation frames after the word is there. deckgen needs its `test` extra (Playwright).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.decks import sentence  # noqa: E402

HERE = Path(__file__).parent
_WATCH = """
const wanted = () => sessionStorage.getItem('wanted');
const seen = text => wanted() && text.includes(wanted());
new MutationObserver(records => {
  if (!wanted()) return;
  const texts = records.flatMap(one => one.type === 'characterData' ? [one.target] : [...one.addedNodes]);
  if (!texts.some(node => node.nodeName !== 'SCRIPT' && seen(node.textContent ?? ''))) return;
  const word = wanted();
  sessionStorage.removeItem('wanted');
  requestAnimationFrame(() => requestAnimationFrame(() =>
    sessionStorage.setItem('painted', `${word} ${performance.timeOrigin + performance.now()}`)));
}).observe(document, { subtree: true, childList: true, characterData: true });
"""


@dataclass(frozen=True)
class Tool:
    """A program that serves a deck and follows its file."""

    name: str
    command: tuple[str, ...]
    """`{deck}`, `{folder}` and `{port}` are filled in."""
    page: str
    """Where its page shows slide `{slide}` (from 1)."""
    front: str = ""


TOOLS = (
    Tool("deckgen", (sys.executable, "-m", "deckgen", "serve", "{deck}", "--port", "{port}"), "#/{at}"),
    Tool(
        "Marp",
        (str(HERE / "node_modules/.bin/marp"), "--server", "{folder}"),
        "deck.md#{slide}",
        "marp: true\n",
    ),
    Tool(
        "Slidev",
        (str(HERE / "node_modules/.bin/slidev"), "{deck}", "--port", "{port}", "--log", "error"),
        "{slide}",
    ),
)


def deck(slides: int, front: str) -> str:
    """A deck that all three read as `slides` slides."""
    parts = [
        f"## Diapositive {n + 1}\n\n{sentence(n, 14)}\n\n- {sentence(n + 1, 11)}\n- {sentence(n + 3, 8)}\n"
        f"- {sentence(n + 6, 12)}\n"
        for n in range(slides)
    ]
    return f"---\ntitle: Banc\n{front}---\n\n" + "\n---\n\n".join(parts)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(tool: Tool, path: Path) -> Iterator[str]:
    """The address of the tool's server."""
    port = free_port()
    command = [part.format(deck=path, folder=path.parent, port=port) for part in tool.command]
    said = tempfile.TemporaryFile("w+")  # noqa: SIM115 (closed below)
    process = subprocess.Popen(
        command, cwd=path.parent, env={**os.environ, "PORT": str(port), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE, stdout=said, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + 120
        while True:
            said.seek(0)
            printed = re.search(rf"http://\S+:{port}/\?\S+", said.read())  # an address with a token
            address = printed[0] if printed else f"http://localhost:{port}/"
            try:
                urllib.request.urlopen(address, timeout=60).close()
                break
            except urllib.error.HTTPError:
                if printed:  # it is there, and wants the cookie that browsers take from the address
                    break
            except OSError:
                pass
            if time.monotonic() > end or process.poll() is not None:
                raise SystemExit(f"{tool.name} does not start: {' '.join(command)}")
            time.sleep(0.2)
        yield address
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
        said.close()


def edit(page: Any, path: Path, line: str, word: str) -> float:
    """Milliseconds from the write to the painted word."""
    page.evaluate(f"sessionStorage.setItem('wanted', '{word}')")
    text = path.read_text(encoding="utf-8").replace(line, f"{line} {word}", 1)
    started = time.time()
    path.write_text(text, encoding="utf-8")
    while True:
        with contextlib.suppress(Exception):  # the page may just be loading
            said = page.evaluate("sessionStorage.getItem('painted')") or ""
            if said.startswith(f"{word} "):
                return float(said.split()[1]) - 1000 * started
        if time.time() - started > 120:
            raise SystemExit(f"{word} does not appear at {page.url}")
        time.sleep(0.01)


@contextlib.contextmanager
def started(chromium: str) -> Iterator[Any]:
    """A Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def compare(
    slides: int, edits: int, chromium: str, folder: Path, tools: Sequence[Tool] = TOOLS
) -> dict[str, list[float]]:
    """The milliseconds of all edits, by tool."""
    with contextlib.ExitStack() as stack:
        browser = stack.enter_context(started(chromium))
        at = slides // 2
        pages = []
        for tool in tools:
            path = folder / f"{tool.name}-{slides}" / "deck.md"
            path.parent.mkdir()
            path.write_text(deck(slides, tool.front), encoding="utf-8")
            address = stack.enter_context(serving(tool, path))
            page = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 720}).new_page()
            page.add_init_script(_WATCH)
            page.goto(address + tool.page.format(slide=at + 1, at=at), timeout=300_000)
            page.get_by_text(f"Diapositive {at + 1}", exact=True).first.wait_for(
                state="visible", timeout=300_000
            )
            pages.append((tool, path, page))
        times: dict[str, list[float]] = {tool.name: [] for tool in tools}
        for number in range(edits + 1):
            for tool, path, page in pages:
                page.bring_to_front()
                time.sleep(1.5)
                took = edit(page, path, f"- {sentence(at + 3, 8)}", f"mot{number}x")
                if number:  # the first warms up
                    times[tool.name].append(took)
        return times


_PAINTED = """
() => new Promise(done =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now()))))
"""


def openings(slides: int, times: int, chromium: str, folder: Path) -> list[float]:
    """Seconds from asking deckgen's server for the deck to its first slide on the screen, with nothing cached."""
    path, took = folder / "deck.md", []
    path.write_text(deck(slides, ""), encoding="utf-8")
    with started(chromium) as browser, serving(TOOLS[0], path) as address:
        for number in range(times + 1):
            context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 720})
            page = context.new_page()
            began = time.time()
            page.goto(address, wait_until="commit")
            page.get_by_text("Diapositive 1", exact=True).first.wait_for(state="visible", timeout=120_000)
            painted = page.evaluate(_PAINTED) / 1000 - began
            if number:  # the first warms up
                took.append(painted)
            context.close()
    return took


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--slides", type=int, nargs="+", default=[12, 1000])
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--chromium", default="")
    given = parser.parse_args()
    from deckgen.writers.pdf.chromium import find_chromium

    # Slidev looks for its own packages beside the deck.
    with tempfile.TemporaryDirectory(dir=HERE, prefix=".live-") as name:
        print("| slides | deckgen | Marp | Slidev | deckgen / the faster |\n| --- | --- | --- | --- | --- |")
        for slides in given.slides:
            times = compare(slides, given.edits, given.chromium or find_chromium(), Path(name))
            middle = {tool: statistics.median(values) for tool, values in times.items()}
            faster = min(middle["Marp"], middle["Slidev"])
            shown = " | ".join(f"{middle[tool.name]:.0f} ms" for tool in TOOLS)
            print(f"| {slides:,} | {shown} | {middle['deckgen'] / faster:.2f} |", flush=True)


if __name__ == "__main__":
    main()
