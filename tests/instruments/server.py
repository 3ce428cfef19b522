"""`deckgen serve` in a process of its own, and a page that looks at it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.instruments.renderers import blank_page


@dataclass(frozen=True)
class Served:
    """A deck that is being served."""

    path: Path
    address: str
    token: str
    port: int
    process: subprocess.Popen[str]


@contextmanager
def serving(path: Path, *options: str, port: int = 0) -> Iterator[Served]:
    """Serve `path` at `port`, or at any free one."""
    command = [sys.executable, "-m", "deckgen", "serve", str(path), "--port", str(port), *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=path.parent
    )
    try:
        assert process.stdout is not None
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address, "it does not say where it is"
        number = re.search(r":(\d+)/\?token=([\w-]+)", address[0])
        assert number
        yield Served(path, address[0].partition("?")[0], number[2], int(number[1]), process)
    finally:
        process.terminate()
        process.wait(60)
        if process.stdout is not None:
            process.stdout.close()


def admitted(page: Any, served: Served) -> Any:
    """The page, as if its browser had come by the address that is printed."""
    cookie = {"name": f"deckgen-{served.port}", "value": served.token, "url": served.address}
    page.context.add_cookies([cookie])
    return page


@contextmanager
def watching(served: Served) -> Iterator[Any]:
    """A browser's page on a served deck, ready."""
    with blank_page(bypass_csp=True) as page:  # the page's own rules forbid what Playwright does to wait
        admitted(page, served).goto(served.address)
        page.wait_for_function("window.Reveal && Reveal.isReady() && window.deckgenReady")
        yield page


def painted(page: Any, after: int) -> dict[str, float]:
    """What the page says of the first change after revision `after`, when that is on the screen."""
    page.wait_for_function(
        f"window.deckgenPainted && window.deckgenPainted.revision > {after}", polling=10, timeout=60_000
    )
    found: dict[str, float] = page.evaluate("window.deckgenPainted")
    return found


def revision(page: Any) -> int:
    """The revision that the page shows."""
    return int(page.evaluate("window.deckgenRevision()"))
