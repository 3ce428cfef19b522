"""`deckgen pull`: edits made in a deck's PowerPoint file, back in its Markdown."""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from msgspec import Struct

from deckgen.carried import Carried, from_xml, relative
from deckgen.diagnostics import listed
from deckgen.errors import DeckgenError
from deckgen.line_ends import as_before
from deckgen.memory import Memory
from deckgen.model import key_of
from deckgen.neighbours import neighbours
from deckgen.options import Options
from deckgen.output import keep_copy, write_whole
from deckgen.patterns import regex
from deckgen.powerpoint.model import ShownDeck
from deckgen.powerpoint.package import open_data
from deckgen.powerpoint.slides import read_slides
from deckgen.project_files import FileError, ProjectFiles, project_files
from deckgen.readers.dialects.registry import PROJECT_FILES
from deckgen.revisions.base import Base, built, place
from deckgen.revisions.checked import Rebuilt, checked
from deckgen.revisions.comments import differ_by_comments, with_comments
from deckgen.revisions.deck_style import without_style
from deckgen.revisions.git import history
from deckgen.revisions.included import by_file
from deckgen.revisions.matching import likeness, other_sections, slide_text
from deckgen.revisions.merge import Ask, Merged, Preference, merge
from deckgen.revisions.stand_ins import without_stand_ins
from deckgen.source import Source
from deckgen.source_files import SUFFIXES, read_source

_TEXTS = (*SUFFIXES, ".csv", ".tsv")


class Pulled(Struct, frozen=True):
    """What came of it; nothing is written yet."""

    into: Path
    ours: str
    """The Markdown as it stands."""
    merged: Merged
    files: dict[str, bytes]
    """New or changed files, by their paths from the deck's folder."""
    left_out: tuple[tuple[int, str], ...]
    """Numbers of slides, and what of them has no place in the text."""
    from_source: bool
    """The file had its source in it; else the Markdown beside it was taken for that."""
    theirs: str = ""
    """What the Markdown would be if it had not gone on."""
    since: str = ""
    """What both come from."""
    key: bytes = b""
    """Tells the source that the file was built from: what was pulled before is remembered under it."""
    file: bytes = b""
    """Tells the .pptx file, for the same."""
    beside: int = 0
    """Conflicts in files that it includes."""

    @property
    def conflicts(self) -> int:
        """How often both have changed the same lines."""
        return self.merged.conflicts + self.beside

    @property
    def text(self) -> str:
        """The Markdown as it is to be; with git's markers where both have changed the same lines."""
        return "\n".join(self.merged.lines)

    def preferring(self, prefer: Preference) -> str:
        """The Markdown as it would be with one of both preferred."""
        since, ours, theirs = (each.split("\n") for each in (self.since, self.ours, self.theirs))
        return "\n".join(merge(since, ours, theirs, prefer).lines)


def _as_comparable(shown: ShownDeck, theirs: ShownDeck) -> tuple[ShownDeck, ShownDeck]:
    """What was written and what is there now, without what programs change by saving it."""
    shown, theirs = without_style(shown, theirs)
    return shown, without_stand_ins(shown, theirs)


