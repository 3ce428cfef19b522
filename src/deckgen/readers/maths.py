"""Formulas as their author typed them: Markdown must not read their underscores and asterisks."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from deckgen.patterns import regex
from deckgen.readers.macros import is_definition
from deckgen.readers.tex import MATHS, SOURCES

_LABEL = r"[ \t]*(?:\{[^{}]*\}|\([\w:.-]+\))?[.,;]?[ \t]*"
_ENDS = {"$$": r"\$\$", "\\[": r"\\\]"}
_ENVIRONMENT = regex(r"\\begin\{(\w+\*?)\}")
_RULE = regex(r" {0,3}-{3}[ \t]*")
_INLINE = regex(r"\\\((?:[^\n\\]|\\[^)\n])+\\\)")


def environments(text: str) -> list[str] | None:
    """The formulas of a text that is nothing but formulas in environments, and definitions; None for any other."""
    found = [match[0] for match in _WHOLE.finditer(text) if match["name"].rstrip("*") in MATHS]
    rest = text
    for each in found:
        rest = rest.replace(each, "", 1)
    return found if not rest.strip() or is_definition(rest) else None


_WHOLE = regex(r"\\begin\{(?P<name>\w+\*?)\}.*?\\end\{(?P=name)\}", re.DOTALL)


def maths_rules(md: MarkdownIt) -> None:
    """Blocks `$$ … $$ {#label}`, `\\[ … \\]` and `\\begin{…} … \\end{…}`, and `\\( … \\)` in a line."""
    ends = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "math_source", _block, ends)  # type: ignore[arg-type]
    md.block.ruler.before("fence", "math_span", _span, ends)  # type: ignore[arg-type]
    md.block.ruler.before("lheading", "math_text", _text)
    md.inline.ruler.before("escape", "math_source", _inline)


def _block(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    first = state.src[start : state.eMarks[line]]
    opening = first[:2]
    if environment := _ENVIRONMENT.match(first):
        if environment[1].rstrip("*") not in MATHS | SOURCES:
            return False
        closing, skip = re.escape(f"\\end{{{environment[1]}}}"), environment.end()
    elif opening in _ENDS:
        closing, skip = _ENDS[opening], 2
    else:
        return False
    plain = (
        closing.replace("\\", "")
        if opening == "$$"
        else f"\\end{{{environment[1]}}}"
        if environment
        else "\\]"
    )
    if plain in state.env.setdefault("deckgen-unclosed", set()):
        return False
    if state.src.find(plain, start + skip) < 0:
        state.env["deckgen-unclosed"].add(plain)  # nor is there one behind any later line
        return False
    if (opening == "$$" or environment) and _is_open(state, line):
        return False  # it ends a formula that began in a line of text, or goes on with it
    whole = re.compile(rf"(?:(?!{closing}).)*{closing}{_LABEL}")
    last = line
    text = first[skip:]
    if opening == "$$" and first.rstrip().count("$$") > 2:
        return False  # several of them in a line of text
    while not whole.fullmatch(text):
        # A formula that ends inside a line is no block, nor is one without an end.
        last += 1
        below = last < end and state.sCount[last] < min(state.blkIndent, state.sCount[line])
        if re.search(closing, text) or last >= end or below:
            return False
        text = state.src[state.bMarks[last] : state.eMarks[last]]
        if _RULE.fullmatch(text):
            return False  # a slide ends here
    if opening == "\\[":
        inside = state.getLines(line, last + 1, state.blkIndent, False).strip()
        if not is_formula(inside[2 : inside.rfind("\\]")]):
            return False
    if not silent:
        is_source = environment and environment[1].rstrip("*") in SOURCES
        token = state.push("code_block" if is_source else "math_source", "math", 0)
        token.content = state.getLines(line, last + 1, state.blkIndent, False).strip("\n")
        token.map = [line, last + 1]
        state.line = last + 1
    return True


_NO_SIGN = regex(r"\\\\.|`+[^`\n]*`+|<!--.*?-->")
"""What holds no sign of a formula, whatever is in it."""
_NO_FORMULA = regex(r"[ \t]*(?:`{3}|~{3}|:::|\||>|#|<!--|</?[a-z])", re.IGNORECASE)
"""Lines that no formula has."""
_FORMULAS = regex(r"[\\^_=<>{}]")
"""What a formula over several lines has some of, and money has not."""


def _text(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A paragraph with a formula over several lines in it: none of these begins a list, or makes a heading of it."""
    if silent or "$$" not in state.src:
        return False
    rules = state.md.block.ruler.getRules("paragraph")
    before, state.parentType = state.parentType, "paragraph"
    inside, held, is_one, last = "", False, False, line
    while last < end and not state.isEmpty(last):
        text = state.src[state.bMarks[last] : state.eMarks[last]]
        if not held and last > line and any(rule(state, last, end, True) for rule in rules):
            break
        if held and _NO_FORMULA.match(text):
            break
        first, *others = _NO_SIGN.sub(lambda match: " " * len(match[0]), text).split("$$")
        inside = f"{inside}\n{first}" if held else ""
        for part in others:
            is_one = is_one or (held and "\n" in inside and bool(_FORMULAS.search(inside)))
            held, inside = not held, part
        last += 1
    state.parentType = before
    if held or not is_one:
        return False
    for kind, nesting in (("paragraph_open", 1), ("inline", 0), ("paragraph_close", -1)):
        token = state.push(kind, "p" if nesting else "", nesting)  # type: ignore[arg-type]
        token.map = [line, last]
        if kind == "inline":
            token.content = state.getLines(line, last, state.blkIndent, False).strip()
            token.children = []
    state.line = last
    return True


