"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Theme: TypeAlias = Annotated[
    str,
    typer.Option(
        metavar="NAME|DIR|FILE",
        help="A theme by name, a folder with a theme.pptx, or your own .pptx or .potx template.",
    ),
]
Outline: TypeAlias = Annotated[
    str, typer.Option(metavar="HEADING", help="Only the part of the file under this heading.")
]
Dialect: TypeAlias = Annotated[
    str,
    typer.Option(
        "--from", metavar="DIALECT",
        help="Whose Markdown it is; else what the file shows (`deckgen inspect` says it).",
    ),
]  # fmt: skip
Trust: TypeAlias = Annotated[
    bool, typer.Option("--trust", help="Let the decks' own programs run (`plot:figure.py`).")
]
Allow: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(metavar="DIR", help="A folder outside the project that decks may read; may be given twice."),
]
Output: TypeAlias = Annotated[
    Path, typer.Option("-o", "--output", metavar="DIR|FILE", help="The folder to write into, or a file.")
]
