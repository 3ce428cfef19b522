"""LaTeX's lines in a deck that goes through it (Beamer), as the Markdown that means the same, line by line.

https://ctan.org/pkg/beamer, the user guide, sections 8.1 (frames), 12.1 (lists), 12.3 (blocks), 12.7 (columns) and
19.1 (notes). Only what begins and ends on lines of its own is read so: all else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct, field

from deckgen.deck.kinds import word_for
from deckgen.patterns import regex
from deckgen.readers.dialects.latex_code import VERBATIM, is_indented, set_off
from deckgen.readers.dialects.latex_lines import lines_of
from deckgen.readers.dialects.latex_overlays import as_fragments
from deckgen.readers.dialects.latex_tables import with_tables
from deckgen.readers.dialects.latex_words import (
    TYPED,
    Caption,
    caption_of,
    in_braces,
    numbered,
    quoted,
    typed,
    words,
)

MAY_BE = regex(
    r"\\(?:[Bb]egin\{|includegraphics|href\{|url\{|footnote\{|note\{|(?:eq)?ref\{|section\*?\{|frame(?:sub)?title\{|"
    r"column\{|(?:scale|resize)box|epigraph\{|tableofcontents|enquote\*?\{|verb\W|verb\*|(?:lst|mint)inline)"
)
_LINE = regex(r"([ \t]*)\\([Bb]egin|[Ee]nd)\{([A-Za-z]+)\*?\}(.*?)[ \t]*(?:(?<!\\)%.*)?")
_ITEM = regex(r"[ \t]*\\item(?![A-Za-z])(?:<[^<>]*>)?(?:\[([^\[\]]*)\])?(?:<[^<>]*>)?[ \t]*(.*)")
_NOISE = regex(
    r"\\(?:itemsep|parskip|topsep|setlength|addtolength|setcounter|centering|small|footnotesize|scriptsize|large|"
    r"vspace|hspace|vfill|smallskip|medskip|bigskip)(?![A-Za-z]).*|%.*|[{}]"
)
"""Lines that say only how others look, and comments."""
_GROUP = regex(r"^([ \t]*)\{\\(?:centering|small|footnotesize|scriptsize|tiny)[ \t]+(?=\S)(?![^{}]*\})")
"""Opens a group that ends on a line of its own."""
_COUNTER = regex(r"\\setcounter\{enumi+\}\{(\d{1,4})\}")
_COLUMN = regex(r"[ \t]*\\column(?:<[^<>]*>)?(?:\[[^\[\]]*\])?\{([^{}]*)\}[ \t]*(?:%.*)?")
_HEADING = regex(
    r"[ \t]*\\(section|subsection|frametitle|framesubtitle)\*?(?:<[^<>]*>)?(?:\[[^\[\]]*\])?(?=\{)"
)
_CONTENTS = regex(r"([ \t]*)\\tableofcontents(?:\[[^\[\]]*\])?[ \t]*(?:%.*)?")
_NOTE = regex(r"[ \t]*\\note(?:<[^<>]*>)?(?:\[[^\[\]]*\])?(?=\{)")
_SHARE = regex(r"([\d.]*)[ \t]*\\(?:text|line|column|paper)width")
_LANGUAGE = regex(r"language[ \t]*=[ \t]*\{?([\w+#-]+)|^\[?[^\]]*\]?\{([\w+#-]+)\}")
_BOXES = {
    "block": "",
    "alertblock": ".callout-warning",
    "exampleblock": ".callout-tip",
    "tcolorbox": ".callout-note",
}
_OPTION_TITLE = regex(r"[ \t]*\[(?:[^\[\]]*?,)?\s*title\s*=\s*(?:\{((?:[^{}]|\{[^{}]*\})*)\}|([^,\[\]]*))")
"""What the options of a box call it."""
MOST_OF_LINE = 1.02
"""Of what is as wide as the text, and a little more, which LaTeX only says."""
_SPACES = regex(r"(?:\\(?:hfill|hspace\*?\{[^{}]*\}|q?quad|\\|[ ,;])|[~ \t])*")
"""What may stand between two boxes."""
_NEXT_BOX = regex(rf"[ \t]*\\end\{{minipage\}}{_SPACES.pattern}(?=\\begin\{{minipage\}})")
"""Ends a box in the line in which another one begins."""
_LISTS = {"itemize": "-", "description": "-", "enumerate": "1."}
_THEOREMS = {"theorem": "thm", "lemma": "lem", "corollary": "cor", "proposition": "prp", "definition": "def",
             "example": "exm"}  # fmt: skip
_BARE = frozenset(("figure", "minipage", "frame", "onlyenv", "uncoverenv", "overprint"))
"""Of which only what they hold is seen."""
_READ = frozenset((*_BOXES, *_LISTS, *_THEOREMS, *VERBATIM, *_BARE, "columns", "column", "center", "comment"))


class _Part(Struct, eq=False):
    """An environment whose two ends stand on lines of their own (from 0)."""

    name: str
    first: int
    last: int
    rest: str
    """What stands behind its name."""
    indent: str
    """Before its first line."""
    inside: int = 0
    """How far its lines stand in."""
    columns: bool = False
    """One that `\\column` has begun is open."""
    items: int = 0
    caption: Caption | None = None
    """Of a figure."""
    opens_row: bool = False
    """Of boxes side by side the first one …"""
    ends_row: bool = False
    """… and the last."""
    in_row: bool = False


class _Text(Struct, eq=False):
    lines: list[str]
    lang: str
    parts: list[_Part] = field(default_factory=list)
    """Those that are open."""

    @property
    def indent(self) -> str:
        """What stands before a line that is not of a list."""
        return self.parts[0].indent if self.parts else ""


def in_markdown(text: str, lang: str, preamble: str = "") -> str:
    """`text`, with as many lines; `lang` is the deck's language, and its `preamble` may have names for lines."""
    text = as_fragments(text)
    if not ("\\begin" in preamble or MAY_BE.search(text)):
        return text
    lines = lines_of(text, preamble)
    here = _Text(with_tables(lines) if "{tabu" in text or "{longtable" in text else lines, lang)
    numbers = numbered(here.lines) if "ref{" in text else {}
    found = {part.first: part for part in _parts(here.lines)}
    here.lines = _with_rows([part for part in found.values() if part.name == "minipage"], here.lines)
    ends = {part.last: part for part in found.values()}
    for at, sets_off in enumerate([*set_off(here.lines)]):
        code = next((part for part in here.parts if part.name in VERBATIM), None)
        if sets_off == "fence":
            continue
        if code is None and "\\enquote" in here.lines[at]:
            here.lines[at] = quoted(here.lines[at], lang)
        if code is None and TYPED.search(here.lines[at]) and not is_indented(here.lines, at):
            here.lines[at] = typed(here.lines[at])
        closes = at in ends and ends[at] in here.parts
        if closes or (at in found and code is None):
            closed = _end(here, ends[at]) if closes else ""
            here.lines[at] = closed + (_begin(here, found[at]) if at in found else "")
        elif code is None and (here.parts or not is_indented(here.lines, at)):
            here.lines[at] = _line(here, at, numbers)
    return "\n".join(here.lines)


