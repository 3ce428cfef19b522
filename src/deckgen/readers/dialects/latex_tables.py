"""LaTeX's tables as tables of Markdown, in as many lines: `tabular`, its kin, and the rules of `booktabs`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deckgen.patterns import regex
from deckgen.readers.dialects.latex_code import code_lines
from deckgen.readers.dialects.latex_words import in_braces

_BEGIN = regex(r"([ \t]*)\\begin\{(tabular[x*]?|tabulary|longtable)\}[ \t]*(?:\[[^\[\]]*\])?(?=\{)(.*)")
_RULES = regex(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|hfill)(?:\[[^\[\]]*\])?"
    r"|\\(?:cline|cmidrule)(?:\([^()]*\))?\{[^{}]*\}|\\(?:addlinespace|noalign|arrayrulecolor|rowcolor)"
    r"(?:\[[^\[\]]*\])?(?:\{[^{}]*\})?|(?<!\\)%.*"
)
"""What draws lines between rows, and comments."""
_ROW_END = regex(r"\\\\(?:\[[^\[\]]*\])?|\\tabularnewline")
_JOINED = regex(
    r"\\multi(?:column\{(\d{1,2})\}\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|row\{[^{}]*\}\{[^{}]*\})(?=\{)"
)
_CAPTION = regex(r"([ \t]*)\\caption\*?(?:\[[^\[\]]*\])?(?=\{)")
_AROUND = regex(r"[ \t]*\\(?:begin|end)\{table\*?\}(?:\[[^\[\]]*\])?[ \t]*")
_ALIGNED = {**dict.fromkeys("lpmbX", ":---"), "c": ":---:", **dict.fromkeys("rS", "---:")}
_BETWEEN = regex(r"[@!<>]\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")
"""What stands between columns, or before each cell of one."""
_LONGEST = 200
"""Lines of a table."""


def with_tables(lines: Sequence[str]) -> list[str]:
    """The lines, with tables where LaTeX's can be read as such."""
    found, at, inside = list(lines), 0, False
    code = list(code_lines(lines))
    while at < len(found):
        line = found[at]
        if code[at]:
            pass
        elif (begins := _BEGIN.fullmatch(line)) and (last := _end_of(found, at, begins[2])):
            rows = _table(begins[1], begins[3], found[at + 1 : last])
            if rows and len(rows) <= last - at + 1:
                found[at : last + 1] = [*rows, *[""] * (last - at + 1 - len(rows))]
                at = last
        elif _AROUND.fullmatch(line):
            inside, found[at] = "begin" in line, ""
        elif inside and (match := _CAPTION.match(line)):
            said, end = in_braces(line, match.end())
            if end > 0:
                found[at] = match[1] + _caption(said)
        at += 1
    return found


def _end_of(lines: Sequence[str], first: int, name: str) -> int:
    """The line at which the table that begins at `first` ends; 0 if that, or another one in it, can't be told."""
    for at in range(first + 1, min(len(lines), first + _LONGEST)):
        if lines[at].strip() == f"\\end{{{name}}}":
            return at
        if "\\begin{" in lines[at]:
            return 0
    return 0


def _table(indent: str, arguments: str, inside: Sequence[str]) -> list[str]:
    """The rows of a table, the first one its head; none if they are not those of one."""
    groups: list[str] = []
    place = 0
    while arguments.startswith("{", place):
        said, place = in_braces(arguments, place)
        if place < 0:
            return []
        groups.append(said)
    if not groups:
        return []
    alignment = [*_columns(groups[-1])]
    text = " ".join(_RULES.sub("", line).strip() for line in (arguments[place:], *inside)).strip()
    caption = []
    if match := _CAPTION.match(text):  # in a row of its own, as long tables have it
        said, end = in_braces(text, match.end())
        caption = ["", f"{indent}{_caption(said)}"]
        text = _ROW_END.sub("", text[end:], count=1).strip()
    rows = [_cells(row) for row in _ROW_END.split(text) if row.strip()]
    width = max((len(row) for row in rows), default=0)
    if not rows or not alignment or width > len(alignment) or "\\item" in text:
        return []
    shown = [indent + _line([*row, *[""] * (len(alignment) - len(row))]) for row in rows]
    return [shown[0], indent + _line([_ALIGNED[sign] for sign in alignment]), *shown[1:], *caption]


def _caption(said: str) -> str:
    plain = re.sub(r"\\label\{[^{}]*\}", "", said)
    return f"Table: {' '.join(plain.split())}"


def _columns(said: str) -> Iterator[str]:
    """The letters of `l|c|p{3cm}`, repeated ones (`*{3}{c}`) as often."""
    said = re.sub(
        r"\*\{(\d{1,2})\}\{([^{}]*)\}", lambda match: match[2] * int(match[1]), _BETWEEN.sub("", said)
    )
    yield from (sign for sign in re.sub(r"\{[^{}]*\}|\[[^\[\]]*\]", "", said) if sign in _ALIGNED)


def _cells(row: str) -> list[str]:
    found: list[str] = []
    for cell in re.split(r"(?<!\\)&", row):
        text, more = cell.strip(), 0
        while match := _JOINED.search(text):
            said, end = in_braces(text, match.end())
            if end < 0:
                break
            text = text[: match.start()] + said.strip() + text[end:]
            more += max(0, int(match[1] or 1) - 1)
        found += [text.replace("|", "\\|"), *[""] * more]
    return found


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
