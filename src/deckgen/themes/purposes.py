"""Which of a template's layouts is for what: every layout is scored for every purpose, by its type, by what its places
are and where they stand, by its ground, by what the template's own slides use it for, and a little by its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from deckgen.patterns import regex
from deckgen.themes.colors import contrast, is_dark
from deckgen.themes.layout_names import (
    CLOSING_NAMES,
    COMPARE_NAMES,
    CONTENT_NAMES,
    COVER_NAMES,
    LIST_NAMES,
    SECTION_NAMES,
)
from deckgen.themes.layouts import ReadLayout
from deckgen.themes.model import LayoutKind, Placeholder, SlideLayout
from deckgen.themes.places import LARGE, ONE_KIND, for_purpose, is_line, pair_of, share_of, told_in_two

NEVER = -1000.0
"""Score of what can't be used for a purpose."""
_TAKEN = 6.0
"""What it takes from a layout that it is another purpose's."""
_LARGEST_TITLE = 0.4
"""Share of the slide up to which a place is one for a title."""
_OURS = {
    "Statement": LayoutKind.STATEMENT,
    "Quotation": LayoutKind.QUOTATION,
    "Fact": LayoutKind.FACT,
    "Closing": LayoutKind.CLOSING,
    "Full picture": LayoutKind.PICTURE,
}
"""Layouts that the format has no type for, as our own themes name them."""


class Seen(Struct, frozen=True):
    """What is known of the whole template."""

    size: tuple[float, float]
    """Of a slide, in points."""
    samples: Sequence[str]
    """Parts of the layouts that its own slides have, in their order."""
    master: str
    """The part of the master that these follow, or of the first."""


def by_purpose(read: Sequence[ReadLayout], seen: Seen) -> dict[LayoutKind, SlideLayout]:
    """The best layout for each purpose, its places told apart: those for content, those for a line of small text."""
    read = _of_one_brand([each for each in read if not _has_prompt(each)] or read, seen)
    judge = _Judge(read, seen)
    content = judge.best(judge.content)
    every = [*read, *_with_titles(read, seen)]
    judge = _Judge(every, seen)
    content = content or judge.best(judge.content) or read[0]
    judge = _Judge(every, seen, content)
    cover = judge.best(judge.cover) or content
    section = judge.best(lambda each: judge.section(each) - _TAKEN * (each is cover)) or cover
    only = judge.best(judge.title_only) or content
    blank = judge.best(judge.blank) or only
    ours = {each.layout.name: each for each in read}
    chosen = {
        LayoutKind.CONTENT: content,
        LayoutKind.COVER: cover,
        LayoutKind.SECTION: section,
        LayoutKind.TWO: judge.best(judge.two) or content,
        LayoutKind.STATEMENT: content,
        LayoutKind.QUOTATION: judge.best(partial(judge.told, kind=LayoutKind.QUOTATION)) or content,
        LayoutKind.FACT: judge.best(partial(judge.told, kind=LayoutKind.FACT)) or content,
        LayoutKind.CLOSING: judge.best(judge.closing) or cover,
        LayoutKind.PICTURE: blank,
        LayoutKind.CAPTIONED: judge.best(judge.captioned) or content,
        LayoutKind.TITLE_ONLY: only,
        LayoutKind.BLANK: blank,
    } | {kind: ours[name] for name, kind in _OURS.items() if name in ours}
    return {kind: for_purpose(each.layout, kind, seen.size) for kind, each in chosen.items()}


_PROMPT = regex(
    r"(?i)click to (?:edit|add)|masters? (?:title|text) style|(?:cliquez|modifie[rz]).{0,20}(?:titre|texte)|"
    r"(?:master)?titelformat|haga clic|fare clic per|clique para|单击此处|單擊|按一下以編輯|"
    r"マスター ?タイトル|образец заголовка"
)
"""What a place asks for, which is no text of a layout's."""


def _has_prompt(each: ReadLayout) -> bool:
    """True for a layout with a text that asks for one: a place that somebody has made a text of shows it everywhere."""
    texts = ("".join(piece.text for line in words.lines for piece in line.pieces) for words in each.words)
    return any(_PROMPT.search(text) for text in texts)