def _parts(lines: Sequence[str]) -> Iterator[_Part]:
    """Those whose ends match, the outer ones first; none that a fence or indented code shows."""
    open_: list[_Part] = []
    found: list[_Part] = []
    for at, (line, sets_off) in enumerate(zip(lines, set_off(lines), strict=True)):
        if "\\" not in line or sets_off == "fence":
            continue
        if open_ and open_[-1].name == "minipage" and (ended := _NEXT_BOX.match(line)):
            found.append(_ended(open_.pop(), at, lines))
            line = line[ended.end() :]
        whole = _LINE.fullmatch(line)
        verbatim = open_[-1].name in VERBATIM if open_ else False
        if whole is None or whole[3] not in _READ or (verbatim and whole[3] != open_[-1].name):
            continue
        if whole[2].lower() == "begin" and _is_argument(whole[4]):
            open_.append(_Part(whole[3], at, -1, whole[4], whole[1]))
        elif (
            whole[2].lower() == "end"
            and _SPACES.fullmatch(whole[4])
            and any(each.name == whole[3] for each in open_)
        ):
            while (part := open_.pop()).name != whole[3]:
                pass  # it has no end of its own
            found.append(_ended(part, at, lines))
    end = -1  # of those so far
    for part in sorted(found, key=lambda part: part.first):
        if not _is_torn(lines, part) and (part.first < end or not is_indented(lines, part.first)):
            end = max(end, part.last)
            yield part


