"""Finding a theme by name, folder or file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.diagnostics import Diagnostic, Warned, nearest
from deckgen.memory import Memory
from deckgen.model import fingerprint
from deckgen.plugins import THEMES, names, plugin
from deckgen.project_files import ProjectFiles
from deckgen.resources import DEFAULT_THEME, shipped
from deckgen.source import Source, Span
from deckgen.themes.model import Scheme, TemplateError, Theme
from deckgen.themes.theme_fonts import MOST_FONTS

if TYPE_CHECKING:
    from deckgen.themes.brand_files import Branding
    from deckgen.themes.options import Where

MODES = ("light", "dark")
SUFFIXES = (".pptx", ".potx", ".thmx", ".pptm", ".potm")
"""Of templates."""
LARGEST = 200_000
"""Characters of a `theme.toml`."""


def theme_names() -> tuple[str, ...]:
    """The themes that come with deckgen."""
    return tuple(sorted(path.parent.name for path in shipped("templates").glob("*/theme.pptx")))


def _ours(wanted: str, mode: str) -> Path | None:
    """The template of a theme of ours: `board`, or `board-dark`, which says its mode itself."""
    name, _, said = (wanted or DEFAULT_THEME).rpartition("-")
    if not name or said not in MODES:
        name, said = wanted or DEFAULT_THEME, mode
    if (
        not re.fullmatch(r"\w{1,60}", name)
        or not (path := shipped("templates", name, "theme.pptx")).is_file()
    ):
        return None
    return in_mode(path, said)


def modes_of(name: str) -> tuple[str, ...]:
    """A theme of ours in all its faces, the one that it has without being asked first."""
    others = [mode for mode in MODES if shipped("templates", name, f"theme-{mode}.pptx").is_file()]
    return (name, *(f"{name}-{mode}" for mode in others))


def in_mode(template: Path, mode: str) -> Path:
    """The template beside it that is made for that mode, if there is one: `theme-dark.pptx`."""
    other = template.with_stem(f"{template.stem}-{mode}")
    return other if mode in MODES and other.is_file() else template


class Theirs(Struct, frozen=True):
    """A theme that a deck names, not the person who builds it."""

    files: ProjectFiles
    foreign: bool = False
    """It may well be one of another tool's."""


_STYLES = (".json", ".css", ".scss", ".sass", ".less", ".yaml", ".yml", ".sty")
"""Of files with looks for other tools."""


def find_theme(
    wanted: str, theirs: Theirs | None, memory: Memory, span: Span | None = None, mode: str = ""
) -> tuple[Path | None, Diagnostic | None]:
    """The template's path for a name, a folder with a `theme.pptx`, a .pptx or .potx file, or a package's name, in that
    mode where there are several; None and a diagnostic if there is none.

    A deck written for another tool names that tool's theme: it is still a deck, and has ours.
    """
    if ours := _ours(wanted, mode):
        return ours, None
    hint = nearest(wanted, (*theme_names(), *names(THEMES, memory)))
    if theirs and wanted.lower().endswith(_STYLES):
        message = f"`{wanted}` is the look of another tool: deckgen's own theme is shown"
        return _ours("", mode), Diagnostic("foreign-theme", "warning", message, span, hint)
    base = theirs.files.folder if theirs else Path()
    try:
        for path in (base / wanted / "theme.pptx", base / wanted):
            if path.is_file():
                if theirs and not theirs.files.may_read(path):
                    message = f"the theme `{wanted}` lies outside the project"
                    hint = "copy it there, or allow its folder with `--allow DIR`"
                    return None, Diagnostic("unknown-theme", "error", message, span, hint)
                return in_mode(path, mode), None
    except OSError as error:
        message = f"the theme `{wanted}` can't be read: {error.strerror}"
        return None, Diagnostic("unknown-theme", "error", message, span)
    package = plugin(THEMES, wanted, ModuleType, memory, span)
    if package.found:
        return None, package.found[0]
    if package.value is not None and package.value.__file__:
        return in_mode(Path(package.value.__file__).with_name("theme.pptx"), mode), None
    is_file = wanted.lower().endswith(SUFFIXES)
    message = f"there is no {'file' if is_file else 'theme'} `{wanted}`"
    if theirs and theirs.foreign and not is_file:
        return _ours("", mode), Diagnostic(
            "foreign-theme", "note", f"{message} here: it is another tool's", span
        )
    return None, Diagnostic("unknown-theme", "error", message, span, hint)


