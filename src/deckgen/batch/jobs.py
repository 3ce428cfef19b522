"""One deck of a batch: a template, and what it is filled in with. A job is data, done anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from threading import get_ident

from msgspec import Struct
from msgspec.structs import replace

from deckgen.building import written_files
from deckgen.diagnostics import Diagnostic, human
from deckgen.file_states import FileStates
from deckgen.memory import Memory
from deckgen.options import Options
from deckgen.output import write_whole
from deckgen.patterns import regex
from deckgen.source import Source

LONGEST = 100
"""Characters of a value in a file's name."""
_UNFIT = regex(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


class DeckJob(Struct, frozen=True):
    """A deck to be made."""

    number: int
    """Tells it from the others: its row."""
    path: Path
    """The template."""
    name: str
    """Of the deck's files, without what they end with; it may have folders."""
    to: tuple[str, ...] = ("pptx", "html")
    options: Options = Options()
    """With the values of the row."""
    folder: Path | None = None
    """Where whoever makes it writes its files; None if they are to be handed over."""
    fault: str = ""
    """Why there can be no deck."""


class MadeFile(Struct, frozen=True):
    """A file of a deck."""

    name: str
    """In the batch's folder."""
    size: int
    """Bytes."""
    data: bytes = b""
    """Nothing if it is written already."""


class DeckMade(Struct, frozen=True):
    """What came of a job."""

    number: int
    name: str
    files: tuple[MadeFile, ...] = ()
    """None if there is an error."""
    errors: tuple[str, ...] = ()
    """As they are printed."""
    warnings: tuple[str, ...] = ()
    slides: int = 0
    read: tuple[str, ...] = ()
    """Files that it read, or looked for in vain."""


def make_deck(job: DeckJob) -> DeckMade:
    """Do a job, in any process or thread: whatever is wrong with the deck is in the result."""
    if job.fault:
        return DeckMade(job.number, job.name, errors=(job.fault,))
    from deckgen.pipeline import finished, run

    memory = _memory(get_ident())
    memory.turn()
    done = run(job.path, job.options, memory, FileStates())
    found, files, slides = done.found, list[MadeFile](), 0
    if done.laid is not None:
        laid = finished(done, memory)
        found, slides = (*found, *laid.found), len(laid.value.slides)
        for name in job.to:
            for file in written_files(name, laid.value, memory):
                found = (*found, *file.found)
                ending, data = file.value[0], b"".join(file.value[1])
                files += [] if file.found else [MadeFile(job.name + ending, len(data), data)]
    errors = _said(found, done.source, "error")
    warnings = _said(found, done.source, "warning")
    if job.folder is not None and not errors:
        files, errors = written_to(job.folder, files)
    given, read = () if errors else tuple(files), tuple(sorted(done.files))
    return DeckMade(job.number, job.name, given, errors, warnings, slides, read)


def written_to(folder: Path, files: Sequence[MadeFile]) -> tuple[list[MadeFile], tuple[str, ...]]:
    """The files without what is written now, and what kept some from being written."""
    problems = [write_whole(folder / file.name, file.data) for file in files if file.data]
    return [replace(file, data=b"") for file in files], tuple(each.message for each in problems if each)


def _said(found: tuple[Diagnostic, ...], source: Source, severity: str) -> tuple[str, ...]:
    return tuple(human(each, source) for each in found if each.severity == severity)


@cache
def _memory(_thread: int) -> Memory:
    """This thread's own, not on disk: what one deck has made, the next ones have, and what it alone has is soon
    forgotten."""
    return Memory(None)


def file_name(pattern: str, values: dict[str, str], number: int, stem: str) -> tuple[str, str]:
    """The name of a deck's files for `pattern` (`{{ city }}/{{ name }}`), and why it can't be one: only the pattern may
    name folders, never a value."""
    from deckgen.variables import fill_in

    fit = {name: _UNFIT.sub("-", value).strip(" .")[:LONGEST] for name, value in values.items()}
    given = {"stem": stem, "row": f"{number:04d}", **fit}
    filled, found = fill_in(Source.from_text("--name", pattern), given, 0)
    if found:
        return "", f"its files' name: {found[0].message}"
    path = PurePosixPath(filled.text.strip())
    if path.is_absolute() or ".." in path.parts or not path.name.strip(". "):
        return "", f"`{filled.text}` is no name for its files"
    return str(path), ""
