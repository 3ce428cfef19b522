"""JSX as HTML: what MDX has of it, line for line, and the elements that mdx-deck brings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from deckgen.patterns import regex
from deckgen.readers.dialects.code_apart import Apart

_JSX = regex(
    r"<(?P<closing>/?)(?P<name>[A-Za-z][\w.]*)(?P<given>(?:[^<>{}\"'`]|\"[^\"]*\"|'[^'\n]*'|\{(?:[^{}]|\{[^{}]*\})*\})*?)"
    r"(?P<empty>/?)>"
)
"""A tag, whose attributes may be expressions."""
_GIVEN = regex(r"([\w:-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?")
_RULE = regex(r"[\"']?([\w-]+)[\"']?\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|(-?[\d.]+))")
_OPENS = regex(r"^[ \t]*<(Head|Split|SplitRight|Horizontal)\b[^<>\n]*>(?:[ \t]*\n)?", re.MULTILINE)
"""Elements whose children count, and what stands in the head of the page."""
LONGEST_STYLE = 2000
"""Characters of an attribute's style."""
_NO_LENGTHS = frozenset(("opacity", "z-index", "flex", "font-weight", "line-height", "order", "zoom"))
_NAMES: Mapping[str, str] = {"className": "class", "htmlFor": "for"}
_OURS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("Notes", "Speaker"), ('<aside class="notes">', "</aside>")),
    **dict.fromkeys(("Appear", "Steps"), ("<v-clicks>", "</v-clicks>")),
}
"""Elements of the tool's → ours."""
_REQUIRED = regex(r"require\(\s*((?:\"[^\"]*\"|'[^']*'))\s*\)(?:\.default)?")
_BESIDE = '</div><div class="column">'


def as_html(text: str, files: Mapping[str, str]) -> str:
    """The text with elements of HTML's in place of JSX, its code as it is; `files` are those that it imports, by the
    names that it has for them."""
    if "<" not in text:
        return text
    apart = Apart(text, whole=False)
    return apart.back(_JSX.sub(partial(_tag, files=files), "".join(_without_holders(apart.text))))


def _without_holders(text: str) -> Iterator[str]:
    """The text with columns in place of elements that set their children side by side, and without the page's head."""
    done = 0
    for match in _OPENS.finditer(text):
        closing = f"</{match[1]}>"
        end = text.find(closing, match.end()) if match.start() >= done else -1
        if end < 0:
            continue
        yield text[done : match.start()]
        done = end + len(closing)
        inner = text[match.end() : end]
        if match[1] == "Head":
            yield "\n" * text.count("\n", match.start(), done)
        else:
            yield _columns(inner, 0 if match[1] == "Horizontal" else 1)
    yield text[done:]


def _columns(held: str, every: int) -> str:
    """The first child beside the others, or each beside the next."""
    inner = held.strip()
    at = held.find(inner)
    above, below = held[:at].count("\n"), held[at + len(inner) :].count("\n")
    parted = re.sub(r"\n[ \t]*\n(?=[ \t]*\S)", f"\n{_BESIDE}\n", inner, count=every)
    return (
        '<div class="columns"><div class="column">\n' + "\n" * above + parted + "\n" * below + "</div></div>"
    )


def _tag(match: re.Match[str], files: Mapping[str, str]) -> str:
    name, given = match["name"], match["given"]
    lines = "\n" * match[0].count("\n")
    attributes = {_NAMES.get(key, key): _value(key, said, files) for key, said in _GIVEN.findall(given)}
    if name == "Image":  # it fills the slide
        size = attributes.get("size") or "cover"
        said = f'data-background-image="{attributes.get("src", "")}" data-background-size="{size}"'
        return "" if match["closing"] else f"{lines}<!-- .slide: {said} -->"
    if name in _OURS:
        return lines + _OURS[name][bool(match["closing"])]
    if "{" not in given and "className" not in given and not lines:
        return match[0]
    said = "".join(
        f' {key}="{value}"' if value else f" {key}" for key, value in attributes.items() if value != "{}"
    )
    return f"{lines}<{match['closing']}{name}{said}{' /' if match['empty'] else ''}>"


def _value(key: str, said: str, files: Mapping[str, str]) -> str:
    """An attribute's value: what is written, a style sheet's rules, a file that is imported, or `{}` for what a program
    computes."""
    if said[:1] != "{":
        return said[1:-1]
    inside = said[1:-1].strip()
    if key == "style":
        rules = (
            (re.sub(r"([A-Z])", r"-\1", name).lower(), one or other, number)
            for name, one, other, number in _RULE.findall(inside[:LONGEST_STYLE])
        )
        return ";".join(
            f"{name}:{words or (number if name in _NO_LENGTHS else number + 'px')}"
            for name, words, number in rules
        ).replace('"', "'")
    if inside in files:
        return files[inside]
    inside = _REQUIRED.sub(r"\1", inside)
    literal = re.fullmatch(r"\"([^\"]*)\"|'([^']*)'|`([^`$]*)`|([\d.]+)", inside)
    return next(filter(None, literal.groups()), "") if literal else "{}"
