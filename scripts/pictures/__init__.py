"""Slides as pictures: both decks, as LibreOffice and Chromium show them.

Needs LibreOffice, poppler's pdftoppm and Chromium, as the tests do.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image
from tests.instruments.renderers import page_of, to_pdf

from deckgen import build

SIZE = (480, 270)
GAP = 8


def both(deck: Path, theme: str = "") -> tuple[list[Image.Image], list[Image.Image]]:
    """A deck's slides in PowerPoint (as LibreOffice shows them) and in the page, everything shown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pptx, html = build(deck, theme=theme, output=folder).written
        (pdf,) = to_pdf([pptx], folder)
        subprocess.run(["pdftoppm", "-r", "72", "-png", str(pdf), str(folder / "p")], check=True)
        left = [_small(path.read_bytes()) for path in sorted(folder.glob("p-*.png"))]
        right = []
        with page_of(html) as (page, _):
            page.add_style_tag(
                content=".reveal *{transition:none!important}.controls,.progress{display:none!important}"
                ".reveal .fragment:not(.fade-out){visibility:inherit!important;opacity:var(--shown,1)!important}"
            )
            for index in range(page.evaluate("Reveal.getTotalSlides()")):
                page.evaluate(f"Reveal.slide({index})")
                page.wait_for_timeout(60)
                right.append(_small(page.screenshot()))
    return left, right


def _small(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)


def sheet(pictures: Sequence[Image.Image], target: Path, columns: int, width: int = SIZE[0]) -> None:
    """Slides side by side on one sheet, each `width` pixels wide."""
    height = round(width * SIZE[1] / SIZE[0])
    rows = -(-len(pictures) // columns)
    page = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), "#9aa3ad")
    for index, picture in enumerate(pictures):
        row, column = divmod(index, columns)
        small = picture.resize((width, height), Image.Resampling.LANCZOS)
        page.paste(small, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    target.parent.mkdir(parents=True, exist_ok=True)
    page.quantize(192, dither=Image.Dither.NONE).save(target, optimize=True)
