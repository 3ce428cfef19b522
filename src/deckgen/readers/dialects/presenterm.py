"""presenterm: https://mfontanini.github.io/presenterm

Its commands are comments on lines of their own; they become deckgen's words in the same lines.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from deckgen.code_fences import fence_behind, fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Dialect, Evidence, Extra
from deckgen.readers.dialects.slidev import slot

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_ENDS = "*****"
"""Ends a slide: its own rules are lines."""
_SLOT = regex(r"::[a-z]")
_HIDDEN = '<!-- .slide: data-visibility="hidden" -->'
_STEPWISE = '<!-- .slide: incremental="true" -->'
_ON, _OFF = "<!-- stepwise -->", "<!-- at once -->"
"""Lists from here on, to the end of the slide."""
_PLACES = ("left", "center", "middle", "right")
_COMMAND = regex(
    r"[ \t]*<!--[ \t]*(?:[\w-]+:(?=[a-z_]+[ \t]*(?:-->|:)))?([a-z_]+)[ \t]*(?::[ \t]*(.*?))?[ \t]*-->[ \t]*"
)
"""A command and what it is told, with the prefix that a deck may ask for."""
_INCLUDES = regex(r"[ \t]*<!--[ \t]*(?:[\w-]+:)?include:[ \t]*(\S.*?)[ \t]*-->[ \t]*")
_SPEAKS = regex(r"(<!--\s*(?:[\w-]+:[ \t]*)?)speaker_note:[ \t]*[|>]?-?")
_SILENT = regex(r"<!--\s*(?://|comment:)")
_PICTURE = regex(r"!\[(?:image:)?w(?:idth)?:(\d{1,3}%)\]\(([^()\n]+)\)")
_STRUCK = regex(r"(?<![~\w\\`])~(?=[^\s~])([^~`\n]*[^\s~`])~(?![~\w])")
_EMPTY_LINK = regex(r"(?<!!)\[\]\((https?://[^()\s]+)\)")
"""Shown as its address."""
_TITLE = regex(r"\n[^\s#>*-][^\n]*\n=+[ \t]*\n")
_UNDERLINE = regex(r"(?:=+|-+)[ \t]*")
_SURE = regex(
    r"\n[ \t]*<!--\s*(?:[\w-]+:)?"
    r"(?:end_slide|jump_to_middle|reset_layout|(?:column_layout|speaker_note|incremental_lists|font_size):[^\n]*)"
    r"[ \t]*(?:-->|\n)"
)


def _recognise(evidence: Evidence) -> bool:
    """By its comments; or by its options above titles that are underlined, where these end slides."""
    has_options = "options" in evidence.keys and not evidence.values.get("options")
    return evidence.shows(_SURE, "<") or (has_options and evidence.shows(_TITLE))


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    lines = [*_read(text.split("\n"))]
    shorthand = values.get("options.end_slide_shorthand", "")
    if shorthand == "true" or not (shorthand or _says_where_slides_end(lines, values)):
        lines = [
            _ENDS if line.rstrip() == "---" and not fence and not _goes_on(lines, at) else line
            for at, (line, fence) in enumerate(zip(lines, fenced(lines), strict=True))
        ]
    if values.get("options.implicit_slide_ends") == "true":
        _end_above_titles(lines, signs=values.get("options.h1_slide_titles") == "true")
    _set_apart(lines)
    is_stepwise, first = values.get("options.incremental_lists") == "true", 0
    if is_stepwise or _ON in lines or _OFF in lines:
        for end in (*(at for at, line in enumerate(lines) if line == _ENDS), len(lines)):
            _step(lines, range(first, end), is_stepwise=is_stepwise)
            first = end + 1
    return "\n".join(lines)


def _says_where_slides_end(lines: Sequence[str], values: Mapping[str, str]) -> bool:
    """False for a deck whose author's own settings make rules end its slides."""
    return _ENDS in lines or values.get("options.implicit_slide_ends") == "true"


def _set_apart(lines: list[str]) -> None:
    """Titles are what is underlined: on a slide that has one, headings with number signs are of its text."""
    title = 0
    for at, fence in enumerate([*fenced(lines)]):
        if lines[at] == _ENDS:
            title = 0
        elif fence:
            continue
        elif title and (match := _HEADING.fullmatch(lines[at])):
            lines[at] = "#" * max(len(match[1]), title + 1) + match[2]
        elif not title and at and _UNDERLINE.fullmatch(lines[at]) and _is_title(lines, at - 1):
            title = 1 if lines[at][0] == "=" else 2


