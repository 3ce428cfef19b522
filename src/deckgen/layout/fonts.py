"""Widths of text in the fonts that the theme names, shaped with HarfBuzz in their metric twins.

Browsers and office suites kern and join letters, and so does this. A character that the twin does
not have comes from a fallback font, as it does in the page; the page carries those fonts too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import uharfbuzz as harfbuzz
from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.inlines import Marks
from deckgen.themes.model import FontRole, Theme
from deckgen.themes.theme_fonts import Font
from deckgen.themes.typefaces import (
    FALLBACKS,
    FIXED_WIDTH,
    WHOLE,
    Subset,
    fallback_file,
    fixed_file,
    subsets,
    twin_file,
)

CODE_SCALE = 0.92
"""Type size of code in running text: Courier New looks larger than its neighbours."""
SCRIPT_SCALE = 0.66
"""Type size of sub- and superscripts."""
SMALL_SCALE = 0.8
SMALL_CAPS = 0.8
"""Type size of small capitals."""
MOST_WORDS = 20_000
"""That are remembered: more than any talk has, fewer than an author types who edits all day."""
EMOJI = 1.25
"""Width in em of a coloured emoji; the fonts differ by a tenth."""


class FontFile(Struct, frozen=True):
    """A file that a face draws some of its characters from."""

    path: Path
    subset: Subset | None
    """Nothing for a fallback font."""
    stretch: float = 1.0

    def has(self, char: str) -> bool:
        """True if a browser would draw `char` from this file."""
        if self.subset and not self.subset.covers(ord(char)):
            return False
        return _font(self.path).get_nominal_glyph(ord(char)) is not None


@cache
def _font(path: Path) -> harfbuzz.Font:
    return harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path))))


class Face(Struct, eq=False):
    """One face of a twin, and the fonts behind it."""

    files: tuple[FontFile, ...]
    """In the order in which a character is looked for."""
    words: dict[str, float] = field(default_factory=dict)
    """Words measured so far."""
    places: dict[str, FontFile | None] = field(default_factory=dict)
    """Characters looked for so far."""
    own: set[str] = field(default_factory=set)
    """Those that were found in the twin."""

    def width(self, text: str) -> float:
        """The width of `text` in em, on one line."""
        known = self.words.get(text)
        if known is None:
            known = sum(sum(_shaped(file, part)) for file, part in self.parts(text))
            if len(text) < 40:
                if len(self.words) > MOST_WORDS:
                    self.words.clear()
                self.words[text] = known
        return known

    def advances(self, text: str) -> tuple[float, ...]:
        """The width in em of each character of `text`; letters joined into one count as the first."""
        found: list[float] = []
        for file, part in self.parts(text):
            found += _shaped(file, part)
        return tuple(found)

    def parts(self, text: str) -> Iterator[tuple[FontFile | None, str]]:
        """`text` cut where the font changes; nothing for characters that no font here has."""
        start = 0
        current = self.file_of(text[0]) if text else None
        for position, char in enumerate(text):
            file = self.file_of(char)
            if file is not current and not _joins(char):
                if position > start:
                    yield current, text[start:position]
                start, current = position, file
        if text:
            yield current, text[start:]

    def lacks(self, text: str) -> bool:
        """True if some of `text` is not in the twin itself."""
        unknown = set(text) - self.own
        for char in unknown:
            file = self.file_of(char)
            if file is None or file.subset is None:
                return True
        self.own.update(unknown)
        return False

    def file_of(self, char: str) -> FontFile | None:
        """Where a character comes from."""
        if char not in self.places:
            files = () if _is_emoji(char) else self.files
            self.places[char] = next((file for file in files if file.has(char)), None)
        return self.places[char]


def _joins(char: str) -> bool:
    """True for marks and joiners, which are drawn with the character before them."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf")


def _is_emoji(char: str) -> bool:
    """True for what is a coloured picture unless told otherwise: the wide ones among the symbols (UAX 11)."""
    code = ord(char)
    return unicodedata.east_asian_width(char) == "W" and (code >= 0x1F000 or code < 0x2E80) and code > 0x2300


LONGEST = 20_000
"""Characters that are shaped at once: HarfBuzz takes no text without end."""


def _shaped(file: FontFile | None, text: str) -> list[float]:
    if file is None:
        return list(map(unknown_advance, text))
    if len(text) > LONGEST:
        pieces = (text[start : start + LONGEST] for start in range(0, len(text), LONGEST))
        return [advance for piece in pieces for advance in _shaped(file, piece)]
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    font = _font(file.path)
    harfbuzz.shape(font, buffer)
    found = [0.0] * len(text)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        found[info.cluster] += position.x_advance / font.face.upem * file.stretch
    return found


def unknown_advance(char: str) -> float:
    """Width in em of a character that no shipped font has, such as an ideograph or an emoji."""
    code = ord(char)
    if code < 0x20 or _joins(char):
        return 0.0
    if _is_emoji(char):
        return EMOJI
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    return EMOJI if code >= 0x1F000 else 0.62


def _files(font: Font, *, bold: bool, italic: bool) -> Iterator[FontFile]:
    """The files of one of its faces; of a font that a brand brings, the face that comes nearest."""
    if font.files:
        nearest = min(font.files, key=lambda file: 2 * (file.bold != bold) + (file.italic != italic))
        yield FontFile(Path(nearest.path), WHOLE)
        return
    for subset in subsets(font.twin):
        yield FontFile(twin_file(font.twin, subset.name, bold=bold, italic=italic), subset, font.stretch)


def _as_wide(fixed: FontFile, own: Sequence[FontFile]) -> FontFile:
    """A font of fixed width whose letters are as wide as those of another one."""
    wanted = next((_shaped(file, "0")[0] for file in own if file.has("0")), FIXED_WIDTH)
    return replace(fixed, stretch=wanted / FIXED_WIDTH)


class Fonts(Struct, frozen=True, eq=False):
    """The faces of a theme, loaded when first asked for."""

    theme: Theme
    faces: dict[tuple[str, bool, bool], Face] = field(default_factory=dict)

    def face(self, role: FontRole, *, bold: bool = False, italic: bool = False) -> Face:
        """The face of a role, in one of its four styles."""
        font = self.theme.fonts[role]
        name = (font.family, bold, italic)
        found = self.faces.get(name)
        if found is None:
            own = [*_files(font, bold=bold, italic=italic)]
            behind = [FontFile(fallback_file(family, bold=bold), None) for family in FALLBACKS]
            if role == "mono" and (fixed := fixed_file(bold=bold)):
                behind.insert(0, _as_wide(FontFile(fixed, None), own))
            found = self.faces[name] = Face((*own, *behind))
        return found

    def foreign(self, text: str, role: FontRole) -> bool:
        """True if some of `text` is not in the theme's font."""
        return not text.isascii() and self.face(role).lacks(text.replace("\n", ""))

    def of(self, marks: Marks, role: FontRole, *, bold: bool) -> tuple[Face, float]:
        """The face of a run, and its type size relative to the paragraph's."""
        family: FontRole = "mono" if marks.code or marks.keyboard else role
        face = self.face(family, bold=marks.bold or bold, italic=marks.italic)
        return face, run_scale(marks)


def run_scale(marks: Marks) -> float:
    """A run's type size over its paragraph's."""
    scale = CODE_SCALE if marks.code or marks.keyboard else 1.0
    if marks.small:
        scale *= SMALL_SCALE
    return scale * marks.scale
