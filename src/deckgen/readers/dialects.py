"""Whose dialect a file is written in, and what that means for how it is read.

A file says so itself (`dialect: marp` in its front matter), or it is told by evidence: keys of the front matter,
syntax that only one tool has, the file's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from typing import Literal

from msgspec import Struct

from deckgen.readers.slidev import is_slidev


class Dialect(Struct, frozen=True, kw_only=True):
    """What readers need to know of a tool's Markdown."""

    name: str
    is_strict: bool = False
    """Only rules divide slides, and the levels of headings that the author names."""
    comments: Literal["hidden", "notes"] = "hidden"
    """What HTML comments are."""
    has_note_paragraphs: bool = False
    """A paragraph that begins with `Note:` opens the speaker notes."""
    is_html_read: bool = False
    """Text between tags of HTML's is Markdown, too; CommonMark leaves it alone."""
    has_components: bool = False
    """Tags that HTML does not know are the tool's own."""
    has_tex: bool = False
    """Commands of LaTeX's in the text are instructions."""
    has_cells: bool = False
    """Code that a program runs before the deck is made, in fences and in lines of text."""
    own_theme: bool = False
    """`theme` names one of the tool's own style sheets."""


OWN = Dialect(name="deckgen", has_note_paragraphs=True)
MARP = Dialect(name="marp", is_strict=True, comments="notes", own_theme=True)
SLIDEV = Dialect(name="slidev", is_strict=True, comments="notes", has_components=True, own_theme=True)
REVEAL = Dialect(name="reveal-md", has_note_paragraphs=True, own_theme=True)
PANDOC = Dialect(name="pandoc", is_html_read=True, has_tex=True, own_theme=True)
QUARTO = Dialect(name="quarto", is_html_read=True, has_tex=True, has_cells=True, own_theme=True)
REMARK = Dialect(name="remark", is_html_read=True, own_theme=True)

DIALECTS: Mapping[str, Dialect] = {
    dialect.name: dialect for dialect in (OWN, MARP, SLIDEV, REVEAL, PANDOC, QUARTO, REMARK)
}

_REVEAL_KEYS = frozenset(
    ("revealOptions", "separator", "verticalSeparator", "notesSeparator", "highlightTheme", "preprocessor",
     "revealjs-url")
)  # fmt: skip
_QUARTO_KEYS = frozenset(("execute", "format", "knitr", "jupyter", "filters", "code-fold", "brand"))
_PANDOC_KEYS = frozenset(
    ("header-includes", "slide-level", "aspectratio", "documentclass", "classoption", "beameroption",
     "colortheme", "fonttheme", "innertheme", "outertheme", "mainfont", "fontsize", "geometry", "output",
     "link-citations", "include-before", "section-titles", "navigation", "pdf-engine", "titlegraphic")
)  # fmt: skip
_THEMES: Mapping[str, frozenset[str]] = {
    "marp": frozenset(("gaia", "uncover")),
    "slidev": frozenset(
        ("default", "seriph", "apple-basic", "bricks", "shibainu", "none", "penguin", "purplin", "dracula-slidev")
    ),
    "reveal-md": frozenset(
        ("black", "white", "league", "beige", "sky", "night", "serif", "simple", "solarized", "blood", "moon",
         "dracula", "black-contrast", "white-contrast")
    ),
    "pandoc": frozenset(
        ("metropolis", "Madrid", "Berlin", "CambridgeUS", "Warsaw", "Boadilla", "Copenhagen", "Singapore",
         "Frankfurt", "Ilmenau", "Dresden", "Antibes", "Montpellier", "Rochester", "Pittsburgh", "Darmstadt",
         "Goettingen", "Hannover", "Luebeck", "Malmoe", "Marburg", "Szeged", "AnnArbor", "Bergen", "Berkeley")
    ),
}  # fmt: skip
"""Style sheets that come with a tool."""
_REVEAL_COMMENT = re.compile(r"<!--\s*\.(?:slide|element):")
_REMARK_LINE = re.compile(r"\n(?:\?\?\?[ \t]*$|\.(?:pull|left-column|right-column))", re.MULTILINE)
_CELL = re.compile(r"\n```+[ \t]*\{(?:r|python|julia|ojs|mermaid|dot)\b[^}\n]*\}", re.MULTILINE)
_TEX_LINE = re.compile(
    r"\n\\(?:pause|newpage|clearpage|(?:big|med|small)skip|[vh]space\*?\{.*\}|vfill|(?:foot)?note(?:size|\{.*\})|"
    r"centering|(?:begin|end)\{(?:center|flushleft|flushright|itemize|enumerate|columns?|block|minipage|figure)\}.*)"
    r"[ \t]*$",
    re.MULTILINE,
)


def dialect_of(path: str, head: str, values: Mapping[str, str], keys: Set[str], text: str) -> Dialect:
    """The dialect of a file: what its front matter says (`values`, and all its `keys`), else by evidence; `head` is the
    file's first line, `text` what follows the front matter."""
    said = DIALECTS.get(values.get("dialect", ""))
    if said is not None:
        return said
    text = f"\n{text}"  # the end of the line above is found many times faster than `^`
    if "marp" in keys:
        return MARP
    if _REMARK_LINE.search(text):
        return REMARK
    if is_slidev(keys, text):
        return SLIDEV
    if path.lower().endswith((".qmd", ".rmd")) or keys & _QUARTO_KEYS or _CELL.search(text):
        return QUARTO
    if keys & _REVEAL_KEYS or _REVEAL_COMMENT.search(text):
        return REVEAL
    theme = values.get("theme", "")
    for name, themes in _THEMES.items():
        if theme in themes or (name == "slidev" and theme.startswith(("@slidev/", "slidev-theme-"))):
            return DIALECTS[name]
    if keys & _PANDOC_KEYS or _TEX_LINE.search(text) or head.startswith("% "):
        return PANDOC
    return OWN
