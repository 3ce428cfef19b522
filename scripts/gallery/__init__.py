"""Slides as pictures: both decks, as LibreOffice and Chromium show them.

Needs LibreOffice, poppler's pdftoppm and Chromium, as the tests do.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from tests.instruments import contact
from tests.instruments.contact import SIZE

from deckgen import build

ROOT = Path(__file__).parent.parent.parent
DECKS = {
    **{name: ROOT / "docs" / "gallery" / f"{name}.md" for name in ("talk", "review", "lecture")},
    "farid": ROOT / "slides" / "farid.md",
    "specimen": ROOT / "templates" / "specimen.md",
}
"""What the gallery shows."""
GAP = 8
QUALITY = 82
"""Of WebP."""


def both(deck: Path, theme: str = "") -> tuple[list[Image.Image], list[Image.Image]]:
    """A deck's slides in PowerPoint (as LibreOffice shows them) and in the page, everything shown."""
    with tempfile.TemporaryDirectory() as name:
        pptx, html = build(deck, theme=theme, output=Path(name)).written
        return contact.both(pptx, html)


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
    if target.suffix == ".webp":
        page.save(target, quality=QUALITY, method=6)
    else:
        page.quantize(192, dither=Image.Dither.NONE).save(target, optimize=True)
