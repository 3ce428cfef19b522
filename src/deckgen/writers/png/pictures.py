"""A PDF's pages as pictures."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO


def page_pictures(pdf: bytes, width: int) -> Iterator[bytes]:
    """Each page as a PNG, `width` pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            image = page.render(scale=width / page.get_width()).to_pil()
            data = BytesIO()
            image.save(data, "PNG")
            yield data.getvalue()
    finally:
        document.close()