def load_theme(
    wanted: str,
    source: Source,
    memory: Memory,
    theirs: Theirs | None = None,
    options: Mapping[str, object] = {},
    mode: str = "",
    branding: Branding | None = None,
    shape: float = 0.0,
) -> Warned[Theme | None]:
    """The theme by name, folder or file; None and a diagnostic if there is none: no deck is shown in another's look.

    `theirs` says that the deck itself names it, and what it may read; the diagnostic then points there. Its tokens are
    what follows from the template, what a `theme.toml` beside it says, what a brand does, and the deck's own `options`,
    in that order. A template that is named by its file is a house's own, and keeps its colours and the shape of its
    slides; others have the `shape` (width over height) that is asked for.
    """
    if wanted.lower().endswith(SUFFIXES):
        branding = None
    mode = mode or (branding.mode if branding else "")
    lines = enumerate(source.lines[:60], 1) if theirs else ()
    span = next((Span(number) for number, line in lines if line.startswith("theme:")), None)
    path, problem = find_theme(wanted, theirs, memory, span, mode)
    trouble = (problem,) if problem else ()
    base = theirs.files.folder if theirs else Path()
    own = _ours(wanted, "") is not None
    asked = () if own else (str(base / wanted / "theme.pptx"), str(base / wanted))
    if path is None:
        return Warned(None, trouble, asked)
    if not own:
        asked = (*asked, *map(str, (*_beside(path), *_faces(path, mode))))
    lies_there = any(path == Path(each) for each in asked[:2])
    refined = _refinements(path, theirs, is_installed=own or not lies_there)
    is_ours = own or path == _ours("", mode)  # ours stands in for another tool's

    try:
        theme = _read(path, wanted or DEFAULT_THEME, refined, memory, shape if is_ours else 0.0)
    except Exception as error:
        if not isinstance(error, TemplateError | OSError):
            raise
        said = f"{path} can't be read: {error.strerror}" if isinstance(error, OSError) else str(error)
        hint = "save it again from PowerPoint as .pptx or .potx"
        return Warned(None, (*trouble, Diagnostic("broken-theme", "error", said, span, hint)), asked)
    if any(font.stands_in for font in theme.value.fonts.values()):
        from deckgen.themes.machine_fonts import with_machine_fonts

        theme = replace(theme, value=with_machine_fonts(theme.value))
        asked = (*asked, *(file.path for font in theme.value.fonts.values() for file in font.files))
    found = (*trouble, *theme.found, *_left_out(theme.value, span), *_of_another_shape(theme.value, shape))
    if branding is not None:
        theme = _branded(theme.value, branding, memory)
        found, asked = (*found, *theme.found), (*asked, *theme.read)
    if not options:
        return Warned(theme.value, found, asked)
    from deckgen.themes.options import place_in

    head = list(source.lines[: _head(source)])
    chosen = with_tokens(theme.value, options, place_in(head, "{}:"))
    return Warned(chosen.value, (*found, *chosen.found), asked)


def _read(path: Path, name: str, refined: Sequence[Source], memory: Memory, shape: float) -> Warned[Theme]:
    """The template with what its `theme.toml`s say. Raises `TemplateError` and `OSError`."""

    def now() -> Warned[Theme]:
        from deckgen.themes.options import read_options
        from deckgen.themes.overruled import layouts_wanted
        from deckgen.themes.template import read_template

        wanted = {
            kind: name for each in refined for kind, name in layouts_wanted(read_options(each).value).items()
        }
        theme = Warned(read_template(path, name, Scheme(shape=shape) if shape else None, wanted))
        for source in refined:
            done = refined_by(theme.value, source)
            theme = Warned(done.value, (*theme.found, *done.found))
        return theme

    known = (
        fingerprint(path.read_bytes()),
        f"{shape}",
        *_font_files(path.with_name("fonts")),
        *(fingerprint("\n".join(each.lines).encode()) for each in refined),
    )
    return memory.remember("theme", (str(path), *known), Warned[Theme], now)


def _font_files(folder: Path) -> Iterator[str]:
    """What tells the fonts beside a template from others."""
    try:
        for path in sorted(folder.iterdir())[:MOST_FONTS]:
            state = path.stat()
            yield f"{path.name} {state.st_size} {state.st_mtime_ns}"
    except OSError:
        return


