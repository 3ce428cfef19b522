"""HedgeDoc, and HackMD and CodiMD, which it comes from: https://docs.hedgedoc.org, https://hackmd.io/features

Slides are reveal.js's, text is that of markdown-it with plug-ins.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deckgen.code_fences import blocks_of_code
from deckgen.patterns import regex
from deckgen.readers.dialects.code_apart import Apart, unshown
from deckgen.readers.dialects.dialect import Evidence
from deckgen.readers.dialects.reveal_md import KIN, as_reveal_reads

_EMBEDDED = regex(
    r"\{%[ \t]*(youtube|vimeo|gist|slideshare|speakerdeck|pdf|figma|hackmd)[ \t]+([^\s%{}<>]+)[ \t]*%\}"
)
_PAGES = {
    "youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/", "gist": "https://gist.github.com/",
    "slideshare": "https://www.slideshare.net/", "speakerdeck": "https://speakerdeck.com/",
    "hackmd": "https://hackmd.io/",
}  # fmt: skip
_FILMS = ("youtube", "vimeo")
_TAGS = regex(r"^#{1,6}[ \t]+tags:.*$", re.MULTILINE)
_OPEN = regex(r"^([ \t]*:::[ \t]*spoiler)[ \t]*\{state=[^{}\n]*\}(?=[ \t]+\S)", re.MULTILINE)
"""Whether what is hidden at first is shown at once."""
_INSERTED = regex(r"(?<![\w+])\+\+(?=[^\s+])([^\n+]*[^\s+])\+\+(?![\w+])")
_RUBY = regex(r"\{([^{}|\n]{1,100})\|([^{}|\n]{1,100})\}")
_SAID_OF_QUOTE = regex(r"^([ \t]*>[> \t]*)((?:\[(?:name|time|color)=[^\[\]\n]*\][ \t]*)+)$", re.MULTILINE)
_SAID = regex(r"\[(name|time)=([^\[\]\n]*)\]")
_TABLE = regex(r"([ \t]*)`{3,}csvpreview\b[ \t]*(\{[^{}]*\})?[ \t]*")
_OWN = (
    (regex(r"\n(?:#{5,6}[ \t]+tags:|:::spoiler\b|>[> \t]*\[(?:name|time|color)=)"), ""),
    (regex(r"\{%(?:youtube|vimeo|gist|pdf|hackmd)\b"), "{"),
    (regex(r"\]\((?:https://hackmd\.io/_uploads/|/uploads/upload_)"), "]"),
)


def _recognise(evidence: Evidence) -> bool:
    if "slideOptions" in evidence.keys or evidence.values.get("type") == "slide":
        return True
    return "\n---" in evidence.text and any(evidence.shows(*each) for each in _OWN)


def _prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text in the Markdown of reveal.js's, line by line."""
    apart = Apart(_with_numbers(text) if "```" in text else text, whole=False)
    apart.text = _OPEN.sub(r"\1", _TAGS.sub("", apart.text))
    if "{%" in text:
        apart.text = _EMBEDDED.sub(_embedded, apart.text)
    if "++" in text:
        apart.text = _INSERTED.sub(r"<ins>\1</ins>", apart.text)
    if "|" in text and "{" in text:
        apart.text = _RUBY.sub(r"<ruby>\1<rt>\2</rt></ruby>", apart.text)
    apart.text = _SAID_OF_QUOTE.sub(_whose, apart.text)
    if "csvpreview" in text:
        apart.text = "\n".join(_table(apart.block(line)) or line for line in apart.text.split("\n"))
    return as_reveal_reads(path, apart.back(apart.text), values)


_FENCE = regex(r"([ \t>]*`{3,})[ \t]*([\w+#.-]*)(?:=(\+|\d{0,6}))?!?[ \t]*")
"""Of code with numbers of its lines (`js=10`, `js=+` for those that go on), or with lines that are broken (`js!`)."""


def _with_numbers(text: str) -> str:
    """The text with what fences say of the numbers of lines."""
    lines, following = text.split("\n"), 1
    for at, end in blocks_of_code(lines):
        match = _FENCE.fullmatch(lines[at])
        if match is None:
            continue
        lines[at] = f"{match[1]}{match[2]}"
        if match[3] is not None:
            first = following if match[3] == "+" else int(match[3] or 1)
            lines[at] += f" numberLines startFrom={first}"
            following = first + end - at - 1
    return "\n".join(lines)


def _embedded(match: re.Match[str]) -> str:
    name, said = match[1], match[2]
    if not said.startswith(("https://", "http://")):
        if name not in _PAGES:
            return unshown(match[0])
        said = f"{_PAGES[name]}{said.lstrip('/')}"
    return f"![](<{said}>)" if name in _FILMS else f"<{said}>"


def _whose(match: re.Match[str]) -> str:
    """Whose a quotation is, and when that was said; its colour is left out."""
    said = [value.strip() for _, value in sorted(_SAID.findall(match[2])) if value.strip()]
    return f"{match[1]}— {', '.join(said)}" if said else match[1].rstrip()


def _table(code: str) -> str:
    """A block of values with commas as a table in as many lines; nothing for other blocks."""
    lines = code.split("\n")
    opening = _TABLE.fullmatch(lines[0])
    if opening is None:
        return ""
    rows = [row for row in csv.reader(lines[1:-1]) if row]
    width = max(map(len, rows), default=0)
    if not width:
        return ""
    if 'header="true"' not in (opening[2] or ""):
        rows.insert(0, [])
    shown = [_row(row, width) for row in rows]
    shown.insert(1, _row(["---"] * width, width))
    return "\n".join(shown + [""] * (len(lines) - len(shown)))


def _row(cells: Sequence[str], width: int) -> str:
    texts = [cell.strip().replace("|", "\\|") for cell in cells] + [""] * (width - len(cells))
    return f"| {' | '.join(texts)} |"


HEDGEDOC = replace(
    KIN,
    name="hedgedoc",
    recognise=_recognise,
    prepare=_prepare,
    scripts="all",
    has_line_breaks=True,
    has_shortcodes=True,
    keys=frozenset(("type", "tags", "robots", "breaks", "GA", "disqus", "opengraph", "image", "description")),
)
