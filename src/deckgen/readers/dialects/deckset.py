"""Deckset: https://docs.deckset.com

Commands in the first lines hold for the deck, `[.command: value]` on a line for its slide: both become settings of
slides. Its own words for pictures become deckgen's, in the same lines.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct, field

from deckgen.code_fences import OPENING
from deckgen.patterns import regex
from deckgen.readers.dialects.deckset_names import KEYS, SURE, shows_itself
from deckgen.readers.dialects.dialect import Dialect, Evidence
from deckgen.readers.dialects.ia_presenter import (
    MOST_LINES,
    RULE,
    Kind,
    in_columns,
    kinds_of,
    lines_rule,
    target_of,
    without_hashes,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_KEY_LINE = regex(r"([A-Za-z][a-z-]*)[ \t]*:(.*)")
_COMMAND = regex(
    r" {0,3}\[\.(?:(column|hide-footer|use-source-list-numbering)|([a-z][a-z-]*):(.*))\][ \t]*(?:<br[ \t]*/?>[ \t]*)?"
)
_COLUMN = "[.column]"
_HEADING = regex(r" {0,3}(#{1,6})(?!#)[ \t]*(.*)")


def _recognise(evidence: Evidence) -> bool:
    """By its first lines, or by commands for a slide that no other tool has."""
    if evidence.keys & SURE:
        return True
    if _KEY_LINE.fullmatch(evidence.head):
        head, _ = _head(evidence.text[1:20_000].split("\n"))
        if head.keys() & SURE or re.fullmatch(r"[A-Z][\w ()-]*, ?\d{1,2}", head.get("theme", "")):
            return True
    if not ("[" in evidence.text and "\n[." in evidence.text):
        return False
    known = "|".join((*sorted(KEYS), "code-highlight"))
    return bool(
        re.search(rf"\n\[\.(?:column|hide-footer|(?:{known}):[^\n]*)\][ \t]*(?=\n|\Z)", evidence.text)
    )


# -- what the deck and a slide are told -----------------------------------------------------------


def _levels(said: str) -> frozenset[int]:
    """Of headings: `#, ##`."""
    return frozenset(len(each) for each in re.findall("#+", said))


class _Slide(Struct, eq=False):
    """What is said of a slide while its lines are read."""

    said: dict[str, str]
    lines: list[str] = field(default_factory=list)
    commands: list[int] = field(default_factory=list)
    """Lines of commands, which are empty now."""
    steps: list[str] = field(default_factory=list)
    """Of the next code."""
    name: str = ""
    has_picture: bool = False
    """Behind it or at its side."""
    kind: Kind = "text"
    """Of its last line."""


def _head(lines: Sequence[str]) -> tuple[dict[str, str], list[int]]:
    """The commands in the first lines, and which lines those are."""
    found: dict[str, str] = {}
    taken: list[int] = []
    number = 0
    while number < len(lines) and (match := _KEY_LINE.fullmatch(lines[number])):
        key, value, last = match[1].lower(), match[2].strip(), number
        if key in KEYS:
            if value == "<<<":  # several lines
                below = [line.strip() for line in lines[number + 1 : number + 20]]
                last += below.index(">>>") + 1 if ">>>" in below else 0
                value = "<br>".join(filter(None, below[: max(0, last - number - 1)]))
            found[key] = value
            taken += range(number, last + 1)
        number = last + 1
    return found, taken


def _is_off(value: str) -> bool:
    return value.strip().lower() in ("", "false", "no", "none")


_TRANSITIONS = {"true": "fade", "fade": "fade", "fadethroughcolor": "fade", "push": "push", "move": "cover",
                "reveal": "wipe", "false": "none", "none": "none"}  # fmt: skip


def _settings(slide: _Slide) -> dict[str, str]:
    """What was said of a slide, in deckgen's words."""
    said = slide.said
    move = re.match("[a-z]*", said.get("slide-transition", "").lower())
    hides = not _is_off(said.get("hide-footer", ""))
    found = {
        "id": slide.name,
        "data-background-color": said.get("background-color", ""),
        "data-background-image": "" if slide.has_picture else said.get("background-image", ""),
        "footer": "false" if hides else _read(said.get("footer", ""), _Slide({})),
        "paginate": "false" if said.get("slidenumbers") == "false" else "",
        "transition": _TRANSITIONS.get(move[0] if move else "", ""),
        "incremental": "" if _is_off(said.get("build-lists", "")) else "true",
    }
    return {key: value for key, value in found.items() if value}


