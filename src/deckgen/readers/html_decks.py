"""reveal.js pages → Markdown: their sections are slides, and what they hold is read as HTML, or as the Markdown that it
is.

https://revealjs.com/markup, https://revealjs.com/markdown
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from textwrap import dedent

from msgspec import Struct, field

from deckgen.patterns import regex
from deckgen.readers.separators import parts_between, separator, with_notes_behind

_TEMPLATE = regex(r"\s*<(script|textarea)\b[^>]*>(.*?)(?:</\1\s*>\s*|\Z)", re.DOTALL | re.IGNORECASE)
_KEPT = regex(r"<(pre|textarea|script|style)\b", re.IGNORECASE)
_SEPARATORS = {
    "data-separator": r"^\r?\n---\r?\n$",
    "data-separator-vertical": r"",
    "data-separator-notes": r"",
}


class _Section(Struct):
    """A section while it is open."""

    head: str
    """Its tag's attributes as they are written."""
    start: int
    """Where its content begins."""
    inner: int = 0
    """How many sections it holds."""
    attributes: dict[str, str] = field(default_factory=dict)


def as_markdown(text: str) -> str:
    """The slides of a page, in Markdown with a rule between two."""
    finder = _Finder(text)
    finder.feed(text)
    return "\n\n---\n\n".join(finder.slides)


class _Finder(HTMLParser):
    """Finds the sections that hold no others."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = text
        self.lines = [0]
        for line in text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.open: list[_Section] = []
        self.slides: list[str] = []

    def _place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A section that opens."""
        if tag != "section":
            return
        written = self.get_starttag_text() or ""
        if self.open:
            self.open[-1].inner += 1
        given = {name: value or "" for name, value in attrs}
        head = written[len("<section") : -1].strip()
        self.open.append(_Section(head, self._place() + len(written), 0, given))

    def handle_endtag(self, tag: str) -> None:
        """A section that closes: a slide, if it holds none."""
        if tag != "section" or not self.open:
            return
        section = self.open.pop()
        if not section.inner:
            inner = self.text[section.start : self._place()]
            around = " ".join(each.head for each in self.open if "data-background" in each.head)
            self.slides += _slides(section, inner, around)


def _slides(section: _Section, inner: str, around: str) -> list[str]:
    head = f"<!-- .slide: {around} {section.head} -->".replace("  ", " ") if around or section.head else ""
    if "data-markdown" not in section.attributes:
        return [f"{head}\n\n{_html(inner)}\n"]
    if (file := section.attributes["data-markdown"].strip()) and not inner.strip():
        name = file.replace("]", "")
        return [f"{head}\n\n[{name}](<{file}>)\n"]  # where its slides are
    match = _TEMPLATE.match(inner)
    markdown = dedent((match[2] if match else inner).strip("\n").expandtabs(4))
    parts = [part.strip() for part in _divided(markdown, section.attributes)]
    if parts and match and (beside := _html(inner[match.end() :])):  # what the speaker says, mostly
        parts[-1] += f"\n\n{beside}"
    return [f"{head}\n\n{part}\n" for part in parts]


def _html(inner: str) -> str:
    """HTML in one block: no empty line ends it, no indent makes it code, but in what is kept as it is."""
    found: list[str] = []
    start = 0
    lower = inner.lower()
    while match := _KEPT.search(inner, start):
        name = match[1].lower()
        end = lower.find(f"</{name}", match.end())
        if end < 0:
            break
        end = inner.find(">", end) + 1 or len(inner)
        kept = inner[match.start() : end]
        found.append(_tidy(inner[start : match.start()]))
        found.append(f"\n\n{kept}\n\n" if name == "pre" else kept)
        start = end
    found.append(_tidy(inner[start:]))
    return "".join(found).strip()


def _tidy(html: str) -> str:
    return "\n".join(line.strip() for line in html.split("\n") if line.strip())


def _divided(markdown: str, attributes: dict[str, str]) -> list[str]:
    """The slides of a section of Markdown, by the separators that it names."""
    given = (attributes.get(name) or usual for name, usual in list(_SEPARATORS.items())[:2])
    patterns = [pattern for each in given if (pattern := separator(each))]
    parts = list(parts_between(markdown, *patterns))
    if notes := separator(attributes.get("data-separator-notes", "")):
        parts = [with_notes_behind(notes.pattern, part, "\n\nNote:", count=1) for part in parts]
    return [part for part in parts if part.strip()]