def _is_title(lines: Sequence[str], at: int) -> bool:
    """True for a line that may be one, with nothing right above it."""
    return bool(lines[at].strip()) and lines[at][0] not in " \t#>|<-" and _stands_alone(lines, at)


_HEADING = regex(r"(#{1,6})([ \t].*)")


def _step(lines: list[str], slide: range, *, is_stepwise: bool) -> None:
    """Put the lists of a slide that are to appear item by item between fences, in lines of commands and empty ones."""
    empty = [*_empty(lines, slide)]
    _wait_behind_lists(lines, slide, empty, is_stepwise=is_stepwise)
    commands = [at for at in slide if lines[at] in (_ON, _OFF)]
    if not commands:
        if is_stepwise and empty:
            lines[empty[0]] = _STEPWISE
        return
    if any(_SLOT.match(lines[at]) for at in slide):  # no fence goes on from one of them into the next
        first = next((at for at in commands if lines[at] == _ON), -1)
        for at in commands:
            lines[at] = _STEPWISE if at == first else ""
        return
    if is_stepwise and empty and empty[0] < commands[0]:
        lines[empty[0]], is_open = "::: incremental", True
    else:
        is_open = False
    for at in commands:
        begins = lines[at] == _ON
        lines[at] = "" if begins is is_open else "::: incremental" if begins else ":::"
        is_open = begins
    behind = max((at for at in slide if lines[at].strip()), default=0)
    if is_open and (last := next((at for at in empty if at > behind), 0)):
        lines[last] = ":::"
    elif is_open:
        lines[commands[-1]] = _STEPWISE


