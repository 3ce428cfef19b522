"""Both decks side by side in one picture: a row a slide, LibreOffice's rendering left, Chromium's right."""

from __future__ import annotations

import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.instruments.renderers import page_of, to_pdf

SIZE, GAP = (480, 270), 4
SETTLED = (
    ".reveal *{transition:none!important}.controls,.progress,.slide-number{display:none!important}"
    ".reveal .fragment:not(.fade-out){visibility:inherit!important;opacity:var(--shown,1)!important}"
    ".veil{display:none!important}"
)
"""For a page whose slides are shown at once, with all their steps and nothing around them."""


def both(pptx: Path, html: Path) -> tuple[list[Image.Image], list[Image.Image]]:
    """A deck's slides in PowerPoint (as LibreOffice shows them) and in the page, everything shown."""
    with tempfile.TemporaryDirectory() as scratch:
        (pdf,) = to_pdf([pptx], Path(scratch))
        stem = Path(scratch) / "page"
        subprocess.run(["pdftoppm", "-r", "72", "-png", str(pdf), str(stem)], check=True)
        left = [_small(path.read_bytes()) for path in sorted(Path(scratch).glob("page*.png"))]
    right = []
    with page_of(html) as (page, _):
        page.add_style_tag(content=SETTLED)
        for number in range(page.evaluate("Reveal.getTotalSlides()")):
            page.evaluate(f"Reveal.slide({number})")
            page.wait_for_timeout(80)
            right.append(_small(page.screenshot()))
    return left, right


def contact_sheet(pptx: Path, html: Path, target: Path) -> None:
    """Write the picture; the first slide, most often a cover, is left out."""
    left, right = both(pptx, html)
    width, height = SIZE
    rows = max(len(left), len(right)) - 1
    sheet = Image.new("RGB", (2 * width + 3 * GAP, rows * (height + GAP) + GAP), (150, 155, 160))
    for column, images in enumerate((left, right)):
        for row, image in enumerate(images[1:]):
            sheet.paste(image, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    sheet.quantize(128).save(target, optimize=True)


def _small(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
