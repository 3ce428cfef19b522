"""iA Presenter: https://ia.net/presenter/support

Text at the margin is what the speaker says; headings, pictures, tables, code and what stands behind a tab are shown.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from deckgen.code_fences import fence_behind
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Dialect, Evidence

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

    Rule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]

_SAID, _ALONE, _COLUMN = "\ue000", "\ue001", "\ue002"
"""Marks at the beginning of lines: what is said, blocks of their own, and headings with a column below."""


def _recognise(evidence: Evidence) -> bool:
    """Only by its folder: a tab is code everywhere else."""
    return ".iapresenter/" in evidence.path.replace("\\", "/")


# -- lines, for Deckset's reader, too -------------------------------------------------------------

MOST_LINES = 100_000
"""No deck has more."""
RULE = regex(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
Kind: TypeAlias = Literal["text", "fence", "inside"]


def kinds_of(lines: Sequence[str]) -> list[Kind]:
    """Which lines are text, which open a fence, and which are the rest of code, of a comment or a formula."""
    last = {mark: max((n for n, s in enumerate(lines) if mark in s), default=-1) for mark in ("-->", "$$")}
    found: list[Kind] = []
    fence = closing = ""
    for number, line in enumerate(lines):
        if fence:
            found.append("inside")
            fence = fence_behind(line, fence)
        elif closing and not (closing == "$$" and RULE.fullmatch(line)):
            found.append("inside")
            closing = "" if closing in line else closing
        elif fence := fence_behind(line):
            closing = ""
            found.append("fence")
        else:
            closing = _goes_on(line)
            closing = closing if closing and last[closing] > number else ""
            found.append("inside" if closing else "text")
    return found


def _goes_on(line: str) -> str:
    """What closes the comment or formula that a line opens and does not close."""
    if line.lstrip().startswith("$$"):
        return "" if "$$" in line.lstrip()[2:] else "$$"
    shown = re.sub("`[^`]*`", "", line) if "<!--" in line else ""
    return "-->" if shown.rfind("<!--") > shown.rfind("-->") else ""


def target_of(address: str) -> str:
    """An address that may have spaces, as CommonMark has it."""
    return f"<{address}>" if re.search(r"\s", address) and not re.search(r"[<>\"']", address) else address


def without_hashes(words: str) -> str:
    """A heading's words without what closes it."""
    words = words.strip()
    bare = words.rstrip("#")
    return bare.rstrip() if bare.endswith((" ", "\t")) else words


# -- what a line is -------------------------------------------------------------------------------


class _Line(Struct, eq=False):
    """A line, and what it is for."""

    text: str
    kind: Literal["blank", "rule", "heading", "shown", "said", "picture", "other"]
    mark: str = ""
    picture: _Picture | None = None


class _Picture(Struct, eq=False):
    """A picture or film on a line of its own."""

    target: str
    alt: str = ""
    caption: str = ""
    is_behind: bool = False
    words: str = ""


_HEADING = regex(r"[ \t]*(#{1,6})[ \t]+(.*)")
_IS_RULE = regex(r"-{3,}[ \t]*")
_IS_OTHER = regex(
    r"[ \t]{0,3}(?:\||\[\^[^\[\]\s]+\]:|\[[^\[\]]+\]:[ \t]*\S+[ \t]*(?:[\"'(].*)?$|\*\[[^\[\]]+\]:"
    r"|\$\$.*\$\$[ \t]*$|<!--.*-->[ \t]*$)"
)
"""Rows of tables, definitions, formulas, comments."""
_IS_LIST = regex(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]|[ \t]*:[ \t]")
_FILTERS = {"darken": "brightness:0.6", "lighten": "brightness:1.4", "blur": "blur:8px"}
_MEDIA = "png|jpe?g|gif|svg|webp|heic|avif|tiff?|bmp|pdf|mp4|mov|m4v|webm|mp3|m4a|wav"
_PATH = regex(
    rf"(/[^\s/\"][^\"\n]*\.(?:{_MEDIA})|https?://\S+\.(?:{_MEDIA})(?:\?\S*)?)(?:[ \t]+\"([^\"]*)\")?", re.I
)
_PAGE = regex(r"https?://(?:www\.)?(?:youtube\.com/(?:watch|shorts|embed)|youtu\.be/|vimeo\.com/)\S+")
_IMAGE = regex(r"!\[([^\[\]]*)\]\(<?([^()<>\"]*[^()<>\"\s])>?(?:[ \t]+\"([^\"]*)\")?\)")
_KEYS = "size|x|y|align|background|layer|filter|opacity|class|title"
_ATTRIBUTE = regex(rf"[ \t]*({_KEYS})[ \t]*:(.*)", re.I)


