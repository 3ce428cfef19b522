"""Writing files: whole or not at all, and never over the author's own."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from deckgen.diagnostics import Diagnostic
from deckgen.model import Fingerprint


def own_source(target: Path, source: Path) -> Diagnostic | None:
    """An author's file is never written over."""
    try:
        if not (target.exists() and target.samefile(source)):
            return None
    except OSError:
        return None
    message = f"{target} is the deck itself and is not written over"
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
    """Pieces of a file on their way into it: their hash, and they themselves for as long as they are few."""

    def __init__(self, pieces: Iterable[bytes], most: int) -> None:
        self._pieces, self._most = pieces, most
        self._hash, self._kept, self._size = Fingerprint(), list[bytes](), 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._hash.add(piece)
            self._size += len(piece)
            if self._size <= self._most:
                self._kept.append(piece)
            else:
                self._kept.clear()
            yield piece

    @property
    def digest(self) -> str:
        """The fingerprint of all of it."""
        return self._hash.text

    @property
    def data(self) -> bytes:
        """All of it; nothing if that is more than `most` bytes."""
        return b"".join(self._kept) if self._size <= self._most else b""


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
