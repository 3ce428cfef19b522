"""Whose programs may run: those of folders that the person at this machine has said so of, as they were then.

What is trusted is kept with the user's settings, never in a deck's own folder: a deck can't trust itself.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from deckgen.model import fingerprint

MOST_PROGRAMS = 500
_SKIPPED = frozenset(("node_modules", "__pycache__", "build", "dist", "venv", "site-packages"))


def trusted_state(root: Path) -> Literal["yes", "no", "changed"]:
    """Whether the programs below `root` may run; `changed` if they are not what they were when they were trusted."""
    known = _read().get(str(root.resolve()))
    if known is None:
        return "no"
    return "yes" if known == programs_digest(root) else "changed"


def trust(folder: Path) -> None:
    """Let the programs below `folder` run, as they are now. Raises `OSError` if that can't be written down."""
    path = _path()
    known = {**_read(), str(folder.resolve()): programs_digest(folder)}
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
    temporary.replace(path)


def distrust(folder: Path) -> bool:
    """Take it back; True if `folder` was trusted."""
    known = _read()
    if known.pop(str(folder.resolve()), None) is None:
        return False
    _path().write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
    return True


def programs(folder: Path) -> list[Path]:
    """The Python files below `folder`, in order."""
    return sorted(_programs(folder))[:MOST_PROGRAMS]


def programs_digest(folder: Path) -> str:
    """Names and contents of the programs below `folder`, as a fingerprint."""
    rows = []
    for path in programs(folder):
        with contextlib.suppress(OSError):
            rows.append(f"{path.relative_to(folder)} {fingerprint(path.read_bytes())}")
    return fingerprint("\n".join(rows).encode("utf-8", "surrogateescape"))


def _programs(folder: Path) -> Iterator[Path]:
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _SKIPPED]
        yield from (Path(where) / name for name in files if name.endswith(".py"))


def _path() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(os.environ.get("DECKGEN_CONFIG") or Path(base) / "deckgen") / "trusted.json"


def _read() -> dict[str, str]:
    try:
        found = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