def _picture(text: str) -> _Picture | None:
    """The picture or film that a line is."""
    bare = text.strip()
    if len(bare) > 2000:
        return None
    if path := _PATH.fullmatch(bare):
        is_text = re.search(rf"\.(?:{_MEDIA})\s", path[1], re.I)
        return None if is_text else _Picture(path[1], alt=path[2] or "")
    if _PAGE.fullmatch(bare):
        return _Picture(bare)
    if image := _IMAGE.fullmatch(bare):
        return _Picture(image[2].strip(), alt=image[1], caption=image[3] or "")
    return None


def _lines(texts: Sequence[str]) -> list[_Line]:
    """What each line is. Code, formulas of several lines and comments stay; behind a tab, without it."""
    found: list[_Line] = []
    tabbed = in_list = False
    before = "text"
    for number, (text, kind) in enumerate(zip(texts, kinds_of(texts), strict=True)):
        above = found[-1] if found else _Line("", "blank")
        tabbed = text.startswith("\t") if kind == "fence" or before == "text" else tabbed
        before = kind
        own = text.removeprefix("\t")
        if kind != "text":
            found.append(_Line(own if tabbed else text, "other"))
        elif not text.strip() or text.lstrip("\t").startswith("//"):
            found.append(_Line("", "blank"))
        elif _IS_RULE.fullmatch(text):
            found.append(_Line(text, "rule"))
        elif _HEADING.match(text):
            found.append(_Line(text.strip(), "heading"))
        elif picture := _picture(text):
            found.append(_Line("", "picture", picture=picture))
        elif text.startswith("\t"):
            goes_on = own.startswith((" ", "\t")) or above.kind == "shown"
            in_list = bool(_IS_LIST.match(own)) or (in_list and goes_on)
            found.append(_Line(own if in_list else own.lstrip("\t"), "shown"))
        elif _is_other(texts, number, above):
            found.append(_Line(text, "other"))
        else:
            found.append(_Line(text, "said"))
        in_list = in_list and found[-1].kind in ("shown", "blank")
    return found


def _is_other(texts: Sequence[str], number: int, above: _Line) -> bool:
    """True for a line at the margin that is shown all the same."""
    text = texts[number]
    below = texts[number + 1] if number + 1 < len(texts) else ""
    dashes = "-" in below and "|" in below and not below.strip("|:- \t")
    in_table = "|" in text and (dashes or (above.kind == "other" and "|" in above.text))
    return in_table or bool(_IS_OTHER.match(text)) or bool(RULE.fullmatch(text))


# -- what belongs together ------------------------------------------------------------------------


def _with_attributes(lines: Sequence[_Line]) -> None:
    """What stands right below a picture says how it stands there; right below a table, that it is a chart."""
    picture: _Picture | None = None
    above = _Line("", "blank")
    for line in lines:
        if line.picture:
            picture = line.picture
        elif picture and line.kind in ("said", "shown") and (match := _ATTRIBUTE.fullmatch(line.text)):
            _set(picture, match[1].lower(), match[2].strip().strip("\"'"))
            line.kind, line.text = "blank", ""
            continue
        elif above.kind in ("other", "shown") and "|" in above.text and re.match(r"[Cc]hart:", line.text):
            line.kind, line.text = "blank", ""
        else:
            picture = None
        above = line


