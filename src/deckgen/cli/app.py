"""The command and its common options."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from deckgen.cli.decks import UsageError
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


@contextmanager
def usage() -> Iterator[None]:
    """Wrong usage that is found out inside is said as all other is."""
    try:
        yield
    except UsageError as error:
        raise typer.BadParameter(str(error), param_hint=error.parameter) from error
