"""R Presentations (.Rpres), which RStudio shows: its guide “Authoring R Presentations”."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from deckgen.code_fences import fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Evidence
from deckgen.readers.dialects.pandoc import PANDOC
from deckgen.readers.dialects.slidify import COLUMN, close_columns

_UNDERLINE = regex(r"={3,}[ \t]*")
_SETTING = regex(r"([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*)")
_SAID = (
    "author|date|autosize|transition|css|font-family|font-import|width|height|rtl|navigation|type|incremental"
)
_HEAD = regex(rf"\n+[^\n]+\n={{3,}}[ \t]*\n(?:{_SAID})[ \t]*:")


def _recognise(evidence: Evidence) -> bool:
    return evidence.path.lower().endswith(".rpres") or bool(_HEAD.match(evidence.text))


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text with headings, attributes and columns as Pandoc has them, line by line."""
    lines = text.replace("](#/", "](#").split("\n")
    code = [*fenced(lines)]
    starts = [
        at - 1
        for at in range(1, len(lines))
        if not code[at] and _UNDERLINE.fullmatch(lines[at]) and lines[at - 1].strip()
    ]
    for first, end in zip(starts, [*starts[1:], len(lines)][: len(starts)], strict=True):
        said, below = dict[str, str](), first + 2
        while below < end and (match := _SETTING.fullmatch(lines[below])):
            said[match[1].lower()] = match[2].strip()
            below += 1
        _head(lines, first, said, is_first=first == starts[0])
        cuts = [at for at in range(below, end) if not code[at] and lines[at].strip() == "***"]
        empty = next((at for at in range(below, end) if not lines[at].strip()), 0)
        if cuts and 0 < empty < cuts[0] and close_columns(lines, cuts[-1], end):
            width = f' width="{said["left"]}"' if re.fullmatch(r"\d+%", said.get("left", "")) else ""
            lines[empty] = f'<div class="columns">{COLUMN[:-1]}{width}>'
            for at in cuts:
                lines[at] = f"</div>{COLUMN}"
    return "\n".join(lines)


def _head(lines: list[str], first: int, said: Mapping[str, str], *, is_first: bool) -> None:
    """A slide's title with what its settings say; the cover says who speaks, and when."""
    told = [f"#{said['id']}"] if said.get("id") else []
    told += [f".{name}" for name in said.get("class", "").split()]
    told += [".incremental"] if said.get("incremental") == "true" else []
    lines[first] = f"# {lines[first].strip()}" + (f" {{{' '.join(told)}}}" if told else "")
    lines[first + 1] = ""
    shown = {"author", "date"} if is_first else set[str]()
    for at, (name, value) in enumerate(said.items(), first + 2):
        lines[at] = f"{value}  " if name in shown else ""


R_PRESENTATION = replace(
    PANDOC,
    name="r-presentation",
    recognise=_recognise,
    prepare=_prepare,
    slide_level=1,
    has_cells=True,
    captions="",
    themes=frozenset(),
    keys=frozenset(),
)