def _set(picture: _Picture, key: str, value: str) -> None:
    if key == "title":
        picture.alt = value
    elif (key == "background" and value == "true") or (key == "layer" and value == "background"):
        picture.is_behind = True
    elif key == "size" and value in ("contain", "fit"):
        picture.words += " contain"
    elif key == "opacity" and re.fullmatch(r"\d+(?:\.\d+)?%?", value):
        picture.words += f" opacity:{value}"
    elif key == "filter":
        picture.words += f" {_FILTERS[value]}" if value in _FILTERS else ""


def _with_captions(lines: Sequence[_Line]) -> None:
    """A heading of the fourth level beside a picture is its caption."""
    filled = [line for line in lines if line.kind != "blank"]
    for before, line, after in zip([None, *filled], filled, [*filled[1:], None], strict=False):
        match = _HEADING.match(line.text) if line.kind == "heading" else None
        if not match or len(match[1]) != 4:
            continue
        pictures = (each.picture for each in (before, after) if each and each.picture)
        if picture := next((each for each in pictures if not (each.is_behind or each.caption)), None):
            picture.caption = without_hashes(match[2])
            line.kind, line.text = "blank", ""


def _with_kicker(slide: list[_Line]) -> None:
    """What is shown right above the title stands below it."""
    at = next((n for n, line in enumerate(slide) if line.kind == "heading"), 0)
    first = at
    while first and slide[first - 1].kind == "shown" and not _IS_LIST.match(slide[first - 1].text):
        first -= 1
    if first == at or any(line.kind not in ("blank", "said", "rule") for line in slide[:first]):
        return
    for line in slide[first:at]:
        line.mark = _ALONE
    slide[first : at + 1] = [slide[at], *slide[first:at]]


_VISIBLE = ("shown", "picture", "other")


def _with_columns(slide: Sequence[_Line]) -> None:
    """Two or three headings of a level with none above them, and something below each, stand side by side."""
    places = [n for n, line in enumerate(slide) if line.kind == "heading"]
    levels = [len(match[1]) for n in places if (match := _HEADING.match(slide[n].text))]
    tops = [n for n, level in zip(places, levels, strict=True) if level == levels[0]]
    if not 2 <= len(tops) <= 3 or min(levels) < levels[0]:
        return
    parts = [slide[start:end] for start, end in zip(tops, [*tops[1:], len(slide)], strict=True)]
    is_first = not any(line.kind in _VISIBLE for line in slide[: tops[0]])
    if is_first and all(any(line.kind in _VISIBLE for line in part) for part in parts):
        for n in tops:
            slide[n].mark = _COLUMN


def _written(line: _Line) -> str:
    """The line as deckgen reads it."""
    if not (picture := line.picture):
        return (_SAID if line.kind == "said" else line.mark) + line.text
    alt = picture.alt.replace("[", "\\[").replace("]", "\\]")
    alt = f"bg{picture.words} {alt}".strip() if picture.is_behind else alt
    caption = picture.caption.replace("\\", "\\\\").replace('"', '\\"')
    return f"![{alt}]({target_of(picture.target)}" + (f' "{caption}")' if caption else ")")


