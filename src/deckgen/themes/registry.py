"""Finding a theme by name, folder or file."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from deckgen.diagnostics import Diagnostic, nearest
from deckgen.project_files import ProjectFiles
from deckgen.resources import shipped
from deckgen.source import Span

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
