"""`deckgen pdf` and `deckgen png`"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from deckgen.cli.app import app
from deckgen.cli.arguments import Allow, Dialect, Outline, Output, Theme, Trust
from deckgen.cli.decks import print_findings

if TYPE_CHECKING:
    from deckgen.layout.model import LaidOutDeck
    from deckgen.memory import Memory
    from deckgen.options import Options

T = TypeVar("T")


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
    dialect: Dialect = "",
    trust: Trust = False,
    allow: Allow = None,
) -> None:
    """Print the deck to DIR/DECK.pdf with the Chromium, Chrome, Edge or Brave of this machine."""
    from deckgen.options import Options
    from deckgen.writers.pdf.sheets import Printout
    from deckgen.writers.pdf.writer import printed

    kind = "-handout" if handout > 1 else "-notes" if notes else ""
    printout, options = (
        Printout(notes, max(1, handout)),
        Options(theme, outline, trust, tuple(allow or ()), dialect),
    )
    for data in _printed(deck, options, lambda laid, memory: [printed(laid, printout, memory)]):
        _write(output / f"{deck.stem}{kind}.pdf", data)


@app.command()
def png(
    deck: Annotated[Path, typer.Argument(metavar="DECK", help="A Markdown file.")],
    output: Output = Path("build"),
    width: Annotated[int, typer.Option(min=100, max=8000, metavar="PX", help="Of each picture.")] = 1920,
    theme: Theme = "",
    outline: Outline = "",
    dialect: Dialect = "",
    trust: Trust = False,
    allow: Allow = None,
) -> None:
    """Print the deck to DIR/DECK-01.png and so on, a picture a slide."""
    from deckgen.options import Options
    from deckgen.writers.png.writer import write_pictures

    options = Options(theme, outline, trust, tuple(allow or ()), dialect)
    for ending, data in _printed(deck, options, lambda laid, memory: write_pictures(laid, memory, width)):
        _write(output / f"{deck.stem}{ending}", data)


def _printed(
    deck: Path, options: Options, write: Callable[[LaidOutDeck, Memory], Iterable[T]]
) -> Iterator[T]:
    """What `write` gives for the deck; what is wrong with it is said, and the command's exit status: nothing is printed
    where nothing can be."""
    from deckgen.memory import default_memory
    from deckgen.pipeline import prepare
    from deckgen.writers.format import WriteError

    memory = default_memory()
    source, laid, found = prepare(deck, options, memory=memory)
    print_findings(found, source)
    if laid is None:
        raise typer.Exit(1)
    try:
        yield from write(laid, memory)
    except WriteError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    finally:
        memory.close()
    if any(each.severity == "error" for each in found):
        raise typer.Exit(1)


def _write(path: Path, data: bytes) -> None:
    from deckgen.output import write_whole

    problem = write_whole(path, data)
    if problem is not None:
        print(problem.message, file=sys.stderr)
        raise typer.Exit(1)
    print(path)
