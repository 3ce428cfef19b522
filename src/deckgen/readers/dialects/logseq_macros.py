"""What stands in a line of Logseq's: references, macros, marks, sizes of pictures."""

from __future__ import annotations

import re
from collections.abc import Callable

from deckgen.patterns import regex
from deckgen.readers.dialects.code_apart import as_typed, unshown

BLOCK_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_FILLED = regex(
    rf"\[(?P<label>[^\[\]\n]{{1,400}})\]\(\(\({BLOCK_ID}\)\)\)|(?<!\w)\(\((?P<id>{BLOCK_ID})\)\)"
    r"|\{\{(?P<name>embed|query|renderer|tweet|twitter|cards?|function|namespace|pdf|zotero-[a-z-]+|img|youtube-timestamp"
    r"|video|youtube|vimeo|bilibili|cloze)\b[ \t]*(?P<rest>[^{}\n]*)\}\}"
)
_FILMS = ("video", "youtube", "vimeo", "bilibili")
_BLOCK = regex(rf"\(\(({BLOCK_ID})\)\)")
_TO_PAGE = regex(r"\[([^\[\]\n]{1,400})\]\(\[\[[^\[\]\n]{1,400}\]\]\)")
_MARKED = regex(r"\^\^([^\^\n]+)\^\^")
_SIZED = regex(r"(?<=\))\{((?:[ \t,]*:(?:height|width)[ \t]+\d{1,5}(?:\.\d{1,5})?)+)[ \t]*\}")
_SIDE = regex(r":(height|width)[ \t]+(\d+)")


def in_line(line: str, title_of: Callable[[str], str]) -> str:
    """A line in deckgen's marks; `title_of` gives what a reference to a block shows."""

    def fill(match: re.Match[str]) -> str:
        if match["name"]:
            return _macro(match, title_of)
        return match["label"] or title_of(match["id"]) or unshown(match[0])

    line = as_typed(line)
    if "{{" in line or "((" in line:
        line = _FILLED.sub(fill, line)
    if "](" in line:
        line = _SIZED.sub(_size, _TO_PAGE.sub(r"\1", line))
    return _MARKED.sub(r"==\1==", line) if "^^" in line else line


def _macro(match: re.Match[str], title_of: Callable[[str], str]) -> str:
    name, rest = match["name"], match["rest"].strip()
    if name == "cloze":
        return rest.partition("\\\\")[0].strip()
    if name in _FILMS:
        if name == "youtube" and re.fullmatch(r"[\w-]{6,20}", rest):
            rest = f"https://www.youtube.com/watch?v={rest}"
        return f"![](<{rest}>)" if re.match(r"https?://[^\s<>]+$|[^\s<>]+\.\w{2,4}$", rest) else match[0]
    block = _BLOCK.fullmatch(rest) if name == "embed" else None
    return (title_of(block[1]) if block else "") or unshown(match[0])


def _size(match: re.Match[str]) -> str:
    """`{:height 200, :width 300}` in pixels."""
    said = dict(_SIDE.findall(match[1]))
    return "{" + " ".join(f"{name}={said[name]}" for name in ("width", "height") if name in said) + "}"
