"""How an author writes Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct


class Style(Struct, frozen=True):
    """The signs that one author prefers to others that mean the same."""

    bullet: str = "-"
    strong: str = "**"
    emphasis: str = "*"
    number: str = "."
    """Behind the number of a list's item."""
    indent: int = 2
    """Columns by which a list below a bullet stands in."""
    underlined: bool = False
    """Headings of the first two levels have a line of `=` or `-` below them."""

    extended: bool = True
    """Signs that few tools know (`^2^`, `[…]{.underline}`) are written as such, not as HTML's elements."""
    note: str = "::: notes\n{}\n:::"
    """What the speaker says, in the place of `{}`, a paragraph each where that is one line …"""
    comment: str = "<!-- {} -->"
    """… and what nobody is shown."""
    reads_comments: bool = False
    """Notes in a comment are Markdown."""
    alt: str = ""
    """The attribute that describes a picture where the words in its brackets are its caption."""

    def spoken(self, text: str) -> str:
        """What the speaker says, as blocks."""
        if self.note.startswith("<!--"):
            text = re.sub("-{2,}>", "→", text)  # it would end the comment
        if "\n" in self.note:
            return self.note.replace("{}", text)
        parts = re.split(r"\n{2,}|\n(?=[ \t]*(?:[-*+]|\d+[.)])[ \t])", text)
        return "\n\n".join(self.note.replace("{}", " ".join(part.split())) for part in parts)

    def unseen(self, text: str) -> str:
        """A line that nobody is shown."""
        text = re.sub("-{2,}>?", "–", " ".join(text.split()))
        return self.comment.replace("{}", text.replace('"', "”") if '"' in self.comment else text)

    def heading(self, level: int, words: str) -> str:
        """The line of a heading, or two."""
        if self.underlined and level <= 2 and words:
            return f"{words}\n{'=-'[level - 1] * max(3, len(words))}"
        return f"{'#' * level} {unclosed(words)}"


def unclosed(words: str) -> str:
    """The words of a heading, whose last signs are theirs."""
    return re.sub(r"(?<=[ \t])(#+)$", r"\\\1", words)


def style_of(text: str) -> Style:
    """What the author of a text uses most."""
    usual = Style()
    bullets = re.findall(r"^[ \t]*([-*+])[ \t]+\S", text, re.MULTILINE)
    numbers = re.findall(r"^[ \t]*\d+([.)])[ \t]+\S", text, re.MULTILINE)
    strong = re.findall(r"(?<![\w*_])(\*\*|__)(?=\w)", text)
    emphasis = re.findall(r"(?<![\w*_])([*_])(?=\w)", text)
    indents = [
        str(len(each)) for each in re.findall(r"^[-*+][ \t].*\n([ ]{2,4})[-*+][ \t]", text, re.MULTILINE)
    ]
    signs = re.findall(r"^#{1,2}[ \t]+\S", text, re.MULTILINE)
    lines = re.findall(r"(?:\A|\n)\n*[^\s#>|*+-][^\n]*\n(?:={3,}|-{3,})[ \t]*(?=\n|\Z)", text)
    return Style(
        bullet=_most(bullets, usual.bullet),
        strong=_most(strong, usual.strong),
        emphasis=_most(emphasis, usual.emphasis),
        number=_most(numbers, usual.number),
        indent=int(_most(indents, str(usual.indent))),
        underlined=len(lines) > len(signs),
    )


def _most(found: Iterable[str], usual: str) -> str:
    counted = Counter(found).most_common(1)
    return counted[0][0] if counted else usual