_WHOLE = frozenset(("title", "obj"))


def _of_one_brand(read: Sequence[ReadLayout], seen: Seen) -> Sequence[ReadLayout]:
    """The layouts of the master that is meant, if it has covers and content: another one may be another brand's."""
    own = [each for each in read if each.master == seen.master]
    return own if {each.type for each in own} >= _WHOLE else read


def _with_titles(read: Sequence[ReadLayout], seen: Seen) -> Iterator[ReadLayout]:
    """Layouts without a place for a title (some programs write none), or with one for words much smaller than others on
    it, with that for the largest words as such."""
    for each in read:
        layout = each.layout
        words = [
            p for p in layout.bodies if p.type in ("body", "obj") and share_of(p, seen.size) < _LARGEST_TITLE
        ]
        if not words or (layout.title is not None and each.type not in ("", "title", "secHead", "cust")):
            continue
        title = max(words, key=lambda place: (place.size, share_of(place, seen.size)))
        if layout.title is None or title.size > 1.5 * layout.title.size:
            bodies = tuple(place for place in layout.bodies if place is not title)
            yield replace(each, layout=replace(layout, title=title, bodies=bodies), type="untitled")


def _is_titled(each: ReadLayout) -> bool:
    """True for a layout with a place for the title of a slide, or with one that has to do for it."""
    title = each.layout.title
    if title is None:
        return False
    # Made of a cover, and called what it has become.
    is_renamed = each.type in ("", "cust") and bool(CONTENT_NAMES.search(each.layout.name))
    return title.type in ("title", "body") or each.type == "untitled" or is_renamed