def _branded(theme: Theme, branding: Branding, memory: Memory) -> Warned[Theme]:
    from deckgen.themes.brand_files import brand_fonts

    fonts = brand_fonts(branding)

    def now() -> Warned[Theme]:
        from deckgen.themes.branding import with_brand

        return with_brand(theme, branding, fonts.value)

    key = (theme.digest, branding.source.path, encode((branding.brand, fonts.value)))
    done = memory.remember("branded", key, Warned[Theme], now)
    return Warned(done.value, (*fonts.found, *done.found), fonts.read)


def _head(source: Source) -> int:
    """How many lines the front matter can have."""
    return next((n for n, line in enumerate(source.lines[1:], 2) if line.rstrip() in ("---", "...")), 0)


def _beside(template: Path) -> tuple[Path, ...]:
    """Files that may refine a template: what holds for all modes, then its own."""
    return tuple(dict.fromkeys((template.with_name("theme.toml"), template.with_suffix(".toml"))))


def _faces(template: Path, mode: str) -> tuple[Path, ...]:
    """The template that is taken for a mode, and the one that would be if it were there."""
    other = template.with_stem(f"{template.stem}-{mode}")
    return (template, other) if mode in MODES and not template.stem.endswith(f"-{mode}") else (template,)


def _refinements(template: Path, theirs: Theirs | None, *, is_installed: bool) -> tuple[Source, ...]:
    """The text of the `theme.toml` beside a template, and of its own, if they are there and may be read."""
    found = []
    for path in _beside(template):
        try:
            if path.is_file() and (theirs is None or is_installed or theirs.files.may_read(path)):
                text = path.read_bytes()[: 2 * LARGEST].decode("utf-8-sig", "replace")
                found.append(Source.from_text(str(path), text))
        except OSError:
            continue
    return tuple(found)


def refined_by(theme: Theme, source: Source) -> Warned[Theme]:
    """The theme with what its `theme.toml` says."""
    from deckgen.themes.options import place_in, read_options
    from deckgen.themes.overruled import as_tokens, layout_faults

    options = read_options(source)
    where = place_in(list(source.lines), "[{}]")
    faults = layout_faults(options.value, [each.name for each in theme.every], where, source)
    done = with_tokens(theme, as_tokens(options.value, theme.palette), where, source)
    return Warned(done.value, (*options.found, *faults, *done.found))


def with_tokens(
    theme: Theme, options: Mapping[str, object], where: Where, source: Source | None = None
) -> Warned[Theme]:
    """The theme with some of its tokens exchanged."""
    from deckgen.themes.colors import roles_of
    from deckgen.themes.options import with_options

    done = with_options(theme.tokens, options, theme.palette, where, source)
    roles = roles_of(done.value.colors, theme.palette)
    digest = fingerprint(theme.digest.encode() + encode(done.value))
    return Warned(replace(theme, tokens=done.value, roles=roles, digest=digest), done.found)


def _of_another_shape(theme: Theme, shape: float) -> Iterator[Diagnostic]:
    """Where a deck wants slides that its own template has not."""
    if shape and abs(theme.width / theme.height - shape) > 0.02:
        message = (
            f"the template's slides are {theme.width:g} × {theme.height:g} pt, not as the deck wants them"
        )
        yield Diagnostic(
            "setting-not-used", "warning", message, Span(1), "a theme of deckgen's has any shape"
        )


def _left_out(theme: Theme, span: Span | None) -> Iterator[Diagnostic]:
    for what in theme.left_out:
        yield Diagnostic("template-part", "warning", f"the template has {what}, which no deck gets", span)
    if theme.made_for:
        size = f"{theme.made_for[0]:g} × {theme.made_for[1]:g} pt"
        message = f"the template's layouts are made for slides of {size}: their places are scaled"
        hint = "set the size of its slides in PowerPoint, and let it fit them"
        yield Diagnostic("template-size", "warning", message, span, hint)
    if theme.undrawn:
        message = f"the page does not show all that the template draws: {', '.join(theme.undrawn)}"
        yield Diagnostic("template-art", "warning", message, span)
    if strange := {font.name: font.twin for font in theme.fonts.values() if font.stands_in}:
        names = ", ".join(
            f"{name} (measured as {twin.capitalize()}, made as wide)" for name, twin in strange.items()
        )
        message = f"fonts of the template are not here: {names}"
        hint = "put their .ttf or .otf files into a folder `fonts` beside the template"
        yield Diagnostic("font-stand-in", "warning", message, span, hint)
