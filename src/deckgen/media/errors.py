"""Why a picture is not shown."""

from __future__ import annotations

from deckgen.project_files import FileError


class CannotShowError(FileError):
    """Why a file can't be shown."""
