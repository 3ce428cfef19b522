"""Files that a deck includes, before it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.code_fences import blocks_of_code, fenced
from deckgen.diagnostics import Diagnostic
from deckgen.patterns import regex
from deckgen.project_files import FileError, ProjectFiles, shown
from deckgen.source import Origin, Source, Span
from deckgen.source_files import printable

if TYPE_CHECKING:
    from deckgen.readers.dialects.dialect import Dialect, Part

_INCLUDE = regex(
    r"""[ \t]*(?:\{\{[ \t]*include(?::[ \t]*|[ \t]+)["']?([^"'{}]+?)["']?[ \t]*\}\}"""
    r"""|\{\{<[ \t]*include[ \t]+(\S+)[ \t]*>\}\})[ \t]*"""
)
_SCRIPT = ('<script type="text/template">', "</script>")
"""Around text in a page that is no HTML."""
DEEPEST = 10
MOST_LINES = 40_000


def expand(
    source: Source, files: ProjectFiles, dialect: Dialect | None = None
) -> tuple[Source, tuple[Diagnostic, ...]]:
    """`source` with the files that its lines `{{include: part.md}}` name in their places, and what its `dialect` brings
    in its own way; `origins` remembers where each line comes from.

    A deck includes only what it may read (`files`).
    """
    expander = _Expander(files, dialect)
    lines, origins = expander.lines(source, files.folder, (Path(source.path).resolve(),))
    if len(lines) == len(source.lines) and lines == list(source.lines):
        return source, tuple(expander.findings)
    text = "\n".join(lines)
    return Source(source.path, text, tuple(lines), tuple(origins)), tuple(expander.findings)


_SNIPPET = regex(
    r"<<<[ \t]+(?:@/)?(?P<path>[^\s#{]+)(?:#(?P<region>[\w-]+))?[ \t]*(?P<language>[\w+-]+)?[ \t]*"
    r"(?P<rest>(?:\[[^\[\]]*\])?[ \t]*(?:\{.*)?)"
)
_REGION = regex(r".*?#?\b(end)?region\b[ \t]*([\w-]*)")


def _region(lines: Sequence[tuple[int, str]], name: str) -> list[tuple[int, str]]:
    """The numbered lines between `#region name` and `#endregion`, without their common indent."""
    found: list[tuple[int, str]] = []
    depth = 0
    for number, line in lines:
        match = _REGION.match(line)
        if match and not match[1] and match[2] == name:
            depth = 1
        elif match and match[1] and depth:
            break
        elif depth and not match:
            found.append((number, line))
    indent = min((len(line) - len(line.lstrip()) for _, line in found if line.strip()), default=0)
    return [(number, line[indent:]) for number, line in found]


def _numbers(wanted: str) -> set[int]:
    """`1,3-5`"""
    found: set[int] = set()
    for low, high in re.findall(r"(\d{1,4})(?:-(\d{1,4}))?", wanted):
        found.update(range(int(low), int(high or low) + 1))
    return found


SHORT = 3
"""Signs of a fence that can't have others in it."""


