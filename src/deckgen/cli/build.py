"""`deckgen build`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app
from deckgen.cli.decks import Outline, Output, Theme, Trust, chosen_decks, print_findings


@app.command("build")
def build_command(
    decks: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DECK]...", help="Markdown files. Without any, all of slides/*.md."),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="pptx|html", help="What to write; may be given twice. Both by default."),
    ] = None,
    output: Output = Path("build"),
    theme: Theme = "",
    outline: Outline = "",
    trust: Trust = False,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Print notes, too.")] = False,
) -> None:
    """Build decks: DECK.md becomes DIR/DECK.pptx and DIR/DECK.html.

    Each file is written whole or not at all, and a fault in one deck does not stop the others.
    Exit status: 0 if all is well, 1 if a deck has errors, 2 for wrong usage.
    """
    formats = to or ["pptx", "html"]
    for name in formats:
        if name not in ("pptx", "html"):
            raise typer.BadParameter(f"{name!r} is no format; write pptx or html", param_hint="--to")
    chosen = chosen_decks(decks, output)
    from deckgen.pipeline import build

    failed = False
    progress = sys.stderr.isatty() and not quiet
    for number, path in enumerate(chosen, 1):
        if progress:
            print(f"\r\033[K{number}/{len(chosen)} {path} …", end="", file=sys.stderr, flush=True)
        result = build(path, to=formats, output=output, theme=theme, outline=outline, trust=trust)
        if progress:
            print("\r\033[K", end="", file=sys.stderr)
        print_findings(result, quiet=quiet, verbose=verbose)
        warned = any(d.severity == "warning" for d in result.diagnostics)
        failed = failed or not result.ok or (strict and warned)
        if result.written and not quiet:
            files = ", ".join(map(str, result.written))
            slides = f"{result.slides} slide{'s' if result.slides != 1 else ''}"
            print(f"{path}: {slides} → {files} ({result.seconds:.2f} s)")
    if failed:
        raise typer.Exit(1)
