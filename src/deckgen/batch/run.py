"""A batch: rows in, files out, and a report of what is missing."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from deckgen.batch.jobs import DeckJob, file_name, written_to
from deckgen.batch.ledger import NAME, Ledger
from deckgen.batch.many import build_many
from deckgen.batch.rows import read_rows
from deckgen.errors import DeckgenError
from deckgen.options import Options
from deckgen.source_files import read_source

DEFAULT_NAME = "{{ stem }}-{{ row }}"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of all files in a zip: the same decks give the same bytes."""


class Batch(Struct, frozen=True):
    """What is asked for."""

    template: Path
    data: Path
    output: Path
    """A folder, or a file that ends with `.zip`."""
    name: str = DEFAULT_NAME
    """Of each deck's files, with `{{ column }}`, `{{ stem }}` (the template's) and `{{ row }}` in it."""
    to: tuple[str, ...] = ("pptx", "html")
    options: Options = Options()


class Report(Struct):
    """How it went."""

    made: int = 0
    there: int = 0
    """Decks that were made before."""
    failed: list[tuple[int, str]] = []
    """Rows, and why."""
    warned: list[tuple[int, str]] = []


def run_batch(
    batch: Batch,
    *,
    executor: Executor | None = None,
    workers: int = 0,
    told: Callable[[Report], None] = lambda report: None,
) -> Report:
    """Make a deck for each row; `told` is called after each. Raises `DeckgenError` if the template or the rows can't be
    read, before anything is made."""
    _, problem = read_source(batch.template)
    if problem is not None:
        raise DeckgenError(f"{batch.template}: {problem.message}")
    zipped = batch.output.suffix.lower() == ".zip"
    folder = batch.output.with_name(batch.output.name + ".parts") if zipped else batch.output
    report = Report()
    known = Ledger(folder)
    waiting: dict[int, DeckJob] = {}

    def jobs() -> Iterator[DeckJob]:
        for job in _jobs(batch, None if executor else folder):
            if not job.fault and known.has(job):
                report.there += 1
                told(report)
            else:
                waiting[job.number] = job
                yield job

    try:
        for made in build_many(jobs(), executor=executor, workers=workers):
            job = waiting.pop(made.number)
            errors = made.errors or written_to(folder, made.files)[1]
            report.failed += [(made.number, error) for error in errors]
            report.warned += [(made.number, warning) for warning in made.warnings]
            if not errors:
                report.made += 1
                known.add(job, made)
            told(report)
    finally:
        known.close()
    if zipped and (report.made or report.there):
        _pack(folder, batch.output)
        if not report.failed:
            shutil.rmtree(folder, ignore_errors=True)
    return report


def _jobs(batch: Batch, folder: Path | None) -> Iterator[DeckJob]:
    names: dict[str, int] = {}
    for row in read_rows(batch.data):
        name, fault = file_name(batch.name, row.values, row.number, batch.template.stem)
        fault = row.fault or fault
        if not fault and (before := names.setdefault(name.casefold(), row.number)) != row.number:
            fault = (
                f"its files would be those of row {before} ({name}); say `--name` with a column that differs"
            )
        options = replace(batch.options, values=tuple(row.values.items()))
        path = batch.template.absolute()  # wherever it is made
        yield DeckJob(row.number, path, name, batch.to, options, folder, fault)


def _pack(folder: Path, target: Path) -> None:
    """The files of a folder as a zip, which is whole or not there. They are compressed already."""
    temporary = target.with_name(f".{target.name}.part")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            with path.open("rb") as file, packed.open(entry, "w") as into:
                shutil.copyfileobj(file, into, 1 << 20)
    temporary.replace(target)
