"""LibreOffice, where it is on the machine: files of other programs as ones that can be read."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SECONDS = 180


def find_office() -> str:
    """The program; nothing where there is none."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), "")
    return found or next((place for place in _PLACES if Path(place).is_file()), "")


def converted(data: bytes, ending: str, to: str) -> bytes | None:
    """A file's bytes in another format; None if LibreOffice is missing or can't. Its macros are not run: it opens files
    without any in the mode that `--convert-to` has."""
    program = find_office()
    if not program:
        return None
    with tempfile.TemporaryDirectory(prefix="deckgen-") as folder:
        source = Path(folder) / f"file.{ending or 'bin'}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--norestore",
            "--convert-to",
            to,
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
            return source.with_suffix(f".{to}").read_bytes()
        except (OSError, subprocess.SubprocessError):
            return None
