"""Beamer's overlays, as fragments, line by line: the user guide, chapter 9.

`\\pause` in a list or a sentence, lists that uncover item by item, items and words with the number of their slide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.patterns import regex
from deckgen.readers.dialects.latex_code import code_lines
from deckgen.readers.escapes import PAUSED

MAY_BE = regex(r"\\pause|\\item[ \t]*<|\[<\+|\\(?:onslide|uncover|visible|only|pause)\b")
_SHOWN_AS_IT_IS = regex(r"`+[^`]+`+|<!--.*?-->|(?<!\\)\$\$.*?(?<!\\)\$\$|(?<!\\)\$[^$]+\$|^[ \t]*\|.*")
"""Code, comments, formulas and rows of tables, in which nothing can appear later."""
_EMPHASIS = ("**", "*", "__", "`", "$")
_STEPS = regex(r"(\\begin\{(?:itemize|enumerate|description)\})(\[<\+[^\]]*>\])")
_ENDS = regex(r"\\end\{(?:itemize|enumerate|description)\}")
_ITEM = regex(
    r"(?P<sign>[ \t]*\\item(?![A-Za-z])(?:\[[^\[\]]*\])?)[ \t]*<(?P<number>\d*)[^<>]*>(?P<words>.*)"
)
_PLAIN_ITEM = regex(r"[ \t]*\\item(?![A-Za-z]).*\S")
_BULLET = regex(r"[ \t]*(?:[-*+]|\d{1,9}[.)]|#\.)[ \t]+\S")
_SIGN = regex(r"[ \t]*[-*+][ \t]+")
_PAUSE = regex(r"[ \t]*\\pause(?:\[\d+\])?(?:\{\})?[ \t]*")
_SHOWN = regex(r"\\(?:onslide|uncover|visible|only)[ \t]*<(\d+)([^<>]*)>[ \t]*\{((?:[^{}]|\{[^{}]*\})*+)\}")
_LATER = regex(r"\\(?:onslide|uncover|visible|only)[ \t]*<[2-9]")
_FROM_HERE = regex(r"[ \t]*\\onslide[ \t]*(?:<(\d+)-?>)?[ \t]*")
_APPEARS = ' <!-- .element: class="fragment" -->'


def as_fragments(text: str) -> str:
    """`text`, with as many lines."""
    return "\n".join(_lines(text)) if MAY_BE.search(text) else text


def _lines(text: str) -> Iterator[str]:
    one_by_one, waits, begun, formula = [False], False, False, False
    lines = text.split("\n")
    for line, is_code in zip(lines, code_lines(lines), strict=True):
        ends_formula = formula and "$$" in line
        formula ^= not is_code and line.count("$$") % 2 == 1
        if is_code or formula or ends_formula or _shows_one(line):
            yield line
            continue
        begins = _STEPS.search(line)
        if begins or "\\begin{" in line:
            one_by_one.append(begins is not None)
            begun = False
        elif _ENDS.search(line) and len(one_by_one) > 1:
            one_by_one.pop()
        if switch := _FROM_HERE.fullmatch(line):
            yield PAUSED if int(switch[1] or 1) > 1 else ""
            continue
        line = _STEPS.sub(r"\1", line)
        line, waits = _with_pauses(line, waits=waits)
        line = _with_numbers(line, steps=one_by_one[-1] and begun)
        begun = begun or bool(_PLAIN_ITEM.match(line))  # the first is there from the start
        yield line


def _shows_one(line: str) -> bool:
    """True where one of them stands in what is shown as it is."""
    return "\\" in line and len(MAY_BE.findall(_SHOWN_AS_IT_IS.sub("", line))) < len(MAY_BE.findall(line))


def _with_pauses(line: str, *, waits: bool) -> tuple[str, bool]:
    """A line of a list appears if one before it has ended in `\\pause`; what follows that in a sentence does."""
    is_item = bool(_BULLET.match(line) or _PLAIN_ITEM.match(line))
    if line.strip() and not is_item and not line.startswith((" ", "\t")):
        waits = False
    if "\\pause" not in line or not _PAUSE.sub("", line).strip():
        return (f"{line}{_APPEARS}" if waits and is_item else line), waits  # alone it is a pause of its own
    words, *others = _PAUSE.split(line)
    bare = _SIGN.sub("", words)
    if any(each.count(sign) % 2 for each in (bare, *others) for sign in _EMPHASIS):
        return line, waits  # what is emphasized stays in one piece
    said = others[-1].strip() if others else ""
    if is_item and not said:
        return f"{words.rstrip()}{_APPEARS if waits else ''}", True
    if is_item and _BULLET.fullmatch(f"{words.rstrip()} x"):  # `- \pause words`
        return f"{words.rstrip()} {said}{_APPEARS}", waits
    parts = [f"[{each.strip()}]{{.fragment}}" for each in others if each.strip()]
    return " ".join([words.rstrip(), *parts]) + ("" if said else PAUSED), waits


def _with_numbers(line: str, *, steps: bool) -> str:
    """An item with the number of its slide, or of a list that uncovers, appears then; so do words."""
    if found := _ITEM.fullmatch(line):
        number = int(found["number"] or 2)
        line = f"{found['sign']} {found['words'].strip()}"
        return f"{line}{_at(number)}" if number > 1 else line
    if steps and _PLAIN_ITEM.match(line):
        return f"{line}{_APPEARS}"
    return _SHOWN.sub(_shown, line) if "<" in line else line


def _at(number: int) -> str:
    return f' <!-- .element: class="fragment" data-fragment-index="{number}" -->'


def _shown(match: re.Match[str]) -> str:
    """Words from a slide on, or on that alone: the next one is without them."""
    number, goes = int(match[1]), not match[2].strip()
    if number < 2:  # it goes where another comes
        goes = goes and bool(_LATER.search(match.string))
        return f"[{match[3]}]{{.fragment .fade-out fragment-index=2}}" if goes else match[3]
    way = ".fragment .fade-in-then-out" if goes else ".fragment"
    return f"[{match[3]}]{{{way} fragment-index={number}}}"
