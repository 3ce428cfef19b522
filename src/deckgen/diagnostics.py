"""What can be said about an author's text.

A `Diagnostic` is data; how it is printed is decided by `human` (below) and its callers.
"""

from collections.abc import Iterable, Sequence
from typing import Generic, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from deckgen.model import Model
from deckgen.patterns import regex
from deckgen.source import Source, Span

Severity = Literal["error", "warning", "note"]
"""error: the deck is not what its author asked for. warning: it is, but look. note: worth knowing."""


class Diagnostic(Model, frozen=True):
    """One finding in one place."""

    code: str
    """Stable kebab-case name of the rule."""
    severity: Severity
    message: str
    span: Span | None = None
    hint: str = ""
    """What the author can do about it."""
    source: Source | None = None
    """The file that `span` lies in, if it is not the deck itself (a chart's data)."""


T = TypeVar("T")


class Warned(Struct, Generic[T], frozen=True):
    """What a step gives: its value, what it found on the way, and what it depends on beside what it was given."""

    value: T
    found: tuple[Diagnostic, ...] = ()
    read: tuple[str, ...] = ()
    """Files that it read, or looked for in vain."""


def moved(finding: Diagnostic, lines: int) -> Diagnostic:
    """The finding `lines` further down in its file."""
    span = finding.span
    if span is not None and span.line == 0:
        return replace(finding, span=Span(1))  # it is said at the top of the file
    if span is None or not lines or finding.source is not None:
        return finding
    return replace(finding, span=span.moved(lines))


def by_kind(found: Sequence[Diagnostic]) -> list[tuple[Diagnostic, int]]:
    """The first finding of each kind, in order, with how many there are. Errors are all of their own kind."""
    first: dict[object, Diagnostic] = {}
    counts: dict[object, int] = {}
    for number, finding in enumerate(found):
        kind = number if finding.severity == "error" else (finding.severity, finding.code)
        first.setdefault(kind, finding)
        counts[kind] = counts.get(kind, 0) + 1
    return [(finding, counts[kind]) for kind, finding in first.items()]


LOST = {
    "image-missing": "picture", "component": "component", "html-not-shown": "element", "html-as-link": "embedded page",
    "setting-not-shown": "header or footer", "background-not-shown": "background",
    "surplus-cells": "row's last cells", "plot-not-drawn": "plot",
    "unknown-chart": "chart", "no-data": "chart", "chart-too-large": "chart", "flow-too-large": "flow",
    "include": "included file", "comment-not-closed": "comment's slide", "cell-not-shown": "computed value",
    "formula-not-read": "formula (its source is shown)", "unknown-citation": "citation",
}  # fmt: skip
"""Kinds of findings that say that something of the author's is not in the decks → what that is."""


ONCE = frozenset(("image-missing", "plot-not-drawn", "large-film"))
"""Kinds of findings of files: said once for a file, however many slides show it."""


def losses(found: Sequence[Diagnostic]) -> str:
    """What the decks do not show of their source, on one line; nothing if they show all."""
    counts: dict[str, list[Diagnostic]] = {}
    for finding in found:
        if what := LOST.get(finding.code):
            counts.setdefault(what, []).append(finding)
    parts = []
    for what, findings in counts.items():
        places = dict.fromkeys(f.span.line for f in findings if f.span)
        shown = ", ".join(map(str, list(places)[:6])) + (" …" if len(places) > 6 else "")
        where = f" (line{'s' if len(places) > 1 else ''} {shown})" if places else ""
        parts.append(f"{len(findings)} × {what}{where}")
    return ", ".join(parts)


def human(diagnostic: Diagnostic, source: Source, *, shown_width: int = 100) -> str:
    """The diagnostic as a person reads it: message, place, the line itself, what to do."""
    head = f"{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"
    span = diagnostic.span
    source = diagnostic.source or source
    if span is None:
        return "\n".join([head, f"  --> {source.path}", *_hint_lines(diagnostic.hint)])
    line, column = _window(source.line(span.line), span.column, shown_width)
    gutter = " " * len(str(span.line))
    marks = "^" * max(1, min(span.length or len(line) - column + 1, len(line) - column + 1))
    parts = [head, f"{gutter}--> {source.path}:{span.line}:{span.column}"]
    if line.strip():
        parts += [
            f"{gutter} |",
            f"{span.line} | {line}",
            f"{gutter} | {' ' * (column - 1)}{marks} {diagnostic.hint}".rstrip(),
        ]
        return "\n".join(parts)
    return "\n".join(parts + _hint_lines(diagnostic.hint))


def _hint_lines(hint: str) -> list[str]:
    return [f"  = {hint}"] if hint else []


_CONTROL = regex("[\x00-\x1f\x7f-\x9f]")
"""What a terminal would obey."""


def _window(line: str, column: int, width: int) -> tuple[str, int]:
    """The part of a long line around `column`, and the column in that part."""
    line = _CONTROL.sub("\ufffd", line.replace("\t", " "))
    if len(line) <= width:
        return line, column
    start = max(0, min(column - 1 - width // 2, len(line) - width))
    cut = line[start : start + width]
    if start:
        cut = "…" + cut[1:]
    if start + width < len(line):
        cut = cut[:-1] + "…"
    return cut, column - start


def listed(names: Sequence[str]) -> str:
    """Some names, at least one, in a sentence: “a”, “a and b”, “a, b and c”."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def nearest(name: str, known: Sequence[str]) -> str:
    """A hint that names what was probably meant, or all that is known."""
    close = closest(name, known, 0.5)
    return f"did you mean `{close}`?" if close else "known: " + ", ".join(sorted(known))


def closest(name: str, known: Iterable[str], cutoff: float) -> str:
    """The name that is most like one, from 0 to 1 at least `cutoff`; nothing for none."""
    from difflib import get_close_matches  # few ask for it

    return next(iter(get_close_matches(name, known, n=1, cutoff=cutoff)), "")
