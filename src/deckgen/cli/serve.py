"""`deckgen serve`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app
from deckgen.cli.decks import Outline, Output, Theme, Trust, chosen_decks, print_findings


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
    trust: Trust = False,
) -> None:
    """Show the deck in the browser, and every edit as soon as it is saved."""
    from deckgen.cache import default_cache
    from deckgen.options import Options
    from deckgen.serve.run import Addresses, Plan, serve
    from deckgen.serve.state import Live

    path = deck or chosen_decks(None, Path())[0]
    if not path.is_file():
        raise typer.BadParameter(f"there is no file {path}", param_hint="DECK")

    def ready(addresses: Addresses) -> None:
        print(f"{path} is at {addresses.page} (Ctrl+C ends)", flush=True)
        if addresses.remote:
            _print_code(addresses.remote)
        if open_page:
            import webbrowser

            webbrowser.open(addresses.page)

    def told(live: Live) -> None:
        print_findings(live.findings, live.source)

    def warned(words: str) -> None:
        print(words, file=sys.stderr, flush=True)

    plan = Plan(host, port, remote, output if pptx else None)
    try:
        serve(
            path, Options(theme, outline, trust), default_cache(), plan, ready=ready, told=told, warned=warned
        )
    except OSError as error:
        print(f"{host}:{port} can't be served: {error.strerror}", file=sys.stderr)
        raise typer.Exit(1) from error


def _print_code(address: str) -> None:
    """The phone's address, and as a QR code where somebody may look at it."""
    print(f"remote: {address}", flush=True)
    if sys.stdout.isatty():
        import segno

        segno.make(address, error="l").terminal(compact=True)
