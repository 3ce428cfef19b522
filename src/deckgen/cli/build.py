"""`deckgen build`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen.cli.app import app
from deckgen.cli.decks import (
    Allow,
    Dialect,
    Outline,
    Output,
    Theme,
    Trust,
    check_formats,
    chosen_decks,
    print_findings,
)
from deckgen.options import Options

if TYPE_CHECKING:
    from deckgen.pipeline import BuildResult


@app.command("build")
def build_command(
    decks: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[DECK]...", help="Markdown files, folders, or `-`. Without any, all of slides/."
        ),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FORMAT",
            help="pptx, html, pdf, png or txt; may be given twice. pptx and html by default.",
        ),
    ] = None,
    output: Output = Path("build"),
    theme: Theme = "",
    outline: Outline = "",
    dialect: Dialect = "",
    trust: Trust = False,
    allow: Allow = None,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Print notes, too.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Build again at every change, until Ctrl+C.")
    ] = False,
) -> None:
    """Build decks: DECK.md becomes DIR/DECK.pptx and DIR/DECK.html, or what `--to` says.

    Each file is written whole or not at all, and a fault in one deck does not stop the others.
    Exit status: 0 if all is well, 1 if a deck has errors, 2 for wrong usage.
    """
    formats = to or ["pptx", "html"]
    check_formats(formats)
    chosen = chosen_decks(decks, output)
    options = Options(theme, outline, trust, tuple(allow or ()), dialect)
    failed = False
    for number, path in enumerate(chosen, 1):
        progress = "" if quiet else f"{number}/{len(chosen)} "
        done = _built(path, formats, output, options, progress, quiet=quiet, verbose=verbose)
        failed = failed or not done.ok or (strict and any(d.severity == "warning" for d in done.diagnostics))
    if watch:
        from deckgen.serve.rebuild import rebuild

        rebuild(
            chosen, options, lambda path: _built(path, formats, output, options, quiet=quiet, verbose=verbose)
        )
    if failed:
        raise typer.Exit(1)


def _built(
    path: Path,
    formats: list[str],
    output: Path,
    options: Options,
    progress: str = "",
    *,
    quiet: bool,
    verbose: bool,
) -> BuildResult:
    """Build one deck and say how it went."""
    from deckgen.pipeline import build

    shows = bool(progress) and sys.stderr.isatty()
    if shows:
        print(f"\r\033[K{progress}{path} …", end="", file=sys.stderr, flush=True)
    result = build(
        path, to=formats, output=output, theme=options.theme, outline=options.outline, dialect=options.dialect,
        trust=options.trust, allow=options.allow,
    )  # fmt: skip
    if shows:
        print("\r\033[K", end="", file=sys.stderr)
    print_findings(result.diagnostics, result.source, quiet=quiet, verbose=verbose)
    if result.written and not quiet:
        files = ", ".join(map(str, result.written))
        slides = f"{result.slides} slide{'s' if result.slides != 1 else ''}"
        print(f"{path}: {slides} → {files} ({result.seconds:.2f} s)", flush=True)
    return result