class _Judge(Struct, frozen=True, eq=False):
    """Scores layouts; the higher, the better."""

    read: Sequence[ReadLayout]
    seen: Seen
    chosen: ReadLayout | None = None
    """That for content, once it is known."""

    def best(self, score: Callable[[ReadLayout], float]) -> ReadLayout | None:
        """The layout with the highest score, the first of several; None if none will do."""
        scored = [(score(each), -number, each) for number, each in enumerate(self.read)]
        value, _, found = max(scored, key=lambda row: row[:2])
        return found if value > 0 else None

    def content(self, each: ReadLayout) -> float:
        """A title, and one large place below it."""
        layout = each.layout
        large = self._large(layout)
        title = layout.title
        if title is None or not _is_titled(each) or each.type in ("title", "secHead") or not large:
            return NEVER
        share = share_of(large[0], self.seen.size)
        score = 10 + 60 * min(share, 0.6) + self._usual(each)
        score += {"obj": 8, "tx": 5, "": 2}.get(each.type, -6 if each.type != "objTx" else -4)
        score -= 14 * (len(large) - 1) + 2.0 * len(self._lines(layout)) + 10 * len(layout.pictures)
        score -= 12 * (title.box.y > 0.4 * self.seen.size[1]) + 15 * (large[0].box.y + 2 < title.box.y)
        score -= 10 * bool(COVER_NAMES.search(layout.name) or SECTION_NAMES.search(layout.name))
        score -= 8 * bool(LIST_NAMES.search(layout.name)) + 8 * bool(CLOSING_NAMES.search(layout.name))
        score += 3 * min(2.0, self._used(each) / 2)
        return score

    def cover(self, each: ReadLayout) -> float:
        """A title in the middle of much room, with little below it."""
        layout = each.layout
        title = layout.title
        if title is None or each is self.chosen:
            return NEVER
        score = (
            25.0 * (each.type == "title")
            + 12.0 * (title.type == "ctrTitle")
            - 20.0 * (each.type == "secHead")
        )
        score += 10 * bool(COVER_NAMES.search(layout.name)) - 10 * bool(SECTION_NAMES.search(layout.name))
        score -= 8 * bool(CLOSING_NAMES.search(layout.name))
        score += 14 * (list(self.seen.samples[:1]) == [layout.part])
        score += (
            self._open(layout)
            + 3 * (each is self.read[0])
            + 3 * any(p.type == "subTitle" for p in layout.bodies)
        )
        score += 4 * (0 < len(layout.bodies) <= 5) - 3 * (not layout.bodies)
        score -= 8 * (each.type not in ("title", "", "cust", "untitled")) + 4 * (each.type == "untitled")
        return score - self._foreign(each) - 8

    def section(self, each: ReadLayout) -> float:
        """A title in much room, on a ground of its own perhaps."""
        layout = each.layout
        if layout.title is None or each is self.chosen:
            return NEVER
        score = (
            30.0 * (each.type == "secHead")
            - 6.0 * (each.type == "title")
            - 3.0 * (layout.title.type == "ctrTitle")
        )
        score += 14 * bool(SECTION_NAMES.search(layout.name)) - 8 * bool(COVER_NAMES.search(layout.name))
        score -= 8 * bool(CLOSING_NAMES.search(layout.name)) + 4 * bool(LIST_NAMES.search(layout.name))
        inside = sum(1 for part in self.seen.samples[1:-1] if part == layout.part)
        score += 2 * min(3, inside) - 6 * (list(self.seen.samples[:1]) == [layout.part])
        usual = self.chosen.layout.title if self.chosen else None
        if usual and self._open(layout) >= 8 and not layout.pictures and layout.title.type == "title":
            score += 4 * (layout.title.size > 0.8 * usual.size)
        score += self._open(layout) - 8 * (each.type not in ("secHead", "title", "", "cust", "untitled"))
        score -= 4 * (each.type == "untitled")
        return score - self._foreign(each) - 9

    def closing(self, each: ReadLayout) -> float:
        """The last slide, where the template has a layout that says so."""
        layout = each.layout
        if layout.title is None or each is self.chosen or not CLOSING_NAMES.search(layout.name):
            return NEVER
        return (
            5 + self._open(layout) + 5 * (list(self.seen.samples[-1:]) == [layout.part]) - self._foreign(each)
        )

    def two(self, each: ReadLayout) -> float:
        """Two places of like size side by side."""
        layout = each.layout
        if layout.title is None or pair_of(layout, self.seen.size) is None or not _is_titled(each):
            return NEVER
        score = (
            20 + 8 * (each.type == "twoObj") - 6 * (each.type == "twoTxTwoObj") - 3 * len(self._lines(layout))
        )
        score -= 8 * bool(COMPARE_NAMES.search(layout.name)) + 6 * len(layout.pictures)
        return score + self._alike(layout) + self._usual(each)

    def captioned(self, each: ReadLayout) -> float:
        """A title, a large place for a picture, and one for its words at most."""
        layout = each.layout
        if layout.title is None or not _is_titled(each) or len(layout.pictures) != 1:
            return NEVER
        share = share_of(layout.pictures[0], self.seen.size)
        others = [p for p in layout.bodies if not is_line(p)]
        if share < LARGE or len(others) > 1:
            return NEVER
        score = 10 + 8 * (each.type == "picTx") + 20 * min(share, 0.5) + 4 * len(others)
        return score + self._usual(each) - 2 * (len(layout.bodies) - len(others))

    def told(self, each: ReadLayout, kind: LayoutKind) -> float:
        """Two places below each other, for somebody's words or a number."""
        if each is self.chosen or each.type in ("title", "secHead") or not told_in_two(each.layout, kind):
            return NEVER
        usual = self.chosen.layout.background if self.chosen else each.layout.background
        return 20 - 7 * (contrast(each.layout.background, usual) > 1.25) - self._foreign(each)

    def title_only(self, each: ReadLayout) -> float:
        """A title where the content's is, and nothing else."""
        layout = each.layout
        if layout.title is None or not _is_titled(each) or each.type in ("title", "secHead"):
            return NEVER
        if self._large(layout) or layout.pictures:
            return NEVER
        score = 14.0 * (each.type == "titleOnly") - 3 * len(layout.bodies) + self._alike(layout)
        score -= 12 * bool(SECTION_NAMES.search(layout.name) or COVER_NAMES.search(layout.name))
        return score + self._usual(each) - 8 * bool(CLOSING_NAMES.search(layout.name))

    def blank(self, each: ReadLayout) -> float:
        """Neither title nor places."""
        layout = each.layout
        if layout.title is not None or layout.bodies or layout.pictures:
            return NEVER
        if self._is_shown(each) or each.type.startswith("vert"):  # whose places are turned
            return NEVER
        return 20 + 8 * (each.type == "blank") + self._usual(each)

    def _is_shown(self, each: ReadLayout) -> bool:
        """True for a layout with words or art of its own where content stands: a slide that is complete as it is."""
        place = self.chosen.layout.bodies[0].box if self.chosen and self.chosen.layout.bodies else None
        if place is None or self.chosen is None:
            return bool(each.words)
        usual = [shape.bounds for shape in self.chosen.art]
        drawn = [shape.bounds for shape in each.art if shape.bounds not in usual and shape.fill is not None]
        return any(place.meets(box) for box in (*drawn, *(words.bounds for words in each.words)))

    # -- signs -------------------------------------------------------------------------------

    def _large(self, layout: SlideLayout) -> list[Placeholder]:
        words = [p for p in layout.bodies if p.type not in ONE_KIND]  # the others are made for one thing
        found = [p for p in words if share_of(p, self.seen.size) >= LARGE and not is_line(p)]
        return sorted(found, key=lambda p: -share_of(p, self.seen.size))

    def _lines(self, layout: SlideLayout) -> list[Placeholder]:
        return [p for p in layout.bodies if is_line(p) or share_of(p, self.seen.size) < LARGE / 2]

    def _open(self, layout: SlideLayout) -> float:
        """How much a layout looks like one that opens something: much room, a large title, another ground."""
        title = layout.title
        if title is None:
            return NEVER
        large = self._large(layout)
        is_content = bool(large) and large[0].type != "subTitle" and title.type != "ctrTitle"
        score = -22.0 * (len(large) > 1 or (is_content and large[0].box.y > title.box.y))
        score += 8 * (
            0.22 * self.seen.size[1] < title.box.y + title.box.height / 2 < 0.85 * self.seen.size[1]
        )
        usual = self.chosen.layout if self.chosen else None
        if usual and usual.title:
            score += 4 * (title.size > 1.15 * usual.title.size) + 3 * (
                title.box.height > 1.4 * usual.title.box.height
            )
            score += 4 * (contrast(layout.background, usual.background) > 1.25) + 2 * (
                layout.layers != usual.layers
            )
        return score

    def _alike(self, layout: SlideLayout) -> float:
        """How near its title is to that of the layout for content."""
        usual = self.chosen.layout.title if self.chosen else None
        if usual is None or layout.title is None:
            return 0.0
        one, other = layout.title.box, usual.box
        away = abs(one.x - other.x) + abs(one.y - other.y) + abs(one.width - other.width) / 2
        return 6 - min(16.0, away / 12) - 6 * (layout.title.size > 1.3 * usual.size)

    def _usual(self, each: ReadLayout) -> float:
        """On the ground that most layouts have, and of the first master."""
        grounds = Counter(one.layout.background for one in self.read)
        (most, _), *_ = grounds.most_common(1)
        usual = self.chosen.layout.background if self.chosen else most
        if self.chosen and is_dark(usual) != is_dark(each.layout.background):
            return NEVER  # what stands on it is set in the ink of the others
        return -7 * (contrast(each.layout.background, usual) > 1.25) - self._foreign(each)

    def _foreign(self, each: ReadLayout) -> float:
        """A layout of another master is taken where there is no other."""
        return 9.0 * (each.master != (self.chosen.master if self.chosen else self.seen.master))

    def _used(self, each: ReadLayout) -> int:
        return sum(part == each.layout.part for part in self.seen.samples)


def described(layouts: Mapping[LayoutKind, SlideLayout]) -> list[tuple[str, str]]:
    """Each purpose with the layout that serves it."""
    return [(kind.value, layout.name or layout.part) for kind, layout in layouts.items()]
