"""Finding a theme by name, folder or file."""

from __future__ import annotations

from pathlib import Path

from deckgen.diagnostics import Diagnostic, Severity, nearest
from deckgen.resources import shipped
from deckgen.source import Span

DEFAULT = "plain"


def theme_names() -> tuple[str, ...]:
    """The themes that come with deckgen."""
    return tuple(sorted(path.parent.name for path in shipped("templates").glob("*/theme.pptx")))


def find_theme(wanted: str, base: Path, span: Span | None = None) -> tuple[Path, Diagnostic | None]:
    """The template's path for a name, a folder with a `theme.pptx`, or a .pptx or .potx file.

    Paths are taken from `base`. If there is none, the default theme and a diagnostic.
    """
    if not wanted or wanted in theme_names():
        return shipped("templates", wanted or DEFAULT, "theme.pptx"), None
    path = base / wanted
    if path.is_dir() and (path / "theme.pptx").is_file():
        return path / "theme.pptx", None
    if path.is_file():
        return path, None
    hint = nearest(wanted, theme_names())
    # A deck written for another tool names that tool's theme: it is still a deck.
    severity: Severity = "warning" if span else "error"
    problem = Diagnostic("unknown-theme", severity, f"there is no theme `{wanted}`", span, hint)
    return shipped("templates", DEFAULT, "theme.pptx"), problem
