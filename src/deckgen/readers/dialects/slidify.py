"""Slidify, for R: http://slidify.org/customize.html (“Slide Properties”, “Slots”)"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from deckgen.code_fences import fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Evidence
from deckgen.readers.dialects.reveal_md import KIN, as_reveal_reads

_FRAMEWORKS = frozenset(
    ("io2012", "html5slides", "shower", "dzslides", "deckjs", "deck.js", "landslide", "slidy", "showoff", "revealjs",
     "minimal", "bootstrap", "flowtime", "impressjs")
)  # fmt: skip
_RULE = regex(r"-{3,}[ \t]*((?:[.#&{]|bg:)[^\n]*)?[ \t]*")
_SLOT = regex(r"\*{3}[ \t]*(?:(?:=[ \t]*|(?=(?:pnotes|left|right)\b))(?P<name>[\w-]+)|\.[\w-]+)[ \t]*")
_BRACES = regex(r"(\w+)[ \t]*:[ \t]*([^\s,{}]+)")
_SIGNS = regex(r"\n(?:\*{3}[ \t]*=|---[ \t]*[.&]\w)")
_WHOLE = "fullwidth"
"""A slot as wide as its slide."""
COLUMN = '<div class="column">'


def _recognise(evidence: Evidence) -> bool:
    values = evidence.values
    has_keys = bool(evidence.keys & {"widgets", "hitheme", "mode"})
    is_one = values.get("framework", "") in _FRAMEWORKS and (has_keys or evidence.shows(_SIGNS))
    return "slidify" in values.get("knit", "") or is_one


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text with reveal.js's comments and columns, line by line."""
    lines = text.split("\n")
    rules = [at for at, fence in enumerate(fenced(lines)) if not fence and _RULE.fullmatch(lines[at])]
    for first, end in zip([-1, *rules], [*rules, len(lines)], strict=True):
        if first >= 0:
            _say(lines, first)
        _divide(lines, first + 1, end)
    return as_reveal_reads(path, "\n".join(lines), values)


def _say(lines: list[str], rule: int) -> None:
    """What a rule says of its slide as a comment, in the empty line below."""
    match = _RULE.fullmatch(lines[rule])
    said = match[1] if match else ""
    lines[rule] = "---"
    if not said or rule + 1 >= len(lines) or lines[rule + 1].strip():
        return
    given = dict(_BRACES.findall(said))
    bare = re.sub(r"\{.*\}", "", said)
    classes = [*re.findall(r"\.([\w-]+)", bare), given.get("class", "")]
    name = (re.findall(r"#([\w-]+)", bare) or [given.get("id", "")])[0]
    color = (re.findall(r"\bbg:([\w#]+)", bare) or [given.get("bg", "")])[0]
    told = {"class": " ".join(filter(None, classes)), "id": name, "data-background-color": color}
    attributes = " ".join(f'{key}="{value}"' for key, value in told.items() if value)
    lines[rule + 1] = f"<!-- .slide: {attributes} -->" if attributes else ""


def _divide(lines: list[str], first: int, end: int) -> None:
    """Slots of a slide as columns, and the speaker's one as notes."""
    is_open = False
    for at, name in [*_slots(lines, first, end)]:
        if name == "pnotes":
            is_open = is_open and not close_columns(lines, first, at)
            lines[at] = "Note:"
        elif name == _WHOLE:
            lines[at] = "</div></div>" if is_open else ""
            is_open = False
        elif name:
            lines[at] = f"</div>{COLUMN}" if is_open else f'<div class="columns">{COLUMN}'
            is_open = True
        else:
            lines[at] = ""
    if is_open:
        close_columns(lines, first, end)


def _slots(lines: Sequence[str], first: int, end: int) -> Iterator[tuple[int, str]]:
    for at, fence in zip(range(first, end), fenced(lines[first:end]), strict=True):
        if not fence and (match := _SLOT.fullmatch(lines[at])):
            yield at, match["name"] or ""


def close_columns(lines: list[str], first: int, end: int) -> bool:
    """End the columns in the last empty line before one; False where there is none."""
    at = next((at for at in range(end - 1, first, -1) if not lines[at].strip()), 0)
    if at:
        lines[at] = "</div></div>"
    return at > 0


SLIDIFY = replace(
    KIN,
    name="slidify",
    recognise=_recognise,
    prepare=_prepare,
    rule="---",
    has_vertical_rules=False,
    has_cover=True,
    has_cells=True,
    is_html_read=True,
    has_stepwise_quotes=True,
    keys=frozenset(
        ("framework", "highlighter", "hitheme", "widgets", "mode", "knit", "ext_widgets", "github", "url")
    ),
)
