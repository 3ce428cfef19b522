"""Notebooks as Markdown (Jupytext, MyST), whose cells say what they are in a talk.

https://jupytext.readthedocs.io/en/latest/formats-markdown.html,
https://nbconvert.readthedocs.io/en/latest/usage.html#reveal-js-html-slideshow
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.code_fences import blocks_of_code, fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Evidence
from deckgen.readers.dialects.reveal_md import KIN, as_reveal_reads

_RULE = "*****"
"""Between slides: what rules a cell has are lines on its slide."""
_KEYS = frozenset(("jupytext", "jupyter"))
_TYPE = regex(r"[\"']?slide_type[\"']?[ \t]*:[ \t]*[\"']?(\w+)")
_SURE = regex(r"\n\+\+\+[ \t]*\{[^\n]*[\"']slide_type[\"'][ \t]*:")
_MARK = regex(r"\+\+\+(?:[ \t]*(\{.*\}))?[ \t]*")
_REGION = regex(r"<!--[ \t]*#region\b(.*)-->[ \t]*")
_REGION_END = regex(r"<!--[ \t]*#endregion[ \t]*-->[ \t]*")
_DIRECTIVE = regex(r"(`{3,}|~{3,})[ \t]*\{code(?:-cell)?\}[ \t]*(\w*)(.*)")
_FENCE = regex(r"(`{3,}|~{3,})(\w+)((?:[ \t]+[^`]*)?)")
_FIELD = regex(r":[a-z][\w-]*:.*")
_HIDDEN = regex(r"\b(?:remove|hide)[-_]input\b")
_SILENT = regex(r"\b(?:remove|hide)[-_]output\b")
_REMOVED = regex(r"\bremove[-_]cell\b")
_SLIDES = ("slide", "subslide")
_AROUND = {"fragment": "::: {.fragment}", "notes": "::: notes"}


class _Cell(Struct, frozen=True):
    """A cell that says something of itself, or is code."""

    first: int
    """The line of its mark, or its fence."""
    end: int
    """The line behind its last."""
    said: str
    """What it says of itself …"""
    options: int = 0
    """… and in how many lines below its fence."""
    fence: str = ""
    language: str = ""
    """Of code."""

    @property
    def kind(self) -> str:
        """What it is in a talk."""
        match = _TYPE.search(self.said)
        return match[1] if match else ""


def _recognise(evidence: Evidence) -> bool:
    return evidence.shows(_SURE, "+") or (bool(evidence.keys & _KEYS) and evidence.shows(_TYPE, ":"))


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text with rules, steps and notes where its cells begin, line by line."""
    lines = text.split("\n")
    kernel = next((value for key, value in values.items() if key.endswith("kernelspec-language")), "")
    for cell in [*_cells(lines, kernel)]:
        if cell.kind == "skip" or _REMOVED.search(cell.said):
            lines[cell.first : cell.end] = [""] * (cell.end - cell.first)
            continue
        opening = _RULE if cell.kind in _SLIDES else _AROUND.get(cell.kind, "")
        fence = _fence(cell)
        lines[cell.first : cell.first + 1 + cell.options] = [""] * (1 + cell.options)
        _put(lines, cell, [opening, *fence] if opening else fence)
        if cell.kind in _AROUND:
            _close(lines, cell)
    return as_reveal_reads(path, "\n".join(lines), values)


def _cells(lines: Sequence[str], kernel: str) -> Iterator[_Cell]:
    """The cells in their order; `kernel` is the language of the notebook's own code."""
    code = [*fenced(lines)]
    ends = dict(blocks_of_code(lines))

    def is_code(at: int) -> bool:
        """True where a cell of code begins."""
        return at in ends and bool(_DIRECTIVE.fullmatch(lines[at]))

    at = 0
    while at < len(lines):
        rest = range(at + 1, len(lines))
        if not code[at] and (mark := _MARK.fullmatch(lines[at])):
            marks = (n for n in rest if is_code(n) or (not code[n] and _MARK.fullmatch(lines[n])))
            at = next(marks, len(lines))
            yield _Cell(rest.start - 1, at, mark[1] or "")
        elif not code[at] and (mark := _REGION.fullmatch(lines[at])):
            at = next((n + 1 for n in rest if not code[n] and _REGION_END.fullmatch(lines[n])), len(lines))
            yield _Cell(rest.start - 1, at, mark[1])
        elif at in ends and (fence := _DIRECTIVE.fullmatch(lines[at]) or _FENCE.fullmatch(lines[at])):
            end = min(ends[at], len(lines) - 1)
            count = _options(lines, at + 1, end) if is_code(at) else 0
            said = "\n".join((fence[3], *lines[at + 1 : at + 1 + count]))
            if is_code(at) or fence[2] == kernel or _TYPE.search(said):
                language = fence[2].replace("ipython3", "python").replace("ipython", "python") or "text"
                yield _Cell(at, end + 1, said, count, fence[1], language)
            at = end + 1
        else:
            at += 1


def _options(lines: Sequence[str], first: int, end: int) -> int:
    """How many lines below a fence are options: a block of YAML, or fields."""
    if first < end and lines[first].rstrip() == "---":
        return next((n + 1 - first for n in range(first + 1, end) if lines[n].rstrip() == "---"), 0)
    count = next((n - first for n in range(first, end) if not _FIELD.fullmatch(lines[n])), end - first)
    return count + (count > 0 and first + count < end and not lines[first + count].strip())


def _fence(cell: _Cell) -> list[str]:
    """How a cell of code begins, with what is not to be shown of it."""
    if not cell.fence:
        return []
    echo = ["#| echo: false"] if _HIDDEN.search(cell.said) else []
    output = ["#| output: false"] if _SILENT.search(cell.said) else []
    return [f"{cell.fence}{{{cell.language}}}", *echo, *output]


def _put(lines: list[str], cell: _Cell, shown: list[str]) -> None:
    """Write what stands for the first lines of a cell: where there are more than these, from the empty one above."""
    at = cell.first + 1 + cell.options - len(shown)
    while at < cell.first and (at < 0 or lines[at].strip()):
        at += 1
        shown = ["\n".join(shown[:2]), *shown[2:]]
    lines[at : at + len(shown)] = shown


def _close(lines: list[str], cell: _Cell) -> None:
    """End what stands around a cell: in its last empty line, or behind it."""
    last = cell.end - 1
    if (not cell.fence and not lines[last].strip()) or _REGION_END.fullmatch(lines[last]):
        lines[last] = ":::"
    elif cell.end < len(lines) and not lines[cell.end].strip():
        lines[cell.end] = ":::"
    else:
        lines[last] += "\n:::"


JUPYTEXT = replace(
    KIN,
    name="jupytext",
    recognise=_recognise,
    prepare=_prepare,
    rule=re.escape(_RULE),
    has_vertical_rules=False,
    has_cells=True,
    shows_cells=True,
    extras=(),
    keys=_KEYS | {"kernelspec"},
)
