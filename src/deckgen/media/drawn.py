"""SVG → PNG in a process of its own: a drawing that never ends, or wants all memory, ends with that process.

The program below is run by the same Python with nothing but resvg, so that it starts in some 30 ms.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

TIME = 4.0
"""Seconds for one drawing."""
MEMORY = 1_500_000_000
"""Bytes."""
_PROGRAM = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, ValueError, OSError):
    pass
sys.path.insert(0, sys.argv[1])
import resvg_py
text = sys.stdin.buffer.read().decode("utf-8")
height = int(sys.argv[3]) or None
png = bytes(resvg_py.svg_to_bytes(svg_string=text, width=int(sys.argv[2]), height=height, dpi=96.0))
sys.stdout.buffer.write(png)
"""
_HARD = re.compile(
    r"<(?:filter|fe[A-Z]|pattern|mask|use|image|marker|foreignObject|style)\b|<!ENTITY|stroke-dash"
)
_TAME_LENGTH = 60_000
_TAME_ELEMENTS = 1_500


class DrawingError(Exception):
    """Why there is no picture, in words for the drawing's author."""


def draw_svg(text: str, width: int, height: int) -> bytes:
    """The drawing as PNG, `width` × `height` pixels (0 for as high as it is). Raises `DrawingError`."""
    if height and _is_tame(text):
        import resvg_py

        try:
            return bytes(resvg_py.svg_to_bytes(svg_string=text, width=width, height=height or None, dpi=96.0))
        except Exception as error:  # resvg raises its own kinds for every way to be wrong
            raise DrawingError("it is not an SVG image that can be drawn") from error
    return _elsewhere(text, width, height)


def _is_tame(text: str) -> bool:
    """True for a drawing of a few plain shapes, which takes no time worth a process."""
    return len(text) < _TAME_LENGTH and text.count("<") < _TAME_ELEMENTS and not _HARD.search(text)


def _elsewhere(text: str, width: int, height: int) -> bytes:
    import importlib.util

    found = importlib.util.find_spec("resvg_py")
    folder = str(Path(found.origin).parent.parent) if found and found.origin else ""
    program = _PROGRAM.format(memory=MEMORY, seconds=round(TIME) + 1)
    command = [sys.executable, "-I", "-S", "-c", program, folder, str(width), str(height)]
    environment = {name: os.environ[name] for name in ("SYSTEMROOT", "HOME", "PATH") if name in os.environ}
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, timeout=TIME, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DrawingError(f"drawing it takes more than {TIME:g} s") from error
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        ended = done.returncode < 0 or b"memory" in done.stderr.lower()
        raise DrawingError(
            "drawing it takes more time or memory than there is" if ended
            else "it is not an SVG image that can be drawn"
        )  # fmt: skip
    return done.stdout
