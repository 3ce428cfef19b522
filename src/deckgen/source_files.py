"""A deck's text, read from its file."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from deckgen.diagnostics import Diagnostic, closest
from deckgen.patterns import regex
from deckgen.source import Source, Span

LARGEST = 100_000_000
"""Bytes of a deck."""
SUFFIXES = (".md", ".markdown", ".qmd")
"""What decks' files end with."""
_IMPORTED = {".ipynb": "a notebook", ".pptx": "a PowerPoint file", ".potx": "a PowerPoint template",
             ".odp": "an Impress file", ".key": "a Keynote file"}  # fmt: skip
"""What decks are made of by `deckgen import`."""
_CONTROL_BYTES = bytes((*range(0x09), *range(0x0B, 0x20), 0x7F))
_CONTROL = regex(f"[{re.escape(_CONTROL_BYTES.decode())}\ud800-\udfff\ufffe\uffff]")
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_THEIR_FIRST = _NO_CHARACTERS[0][:1]


def read_source(path: Path) -> tuple[Source, Diagnostic | None]:
    """The text of a file, or what keeps it from being read. `-` is standard input."""
    if str(path) == "-":
        return _standard_input()
    try:
        str(path.absolute()).encode()
        name = os.path.relpath(path) if path.is_absolute() and path.is_relative_to(Path.cwd()) else str(path)
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "replace")
        message = (
            f"the name of `{shown}` or of a folder above it is not text (UTF-8), as old archives have them"
        )
        return Source.from_text(shown, ""), Diagnostic("cannot-read", "error", message, hint="rename it")
    except OSError:
        hint = "go to a folder that is there"
        return Source.from_text(str(path), ""), Diagnostic(
            "no-folder", "error", "the present folder is gone", hint=hint
        )
    empty = Source.from_text(printable(name), "")
    if (kind := _IMPORTED.get(path.suffix.lower())) and path.is_file():
        hint = f"`deckgen import {empty.path}` makes a deck of it"
        return empty, Diagnostic("no-markdown", "error", f"this is {kind}, no Markdown", hint=hint)
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return empty, Diagnostic("cannot-read", "error", "it is no regular file")
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        return empty, Diagnostic("file-not-found", "error", "there is no such file", hint=_nearby(path))
    except IsADirectoryError:
        hint = "name a Markdown file in it"
        return empty, Diagnostic("is-a-folder", "error", "this is a folder, not a deck", hint=hint)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or "its name can't be"
        return empty, Diagnostic("cannot-read", "error", f"it can't be read: {reason}")
    return _decoded(data, empty.path)


def _standard_input() -> tuple[Source, Diagnostic | None]:
    import sys

    return _decoded(sys.stdin.buffer.read(LARGEST + 1), "stdin")


def _decoded(data: bytes, name: str) -> tuple[Source, Diagnostic | None]:
    if len(data) > LARGEST:
        message = f"it has more than {LARGEST // 1_000_000} MB"
        return Source.from_text(name, ""), Diagnostic("cannot-read", "error", message)
    try:
        whole = data.decode("utf-8-sig")
        return Source.from_text(name, whole if _is_printable(data) else printable(whole)), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        text = Source.from_text(name, printable(data.decode("utf-8", "replace")))
        message = f"byte 0x{data[error.start]:02X} (at offset {error.start}) is not UTF-8"
        hint = "save the file as UTF-8"
        return text, Diagnostic("not-utf8", "error", message, Span(line, column, length=1), hint)


def _is_printable(data: bytes) -> bool:
    """True for UTF-8 without control characters: that is found in a quarter of the time that a pattern takes."""
    bare = data.translate(None, _CONTROL_BYTES)
    may_have = _THEIR_FIRST in data  # one byte is found many times faster than three
    return len(bare) == len(data) and not (may_have and any(each in data for each in _NO_CHARACTERS))


def printable(text: str) -> str:
    """Control characters, which no format can hold and a terminal would obey, as the symbols that stand for them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _CONTROL.search(text):
        return text
    table: Mapping[int, str] = {
        **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
        0x7F: "\u2421", 0xFFFE: "\ufffd", 0xFFFF: "\ufffd",
    }  # fmt: skip
    return text.translate(table).encode("utf-8", "replace").decode()


def _nearby(path: Path) -> str:
    """A hint that names a file which was perhaps meant."""
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix in SUFFIXES]
    except OSError:
        return f"there is no folder {path.parent} either"
    close = closest(path.name, names, 0.6)
    return f"did you mean {path.parent / close}?" if close else "check its name and folder"