def _is_open(state: StateBlock, line: int) -> bool:
    """True if the lines of text right above hold a `$$` without its end."""
    known: dict[int, int] = state.env.setdefault("deckgen-open", {})  # line → how many `$$` stand above it
    count, above = 0, line
    while above > 0 and not state.isEmpty(above - 1):
        if above in known:
            count += known[above]
            break
        above -= 1
        count += state.src[state.bMarks[above] : state.eMarks[above]].count("$$")
    known[line] = count
    return count % 2 == 1


_SPAN_END = regex(r"[ \t]*\$\$\](\{[^{}\n]*\})[ \t]*")
LONGEST_SPAN = 60
"""Lines."""


def _span(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`[$$`, the lines of a formula and `$$]{.fragment}`: with attributes, as a fence around it has them."""

    def text(number: int) -> str:
        return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]

    if not text(line).startswith("[$$") or "$$" in text(line)[3:]:
        return False
    below = range(line + 1, min(end, line + LONGEST_SPAN))
    last = next((number for number in below if "$$" in text(number) or not text(number).strip()), line)
    closing = _SPAN_END.fullmatch(text(last))
    if closing is None:
        return False
    if not silent:
        for kind in ("div_open", "math_source", "div_close"):
            token = state.push(kind, "", 0)
            token.map = [line, last + 1]
            if kind == "div_open":
                token.info = closing[1]
            elif kind == "math_source":
                inside = [text(line)[3:], *map(text, range(line + 1, last))]
                token.content = "\n".join(["$$", *inside, "$$"])
        state.line = last + 1
    return True


_COMMAND = regex(r"\\[A-Za-z]{2,}|\\[,;!|{}]|[\^{}]|(?<![^\W_])[^\W\d_]_[^\W_]|[=<>≤≥±×∈]\s*\S")
"""What only formulas have …"""
_WORD = regex(r"\\?[^\W\d_]{2,}")
"""… and what they have not, but for the names of functions."""
_APART = regex(r"[^\W\d_]\s+[^\W\d_]")
_FUNCTIONS = frozenset(
    ("sin", "cos", "tan", "log", "ln", "exp", "max", "min", "lim", "det", "arg", "mod", "gcd", "Pr")
)


def is_formula(text: str, before: str = "") -> bool:
    """True for a formula between `\\(` and `\\)`, and not for text whose brackets are escaped, as exporters do it;
    `before` is the character in front of them."""
    words = [word for word in _WORD.findall(text) if word[0] != "\\" and word not in _FUNCTIONS]
    if re.search(r"\\[A-Za-z]{2,}|\^", text):
        return True
    if before.isalnum() or any(len(word) > 2 for word in words):
        return False
    alone = not words and any(character.isalpha() for character in text)
    return bool(_COMMAND.search(text)) or (alone and not _APART.search(text))


def _inline(state: StateInline, silent: bool) -> bool:
    match = _INLINE.match(state.src, state.pos)
    if match is None or not is_formula(match[0][2:-2], state.src[max(0, state.pos - 1) : state.pos]):
        return False
    if not silent:
        state.push("math_parentheses", "math", 0).content = match[0][2:-2]
    state.pos = match.end()
    return True


FORMULA_IN_CODE = regex(
    r"(?<!`)`(?:\$\$(?P<display>[^`$]+)\$\$|\$(?P<inline>[^\s`$](?:[^`$]*[^\s`$])?)\$"
    r"|\\\[(?P<brackets>[^`]+?)\\\]|\\\((?P<parentheses>[^`]+?)\\\))`(?!`)"
)
"""A formula between its signs, kept from Markdown by the signs of code."""
_ALONE = regex(rf"{FORMULA_IN_CODE.pattern}[ \t]*(?=\n[ \t]*(?:\n|\Z)|\Z)")


def formulas_in_code(md: MarkdownIt) -> None:
    """Read these as formulas: in a line, or on lines of their own."""
    ends = {"alt": ["paragraph", "list", "blockquote"]}
    md.block.ruler.before("fence", "math_in_code", _block_in_code, ends)  # type: ignore[arg-type]
    md.inline.ruler.before("backticks", "math_in_code", _inline_in_code)


def _block_in_code(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    match = _ALONE.match(state.src, state.bMarks[line] + state.tShift[line])
    display = match and (match["display"] or match["brackets"])
    if match is None or not display or "\n\n" in match[0]:
        return False
    if not silent:
        token = state.push("math_source", "math", 0)
        token.content = f"$${display}$$"
        state.line = line + match[0].count("\n") + 1
        token.map = [line, state.line]
    return True


def _inline_in_code(state: StateInline, silent: bool) -> bool:
    match = FORMULA_IN_CODE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        display = match["display"] or match["brackets"]
        token = state.push("math_inline_double" if display else "math_inline", "math", 0)
        token.content = display or match["inline"] or match["parentheses"]
        token.markup = "$$" if display else "$"
    state.pos = match.end()
    return True