_ITEM = regex(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")


def _wait_behind_lists(lines: list[str], slide: range, empty: list[int], *, is_stepwise: bool) -> None:
    """What stands below a list whose items appear one by one appears after them: a pause in the line between."""
    waits, seen = is_stepwise, slide.start
    for at in list(empty):
        for line in lines[seen:at]:
            waits = line == _ON if line in (_ON, _OFF) else waits
        seen = at
        above, below = lines[at - 1 : at], lines[at + 1 : at + 2]
        goes_on = not below or not below[0].strip() or below[0][0] in " \t" or _ITEM.match(below[0])
        is_below = bool(above) and (_ITEM.match(above[0]) or above[0][:1] in (" ", "\t"))
        if waits and is_below and not goes_on and not below[0].startswith(("<!--", "*****", "::")):
            lines[at] = "<!-- pause -->"
            empty.remove(at)


def _empty(lines: Sequence[str], slide: range) -> Iterator[int]:
    """The empty lines of a slide that are none of its code's."""
    for at, fence in zip(slide, fenced(lines[at] for at in slide), strict=True):
        if not fence and not lines[at].strip():
            yield at


def _read(lines: Sequence[str]) -> Iterator[str]:
    """The lines in deckgen's words; code stays as it is."""
    widths, at = list[str](), 0
    while at < len(lines):
        line = lines[at]
        if fence := fence_behind(line):
            at, shown = _code(lines, at, fence)
            yield from shown
            continue
        at += 1
        if "<!--" not in line and "![" not in line:
            yield _EMPTY_LINK.sub(r"<\1>", _STRUCK.sub(r"~~\1~~", line))
            continue
        command = _COMMAND.fullmatch(line)
        if command and command[1] == "column_layout":
            widths = [each.strip() for each in (command[2] or "").strip("[]").split(",")]
            widths = widths if _columns(lines, at) > 1 else []
            yield ""
        elif command and command[1] != "speaker_note":
            yield _said(command[1], command[2] or "", widths)
        elif line.lstrip().startswith("<!--"):
            first = at - 1
            while "-->" not in lines[at - 1] and at < len(lines):
                at += 1
            whole = "\n".join(lines[first:at])
            yield from (
                [""] * (at - first) if _SILENT.match(whole) else _SPEAKS.sub(r"\1", whole).split("\n")
            )
        else:
            yield _PICTURE.sub(r"![](\2){width=\1}", line)


def _code(lines: Sequence[str], first: int, fence: str) -> tuple[int, list[str]]:
    """The lines of a block of code, and where it ends. Of code that runs, some lines are not meant to be seen; as many
    empty ones stand below it."""
    body = [
        *itertools.takewhile(lambda line: fence_behind(line, fence), itertools.islice(lines, first + 1, None))
    ]
    end = first + 1 + len(body)
    if _FORMULA.match(lines[first]):
        return end + 1, ["$$", *(_DISPLAYED.sub("", line) for line in body), "$$"]
    sign = "# " if "rust" in lines[first] else "/// "
    kept = [line for line in body if not ("+exec" in lines[first] and line.startswith(sign))]
    return end + 1, [lines[first], *kept, *lines[end : end + 1], *[""] * (len(body) - len(kept))]


_FORMULA = regex(r"[ \t]*[`~]{3,}[ \t]*latex\b[^\n]*\+render\b")
_DISPLAYED = regex(r"^[ \t]*\\\[|\\\][ \t]*$")
"""The signs of a formula on lines of its own."""


_COLUMN = regex(r"[ \t]*<!--[ \t]*(?:[\w-]+:)?column:[ \t]*(\d+)")
_LAST = regex(r"[ \t]*<!--[ \t]*(?:[\w-]+:)?(?:end_slide|reset_layout|column_layout)\b")


def _columns(lines: Sequence[str], first: int) -> int:
    """How many columns something stands in: a lone one centres it."""
    found = set()
    for line in itertools.takewhile(lambda each: not _LAST.match(each), itertools.islice(lines, first, None)):
        found |= {match[1] for match in [_COLUMN.match(line)] if match}
    return len(found)


def _said(name: str, value: str, widths: Sequence[str]) -> str:
    """What stands in place of a command."""
    match name:
        case "end_slide":
            return _ENDS
        case "pause":
            return "<!-- pause -->"
        case "reset_layout":
            return "::bottom::"
        case "column" if value.isdecimal() and int(value) < len(widths):
            at, last = int(value), len(widths) - 1
            place = _PLACES[-1] if at == last and last else _PLACES[min(at, len(_PLACES) - 1)]
            return f"::{place}:{widths[at]}::"
        case "no_footer":
            return "<!-- footer: none -->"
        case "skip_slide":
            return _HIDDEN
        case "incremental_lists" if value in ("true", "false"):
            return _ON if value == "true" else _OFF
        case "include":  # of a file that is not there
            return f"include: {value}"
    return ""


def _stands_alone(lines: Sequence[str], at: int) -> bool:
    return at == 0 or not lines[at - 1].strip()


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """True below a line of a paragraph, of which a rule makes a heading."""
    return not _stands_alone(lines, at) and not _NO_PARAGRAPH.match(lines[at - 1])


_NO_PARAGRAPH = regex(
    r"[ \t]*(?:[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|[>|<:]|`{3}|~{3}|=+[ \t]*$)|[ \t]|.*-->[ \t]*$"
)
"""Lines that a rule right below goes not on."""


def _end_above_titles(lines: list[str], *, signs: bool) -> None:
    """End a slide in the empty line above each title but the first of the deck and of a slide that is ended anyway;
    headings with one of the `signs` may be titles, too."""
    is_begun = in_comment = False
    for at, fence in enumerate([*fenced(lines)]):
        line = lines[at]
        was, in_comment = (
            in_comment,
            line.rfind("<!--") > line.rfind("-->") or (in_comment and "-->" not in line),
        )
        if was:
            continue
        below = lines[at + 1] if at + 1 < len(lines) else ""
        is_title = bool(_UNDERLINE.fullmatch(below) and line.strip()) or (signs and line.startswith("# "))
        if is_title and not fence and is_begun and at and not lines[at - 1].strip():
            lines[at - 1] = _ENDS
        is_begun = line != _ENDS and (is_begun or bool(line.strip()))


def _rules(md: MarkdownIt) -> None:
    md.block.ruler.before(
        "paragraph", "slot", slot, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def _without_dollars(md: MarkdownIt) -> None:
    """Formulas are code that is rendered: a dollar is one."""
    md.disable("math_inline")


PRESENTERM = Dialect(
    name="presenterm",
    note="<!-- speaker_note: {} -->",
    comment="<!-- // {} -->",
    recognise=_recognise,
    prepare=_prepare,
    keys=frozenset(("options",)),
    rules=_rules,
    rule=r"\*{5}",
    extras=(Extra(regex(r"\$"), _without_dollars),),
    is_strict=True,
    has_cover=True,
    includes=_INCLUDES,
    file_fence=regex(r"(?:`{3,}|~{3,})file\b(?P<rest>.*)"),
    own_theme=True,
    theme_keys=frozenset(("theme", "theme.name")),
    dark_themes=frozenset(
        (
            "dark",
            "catppuccin-mocha",
            "catppuccin-macchiato",
            "catppuccin-frappe",
            "gruvbox-dark",
            "terminal-dark",
            "tokyonight-moon",
            "tokyonight-night",
            "tokyonight-storm",
        )
    ),
    footer_paths=tuple(f"theme.override.footer.{side}" for side in ("left", "center", "right")),
    underlined="paragraph",
    comments="notes",
)
