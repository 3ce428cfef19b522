"""Files that a deck includes, before it is read."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from deckgen.diagnostics import Diagnostic
from deckgen.project_files import FileError, ProjectFiles, shown
from deckgen.source import Origin, Source, Span
from deckgen.source_files import printable

_INCLUDE = re.compile(
    r"""[ \t]*(?:\{\{[ \t]*include(?::[ \t]*|[ \t]+)["']?([^"'{}]+?)["']?[ \t]*\}\}"""
    r"""|\{\{<[ \t]*include[ \t]+(\S+)[ \t]*>\}\})[ \t]*"""
)
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
DEEPEST = 10
MOST_LINES = 40_000


def expand(source: Source, files: ProjectFiles) -> tuple[Source, tuple[Diagnostic, ...]]:
    """`source` with the files that its lines `{{include: part.md}}` name in their places; `origins` remembers
    where each line comes from.

    A deck includes only what it may read (`files`).
    """
    if "{{" not in source.text:
        return source, ()
    expander = _Expander(files)
    lines, origins = expander.lines(source, files.folder, (Path(source.path).resolve(),))
    if len(lines) == len(source.lines) and lines == list(source.lines):
        return source, tuple(expander.findings)
    text = "\n".join(lines)
    return Source(source.path, text, tuple(lines), tuple(origins)), tuple(expander.findings)


class _Expander:
    def __init__(self, files: ProjectFiles) -> None:
        self.files = files
        self.findings: list[Diagnostic] = []
        self.count = 0
        self.parts = 0

    def lines(
        self, source: Source, folder: Path, open_files: tuple[Path, ...]
    ) -> tuple[list[str], list[Origin]]:
        found: list[str] = []
        origins: list[Origin] = []
        fence = ""
        for number, line in enumerate(source.lines, 1):
            mark = _FENCE.match(line)
            if mark and (not fence or mark[1].startswith(fence)):
                fence = "" if fence else mark[1]
            match = None if fence else _INCLUDE.fullmatch(line)
            inner = self._included(match, source, number, folder, open_files) if match else None
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
        name = next(filter(None, match.groups())).strip()
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
        part = Source.from_text(shown(path), printable(text.rstrip("\n")))
        body = replace(part, lines=_without_front_matter(part.lines))
        return self.lines(body, path.parent, (*open_files, path))

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
