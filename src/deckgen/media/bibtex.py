"""BibTeX entries taken apart and written again in the one way that citeproc-py's parser surely ends on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.media.bib_text import plain_text
from deckgen.media.biblatex import renamed
from deckgen.patterns import regex

_HEAD = regex(r"\s*@(\w+)\s*[{(]\s*([^,\s{}()]+)\s*,?")
_NAME = regex(r"[\s,]*([A-Za-z][\w:+.-]*)\s*=\s*")
_BARE = regex(r"[^\s,{}\"#]+")
MOST_FIELDS = 100


ADDRESSES = ("url", "doi", "howpublished", "eprint", "file")
"""Fields whose every character counts."""
_STRING = regex(r"\s*@string\s*[{(]\s*(\w[\w:.-]*)\s*=\s*", re.IGNORECASE)


def string_of(entry: str) -> dict[str, str]:
    """The word that a `@string` defines, in small letters, with what it stands for."""
    match = _STRING.match(entry)
    return {match[1].lower(): _value(entry, match.end(), {})[0]} if match else {}


def tidy_entry(entry: str, strings: Mapping[str, str]) -> str:
    """The entry with each field on a line of its own, in braces, its LaTeX as plain text; nothing for text that is no
    entry. `strings` are words that the file defines."""
    head = _HEAD.match(entry)
    if head is None:
        return ""
    fields: dict[str, str] = {}
    place = head.end()
    while (name := _NAME.match(entry, place)) and len(fields) < MOST_FIELDS:
        value, place = _value(entry, name.end(), strings)
        if value:
            key = name[1].lower()
            fields.setdefault(key, plain_text(value, is_address=key in ADDRESSES))
    if not fields:
        return ""
    kind, fields = renamed(head[1], fields)
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{kind}{{{head[2]},\n{lines}\n}}\n"


def _value(text: str, place: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """A value from `place` on, its parts joined, and where it ends."""
    parts: list[str] = []
    while place < len(text):
        if text[place] in '{"':
            end = _closing(text, place)
            parts.append(_balanced(text[place + 1 : end]))
            place = min(len(text), end + 1)
        elif bare := _BARE.match(text, place):
            parts.append(strings.get(bare[0].lower(), bare[0]))
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
