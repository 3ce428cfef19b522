"""What was pulled is read once more: a slide that would say something else than the file does is left as it is, and
its edits are listed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set

from msgspec import Struct, field

from deckgen.deck.inlines import Run, plain_text
from deckgen.layout.model import LaidOutSlide, TextFrame
from deckgen.patterns import regex
from deckgen.powerpoint.model import Grid, ShownDeck, ShownSlide, paragraphs_of
from deckgen.readers.callouts import KIND_NAMES
from deckgen.revisions.decks import Edited
from deckgen.revisions.matching import pair_slides, said, slide_text, title_of

MOST_TRIED = 40
"""Slides that are tried one by one, to find those that do not come back."""
_BELOW = ("caption", "footnote")
"""Roles of frames and paragraphs."""
_COUNT = regex(r"(?<!\d)\d{1,2}(?!\d)")
"""What is counted: notes, items."""
_SIGN = regex(r"(?:[•*+-]|\d{1,2}[.)])[ \t\u00a0]+")
"""Of an item in notes, which have no lists."""


class Rebuilt(Struct, frozen=True):
    """What a text is built into."""

    shown: ShownDeck
    laid: Sequence[LaidOutSlide]
    unsaid: Sequence[str] = ()
    """Lines for which its template has no place."""


class _Said(Struct):
    """The words of one of an author's slides, on all its parts."""

    words: Counter[str]
    notes: Counter[str]
    title: frozenset[str]
    below: frozenset[str] = frozenset()
    """Words of captions and footnotes, which go with what they belong to."""
    lines: Counter[str] = field(default_factory=Counter)
    """Its paragraphs, and those of the notes."""
    parts: int = 1
    changed: frozenset[str] = frozenset()
    """Words that an edit has put on it, or taken away."""
    numbers: frozenset[int] = frozenset()
    """Of its parts in the edited file that were edited."""
    is_new: bool = False
    was: Counter[str] = field(default_factory=Counter)
    """Its words before …"""
    titled: frozenset[str] = frozenset()
    """… and those of its title, which an agenda or a link may still say."""
    noted: int = 0
    """How many references to notes it has, at least."""


def checked(
    edit: Callable[[frozenset[int]], Edited], build: Callable[[Edited], Rebuilt | None], base: Rebuilt,
    theirs: ShownDeck,
) -> Edited:  # fmt: skip
    """The edits that come back: `edit` gives all but those of slides that are withheld, and `build` what the text is
    then, None if it can't be built."""
    result = edit(frozenset())
    pairs = pair_slides(base.shown, theirs)
    changed = [
        j + 1
        for i, j in pairs
        if j is not None and (i is None or _is_edited(base.shown.slides[i], theirs.slides[j]))
    ]

    def fails(found: Edited, withheld: frozenset[int]) -> frozenset[int] | None:
        """The numbers of slides that are not what they should be; None if it is not known which."""
        rebuilt = build(found)
        return None if rebuilt is None else _unlike(found, base, theirs, rebuilt, withheld)

    withheld = frozenset[int]()
    for _ in range(3):
        bad = fails(result, withheld)
        if bad is not None and not bad - withheld:
            return result
        if bad is None:
            break
        withheld |= bad
        result = edit(withheld)
    # One after the other, each beside those that come back.
    withheld = frozenset(changed)
    for number in changed[:MOST_TRIED]:
        fewer = withheld - {number}
        if fails(edit(fewer), fewer) == frozenset():
            withheld = fewer
    found = edit(withheld)
    return found if fails(found, withheld) is not None else edit(frozenset())


def _is_edited(was: ShownSlide, now: ShownSlide) -> bool:
    return was.notes != now.notes or [each.content for each in was.shapes] != [
        each.content for each in now.shapes
    ]


