"""A page of a PDF file as a picture: what LaTeX and R give as figures. PDFium draws it in a process of its own, so that
a page that never ends, or wants all memory, ends with that process."""

from __future__ import annotations

import re

from deckgen.bounded import OutOfBoundsError, run_bounded
from deckgen.deck.figures import Picture
from deckgen.media.errors import CannotShowError
from deckgen.media.pictures import encode
from deckgen.memory import Memory
from deckgen.model import fingerprint
from deckgen.patterns import regex

SIDE = 1920
"""Pixels of the longer side."""
TIME = 5.0
"""Seconds for a page."""
MEMORY = 1_500_000_000
"""Bytes."""
_PAGE = regex(r"#(?:.*&)?page=(\d{1,5})(?:&.*)?$")
_PROGRAM = f"""
import sys
import pypdfium2
document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
number = int(sys.argv[2])
if not 0 < number <= len(document):
    sys.exit(f"pages: {{len(document)}}")
page = document[number - 1]
bitmap = page.render(scale={SIDE} / max(page.get_size()), fill_color=(255, 255, 255, 0), rev_byteorder=True)
sys.stdout.buffer.write(f"{{bitmap.width}} {{bitmap.height}} {{bitmap.stride}}\\n".encode())
sys.stdout.buffer.write(bitmap.buffer)
"""


def read_page(data: bytes, name: str, target: str, memory: Memory) -> Picture:
    """The page that the address names (`file.pdf#page=2`, else the first). Raises `CannotShowError`."""
    said = _PAGE.search(target)
    number = int(said[1]) if said else 1
    found = memory.remember(
        "pdf-page", (fingerprint(data), name, number), Picture | str, lambda: _drawn(data, name, number)
    )
    if isinstance(found, str):
        raise CannotShowError(found)
    return found


def _drawn(data: bytes, name: str, number: int) -> Picture | str:
    """The picture, or in words why there is none."""
    from PIL import Image

    modules = ("pypdfium2", "pypdfium2_raw")
    try:
        done = run_bounded(_PROGRAM, data, modules, memory=MEMORY, seconds=TIME, arguments=(str(number),))
    except OutOfBoundsError:
        return f"`{name}` can't be drawn: it takes more than {TIME:g} s"
    if pages := re.fullmatch(rb"pages: (\d+)\s*", done.stderr):
        return f"`{name}` has no page {number}: it has {int(pages[1])}"
    head, _, pixels = done.stdout.partition(b"\n")
    sizes = head.split()
    if done.returncode or len(sizes) != 3:
        return f"`{name}` is not a PDF file that can be drawn"
    width, height, stride = map(int, sizes)
    return encode(Image.frombytes("RGBA", (width, height), pixels, "raw", "RGBA", stride), name)
