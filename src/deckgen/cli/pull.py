"""`deckgen pull`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckgen.revisions.merge import Preference
    from deckgen.revisions.pull import Pulled


@app.command("pull")
def pull_command(
    deck: Annotated[
        Path, typer.Argument(metavar="DECK.pptx", help="A file that deckgen built and somebody edited.")
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="TALK.md",
            help="The Markdown; by default what the file was built from, where it is found.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")
    ] = False,
    ours: Annotated[
        bool, typer.Option("--ours", help="Where both have changed, the Markdown is right.")
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Where both have changed, the PowerPoint file is.")
    ] = False,
    keep_extras: Annotated[
        bool, typer.Option("--keep-extras", help="Keep new text boxes as `::: {.aside}` blocks.")
    ] = False,
) -> None:
    """Bring what was edited in PowerPoint back into the Markdown.

    What was not edited stays as it is, letter by letter. Before anything is written over, it is copied (`.bak`). Where
    the Markdown has changed, too, at the same place, both versions go between git's markers into a file of their own.
    What has no place in Markdown is listed by slide. Exit status: 0 if all is well, 1 for conflicts.
    """
    from deckgen.errors import DeckgenError
    from deckgen.memory import default_memory
    from deckgen.revisions.pull import pull, write

    if ours and theirs:
        raise typer.BadParameter("either the one or the other", param_hint="--ours / --theirs")
    prefer: Preference = "ours" if ours else "theirs" if theirs else ""
    memory = default_memory()
    try:
        asks = _ask if sys.stdin.isatty() and sys.stdout.isatty() and not dry_run else None
        done = pull(deck, into, memory, prefer=prefer, keep_extras=keep_extras, ask=asks)
        _say(done)
        if dry_run:
            _show(done)
        else:
            for path in write(done, memory):
                print(f"written: {path}")
        memory.close()
    except DeckgenError as error:
        print(f"error: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
    if done.conflicts:
        raise typer.Exit(1)


def _ask(ours: Sequence[str], theirs: Sequence[str]) -> Preference:
    """Which of two versions of the same lines is right; who says neither gets both, between git's markers."""
    print("Both have changed the same lines:")
    print("\n".join(["  in the Markdown:", *(f"    {line}" for line in ours)]))
    print("\n".join(["  in PowerPoint:", *(f"    {line}" for line in theirs)]))
    answer = typer.prompt(
        "Keep [m]arkdown, [p]owerpoint, or [b]oth for later", default="b", show_default=False
    )
    return {"m": "ours", "p": "theirs"}.get(answer.strip().lower()[:1], "")  # type: ignore[return-value]


def _say(done: Pulled) -> None:
    if not done.from_source:
        print(
            f"the file has no source in it: {done.into} is taken for what it was built from", file=sys.stderr
        )
    for number, what in done.left_out:
        print(f"{f'slide {number}: ' if number else ''}{what}", file=sys.stderr)
    if done.conflicts:
        count = done.conflicts
        print(
            f"{count} conflict{'s' if count != 1 else ''}: both have changed the same lines", file=sys.stderr
        )
    elif done.text == done.ours and not done.files:
        print(f"{done.into}: nothing to change")


def _show(done: Pulled) -> None:
    from difflib import unified_diff

    name = str(done.into)
    for line in unified_diff(done.ours.split("\n"), done.text.split("\n"), name, name, lineterm=""):
        print(line)
    for path in done.files:
        print(f"file: {path}")
