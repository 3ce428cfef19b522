"""`build`: a deck into its files, which are written again as they are if nothing that they came from has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.diagnostics import Diagnostic, Warned
from deckgen.errors import DeckgenError
from deckgen.file_states import SETTLED, FileStates
from deckgen.memory import Memory, memory_of_one
from deckgen.model import Model, key_of
from deckgen.options import Options, paths_of
from deckgen.output import Passing, check_of, own_source, write_whole
from deckgen.plugins import PluginError, state
from deckgen.source import Source
from deckgen.source_files import read_source

if TYPE_CHECKING:
    from deckgen.layout.model import LaidOutDeck

KEPT = 4_000_000
"""Bytes of a file that is kept for the next build; of a larger one, what tells it alone."""


class BuildResult(Struct, frozen=True, eq=False):
    """What came of one deck."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    slides: int
    written: tuple[Path, ...]
    seconds: float

    @property
    def ok(self) -> bool:
        """True if there is no error among the diagnostics."""
        return not any(diagnostic.severity == "error" for diagnostic in self.diagnostics)


class _File(Model, frozen=True):
    """A file of a deck."""

    ending: str
    """What its name ends with, behind the deck's."""
    digest: str
    data: bytes = b""
    """Nothing if there is too much of it."""


class _Files(Model, frozen=True):
    """What the last build of a deck gave."""

    read: tuple[str, ...]
    """Whatever it read, or looked for in vain."""
    marks: tuple[str, ...]
    """What decides which files it may read, by being there or not."""
    state: bytes
    """Tells all of them as they were."""
    files: tuple[_File, ...]
    found: tuple[Diagnostic, ...]
    slides: int


def build(
    path: str | os.PathLike[str],
    *,
    to: Sequence[str] = ("pptx", "html"),
    output: str | os.PathLike[str] = "build",
    theme: str | os.PathLike[str] = "",
    outline: str = "",
    dialect: str = "",
    trust: bool = False,
    allow: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
    carries: bool = True,
    memory: Memory | None = None,
) -> BuildResult:
    """Build the deck at `path` into the folder `output`, in the formats `to`; or as the file `output`, in the format by
    which its name ends.

    `theme` is a name, a folder or a .pptx file and wins over the deck's own; `outline` takes only the part of the
    file under that heading; `dialect` says whose Markdown it is; `trust` lets the deck's own programs (`plot:`) run
    and read whatever they like; `allow` names folders outside the deck's project that it may read; `carries` lets a
    .pptx have its source in it, without comments, for `deckgen pull`. What is wrong with
    the deck is in the result's diagnostics, never raised; a file is written whole or not at all. Raises
    `DeckgenError` for a format that does not exist.
    """
    started = time.time_ns()
    memory = memory or memory_of_one()
    to = (to,) if isinstance(to, str) else tuple(dict.fromkeys(to))
    options = Options(os.fspath(theme), outline, trust, paths_of(allow), dialect, carries)
    memory.depends_on(state(memory))
    to, stem = _target(to, Path(output), "deck" if str(path) == "-" else Path(path).stem, memory)
    name = _name(path, options, to)
    done = _again(name, Path(path), stem, memory) or _made(
        name, Path(path), options, to, stem, memory, started
    )
    memory.close()
    source, found, slides, written = done
    return BuildResult(source, found, slides, written, (time.time_ns() - started) / 1e9)


def _target(to: Sequence[str], output: Path, name: str, memory: Memory) -> tuple[Sequence[str], Path]:
    """The formats to write, and what the names of their files begin with: in a folder, or for a file of one format."""
    kind = output.suffix[1:].lower()
    if kind and not output.is_dir():
        from deckgen.writers.registry import format_names

        if kind in format_names(memory):
            return (kind,), output.with_suffix("")
    return to, output / name


_Done = tuple[Source, tuple[Diagnostic, ...], int, tuple[Path, ...]]


def _name(path: str | os.PathLike[str], options: Options, to: Sequence[str]) -> bytes:
    """Tells what is asked for, and all that files come from which is in no file: where, whose and when."""
    try:
        here = os.getcwd()
    except OSError:
        here = ""
    told = (options.theme, options.outline, options.trust, tuple(map(str, options.allow)), options.dialect,
            options.carries)  # fmt: skip
    day = os.environ.get("SOURCE_DATE_EPOCH", "") + time.strftime("%Y-%m-%d")
    places = (
        os.fsencode(part) for part in (here, path, os.environ.get("HOME", ""))
    )  # names need not be text
    return key_of(encode(("build", *places, told, tuple(to), day)))


