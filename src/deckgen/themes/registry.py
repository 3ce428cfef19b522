"""Finding a theme by name, folder or file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from deckgen.diagnostics import Diagnostic, Warned, nearest
from deckgen.memory import Memory
from deckgen.model import fingerprint
from deckgen.project_files import ProjectFiles
from deckgen.resources import shipped
from deckgen.source import Source, Span
from deckgen.themes.model import TemplateError, Theme

DEFAULT = "plain"


def theme_names() -> tuple[str, ...]:
    """The themes that come with deckgen."""
    return tuple(sorted(path.parent.name for path in shipped("templates").glob("*/theme.pptx")))


class Theirs(Struct, frozen=True):
    """A theme that a deck names, not the person who builds it."""

    files: ProjectFiles
    foreign: bool = False
    """It may well be one of another tool's."""


def find_theme(
    wanted: str, theirs: Theirs | None, span: Span | None = None
) -> tuple[Path | None, Diagnostic | None]:
    """The template's path for a name, a folder with a `theme.pptx`, or a .pptx or .potx file; None and a diagnostic
    if there is none.

    A deck written for another tool names that tool's theme: it is still a deck, and has ours.
    """
    default = shipped("templates", DEFAULT, "theme.pptx")
    if not wanted or wanted in theme_names():
        return (shipped("templates", wanted, "theme.pptx") if wanted else default), None
    hint = nearest(wanted, theme_names())
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
    message = f"there is no theme `{wanted}`"
    if theirs and theirs.foreign and not wanted.lower().endswith((".pptx", ".potx", ".thmx")):
        return default, Diagnostic("foreign-theme", "note", f"{message} here: it is another tool's", span)
    return None, Diagnostic("unknown-theme", "error", message, span, hint)


def load_theme(
    wanted: str, source: Source, memory: Memory, theirs: Theirs | None = None
) -> Warned[Theme | None]:
    """The theme by name, folder or file; None and a diagnostic if there is none: no deck is shown in another's look.

    `theirs` says that the deck itself names it, and what it may read; the diagnostic then points there.
    """
    lines = enumerate(source.lines[:60], 1) if theirs else ()
    span = next((Span(number) for number, line in lines if line.startswith("theme:")), None)
    path, problem = find_theme(wanted, theirs, span)
    trouble = (problem,) if problem else ()
    base = theirs.files.folder if theirs else Path()
    own = not wanted or wanted in theme_names()
    asked = () if own else (str(base / wanted / "theme.pptx"), str(base / wanted))
    if path is None:
        return Warned(None, trouble, asked)

    def read() -> Theme:
        from deckgen.themes.template import read_template

        return read_template(path, wanted or "plain")

    try:
        theme = memory.remember("theme", (str(path), fingerprint(path.read_bytes())), Theme, read)
        return Warned(theme, (*trouble, *_left_out(theme, span)), asked)
    except Exception as error:
        if not isinstance(error, TemplateError | OSError):
            raise
        said = f"{path} can't be read: {error.strerror}" if isinstance(error, OSError) else str(error)
        hint = "save it again from PowerPoint as .pptx or .potx"
        return Warned(None, (*trouble, Diagnostic("broken-theme", "error", said, span, hint)), asked)


def _left_out(theme: Theme, span: Span | None) -> Iterator[Diagnostic]:
    for what in theme.left_out:
        yield Diagnostic("template-part", "warning", f"the template has {what}, which no deck gets", span)
