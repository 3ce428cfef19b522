"""remark.js and xaringan: settings at the top of a slide, `--` pauses, `???` notes, `.class[text]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from deckgen.patterns import regex
from deckgen.readers.brackets import closings
from deckgen.readers.dialects.dialect import Dialect, Evidence, Extra
from deckgen.readers.dialects.r_metadata import with_metadata
from deckgen.readers.dialects.remark_footnotes import with_notes_at_foot
from deckgen.readers.dialects.remark_marked import raw_formulas
from deckgen.readers.dialects.remark_names import (
    FOLDED,
    OPENING,
    PUT,
    SHOWN,
    class_style,
    is_column,
    is_page,
    is_xaringan,
    style_of,
    width_of,
)
from deckgen.readers.fence_styles import SMALL
from deckgen.readers.maths import FORMULA_IN_CODE, formulas_in_code

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


def _rules(md: MarkdownIt) -> None:
    """Read what remark reads."""
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("table", "remark_put", _put, ends)  # type: ignore[arg-type]
    md.block.ruler.before("hr", "remark_line", _line_rule, ends)  # type: ignore[arg-type]
    md.inline.ruler.at("text", _text)
    md.inline.ruler.after("text", "remark_box", _inline_box)
    md.core.ruler.after("block", "remark_numbers", _numbers)
    md.core.ruler.after("block", "remark_sides", _by_sides)
    md.core.ruler.push("remark_formulas", raw_formulas)


def _put(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Lines that stand on one, above its own text."""
    start = state.bMarks[line]
    if not state.src.startswith((PUT, f"--- {PUT}"), start):
        return False
    if silent:
        return True
    start = state.src.index(PUT, start) + 1
    close = state.src.find(SHOWN, start, state.eMarks[line])
    if close < 0:
        return False
    tokens: list[Token] = []
    state.md.block.parse(state.src[start:close].replace(FOLDED, "\n"), state.md, state.env, tokens)
    for token in tokens:
        token.map = token.map and [line, line + 1]
        token.type = "code_block" if token.type == "fence" else token.type  # it has no last line
    state.tokens += tokens
    rest = close + 1
    state.bMarks[line] = rest
    while rest < state.eMarks[line] and state.src[rest] in " \t":
        rest += 1
    state.tShift[line] = state.sCount[line] = rest - state.bMarks[line]
    if rest < state.eMarks[line]:
        return False  # another rule reads that
    state.line = line + 1
    return True


def _numbers(state: StateCore) -> None:
    """A numbered list goes on behind a pause."""
    before, last = 0, ""
    for token in state.tokens:
        if token.type == "ordered_list_open" and token.level == 0:
            if last == "pause" and before:
                token.attrSet("start", before)
            before = int(token.attrs.get("start", 1))
        elif token.type == "list_item_open" and token.level == 1:
            before += bool(before)
        elif token.level == 0 and token.type not in ("ordered_list_close", "pause"):
            before = 0
        last = token.type if token.level == 0 else last


_SIDES = ("left", "right")


def _by_sides(state: StateCore) -> None:
    """Boxes float to where their names say, whichever is written first."""
    tokens, open_ = state.tokens, list[int]()
    lone: list[tuple[str, int, int]] = [_NOWHERE]  # the last one without its neighbour, at each depth
    for at, token in enumerate(tokens):
        if token.type == "div_open":
            open_.append(at)
            lone.append(_NOWHERE)
        elif token.type == "div_close" and open_:
            lone.pop()
            first, end = open_.pop(), at + 1
            side = tokens[first].meta.get("side", "")
            before, start, between = lone[-1]
            is_pair = bool(side) and between == first and side != before
            if is_pair and side == "left":
                tokens[start:end] = tokens[first:end] + tokens[start:first]
            lone[-1] = (side, first, end) if side and not is_pair else _NOWHERE


_NOWHERE = ("", -1, -1)


_BOX = regex(OPENING + r"[ \t]*")
_BEHIND = regex(r"((?:\.[A-Za-z_][\w-]*)+)\[[ \t]*")


def _box_at(text: str, at: int) -> re.Match[str] | None:
    """A box that begins there; right behind a word it has to be called as looks are, or it is somebody's code."""
    if box := _BOX.match(text, at):
        return box
    behind = _BEHIND.match(text, at)
    return behind if behind and all(style_of(n) or n in SMALL for n in behind[1][1:].split(".")) else None


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]].rstrip()


def _line_rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`???`, `--`, `.class[` and `]`, each on a line of its own."""
    text = _line(state, line)
    if state.level and not silent:
        return False
    box = _BOX.fullmatch(text)
    kind = {"???": "notes_below", "--": "pause", "]": "div_close"}.get(text, "div_open" if box else "")
    if not kind:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.map = [line, line + 1]
        if box:
            names = box[1].split(".")[1:]
            token.info = _info(names)
            token.meta = {
                "side": next(
                    (side for name in filter(is_column, names) for side in _SIDES if side in name), ""
                )
            }
        state.line = line + 1
    return True


_AT_FOOT = "footnote"
"""A box that stands at its slide's foot, in small print."""


def _info(names: list[str]) -> str:
    """A box as the attributes of a fence."""
    column = next(filter(is_column, names), "")
    width = f" width={share}" if (share := width_of(column)) else ""
    classes = [
        *(["column"] if column else []),
        *(name for name in names if name == _AT_FOOT or (name != column and not style_of(name))),
    ]
    style = class_style({"class": " ".join(name for name in names if name != _AT_FOOT)})
    return (
        "{" + " ".join(f".{name}" for name in classes) + width + (f' style="{style}"' if style else "") + "}"
    )


