"""Make the README's pictures: both decks of slides/farid.md, as LibreOffice and Chromium show them.

Needs LibreOffice, poppler's pdftoppm and Chromium, as the tests do. Run it from the repository.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.instruments.renderers import page_of, to_pdf  # noqa: E402

from deckgen.pipeline import build  # noqa: E402

WIDTH, HEIGHT, GAP, COLUMNS = 480, 270, 8, 3


def sheet(pictures: list[Image.Image], target: Path) -> None:
    """Put slides side by side on one sheet."""
    rows = -(-len(pictures) // COLUMNS)
    size = (COLUMNS * (WIDTH + GAP) + GAP, rows * (HEIGHT + GAP) + GAP)
    page = Image.new("RGB", size, "#9aa3ad")
    for index, picture in enumerate(pictures):
        row, column = divmod(index, COLUMNS)
        small = picture.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        page.paste(small, (GAP + column * (WIDTH + GAP), GAP + row * (HEIGHT + GAP)))
    page.save(target, optimize=True)


def main() -> None:
    """Write docs/pictures/farid-pptx.png and farid-html.png."""
    target = ROOT / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(ROOT / "slides" / "farid.md", output=folder)
        pdf = to_pdf(folder / "farid.pptx", folder)
        subprocess.run(["pdftoppm", "-r", "96", "-png", str(pdf), str(folder / "p")], check=True)
        sheet([Image.open(path) for path in sorted(folder.glob("p-*.png"))], target / "farid-pptx.png")
        shots = []
        with page_of(folder / "farid.html") as (page, _):
            page.add_style_tag(content=".controls,.progress{display:none!important}")
            for index in range(page.evaluate("Reveal.getTotalSlides()")):
                page.evaluate(f"Reveal.slide({index})")
                page.wait_for_timeout(100)
                page.screenshot(path=folder / f"h-{index:03}.png")
                shots.append(Image.open(folder / f"h-{index:03}.png"))
        sheet(shots, target / "farid-html.png")


if __name__ == "__main__":
    main()