def _ended(part: _Part, last: int, lines: Sequence[str]) -> _Part:
    part.last = last
    inner = [each for each in lines[part.first + 1 : last] if each.strip() and each.lstrip()[0] != "\\"]
    part.inside = min((len(each) - len(each.lstrip()) for each in inner), default=0)
    return part


def _with_rows(boxes: Sequence[_Part], lines: list[str]) -> list[str]:
    """Note which boxes stand side by side: with nothing but spaces between them, which are taken out, and together no
    wider than the text."""
    row: list[_Part] = []
    for box, below in zip_longest(boxes, boxes[1:]):
        row.append(box)
        if below is not None and _goes_on(box.last, below.first, lines):
            continue
        if len(row) > 1 and sum(_share(each.rest) for each in row) <= MOST_OF_LINE:
            row[0].opens_row = row[-1].ends_row = True
            for each, other in zip_longest(row, row[1:]):
                each.in_row = True
                if other is not None:
                    lines[each.last + 1 : other.first] = [""] * (other.first - each.last - 1)
        row = []
    return lines


def _goes_on(last: int, first: int, lines: Sequence[str]) -> bool:
    """True from the end of a box to where the next one begins in the same paragraph."""
    if last >= first or _NEXT_BOX.match(lines[first]):
        return last == first
    words = [line.partition("%")[0] for line in lines[last:first]]
    words[0] = words[0].partition("}")[2]
    is_divided = any(not line.strip() for line in lines[last:first])
    return not is_divided and all(map(_SPACES.fullmatch, words))


def _share(rest: str) -> float:
    """How much of the line a box takes; all of it where that is not known."""
    said = next(filter(_SHARE.search, _arguments(rest)), "")
    share = _SHARE.search(said)
    try:
        return float(share[1] or 1) if share else MOST_OF_LINE
    except ValueError:
        return MOST_OF_LINE


def _is_torn(lines: Sequence[str], part: _Part) -> bool:
    """True for a list or column whose lines hold an end that does not stand alone: what belongs to it can't be told."""
    inner = lines[part.first + 1 : part.last]
    return any(re.search(rf"\S.*\\end\{{{part.name}\}}", line) for line in inner)


def _is_argument(rest: str) -> bool:
    """True for options and arguments, and no words behind them."""
    place = 0
    while place < len(rest):
        if rest[place] == "{":
            _, place = in_braces(rest, place)
            if place < 0:
                return False
        elif match := re.compile(r"<[^<>]*>|\[[^\[\]]*\]|\s+").match(rest, place):
            place = match.end()
        else:
            return False
    return True


def _begin(here: _Text, part: _Part) -> str:
    here.parts.append(part)
    arguments = [each for each in _arguments(part.rest) if each.strip()]
    title = arguments[0].strip() if arguments else ""
    if option := _OPTION_TITLE.match(part.rest):
        title = (option[1] or option[2] or "").strip()
    match part.name:
        case name if name in _BOXES:
            return here.indent + _box(_BOXES[name], title)
        case name if name in _THEOREMS:
            option = re.match(r"[ \t]*\[([^\[\]]*)\]", part.rest)
            said = f"{word_for(_THEOREMS[name], here.lang)}{f' ({option[1]})' if option else ''}"
            return here.indent + _box(".callout-note", said)
        case name if name in VERBATIM:
            language = _LANGUAGE.search(part.rest)
            return f"{here.indent}{_fence(here, part)}{(language[1] or language[2] or '').lower() if language else ''}"
        case "columns":
            return f'{here.indent}<div class="columns">'
        case "column":
            return here.indent + _column(title)
        case "minipage" if part.in_row:
            opens = '<div class="columns">' if part.opens_row else ""
            return f"{here.indent}{opens}{_column(arguments[-1])}"
        case "center":
            return f"{here.indent}::: {{.center}}"
        case "comment":
            return f"{here.indent}<!--"
        case "frame":
            title = title or _title_inside(here.lines, part)
            return f"## {title}" if title else "---"
        case "figure":
            part.caption = caption_of(here.lines, part.first + 1, part.last)
            return ""
        case _:
            return ""


