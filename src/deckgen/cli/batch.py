"""`deckgen batch`"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen.cli.app import app, usage
from deckgen.cli.arguments import Allow, Dialect, Outline, Theme, Trust
from deckgen.cli.decks import check_formats

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from deckgen.batch.run import Report

MOST_SAID = 20
"""Lines about what went wrong; `-v` gives them all."""


@app.command("batch")
def batch_command(
    template: Annotated[Path, typer.Argument(metavar="TEMPLATE", help="A deck with `{{ column }}` in it.")],
    data: Annotated[
        Path,
        typer.Option(metavar="FILE", help="A CSV file with a head, or a JSON list of objects: a deck a row."),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="DIR|ZIP", help="The folder to write into, or a file .zip."),
    ] = Path("build"),
    name: Annotated[
        str,
        typer.Option(
            metavar="PATTERN", help="Of each deck's files: `{{ column }}`, `{{ stem }}`, `{{ row }}`."
        ),
    ] = "{{ stem }}-{{ row }}",
    to: Annotated[
        list[str] | None, typer.Option(metavar="FORMAT", help="As of `deckgen build`; may be given twice.")
    ] = None,
    theme: Theme = "",
    outline: Outline = "",
    dialect: Dialect = "",
    trust: Trust = False,
    allow: Allow = None,
    workers: Annotated[
        int, typer.Option(metavar="N", min=0, help="Processes; as many as there are processors by default.")
    ] = 0,
    scheduler: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="A Dask cluster's, as tcp://host:8786 (needs `deckgen[dask]`)."),
    ] = "",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print errors only.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Print each warning, too.")] = False,
) -> None:
    """Build one deck for each row of a table.

    A batch that was interrupted goes on where it was; decks whose row, template and pictures are unchanged are not
    made again. Exit status: 0 if all is well, 1 if a row has no deck, 2 for wrong usage.
    """
    from deckgen.batch.run import Batch, run_batch
    from deckgen.errors import DeckgenError
    from deckgen.options import Options

    formats = tuple(dict.fromkeys(to or ("pptx", "html")))
    with usage():
        check_formats(formats)
    options = Options(theme, outline, trust, tuple(allow or ()), dialect)
    try:
        with _cluster(scheduler) as executor, _progress(data, not quiet) as told:
            asked = Batch(template, data, output, name, formats, options)
            report = run_batch(asked, executor=executor, workers=workers, told=told)
    except DeckgenError as error:
        print(f"error: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
    _say(report, output, quiet=quiet, verbose=verbose)
    if report.failed:
        raise typer.Exit(1)


def _say(report: Report, output: Path, *, quiet: bool, verbose: bool) -> None:
    _list(report.failed, verbose)
    if verbose:
        _list(report.warned, verbose)
    if quiet:
        return
    if report.warned and not verbose:
        print(f"{len(report.warned)} warnings (`-v` lists each)", file=sys.stderr)
    there = f", {report.there} were there" if report.there else ""
    failed = f", {len({row for row, _ in report.failed})} failed" if report.failed else ""
    print(f"{output}: {report.made} deck{'s' if report.made != 1 else ''} made{there}{failed}")


def _list(said: list[tuple[int, str]], verbose: bool) -> None:
    shown = said if verbose else said[:MOST_SAID]
    for row, message in shown:
        print(f"row {row}: {message}", file=sys.stderr)
    if len(said) > len(shown):
        print(f"and {len(said) - len(shown)} more (`-v` lists each)", file=sys.stderr)


@contextmanager
def _cluster(address: str) -> Iterator[Executor | None]:
    """The executor of the Dask cluster at `address`; none without one."""
    if not address:
        yield None
        return
    from deckgen.errors import DeckgenError

    try:
        from distributed import Client
    except ImportError as error:
        raise DeckgenError("a cluster needs Dask: pip install 'deckgen[dask]'") from error
    try:
        client = Client(address, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise DeckgenError(f"there is no cluster at {address}: {error}") from error
    with client:
        yield client.get_executor()  # type: ignore[no-untyped-call]


@contextmanager
def _progress(data: Path, wanted: bool) -> Iterator[Callable[[Report], None]]:
    """What shows how far it is, where somebody looks on."""
    if not (wanted and sys.stderr.isatty()):
        yield lambda report: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from deckgen.batch.rows import read_rows

    total = sum(1 for _ in read_rows(data))
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def told(report: Report) -> None:
            failed = len({row for row, _ in report.failed})
            bar.update(
                task,
                completed=report.made + report.there + failed,
                description=f"{failed} failed" if failed else "",
            )

        yield told
