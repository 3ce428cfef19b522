"""Where words come to stand in LibreOffice's PDF and in Chromium: one table for both."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from deckgen.resources import shipped
from deckgen.themes.typefaces import FALLBACKS, fallback_file
from deckgen.writers.pdf.chromium import PrintError, find_chromium

PT_PER_PX = 0.75


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a slide (from 1), its box in points from the slide's top left corner."""

    slide: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    """Type size."""


def _require(program: str | None, name: str, package: str) -> str:
    if program:
        return program
    message = f"{name} is not installed: apt-get install {package}"
    if os.environ.get("DECKGEN_RENDERERS") == "required":
        pytest.fail(message)
    pytest.skip(message)


def soffice() -> str:
    """LibreOffice, or a skipped test (a failed one in CI)."""
    return _require(shutil.which("soffice"), "LibreOffice", "libreoffice-impress")


def impress() -> str:
    """The Python through which Impress can be told to edit a file, or a skipped test (a failed one in CI)."""
    soffice()
    system = shutil.which("python3", path="/usr/bin:/usr/local/bin") or ""
    found = system and subprocess.run([system, "-c", "import uno"], capture_output=True, check=False)
    return _require(system if found and not found.returncode else None, "LibreOffice's UNO", "python3-uno")


def chromium() -> str:
    """Chromium, or a skipped test (a failed one in CI)."""
    try:
        found = find_chromium()
    except PrintError:
        found = None
    return _require(found, "Chromium", "chromium")


def npm_file(name: str) -> str:
    """A file of the packages in `tests/package.json`, or a skipped test (a failed one in CI)."""
    path = Path(__file__).parent.parent / "node_modules" / name
    _require("there" if path.is_file() else None, name, "nodejs, then: npm install --prefix tests")
    return path.read_text(encoding="utf-8")


_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{folder}</dir>
<match target="pattern"><edit name="family" mode="append" binding="strong">{families}</edit></match>
</fontconfig>"""


def _japanese() -> Path:
    """A font whose ideographs are an em wide, as in all of them: the machine may have none."""
    found = importlib.util.find_spec("matplotlib_fontja")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "fonts" / "ipaexg.ttf"


def _font_settings(folder: Path) -> Path:
    """A configuration that knows deckgen's fallback fonts; Debian has the metric twins."""
    for family in FALLBACKS:
        for bold in (False, True):
            shutil.copy(fallback_file(family, bold=bold), folder)
    shutil.copy(_japanese(), folder)
    for face in shipped("web", "fonts").glob("gelasio-latin-?00-*.ttf"):  # Debian has no twin of Georgia
        shutil.copy(face, folder)
    names = [*(family.title().replace("-", " ") for family in FALLBACKS), "IPAexGothic"]
    families = "".join(f"<string>{name}</string>" for name in names)
    settings = folder / "fonts.conf"
    settings.write_text(_FONTS.format(folder=folder, families=families), encoding="utf-8")
    return settings


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """LibreOffice's settings, which it makes once: each process of a run has its own, so that they go side by side."""
    folder = tempfile.TemporaryDirectory(prefix="deckgen-office-")
    _font_settings(Path(folder.name))
    return folder


def to_pdf(decks: Sequence[Path], folder: Path) -> list[Path]:
    """Convert with LibreOffice, all of them in one go; each PDF has the name of what is in its deck."""
    names = [sha256(deck.read_bytes()).hexdigest()[:24] for deck in decks]
    missing = {
        name: deck for name, deck in zip(names, decks, strict=True) if not (folder / f"{name}.pdf").is_file()
    }
    if missing:
        profile = _profile().name
        command = [soffice(), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        with tempfile.TemporaryDirectory() as copies:
            given = [shutil.copy(deck, Path(copies) / f"{name}.pptx") for name, deck in missing.items()]
            done = subprocess.run(
                [*command, "--outdir", str(folder), *map(str, given)], capture_output=True, text=True, timeout=300,
                env={**os.environ, "FONTCONFIG_FILE": f"{profile}/fonts.conf"},
            )  # fmt: skip
        assert all((folder / f"{name}.pdf").is_file() for name in missing), done.stderr
    return [folder / f"{name}.pdf" for name in names]


def libreoffice_words(pdf: Path) -> tuple[list[Word], int]:
    """All words of a deck as LibreOffice sets them, and the number of pages."""
    import pdfplumber

    words: list[Word] = []
    with pdfplumber.open(pdf) as printed:
        for number, page in enumerate(printed.pages, 1):
            for word in page.extract_words(keep_blank_chars=False, use_text_flow=True, return_chars=True):
                first = word["chars"][0]
                baseline, size = float(page.height) - first["matrix"][5], first["size"]
                box = (word["x0"], word["top"], word["x1"], word["bottom"])
                words.append(Word(number, word["text"], *box, baseline, size))
        return words, len(printed.pages)


@cache
def playwright() -> Any:
    """Playwright, started once a process."""
    from playwright.sync_api import sync_playwright

    return sync_playwright().start()


@cache
def _browser() -> Any:
    program = chromium()
    known = {**os.environ, "FONTCONFIG_FILE": f"{_profile().name}/fonts.conf"}
    return playwright().chromium.launch(executable_path=program, args=["--no-sandbox"], env=known)


def close_renderers() -> None:
    """End whatever this process has started."""
    if _browser.cache_info().currsize:
        _browser().close()
    if playwright.cache_info().currsize:
        playwright().stop()
    if _profile.cache_info().currsize:
        _profile().cleanup()


@contextmanager
def blank_page(**settings: Any) -> Iterator[Any]:
    """A page of headless Chromium, 1280 × 720 px, that shares nothing with others; `settings` are those of
    Playwright's contexts."""
    context = _browser().new_context(**{"viewport": {"width": 1280, "height": 720}, **settings})
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def page_of(path: Path, **settings: Any) -> Iterator[tuple[Any, list[str]]]:
    """The deck in headless Chromium, and the addresses that it asked for."""
    with blank_page(**settings) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.absolute().as_uri())
        page.wait_for_function("window.Reveal && Reveal.isReady()")
        page.evaluate("document.fonts.ready")
        page.add_style_tag(content=".reveal *{transition:none!important}")
        yield page, asked


_WORDS = """
(index) => {
  Reveal.slide(index);
  const found = [];
  const section = Reveal.getSlide(index);
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const canvas = document.createElement('canvas').getContext('2d');
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('aside.notes, title, desc, style, .sr, math')) continue;
    const style = getComputedStyle(node.parentElement);
    const matrix = node.parentElement.getScreenCTM?.(); // SVG has units of its own
    const scale = matrix ? Math.hypot(matrix.a, matrix.b) : 1;
    canvas.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    for (const match of node.data.matchAll(/\\S+/g)) {
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const set = canvas.measureText(match[0]);
      for (const box of range.getClientRects())
        found.push([match[0], box.left, box.top, box.right, box.bottom,
                    box.top + scale * set.fontBoundingBoxAscent, scale * parseFloat(style.fontSize)]);
    }
  }
  return found;
}
"""


def chromium_words(path: Path) -> tuple[list[Word], list[str]]:
    """All words of the deck as Chromium sets them, and the addresses asked for."""
    words = []
    with page_of(path) as (page, asked):
        for index in range(page.evaluate("Reveal.getTotalSlides()")):
            for text, *box in page.evaluate(_WORDS, index):
                left, top, right, bottom, baseline, size = (value * PT_PER_PX for value in box)
                words.append(Word(index + 1, text, left, top, right, bottom, baseline, size))
    return words, asked
