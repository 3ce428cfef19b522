"""A PDF's pages as pictures."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from deckgen.pdfium import opened


def page_pictures(pdf: bytes, width: int) -> Iterator[bytes]:
    """Each page as a PNG, `width` pixels wide."""
    with opened(pdf) as document:
        count = len(document)
    for number in range(count):
        data = BytesIO()
        with opened(pdf) as document:
            page = document[number]
            page.render(scale=width / page.get_width()).to_pil().save(data, "PNG")
        yield data.getvalue()
