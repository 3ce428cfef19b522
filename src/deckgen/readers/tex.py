"""LaTeX in the text of decks that are made through it: commands that look after print, and words in braces.

What is not known stays the text that its author typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from deckgen.deck.inlines import Inline, Inlines, LineBreak, Marks, Run
from deckgen.patterns import regex
from deckgen.readers.brackets import closings
from deckgen.readers.formula_colors import xcolor
from deckgen.readers.html_tags import safe_link

PAUSE = regex(r"\s*\\pause\s*")
"""A line that is nothing but a pause."""
_ALONE = regex(r"\s*\\([A-Za-z]+)\*?(?:\[[^\[\]]*\]|\{[\d.]*[ \t]*(?:\\[a-z]+|em|ex|pt|cm|mm|in)\})*\s*")
"""A line that is nothing but a command without words."""
MATHS = frozenset(
    ("equation", "align", "alignat", "gather", "multline", "eqnarray", "flalign", "split", "aligned", "alignedat",
     "gathered", "cases", "dcases", "rcases", "matrix", "pmatrix", "bmatrix", "vmatrix", "Vmatrix", "Bmatrix",
     "smallmatrix", "array", "displaymath", "math", "subequations", "CD")
)  # fmt: skip
"""Environments that hold a formula, without their star."""
SOURCES = frozenset(
    ("tikzpicture", "tabular", "tabularx", "longtable", "algorithm", "algorithmic", "lstlisting", "verbatim",
     "minted", "forest", "axis", "semiverbatim")
)  # fmt: skip
"""Environments that only LaTeX can show: their source is shown."""
_SWITCHES = frozenset(
    ("pause", "bigskip", "medskip", "smallskip", "newpage", "clearpage", "cleardoublepage", "pagebreak",
     "vfill", "hfill", "large", "Large", "LARGE", "huge", "Huge", "small", "footnotesize", "scriptsize",
     "tiny", "normalsize", "centering", "center", "raggedright", "raggedleft", "noindent", "par", "maketitle",
     "tableofcontents", "appendix", "nobreak", "allowbreak", "bfseries", "itshape", "protect", "null",
     "framebreak", "columnbreak", "indent", "sloppy", "onslide", "hrule")
)  # fmt: skip
_BREAKS = frozenset(("newline", "linebreak", "item"))
_DROPPED: Mapping[str, int] = {
    "vspace": 1, "hspace": 1, "label": 1, "pagestyle": 1, "thispagestyle": 1, "setcounter": 2,
    "addtocounter": 2, "usepackage": 1, "vskip": 1, "setlength": 2, "begin": 1, "end": 1, "only": 0,
    "fontsize": 2, "selectfont": 0, "setbeamertemplate": 2, "setbeamercolor": 2, "usetheme": 1,
    "bibliographystyle": 1, "definecolor": 3, "index": 1, "nocite": 1, "glossary": 1, "addcontentsline": 3,
    "markboth": 2, "markright": 1, "pdfbookmark": 2, "enlargethispage": 1, "graphicspath": 1, "phantomsection": 0,
    "metroset": 1, "usetikzlibrary": 1, "tikzset": 1, "pgfplotsset": 1, "captionsetup": 1, "setbeamerfont": 2,
    "addtobeamertemplate": 3, "hypersetup": 1, "justifying": 0, "transfade": 0, "setbeamersize": 1,
    "setbeamercovered": 1, "beamertemplatenavigationsymbolsempty": 0,
}  # fmt: skip
"""Commands without words, and how many arguments they have."""
_STYLED: Mapping[str, Mapping[str, Any]] = {
    "emph": {"italic": True}, "textit": {"italic": True}, "textsl": {"italic": True}, "textbf": {"bold": True},
    "alert": {"bold": True}, "structure": {"bold": True}, "texttt": {"code": True}, "underline": {"underline": True},
    "textsc": {"small_caps": True}, "mbox": {}, "text": {}, "textrm": {}, "textsf": {}, "textnormal": {},
    "centerline": {}, "uncover": {}, "visible": {}, "textsuperscript": {"superscript": True},
    "inst": {"superscript": True},
    "textsubscript": {"subscript": True}, "sout": {"strike": True}, "hl": {"highlight": True},
}  # fmt: skip
UNREAD = regex(r"(?<![\w:\\/.])\\[A-Za-z]{2,}(?=[{\[<])")
"""A command with arguments, which is none of those below."""
_WORDS = {
    "quad": " ",
    "qquad": " ",
    "and": "·",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "ldots": "…",
    "dots": "…",
    "textbackslash": "\\",
    "textbar": "|",
    "og": "«\u00a0",
    "fg": "\u00a0»",
    "guillemotleft": "«",
    "guillemotright": "»",
    "checkmark": "✓",
    "textbullet": "•",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "euro": "€",
    "texteuro": "€",
    "pounds": "£",
    "textsterling": "£",
    "textdegree": "°",
    "textcopyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "textrightarrow": "→",
    "textleftarrow": "←",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
_COMMAND = regex(
    r"(?:(?<![\w:\\/.])|(?<=\w)(?=\\[A-Za-z]+\*?\{))\\([A-Za-z]+)\*?(?:<[^<>]*>)?(?:\[[^\[\]]*\])?[ \t]?"
)


_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "bfseries": {"bold": True}, "bf": {"bold": True}, "itshape": {"italic": True}, "it": {"italic": True},
    "em": {"italic": True}, "slshape": {"italic": True}, "ttfamily": {"code": True}, "tt": {"code": True},
    "scshape": {"small_caps": True},
}  # fmt: skip
"""What holds to the end of a group."""
_GROUP = regex(r"\{[ \t]*\\([A-Za-z]+)(?![A-Za-z])[ \t]*")
_COMMAND_OR_GROUP = regex(rf"\{{(?=[ \t]*\\[A-Za-z])|{_COMMAND.pattern}")


def is_unknown(text: str) -> bool:
    """True for a line that is nothing but a command without words which nobody knows."""
    match = _ALONE.fullmatch(text)
    known: tuple[Collection[str], ...] = (
        _SWITCHES,
        _DROPPED,
        _BREAKS,
        _WORDS,
        _STYLED,
        SOURCES,
        MATHS,
        _LOOKS,
    )
    return match is not None and not any(match[1] in names for names in known)


def tex_inlines(text: str, now: Marks) -> list[Inline]:
    """`text` with its commands carried out; a `\\` that nothing follows ends its line."""
    return list(_inlines(re.sub(r"(?<!\\)\\$", "", text), now, 0))


def _inlines(text: str, now: Marks, depth: int) -> Iterator[Inline]:
    start = 0
    for match in _COMMAND_OR_GROUP.finditer(text):
        if match.start() < start or depth > 20:
            continue
        if match[0] == "{":
            done = _group(text, match.start(), now, depth)
        else:
            done = _carried_out(match[1], text, match.end(), now, depth)
        if done is None:
            continue
        before = text[start : match.start()]
        yield Run(
            before.rstrip(" ") if match[1] == "fg" else before, now
        )  # it takes the blank before it away
        found, start = done
        yield from found
    yield Run(text[start:], now)


def _group(text: str, place: int, now: Marks, depth: int) -> tuple[Inlines, int] | None:
    """What a group says that begins with how it looks; None for braces that are none."""
    head = _GROUP.match(text, place)
    given, end = _arguments(text, place, 1)
    if head is None or not given:
        return None
    holds = head[1] == "color" or head[1] in _LOOKS  # for what stands behind it
    if not holds and head[1] not in _SWITCHES:
        return None
    start = place + 1 if holds else head.end()
    return tuple(_inlines(text[start : end - 1].lstrip(), now, depth + 1)), end


def _carried_out(name: str, text: str, place: int, now: Marks, depth: int) -> tuple[Inlines, int] | None:
    """What a command comes to, and where the text goes on; None for one that is not known."""
    if name in _WORDS:
        end = place + 2 if text.startswith("{}", place) else place
        space = " " if end == place and text[place - 1 : place] == " " else ""
        space = "" if name == "og" else space
        return (Run(_WORDS[name] + space, now),), end
    if name in _LOOKS:
        change = replace(now, **_LOOKS[name])
        return tuple(_inlines(text[place:].lstrip(), change, depth + 1)), len(text)
    if name == "color":
        given, end = _arguments(text, place, 1)
        change = replace(now, color=xcolor(given[0])) if given else now
        return (tuple(_inlines(text[end:].lstrip(), change, depth + 1)), len(text)) if given else None
    if name in _BREAKS:
        return (LineBreak(),), place
    if name in ("only", "onslide") and text.startswith("{", place):  # what is seen from one click on
        given, end = _arguments(text, place, 1)
        return (tuple(_inlines(given[0], now, depth + 1)), end) if given else None
    if name in _SWITCHES:
        return (), place
    if name in _DROPPED:
        _, end = _arguments(text, place, _DROPPED[name])
        return (), end
    if name in _STYLED:
        given, end = _arguments(text, place, 1)
        return (tuple(_inlines(given[0], replace(now, **_STYLED[name]), depth + 1)), end) if given else None
    if name in ("textcolor", "href"):
        given, end = _arguments(text, place, 2)
        if len(given) < 2:
            return None
        is_color = name == "textcolor"
        change = replace(now, color=xcolor(given[0])) if is_color else replace(now, link=safe_link(given[0]))
        return tuple(_inlines(given[1], change, depth + 1)), end
    if name == "url":
        given, end = _arguments(text, place, 1)
        return ((Run(given[0], replace(now, link=safe_link(given[0]))),), end) if given else None
    return None


def _arguments(text: str, place: int, count: int) -> tuple[list[str], int]:
    """Up to `count` groups in braces from `place` on, and where they end."""
    found: list[str] = []
    ends = closings(text, "{}")
    while len(found) < count and place in ends:
        end = ends[place]
        found.append(text[place + 1 : end])
        place = end + 1
    return found, place


def without_break(inlines: Inlines) -> Inlines:
    """Without a backslash at the end, behind which there is no line to break."""
    if not inlines or not isinstance(last := inlines[-1], Run) or last.marks.code or last.marks.math:
        return inlines
    text = last.text.rstrip()
    if not text.endswith("\\") or not (text == "\\" or text[-2].isspace()):
        return inlines
    rest = text[:-1].rstrip()
    return (*inlines[:-1], *((Run(rest, last.marks),) if rest else ()))
