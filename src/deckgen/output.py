"""Writing files: whole or not at all, and never over the author's own."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from deckgen.diagnostics import Diagnostic


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


def write_whole(target: Path, data: bytes) -> Diagnostic | None:
    """Write beside the target, then rename: the file is whole or it is not there."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        if target.exists():
            if not target.stat().st_mode & 0o222:
                raise PermissionError(13, "it may not be written (it is read-only)")
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if not isinstance(error, OSError | ValueError):
            raise  # interrupted: nothing half written stays
        message = f"{target} can't be written: {getattr(error, 'strerror', '') or error}"
        hint = "close it in PowerPoint, free some space, or choose another folder with `-o`"
        return Diagnostic("cannot-write", "error", message, hint=hint)
    return None
