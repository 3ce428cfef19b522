"""What files hold, told by a hash: which of the things that steps have read are what they were."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Mapping

from deckgen.model import fingerprint

SETTLED = 2_000_000_000
"""Nanoseconds after which a file with the same times and size surely is the same: no file system is coarser."""


class FileStates:
    """Hashes of files, looked at again only where they may have changed."""

    def __init__(self, given: Mapping[str, bytes] = {}) -> None:
        self.given = given
        """What some hold by their absolute paths, whatever is there now."""
        self._known: dict[str, tuple[tuple[int, ...], int, str]] = {}

    def __call__(self, name: str) -> str:
        """The hash of a file's content, of the names in a folder; nothing for what is not there."""
        if self.given and (given := self.given.get(os.path.abspath(name))) is not None:
            return fingerprint(given)
        try:
            state = os.stat(name)
            if stat.S_ISDIR(state.st_mode):
                return fingerprint("\n".join(sorted(os.listdir(name))).encode("utf-8", "surrogateescape"))
            if not stat.S_ISREG(state.st_mode):
                return "-"
            # Nobody sets the time of a file's last change of state, but the system.
            signs = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
            known = self._known.get(name)
            if known is not None and known[0] == signs and known[1] - max(signs[:2]) > SETTLED:
                return known[2]
            now = time.time_ns()
            with open(name, "rb") as file:
                found = fingerprint(file.read())
        except (OSError, ValueError):
            return ""
        self._known[name] = (signs, now, found)
        return found
