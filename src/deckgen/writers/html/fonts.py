"""The fonts that travel inside the page: only the faces and subsets that its text uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from deckgen.deck.maths import Formula, MathNode, styled
from deckgen.layout.fonts import Fonts
from deckgen.layout.maths import MATH_FONT
from deckgen.layout.maths import italic as in_italics
from deckgen.layout.model import BASELINE, LINE_HEIGHT
from deckgen.model import Content
from deckgen.themes.model import Theme
from deckgen.themes.typefaces import (
    FALLBACK_FAMILY,
    FIXED_FAMILY,
    WHOLE,
    fallback_file,
    fixed_file,
    subsets,
    twin_file,
)
from deckgen.writers.html.addresses import data_uri
from deckgen.writers.html.font_needs import FaceUse, FontNeeds

"""The family of all the fonts that stand behind the twins."""


def font_style(needs: FontNeeds, theme: Theme) -> str:
    """The style sheet with the fonts of a page."""
    return "\n".join([*font_faces(needs.characters, needs.faces, Fonts(theme)), *math_face(needs.maths)])


def font_faces(characters: Iterable[str], faces: Iterable[FaceUse], fonts: Fonts) -> Iterator[str]:
    """`@font-face` rules: of the twins the subsets that `characters` need, of other fonts just those."""
    used = sorted(characters)
    behind: dict[tuple[str, Path, int, float], set[str]] = {}
    twins = {(fonts.theme.fonts[face.role].family, face.bold, face.italic): face for face in faces}
    for (family, bold, italic), use in sorted(twins.items()):
        twin, stretch = fonts.theme.fonts[use.role].twin, fonts.theme.fonts[use.role].stretch
        face = fonts.face(use.role, bold=bold, italic=italic)
        weight = 700 if bold else 400
        sources = {char: file for char in used if (file := face.file_of(char)) is not None}
        needed = {file.subset.name for file in sources.values() if file.subset}
        style = "italic" if italic else "normal"
        own = {char: file.path for char, file in sources.items() if file.subset == WHOLE}
        if own:
            yield _rule(
                family, weight, style, _only(next(iter(own.values())), own), "ttf", WHOLE.unicode_range
            )
        for subset in subsets(twin) if not own else ():
            if subset.name in needed:
                path = twin_file(twin, subset.name, bold=bold, italic=italic, kind="woff2")
                yield _rule(family, weight, style, path.read_bytes(), "woff2", subset.unicode_range, stretch)
        for char, source in sources.items():
            if source.subset is None:
                name = FIXED_FAMILY if source.path == fixed_file(bold=bold) else FALLBACK_FAMILY
                behind.setdefault((name, source.path, weight, source.stretch), set()).add(char)
    for (name, fallback, weight, stretch), chars in sorted(behind.items()):
        ranges = ",".join(f"U+{ord(char):04X}" for char in sorted(chars))
        yield _rule(name, weight, "normal", _only(fallback, chars), "ttf", ranges, stretch)


def math_face(used: Iterable[str]) -> Iterator[str]:
    """The font of formulas, with the characters `used` and all sizes of those that grow."""
    if used:
        path = fallback_file(MATH_FONT, bold=False)
        uri = data_uri(Content.of(_only(path, used)), "font/ttf")
        yield f"@font-face{{font-family:{MATH_FAMILY};src:url({uri}) format('truetype')}}"


def math_characters(formulas: Iterable[Formula]) -> set[str]:
    """The characters of formulas."""
    used: set[str] = set()
    for formula in formulas:
        _collect(formula.root, used)
    return used


def _collect(node: MathNode, used: set[str]) -> None:
    text = styled(node.text, node.variant)
    used.update(text, in_italics(text))
    used.update(_GROWING)
    for child in node.children:
        _collect(child, used)


MATH_FAMILY = "deckgen-math"
_GROWING = "√()[]{}|‖⟨⟩0123456789′ "


def _only(path: Path, characters: Iterable[str]) -> bytes:
    """The font with no more than `characters` in it."""
    import uharfbuzz as harfbuzz

    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path)))
    try:
        return bytes(harfbuzz.subset(face, wanted).blob.data)
    except RuntimeError:  # a font that a brand brings may be damaged somewhere
        return path.read_bytes()


def _rule(
    family: str, weight: int, style: str, data: bytes, kind: str, ranges: str, stretch: float = 1.0
) -> str:
    """A face that sits in its line as the layout has it, whatever ascent and descent it declares."""
    line = [f"{round(100 * share / stretch, 2):g}%" for share in (BASELINE, LINE_HEIGHT - BASELINE)]
    wide = f"size-adjust:{stretch:.2%};" if stretch != 1.0 else ""
    uri = data_uri(Content.of(data), f"font/{kind}")
    form = "truetype" if kind == "ttf" else kind
    return (
        f"@font-face{{font-family:{family};font-weight:{weight};font-style:{style};"
        f"{wide}ascent-override:{line[0]};descent-override:{line[1]};line-gap-override:0%;"
        f"src:url({uri}) format('{form}');unicode-range:{ranges}}}"
    )