def _again(name: bytes, path: Path, stem: Path, memory: Memory) -> _Done | None:
    """The files of the last build, if it read what it would read now; None if not, or if they are kept no more."""
    made = memory.known(name, _Files)
    if made is None or made.state != state_of(made.read, made.marks):
        return None
    source, problem = read_source(path)
    if problem is not None:
        return None
    written: list[Path] = []
    for file in made.files:
        target = stem.with_name(stem.name + file.ending)
        is_there = (
            not _put(target, file.data, path, made.read) if file.data else _is_still(target, file.digest)
        )
        if not is_there:
            return None  # a build from the text says why
        written.append(target)
    return source, made.found, made.slides, tuple(written)


def _put(target: Path, data: bytes | Iterable[bytes], source: Path, read: Iterable[str]) -> Diagnostic | None:
    """Write a file of the deck at `source`, for which others were `read`; what keeps it from being written."""
    return own_source(target, source, read) or write_whole(target, data)


def _is_still(target: Path, digest: str) -> bool:
    """True if a file that is there holds what would be written; it is then as new as if it were."""
    try:
        if check_of(target.read_bytes()) != digest:
            return False
        os.utime(target)
    except OSError:
        return False
    return True


def _made(
    name: bytes, path: Path, options: Options, to: Sequence[str], stem: Path, memory: Memory, started: int
) -> _Done:
    from deckgen.deck.slides import Deck
    from deckgen.pipeline import finished, run
    from deckgen.writers.registry import FORMATS, format_names

    if unknown := [each for each in to if each not in FORMATS and each not in format_names(memory)]:
        raise DeckgenError(f"unknown format {unknown[0]!r}; known: {', '.join(format_names(memory))}")
    states = FileStates()
    done = run(path, options, memory, states)
    if done.laid is None:
        return done.source, done.found, 0, ()
    laid = finished(done, memory)
    if options.carries and "pptx" in to:
        from deckgen.carrying import carrying

        laid = replace(laid, value=carrying(laid.value, done, path, options, memory, states))
    if memory.for_one_deck:
        memory.clear()
    done = replace(done, deck=Deck(title="", sections=()), laid=None)  # only what is laid out is still needed
    found, written, files = (*done.found, *laid.found), list[Path](), list[_File]()
    for each in to:
        for file in written_files(each, laid.value, memory):
            found = (*found, *file.found)
            ending, pieces = file.value
            if file.found:
                continue
            target, passing = stem.with_name(stem.name + ending), Passing(pieces, KEPT)
            if problem := _put(target, passing, path, done.files):
                found = (*found, problem)
                break
            written.append(target)
            files.append(_File(ending, passing.digest, passing.data))
    memory.hold(b"laid", laid)  # it is taken down with the rest, or not at all where the process ends
    slides = len(laid.value.slides)
    if done.lasts and not any(each.severity == "error" for each in found):
        read = tuple(sorted(done.files))
        if _are_settled(read, started):
            memory.keep(
                name, _Files(read, done.marks, state_of(read, done.marks), tuple(files), found, slides)
            )
    return done.source, found, slides, tuple(written)


def state_of(files: Sequence[str], marks: Sequence[str] = ()) -> bytes:
    """Tells these files as they are, or that they are not there, by what nobody sets but the system; of the marks,
    which are there."""
    there = [os.path.exists(mark) for mark in marks]
    return key_of(encode(([_signs(file) for file in files], there)))


def _signs(file: str) -> tuple[int, ...]:
    try:
        state = os.stat(file)
    except (OSError, ValueError):
        return ()
    return state.st_ctime_ns, state.st_mtime_ns, state.st_size, state.st_ino


def _are_settled(files: Sequence[str], started: int) -> bool:
    """True if none was written since shortly before `started` (nanoseconds): it may have been read before that."""
    return all(max(_signs(file)[:2], default=0) < started - SETTLED for file in files)


def written_files(
    name: str, laid: LaidOutDeck, memory: Memory
) -> Iterator[Warned[tuple[str, Iterable[bytes]]]]:
    """Each file of a format, as what its name ends with and pieces of it in turn, or why it is not there."""
    from deckgen.writers.format import WriteError
    from deckgen.writers.registry import output_format

    chosen = output_format(name, memory)
    if chosen.value is None:
        yield Warned(("", ()), chosen.found)
        return
    try:
        for ending, data in chosen.value.write(laid, memory):
            yield Warned((ending, (data,) if isinstance(data, bytes) else data))
    except WriteError as error:
        yield Warned(("", ()), (Diagnostic(error.code, "error", str(error)),))
    except PluginError as error:
        yield Warned(("", ()), (error.diagnostic(),))
