"""What git has of a file. It reads, and runs nothing that the project says."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from deckgen.errors import DeckgenError
from deckgen.source_files import LARGEST, printable

_SECONDS = 60


def blob(path: Path, revision: str) -> bytes:
    """A file as a revision has it. Raises `DeckgenError`."""
    if not revision or revision.startswith("-"):
        raise DeckgenError(f"`{revision}` is no revision")
    done = _git(path, "cat-file", "blob", f"{revision}:./{path.name}")
    if done is None:
        raise DeckgenError(f"git is not here, and there is no file {path}@{revision}")
    if done.returncode or len(done.stdout) > LARGEST:
        said = printable(done.stderr.decode("utf-8", "replace")).strip().removeprefix("fatal: ")
        raise DeckgenError(f"git has no {path}@{revision}: {said}")
    return done.stdout


def history(path: Path, most: int) -> Iterator[str]:
    """A file's text in the last revisions in which it changed, the newest first; nothing where git knows none."""
    done = _git(path, "rev-list", f"--max-count={most}", "HEAD", "--", path.name)
    for revision in done.stdout.decode("ascii", "replace").split() if done and not done.returncode else ():
        try:
            yield blob(path, revision).decode("utf-8-sig")
        except (DeckgenError, UnicodeDecodeError):
            continue


def _git(path: Path, *words: str) -> subprocess.CompletedProcess[bytes] | None:
    program = shutil.which("git")
    if program is None:
        return None
    try:
        command = [program, "-C", str(path.parent), "-c", "core.fsmonitor=false", *words]
        return subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
