"""remark.js and xaringan: settings at the top of a slide, `--` pauses, `???` notes, `.class[text]`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from deckgen.readers.dialects.dialect import Dialect, Evidence

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_KEYS = "class|name|layout|template|count|exclude|background-(?:image|color|size|position)"
_SETTING = rf"(?:{_KEYS}):(?:[ \t].*)?"
_OPENING = r"(?<![\w)])((?:\.[A-Za-z][\w-]*)+)\[[ \t]*"
_COLUMNS = ("left-column", "right-column", "pull-left", "pull-right", "column")


def _rules(md: MarkdownIt) -> None:
    """Read what remark reads."""
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("hr", "remark_line", _line_rule, ends)  # type: ignore[arg-type]
    md.block.ruler.before("hr", "remark_settings", _settings)
    md.inline.ruler.at("text", _text)
    md.inline.ruler.after("text", "remark_box", _inline_box)


@cache
def _box() -> re.Pattern[str]:
    return re.compile(_OPENING)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]].rstrip()


def _line_rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`???`, `--`, `.class[` and `]`, each on a line of its own."""
    text = _line(state, line)
    if state.level and not silent:
        return False
    box = _box().fullmatch(text)
    kind = {"???": "notes_below", "--": "pause", "]": "div_close"}.get(text, "div_open" if box else "")
    if not kind:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.map = [line, line + 1]
        if box:
            names = box[1].split(".")[1:]
            token.info = "column" if any(name in _COLUMNS for name in names) else names[0]
        state.line = line + 1
    return True


def _settings(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`class: center` and the like, at the top of a slide only."""
    top = line == 0 or (state.tokens and state.tokens[-1].type in ("hr", "slide_settings"))
    if silent or state.level or not top or not re.fullmatch(_SETTING, _line(state, line)):
        return False
    token = state.push("slide_settings", "", 0)
    token.map = [line, line + 1]
    token.info = _line(state, line)
    state.line = line + 1
    return True


def _text(state: StateInline, silent: bool) -> bool:
    """Text up to the next `.class[`, too."""
    from markdown_it.rules_inline.text import text as plain_text_rule

    before = state.pos
    if not plain_text_rule(state, True):
        return False
    past = state.pos
    state.pos = before
    dots = (at for at in range(before, past) if state.src[at] == ".")
    stop = next((at for at in dots if _box().match(state.src, at)), past)
    if stop == before:
        return False
    if not silent:
        state.pending += state.src[before:stop]
    state.pos = stop
    return True


@lru_cache(maxsize=4)
def _closings(text: str) -> dict[int, int]:
    """Where each bracket of a text is closed."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for match in re.finditer(r"[\[\]]", text):
        if match[0] == "[":
            waiting.append(match.start())
        elif waiting:
            found[waiting.pop()] = match.start()
    return found


def _inline_box(state: StateInline, silent: bool) -> bool:
    """`.class[text]`: the text, read as Markdown."""
    match = _box().match(state.src, state.pos)
    if match is None:
        return False
    opening = state.src.index("[", match.start())
    close = _closings(state.src).get(opening, state.posMax) + 1
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


def _recognise(evidence: Evidence) -> bool:
    lines = r"\n(?:\?\?\?[ \t]*$|\.(?:pull|left-column|right-column))"
    return bool(re.search(lines, evidence.text, re.MULTILINE))


REMARK = Dialect(
    name="remark",
    recognise=_recognise,
    rules=_rules,
    has_bracket_boxes=True,
    has_components=True,
    is_html_read=True,
    own_theme=True,
)
