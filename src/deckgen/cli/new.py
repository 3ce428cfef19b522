"""`deckgen new`"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="NAME", help="The folder to make.")],
    lang: Annotated[
        str, typer.Option(metavar="en|fr", help="The language of its words; yours by default.")
    ] = "",
) -> None:
    """Make a project that builds at once: slides, theme, assets, README."""
    from deckgen.project import LANGUAGES, ProjectError, new_project, users_language

    if lang and lang not in LANGUAGES:
        raise typer.BadParameter(
            f"{lang!r} is not written; choose from {', '.join(LANGUAGES)}", param_hint="--lang"
        )
    try:
        made = new_project(folder, lang or users_language())
    except ProjectError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    print(*made, sep="\n")
    print(f"\ncd {shlex.quote(str(folder))} && deckgen serve")