def pull(
    path: Path, into: Path | None, memory: Memory, *, data: bytes | None = None, prefer: Preference = "",
    keep_extras: bool = False, ask: Ask | None = None,
) -> Pulled:  # fmt: skip
    """What was edited in the .pptx file at `path` (or in its `data`), in the Markdown `into` which it was built from.
    Raises `DeckgenError` if one of them can't be read."""
    try:
        data = path.read_bytes() if data is None else data
    except OSError as error:
        raise DeckgenError(f"{path} can't be read: {error.strerror}") from error
    theirs = read_slides(open_data(data, str(path)))
    carried = carried_in(data)
    target = into or _beside(path, carried)
    ours, problem = read_source(target)
    if problem is not None and not (carried and problem.code == "file-not-found"):
        raise DeckgenError(f"{target}: {problem.message}")
    base = (
        with_comments(carried.text, ours.text, carried.text)
        if carried
        else _nearest(theirs, ours.text, target)
    )
    options = Options(carried.theme, carried.outline, False, (), carried.dialect) if carried else Options()
    folder, then = target.parent, carried or Carried("", "")
    parts = {
        place(folder, name): with_comments(text, _now(folder / name), text)
        for name, text in then.parts.items()
    }
    given = {where: text.encode() for where, text in parts.items()}
    done, shown = built(Source.from_text(str(target), base), target, options, memory, given)
    assert done.laid is not None
    _report_values(carried, shown, theirs, path, target)
    shown, theirs = _as_comparable(shown, theirs)
    files = project_files(target.parent, marks=PROJECT_FILES, given=given)
    near = neighbours(files, PROJECT_FILES)
    _report_absent(files, then.others, path, target)
    before = Base(
        target=target, text=base, ours=ours.text, carried=carried, options=options, given=given, done=done,
        shown=shown, files=files, near=near, memory=memory,
    )  # fmt: skip
    edit = before.editing(theirs, keep_extras=keep_extras)
    result = checked(edit, before.rebuilt, Rebuilt(shown, done.laid.slides), theirs)
    apart = by_file(done.source, result.text)
    beside = [
        _part(Path(name), relative(name, target), parts.get(place(folder, name)), text, prefer, ask)
        for name, text in apart.texts.items()
        if name != done.source.path
    ]
    mine, unsaid = before.typed(result.text)
    if done.source.origins:
        mine = before.with_comments(apart.texts.get(done.source.path, base))
    own = ours.text if problem is None else base
    keys = _keys(target, base, data)
    mine, since = _from_last_time(mine, own, base, carried, keys, memory)
    merged = merge(since.split("\n"), own.split("\n"), mine.split("\n"), prefer, ask)
    unsaid = [f"in a line that is filled in: {each.strip()}" for each in unsaid]
    sections = other_sections(shown, theirs)
    left_out = (*result.left_out, *sections, *((0, each) for each in (*apart.lost, *unsaid)))
    return Pulled(
        target, own, merged, {**result.files, **{each.name: each.data for each in beside}}, left_out,
        carried is not None, mine, since, *keys, sum(each.conflicts for each in beside),
    )  # fmt: skip


def _keys(target: Path, base: str, data: bytes) -> tuple[bytes, bytes]:
    """Tell what a file was built from, and the file itself."""
    name = f"pulled {target.absolute()}"
    return key_of(f"{name} {base}".encode()), key_of(data, key_of(name.encode()))


def _from_last_time(
    mine: str, own: str, base: str, carried: Carried | None, keys: tuple[bytes, bytes], memory: Memory
) -> tuple[str, str]:
    """What a file says, and what it and the Markdown both come from: `keys` know what was pulled of this base before,
    and of this file."""
    before, once_more = (memory.known(key, str) for key in keys)
    if once_more is not None and once_more == _since(base, own, once_more):
        return once_more, once_more  # all of it is there
    if carried and differ_by_comments(mine, own, carried.text):
        return own, own
    return mine, _since(base, own, before or base)


class _Part(Struct, frozen=True):
    """An included file as it is to be."""

    name: str
    """Its path from the deck's folder; with conflicts, that of a file beside it."""
    data: bytes
    conflicts: int = 0


def _part(
    path: Path, name: str, since: str | None, text: str, prefer: Preference, ask: Ask | None
) -> _Part:  # fmt: skip
    """What was edited of an included file, which was `since`, in it as it is now."""
    if since is None:  # nobody knows what it was
        return _Part(name, _ended(path, text))
    was, ours, theirs = (each.rstrip("\n").split("\n") for each in (since, _now(path), text))
    merged = merge(was, ours, theirs, prefer, ask)
    beside = Path(name).with_stem(f"{Path(name).stem}.conflict").as_posix() if merged.conflicts else name
    return _Part(beside, _ended(path, "\n".join(merged.lines)), merged.conflicts)


def _now(path: Path) -> str:
    """A file's text as it is; nothing if it is gone."""
    return read_source(path)[0].text if path.is_file() else ""


_DATA = frozenset((".bib", ".json", ".csl", ".csv", ".tsv"))
"""Files of which the text and the charts of a deck are made."""


