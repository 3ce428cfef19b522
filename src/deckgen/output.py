"""Writing files: whole or not at all, and never over the author's own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from deckgen.diagnostics import Diagnostic


def own_source(target: Path, source: Path, read: Iterable[str] = ()) -> Diagnostic | None:
    """An author's file is never written over: the deck at `source`, and what was `read` for it."""
    try:
        there = target.stat()
    except (OSError, ValueError):
        return None

    def is_target(name: str | Path) -> bool:
        with contextlib.suppress(OSError, ValueError):
            return os.path.samestat(os.stat(name), there)
        return False

    if is_target(source):
        message = f"{target} is the deck itself and is not written over"
    elif any(map(is_target, read)):
        message = f"{target} is a file that the deck is made of and is not written over"
    else:
        return None
    return Diagnostic("own-source", "error", message, hint="choose another folder with `-o`")


def keep_copy(target: Path, data: bytes) -> Diagnostic | None:
    """What a file held when it was read, in another beside it: `.bak`, or `.bak1` where that holds something else."""
    try:
        number, copy = 0, target.with_name(f"{target.name}.bak")
        while copy.exists() and copy.read_bytes() != data:
            number += 1
            copy = target.with_name(f"{target.name}.bak{number}")
    except OSError as error:
        return Diagnostic("cannot-write", "error", f"{target} can't be copied: {error.strerror}")
    return write_whole(copy, data)


class Passing:
    """Pieces of a file on their way into it: what tells them from others, and they themselves while they are few."""

    def __init__(self, pieces: Iterable[bytes], most: int) -> None:
        self._pieces, self._most = pieces, most
        self._check, self._kept, self._size = 0, list[bytes](), 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._check = crc32(piece, self._check)
            self._size += len(piece)
            if self._size <= self._most:
                self._kept.append(piece)
            else:
                self._kept.clear()
            yield piece

    @property
    def digest(self) -> str:
        """What `check_of` says of all of it."""
        return _checked(self._size, self._check)

    @property
    def data(self) -> bytes:
        """All of it; nothing if that is more than `most` bytes."""
        return b"".join(self._kept) if self._size <= self._most else b""


def check_of(data: bytes) -> str:
    """Tells a file that is as it was written from one that was changed: a hash would take five times as long, and
    whoever wants to deceive it can write the file."""
    return _checked(len(data), crc32(data))


def _checked(size: int, check: int) -> str:
    return f"{size} {check:08x}"


def write_whole(target: Path, data: bytes | Iterable[bytes]) -> Diagnostic | None:
    """Write `data`, or the pieces of it in turn, beside the target, then rename: the file is whole or it is not
    there."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
        if target.exists():
            mode = target.stat().st_mode
            if not mode & 0o222:
                raise PermissionError(13, "it may not be written (it is read-only)")
            os.chmod(temporary, mode & 0o7777)
        os.replace(temporary, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if not isinstance(error, OSError | ValueError):
            raise  # interrupted: nothing half written stays
        why, name = getattr(error, "strerror", "") or error, getattr(error, "filename", None)
        message, hint = f"{target} can't be written: {why}", ""
        if isinstance(name, str) and Path(name) not in (temporary, target, *target.parents):
            message += f" ({name}, which it shows)"
        else:
            hint = "close it in PowerPoint, free some space, or choose another folder with `-o`"
        return Diagnostic("cannot-write", "error", message, hint=hint)
    return None
