"""Finding a theme by name, folder or file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
from deckgen.resources import shipped
from deckgen.source import Source, Span
from deckgen.themes.model import TemplateError, Theme

if TYPE_CHECKING:
    from deckgen.themes.options import Where

DEFAULT = "plain"
LARGEST = 200_000
"""Characters of a `theme.toml`."""


def theme_names() -> tuple[str, ...]:
    """The themes that come with deckgen."""
    return tuple(sorted(path.parent.name for path in shipped("templates").glob("*/theme.pptx")))


class Theirs(Struct, frozen=True):
    """A theme that a deck names, not the person who builds it."""

    files: ProjectFiles
    foreign: bool = False
    """It may well be one of another tool's."""


def find_theme(
    wanted: str, theirs: Theirs | None, memory: Memory, span: Span | None = None
) -> tuple[Path | None, Diagnostic | None]:
    """The template's path for a name, a folder with a `theme.pptx`, a .pptx or .potx file, or a package's name; None
    and a diagnostic if there is none.

    A deck written for another tool names that tool's theme: it is still a deck, and has ours.
    """
    default = shipped("templates", DEFAULT, "theme.pptx")
    if not wanted or wanted in theme_names():
        return (shipped("templates", wanted, "theme.pptx") if wanted else default), None
    hint = nearest(wanted, (*theme_names(), *names(THEMES, memory)))
    base = theirs.files.folder if theirs else Path()
    try:
        for path in (base / wanted / "theme.pptx", base / wanted):
            if path.is_file():
                if theirs and not theirs.files.may_read(path):
                    message = f"the theme `{wanted}` lies outside the project"
                    hint = "copy it there, or allow its folder with `--allow DIR`"
                    return None, Diagnostic("unknown-theme", "error", message, span, hint)
                return path, None
    except OSError as error:
        message = f"the theme `{wanted}` can't be read: {error.strerror}"
        return None, Diagnostic("unknown-theme", "error", message, span)
    package = plugin(THEMES, wanted, ModuleType, memory, span)
    if package.found:
        return None, package.found[0]
    if package.value is not None and package.value.__file__:
        return Path(package.value.__file__).with_name("theme.pptx"), None
    message = f"there is no theme `{wanted}`"
    if theirs and theirs.foreign and not wanted.lower().endswith((".pptx", ".potx", ".thmx")):
        return default, Diagnostic("foreign-theme", "note", f"{message} here: it is another tool's", span)
    return None, Diagnostic("unknown-theme", "error", message, span, hint)


def load_theme(
    wanted: str,
    source: Source,
    memory: Memory,
    theirs: Theirs | None = None,
    options: Mapping[str, object] = {},
) -> Warned[Theme | None]:
    """The theme by name, folder or file; None and a diagnostic if there is none: no deck is shown in another's look.

    `theirs` says that the deck itself names it, and what it may read; the diagnostic then points there. Its tokens are
    what follows from the template, what a `theme.toml` beside it says, and the deck's own `options`, in that order.
    """
    lines = enumerate(source.lines[:60], 1) if theirs else ()
    span = next((Span(number) for number, line in lines if line.startswith("theme:")), None)
    path, problem = find_theme(wanted, theirs, memory, span)
    trouble = (problem,) if problem else ()
    base = theirs.files.folder if theirs else Path()
    own = not wanted or wanted in theme_names()
    asked = () if own else (str(base / wanted / "theme.pptx"), str(base / wanted))
    if path is None:
        return Warned(None, trouble, asked)
    if not own:
        asked = (*asked, *map(str, _beside(path)))
    lies_there = any(path == Path(each) for each in asked[:2])
    refined = _refinements(path, theirs, is_installed=not lies_there)

    def read() -> Warned[Theme]:
        from deckgen.themes.template import read_template

        theme = read_template(path, wanted or DEFAULT)
        return refined_by(theme, refined) if refined else Warned(theme)

    try:
        known = (
            fingerprint(path.read_bytes()),
            fingerprint("\n".join(refined.lines).encode()) if refined else "",
        )
        theme = memory.remember("theme", (str(path), *known), Warned[Theme], read)
    except Exception as error:
        if not isinstance(error, TemplateError | OSError):
            raise
        said = f"{path} can't be read: {error.strerror}" if isinstance(error, OSError) else str(error)
        hint = "save it again from PowerPoint as .pptx or .potx"
        return Warned(None, (*trouble, Diagnostic("broken-theme", "error", said, span, hint)), asked)
    found = (*trouble, *theme.found, *_left_out(theme.value, span))
    if not options:
        return Warned(theme.value, found, asked)
    from deckgen.themes.options import place_in

    head = list(source.lines[: _head(source)])
    chosen = with_tokens(theme.value, options, place_in(head, "{}:"))
    return Warned(chosen.value, (*found, *chosen.found), asked)


def _head(source: Source) -> int:
    """How many lines the front matter can have."""
    return next((n for n, line in enumerate(source.lines[1:], 2) if line.rstrip() in ("---", "...")), 0)


def _beside(template: Path) -> tuple[Path, ...]:
    """Files that may refine a template, the first there is first."""
    return tuple(dict.fromkeys((template.with_suffix(".toml"), template.with_name("theme.toml"))))


def _refinements(template: Path, theirs: Theirs | None, *, is_installed: bool) -> Source | None:
    """The text of the `theme.toml` beside a template, if there is one that may be read."""
    for path in _beside(template):
        try:
            if path.is_file() and (theirs is None or is_installed or theirs.files.may_read(path)):
                return Source.from_text(
                    str(path), path.read_bytes()[: 2 * LARGEST].decode("utf-8-sig", "replace")
                )
        except OSError:
            continue
    return None


def refined_by(theme: Theme, source: Source) -> Warned[Theme]:
    """The theme with what its `theme.toml` says."""
    from deckgen.themes.options import place_in, read_options

    options = read_options(source)
    done = with_tokens(theme, options.value, place_in(list(source.lines), "[{}]"), source)
    return Warned(done.value, (*options.found, *done.found))


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


def _left_out(theme: Theme, span: Span | None) -> Iterator[Diagnostic]:
    for what in theme.left_out:
        yield Diagnostic("template-part", "warning", f"the template has {what}, which no deck gets", span)
