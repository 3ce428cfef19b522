"""mdx-deck, and others that make slides of MDX: https://github.com/jxnblk/mdx-deck"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from deckgen.code_fences import fenced
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Evidence
from deckgen.readers.dialects.mdx_elements import as_html
from deckgen.readers.dialects.reveal_md import KIN

_CODE = regex(r"(?:(?://[ \t]*)?(?:import|export)\b(?=.*(?:from|=|\{|default|['\"])))")
"""A line of JavaScript."""
_SURE = regex(
    r"\n(?:import\s[^\n]*from\s*['\"]@?(?:mdx-deck|theme-ui)|export \{[^\n]*\} from ['\"]|export const theme\b)"
)
_FILE = regex(r"import[ \t]+(\w+)[ \t]+from[ \t]+[\"']([^\"'\n]+\.\w+)[\"'][ \t]*;?[ \t]*")
_NOTES = regex(r"[ \t]*(`{3,}|~{3,})notes?[ \t]*")


def _recognise(evidence: Evidence) -> bool:
    return evidence.path.lower().endswith(".mdx") or evidence.shows(_SURE)


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text without its program, with reveal.js's elements around what the speaker says, line by line."""
    lines = text.split("\n")
    closing, depth = "", 0
    files: dict[str, str] = {}
    for at, fence in enumerate([*fenced(lines)]):
        line = lines[at]
        if match := _NOTES.fullmatch(line) if not closing else None:
            lines[at], closing = "::: notes", match[1]
        elif closing:
            if line.strip() == closing:
                lines[at], closing = ":::", ""
        elif not fence and (depth or _CODE.match(line)):
            if match := _FILE.fullmatch(line):
                files[match[1]] = match[2]
            depth = max(0, depth + line.count("{") + line.count("(") - line.count("}") - line.count(")"))
            lines[at] = ""
    return as_html("\n".join(_without_comments(line) if "{/*" in line else line for line in lines), files)


def _without_comments(line: str) -> str:
    """The line without `{/* … */}`."""
    first, *rest = line.split("{/*")
    return first + "".join(part.partition("*/}")[2] if "*/}" in part else f"{{/*{part}" for part in rest)


MDX_DECK = replace(
    KIN,
    name="mdx-deck",
    hidden="",
    recognise=_recognise,
    prepare=_prepare,
    rule="---",
    has_vertical_rules=False,
    has_note_lines=False,
    has_note_paragraphs=False,
    is_html_read=True,
    computed=regex(r"(?<![\\$])\{[^{}\n]{1,200}\}"),
    note='<aside class="notes">\n\n{}\n\n</aside>',
)
