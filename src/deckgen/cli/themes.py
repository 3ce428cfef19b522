"""`deckgen themes`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app
from deckgen.cli.decks import Output
from deckgen.resources import DEFAULT_THEME

themes_app = typer.Typer(
    help="How decks may look; in a deck: `theme: NAME`, or `NAME-dark`.", rich_markup_mode=None
)
app.add_typer(themes_app, name="themes")


@themes_app.callback(invoke_without_command=True)
def list_themes(context: typer.Context) -> None:
    """List the themes, or write a specimen of one (`show`), or a theme of your own to change (`new`)."""
    if context.invoked_subcommand is None:
        from deckgen.memory import default_memory
        from deckgen.plugins import THEMES, names
        from deckgen.themes.registry import modes_of, theme_names

        for name in theme_names():
            print(f"{name:10}  {', '.join(modes_of(name))}")
        for name in names(THEMES, default_memory()):
            print(name)


@themes_app.command("show")
def show_theme(
    name: Annotated[str, typer.Argument(metavar="NAME|DIR|FILE", help="A theme, as in `--theme`.")],
    output: Output = Path(),
) -> None:
    """Write a specimen deck: every kind of slide, in both formats."""
    from deckgen.pipeline import build
    from deckgen.resources import shipped

    done = build(shipped("templates", "specimen.md"), theme=name, output=output)
    for each in done.diagnostics:
        print(f"{each.severity}: {each.message}", file=sys.stderr)
    print(*done.written, sep="\n")
    if not done.written:
        raise typer.Exit(1)


@themes_app.command("new")
def make_theme(
    folder: Annotated[Path, typer.Argument(metavar="NAME", help="The folder to make.")],
    like: Annotated[
        str, typer.Option("--from", metavar="NAME", help="The theme to begin with.")
    ] = DEFAULT_THEME,
) -> None:
    """Make a theme of your own to change: theme.pptx, theme.toml, and the dark ones beside them."""
    from deckgen.errors import DeckgenError
    from deckgen.themes.new import new_theme

    try:
        written = new_theme(folder, like)
    except DeckgenError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    print(*written, sep="\n")
