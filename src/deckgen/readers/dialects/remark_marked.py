"""What remark's own parser of Markdown (marked 0.3) reads otherwise than CommonMark, rewritten on the same lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from deckgen.code_fences import fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.remark_code import outside_code
from deckgen.readers.dialects.remark_names import OPENING
from deckgen.readers.dialects.reveal_maths import undoubled

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_BOX_ABOVE = regex(rf"(?:[^`\n]*?){OPENING}[ \t]*")
_TIGHT_HEADING = regex(r"^( {0,3}#{1,6})(?=[^\s#!])")
_BRACKETS = regex(r"\\\\\(.+?\\\\\)|\\\\\[.+?\\\\\]")
_PANEL_NAME = regex(r"([ \t]*(?:\.panel(?:\.[\w-]+)*\[[ \t]*)?)\.panel-name\[([^\[\]]*)\][ \t]*")
_PANELS = regex(r"(?<![\w)])\.panelset\b(?=[\w.-]*\[)")
_TAG = regex(r"<[A-Za-z]\w*\s(?:[^<>\"'`]|\"[^\"]*\"|'[^']*')*+>")
_VALUE = regex(r"(\"[^\"]*\"|'[^']*')([ \t]*,[ \t]*|(?=[A-Za-z]))?")
"""What an attribute says, and what stands between it and another one right behind."""
_ESCAPED = regex(r"\\text\w*\{[^{}]*\}|\\([_*])|\\\\(\\\\)")
"""… where no text stands, in which an underscore needs its backslash in any case."""


def without_box_indent(lines: list[str]) -> None:
    """Lines that stand in a box (`.class[` and a line end) begin where the first of them does: that is no code."""
    for at, (line, fence) in enumerate(zip(lines, fenced(tuple(lines)), strict=True)):
        if not fence and line.rstrip().endswith("[") and _BOX_ABOVE.fullmatch(line):
            _dedent(lines, at + 1)


def _dedent(lines: list[str], first: int) -> None:
    inside = next((line for line in lines[first : first + 3] if line.strip()), "")
    width = len(inside) - len(inside.lstrip(" "))
    if not width:
        return
    for at in range(first, len(lines)):
        line = lines[at]
        if line.strip() and not line.startswith(" " * width):
            return
        lines[at] = line[width:]


def as_marked(lines: list[str], is_code: Sequence[int]) -> None:
    """Headings and attributes without a space, formulas in brackets with escaped backslashes, and names of panels."""
    for at, line in enumerate(lines):
        if is_code[at]:
            continue
        if "#" in line:
            line = _TIGHT_HEADING.sub(r"\1 ", line)
        if "=" in line and "<" in line:
            line = outside_code(line, _TAG, lambda tag: _VALUE.sub(_apart, tag[0]))
        if ".panel" in line:
            line = _PANELS.sub(".panel-tabset", line)
            name = _PANEL_NAME.fullmatch(line)
            line = f"{name[1]}### {name[2]}" if name else line
        if "\\\\" in line:
            line = outside_code(line, _BRACKETS, _formula)
            end = _end_of_display(lines, at) if line.lstrip().startswith("\\\\[") else 0
            if end:
                line = line.replace("\\\\[", "\\[", 1)
                lines[end] = lines[end].replace("\\\\]", "\\]", 1)
        lines[at] = line


def _apart(value: re.Match[str]) -> str:
    return value[1] if value[2] is None else f"{value[1]} "


def _formula(match: re.Match[str]) -> str:
    formula = match[0].replace("\\\\", "\\")
    is_alone = match.string.strip() == match[0] or not formula.startswith("\\[")
    return formula if is_alone else f"$${formula[2:-2]}$$"


def _end_of_display(lines: Sequence[str], first: int) -> int:
    """The line in which a formula ends that begins on the `first`; 0 if it has no end."""
    for at in range(first + 1, len(lines)):
        if not lines[at].strip():
            return 0
        if "\\\\]" in lines[at]:
            return at
    return 0


def raw_formulas(state: StateCore) -> None:
    """Formulas without what keeps Markdown from reading them: marked reads them before the browser does."""
    for token in state.tokens:
        for each in (token, *(token.children or ())):
            if each.type.startswith("math_") and "\\" in each.content:
                each.content = _without_escapes(each.content)


def _without_escapes(formula: str) -> str:
    formula = undoubled(formula)
    formula = _ESCAPED.sub(
        lambda match: match[0] if match[0].startswith("\\text") else match[1] or match[2], formula
    )
    if "\\\\{" in formula and "\\\\}" in formula:
        formula = formula.replace("\\\\{", "\\{").replace("\\\\}", "\\}")
    return formula
