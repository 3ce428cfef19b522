"""Lists that an element's end tag closes: it stands as far in as their items do, and closes what was open before."""

from __future__ import annotations

from deckgen.code_fences import fenced
from deckgen.patterns import regex

HINT = regex(r"\n {1,3}</(?:div|section|center)>")
_ITEM = regex(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_TAG = regex(r" {1,3}<(?P<closes>/?)(?P<name>div|section|center)\b[^<>]*>[ \t]*")


def with_ended_lists(text: str) -> str:
    """The text with such tags at the margin, where they end the list as they do in a browser."""
    if "</" not in text or not HINT.search(text):
        return text
    lines = text.split("\n")
    in_item, opened = False, 0
    for at, (line, fence) in enumerate(zip(lines, fenced(lines), strict=True)):
        if fence or not line.strip():
            continue
        if _ITEM.match(line):
            in_item, opened = True, 0
        elif line[0] not in " \t":
            in_item = False
        elif in_item and (tag := _TAG.fullmatch(line)):
            if tag["closes"] and not opened:
                lines[at], in_item = line.lstrip(), False
            else:
                opened += -1 if tag["closes"] else 1
    return "\n".join(lines)
