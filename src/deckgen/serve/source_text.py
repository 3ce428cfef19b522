"""The deck's file as the editor in the page reads and writes it: nothing is written over that it has not seen."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from deckgen.line_ends import END, as_before
from deckgen.model import fingerprint
from deckgen.output import write_whole


class SourceText(Struct, frozen=True):
    """A file's text, its line ends all `\\n`."""

    text: str
    tag: str
    """Tells these bytes from all others (for `ETag` and `If-Match`); empty for a file that is not there."""


class UnwritableError(Exception):
    """Why nothing was written, in words for the author."""


def read_source_text(path: Path) -> SourceText:
    """The file as it is. Raises `OSError`, and `UnicodeDecodeError` if it is not UTF-8."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return SourceText("", "")
    return SourceText(END.sub("\n", data.decode("utf-8-sig")), fingerprint(data))


def save(path: Path, text: str, tag: str) -> SourceText | None:
    """Write `text` if the file is still that of `tag`; None if it is not.

    The file is whole at every moment. Lines that stay keep their line ends, and a byte order mark stays. Raises
    `UnwritableError`.
    """
    place = path.resolve()  # a link stays a link
    try:
        old = place.read_bytes() if place.exists() else b""
        if (fingerprint(old) if place.exists() else "") != tag:
            return None
        if place.exists() and not os.access(place, os.W_OK):
            raise UnwritableError(f"{path.name} may not be written")
    except OSError as error:
        raise UnwritableError(f"{path.name} can't be read: {error.strerror}") from error
    data = as_before(text, old)
    problem = write_whole(place, data)
    if problem is not None:
        raise UnwritableError(problem.message)
    return SourceText(text, fingerprint(data))
