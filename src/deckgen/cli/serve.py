"""`deckgen serve`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app
from deckgen.cli.decks import Outline, Theme, Trust, chosen_decks, print_findings


@app.command("serve")
def serve_command(
    deck: Annotated[
        Path | None, typer.Argument(metavar="[DECK]", help="A Markdown file. Without one, that in slides/.")
    ] = None,
    port: Annotated[int, typer.Option(help="The next free one is taken if it is not.")] = 8000,
    host: Annotated[
        str,
        typer.Option(
            help="An address of this machine. With any but the default, others may look, with a token."
        ),
    ] = "127.0.0.1",
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    theme: Theme = "",
    outline: Outline = "",
    trust: Trust = False,
) -> None:
    """Show the deck in the browser, and every edit as soon as it is saved."""
    from deckgen.cache import default_cache
    from deckgen.options import Options
    from deckgen.serve.run import serve
    from deckgen.serve.state import Live

    path = deck or chosen_decks(None, Path())[0]
    if not path.is_file():
        raise typer.BadParameter(f"there is no file {path}", param_hint="DECK")

    def ready(address: str) -> None:
        print(f"{path} is at {address} (Ctrl+C ends)", flush=True)
        if open_page:
            import webbrowser

            webbrowser.open(address)

    def told(live: Live) -> None:
        print_findings(live.findings, live.source)

    try:
        serve(
            path,
            Options(theme, outline, trust),
            default_cache(),
            host=host,
            port=port,
            ready=ready,
            told=told,
        )
    except OSError as error:
        print(f"{host}:{port} can't be served: {error.strerror}", file=sys.stderr)
        raise typer.Exit(1) from error
