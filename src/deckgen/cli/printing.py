"""`deckgen pdf` and `deckgen png`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen.cli.app import app
from deckgen.cli.decks import Allow, Outline, Output, Theme, Trust, print_findings
from deckgen.options import Options

if TYPE_CHECKING:
    from deckgen.printing.sheets import Printout


@app.command()
def pdf(
    deck: Annotated[Path, typer.Argument(metavar="DECK", help="A Markdown file.")],
    output: Output = Path("build"),
    notes: Annotated[
        bool, typer.Option("--notes", help="Each slide on a page with its speaker notes.")
    ] = False,
    handout: Annotated[
        int,
        typer.Option(
            min=0, max=6, metavar="N", help="N slides on a page, beside room to write or their notes."
        ),
    ] = 0,
    theme: Theme = "",
    outline: Outline = "",
    trust: Trust = False,
    allow: Allow = None,
) -> None:
    """Print the deck to DIR/DECK.pdf with the Chromium, Chrome, Edge or Brave of this machine."""
    from deckgen.printing.sheets import Printout

    kind = "-handout" if handout > 1 else "-notes" if notes else ""
    data = _printed(
        deck, Printout(notes, max(1, handout)), Options(theme, outline, trust, tuple(allow or ()))
    )
    _write(output / f"{deck.stem}{kind}.pdf", data)


@app.command()
def png(
    deck: Annotated[Path, typer.Argument(metavar="DECK", help="A Markdown file.")],
    output: Output = Path("build"),
    width: Annotated[int, typer.Option(min=100, max=8000, metavar="PX", help="Of each picture.")] = 1920,
    theme: Theme = "",
    outline: Outline = "",
    trust: Trust = False,
    allow: Allow = None,
) -> None:
    """Print the deck to DIR/DECK-01.png and so on, a picture a slide."""
    from deckgen.printing.pictures import page_pictures
    from deckgen.printing.sheets import Printout

    options = Options(theme, outline, trust, tuple(allow or ()))
    pages = list(page_pictures(_printed(deck, Printout(), options), width))
    digits = max(2, len(str(len(pages))))
    for number, data in enumerate(pages, 1):
        _write(output / f"{deck.stem}-{number:0{digits}}.png", data)


def _printed(deck: Path, printout: Printout, options: Options) -> bytes:
    """The deck as PDF; what is wrong with it is said, and ends the command if nothing can be printed."""
    from deckgen.memory import default_memory
    from deckgen.pipeline import prepare
    from deckgen.printing.chromium import PrintError
    from deckgen.printing.deck import printed

    memory = default_memory()
    source, laid, found = prepare(deck, options, memory=memory)
    print_findings(found, source)
    if laid is None:
        raise typer.Exit(1)
    try:
        return printed(laid, printout, memory)
    except PrintError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    finally:
        memory.close()


def _write(path: Path, data: bytes) -> None:
    from deckgen.output import write_whole

    problem = write_whole(path, data)
    if problem is not None:
        print(problem.message, file=sys.stderr)
        raise typer.Exit(1)
    print(path)
