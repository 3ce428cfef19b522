"""`deckgen build`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app, usage
from deckgen.cli.arguments import Allow, Dialect, Outline, Output, Theme, Trust
from deckgen.cli.builds import build_decks


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
    no_source: Annotated[
        bool, typer.Option("--no-source", help="Leave the source out of the .pptx (`deckgen pull` wants it).")
    ] = False,
) -> None:
    """Build decks: DECK.md becomes DIR/DECK.pptx and DIR/DECK.html, or what `--to` says.

    Each file is written whole or not at all, and a fault in one deck does not stop the others.
    Exit status: 0 if all is well, 1 if a deck has errors, 2 for wrong usage.
    """
    with usage():
        is_well, _ = build_decks(
            decks, to, output, theme, outline, dialect, trust, allow, strict, quiet, verbose, watch, no_source
        )
    if not is_well:
        raise typer.Exit(1)
