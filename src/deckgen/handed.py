"""What helpers hand over: values by name in a file each, read when they are asked for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from struct import Struct
from typing import IO

_HEAD = Struct("<?IQ")
"""Whether it is to be kept on disk; bytes of the name and of the value that follow."""


class Outbox:
    """A helper's side: each value goes into the file at once, and each name once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._names: set[bytes] = set()

    def __contains__(self, name: bytes) -> bool:
        return name in self._names

    def put(self, name: bytes, data: bytes, *, kept: bool) -> None:
        """A value, encoded; `kept` on disk, or for the others' process alone."""
        if name not in self._names:
            self._names.add(name)
            self._file.write(_HEAD.pack(kept, len(name), len(data)) + name)
            self._file.write(data)


class Handed:
    """What has been handed over and not been asked for yet."""

    def __init__(self) -> None:
        self._places: dict[bytes, tuple[IO[bytes], int, int]] = {}
        self._waiting: Counter[IO[bytes]] = Counter()
        """How many values of a file have not been asked for."""

    def __contains__(self, name: bytes) -> bool:
        return name in self._places

    def take(self, file: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """What a helper has put into its file, which is closed in the end. Gives what is to be kept, name and value;
        the rest is read when it is asked for."""
        at, end = 0, os.fstat(file.fileno()).st_size
        while at < end:
            kept, long, size = _HEAD.unpack(os.pread(file.fileno(), _HEAD.size, at))
            name = os.pread(file.fileno(), long, at + _HEAD.size)
            at += _HEAD.size + long
            if kept:
                yield name, os.pread(file.fileno(), size, at)
            else:
                self.drop(name)
                self._places[name] = file, at, size
                self._waiting[file] += 1
            at += size
        if not self._waiting[file]:
            file.close()

    def get(self, name: bytes) -> bytes | None:
        """The value of that name."""
        if name not in self._places:
            return None
        file, at, size = self._places[name]
        return os.pread(file.fileno(), size, at)

    def drop(self, name: bytes) -> None:
        """It has been asked for."""
        if name in self._places:
            file = self._places.pop(name)[0]
            self._waiting[file] -= 1
            if not self._waiting[file]:
                del self._waiting[file]
                file.close()

    def close(self) -> None:
        """Nobody will ask for the rest."""
        for name in list(self._places):
            self.drop(name)
