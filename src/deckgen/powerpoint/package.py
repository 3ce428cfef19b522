"""A .pptx, .potx, .ppsx or .pptm file, opened: bounded, and strict files as transitional ones."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.errors import DeckgenError
from deckgen.themes.package import BROKEN, parts_of

if TYPE_CHECKING:
    from pptx.presentation import Presentation

_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_OTHERS = (
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
    b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.template.macroEnabled.main+xml",
    b"application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
)
"""Templates, shows and files with programs, which are read as any other (nothing of them is run)."""
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What .ppt files of before 2007 begin with; and files with a password."""


def open_file(path: Path) -> Presentation:
    """The file at `path`. Raises `DeckgenError`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DeckgenError(f"{path} can't be read: {error.strerror}") from error
    return open_data(data, str(path))


def open_data(data: bytes, name: str) -> Presentation:
    """A file's bytes; `name` is for messages. Raises `DeckgenError`."""
    import pptx
    from pptx.exc import PythonPptxError

    if data.startswith(OLD):
        raise DeckgenError(
            f"{name} has a password, or is of before PowerPoint 2007: open it there and save it as .pptx without one"
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = parts_of(archive)
        return pptx.Presentation(BytesIO(_packed(parts)))
    except (*BROKEN, AttributeError, IndexError, TypeError, PythonPptxError) as error:
        said = " ".join(str(error).split())[:120]
        raise DeckgenError(f"{name} is not a PowerPoint file that can be read: {said}") from error


def _packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a file, which is called a presentation whatever it was."""
    types = parts.get("[Content_Types].xml", b"")
    for other in _OTHERS:
        types = types.replace(other, _MAIN)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, part in {**parts, "[Content_Types].xml": types}.items():
            archive.writestr(name, part)
    return target.getvalue()