def _with_tabs(texts: list[str]) -> list[str]:
    """A file without any tab whose text below headings is behind four spaces went through an editor."""
    if any(text.startswith("\t") for text in texts):
        return texts
    if not any(re.match(r" {4}\S", b) and _HEADING.match(a) for a, b in itertools.pairwise(texts)):
        return texts
    return [re.sub("^(?: {4})+", lambda match: "\t" * (len(match[0]) // 4), text) for text in texts]


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text with marks where it is said, and without the tab where it is shown."""
    if text.count("\n") > MOST_LINES:
        return text
    lines = _lines(_with_tabs(text.split("\n")))
    _with_attributes(lines)
    starts = [0, *(n for n, line in enumerate(lines) if line.kind == "rule"), len(lines)]
    done: list[_Line] = []
    for start, end in itertools.pairwise(starts):
        slide = lines[start:end]
        _with_captions(slide)
        _with_kicker(slide)
        _with_columns(slide)
        done += slide
    return "\n".join(map(_written, done))


# -- rules, for Deckset's reader, too -------------------------------------------------------------

_ENDS = regex(r"[ \t]*(?:$|#{1,6}[ \t]|`{3}|~{3}|\[\.|!\[|<!--)")
_IS_OPEN = "deckgen-lines"


def lines_rule(mark: str, kind: Literal["notes", "column", ""], *, goes_on: bool = False) -> Rule:
    """A rule for lines with a mark at their beginning (and if it `goes_on` those below, up to an empty one): they are
    read without it, as notes, at the beginning of a column, or as blocks of their own."""

    def rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if not _is_marked(state, line, mark) or state.env.get(_IS_OPEN) or (state.level and not silent):
            return False
        if silent:
            return True
        last = line + 1
        while last < end:
            below = next((number for number in range(last, end) if not state.isEmpty(number)), end)
            if below < end and _is_marked(state, below, mark):
                last = below + 1
            elif goes_on and below == last and not _ends(state, last):
                last += 1
            else:
                break
        span = [line, last]
        if kind:
            state.push("column" if kind == "column" else "div_open", "", 0).map = span
            state.tokens[-1].info = kind
        _read_inside(state, line, last, mark)
        if kind == "notes":
            state.push("div_close", "", 0).map = span
        return True

    return rule


def _is_marked(state: StateBlock, line: int, mark: str) -> bool:
    at_margin = 0 <= state.sCount[line] < 4
    return at_margin and state.src.startswith(mark, state.bMarks[line] + state.tShift[line])


def _ends(state: StateBlock, line: int) -> bool:
    text = state.src[state.bMarks[line] : state.eMarks[line]]
    return bool(_ENDS.match(text) or RULE.fullmatch(text))


def _read_inside(state: StateBlock, first: int, last: int, mark: str) -> None:
    """The blocks in those lines, which begin behind the mark."""
    kept = [(state.bMarks[n], state.tShift[n], state.sCount[n]) for n in range(first, last)]
    for number in range(first, last):
        if _is_marked(state, number, mark):
            start, end = state.bMarks[number] + state.tShift[number] + len(mark), state.eMarks[number]
            start += mark == "^" and state.src.startswith(" ", start)
            text = state.src[start:end]
            indent = text[: len(text) - len(text.lstrip(" \t"))]
            state.bMarks[number], state.tShift[number] = start, len(indent)
            state.sCount[number] = len(indent.expandtabs(4))
    outer, state.lineMax = state.lineMax, last
    state.env[_IS_OPEN] = True
    state.md.block.tokenize(state, first, last)
    state.env[_IS_OPEN] = False
    state.line, state.lineMax = last, outer
    for number, (start, shift, count) in enumerate(kept, first):
        state.bMarks[number], state.tShift[number], state.sCount[number] = start, shift, count


def in_columns(state: StateCore) -> None:
    """Each column goes up to the next one, or to the end of its slide."""
    from markdown_it.token import Token

    if not any(token.type == "column" for token in state.tokens):
        return
    found: list[Token] = []
    is_open = False
    close = Token("div_close", "", 0)
    for token in state.tokens:
        if token.type == "column":
            found.append(close if is_open else Token("div_open", "", 0, info="columns", map=token.map))
            token.type, is_open = "div_open", True
        elif is_open and token.type == "hr" and not token.level:
            found += [close, close]
            is_open = False
        found.append(token)
    state.tokens = [*found, close, close] if is_open else found


def _rules(md: MarkdownIt) -> None:
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("table", "said", lines_rule(_SAID, "notes"), ends)  # type: ignore[arg-type]
    md.block.ruler.before("table", "alone", lines_rule(_ALONE, ""), ends)  # type: ignore[arg-type]
    md.block.ruler.before("table", "column", lines_rule(_COLUMN, "column"), ends)  # type: ignore[arg-type]
    md.core.ruler.after("block", "columns", in_columns)


IA_PRESENTER = Dialect(
    name="ia-presenter",
    note="{}",
    comment="// {}",
    captions="titled",
    recognise=_recognise,
    is_strict=True,
    rule="-{3,}",
    prepare=_prepare,
    rules=_rules,
    own_theme=True,
)
