"""The source that a .pptx carries, so that what is edited there can come back: its text without what the file's readers
do not see, and how it was built."""

from __future__ import annotations

import base64
import binascii
import os
import zlib
from collections.abc import Mapping
from pathlib import Path

from msgspec import MsgspecError
from msgspec.msgpack import decode, encode

from deckgen.code_fences import fenced
from deckgen.model import Model
from deckgen.patterns import regex

NAMESPACE = "urn:deckgen:source"
LARGEST = 20_000_000
"""Characters of a source."""
_ELEMENT = regex(rf'<deckgen xmlns="{NAMESPACE}">([A-Za-z0-9+/=\s]*)</deckgen>')


def relative(file: str | Path, deck: Path) -> str:
    """A file's path from the folder of the file `deck`, by which a source is carried that it includes."""
    return os.path.relpath(os.path.abspath(file), os.path.abspath(deck.parent)).replace(os.sep, "/")


class Carried(Model, frozen=True):
    """What a deck was built from."""

    name: str
    """Of its file, without folders."""
    text: str
    theme: str = ""
    """As whoever built it said; nothing for the deck's own."""
    outline: str = ""
    dialect: str = ""
    day: str = ""
    """ISO's, for dates that are `today`."""
    parts: Mapping[str, str] = {}
    """Texts of the files that it includes, by their paths from its folder …"""
    others: Mapping[str, str] = {}
    """… and fingerprints of whatever else it was made of."""


def to_xml(carried: Carried) -> str:
    """The part's XML: compressed, the same for the same source."""
    packed = zlib.compress(encode(carried))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<deckgen xmlns="{NAMESPACE}">{base64.b64encode(packed).decode()}</deckgen>'
    )


def from_xml(data: bytes) -> Carried | None:
    """What a part carries; None if it is not one of ours, or broken."""
    found = _ELEMENT.search(data.decode("utf-8", "replace"))
    if found is None:
        return None
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(base64.b64decode(found[1]), LARGEST)
        return decode(text, type=Carried) if not unpacking.unconsumed_tail else None
    except (zlib.error, binascii.Error, MsgspecError, ValueError):
        return None


def comments(text: str, *, empty: bool = False) -> list[tuple[int, int]]:
    """Where what stands in HTML comments outside code begins and ends, front to back; with the `empty` ones, too."""
    found: list[tuple[int, int]] = []
    fences = iter([*_fenced(text), (len(text), len(text))])
    code = next(fences)
    opening = text.find("<!--")
    while opening >= 0:
        while code[1] <= opening:
            code = next(fences)
        if code[0] <= opening:
            opening = text.find("<!--", code[1])
            continue
        close = text.find("-->", opening + 4)
        if close < 0:
            break
        if empty or text[opening + 4 : close].strip():
            found.append((opening + 4, close))
        opening = text.find("<!--", close + 3)
    return found


def _fenced(text: str) -> list[tuple[int, int]]:
    """Stretches of code between fences."""
    found, at = list[tuple[int, int]](), 0
    lines = text.split("\n")
    for line, fence in zip(lines, fenced(lines), strict=True):
        if fence:
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def without(text: str, stretches: list[tuple[int, int]]) -> str:
    """The text with nothing but line ends in these stretches."""
    parts, end = [], 0
    for first, last in stretches:
        parts += [text[end:first], "\n" * text.count("\n", first, last)]
        end = last
    return "".join([*parts, text[end:]])