def _text(state: StateInline, silent: bool) -> bool:
    """Text up to the next `.class[`, too."""
    from markdown_it.rules_inline.text import text as plain_text_rule

    before = state.pos
    if not plain_text_rule(state, True):
        return False
    past = state.pos
    state.pos = before
    dots = (at for at in range(before, past) if state.src[at] == ".")
    stop = next((at for at in dots if _box_at(state.src, at)), past)
    if stop == before:
        return False
    if not silent:
        state.pending += state.src[before:stop]
    state.pos = stop
    return True


def _inline_box(state: StateInline, silent: bool) -> bool:
    """`.class[text]`: the text, read as Markdown."""
    match = _box_at(state.src, state.pos)
    if match is None:
        return False
    opening = state.src.index("[", match.start())
    close = closings(state.src, "[]").get(opening, state.posMax) + 1
    if close > state.posMax:
        return False
    if not silent:
        token = state.push("span_open", "span", 1)
        token.attrSet("class", match[1].replace(".", " ").strip())
        end = state.posMax
        state.pos, state.posMax = match.end(), close - 1
        state.md.inline.tokenize(state)
        state.posMax = end
        state.push("span_close", "span", -1)
    state.pos = close
    return True


_WORDS = r"[A-Za-z][\w-]*(?:(?:,[ \t]*|[ \t]+)[\w-]+)*"
_OF_SLIDE = (
    rf"(?:class:[ \t]*{_WORDS}|name:[ \t]*[\w-]+|layout:[ \t]*(?:true|false)|template:[ \t]*[\w-]+"
    r"|(?:count|exclude):[ \t]*(?:true|false)|background-image:[ \t]*url\(.*\)|background-(?:color|size|position):.*)"
    r"[ \t]*\n"
)
"""A line that says something of its slide …"""
_ANY = r"[a-z][\w-]*:(?!//).*\n"
"""… and any other one, of which each deck may have its own."""
_AT_TOP = regex(
    rf"\n+(?:(?=(?:.*\n){{0,3}}class:[ \t]*(?:{_WORDS},|[\w-]*(?:center|middle|inverse|title|slide)))"
    rf"(?:{_ANY})+\n|(?:(?:title|class|name):.*\n)*layout:[ \t]*true[ \t]*\n"
    r"|class:[ \t]*(?:center|middle|inverse)(?:,[ \t]*[\w-]+)*[ \t]*\n(?=#)(?=(?s:.*)\n---[ \t]*\n))"
)
_BELOW_RULE = regex(rf"\n---[ \t]*\n+(?=(?:{_ANY}){{0,6}}?{_OF_SLIDE})(?:{_ANY})+(?!---|[\w-]+:)")
_MARKS = regex(r"\n(?:\?\?\?[ \t]*$|\.(?:pull|left-column|right-column))", re.MULTILINE)
_BOX_LINE = regex(r"\n(?:[-*][ \t]+)?\.[a-z][\w.-]*\[(?:[ \t]*\n|[^\[\]\n^]*[^\W\d][ \t][^\[\]\n]*\])")
_BOX_WORDS = regex(
    r"\.(?<=[\s(]\.)(?:left|right|center|middle|top|bottom|red|blue|green|yellow|orange|gray|grey|white|black|bold|large|"
    r"small|tiny|huge|big|smaller|larger|footnote|emph|italic|alert|pull-\w+|(?:left|right)-column)(?:\.[\w-]+)*\["
)
"""Boxes by their classes: of several words, or on lines of their own, or by the usual ones."""


def _suspect(evidence: Evidence) -> bool:
    return "\n---" in evidence.text and (evidence.shows(_BOX_LINE, "[") or evidence.shows(_BOX_WORDS, "["))


def _recognise(evidence: Evidence) -> bool:
    text = evidence.text
    if is_xaringan(evidence.values) or is_page(evidence.path, text):
        return True
    if _AT_TOP.match(text) or ("---" in text and _BELOW_RULE.search(text)):
        return True
    found = _MARKS.search(text)
    # Three question marks in a deck of headings are somebody's question.
    return found is not None and (found[0].strip() != "???" or bool(re.search(r"^--", text, re.MULTILINE)))


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    from deckgen.readers.dialects.remark_slides import prepare

    if "footer" in text:  # its author's style sheet puts it at the foot, whatever it is called
        text = _FOOTERS.sub(lambda match: f".footer[{match[1]}]", text)
        text = _FOOTER_BOXES.sub(".footer[", text)
    return prepare(path, with_notes_at_foot(with_metadata(text, values)), values)


_FOOTERS = regex(
    r"^[ \t]*<div[ \t]+class=[\"'][\w-]*footer[\"']>(?:[ \t]*<span>)?([^\n<>\[\]]*(?:\[[^\n\[\]]*\][^\n<>\[\]]*)*?)"
    r"(?:</span>[ \t]*)?</div>[ \t]*$",
    re.MULTILINE,
)
_FOOTER_BOXES = regex(r"(?<![\w)])\.[\w-]+-footer\[")


REMARK = Dialect(
    scripts="",
    type_size=20.0,
    slide_classes={
        "inverse": "background-color:#272822",
        "center": "text-align:center",
        "right": "text-align:right",
    },
    name="remark",
    note="???\n\n{}",
    recognise=_recognise,
    suspect=_suspect,
    has_page_maths=True,
    is_strict=True,
    rule=rf"---|.*{PUT}.*",
    prepare=_prepare,
    rules=_rules,
    extras=(Extra(FORMULA_IN_CODE, formulas_in_code),),
    has_inline_html=True,
    has_bracket_boxes=True,
    has_components=True,
    has_cells=True,
    is_html_read=True,
    class_style=class_style,
    own_theme=True,
)
