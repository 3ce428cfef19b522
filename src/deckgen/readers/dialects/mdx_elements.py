"""JSX as HTML: what MDX has of it, line for line, and the elements that mdx-deck brings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.patterns import regex

_JSX = regex(
    r"(?P<code>^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^[ \t]*(?P=fence)[ \t]*$|`[^`\n]+`)"
    r"|<(?P<closing>/?)(?P<name>[A-Za-z][\w.]*)(?P<given>(?:[^<>{}\"'`]|\"[^\"]*\"|'[^'\n]*'|\{(?:[^{}]|\{[^{}]*\})*\})*?)"
    r"(?P<empty>/?)>",
    re.MULTILINE | re.DOTALL,
)
"""Code, or a tag, whose attributes may be expressions."""
_GIVEN = regex(r"([\w:-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?")
_RULE = regex(r"[\"']?([\w-]+)[\"']?\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|(-?[\d.]+))")
_HEAD = regex(r"<Head\b[^>]*>.*?</Head\s*>", re.DOTALL)
"""What stands in the head of the page."""
_NO_LENGTHS = frozenset(("opacity", "z-index", "flex", "font-weight", "line-height", "order", "zoom"))
_NAMES: Mapping[str, str] = {"className": "class", "htmlFor": "for"}
_OURS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("Notes", "Speaker"), ('<aside class="notes">', "</aside>")),
    **dict.fromkeys(("Appear", "Steps"), ("<v-clicks>", "</v-clicks>")),
}
"""Elements of the tool's → ours."""
_SIDE_BY_SIDE = regex(
    r"^[ \t]*<(Split|SplitRight|Horizontal)\b[^<>]*>[ \t]*\n(.*?)^[ \t]*</\1>[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_BESIDE = '</div><div class="column">'


def as_html(text: str) -> str:
    """The text with elements of HTML's in place of JSX."""
    if "<" not in text:
        return text
    text = _HEAD.sub(lambda match: "\n" * match[0].count("\n"), text)
    text = _SIDE_BY_SIDE.sub(_columns, text)
    return _JSX.sub(lambda match: match[0] if match["code"] else _tag(match), text)


def _columns(match: re.Match[str]) -> str:
    """The first child beside the others, or each beside the next."""
    inner = match[2].strip("\n")
    every = 0 if match[1] == "Horizontal" else 1
    above, below = (len(part) for part in (match[2][: match[2].find(inner)], match[2].rstrip("\n")))
    parted = re.sub(r"\n[ \t]*\n(?=[ \t]*\S)", f"\n{_BESIDE}\n", inner, count=every)
    ends = "\n" * (len(match[2]) - below)
    opening = f'<div class="columns"><div class="column">\n{chr(10) * above}'
    return f"{opening}{parted}{ends}</div></div>"


def _tag(match: re.Match[str]) -> str:
    name, given = match["name"], match["given"]
    lines = "\n" * match[0].count("\n")
    attributes = {_NAMES.get(key, key): _value(key, said) for key, said in _GIVEN.findall(given)}
    if name == "Image":  # it fills the slide
        size = attributes.get("size") or "cover"
        said = f'data-background-image="{attributes.get("src", "")}" data-background-size="{size}"'
        return "" if match["closing"] else f"{lines}<!-- .slide: {said} -->"
    if name in _OURS:
        return lines + _OURS[name][bool(match["closing"])]
    if "{" not in given and "className" not in given and not (lines and match["empty"]):
        return match[0]
    said = "".join(
        f' {key}="{value}"' if value else f" {key}" for key, value in attributes.items() if value != "{}"
    )
    return f"{lines}<{match['closing']}{name}{said}{' /' if match['empty'] else ''}>"


def _value(key: str, said: str) -> str:
    """An attribute's value: what is written, a style sheet's rules, or `{}` for what a program computes."""
    if said[:1] != "{":
        return said[1:-1]
    inside = said[1:-1].strip()
    if key == "style":
        rules = (
            (re.sub(r"([A-Z])", r"-\1", name).lower(), one or other, number)
            for name, one, other, number in _RULE.findall(inside)
        )
        return ";".join(
            f"{name}:{words or (number if name in _NO_LENGTHS else number + 'px')}"
            for name, words, number in rules
        ).replace('"', "'")
    literal = re.fullmatch(r"\"([^\"]*)\"|'([^']*)'|`([^`$]*)`|([\d.]+)", inside)
    return next(filter(None, literal.groups()), "") if literal else "{}"
