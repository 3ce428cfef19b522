"""GitPitch (`PITCHME.md`): reveal.js's Markdown with rules that say what their slides stand on, and words with an `@`.

https://gitpitch.github.io/gitpitch (“Slide Markdown”, “Grid Layouts”, “Widgets”)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from msgspec.structs import replace

from deckgen.code_fences import fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Evidence
from deckgen.readers.dialects.reveal_md import KIN, as_reveal_reads

_RULE = regex(r"(?:---|\+\+\+)[ \t]*+(?:\?(.*))?")
_SURE = regex(
    r"\n(?:(?:---|\+\+\+)\?(?:image|color|video|code|gist|include|gradient)=|@(?:snap|title|ul|ol|box|div)\[)"
)
_LONE = regex(
    r"[ \t]*@(snap|snapend|ul|ulend|ol|olend|div|divend|title|transition|css|note|notes)\b(?:\[([^\[\]]*)\])?"
    r"(?:\([^()]*\))?[ \t]*"
)
"""A word on a line of its own."""
_CAPTION = regex(r"[ \t]*@\[\d[^\[\]]*\](?:\[[^\[\]]*\])*(?:\(((?:[^()]|\([^()]*\))*)\))?[ \t]*")
"""What is said of lines of code."""
_GROUP = regex(
    r"@(?:snap|ul|ol|div|transition|title)\[[^\[\]]*\](?:\((?:true|false)?\))?[ \t]*|@(?:snap|ul|ol|div)end\b"
)
"""A word that only groups, before others."""
_INLINE = regex(r"@([a-z]+)\[([^\[\]]*)\](?:\(((?:[^()]|\([^()]*\))*)\))?")
_STEP = regex(r"([ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)([^|\n]*[^|\s])[ \t]+\|[ \t]*")
"""An item that appears when its turn comes."""
_ICONS = frozenset(("fa", "fab", "far", "fas", "emoji"))
_GROUND = {"image": "data-background-image", "color": "data-background-color", "video": "data-background-video",
           "size": "data-background-size", "position": "data-background-position", "opacity": "data-background-opacity",
           "gradient": "data-background-gradient", "transition": "data-transition"}  # fmt: skip
_SIDES = ("west", "east")
_INCLUDES = regex(r"(?P<rule>---|\+\+\+)[ \t]*\?include=(?P<path>[^&\s]+)\S*[ \t]*")


def _recognise(evidence: Evidence) -> bool:
    name = evidence.path.replace("\\", "/").rpartition("/")[2]
    return name.upper().startswith("PITCHME") or evidence.shows(_SURE, "?") or evidence.shows(_SURE, "@")


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text with reveal.js's comments, Markdown and columns, line by line."""
    lines = text.split("\n")
    code = [bool(fence) for fence in fenced(lines)]
    rules = [at for at, line in enumerate(lines) if not code[at] and _RULE.fullmatch(line)]
    for first, end in zip([-1, *rules], [*rules, len(lines)], strict=True):
        if first >= 0:
            _say(lines, first, end)
        _slide(lines, code, first + 1, end)
    return as_reveal_reads(path, "\n".join(lines), values)


def _say(lines: list[str], rule: int, end: int) -> None:
    """What a rule says of its slide as a comment, in the line below if that is free."""
    match = _RULE.fullmatch(lines[rule])
    said = dict(part.partition("=")[::2] for part in (match[1] or "").split("&")) if match else {}
    lines[rule] = "---"
    told = " ".join(f'{_GROUND[key]}="{escape(value)}"' for key, value in said.items() if key in _GROUND)
    shown = f"![](<{said['code']}>)" if said.get("code") else ""
    if not (told or shown):
        return
    free = next((at for at in range(rule + 1, end) if not lines[at].strip() or _is_silent(lines[at])), 0)
    comment = f"<!-- .slide: {told} -->" if told else ""
    if free:
        lines[free] = comment
    elif rule + 1 < end:
        lines[rule + 1] = f"{comment}{lines[rule + 1]}"
    else:
        lines[rule] = f"---\n{comment}"


def _is_silent(line: str) -> bool:
    match = _LONE.fullmatch(line)
    return match is not None and match[1] in ("title", "transition")


def _slide(lines: list[str], code: list[bool], first: int, end: int) -> None:
    """Its snaps as columns where one stands at the left and one at the right, all else as what it says."""
    places = [
        match[2] or "" for at in range(first, end) if not code[at] and (match := _LONE.fullmatch(lines[at]))
    ]
    at_sides = {place for place in places if _sides(place)}
    columns = {place for place in at_sides if "north" not in place} or at_sides  # what is above them is none
    if len({side for place in columns for side in _sides(place)}) < len(_SIDES):
        columns = set()
    opened = 0
    for at in range(first, end):
        if code[at]:
            continue
        line = lines[at]
        if match := _LONE.fullmatch(line):
            if match[1] == "snap" and match[2] in columns and opened < len(_SIDES):
                opened += 1
                lines[at] = "::: column"
                _close(lines, code, at + 1, end)
            else:
                lines[at] = _lone(match[1], match[2] or "")
        elif "@[" in line and not _CAPTION.sub("", line).strip():
            said = ((caption[1] or "").strip() for caption in _CAPTION.finditer(line))
            lines[at] = "<br>".join(filter(None, said))
        else:
            if "|" in line and (step := _STEP.fullmatch(line)):
                line = f'{step[1]}<span class="fragment">{step[2]}</span>'
            lines[at] = _INLINE.sub(_word, _GROUP.sub("", line)) if "@" in line else line


def _sides(place: str) -> list[str]:
    """Those that the name of a place has in it (`north-west`)."""
    return [side for side in _SIDES if side in re.split(r"[ -]", place)]


def _close(lines: list[str], code: list[bool], first: int, end: int) -> None:
    """End a column where its snap does."""
    at = next((n for n in range(first, end) if not code[n] and lines[n].strip() == "@snapend"), -1)
    if at >= 0:
        lines[at] = ":::"


def _lone(name: str, said: str) -> str:
    """A word on a line of its own: what groups is no text."""
    return f"Note: {said}" if name in ("note", "notes") and said else ""


def _word(match: re.Match[str]) -> str:
    """A word among others as HTML, or as the text that it holds."""
    name, told, text = match[1], match[2], match[3]
    words = (text or "").replace("<br>", " ")
    match name:
        case "color" if text:
            return f'<span style="color:{escape(told)}">{words}</span>'
        case "size" if text:
            return f'<span style="font-size:{escape(told)}">{words}</span>'
        case "img" if text:
            return f"![](<{text}>)"
        case "link" if text:
            return f"[{told}](<{text}>)"
        case "box" if text:
            title, _, below = words.partition("#")
            return f"**{title.strip()}** {below.strip()}".strip() if below else words
        case "tweet" | "gist":
            return f"<{told}>" if told.startswith("http") else told
        case "quote":
            return f"“{told}”" + (f" — {words}" if words else "")
        case "css" | "text" | "math" | "tag" if text:
            return words
    if name in _ICONS:
        return words
    return f"`{match[0]}`" if text else match[0]


GITPITCH = replace(
    KIN,
    name="gitpitch",
    recognise=_recognise,
    prepare=_prepare,
    rule="---",
    has_vertical_rules=False,
    includes=_INCLUDES,
)