def _end(here: _Text, part: _Part) -> str:
    indent = here.indent
    while here.parts.pop() is not part:
        pass
    match part.name:
        case name if name in VERBATIM:
            return indent + _fence(here, part)
        case name if name in _BOXES or name in _THEOREMS or name == "center":
            bare = name == "block" and not any(each.strip() for each in _arguments(part.rest))
            return "" if bare else f"{indent}:::"
        case "columns":
            return f"{indent}</div></div>" if part.columns else f"{indent}</div>"
        case "column":
            return f"{indent}</div>"
        case "minipage" if part.in_row:
            return f"{indent}</div></div>" if part.ends_row else f"{indent}</div>"
        case "comment":
            return f"{indent}-->"
        case _:
            return ""


def _fence(here: _Text, part: _Part) -> str:
    """Around code that may have fences in it."""
    inner = (
        len(line) - len(line.lstrip("`")) for line in map(str.strip, here.lines[part.first + 1 : part.last])
    )
    return "`" * max(3, *(count + 1 for count in inner), 0)


def _line(here: _Text, at: int, numbers: dict[str, str]) -> str:
    line = here.lines[at]
    part = here.parts[-1] if here.parts else None
    lists = [each for each in here.parts if each.name in _LISTS]
    if contents := _CONTENTS.fullmatch(line):
        return f"{contents[1]}[TOC]"
    if part is None:
        heading = _heading(here, line) if "\\" in line else None
        return words(line, numbers) if heading is None else heading
    if part.name == "comment":
        return line
    line = _GROUP.sub(r"\1", line)
    bare = line.strip()
    if part.name == "enumerate" and (counter := _COUNTER.fullmatch(bare)):
        part.items = int(counter[1])
        return ""
    if _NOISE.fullmatch(bare):
        return ""
    if part.name == "columns" and (column := _COLUMN.fullmatch(line)):
        close = "</div>" if part.columns else ""
        part.columns = True
        return f"{here.indent}{close}{_column(column[1])}"
    if part.name in _LISTS and (item := _ITEM.fullmatch(line)):
        part.items += 1
        sign = f"{part.items}." if part.name == "enumerate" else "-"
        label = f"**{item[1]}** " if item[1] else ""
        depth = sum(3 if each.name == "enumerate" else 2 for each in lists[:-1])
        return f"{here.indent}{' ' * depth}{sign} {label}{words(item[2], numbers)}"
    heading = _heading(here, line)
    if heading is not None:
        return heading
    caption = next((each.caption for each in here.parts if each.caption), None)
    if caption and caption.first <= at <= caption.last:  # it stands in its picture
        return "" if caption.alone or at > caption.first else here.indent + caption.said
    said = words(line, numbers, caption=caption.said if caption and caption.alone else "")
    if not said.strip():
        return ""
    if lists:
        return here.indent + " " * sum(3 if each.name == "enumerate" else 2 for each in lists) + said.strip()
    leading = len(said) - len(said.lstrip())
    return here.indent + said[leading if bare.startswith("\\") else min(part.inside, leading) :]


def _heading(here: _Text, line: str) -> str | None:
    """A section, a frame's title, or what the speaker says, where it stands on a line of its own."""
    for pattern in (_HEADING, _NOTE):
        if (match := pattern.match(line)) is None:
            continue
        said, end = in_braces(line, match.end())
        if end < 0 or line[end:].strip():
            return None
        if pattern is _NOTE:
            return f'<aside class="notes">{said.strip()}</aside>'
        kind = match[1]
        if kind in ("section", "subsection"):
            return f"# {said}" if kind == "section" else ""
        return said if kind == "framesubtitle" or not here.parts else ""
    return None


def _title_inside(lines: Sequence[str], frame: _Part) -> str:
    """What `\\frametitle` calls a frame that has no title of its own."""
    for line in lines[frame.first + 1 : frame.last]:
        if (match := _HEADING.match(line)) and match[1] == "frametitle":
            return in_braces(line, match.end())[0]
    return ""


def _arguments(rest: str) -> Iterator[str]:
    place = 0
    while (place := rest.find("{", place)) >= 0:
        said, place = in_braces(rest, place)
        if place < 0:
            return
        yield said


def _box(kind: str, title: str) -> str:
    named = f'title="{title}"' if title and '"' not in title else f"title='{title}'" if title else ""
    plain = 'appearance="minimal"' if kind and not title else ""
    said = " ".join(filter(None, (kind, named, plain)))
    return f"::: {{{said}}}" if said else ""


def _column(width: str) -> str:
    if not _SHARE.search(width):
        return '<div class="column">'
    return f'<div class="column" width="{round(100 * _share(f"{{{width}}}"))}%">'
