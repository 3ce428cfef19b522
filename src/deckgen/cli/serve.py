"""`deckgen serve`"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app, usage
from deckgen.cli.arguments import Allow, Dialect, Outline, Output, Theme, Trust
from deckgen.cli.decks import chosen_decks, print_findings


@app.command("serve")
def serve_command(
    deck: Annotated[
        Path | None, typer.Argument(metavar="[DECK]", help="A Markdown file. Without one, that in slides/.")
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The next free one is taken if it is not.")
    ] = 8000,
    host: Annotated[
        str,
        typer.Option(
            help="An address of this machine. With any but the default, others may look, with a token."
        ),
    ] = "127.0.0.1",
    remote: Annotated[
        bool, typer.Option("--remote", help="Let a phone in the local network show notes and turn slides.")
    ] = False,
    pptx: Annotated[
        bool, typer.Option("--pptx", help="Keep the PowerPoint file up to date, too, in the folder of -o.")
    ] = False,
    output: Output = Path("build"),
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    theme: Theme = "",
    outline: Outline = "",
    dialect: Dialect = "",
    trust: Trust = False,
    allow: Allow = None,
) -> None:
    """Show the deck in the browser, and every edit as soon as it is saved."""
    from deckgen.memory import default_memory
    from deckgen.options import Options
    from deckgen.serve.live import Live
    from deckgen.serve.run import Addresses, Plan, serve

    path = _servable(deck)

    def ready(addresses: Addresses) -> None:
        print(f"{path} is at {addresses.page} (Ctrl+C ends)", flush=True)
        if addresses.remote:
            _print_code(addresses.remote)
        if open_page:
            import webbrowser

            webbrowser.open(addresses.page)

    def told(live: Live) -> None:
        print_findings(live.findings, live.source)

    options = Options(theme, outline, trust, tuple(allow or ()), dialect)
    try:
        serve(
            path,
            options,
            default_memory(),
            Plan(host, port, remote, output if pptx else None),
            ready=ready,
            told=told,
            warned=partial(print, file=sys.stderr, flush=True),
        )
    except OSError as error:
        print(f"{host}:{port} can't be served: {error.strerror}", file=sys.stderr)
        raise typer.Exit(1) from error


def _servable(deck: Path | None) -> Path:
    """The deck, or the only one; wrong usage for what can't be read."""
    from deckgen.source_files import read_source

    with usage():
        path = deck or chosen_decks(None, Path())[0]
    _, problem = read_source(path)
    if problem is not None and problem.code != "not-utf8":
        hint = f"; {problem.hint}" if problem.hint else ""
        raise typer.BadParameter(f"{path}: {problem.message}{hint}", param_hint="DECK")
    return path


def _print_code(address: str) -> None:
    """The phone's address, and as a QR code where somebody may look at it."""
    print(f"remote: {address}", flush=True)
    if sys.stdout.isatty():
        import segno

        segno.make(address, error="l").terminal(compact=True)
