"""What stands between the brackets of a citation: `[see @key, pp. 3-5, and *passim*; also -@other]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from deckgen.deck.inlines import Inline, Inlines, Marks, Run
from deckgen.patterns import regex

KEY = r"[A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]*[\w/])?"
_GROUP = regex(rf"\[[^\[\]]{{0,500}}?@{KEY}[^\[\]]{{0,2000}}\]")
_PART = regex(rf"(.*?)(-?)@(?:\{{([^{{}}]+)\}}|({KEY}))(.*)", re.DOTALL)
_BETWEEN = regex(r";(?![^{}]*\})")
_LABELS = {
    "page": r"pages?|pp?|S", "chapter": r"chapters?|chapitre|chap|ch|Kap", "section": r"sections?|sect?|§§?|Abschn",
    "figure": r"figures?|fig|Abb", "issue": r"numéro|number|no|n°|Nr", "volume": r"volumes?|vol|Bd",
    "paragraph": r"paragraphs?|para|¶", "part": r"part", "verse": r"verses?", "line": r"lines?", "book": r"book|livre",
    "column": r"columns?|col", "folio": r"folio|fol", "note": r"note",
}  # fmt: skip
"""Of citeproc: how they are written."""
_ROMAN = r"[ivxlcdm]+\b|[IVXLCDM]+\b"
_NUMBER = r"\d\w*(?:[.:]\w+)*"
_SAID = "|".join(f"(?P<{label}>{words})" for label, words in _LABELS.items())
_NUMBERS = r"{0}(?:\s*[–-]\s*(?:{0}))?(?:,\s*(?:{0})(?:\s*[–-]\s*(?:{0}))?)*"
_LOCATOR = regex(
    rf"[,\s]*(?:(?:{_SAID})(?:\.|\b|(?=\d)|(?<=\W))\s*(?P<places>{_NUMBERS.format(f'(?:{_NUMBER}|{_ROMAN})')})"
    rf"|(?P<pages>{_NUMBERS.format(_NUMBER)}))(?P<rest>.*)",
    re.DOTALL,
)
_BRACED = regex(r"[,\s]*\{([^{}]*)\}(.*)", re.DOTALL)
_LABELLED = regex(rf"(?:{_SAID})(?:\.\s*|\s+|(?<=\W))(?P<places>.*)", re.DOTALL)
_OPENS, _ENDS, _FIRST = "\ue010", "\ue011", 0xE100
"""Around what is marked in a citation: the second character tells how."""
_MARKED = regex(f"{_OPENS}(.)([^{_ENDS}]*){_ENDS}", re.DOTALL)


LONGEST = 2000
"""Characters of a citation."""


class Cited(Struct, frozen=True):
    """One of the works that a citation names."""

    key: str
    prefix: str = ""
    suffix: str = ""
    label: str = ""
    locator: str = ""
    """Where in it, and what that counts (citeproc's `page`, `chapter` …)."""
    without_author: bool = False


def items_of(inside: str) -> list[Cited] | None:
    """The works of a citation, from what stands between its brackets; None if that is something else."""
    found = []
    for part in _BETWEEN.split(inside) if len(inside) < LONGEST else ():
        match = _PART.fullmatch(part.strip())
        if match is None:
            return None
        label, locator, suffix = _place(match[5])
        found.append(Cited(match[3] or match[4], match[1], suffix, label, locator, bool(match[2])))
    return found or None


def _place(text: str) -> tuple[str, str, str]:
    """What a locator counts, the locator and what follows it."""
    if match := _BRACED.fullmatch(text):
        said = _LABELLED.fullmatch(match[1].strip())
        return _label(said), said["places"] if said else match[1].strip(), _or_nothing(match[2])
    said = _LOCATOR.fullmatch(text)
    if said is None:
        return "", "", _or_nothing(text)
    return _label(said), (said["places"] or said["pages"]).strip(" ,"), _or_nothing(said["rest"])


def _label(said: re.Match[str] | None) -> str:
    return next((name for name in _LABELS if said and said[name]), "page")


def _or_nothing(text: str) -> str:
    return text if text.strip() else ""


def in_one_run(inlines: Inlines, held: list[Marks]) -> Iterator[Inline]:
    """The inlines with each citation in one run; the marks of what is marked in it are `held`."""
    runs: list[Run] = []
    for item in inlines:
        if isinstance(item, Run) and not (item.marks.math or item.marks.link or item.marks.picture):
            runs.append(item)
            continue
        yield from _joined(runs, held)
        runs = []
        yield item
    yield from _joined(runs, held)


def _joined(runs: list[Run], held: list[Marks]) -> Iterator[Run]:
    at, start = 0, 0  # the first run that is left, and where it begins in the text
    for match in _GROUP.finditer("".join(run.text for run in runs)) if len(runs) > 1 else ():
        while start + len(runs[at].text) <= match.start():
            start += len(runs[at].text)
            yield runs[at]
            at += 1
        last, end = at, start + len(runs[at].text)
        while end < match.end():
            last += 1
            end += len(runs[last].text)
        base = runs[at].marks
        if last == at or runs[last].marks != base or base.code:
            continue
        inner = "".join(run.text if run.marks == base else _held(run, held) for run in runs[at : last + 1])
        runs[last] = Run(inner, base)
        at, start = last, end - len(inner)
    yield from runs[at:]


def _held(run: Run, held: list[Marks]) -> str:
    if run.marks not in held:
        held.append(run.marks)
    return f"{_OPENS}{chr(_FIRST + held.index(run.marks))}{run.text}{_ENDS}"


def apart(run: Run, held: list[Marks]) -> Iterator[Run]:
    """The runs that were joined in one."""
    start = 0
    for match in _MARKED.finditer(run.text):
        yield Run(run.text[start : match.start()], run.marks)
        yield Run(match[2], held[ord(match[1]) - _FIRST])
        start = match.end()
    yield Run(run.text[start:], run.marks)
