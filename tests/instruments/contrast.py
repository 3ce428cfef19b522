"""The contrast of every run of text in Chromium against what lies under it, pictures included (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFilter

from deckgen.themes.colors import contrast
from tests.instruments.contact import SETTLED
from tests.instruments.renderers import page_of

LARGE, LARGE_BOLD = 24.0, 18.66
"""CSS pixels of the slide from which 3 : 1 is enough."""
SMALL_SPOTS = 0.02
"""Share of the pixels under a run that may be worse: edges of what stands beside it."""
INK = 0.1
"""Share of a line's height, above and below, that no letter reaches (an accent on a capital may)."""
_RUNS = """() => {
  const slide = Reveal.getCurrentSlide(), found = [];
  const scale = Reveal.getScale();
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('aside, .sr, table.data, [aria-hidden=true], title, desc')) continue;
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.display === 'none') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const color = element instanceof SVGElement ? style.fill : style.color;
    for (const box of range.getClientRects())
      if (box.width > 1 && box.height > 1)
        found.push([node.data.trim().slice(0, 40), color, parseFloat(style.fontSize),
          parseInt(style.fontWeight) >= 600, box.x, box.y, box.width, box.height]);
  }
  return found;
}"""
_WORDLESS = (
    ".reveal .slides *{color:transparent!important;text-decoration-color:transparent!important}"
    ".reveal .slides svg text,.reveal .slides svg tspan{fill:transparent!important;stroke:none!important}"
)


def faint(html: Path) -> list[str]:
    """Runs that do not reach WCAG's AA, as `slide 3: 'words' 3.9`."""
    found = []
    with page_of(html) as (page, _):
        page.add_style_tag(content=SETTLED)
        for number in range(page.evaluate("Reveal.getTotalSlides()")):
            page.evaluate(f"Reveal.slide({number})")
            page.wait_for_timeout(60)
            runs = page.evaluate(_RUNS)
            style = page.add_style_tag(content=_WORDLESS)
            page.wait_for_timeout(30)
            image = Image.open(BytesIO(page.screenshot())).convert("RGB").filter(ImageFilter.BoxBlur(2))
            style.evaluate("node => node.remove()")
            for words, color, size, bold, *box in runs:
                ratio = _worst(image, color, box)
                if ratio < (3.0 if size >= (LARGE_BOLD if bold else LARGE) else 4.5) - 0.05:
                    found.append(f"slide {number + 1}: {words!r} {ratio:.2f}")
    return found


def _worst(image: Image.Image, color: str, box: list[float]) -> float:
    """The contrast of a CSS colour with what lies under a box, but for a few pixels."""
    red, green, blue = (int(float(part)) for part in color[color.index("(") + 1 : -1].split(",")[:3])
    ink = f"{red:02X}{green:02X}{blue:02X}"
    x, y, width, height = box
    y, height = y + INK * height, (1 - 2 * INK) * height
    inside = image.crop((max(0, round(x)), max(0, round(y)), round(x + width), round(y + height)))
    if not inside.width or not inside.height:
        return 21.0
    counted = inside.quantize(48).convert("RGB").getcolors(inside.width * inside.height) or []
    ratios = sorted((contrast(ink, "{:02X}{:02X}{:02X}".format(*rgb)), count) for count, rgb in counted)
    allowed, seen = SMALL_SPOTS * inside.width * inside.height, 0
    for ratio, count in ratios:
        seen += count
        if seen > allowed:
            return ratio
    return 21.0
