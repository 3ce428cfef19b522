"""The deck's file as the editor in the page reads and writes it: nothing is written over that it has not seen."""

from __future__ import annotations

import os
import re
from pathlib import Path

from msgspec import Struct

from deckgen.model import fingerprint
from deckgen.output import write_whole

_END = re.compile(r"(\r\n|\r|\n)")
_MARK = b"\xef\xbb\xbf"


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
    return SourceText(_END.sub("\n", data.decode("utf-8-sig")), fingerprint(data))


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
    mark = _MARK if old.startswith(_MARK) else b""
    data = mark + _with_line_ends(text, old.decode("utf-8-sig")).encode("utf-8")
    problem = write_whole(place, data)
    if problem is not None:
        raise UnwritableError(problem.message)
    return SourceText(text, fingerprint(data))


def _with_line_ends(text: str, old: str) -> str:
    """`text` with the line ends of `old`, wherever the lines around them are the same."""
    parts = _END.split(old)
    was, ends = parts[::2], parts[1::2]
    usual = max(sorted(set(ends)), key=ends.count, default="\n")
    if set(ends) <= {"\n"}:
        return text
    lines = text.split("\n")
    head = _same(lines, was)
    tail = min(_same(lines[::-1], was[::-1]), len(lines) - head, len(was) - head)
    found: list[str] = []
    for index, line in enumerate(lines[:-1]):
        behind = len(lines) - 1 - index
        end = usual
        if index < min(head, len(ends)):
            end = ends[index]
        elif behind <= min(tail, len(ends)):
            end = ends[-behind]
        if not line and end == "\n" and found and found[-1].endswith("\r"):
            end = "\r"  # the two would be one line end
        found.append(line + end)
    return "".join(found) + lines[-1]


def _same(one: list[str], other: list[str]) -> int:
    """How many lines the two begin with in common."""
    count = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its:
            break
        count += 1
    return count