class _Expander:
    def __init__(self, files: ProjectFiles, dialect: Dialect | None) -> None:
        self.files = files
        self.snippets = dialect is not None and dialect.has_snippets
        self.own = dialect.includes if dialect else None
        self.embeds = dialect.embeds if dialect else None
        self.part_of = dialect.part_of if dialect else None
        self.file_fence = dialect.file_fence if dialect else None
        self.parts = dialect.parts if dialect else None
        self.outside = dialect.outside if dialect else None
        self.findings: list[Diagnostic] = []
        self.count = 0

    def lines(
        self, source: Source, folder: Path, open_files: tuple[Path, ...]
    ) -> tuple[list[str], list[Origin]]:
        if self.parts and any("src" in line for line in source.lines):
            return self._with_parts(self.parts, source, folder, open_files)
        if self.outside and (places := self.outside(source.text)):
            return self._with_outside(places, source, folder, open_files)
        return self._plain(source, folder, open_files, 0, len(source.lines))

    def _with_parts(
        self,
        parts: Callable[[Sequence[str]], list[Part]],
        source: Source,
        folder: Path,
        open_files: tuple[Path, ...],
    ) -> tuple[list[str], list[Origin]]:
        """The slides, those of other files in place of the ones that stand for them."""
        found: list[str] = []
        origins: list[Origin] = []
        for part in parts(source.lines):
            inner = self._slides(parts, part, source, folder, open_files) if part.source else None
            lines, where = inner or self._plain(source, folder, open_files, part.first, part.end)
            found += lines
            origins += where
        return found, origins

    def _slides(
        self,
        parts: Callable[[Sequence[str]], list[Part]],
        part: Part,
        source: Source,
        folder: Path,
        open_files: tuple[Path, ...],
    ) -> tuple[list[str], list[Origin]] | None:
        """The slides of the file that a part names, with the part's other settings; None if it can't be had."""
        name, _, wanted = part.source.partition("#")
        number = part.settings[0] + 1
        read = self._read(name, source, number, folder, open_files)
        if read is None:
            return None
        other, path = read
        low, high = part.settings
        own = [(source.lines[n], Origin(source, n + 1)) for n in range(low, high)]
        own = [(line, where) for line, where in own if not line.startswith("src")]
        keys = {line.partition(":")[0].strip() for line, _ in own if ":" in line}
        found: list[tuple[str, Origin]] = []
        rule = Origin(source, part.first + 1)
        for index, each in enumerate(parts(other.lines), 1):
            if wanted and index not in _numbers(wanted):
                continue
            theirs = [(other.lines[n], Origin(other, n + 1)) for n in range(*each.settings)]
            theirs = [(line, where) for line, where in theirs if line.partition(":")[0].strip() not in keys]
            settings = [*own, *theirs]
            head = [("---", rule), *settings, ("---", rule)] if settings else [("---", rule), ("", rule)]
            start = each.settings[1] + 1 if each.settings[1] > each.settings[0] else each.first
            start += start < len(other.lines) and not theirs and other.lines[start].startswith("---")
            lines, where = self._plain(other, path.parent, (*open_files, path), start, each.end)
            found += [*head, *zip(lines, where, strict=True), ("", rule)]
        if part.first == 0 and not (open_files[1:] or own):  # the head of the whole file stays
            head = [(source.lines[n], Origin(source, n + 1)) for n in range(high + 1)]
            found = head + (found[2:] if found[1:2] == [("", rule)] else found[1:])
        return [line for line, _ in found], [where for _, where in found]

    def _with_outside(
        self, places: Sequence[tuple[int, str]], source: Source, folder: Path, open_files: tuple[Path, ...]
    ) -> tuple[list[str], list[Origin]]:
        """A page with the files that it names at these places of its text."""
        found: list[tuple[str, Origin]] = []
        start, number = 0, 1
        for place, name in (*places, (len(source.text), "")):
            piece = source.text[start:place].split("\n")
            found += [(line, Origin(source, at)) for at, line in enumerate(piece, number)]
            start, number = place, number + len(piece) - 1
            if name and (read := self._read(name, source, number, folder, open_files)):
                tags = Origin(source, number)
                inside = [(line, Origin(read[0], at)) for at, line in enumerate(read[0].lines, 1)]
                found += [(_SCRIPT[0], tags), *inside, (_SCRIPT[1], tags)]
        return [line for line, _ in found], [where for _, where in found]

    def _plain(
        self, source: Source, folder: Path, open_files: tuple[Path, ...], low: int, high: int
    ) -> tuple[list[str], list[Origin]]:
        """Lines `low` to `high`, with what they include."""
        found: list[str] = []
        origins: list[Origin] = []
        lines = source.lines[low:high]
        ends = dict(blocks_of_code(lines)) if self.file_fence else {}
        past = low
        for number, (line, fence) in enumerate(zip(lines, fenced(lines), strict=True), low + 1):
            if number <= past:
                continue
            match = None if fence else _INCLUDE.fullmatch(line) or (self.own and self.own.fullmatch(line))
            inner = self._included(match, source, number, folder, open_files) if match else None
            if self.embeds and not fence and (wanted := self.embeds(line)):
                inner = self._embedded(*wanted, folder, open_files)
            if self.snippets and len(fence.lstrip(">")) != SHORT and (snippet := _SNIPPET.fullmatch(line)):
                inner = self._snippet(snippet, source, number, folder, open_files)
            named = self.file_fence.fullmatch(line) if self.file_fence and number - low - 1 in ends else None
            if named:
                last = ends[number - low - 1]
                inner = self._file(
                    named["rest"], lines[number - low : last], source, number, folder, open_files
                )
                past = low + last + 1 if inner else past
            if inner is None:
                found.append(line)
                origins.append(Origin(source, number))
            else:
                found += inner[0]
                origins += inner[1]
            self.count += 1
        return found, origins

    def _included(
        self, match: re.Match[str], source: Source, number: int, folder: Path, open_files: tuple[Path, ...]
    ) -> tuple[list[str], list[Origin]] | None:
        named = match.groupdict()
        name = named["path"] if named else next(filter(None, match.groups()))
        read = self._read(name.strip(), source, number, folder, open_files)
        if read is None:
            return None
        part, path = read
        body = replace(part, lines=_without_front_matter(part.lines))
        lines, origins = self.lines(body, path.parent, (*open_files, path))
        if not named:
            return lines, origins
        here = Origin(source, number)
        return [named["rule"], "", *lines], [here, here, *origins]

    def _embedded(
        self, name: str, part: str, folder: Path, open_files: tuple[Path, ...]
    ) -> tuple[list[str], list[Origin]] | None:
        """A note, or a part of it; None if there is none, of which others tell."""
        try:
            path, text = replace(self.files, folder=folder).text(name, [self.files.folder])
        except FileError:
            return None
        path = path.resolve()
        if self._problem(path, name, open_files):
            return None
        note = Source.from_text(shown(path), printable(text.rstrip("\n")))
        note = replace(note, lines=_without_front_matter(note.lines))
        first, end = self.part_of(note.lines, part) if self.part_of and part else (0, len(note.lines))
        inside = self._plain(note, path.parent, (*open_files, path), first, end)
        return inside if end > first else None

    def _read(
        self, name: str, source: Source, number: int, folder: Path, open_files: tuple[Path, ...]
    ) -> tuple[Source, Path] | None:
        """The file of that name; what is wrong with it is said at line `number`, where it is named."""
        where = source.find(name, Span(number))
        problem, hint = "", "its line is shown as text"
        try:
            path, text = replace(self.files, folder=folder).text(name, [self.files.folder])
            problem = self._problem(path.resolve(), name, open_files)
        except FileError as error:
            problem, hint = str(error), error.hint or hint
        if problem:
            self.findings.append(Diagnostic("include", "error", problem, where, hint, source))
            return None
        path = path.resolve()
        return Source.from_text(shown(path), printable(text.rstrip("\n"))), path

    def _snippet(
        self, match: re.Match[str], source: Source, number: int, folder: Path, open_files: tuple[Path, ...]
    ) -> tuple[list[str], list[Origin]] | None:
        """The code of a file, or the region of it that is named."""
        read = self._read(match["path"], source, number, folder, open_files)
        if read is None:
            return None
        code, path = read
        lines = list(enumerate(code.lines, 1))
        if match["region"] and not (lines := _region(lines, match["region"])):
            message = f"`{match['path']}` has no region `{match['region']}`: it is shown as a whole"
            self.findings.append(Diagnostic("include", "warning", message, Span(number), "", source))
            lines = list(enumerate(code.lines, 1))
        language = match["language"] or path.suffix.lstrip(".")
        return self._shown(code, lines, language, match["rest"] or "", Origin(source, number))

    def _file(
        self, rest: str, said: Sequence[str], source: Source, number: int, folder: Path, open_files: tuple[Path, ...]
    ) -> tuple[list[str], list[Origin]] | None:  # fmt: skip
        """The code of a file that the lines of a fence name (`path: a.rs`, `start_line: 2`)."""
        given = {key.strip(): value.strip(" \"'") for key, _, value in (line.partition(":") for line in said)}
        read = (
            self._read(given.get("path", ""), source, number, folder, open_files)
            if given.get("path")
            else None
        )
        if read is None:
            return None
        code, path = read
        first, last = (
            int(n) if (n := given.get(key, "")).isdecimal() else 0 for key in ("start_line", "end_line")
        )
        lines = list(enumerate(code.lines, 1))[max(0, first - 1) : last or None]
        language = given.get("language") or path.suffix.lstrip(".")
        return self._shown(code, lines, language, rest, Origin(source, number))

    def _shown(
        self, code: Source, lines: Sequence[tuple[int, str]], language: str, rest: str, here: Origin
    ) -> tuple[list[str], list[Origin]]:
        """Lines of a file as a fence."""
        ticks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", code.text)), default=0))
        head = (f"{ticks}{language} {rest.strip()}".rstrip(), here)
        shown_lines = [head, *((line, Origin(code, at)) for at, line in lines), (ticks, here)]
        return [line for line, _ in shown_lines], [where for _, where in shown_lines]

    def _problem(self, path: Path, name: str, open_files: tuple[Path, ...]) -> str:
        if path in open_files:
            return f"`{name}` includes itself"
        if len(open_files) > DEEPEST or self.count > MOST_LINES:
            return f"`{name}` is included too deep, or is too long"
        return ""


def _without_front_matter(lines: tuple[str, ...]) -> tuple[str, ...]:
    """A part's own front matter is emptied, so that lines keep their numbers."""
    if not lines or lines[0].rstrip() != "---":
        return lines
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    block = [line for line in lines[1:end] if line.strip()]
    if not end or not all(re.match(r"[\w-]+\s*:|\s|-|#", line) for line in block):
        return lines
    return ("",) * (end + 1) + lines[end + 1 :]
