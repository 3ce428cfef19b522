"""Fonts of this machine, for templates that name one which deckgen has not."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.model import fingerprint
from deckgen.themes.brand_files import can_be_drawn
from deckgen.themes.model import Theme
from deckgen.themes.theme_fonts import SFNT, FaceFile, Font, own_font

_SECONDS = 10
_RESTRICTED = 0x2
"""`fsType`: the font must not travel in a document (OpenType 1.9, `OS/2`)."""


def with_machine_fonts(theme: Theme) -> Theme:
    """The theme, each of its fonts that another stands in for as this machine has it, if it does."""
    fonts = {role: _found(font) if font.stands_in else font for role, font in theme.fonts.items()}
    if fonts == theme.fonts:
        return theme
    return replace(theme, fonts=fonts, digest=fingerprint(theme.digest.encode() + encode(fonts)))


def _found(font: Font) -> Font:
    return own_font(font.name, _files(font.name)) or font


@cache
def _files(family: str) -> tuple[FaceFile, ...]:
    program = shutil.which("fc-list")
    if program is None or any(char in family for char in ":,-\\"):
        return ()
    command = [program, f":family={family}", "--format", "%{file}\t%{family}\t%{style}\n"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(_faces(done.stdout, family))


def _faces(listed: str, family: str) -> Iterator[FaceFile]:
    seen = set()
    for line in sorted(listed.splitlines()):
        file, names, styles = [*line.split("\t"), "", ""][:3]
        path, style = Path(file), styles.lower().split(",")[0]
        look = ("bold" in style and "semi" not in style, "italic" in style or "oblique" in style)
        plain = style in ("regular", "book", "normal", "roman", "") or any(look)
        same = family.casefold() in (name.strip().casefold() for name in names.split(","))
        if not (same and plain) or look in seen or path.suffix.lower() not in SFNT:
            continue
        data = path.read_bytes()
        if _may_travel(data) and can_be_drawn(data):
            seen.add(look)
            yield FaceFile(str(path), look[0], look[1], fingerprint(data))


def _may_travel(data: bytes) -> bool:
    """True unless the font itself forbids that it is embedded."""
    import uharfbuzz as harfbuzz

    table = harfbuzz.Face(harfbuzz.Blob(data)).reference_table("OS/2").data
    return len(table) < 10 or int.from_bytes(table[8:10], "big") & 0xF != _RESTRICTED
