"""The command and its common options."""

from __future__ import annotations

from typing import Annotated

import typer

from deckgen.version import __version__

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn a Markdown outline into two native decks: an editable PowerPoint file and a reveal.js page.",
)


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        print(f"deckgen {__version__}")
        raise typer.Exit
