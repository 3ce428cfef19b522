"""`deckgen trust`"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.app import app


@app.command()
def trust(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The project; here by default.")] = Path(),
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Trust it no longer.")] = False,
) -> None:
    """Let a project's own programs (`plot:figure.py`) run, as they are now.

    When one of them changes, it asks again. What is trusted is kept with your settings, not in the project.
    """
    from deckgen.project_files import project_root
    from deckgen.readers.dialects.registry import PROJECT_FILES
    from deckgen.trust import distrust, programs
    from deckgen.trust import trust as remember

    if not folder.is_dir():
        raise typer.BadParameter(f"there is no folder {folder}", param_hint="DIR")
    root = project_root(folder, PROJECT_FILES)
    if remove:
        print(f"{root} is no longer trusted" if distrust(root) else f"{root} was not trusted")
        return
    found = programs(root)
    print(f"{root} has {len(found)} program{'s' if len(found) != 1 else ''}:")
    print(*(f"  {path.relative_to(root)}" for path in found[:40]), sep="\n")
    if not yes and not (sys.stdin.isatty() and typer.confirm("Run them with all that you may do?")):
        print("nothing is trusted; say so on a terminal, or with --yes", file=sys.stderr)
        raise typer.Exit(1)
    try:
        remember(root)
    except OSError as error:
        print(f"this can't be remembered: {error.strerror}", file=sys.stderr)
        raise typer.Exit(1) from error
    print("trusted, until one of them changes")
