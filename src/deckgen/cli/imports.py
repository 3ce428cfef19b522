"""`deckgen import`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app


@app.command("import")
def import_command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A .pptx or .potx file, .odp or .key, .ipynb, or a reveal.js page."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", help="The folder to write; by default as the file is called."
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")] = False,
) -> None:
    """Make a Markdown deck of a PowerPoint file: DIR/deck.md with its pictures, the numbers of its charts, and its
    template. What can't be carried over is listed, slide by slide."""
    from deckgen.errors import DeckgenError
    from deckgen.imports.folder import import_file

    try:
        done = import_file(file, output or Path(file.stem))
    except DeckgenError as error:
        print(f"error: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
    if quiet:
        return
    for number, what in done.left_out:
        print(f"{f'slide {number}: ' if number else ''}{what}", file=sys.stderr)
    files = (
        f" and {len(done.files)} file{'s' if len(done.files) != 1 else ''} beside it" if done.files else ""
    )
    print(f"{file}: {done.slides} slide{'s' if done.slides != 1 else ''} → {done.deck}{files}")
    print(f"deckgen build {done.deck} -o {done.deck.parent / 'build'}")
