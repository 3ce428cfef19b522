"""`deckgen new`"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="NAME", help="The folder to make.")],
    template: Annotated[
        str,
        typer.Option(
            metavar="talk|lecture|review|pitch|readme", help="What the deck is for; a talk by default."
        ),
    ] = "",
    theme: Annotated[
        str, typer.Option(metavar="NAME", help="How it looks; what suits the template by default.")
    ] = "",
    lang: Annotated[
        str, typer.Option(metavar="en|fr|de|es", help="The language of its words; yours by default.")
    ] = "",
) -> None:
    """Make a deck that looks finished and builds at once, to be overwritten with your words."""
    from deckgen.memory import default_memory
    from deckgen.plugins import THEMES, names
    from deckgen.project import LANGUAGES, TEMPLATES, ProjectError, new_project, users_language
    from deckgen.themes.registry import modes_of, theme_names

    known = [mode for name in theme_names() for mode in modes_of(name)]
    _one_of(lang, LANGUAGES, "--lang")
    _one_of(template, TEMPLATES, "--template")
    _one_of(theme, [*known, *names(THEMES, default_memory())] if theme else (), "--theme")
    try:
        made = new_project(folder, lang or users_language(), template, theme)
    except ProjectError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    print(*made, sep="\n")
    import shlex

    print(f"\ncd {shlex.quote(str(folder))} && deckgen serve")


def _one_of(said: str, known: Collection[str], option: str) -> None:
    if said and said not in known:
        raise typer.BadParameter(f"there is no {said!r}; choose from {', '.join(known)}", param_hint=option)
