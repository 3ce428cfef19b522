"""Which decks are meant, and what is said of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deckgen.diagnostics import Diagnostic
    from deckgen.source import Source

DECKS_FOLDER = Path("slides")


class UsageError(Exception):
    """Wrong usage, in words for whoever called; `parameter` is what was given wrongly."""

    def __init__(self, message: str, parameter: str) -> None:
        super().__init__(message)
        self.parameter = parameter


def chosen_decks(decks: Sequence[Path] | None, output: Path) -> list[Path]:
    """The decks to build; wrong usage if there is none, or if two would be one file."""
    chosen = [path for named in decks or [DECKS_FOLDER] for path in _in_folder(named, decks is not None)]
    if not chosen:
        raise UsageError(f"no deck is named and {DECKS_FOLDER}/ holds none", "DECK")
    stems = [path.stem for path in chosen]
    if twice := next((path for path in chosen if stems.count(path.stem) > 1), None):
        message = f"several decks would be written to {output / twice.stem}; build them one by one with -o"
        raise UsageError(message, "DECK")
    return chosen


def check_formats(formats: Sequence[str]) -> None:
    """Wrong usage if there is no such format."""
    if all(name in ("pptx", "html") for name in formats):
        return
    from deckgen.diagnostics import nearest
    from deckgen.memory import default_memory
    from deckgen.writers.registry import FORMATS, format_names

    for name in formats:
        if name not in FORMATS and name not in (known := format_names(default_memory())):
            raise UsageError(f"there is no format `{name}`; {nearest(name, known)}", "--to")


def _in_folder(named: Path, is_named: bool) -> list[Path]:
    """The decks in a folder, in order; any other path as it is."""
    try:
        if not named.is_dir():
            return [named] if is_named else []
        from deckgen.source_files import SUFFIXES

        found = sorted(path for path in named.iterdir() if path.suffix in SUFFIXES)
    except OSError as error:
        raise UsageError(f"{named} can't be read: {error.strerror}", "DECK") from error
    if not found and is_named:
        raise UsageError(f"the folder {named} holds no deck", "DECK")
    return found


def print_findings(
    found: Sequence[Diagnostic], source: Source, *, quiet: bool = False, verbose: bool = False
) -> None:
    """Say at the terminal what was found: errors, and warnings once a kind; or errors alone; or all of it."""
    from deckgen.diagnostics import by_kind, human, losses

    shown = {"error"} if quiet else {"error", "warning"}
    if verbose:
        shown.add("note")
    chosen = [diagnostic for diagnostic in found if diagnostic.severity in shown]
    for diagnostic, count in [(each, 1) for each in chosen] if verbose else by_kind(chosen):
        text = human(diagnostic, source)
        if count > 1:
            text += f"\n  = and {count - 1} more of this kind (`-v` lists each)"
        print(text, file=sys.stderr, flush=True)
    lost = "" if quiet else losses(found)
    if lost:
        print(f"{source.path}: not shown as written: {lost}", file=sys.stderr, flush=True)
