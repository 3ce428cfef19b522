"""What has changed between two versions of a deck, slide by slide, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from msgspec import Struct

from deckgen.deck.inlines import plain_text
from deckgen.markdown.inlines import inline_text
from deckgen.model import fingerprint
from deckgen.powerpoint.model import (
    ChartData,
    Diagram,
    Grid,
    Image,
    ShownDeck,
    ShownParagraph,
    ShownSlide,
    Words,
)
from deckgen.revisions.matching import pair_slides, pair_texts, shown_shapes
from deckgen.revisions.verbatim import code_lines, is_code

Kind: TypeAlias = Literal["changed", "added", "removed", "moved"]


class LineChange(Struct, frozen=True):
    """A line of text before and after; nothing where there was none, or is none."""

    before: str = ""
    after: str = ""


class SlideChange(Struct, frozen=True):
    """What has become of a slide."""

    kind: Kind
    title: str
    before: int | None = None
    """Its number in the one, from 1 …"""
    after: int | None = None
    """… and in the other."""
    lines: tuple[LineChange, ...] = ()


def slide_lines(slide: ShownSlide) -> list[str]:
    """A slide as lines of Markdown: title, paragraphs as deep as they are, rows, numbers, words of pictures, notes."""
    found = ["(hidden)"] if slide.hidden else []
    found += [f"(ground) #{slide.ground}"] if slide.ground else []
    for shape in shown_shapes(slide):
        match shape.content:
            case Words(paragraphs) if is_code(paragraphs):
                found += code_lines(paragraphs)
            case Words(paragraphs) | Diagram(_, paragraphs):
                found += _paragraphs(paragraphs, "# " if shape.role == "title" else "")
            case Grid(rows):
                cells = ([" ".join(map(_words, cell)) for cell in row] for row in rows)
                found += [f"| {' | '.join(row)} |" for row in cells]
            case ChartData() as chart:
                found += _numbers(chart)
            case Image() as image:
                words = " ".join((shape.alt or shape.name).split())
                found.append(f"[picture: {words} ({fingerprint(image.data)[:6]})]")
    found += [f"(notes) {line}" for line in _paragraphs(slide.notes)]
    return found + [f"(comment) {each.author}: {each.text}" for each in slide.comments]


def _paragraphs(paragraphs: Sequence[ShownParagraph], sign: str = "") -> Iterator[str]:
    counts: dict[int, int] = {}
    for each in paragraphs:
        counts = {level: count for level, count in counts.items() if level <= each.level}
        if not plain_text(each.inlines).strip():
            continue
        counts[each.level] = counts.get(each.level, each.start - 1) + 1 if each.marker == "number" else 0
        number = f"{counts[each.level] or ''}. "
        marker = {"bullet": f"{each.sign or '•'} ", "number": number}.get(each.marker, "")
        if each.marker != "number":
            counts.pop(each.level)
        yield f"{sign}{'  ' * each.level}{marker}{_words(each)}"


def _words(paragraph: ShownParagraph) -> str:
    return inline_text(paragraph.inlines, starts=False).replace("\\\n", "<br>")


def _numbers(chart: ChartData) -> Iterator[str]:
    yield f"[chart: {chart.title or chart.foreign_kind}]"
    for series in chart.series:
        values = ", ".join("–" if value is None else f"{value:g}" for value in series.values)
        yield f"  {series.name}: {values}"


def title_of(slide: ShownSlide) -> str:
    """What a slide is called."""
    lines = slide_lines(slide)
    return next((line[2:] for line in lines if line.startswith("# ")), lines[0] if lines else "")


def compare(one: ShownDeck, other: ShownDeck) -> list[SlideChange]:
    """The changes from the one to the other, in the order of the other."""
    found: list[SlideChange] = []
    pairs = pair_slides(one, other)
    kept = [i for i, j in pairs if i is not None and j is not None]
    stays = _in_order(kept)
    for i, j in pairs:
        if i is None and j is not None:
            new = other.slides[j]
            lines = tuple(LineChange(after=line) for line in slide_lines(new))
            found.append(SlideChange("added", title_of(new), None, j + 1, lines))
        elif j is None and i is not None:
            old = one.slides[i]
            lines = tuple(LineChange(before=line) for line in slide_lines(old))
            found.append(SlideChange("removed", title_of(old), i + 1, None, lines))
        elif i is not None and j is not None:
            lines = tuple(_changed(slide_lines(one.slides[i]), slide_lines(other.slides[j])))
            if lines or i not in stays:
                kind: Kind = "changed" if lines else "moved"
                found.append(SlideChange(kind, title_of(other.slides[j]), i + 1, j + 1, lines))
    return found


def _changed(before: list[str], after: list[str]) -> Iterator[LineChange]:
    for i, j in pair_texts(before, after):
        was, now = before[i] if i is not None else "", after[j] if j is not None else ""
        if was != now:
            yield LineChange(was, now)


def _in_order(numbers: list[int]) -> set[int]:
    """The most numbers that rise: what is not among them has moved."""
    best: list[tuple[int, ...]] = [()]
    for number in numbers:
        rising = [each for each in best if not each or each[-1] < number]
        best.append((*max(rising, key=len), number))
    longest: tuple[int, ...] = max(best, key=len)
    return set(longest)


def word_changes(before: str, after: str) -> list[tuple[str, str]]:
    """Two lines word by word: pairs of what was and what is, alike where nothing has changed."""
    one, other = re.findall(r"\w+|\s+|.", before), re.findall(r"\w+|\s+|.", after)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [("".join(one[i1:i2]), "".join(other[j1:j2])) for _, i1, i2, j1, j2 in matcher.get_opcodes()]


def outline(deck: ShownDeck) -> str:
    """All that a deck says, as text."""
    slides = (
        "\n".join([f"--- {number}", *slide_lines(slide)]) for number, slide in enumerate(deck.slides, 1)
    )
    return "\n\n".join(slides)


def report(changes: list[SlideChange]) -> str:
    """The changes as text."""
    found = []
    for each in changes:
        number = f"slide {each.after or each.before}"
        was = f" (was {each.before})" if each.before and each.after and each.before != each.after else ""
        kind = {"added": " is new", "removed": " is gone", "moved": " has moved", "changed": ""}[each.kind]
        found.append(f"{number}{was}{kind}: {each.title}")
        for line in each.lines:
            found += [f"  - {line.before}"] if line.before else []
            found += [f"  + {line.after}"] if line.after else []
    return "\n".join(found)