def _report_absent(files: ProjectFiles, others: Mapping[str, str], path: Path, target: Path) -> None:
    """What a file was built with and what is not there now would all be edits."""
    absent = []
    for name in others:
        if Path(name).suffix.lower() in _DATA:
            try:
                files.find(name)
            except FileError:
                absent.append(f"`{name}`")
    if absent:
        message = f"{path} was built with {listed(absent)}, not found from the folder of {target.name}"
        raise DeckgenError(f"{message}: put back what is missing")


_VARIABLE = regex(r"\{\{-?[ \t]*\w[^{}\n]*\}\}|\{%[^{}\n]*%\}")


def _report_values(
    carried: Carried | None, shown: ShownDeck, theirs: ShownDeck, path: Path, target: Path
) -> None:
    """What a batch has filled in would be written over the variables of its template."""
    if carried is not None:
        return
    here, there = ("\n".join(map(slide_text, each.slides)) for each in (shown, theirs))
    names = list(dict.fromkeys(_VARIABLE.findall(here)))
    if names and not any(name in there for name in names):
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        message = (
            f"{path} has values where {target.name} has `{names[0]}`{more}: what `batch` has made of a template "
            "does not come back into it; edit the template, or its table"
        )
        raise DeckgenError(message)


def _since(base: str, ours: str, pulled: str) -> str:
    """What both come from: the source, or what was pulled before, if all of that is in the Markdown still."""
    again = merge(base.split("\n"), ours.split("\n"), pulled.split("\n"))
    return pulled if not again.conflicts and "\n".join(again.lines) == ours else base


_REVISIONS = 20
"""Of the Markdown that are looked at for the one that a file was built from."""


def _nearest(theirs: ShownDeck, ours: str, target: Path) -> str:
    """The version of the Markdown that says most of what the file says: as it is, or as git has it."""
    said = "\n".join(map(slide_text, theirs.slides))
    versions = [ours, *history(target, _REVISIONS)]
    return max(versions, key=lambda text: likeness(text, said))


def _ended(path: Path, text: str) -> bytes:
    """A file's new text, which ends as the file does."""
    try:
        ends = path.read_bytes().endswith(b"\n")
    except OSError:
        ends = True
    return (text.rstrip("\n") + "\n" if ends else text).encode()


def carried_in(data: bytes) -> Carried | None:
    """The source in a .pptx file; None if it has none."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("customXml/item")]
        return next((found for name in names if (found := from_xml(archive.read(name)))), None)


def _beside(path: Path, carried: Carried | None) -> Path:
    """The Markdown that a file was built from, where such a file mostly is."""
    names = [carried.name] if carried else [f"{path.stem}{suffix}" for suffix in SUFFIXES]
    above = Path(os.path.normpath(path.parent / ".."))
    folders = (path.parent, Path(), Path("slides"), above, above / "slides")
    found = [folder / name for folder in folders for name in names if (folder / name).is_file()]
    if found:
        return found[0]
    if carried:
        return Path(carried.name)
    raise DeckgenError(f"which Markdown {path} was built from is not known: say it with `--into`")


def write(pulled: Pulled, memory: Memory) -> list[Path]:
    """Write the Markdown and the files beside it, each over a copy of what was there (`.bak`); the Markdown with
    conflicts beside it, in a file of its own. Raises `DeckgenError`."""
    written = []
    if not pulled.merged.conflicts:
        memory.keep(pulled.key, pulled.theirs)
        memory.keep(pulled.file, pulled.theirs)
    for name, data in pulled.files.items():
        written += _put(pulled.into.parent / name, data)
    if pulled.merged.conflicts:
        target = pulled.into.with_name(f"{pulled.into.stem}.conflict{pulled.into.suffix}")
        return [*written, *_put(target, pulled.text.encode())]
    if pulled.text != pulled.ours or not pulled.into.exists():
        written += _put(pulled.into, pulled.text.encode())
    return written


def _put(target: Path, data: bytes) -> list[Path]:
    if target.exists():
        before = target.read_bytes()
        with contextlib.suppress(UnicodeDecodeError):
            data = as_before(data.decode("utf-8"), before) if target.suffix in _TEXTS else data
        if before == data:
            return []
        if problem := keep_copy(target, before):
            raise DeckgenError(problem.message)
    if problem := write_whole(target, data):
        raise DeckgenError(problem.message)
    return [target]
