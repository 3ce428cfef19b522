"""Where a brand's file lies, and the fonts that it brings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from deckgen.code_fences import fenced
from deckgen.diagnostics import Diagnostic, Warned, nearest
from deckgen.memory import Memory
from deckgen.model import fingerprint
from deckgen.patterns import regex
from deckgen.project_files import FileError, ProjectFiles
from deckgen.source import Source, Span
from deckgen.themes.brand import Brand, read_brand
from deckgen.themes.colors import is_dark
from deckgen.themes.model import FontRole, Theme
from deckgen.themes.theme_fonts import SFNT, TWINS, FaceFile, Font, own_font

NAMES = ("_brand.yml", "_brand.yaml", "_brand/_brand.yml", "brand/_brand.yml")
"""Beside the deck, or in a folder above it that is still its project's."""


class Branding(Struct, frozen=True, eq=False):
    """A brand, the file that it stands in, and what may be read for it."""

    brand: Brand
    source: Source
    folder: Path
    files: ProjectFiles

    @property
    def mode(self) -> str:
        """`dark` or `light`, as its background is; nothing where it has none."""
        ground = self.brand.colors.get("background")
        if ground is None or ground.light != ground.dark:
            return ""
        return "dark" if is_dark(ground.light) else "light"

    def logo(self, theme: Theme) -> str:
        """The path of the logo for the theme's ground, from the deck's folder; nothing if there is none."""
        path = self.brand.logo[is_dark(theme.color("ground"))]
        return os.path.relpath(self.folder / path, self.files.folder) if path else ""


_WANTED = regex(r"(?:color|background|fill)\s*[=:]\s*[\"']?(?:var\(--)?(brand-[\w-]+)")


def unknown_colors(source: Source, branding: Branding | None) -> Iterator[Diagnostic]:
    """The brand's colours that a deck wants and the brand does not have."""
    if "brand-" not in source.text:
        return
    brand = branding.brand if branding else Brand()
    names = [f"brand-{name}" for name in (*brand.palette, *brand.colors)]
    for number, (line, fence) in enumerate(zip(source.lines, fenced(source.lines), strict=True), 1):
        if fence or "brand-" not in line:
            continue
        line = re.sub(r"`[^`]*`", lambda code: " " * len(code[0]), line)
        for match in _WANTED.finditer(line):
            if match[1] not in names:
                hint = nearest(match[1], names) if branding else "put a `_brand.yml` beside the deck"
                span = Span(number, match.start(1) + 1, length=len(match[1]))
                yield Diagnostic("no-such-color", "warning", f"there is no colour `{match[1]}`", span, hint)


def find_brand(said: str, files: ProjectFiles, memory: Memory) -> Warned[Branding | None]:
    """The brand that a deck names (`brand: FILE`), or the one that lies beside it or above; none for `brand: false`."""
    if said.lower() in ("false", "none", "no"):
        return Warned(None)
    said = "" if said.lower() in ("true", "yes") else said
    for name in (said,) if said else NAMES:
        try:
            path, text = files.text(name)
        except FileError as error:
            if said or not str(error).startswith("there is no file"):
                return Warned(None, (Diagnostic("brand", "warning", str(error), Span(1), error.hint),))
            continue
        source = Source.from_text(str(path), text)
        brand = memory.remember("brand", (str(path), text), Warned[Brand], lambda: read_brand(source))  # noqa: B023
        return Warned(Branding(brand.value, source, path.parent, files), brand.found, (str(path),))
    return Warned(None)


def brand_fonts(branding: Branding) -> Warned[Mapping[FontRole, Font]]:
    """The brand's fonts that can be measured: those that it brings, and those of which there is an open twin."""
    fonts: dict[FontRole, Font] = {}
    found: list[Diagnostic] = []
    said = set[str]()
    for role, (family, span) in branding.brand.families.items():
        faces = tuple(_faces(branding, family, found))
        if own := own_font(family, faces):
            fonts[role] = own
        elif twin := TWINS.get(family.lower()):
            fonts[role] = Font(family, twin)
        elif family not in said:
            said.add(family)
            hint = "bring its files: `fonts: [{family: …, source: file, files: [{path: ….ttf}]}]`"
            message = f"`{family}` can't be measured here: the theme's own font is used"
            found.append(Diagnostic("brand", "warning", message, span, hint, branding.source))
    read = tuple(file.path for font in fonts.values() for file in font.files)
    return Warned(fonts, tuple(found), read)


def can_be_drawn(data: bytes) -> bool:
    """True for a font with the letters of English, whose widths and outlines can be had."""
    import uharfbuzz as harfbuzz

    try:
        face = harfbuzz.Face(harfbuzz.Blob(data))
        font = harfbuzz.Font(face)
        wanted = harfbuzz.SubsetInput()
        wanted.unicode_set.update(map(ord, "Aaenx019 "))
        letters = all(font.get_nominal_glyph(ord(letter)) for letter in "Aaenx")
        return letters and face.upem > 0 and len(harfbuzz.subset(face, wanted).blob.data) > 0
    except (RuntimeError, ValueError, MemoryError):
        return False


def _faces(branding: Branding, family: str, found: list[Diagnostic]) -> Iterator[FaceFile]:
    for file in branding.brand.files.get(family, ()):
        try:
            path = branding.files.find(file.path, (branding.folder,))
            data = branding.files.read(path, file.path)
            if path.suffix.lower() not in SFNT or data[:4] not in _SIGNS or not can_be_drawn(data):
                raise FileError(f"`{file.path}` is no TrueType or OpenType font", "bring it as .ttf or .otf")
            yield FaceFile(str(path), file.bold, file.italic, fingerprint(data))
        except FileError as error:
            found.append(Diagnostic("brand", "warning", str(error), file.span, error.hint, branding.source))


_SIGNS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
"""How font files begin (OpenType 1.9, “Organization of an OpenType font”)."""
