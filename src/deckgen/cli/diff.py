"""`deckgen diff`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app


@app.command("diff")
def diff_command(
    one: Annotated[
        str, typer.Argument(metavar="A", help="A .md or .pptx file, or `talk.md@HEAD~3` for git's.")
    ],
    other: Annotated[str, typer.Argument(metavar="B", help="Another version.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page with both side by side, changes marked.")
    ] = None,
) -> None:
    """Say what has changed between two versions of a deck, slide by slide, in words.

    Exit status: 0 if they say the same, 1 if they differ, 2 if one can't be read.
    """
    from deckgen.errors import DeckgenError
    from deckgen.memory import default_memory
    from deckgen.output import write_whole
    from deckgen.revisions.changes import compare, report
    from deckgen.revisions.versions import load

    memory = default_memory()
    try:
        versions = load(one, memory), load(other, memory)
        memory.close()
    except DeckgenError as error:
        print(f"error: {error}", file=sys.stderr)
        raise typer.Exit(2) from error
    changes = compare(versions[0].deck, versions[1].deck)
    if html is not None:
        from deckgen.revisions.page import page

        if problem := write_whole(html, page(changes, one, other).encode()):
            print(f"error: {problem.message}", file=sys.stderr)
            raise typer.Exit(2)
    if as_json:
        from msgspec import json

        print(json.format(json.encode(changes), indent=2).decode())
    elif changes:
        print(report(changes))
    if changes:
        raise typer.Exit(1)