_COLOR = regex(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9a-zA-Z])")
_ELEMENTS = {"header": "h1,h2,h3,h4,h5,h6", "text": "p,li", "text-strong": "strong", "text-emphasis": "em"}


def _style(said: Mapping[str, str]) -> str:
    """The colours and sides of headings and text, as a style sheet of the slide."""
    rules = []
    for key, elements in _ELEMENTS.items():
        color = _COLOR.match(said.get(key, "").strip())
        side = re.search(r"alignment\((left|center|right)\)", said.get(key, "")) if key == "text" else None
        style = [f"color:{color[0]}"] if color else []
        style += [f"text-align:{side[1]}"] if side else []
        rules += [f"{elements}{{{';'.join(style)}}}"] if style else []
    return f"<style>{' '.join(rules)}</style>" if rules else ""


# -- text -----------------------------------------------------------------------------------------

_FILM = regex(
    r"\.(?:mov|mp4|m4v|webm|avi|mp3|m4a|wav|aiff?|ogg|aac)(?:[?#]|$)|(?:youtube\.com|youtu\.be|vimeo\.com)/",
    re.I,
)
_WORD = regex(
    r"inline|left|right|fit|fill|original|filtered|autoplay|loop|mute|hide|autoadvance|\d+(?:\.\d+)?%"
    r"|corner-radius\([^)]*\)|alpha\([^)]*\)"
)


