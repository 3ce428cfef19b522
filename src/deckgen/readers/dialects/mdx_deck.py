"""mdx-deck, and others that make slides of MDX: https://github.com/jxnblk/mdx-deck"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from deckgen.code_fences import fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Evidence
from deckgen.readers.dialects.reveal_md import KIN

_CODE = regex(r"(?:(?://[ \t]*)?(?:import|export)\b(?=.*(?:from|=|\{|default|['\"])))")
"""A line of JavaScript."""
_SURE = regex(
    r"\n(?:import\s[^\n]*from\s*['\"]@?(?:mdx-deck|theme-ui)|export \{[^\n]*\} from ['\"]|export const theme\b)"
)
_NOTES = regex(r"[ \t]*(`{3,}|~{3,})notes?[ \t]*")
_TAG = regex(r"<(/?)(?:Notes|Speaker)\b[^<>]*>")


def _recognise(evidence: Evidence) -> bool:
    return evidence.path.lower().endswith(".mdx") or evidence.shows(_SURE)


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text without its program, with reveal.js's elements around what the speaker says, line by line."""
    lines = text.split("\n")
    closing, depth = "", 0
    for at, fence in enumerate([*fenced(lines)]):
        line = lines[at]
        if match := _NOTES.fullmatch(line) if not closing else None:
            lines[at], closing = "::: notes", match[1]
        elif closing:
            if line.strip() == closing:
                lines[at], closing = ":::", ""
        elif not fence and (depth or _CODE.match(line)):
            depth = max(0, depth + line.count("{") + line.count("(") - line.count("}") - line.count(")"))
            lines[at] = ""
        elif not fence and "<" in line:
            lines[at] = _TAG.sub(lambda tag: "</aside>" if tag[1] else '<aside class="notes">', line)
    return "\n".join(_without_comments(line) if "{/*" in line else line for line in lines)


def _without_comments(line: str) -> str:
    """The line without `{/* … */}`."""
    first, *rest = line.split("{/*")
    return first + "".join(part.partition("*/}")[2] if "*/}" in part else f"{{/*{part}" for part in rest)


MDX_DECK = replace(
    KIN,
    name="mdx-deck",
    recognise=_recognise,
    prepare=_prepare,
    rule="---",
    has_vertical_rules=False,
    has_note_lines=False,
    has_note_paragraphs=False,
    note='<aside class="notes">\n\n{}\n\n</aside>',
)
