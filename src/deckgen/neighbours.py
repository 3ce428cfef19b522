"""What stands beside a deck and may tell whose it is: files at the project's root, packages that it needs."""

from __future__ import annotations

import os
from collections.abc import Sequence

from deckgen.project_files import FileError, ProjectFiles

LARGEST = 1_000_000
"""Bytes of a `package.json`."""
_GROUPS = ("dependencies", "devDependencies")


def neighbours(files: ProjectFiles, names: Sequence[str]) -> frozenset[str]:
    """Which of `names` stand in the deck's folder or at its project's root, and the packages that a `package.json`
    there asks for."""
    folders = dict.fromkeys((files.folder, files.root))
    places = {os.path.join(folder, name): name for folder in folders for name in (*names, "package.json")}
    files.asked.update(dict.fromkeys(places))
    found = {name for place, name in places.items() if name in names and os.path.exists(place)}
    for path in (folder / "package.json" for folder in folders):
        if path.is_file() and files.may_read(path):
            try:
                import json

                described = json.loads(files.read(path, path.name, LARGEST))
            except (FileError, ValueError, RecursionError):
                continue
            found |= _packages(described)
    return frozenset(found)


def _packages(described: object) -> set[str]:
    groups = [described.get(name) for name in _GROUPS] if isinstance(described, dict) else []
    return {str(name) for group in groups if isinstance(group, dict) for name in group}
