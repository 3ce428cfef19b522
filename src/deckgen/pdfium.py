"""PDFium, which knows nothing of threads: one document at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_ALONE = threading.RLock()


@contextmanager
def opened(data: bytes) -> Iterator[PdfDocument]:
    """A document; whatever comes of it is to be copied while it is open."""
    import pypdfium2

    with _ALONE, closing(pypdfium2.PdfDocument(data)) as document:
        yield document
