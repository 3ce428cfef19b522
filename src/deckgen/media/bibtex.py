"""BibTeX entries taken apart and written again in the one way that citeproc-py's parser surely ends on."""

from __future__ import annotations

import re

from deckgen.media.biblatex import renamed
from deckgen.patterns import regex

_HEAD = regex(r"\s*@(\w+)\s*[{(]\s*([^,\s{}()]+)\s*,?")
_NAME = regex(r"[\s,]*([A-Za-z][\w:+.-]*)\s*=\s*")
_BARE = regex(r"[^\s,{}\"#]+")
MOST_FIELDS = 100


def tidy_entry(entry: str) -> str:
    """The entry with each field on a line of its own, in braces; nothing for text that is no entry."""
    head = _HEAD.match(entry)
    if head is None:
        return ""
    fields: dict[str, str] = {}
    place = head.end()
    while (name := _NAME.match(entry, place)) and len(fields) < MOST_FIELDS:
        value, place = _value(entry, name.end())
        if value:
            fields.setdefault(name[1].lower(), value)
    if not fields:
        return ""
    kind, fields = renamed(head[1], fields)
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{kind}{{{head[2]},\n{lines}\n}}\n"


def _value(text: str, place: int) -> tuple[str, int]:
    """A value from `place` on, its parts joined, and where it ends."""
    parts: list[str] = []
    while place < len(text):
        if text[place] in '{"':
            end = _closing(text, place)
            parts.append(_balanced(text[place + 1 : end]))
            place = min(len(text), end + 1)
        elif bare := _BARE.match(text, place):
            parts.append(bare[0])
            place = bare.end()
        more = re.compile(r"\s*#\s*").match(text, place)
        if more is None:
            break
        place = more.end()
    return " ".join("".join(parts).split()), place


def _closing(text: str, start: int) -> int:
    """Where the brace or quotation mark at `start` is closed; the end of the text if it is not."""
    depth = 0
    for place in range(start, len(text)):
        if text[place] in "{}" and text[place - 1] != "\\":
            depth += 1 if text[place] == "{" else -1
            if depth == 0 and text[start] == "{":
                return place
        elif text[place] == '"' and depth == 0 and place > start and text[start] == '"':
            return place
    return len(text)


def _balanced(text: str) -> str:
    """`text`, without its braces if they do not match."""
    depth = 0
    for place, char in enumerate(text):
        if char in "{}" and text[place - 1 : place] != "\\":
            depth += 1 if char == "{" else -1
            if depth < 0:
                break
    return text if depth == 0 else text.replace("{", "").replace("}", "")
