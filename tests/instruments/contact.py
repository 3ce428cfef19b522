"""Both decks side by side in one picture: a row a slide, LibreOffice's rendering left, Chromium's right."""

from __future__ import annotations

import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.instruments.renderers import page_of, to_pdf

WIDTH, HEIGHT, GAP = 480, 270, 4


def contact_sheet(pptx: Path, html: Path, target: Path) -> None:
    """Write the picture; the first slide, most often a cover, is left out."""
    with tempfile.TemporaryDirectory() as scratch:
        (pdf,) = to_pdf([pptx], Path(scratch))
        stem = Path(scratch) / "page"
        subprocess.run(["pdftoppm", "-r", "36", "-png", str(pdf), str(stem)], check=True)
        left = [
            Image.open(path).convert("RGB").resize((WIDTH, HEIGHT))
            for path in sorted(Path(scratch).glob("page*.png"))
        ]
    right = []
    with page_of(html) as (page, _):
        page.add_style_tag(
            content=".reveal *{transition:none!important}.controls,.progress{display:none!important}"
            ".reveal .fragment:not(.fade-out){visibility:inherit!important;opacity:var(--shown,1)!important}"
        )
        for number in range(page.evaluate("Reveal.getTotalSlides()")):
            page.evaluate(f"Reveal.slide({number})")
            page.wait_for_timeout(80)
            image = Image.open(BytesIO(page.screenshot())).convert("RGB")
            right.append(image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))
    rows = max(len(left), len(right)) - 1
    sheet = Image.new("RGB", (2 * WIDTH + 3 * GAP, rows * (HEIGHT + GAP) + GAP), (150, 155, 160))
    for column, images in enumerate((left, right)):
        for row, image in enumerate(images[1:]):
            sheet.paste(image, (GAP + column * (WIDTH + GAP), GAP + row * (HEIGHT + GAP)))
    sheet.quantize(128).save(target, optimize=True)
