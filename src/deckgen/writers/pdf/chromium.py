"""A Chromium on the machine, asked to print."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from deckgen.writers.format import WriteError

_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "msedge", "brave-browser", "brave", "vivaldi",
)  # fmt: skip
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Brave Browser.app/Contents/MacOS/Brave Browser",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
VARIABLE = "DECKGEN_CHROMIUM"
LONGEST = 300
"""Seconds."""


class PrintError(WriteError):
    """Why nothing was printed, in words for the author."""


def find_chromium() -> str:
    """The program. Raises `PrintError` if there is none."""
    given = os.environ.get(VARIABLE)
    if given:
        found = shutil.which(given)
        if found is None:
            raise PrintError(f"{VARIABLE} names `{given}`, which is no program")
        return found
    for name in (*_NAMES, *_PLACES):
        if found := shutil.which(name):
            return found
    message = "printing needs Chromium, Chrome, Edge or Brave, and none was found; install one, or name it in"
    raise PrintError(f"{message} {VARIABLE}")


def print_pdf(page: bytes) -> bytes:
    """An HTML page as PDF: vectors, fonts embedded, links live, tagged. Raises `PrintError`."""
    program = find_chromium()
    with tempfile.TemporaryDirectory(prefix="deckgen-") as folder:
        source, target = Path(folder) / "deck.html", Path(folder) / "deck.pdf"
        source.write_bytes(page)
        command = [
            program, "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
            f"--user-data-dir={folder}/profile", "--run-all-compositor-stages-before-draw",
            "--virtual-time-budget=20000", "--no-pdf-header-footer", "--export-tagged-pdf",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # it refuses to run for root with one
        try:
            done = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PrintError(f"{program} could not print: {error}") from error
        if not target.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
            raise PrintError(f"{program} printed nothing: {said[:300]}")
        return target.read_bytes()
