r"""Whatever authors write in the dialects arrives: no slide, no word, no note is missing from the deck.

A construct is a few lines of Markdown. Its marker words say themselves where they belong: `see1` on a slide,
`say1` in the speaker's notes, `off1` in neither (a setting), `any1` on a slide or in the notes, `cmt1` where
the dialect puts the words of a comment (Marp: notes; Slidev: at most there; elsewhere: nowhere). A warning that
names the word, or points at its line, will do instead of a word that should be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from msgspec import Struct

from deckgen.deck.blocks import CodeBlock, Equation, Figure
from deckgen.deck.inlines import LineBreak, Run, plain_text
from deckgen.deck.slides import Deck, Slide
from deckgen.diagnostics import Diagnostic
from deckgen.readers.reader import read_deck
from deckgen.source import Source
from tests.constructs import CONSTRUCTS, LATER, PANDOC, Construct

WORD = re.compile(r"(?<![a-z0-9])(?:see|say|off|any|cmt)\d+x?\d*(?![a-z0-9])")


@dataclass(frozen=True)
class Dialect:
    """How a deck of three slides is written for one tool."""

    name: str
    file: str
    head: str
    first: str = "# First bravo\n"
    divide: str = "\n---\n\n## Middle\n\n"
    last: str = "\n\n---\n\n## Last zulu\n\nomega\n"

    def deck(self, construct: Construct) -> str:
        """The construct on a slide between two others."""
        divide = "\n" if construct.whole else self.divide
        return f"{self.head}{self.first}{divide}{construct.text}{self.last}"


_HEADINGS = "\n## Middle\n\n"
_END = "\n\n## Last zulu\n\nomega\n"
DIALECTS = {
    dialect.name: dialect
    for dialect in (
        Dialect("own", "deck.md", ""),
        Dialect("marp", "deck.md", "---\nmarp: true\ntheme: default\npaginate: true\n---\n\n"),
        Dialect("slidev", "slides.md", "---\ntheme: seriph\nmdc: true\nhighlighter: shiki\n---\n\n"),
        Dialect("reveal", "slides.md", "---\ntheme: black\nrevealOptions:\n  transition: fade\n---\n\n"),
        Dialect("pandoc", "talk.md", "% Deck\n% Author\n\n", "## First bravo\n\nx\n", _HEADINGS, _END),
        Dialect(
            "quarto", "talk.qmd", "---\ntitle: Deck\nformat:\n  revealjs:\n    theme: dark\n---\n\n",
            "## First bravo\n\nx\n", _HEADINGS, _END,
        ),
        Dialect(
            "remark", "deck.md", "class: center, middle\n\n",
            last="\n\n---\n\n## Last zulu\n\nomega\n\n???\n\nend\n",
        ),
        Dialect("obsidian", "Talk.md", "---\ntags: [talk]\naliases: [t]\n---\n\n"),
    )
}  # fmt: skip


def cases() -> list[tuple[str, Construct]]:
    """Every construct in every dialect that has it."""
    return [
        (dialect, construct)
        for construct in CONSTRUCTS
        for dialect in DIALECTS
        if not construct.only or dialect in construct.only.split()
    ]


def words_in(value: object) -> Iterator[str]:
    """All that can be read in a part of the deck, in reading order."""
    match value:
        case str():
            pass
        case Run() if value.marks.picture is not None:
            yield f" {value.marks.picture.alt} "
        case Run():
            yield f" {value.text} " if value.marks.note else value.text
        case LineBreak():
            yield "\n"
        case CodeBlock():
            yield f"\n{value.title}\n{value.text}\n"
        case Equation():
            yield f"\n{value.text}\n"
        case Figure():
            by_caption = plain_text(value.caption).replace("$", "").endswith(value.alt)
            said = "" if by_caption else value.alt
            yield f"\n{said}\n{value.fence.text if value.fence else ''}\n"
            yield from words_in(value.caption)
        case tuple():
            for part in value:
                yield from words_in(part)
            yield "\n"
        case Struct():
            for name in value.__struct_fields__:
                yield from words_in(getattr(value, name))
                yield "\n" if name in ("term", "title", "inlines") else ""


def shown(slide: Slide) -> str:
    """What the audience reads."""
    below = "".join(words_in((slide.header or (), slide.groups, slide.footer or ())))
    label = "" if slide.label in below else slide.label  # for those who can't see the picture that says it
    return f"{plain_text(slide.title)}\n{label}\n{below}"


def _warned(word: str, source: Source, found: tuple[Diagnostic, ...]) -> bool:
    """A warning names the word, or points at a line that holds it."""
    for finding in found:
        if finding.severity != "note" and finding.span:
            span = finding.span
            lines = "\n".join(map(source.line, range(span.line, span.last_line + 1)))
            if word in WORD.findall(f"{finding.message} {lines}"):
                return True
    return False


def faults(dialect: Dialect, construct: Construct) -> list[str]:
    """What is missing from the deck, in words."""
    source = Source.from_text(dialect.file, dialect.deck(construct))
    read = read_deck(source)
    deck, found = read.value, read.found
    return [*_slides(dialect, construct, deck), *_words(dialect, construct, deck, source, found)]


def _slides(dialect: Dialect, construct: Construct, deck: Deck) -> Iterator[str]:
    """The first slide, those of the construct, the last one."""
    titles = [plain_text(slide.title) for section in deck.sections for slide in section.slides]
    around = 3 if dialect.name in PANDOC.split() else 2
    if "First bravo" not in titles:
        yield "the first slide is gone"
    if not titles or "zulu" not in titles[-1]:
        yield f"the last slide is gone: {titles}"
    if construct.slides is not None and len(titles) != around + construct.slides:
        yield f"{len(titles) - around} slides instead of {construct.slides}: {titles}"


def _words(
    dialect: Dialect, construct: Construct, deck: Deck, source: Source, found: tuple[Diagnostic, ...]
) -> Iterator[str]:
    """Each word in its place."""
    slides = [slide for section in deck.sections for slide in section.slides]
    seen = "\n".join([*map(shown, slides), deck.footer or ""])
    said = "\n".join("".join(words_in(slide.notes)) for slide in slides)
    on_slides, in_notes = WORD.findall(seen), WORD.findall(said)
    for word in dict.fromkeys(WORD.findall(construct.text)):
        place = construct.place(word, dialect.name)
        where = [name for name, there in (("slide", on_slides), ("notes", in_notes)) if word in there]
        if place == "nil" or (not where and place in ("see", "say", "any") and _warned(word, source, found)):
            continue
        if place == "cmt":
            place = {"marp": "say", "slidev": "hid"}.get(dialect.name, "off")
        right = {
            "see": where == ["slide"], "say": where == ["notes"], "any": bool(where),
            "off": not where, "hid": "slide" not in where,
        }[place]  # fmt: skip
        if not right:
            wanted = {"see": "slide", "say": "notes", "any": "slide or notes"}.get(place, "nowhere")
            yield f"{word} belongs: {wanted}; is: {' and '.join(where) or 'nowhere'}"
    order = [word for word in on_slides if word.startswith("see")]
    written = WORD.findall(construct.text)
    if construct.ordered and order != sorted(order, key=written.index):
        yield f"order: {' '.join(order)}"
    if len(set(order)) != len(order):
        yield f"twice: {' '.join(order)}"
    for mark in construct.unseen:
        if mark in seen:
            yield f"markup is shown: {mark!r}"
    if "omega" not in seen:
        yield "the last slide's text is gone"


@pytest.mark.parametrize(
    ("dialect", "construct"),
    [
        pytest.param(
            name, construct, id=(case := f"{name}-{construct.name}"),
            marks=[pytest.mark.xfail(reason=LATER[case], strict=True)] if case in LATER else [],
        )
        for name, construct in cases()
    ],
)  # fmt: skip
def test_nothing_is_missing(dialect: str, construct: Construct) -> None:
    """No slide, word or note of the source is missing from the deck."""
    found = faults(DIALECTS[dialect], construct)
    assert not found, "\n".join([f"{dialect}: {construct.name}", *found, "", construct.text])


def test_a_fence_that_is_not_closed_loses_nothing() -> None:
    """Markdown says that all the rest is code then: it is shown, and its author is told."""
    for dialect in DIALECTS.values():
        text = dialect.deck(Construct("", "see1\n\n```js\nsee2"))
        deck = read_deck(Source.from_text(dialect.file, text)).value
        seen = "\n".join(shown(slide) for section in deck.sections for slide in section.slides)
        assert [word in seen for word in ("see1", "see2", "zulu", "omega")] == [True] * 4, dialect.name
