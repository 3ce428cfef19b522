"""LaTeX's lines in a deck that goes through it (Beamer), as the Markdown that means the same, line by line.

https://ctan.org/pkg/beamer, the user guide, sections 12.1 (lists), 12.3 (blocks) and 12.7 (columns).
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from deckgen.patterns import regex

MAY_BE = regex(
    r"\\(?:begin\{(?:columns?|(?:alert|example)?block|itemize|enumerate|center|figure|equation)\*?\}|includegraphics)"
)
_FENCE = regex(r"[ \t>]*(`{3,}|~{3,})")
_LINE = regex(r"[ \t]*\\(begin|end)\{([a-z]+)\*?\}((?:<[^<>]*>|\[[^\[\]]*\]|\{[^{}]*\})*)[ \t]*(?:%.*)?")
_GROUP = regex(r"\{([^{}]*)\}")
_ITEM = regex(r"[ \t]*\\item(?:<[^<>]*>)?(?:\[([^\[\]]*)\])?(?:<[^<>]*>)?[ \t]*(.*)")
_PICTURE = regex(r"\\includegraphics(?:<[^<>]*>)?(?:\[([^\[\]]*)\])?\{([^{}]+)\}")
_CAPTION = regex(r"[ \t]*\\caption(?:\[[^\[\]]*\])?\{(.*)\}[ \t]*")
_SIZE = regex(
    r"(width|height)[ \t]*=[ \t]*([\d.]*)[ \t]*(\\(?:text|line|column|paper)(?:width|height)|[a-z]{2})"
)
_SHARE = regex(r"([\d.]*)[ \t]*\\(?:text|line|column|paper)width")
_NAME = regex(r"\\label\{([^{}]+)\}")
_REFERENCE = regex(r"\\(eq)?ref\{([^{}]+)\}")
_BOXES = {"block": "", "alertblock": ".callout-warning", "exampleblock": ".callout-tip"}
_LISTS = {"itemize": "-", "enumerate": "1."}
_NUMBERED = regex(r"\\begin\{(?:equation|align|gather|multline|eqnarray)\}")


class _Text(Struct, eq=False):
    lines: list[str]
    lists: list[str] = field(default_factory=list)
    """Markers of those that are open."""
    boxes: list[bool] = field(default_factory=list)
    """Blocks that are open, and whether they have a fence."""
    column: bool = False
    """One that `\\column` has begun is open."""
    figure: bool = False
    numbers: dict[str, int] = field(default_factory=dict)
    """Of formulas, by their names."""


def in_markdown(text: str) -> str:
    """`text`, with as many lines."""
    if not MAY_BE.search(text):
        return text
    here = _Text(text.split("\n"))
    if _REFERENCE.search(text):
        _number(here)
    fence = ""
    for at, line in enumerate(here.lines):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence:
            here.lines[at] = _line(here, at, line)
    return "\n".join(here.lines)


def _number(here: _Text) -> None:
    """Give the formulas that have a name their number, as LaTeX counts them."""
    count = 0
    for at, line in enumerate(here.lines):
        count += len(_NUMBERED.findall(line))
        if (name := _NAME.search(line)) and count and name[1] not in here.numbers:
            open_one = any(map(_NUMBERED.search, here.lines[max(0, at - 12) : at + 1]))
            if open_one:
                here.numbers[name[1]] = count
                here.lines[at] = _NAME.sub(rf"\\tag{{{count}}}", line, count=1)


def _line(here: _Text, at: int, line: str) -> str:
    if "\\" not in line:
        return _indented(here, line)
    if whole := _LINE.fullmatch(line):
        return _boundary(here, at, whole)
    if here.lists and (item := _ITEM.fullmatch(line)):
        label = f"**{item[1]}** " if item[1] else ""
        depth = sum(map(len, here.lists[:-1])) + len(here.lists) - 1
        return f"{' ' * depth}{here.lists[-1]} {label}{_words(here, at, item[2])}"
    if re.fullmatch(r"[ \t]*\\column(?:\[[^\[\]]*\])?\{[^{}]*\}[ \t]*", line):
        return _next_column(here, at, line)
    if here.figure and (_CAPTION.fullmatch(line) or line.strip() == "\\centering"):
        return ""  # a caption stands in its picture
    return _indented(here, _words(here, at, line))


def _indented(here: _Text, line: str) -> str:
    """A line of an item's, below its words."""
    if not here.lists or not line.strip():
        return line
    return " " * (sum(map(len, here.lists)) + len(here.lists)) + line.strip()


def _boundary(here: _Text, at: int, found: re.Match[str]) -> str:
    side, name, rest = found.groups()
    begins = side == "begin"
    group = _GROUP.search(rest)
    if name in _LISTS:
        if begins:
            here.lists.append(_LISTS[name])
        elif here.lists:
            here.lists.pop()
        return ""
    if name in _BOXES:
        return _box(here, _BOXES[name], group[1].strip() if group else "") if begins else _box_end(here)
    if name == "columns":
        return ":::: columns" if begins else _columns_end(here, at)
    if name == "column":
        return _column(group) if begins else ":::"
    if name == "center":
        return "::: {.center}" if begins else ":::"
    if name == "figure":
        here.figure = begins
        return ""
    return found[0]


def _box(here: _Text, kind: str, title: str) -> str:
    said = " ".join(filter(None, (kind, f'title="{title}"' if title else "")))
    here.boxes.append(bool(said))
    return f"::: {{{said}}}" if said else ""


def _box_end(here: _Text) -> str:
    return ":::" if here.boxes and here.boxes.pop() else ""


def _column(group: re.Match[str] | None) -> str:
    share = _SHARE.search(group[1]) if group else None
    width = f" width={round(100 * _number_of(share[1]))}%" if share else ""
    return f"::: {{.column{width}}}"


def _number_of(said: str) -> float:
    try:
        return float(said or 1)
    except ValueError:
        return 1.0


def _next_column(here: _Text, at: int, line: str) -> str:
    """`\\column{…}` ends the column above, on the empty line that stands there."""
    if here.column:
        if here.lines[at - 1].strip():
            return ""
        here.lines[at - 1] = ":::"
    here.column = True
    return _column(_GROUP.search(line))


def _columns_end(here: _Text, at: int) -> str:
    if here.column and not here.lines[at - 1].strip():
        here.lines[at - 1] = ":::"
    here.column = False
    return "::::"


def _words(here: _Text, at: int, line: str) -> str:
    line = _PICTURE.sub(lambda match: _picture(here, at, match), line)

    def number(match: re.Match[str]) -> str:
        known = here.numbers.get(match[2])
        return match[0] if known is None else f"({known})" if match[1] else str(known)

    return _REFERENCE.sub(number, line)


def _picture(here: _Text, at: int, found: re.Match[str]) -> str:
    """A picture; the caption is that of the figure around it."""
    said = {}
    for key, number, unit in _SIZE.findall(found[1] or ""):
        said[key] = f"{round(100 * _number_of(number))}%" if unit.startswith("\\") else f"{number}{unit}"
    sizes = " ".join(f"{key}={value}" for key, value in said.items())
    below = (line for line in here.lines[at + 1 : at + 6])
    caption = next((match[1] for line in below if (match := _CAPTION.fullmatch(line))), "")
    return f"![{caption}](<{found[2].strip()}>)" + (f"{{{sizes}}}" if sizes else "")
