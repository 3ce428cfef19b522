"""Attributes in a line: `[text]{.class}`, and braces right behind an image, a link or code."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.rules_inline import StateInline

from deckgen.patterns import regex
from deckgen.readers.attributes import NO_ATTRIBUTES, Attributes, has_attributes, parse_attributes

_RAW = regex(r"\{=(\w+)\}")
LONGEST = 400
"""Characters between braces."""


@lru_cache(maxsize=4)
def closings(text: str) -> dict[int, int]:
    """Where each bracket of a text is closed: found once, or a row of them would be looked through for each."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for match in re.finditer(r"\\.|`+[^`]{0,1000}?`+|[\[\]]", text, re.DOTALL):
        if match[0] == "[":
            waiting.append(match.start())
        elif match[0] == "]" and waiting:
            found[waiting.pop()] = match.start()
    return found


def _in_braces(state: StateInline, at: int) -> tuple[Attributes, int]:
    """The attributes in the braces that open at `at`, and the place behind them."""
    close = state.src.find("}", at, min(at + LONGEST, state.posMax))
    if close < 0 or not has_attributes(inside := state.src[at + 1 : close]):
        return NO_ATTRIBUTES, at
    return parse_attributes(inside), close + 1


def attributes(state: StateInline, silent: bool) -> bool:
    """`{.class key=value}` right behind an image, a link or code: set on its token."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    owner = state.tokens[-1]
    if owner.type not in ("image", "code_inline", "link_close"):
        return False
    close = state.src.find("}", state.pos, state.pos + LONGEST)
    if owner.type == "code_inline" and (raw := _RAW.match(state.src, state.pos)):
        owner.attrSet("raw", raw[1])
        state.pos = raw.end()
        return True
    found = parse_attributes(state.src[state.pos + 1 : close]) if close > 0 else NO_ATTRIBUTES
    if found is NO_ATTRIBUTES:
        return False
    if not silent:
        for key, value in found.values.items():
            owner.attrSet(key, value)
        for name in found.classes:
            owner.attrJoin("class", name)
        if found.id:
            owner.attrSet("id", found.id)
    state.pos = close + 1
    return True


def span(state: StateInline, silent: bool) -> bool:
    """`[text]{.class key=value}`: the text, read as Markdown.

    Looked at in silence it is brackets like any others, or no link could hold one.
    """
    if silent or state.src[state.pos] != "[":
        return False
    close = closings(state.src).get(state.pos, -1)
    if not state.pos < close < state.posMax or not state.src.startswith("{", close + 1):
        return False
    found, after = _in_braces(state, close + 1)
    notes = state.env.get("footnotes", {}).get("refs", {})
    if found is NO_ATTRIBUTES or f":{state.src[state.pos + 2 : close]}" in notes:
        return False
    token = state.push("span_open", "span", 1)
    for key, value in found.values.items():
        token.attrSet(key, value)
    if found.classes:
        token.attrSet("class", " ".join(found.classes))
    if found.id:
        token.attrSet("id", found.id)
    end = state.posMax
    state.pos, state.posMax = state.pos + 1, close
    state.md.inline.tokenize(state)
    state.posMax = end
    state.push("span_close", "span", -1)
    state.pos = after
    return True


_SIZED = regex(r"!\[([^\[\]\n]*)\]\([ \t]*(\S+?)(?:[ \t]+\"([^\"\n]*)\")?[ \t]+=(\d+%?)?x(\d+%?)?[ \t]*\)")


def sized_image(state: StateInline, silent: bool) -> bool:
    """`![words](picture.png =200x100)`: a picture with its width, its height, or both, in pixels or percent."""
    match = _SIZED.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        sizes = {"width": match[4], "height": match[5]}
        said = {key: size if size.endswith("%") else f"{size}px" for key, size in sizes.items() if size}
        _push_image(state, match[1], {"src": match[2], "alt": "", **_title(match[3]), **said})
    state.pos = match.end()
    return True


_LABEL = regex(r"(!?)\[((?:\\.|[^\[\]\\\n])*)\]\(")
_TARGET = regex(r"((?:[^()<>\n]|\([^()<>\n]{0,100}\)){1,300})\)")
_WORDS_BEHIND = regex(r"(.*?)(?:[ \t]+\"([^\"]*)\")?[ \t]*")
_FILE = regex(
    r"(?![\w+-]+:|#)[^\"]*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|avif|heic|pdf|md|html?|txt|csv|tsv|json|xml|ya?ml|py|r|"
    r"js|ts|css|tex|bib|ipynb|docx?|xlsx?|pptx?|od[tsp]|zip|tar|gz|mp[34]|web[mp]|mov|m4[av]|avi|wav|ogg|flac|epub|key)"
    r"(?:#[^\s#]*)?",
    re.IGNORECASE,
)
"""The path of a file, by its ending: what stands in parentheses behind brackets may be words, too."""


def spaced_target(state: StateInline, silent: bool) -> bool:
    """`![words](my picture.png)` or `[words](my file.pdf)`: CommonMark wants no blanks there, authors have them."""
    label = _LABEL.match(state.src, state.pos) if state.src[state.pos] in "![" else None
    target = _TARGET.match(state.src, label.end()) if label else None
    if label is None or target is None or target.end() > state.posMax:
        return False
    behind = _WORDS_BEHIND.fullmatch(target[1])
    path, title = (behind[1].strip(), behind[2]) if behind else ("", None)
    if not re.search(r"\s", path) or not _FILE.fullmatch(path) or re.search(r"\s'", path):
        return False
    if not silent and label[1]:
        _push_image(state, label[2], {"src": path, "alt": "", **_title(title)})
    elif not silent:
        state.push("link_open", "a", 1).attrs = {"href": path, **_title(title)}
        end, state.pos, state.posMax = state.posMax, label.start(2), label.end(2)
        state.md.inline.tokenize(state)
        state.posMax = end
        state.push("link_close", "a", -1)
    state.pos = target.end()
    return True


def _title(said: str | None) -> dict[str, str | int | float]:
    return {"title": said} if said else {}


def _push_image(state: StateInline, words: str, attributes: dict[str, str | int | float]) -> None:
    token = state.push("image", "img", 0)
    token.attrs, token.content, token.children = attributes, words, []
    state.md.inline.parse(words, state.md, state.env, token.children)


def note(state: StateInline, silent: bool) -> bool:
    """`^[what the footnote says]`"""
    if not state.src.startswith("^[", state.pos):
        return False
    close = closings(state.src).get(state.pos + 1, -1)
    if not state.pos < close < state.posMax or not state.src[state.pos + 2 : close].strip():
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.content = state.src[state.pos + 2 : close]
        token.info = f"^{state.pos}"
    state.pos = close + 1
    return True