_PICTURE = regex(r"!\[([^\[\]\n]*)\]\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
"""A picture of Markdown's."""


def _as_ours(match: re.Match[str], slide: _Slide) -> str:
    """A picture in deckgen's words: in the text, or behind the slide or at its side."""
    words = [word for word in re.split(r"[\s,|]+", match[1].strip()) if word]
    first, last = 0, len(words)
    while first < last and _WORD.fullmatch(words[first]):
        first += 1
    while last > first and _WORD.fullmatch(words[last - 1]):
        last -= 1
    asked, rest = words[:first] + words[last:], words[first:last]
    alt = " ".join(rest) if asked else match[1].strip()
    target = target_of(match[2].strip())
    share = next((word for word in asked if word.endswith("%")), "")
    if "inline" in asked:
        return f"![{alt}]({target})" + (f"{{width={share}}}" if share else "")
    if _FILM.search(match[2].strip()):
        return f"![{alt}]({target})"
    slide.has_picture = True
    opacity = next((f"opacity:{word[6:-1]}" for word in asked if word.startswith("alpha(")), "")
    own = [word for word in asked if word in ("left", "right", "fit")]
    return f"![{' '.join(filter(None, ('bg', *own, share, opacity, alt)))}]({target})"


_DOLLAR = regex(r"\$\$.*?\$\$|\b\w{1,12}://\S*|\\\$|\$")
_LABEL = regex(r"\[\^([^\[\]\n]+)\]")
_ANCHOR = regex(r"<a[ \t]+name[ \t]*=[ \t]*[\"']?([\w.:-]+)[\"']?[ \t]*(?:/>|>[ \t]*</a>)")


_CODE = regex(r"(``.*?``(?!`)|`[^`]+`)")


def _read(line: str, slide: _Slide) -> str:
    """A line as deckgen reads it, but for what stands in code spans."""
    parts = _CODE.split(line) if "`" in line else [line]
    return "".join(part if at % 2 else _changed(part, slide) for at, part in enumerate(parts))


def _changed(text: str, slide: _Slide) -> str:
    if "![" in text:
        text = _PICTURE.sub(lambda match: _as_ours(match, slide), text)
    if "<a" in text and (anchor := _ANCHOR.search(text)):
        slide.name = slide.name or anchor[1]
        text = _ANCHOR.sub("", text)
    if "$" in text:  # one dollar is money
        text = _DOLLAR.sub(lambda match: "\\$" if match[0] == "$" else match[0], text)
    if "[^" in text:
        text = _LABEL.sub(lambda match: f"[^{'-'.join(match[1].split())}]", text)
    return text


def _add(slide: _Slide, line: str, kind: Kind, deck: Mapping[str, str]) -> None:
    """A line of a slide, and what it says of it."""
    command = _COMMAND.fullmatch(line) if kind == "text" and "[." in line else None
    heading = _HEADING.fullmatch(line) if kind == "text" and "#" in line else None
    slide.kind = kind
    if kind == "inside":
        slide.lines.append(line)
    elif kind == "fence":
        slide.lines.append(_fence(line, slide, deck.get("code-language", "").lower()))
    elif command and command[1] == "column":
        slide.lines.append(_COLUMN)
    elif command:
        key, value = command[1] or command[2], (command[3] or "").strip()
        slide.commands.append(len(slide.lines))
        slide.lines.append("")
        if key == "code-highlight":
            slide.steps.append(value.replace(" ", ""))
        elif value or command[1] or key == "footer":
            slide.said[key if value else command[1] or "hide-footer"] = value or "true"
    elif heading and heading[2]:
        words = _read(heading[2], slide)
        fits = len(heading[1]) in _levels(deck.get("fit-header", "")) and not words.startswith("[fit]")
        slide.lines.append(f"{heading[1]} {'[fit] ' if fits else ''}{words}")
    else:
        slide.lines.append(_read(line, slide))


def _fence(line: str, slide: _Slide, language: str) -> str:
    """The first line of code, with its language and the lines that stand out."""
    match = OPENING.match(line)
    has_info = bool(match and line[match.end() :].strip())
    steps = [step if re.fullmatch(r"[\d,-]+", step) else "all" for step in slide.steps]
    slide.steps = []
    shown = f" {{{'|'.join(steps)}}}" if any(step != "all" for step in steps) else ""
    return line.rstrip() + ("" if has_info else language or ("text" if shown else "")) + shown


_LINE = regex(r"(#{1,6})[ \t]+(\[fit\])?(.*)")


def _as_poster(lines: list[str]) -> None:
    """Headings that fit, one below the other, are one; so are several that are all it has, none a title of others."""
    found: list[tuple[int, re.Match[str]]] = []
    first = next((n for n, line in enumerate(lines) if line.startswith("#")), len(lines))
    alone = True
    for number in range(first, len(lines)):
        if match := _LINE.fullmatch(lines[number]):
            found.append((number, match))
        elif lines[number].strip():
            alone = lines[number].startswith(("^", "!["))
            break
    depths = [len(match[1]) for _, match in found]
    if not (alone and any(below <= above for above, below in itertools.pairwise(depths))):
        found = list(itertools.takewhile(lambda each: each[1][2], found))
    if len(found) < 2:
        return
    words = "<br>".join(without_hashes(match[3]).strip() for _, match in found)
    fits = "[fit] " if any(match[2] for _, match in found) else ""
    for number, _ in found:
        lines[number] = ""
    lines[found[0][0]] = f"{'#' * min(depths[: len(found)])} {fits}{words}"


def _finished(slide: _Slide) -> list[str]:
    """The lines of a slide, with its settings on one that has room, or on one more."""
    lines = slide.lines
    if sum(line.startswith("#") for line in lines) > 1:
        _as_poster(lines)
    settings = "".join(f' {key}="{escape(value)}"' for key, value in _settings(slide).items())
    shown = (f"<!-- .slide:{settings} -->" if settings else "") + _style(slide.said)
    if not shown:
        return lines
    room = 0 if lines and not lines[0].strip() else slide.commands[0] if slide.commands else len(lines) - 1
    if lines and not lines[room].strip() and not (room and slide.kind == "inside"):
        lines[room] = shown
        return lines
    return [shown, *lines]


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text with each command where deckgen reads it."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return text
    said, taken = _head(lines)
    for number in taken:
        lines[number] = ""
    deck = {**{key: value for key, value in values.items() if key in KEYS}, **said}
    kinds = kinds_of(lines)
    if levels := _levels(deck.get("slide-dividers", "")):
        lines, kinds = _divided(lines, kinds, levels)
    if not _is_off(deck.get("paragraphs-as-presenter-notes", "")):
        lines = list(_all_said(lines, kinds))
    for_all = {key: value for key, value in deck.items() if key != "slidenumbers"}
    slide = _Slide(dict(for_all))
    done: list[str] = []
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        underlines = line.count("-") > 3 and number > 0 and bool(lines[number - 1].strip())
        if kind == "text" and RULE.fullmatch(line) and not underlines:
            done += [*_finished(slide), line]
            slide = _Slide(dict(for_all))
        else:
            _add(slide, line, kind, deck)
    return "\n".join((*done, *_finished(slide)))


def _divided(
    lines: Sequence[str], kinds: Sequence[Kind], levels: frozenset[int]
) -> tuple[list[str], list[Kind]]:
    """A rule above every heading of those levels that something stands above."""
    found: list[tuple[str, Kind]] = []
    is_begun = False
    for line, kind in zip(lines, kinds, strict=True):
        heading = _HEADING.fullmatch(line) if kind == "text" else None
        if heading and is_begun and len(heading[1]) in levels:
            if not found[-1][0].strip():
                found.pop()
            found.append(("---", "text"))
        is_bare = kind == "text" and (not line.strip() or bool(_COMMAND.fullmatch(line)))
        is_begun = (is_begun or not is_bare) and not (kind == "text" and RULE.fullmatch(line))
        found.append((line, kind))
    return [line for line, _ in found], [kind for _, kind in found]


def _all_said(lines: Sequence[str], kinds: Sequence[Kind]) -> Iterator[str]:
    """Every paragraph as one that is said."""
    above = ""
    for line, kind in zip(lines, kinds, strict=True):
        words = kind == "text" and re.match(r"[^\s#>\-*+^|<\[!$:_~`\d]", line)
        yield f"^ {line}" if words and not above.strip() else line
        above = line


# -- rules ----------------------------------------------------------------------------------------


def _column(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`[.column]`"""
    if (state.level and not silent) or state.src[state.bMarks[line] : state.eMarks[line]] != _COLUMN:
        return False
    if not silent:
        state.push("column", "", 0).map = [line, line + 1]
        state.tokens[-1].info = "column"
        state.line = line + 1
    return True


def _row(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Several pictures in a line of the text stand beside one another."""
    text = state.src[state.bMarks[line] : state.eMarks[line]].strip()
    if (state.level and not silent) or not text.startswith("![") or "![bg" in text:
        return False
    pictures = [match[0] for match in _PICTURE.finditer(text)]
    if len(pictures) < 2 or re.sub(r"\{width=[\d.]+%\}", "", _PICTURE.sub("", text)).strip():
        return False
    if not silent:
        for kind in ("", *pictures):
            state.push("div_open", "", 0).info = "column" if kind else "columns"
            if kind:
                state.push("paragraph_open", "p", 1).map = [line, line + 1]
                inline = state.push("inline", "", 0)
                inline.content, inline.map, inline.children = kind, [line, line + 1], []
                state.push("paragraph_close", "p", -1)
                state.push("div_close", "", 0)
        state.push("div_close", "", 0)
        state.line = line + 1
    return True


def _rules(md: MarkdownIt) -> None:
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("table", "said", lines_rule("^", "notes", goes_on=True), ends)  # type: ignore[arg-type]
    md.block.ruler.before("table", "column", _column, ends)  # type: ignore[arg-type]
    md.block.ruler.before("table", "row", _row, ends)  # type: ignore[arg-type]
    md.core.ruler.after("block", "columns", in_columns)


DECKSET = Dialect(
    scripts="",
    name="deckset",
    note="^ {}",
    recognise=_recognise,
    suspect=shows_itself,
    keys=KEYS,
    is_strict=True,
    prepare=_prepare,
    rules=_rules,
    has_inline_html=True,
    has_line_breaks=True,
    fitting=r"\[fit\][ \t]*",
    styles="slide",
    own_theme=True,
)