def _unlike(
    found: Edited, base: Rebuilt, theirs: ShownDeck, rebuilt: Rebuilt, withheld: frozenset[int]
) -> frozenset[int] | None:
    if any(number == 0 for number, _ in found.left_out):
        return frozenset()  # slides that can't stand as they do in the file: that is said
    wanted, there = _wanted(base, theirs, withheld), _groups(rebuilt.shown.slides, rebuilt.laid)
    if len(wanted) != len(there):
        return None
    known = " ".join((*(text for _, text in found.left_out), *rebuilt.unsaid))
    listed = _words(known)
    titles = frozenset[str]().union(*(a.title ^ b.title for a, b in zip(wanted, there, strict=True)))
    titles |= frozenset[str]().union(*(each.title | each.titled for each in wanted if each.numbers))
    pairs = [*zip(wanted, there, strict=True)]
    around = _around(there)
    free = [titles if not each.numbers else around if each.is_new else frozenset[str]() for each in wanted]
    differ = [
        [*_other_words(a, b, listed.keys() | words | (a.was.keys() if found.baked else set()))]
        for (a, b), words in zip(pairs, free, strict=True)
    ]
    counts = Counter(word for words in differ for word in set(words))
    everywhere = frozenset(word for word, count in counts.items() if count > max(2, len(pairs) // 2))
    bad, beside = list[_Said](), [everywhere]
    for (each, other), words in zip(pairs, differ, strict=True):
        own = [word for word in words if word not in everywhere]
        is_other = other.noted < each.noted
        is_other |= not found.baked and _has_other_lines(each, other, known, everywhere)
        if each.numbers and (own or is_other):
            bad.append(each)
        elif own:
            beside.append(frozenset(own))
    numbers = frozenset[int]().union(*(each.numbers for each in bad))
    strange = frozenset[str]().union(*beside)
    culprits = [each.numbers for each in wanted if each.changed & strange]
    # What has changed where nobody has edited follows from an edit elsewhere.
    return numbers.union(*culprits) if culprits or not strange else None


def _around(slides: Sequence[_Said]) -> frozenset[str]:
    """Words that stand around most slides, as a header and a logo's name do: one that is new in the file has none."""
    counts = Counter(word for slide in slides for word in slide.words)
    return frozenset(word for word, count in counts.items() if count > max(1, len(slides) // 2))


def _has_other_lines(wanted: _Said, there: _Said, listed: str, everywhere: frozenset[str]) -> bool:
    """True where a paragraph is read otherwise, and it is not said, nor of words that differ `everywhere`."""
    if wanted.parts > 1 or there.parts > 1:
        return False
    listed = " ".join(_COUNT.sub("", listed).split())
    others = (
        line for line in wanted.lines - there.lines if not _words(line).keys() <= wanted.below | everywhere
    )
    return any(line not in listed for line in others)


def _other_words(wanted: _Said, there: _Said, known: Set[str]) -> Iterator[str]:
    """Words that only one of both has, or has more often, on the slide or in its notes."""
    if bool(wanted.notes) != bool(there.notes) and not known:
        yield from (*wanted.notes, *there.notes)  # what is said is shown, or the other way round
    is_whole = wanted.parts == there.parts == 1
    for one, other, free in ((wanted.words, there.words, wanted.below), (wanted.notes, there.notes, ())):
        # Where a slide is divided otherwise, what titles a part may be text of another.
        gone = one - other if is_whole else Counter(one.keys() - other.keys() - there.title)
        new = other - one if is_whole else Counter(other.keys() - one.keys() - wanted.title)
        labels = _LABELS if one is wanted.words else ()
        more = [*(word for word in gone if word not in free), *(word for word in new if word not in labels)]
        more = [
            word
            for word in more
            if word not in known or (one is wanted.words and _is_lost_or_twice(word, wanted, there))
        ]
        yield from (word for word in more if not _COUNT.fullmatch(word))


def _is_lost_or_twice(word: str, wanted: _Said, there: _Said) -> bool:
    """True for a word that was on the slide and still is, perhaps in a box of its own, and would be there no more; and
    for one that would be there more often than before the edit and behind it: it was moved, and stays where it was."""
    counts = wanted.was[word], wanted.words[word]
    return min(counts) > there.words[word] or 0 < max(counts) < there.words[word]


def _wanted(base: Rebuilt, theirs: ShownDeck, withheld: frozenset[int]) -> list[_Said]:
    """The author's slides as the file has them now, those that are withheld as they were."""
    opens = [0] * len(base.laid)
    for at, slide in enumerate(base.laid):
        opens[at] = at if slide.part == 1 or not at else opens[at - 1]
    found: dict[int, _Said] = {}
    for i, j in pair_slides(base.shown, theirs):
        if j is None or (i is None and j + 1 in withheld):
            continue
        was = base.shown.slides[i] if i is not None else None
        now = was if was is not None and j + 1 in withheld else theirs.slides[j]
        is_edited = was is None or _is_edited(was, theirs.slides[j])
        part = _said_by(now, is_first=i is None or opens[i] == i)
        part.numbers, part.is_new = frozenset((j + 1,)) if is_edited else frozenset(), was is None
        if is_edited:
            part.was = _words(slide_text(was)) if was is not None else Counter[str]()
            part.titled = frozenset(_words(title_of(was))) if was is not None else part.titled
            part.changed = frozenset(part.was.keys() ^ _words(slide_text(now)).keys())
        if i is not None:
            stays = _references(now) >= _references(base.shown.slides[i])
            part.below = _below(base.laid[i], *(("footnote",) if stays else ()))
            part.noted = _noted(base.laid[i]) if stays else 0
        key = opens[i] if i is not None else -j - 1
        found[key] = _together(found[key], part) if key in found else part
    return list(found.values())


def _below(slide: LaidOutSlide, *apart: str) -> frozenset[str]:
    """Words of captions and footnotes, but for some of these."""
    roles = [role for role in _BELOW if role not in apart]
    found = (
        plain_text(paragraph.inlines)
        for frame in slide.frames
        if isinstance(frame, TextFrame)
        for paragraph in frame.paragraphs
        if frame.role in roles or paragraph.role in roles
    )
    return frozenset(_words(" ".join(found)))


def _noted(slide: LaidOutSlide) -> int:
    """How many references its texts have."""
    texts = (frame for frame in slide.frames if isinstance(frame, TextFrame) and frame.role not in _BELOW)
    runs = (item for frame in texts for each in frame.paragraphs for item in each.inlines)
    return sum(isinstance(item, Run) and bool(item.marks.note) for item in runs)


def _references(slide: ShownSlide) -> int:
    """How many raised numbers its texts have: while they stay, so do the notes that they refer to."""
    paragraphs = (each for shape in slide.shapes for each in paragraphs_of(shape.content))
    runs = (item for each in paragraphs for item in each.inlines if isinstance(item, Run))
    return sum(run.marks.superscript and run.text.strip().isdecimal() for run in runs)


def _groups(slides: Sequence[ShownSlide], laid: Sequence[LaidOutSlide]) -> list[_Said]:
    found: list[_Said] = []
    for slide, placed in zip(slides, laid, strict=True):
        is_first = placed.part == 1 or not found
        part = _said_by(slide, is_first=is_first)
        part.noted = _noted(placed)
        found = [*found, part] if is_first else [*found[:-1], _together(found[-1], part)]
    return found


def _together(one: _Said, other: _Said) -> _Said:
    return _Said(
        one.words + other.words, one.notes + other.notes, one.title | other.title, one.below | other.below,
        one.lines + other.lines, one.parts + other.parts,
        one.changed | other.changed, one.numbers | other.numbers, one.is_new and other.is_new,
        one.was + other.was, one.titled | other.titled, one.noted + other.noted,
    )  # fmt: skip


def _said_by(slide: ShownSlide, *, is_first: bool) -> _Said:
    """A part of a slide; what titles it again on further ones is no word of it."""
    notes = _words(" ".join(map(said, slide.notes)))
    words = _words(slide_text(slide)) - notes
    title = _words(title_of(slide))
    lines = Counter(_lines(slide))
    return _Said(words if is_first else words - title, notes, frozenset(title), lines=lines)


def _lines(slide: ShownSlide) -> list[str]:
    """Its paragraphs, without what is counted, and what ends a comment as notes have it; those of a cell are one, and
    those of the notes."""
    grids = (shape.content for shape in slide.shapes if isinstance(shape.content, Grid))
    cells = [[*map(said, cell)] for grid in grids for row in grid.rows for cell in row if len(cell) > 1]
    apart = {text for cell in cells for text in cell}
    notes = [text for text in map(said, slide.notes) if text]
    lines = slide_text(slide).split("\n")
    lines = [line for line in lines[: len(lines) - len(notes)] if line not in apart]
    lines.append(" ".join(_SIGN.sub("", text) for text in notes))  # where they are divided, tools decide
    lines += (" ".join(cell) for cell in cells)
    return [" ".join(_COUNT.sub("", re.sub("-{2,}>", "→", line)).split()) for line in lines]


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+|[^\W\d]+", text.casefold()))


_LABELS = frozenset(_words(" ".join(KIND_NAMES)))
"""What callouts are called that have no title."""
