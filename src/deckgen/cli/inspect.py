"""`deckgen inspect`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app
from deckgen.cli.arguments import Allow, Dialect, Outline, Theme, Trust
from deckgen.cli.decks import print_findings


@app.command()
def inspect(
    deck: Annotated[
        Path | None, typer.Argument(metavar="DECK", help="A Markdown file; of a .pptx the text is printed.")
    ] = None,
    theme: Theme = "",
    outline: Outline = "",
    dialect: Dialect = "",
    trust: Trust = False,
    allow: Allow = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the schema of that JSON.")] = False,
) -> None:
    """Print the laid-out deck: slides, frames with their box in points, type sizes, text lines."""
    from deckgen.layout import inspect as inspection

    if schema:
        print(inspection.schema())
        return
    if deck is None:
        raise typer.BadParameter("name a deck", param_hint="DECK")
    if deck.suffix.lower() in (".pptx", ".potx"):
        _say(deck)
        return
    from deckgen.options import Options
    from deckgen.pipeline import prepare

    source, laid, found = prepare(deck, Options(theme, outline, trust, tuple(allow or ()), dialect))
    print_findings(found, source)
    if laid is not None:
        if not json:
            print(f"dialect: {laid.dialect}")
        print(inspection.as_json(laid) if json else inspection.as_text(laid))
    if laid is None or any(diagnostic.severity == "error" for diagnostic in found):
        raise typer.Exit(1)


def _say(path: Path) -> None:
    """What a PowerPoint file says, as git's `textconv` wants it."""
    import sys

    from deckgen.errors import DeckgenError
    from deckgen.memory import default_memory
    from deckgen.revisions.changes import outline
    from deckgen.revisions.versions import load

    try:
        print(outline(load(str(path), default_memory()).deck))
    except DeckgenError as error:
        print(f"error: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
