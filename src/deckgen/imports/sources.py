"""Which kinds of files can be imported, and by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from deckgen.diagnostics import nearest
from deckgen.errors import DeckgenError
from deckgen.imports.deck import Imported


def _powerpoint(path: Path) -> Imported:
    from deckgen.imports.deck import import_presentation
    from deckgen.powerpoint.package import open_file

    return import_presentation(open_file(path), str(path))


def _office(path: Path) -> Imported:
    """A file of another program's, as LibreOffice makes a .pptx of it."""
    from deckgen.imports.deck import import_presentation
    from deckgen.imports.office import converted, find_office
    from deckgen.powerpoint.package import open_data

    if not find_office():
        raise DeckgenError(f"{path.suffix} files need LibreOffice on this machine, or save it as .pptx first")
    try:
        data = converted(path.read_bytes(), path.suffix.lstrip(".").lower(), "pptx")
    except OSError as error:
        raise DeckgenError(f"{path} can't be read: {error.strerror}") from error
    if data is None:
        raise DeckgenError(f"LibreOffice can't read {path}: save it as .pptx first")
    return import_presentation(open_data(data, str(path)), str(path))


def _notebook(path: Path) -> Imported:
    from deckgen.imports.notebook import import_notebook

    return import_notebook(path)


def _page(path: Path) -> Imported:
    from deckgen.imports.page import import_page

    return import_page(path)


_READERS: Mapping[str, Callable[[Path], Imported]] = {
    **dict.fromkeys((".pptx", ".potx", ".ppsx", ".pptm", ".potm", ".ppsm"), _powerpoint),
    **dict.fromkeys((".odp", ".otp", ".fodp", ".key", ".sxi"), _office),
    ".ipynb": _notebook,
    **dict.fromkeys((".html", ".htm"), _page),
}


def read_file(path: Path) -> Imported:
    """The deck in a file, by what its name ends with. Raises `DeckgenError`."""
    ending = path.suffix.lower()
    if ending == ".ppt":
        raise DeckgenError(f"{path} is of before PowerPoint 2007: open it there and save it as .pptx")
    if ending not in _READERS:
        raise DeckgenError(f"{path} can't be imported; {nearest(ending, list(_READERS))}")
    return _READERS[ending](path)
