"""A zip archive of parts that may have been packed before (PKWARE's APPNOTE 6.3, sections 4.3 and 4.4): the standard
library's `zipfile` packs whatever it is given, which takes longer than all else for a deck that has not changed."""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Iterable, Iterator
from struct import pack

from deckgen.model import Model

_STORED, _DEFLATED = 0, 8
_VERSION, _UNIX, _UTF_8 = 20, 3, 0x800
_MODE = 0o644 << 16
_EARLIEST = (1980, 1, 1, 0, 0, 0)
LARGE = 200_000
"""Bytes of a part."""
_MOST, _LARGEST = 0xFFFF, 0xFFFFFFFF
"""Of what the fields of the first zip hold."""


class Member(Model, frozen=True):
    """The bytes of a part as they stand in an archive."""

    packed: bytes
    size: int
    """Before it was packed."""
    check: int
    """CRC-32."""
    method: int


def stored(data: bytes) -> Member:
    """A part as it is, which is small already."""
    return Member(data, len(data), zlib.crc32(data), _STORED)


def deflated(data: bytes) -> Member:
    """A part, packed; a large one in half the time, and a fiftieth larger than it could be."""
    packer = zlib.compressobj(6 if len(data) < LARGE else 4, zlib.DEFLATED, -15)
    return Member(packer.compress(data) + packer.flush(), len(data), zlib.crc32(data), _DEFLATED)


def archive(members: Iterable[tuple[str, Member]]) -> Iterator[bytes]:
    """The archive, piece by piece: the same bytes for the same members, whenever it is made."""
    at, directory, count = 0, [], 0
    when = _timestamp()
    for name, member in members:
        title = name.encode("utf-8")
        flags = 0 if name.isascii() else _UTF_8
        fields = pack(
            "<5H3L2H", _VERSION, flags, member.method, *when, member.check, len(member.packed), member.size,
            len(title), 0,
        )  # fmt: skip
        head = b"PK\3\4" + fields + title
        yield head
        yield member.packed
        far = b"" if at < _LARGEST else pack("<2HQ", 1, 8, at)
        fields = (
            pack("<2B", _VERSION, _UNIX)
            + fields[:-2]
            + pack("<4H2L", len(far), 0, 0, 0, _MODE, min(at, _LARGEST))
        )
        directory.append(b"PK\1\2" + fields + title + far)
        at += len(head) + len(member.packed)
        count += 1
    listed = b"".join(directory)
    yield listed
    end = at + len(listed)
    if count >= _MOST or end >= _LARGEST:
        yield b"PK\6\6" + pack("<Q2H2L4Q", 44, 45, 45, 0, 0, count, count, len(listed), at)
        yield b"PK\6\7" + pack("<LQL", 0, end, 1)
    few, first = min(count, _MOST), min(at, _LARGEST)
    yield b"PK\5\6" + pack("<4H2LH", 0, 0, few, few, min(len(listed), _LARGEST), first, 0)


def _timestamp() -> tuple[int, int]:
    """Time and day of every member, as DOS has them: SOURCE_DATE_EPOCH if it is set, else the earliest."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    stamp = time.gmtime(int(epoch)) if epoch.isdecimal() else None
    year, month, day, hour, minute, second = max(_EARLIEST, stamp[:6]) if stamp else _EARLIEST
    return hour << 11 | minute << 5 | min(second, 59) // 2, year - 1980 << 9 | month << 5 | day
