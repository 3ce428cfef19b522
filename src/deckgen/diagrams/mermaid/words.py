"""What all of Mermaid's diagrams share: lines without comments and settings, words without marks."""

from __future__ import annotations

import html
import re

from deckgen.patterns import regex

FRONT = regex(r"\A\s*---[ \t]*\n(.*?)^[ \t]*---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_SETTINGS = regex(r"%%\{.*?\}%%", re.DOTALL)
_COMMENT = regex(r"^[ \t]*%%.*$", re.MULTILINE)
_UNSEEN = regex(r"^[ \t]*acc(?:Title[ \t]*:.*|Descr[ \t]*(?::.*|\{[^{}]*\}))$", re.MULTILINE)
"""What is said to who can't see it."""
_TITLE = regex(r"^[ \t]*title[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_BREAK = regex(r"\s*(?:<br\s*/?>|\\n)\s*", re.IGNORECASE)
_TAG = regex(r"</?[a-zA-Z][^<>]*>")
_CODE = regex(r"#(\d{1,7}|[a-zA-Z]\w*);")
_ICON = regex(r"\bfa[a-z]?:fa-[\w-]+\s*")
_MARKS = regex(r"\*\*(.{1,300}?)\*\*|__(.{1,300}?)__|(?<![\w*])\*(?!\s)(.{1,300}?)(?<!\s)\*(?![\w*])")
_WITHIN = regex(r"(?<=\S)[ \t]+")
"""Between words: one space is as good as many, and read faster."""
_SPACE = regex(r"[ \t]+")


def plain(text: str) -> tuple[str, str]:
    """The text without front matter, settings and comments, as many lines as before; and the title that its front
    matter gives."""
    title = ""
    if front := FRONT.match(text):
        found = _TITLE.search(front[1])
        title = found[1].strip("\"'") if found else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text = _SETTINGS.sub(_empty, text)
    return _UNSEEN.sub(_empty, _COMMENT.sub("", _WITHIN.sub(" ", text))), title


def _empty(match: re.Match[str]) -> str:
    """Nothing, in as many lines."""
    return "\n" * match[0].count("\n")


def words(text: str) -> str:
    """What is said: without quotation marks around it, tags, icons and marks of Markdown; `<br>` ends a line."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    if len(text) > 1 and text[0] == text[-1] == "`":
        text = unmarked(text[1:-1])
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _ICON.sub("", _CODE.sub(_character, text))
    lines = (_SPACE.sub(" ", line).strip() for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)


def unmarked(text: str) -> str:
    """Without marks of Markdown."""
    return _MARKS.sub(lambda match: next(filter(None, match.groups())), text)


def quoted(before: str, old: str, new: str) -> str:
    """Other words in brackets, or in brackets of their own for a box that its name alone has named."""
    words = new.replace('"', "#quot;")
    return f'"{words}"' if before[-1:] in ("(", "[", "{", "|", "/") else f'{old}["{words}"]'


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if not name.isdigit():
        return f"&{name};"
    number = int(name)
    return chr(number) if 31 < number < 0xD800 or 0xDFFF < number < 0x110000 else match[0]
