"""SVG → PNG in a process of its own: a drawing that never ends, or wants all memory, ends with that process."""

from __future__ import annotations

import re

from deckgen.bounded import OutOfBoundsError, run_bounded
from deckgen.patterns import regex

TIME = 3.0
"""Seconds for one drawing."""
MEMORY = 1_500_000_000
"""Bytes."""
_PROGRAM = """
import sys
import resvg_py
text = sys.stdin.buffer.read().decode("utf-8")
height = int(sys.argv[3]) or None
png = bytes(resvg_py.svg_to_bytes(svg_string=text, width=int(sys.argv[2]), height=height, dpi=96.0))
sys.stdout.buffer.write(png)
"""
_HARD = regex(r"<(?:(?:filter|fe[A-Z]|pattern|mask|use|image|marker|foreignObject|style)\b|!ENTITY)")
_TAME_LENGTH = 60_000
_TAME_ELEMENTS = 1_500
_TAME_DEPTH = 40
"""resvg calls itself for each level, and the process ends where the stack does."""


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


def may_not_end(text: str) -> bool:
    """True for a drawing of which a few words may stand for any amount of work."""
    return "stroke-dash" in text or _HARD.search(text) is not None


def _is_tame(text: str) -> bool:
    """True for a drawing of a few plain shapes, which takes no time worth a process."""
    few = len(text) < _TAME_LENGTH and text.count("<") < _TAME_ELEMENTS
    return few and not may_not_end(text) and _depth(text) < _TAME_DEPTH


def _depth(text: str) -> int:
    """How deep its elements are nested."""
    now = deepest = 0
    for closing, empty in re.findall(r"<(/?)[A-Za-z][^>]*?(/?)>", text):
        now += 0 if empty else -1 if closing else 1
        deepest = max(deepest, now)
    return deepest


def _elsewhere(text: str, width: int, height: int) -> bytes:
    arguments = (str(width), str(height))
    try:
        done = run_bounded(
            _PROGRAM, text.encode(), ("resvg_py",), memory=MEMORY, seconds=TIME, arguments=arguments
        )
    except OutOfBoundsError as error:
        raise DrawingError(f"drawing it takes more than {TIME:g} s") from error
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        ended = done.returncode < 0 or b"memory" in done.stderr.lower()
        raise DrawingError(
            "drawing it takes more time or memory than there is" if ended
            else "it is not an SVG image that can be drawn"
        )  # fmt: skip
    return done.stdout
