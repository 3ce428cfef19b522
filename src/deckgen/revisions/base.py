"""What a PowerPoint file was built from, and what it said then."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from deckgen.building import written_files
from deckgen.carried import Carried, relative
from deckgen.deck.slides import Slide
from deckgen.errors import DeckgenError
from deckgen.file_states import FileStates
from deckgen.markdown.style import Style, style_of
from deckgen.memory import Memory
from deckgen.model import fingerprint
from deckgen.options import Options
from deckgen.pipeline import Prepared, finished, run
from deckgen.powerpoint.model import ShownDeck
from deckgen.powerpoint.package import open_data
from deckgen.powerpoint.slides import read_slides
from deckgen.project_files import FileError, ProjectFiles
from deckgen.readers.dialects.own import OWN
from deckgen.readers.dialects.registry import DIALECTS
from deckgen.readers.front_matter import read_front_matter
from deckgen.readers.reader import read_deck
from deckgen.readers.rule_lines import rule_lines
from deckgen.revisions.checked import Rebuilt
from deckgen.revisions.comments import with_comments
from deckgen.revisions.decks import Edited, edited
from deckgen.revisions.filled_in import in_template
from deckgen.source import Source


class Base(Struct, frozen=True, eq=False, kw_only=True):
    """The Markdown of a file as it was, and all that belongs to it."""

    target: Path
    text: str
    """As it is typed, with its variables."""
    ours: str
    """The Markdown as it stands, which has comments that the file does not carry."""
    carried: Carried | None
    options: Options
    given: Mapping[str, bytes]
    """Files beside it as they were, by their absolute paths."""
    done: Prepared
    shown: ShownDeck
    files: ProjectFiles
    near: frozenset[str]
    memory: Memory

    def editing(self, theirs: ShownDeck, *, keep_extras: bool) -> Callable[[frozenset[int]], Edited]:
        """What brings back what is new in the file, but on the slides (numbers, from 1) that it is told to withhold.
        Raises `DeckgenError`."""
        done, then = self.done, self.carried or Carried("", "")
        front, _ = read_front_matter(done.source, self.memory)
        assert done.laid is not None
        read = partial(_text, self.files)
        rules = rule_lines(done.source, self.memory, self.options.dialect, self.near, read)
        missing = (each.span.line for each in done.found if each.code == "image-missing" and each.span)
        edit = partial(
            edited, self.shown, theirs, done.laid, done.deck, done.source.text, _style(self.text, done.deck.dialect),
            front.lines, read, partial(_has_changed, self.files, then.others), _rules(rules, self.target),
            self._slides_of, partial(_is_other, self.target.parent), keep_extras=keep_extras,
            missing=frozenset(missing),
        )  # fmt: skip
        return lambda withheld: edit(withheld=withheld)

    def typed(self, text: str) -> tuple[str, list[str]]:
        """An edited text of the source as it is typed, with its variables and with comments that the file does not
        carry, and the lines for which there is no place."""
        source = self.done.source
        if source.origins:
            return text, []
        unsaid = list[str]()
        if source.text != self.text:
            filled, own, changed = (each.split("\n") for each in (source.text, self.text, text))
            text, unsaid = in_template(filled, own, changed)
        return self.with_comments(text), unsaid

    def with_comments(self, text: str) -> str:
        """With the comments of the Markdown that the file does not carry."""
        return with_comments(text, self.ours, self.carried.text) if self.carried else text

    def rebuilt(self, result: Edited) -> Rebuilt | None:
        """What an edited text is built into; None where it can't be, or less of it can."""
        text, unsaid = self.typed(result.text)
        beside = {place(self.target.parent, name): data for name, data in result.files.items()}
        source = Source.from_text(str(self.target), text)
        with contextlib.suppress(DeckgenError):
            again, now = built(source, self.target, self.options, self.memory, {**self.given, **beside})
            assert again.laid is not None
            is_worse = _errors(again) > _errors(self.done)
            return None if is_worse else Rebuilt(now, again.laid.slides, unsaid)
        return None

    def _slides_of(self, text: str) -> list[Slide]:
        """The slides of another text in place of the source."""
        read = read_deck(
            Source.from_text(self.done.source.path, text), outline=self.options.outline,
            dialect=self.options.dialect, beside=self.near, project=partial(_text, self.files),
        )  # fmt: skip
        return [slide for section in read.value.sections for slide in section.slides]


def built(
    source: Source, path: Path, options: Options, memory: Memory, given: Mapping[str, bytes] = {}
) -> tuple[Prepared, ShownDeck]:
    """The deck of a text at `path`, with files beside it as they are given, and what its PowerPoint file says. Raises
    `DeckgenError` if it has no slides."""
    done = run(path, options, memory, FileStates(given), source)
    if done.laid is None:
        said = next((each.message for each in done.found if each.severity == "error"), "it has no slides")
        raise DeckgenError(f"{path} can't be built: {said}")
    laid = finished(done, memory).value
    for file in written_files("pptx", laid, memory):
        if not file.found:
            return replace(done, laid=laid), read_slides(open_data(b"".join(file.value[1]), str(path)))
    raise DeckgenError(f"{path} can't be built as a .pptx file")


def _errors(done: Prepared) -> int:
    return sum(each.severity == "error" for each in done.found)


def place(folder: Path, name: str) -> str:
    """The absolute path of a file that is named from the deck's folder."""
    return os.path.abspath(folder / name)


def _has_changed(files: ProjectFiles, others: Mapping[str, str], name: str) -> bool:
    """True if the file of that name is another than the .pptx was built with."""
    try:
        path = files.find(name)
    except FileError:
        return name in others
    was = others.get(relative(str(path), files.folder / "deck"))
    return was is not None and was != FileStates(files.given)(str(path))


def _is_other(folder: Path, name: str, data: bytes) -> bool:
    """True if the file of that name is there, with another content."""
    return FileStates()(place(folder, name)) not in ("", fingerprint(data))


def _rules(lines: tuple[int, ...] | None, target: Path) -> tuple[int, ...]:
    if lines is None:
        is_page = target.suffix.lower() in (".html", ".htm", ".xhtml")
        kind = "is a page" if is_page else "has columns or pages that are read in other lines than they have"
        raise DeckgenError(f"{target} {kind}: edits do not come back into it")
    return lines


def _style(text: str, dialect: str) -> Style:
    """As the author writes, in the tool's signs."""
    own = DIALECTS.get(dialect, OWN)
    reads = own.comments == "last"
    style = replace(style_of(text), note=own.note, comment=own.comment, reads_comments=reads)
    return replace(style, extended=bool(own.scripts), alt=own.alt_key)


def _text(files: ProjectFiles, name: str) -> str:
    try:
        return files.text(name)[1]
    except FileError:
        return ""
