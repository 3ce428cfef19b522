"""The slides of an edited source in their new order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from deckgen.deck.inlines import plain_text
from deckgen.deck.slides import Slide
from deckgen.deck.walk import texts_of
from deckgen.patterns import regex
from deckgen.revisions.lines import Lines
from deckgen.revisions.units import SECTION, SourceSlide

HEADING = regex(r"[ \t]{0,3}#{1,6}[ \t]")
_UNDERLINE = regex(r"[ ]{0,3}(?:=+|-+)[ \t]*")
BREAK = regex(r"---[ \t]*")
_NAMED = regex(r"[ \t]{0,3}\*?\[[^\]]+\]:")
_SETTING = regex(r"[A-Za-z][\w-]*:(?:\s|$)")


class NewSlide(Struct):
    """A slide that is in no source yet."""

    text: str
    rule: str = ""
    """The line that is to part it from what stands above; nothing for what is usual."""


class Assembly(Struct):
    """The lines of a source, and what of them is whose."""

    lines: Lines
    front: int
    """Lines of front matter."""
    slides: Sequence[SourceSlide]
    left_out: list[tuple[int, str]]
    again: Callable[[str], Sequence[Slide]]
    """The slides that another text in place of the source would be read as."""

    def text(self, order: Sequence[SourceSlide | NewSlide]) -> list[str]:
        """The slides in their new order, those that stay behind what stood before them. Of a text that would not
        hold them so, each by itself, what can be had: without moves, without new ones, or as it was."""
        lines = self.lines
        first = min(
            (each.first for each in self.slides if each.first > self.front), default=len(lines.base) + 1
        )
        above = lines.stretch(1, first - 1)
        kept = [each for each in order if isinstance(each, NewSlide) or each.first >= first]
        cover = self.slides[0] if self.slides and self.slides[0].first < first else None
        if cover in order[1:]:
            self.left_out.append((0, "the slide that metadata make stays the first"))
        own = [each for each in self.slides if each.first >= first]
        if kept == own:
            return above + lines.stretch(first, len(lines.base))
        before = {each.line: each for each in self.again("\n".join(lines.base))}
        for tried, what in (
            (kept, ""),
            (self._parted(kept), ""),
            (_in_place(kept, own), "elsewhere"),
            (self._parted(_in_place(kept, own)), "elsewhere"),
            (_gone(kept, own), "new or elsewhere"),
        ):
            if (found := self._tried(tried, first, above, before)) is not None:
                self._tell(what, kept, tried)
                return found
        return self._one_by_one(kept, own, first, above, before)

    def _parted(self, order: Sequence[SourceSlide | NewSlide]) -> list[SourceSlide | NewSlide]:
        """The slides, with a rule above each that is new."""
        return [
            NewSlide(f"\n{each.text}", self.usual_rule)
            if isinstance(each, NewSlide) and not each.rule
            else each
            for each in order
        ]

    def _tried(
        self,
        kept: Sequence[SourceSlide | NewSlide],
        first: int,
        above: list[str],
        before: Mapping[int, Slide],
    ) -> list[str] | None:
        """The lines of these slides; None if they would be read as others. A section whose line alone would be a slide
        goes with its first one, for nothing or a rule in its place."""
        for instead in (None, "", self.usual_rule):
            told = len(self.left_out)
            whole = self._with_heads(kept, first, instead)
            found = self._ordered(whole, above)
            slides = [each for each in whole if not isinstance(each, list)]
            others = self._others("\n".join(found), slides, before)
            if others is not None:
                self.left_out += [(0, f"`{each}` looks as slides at its new place do") for each in others]
                return found
            del self.left_out[told:]
        return None

    def _one_by_one(
        self, kept: Sequence[SourceSlide | NewSlide], own: Sequence[SourceSlide], first: int, above: list[str],
        before: Mapping[int, Slide],
    ) -> list[str]:  # fmt: skip
        """Without each slide that is gone and that others do without."""
        left, found = list(own), above + self.lines.stretch(first, len(self.lines.base))
        for gone in own:
            if gone in kept:
                continue
            tried = self._tried([each for each in left if each is not gone], first, above, before)
            if tried is None:
                name = plain_text(gone.slide.title) or f"the slide of line {gone.line}"
                self.left_out.append((0, f"`{name}` stays: without it others would be read otherwise"))
            else:
                left, found = [each for each in left if each is not gone], tried
        what = "new or elsewhere" if len(left) < len(own) else "new, gone or elsewhere"
        is_moved = [each for each in kept if each in left] != [each for each in left if each in kept]
        if is_moved or any(isinstance(each, NewSlide) for each in kept) or len(left) == len(own):
            self._tell(what, kept, left)
        return found

    def _tell(
        self, what: str, asked: Sequence[SourceSlide | NewSlide], kept: Sequence[SourceSlide | NewSlide]
    ) -> None:
        if what:
            self.left_out.append((0, f"slides that are {what}: they would be read as others there"))
        there = [each.text.lstrip() for each in kept if isinstance(each, NewSlide)]
        new = (each.text for each in asked if isinstance(each, NewSlide))
        self.left_out += [(0, text) for text in new if text.lstrip() not in there]

    def _others(
        self, text: str, order: Sequence[SourceSlide | NewSlide], before: Mapping[int, Slide]
    ) -> list[str] | None:
        """What slides are called that look otherwise in a text than `before`, as by classes that hold from a line on.

        None if it is not read as these slides, each by itself: with what those that nobody has edited are called, the
        layouts they have, and their notes.
        """
        first = min((each.line for each in self.slides if each.first > self.front), default=0)
        covers = [each for each in self.slides if each.line < first]
        shown = self.again(text)
        made, read = shown[: len(covers)], shown[len(covers) :]
        of_heading = (each for each in zip(covers, made, strict=False) if not each[0].line)
        if len(read) != len(order) or any(not self._is_same_cover(*each) for each in of_heading):
            return None
        found: list[str] = []
        for each, slide in zip(order, read, strict=True):
            if isinstance(each, NewSlide) or self._is_edited(each):
                continue
            old = before.get(each.line)
            if old is None or _says(old) != _says(slide):
                return None
            if _stands_on(old) != _stands_on(slide):
                found.append(plain_text(slide.title))
        return found

    def _is_same_cover(self, cover: SourceSlide, slide: Slide) -> bool:
        """True if a cover that is made of the first heading says the same, or what that has been edited to."""
        head = next(
            (each for each in self.slides if each.slide.title == cover.slide.title and each.line), None
        )
        return (head is not None and self._is_edited(head)) or _says(cover.slide) == _says(slide)

    def _is_edited(self, source: SourceSlide) -> bool:
        lines = range(source.first, source.last + 1)
        return any(number in self.lines.changed or number in self.lines.after for number in lines)

    def _ordered(self, whole: Sequence[SourceSlide | NewSlide | list[str]], above: list[str]) -> list[str]:
        found, is_begun = list(above), False
        for each in whole:
            part = self._lines_of(each)
            while found and part and not found[-1].strip():
                found.pop()
            rule = self._rule(each, part, found) if part and found and is_begun else ""
            is_begun = is_begun or bool(part)
            stands_so = bool(rule) and not isinstance(each, list) and bool(each.rule)
            if stands_so or (rule and _SETTING.match(part[0])):  # what tools read right below a rule
                found += ["", rule, *part]
            elif part:
                found += [*([""] if found else []), *([rule, ""] if rule else []), *trimmed(part)]
        return [*found, ""]

    def _lines_of(self, each: SourceSlide | NewSlide | list[str]) -> list[str]:
        """The lines of a slide as they are now, without empty ones below."""
        if isinstance(each, list):
            return each
        lines = (
            each.text.split("\n")
            if isinstance(each, NewSlide)
            else "\n".join(self.lines.stretch(each.first, each.last)).split("\n")
        )
        while lines and not lines[-1].strip():
            lines.pop()
        return lines

    def _rule(
        self, each: SourceSlide | NewSlide | list[str], part: Sequence[str], found: Sequence[str]
    ) -> str:
        """The line that parts a slide from what is `found` above it; nothing if none has to."""
        named = SECTION.match(part[0]) or _NAMED.match(part[0])
        if named or isinstance(each, list) or SECTION.match(found[-1]):
            return ""
        if isinstance(each, NewSlide) and each.rule:
            return each.rule
        if isinstance(each, SourceSlide) and each.rule:
            return self.lines.line(each.rule).strip()
        own = [slide for slide in self.slides if slide.first > self.front]
        is_first = isinstance(each, SourceSlide) and each.line == min(slide.line for slide in own)
        if isinstance(each, SourceSlide) and not is_first:
            return ""
        parted = [slide for slide in own if slide.rule]
        is_bare = not (HEADING.match(part[0]) or _UNDERLINE.fullmatch(next(iter(part[1:]), "")))
        # then nothing else parts it from the last
        return self.usual_rule if 2 * len(parted) > len(own) - 1 or is_bare else ""

    @property
    def usual_rule(self) -> str:
        """The line that parts most slides."""
        rules = [self.lines.line(slide.rule).strip() for slide in self.slides if slide.rule]
        return max(rules, key=rules.count) if rules else "---"

    def _with_heads(
        self, kept: Sequence[SourceSlide | NewSlide], first: int, instead: str | None
    ) -> list[SourceSlide | NewSlide | list[str]]:
        """The slides, and of those that are gone what others need: the line that opens their section, or what
        stands `instead` of it, and addresses and notes that are told by names."""
        found: list[SourceSlide | NewSlide | list[str]] = list(kept)
        stays = "\n".join(
            each.text if isinstance(each, NewSlide) else "\n".join(self.lines.stretch(each.first, each.last))
            for each in kept
        ).casefold()
        for at, slide in enumerate(own := sorted(self.slides, key=lambda each: each.first)):
            if slide.first < first or slide in kept:
                continue
            lines = [self.lines.line(number) for number in range(slide.first, slide.last + 1)]
            behind = next((each for each in own[at + 1 :] if each in kept), None)
            if behind and self._opens_section(slide) and not self._opens_section(behind):
                found.insert(found.index(behind), self._head(slide, instead))
            named = [line for line in lines if (name := _NAMED.match(line)) and _is_used(name[0], stays)]
            found += [named] if named else []
        return found

    def _opens_section(self, slide: SourceSlide) -> bool:
        return SECTION.match(self.lines.line(slide.line)) is not None

    def _head(self, slide: SourceSlide, instead: str | None) -> list[str]:
        """What stays of the line that opens a section, for the slides behind the one that is gone."""
        if instead is None:
            return [self.lines.line(slide.line)]
        name = plain_text(slide.slide.title)
        self.left_out.append((0, f"the section `{name}` is gone with its first slide"))
        return [instead] if instead else []


def _in_place(
    kept: Sequence[SourceSlide | NewSlide], own: Sequence[SourceSlide]
) -> Sequence[SourceSlide | NewSlide]:
    """Those that are kept where they were, and new ones behind what they are to stand behind."""
    found = list[SourceSlide | NewSlide](_gone(kept, own))
    for at, each in enumerate(kept):
        if isinstance(each, NewSlide):
            found.insert(found.index(kept[at - 1]) + 1 if at else 0, each)
    return found


def _gone(kept: Sequence[SourceSlide | NewSlide], own: Sequence[SourceSlide]) -> Sequence[SourceSlide]:
    return [each for each in own if each in kept]


def _says(slide: Slide) -> object:
    """What of a slide does not hang on its place among others."""
    return plain_text(slide.title), slide.layout, [plain_text(text) for text in texts_of(slide.notes)]


def _stands_on(slide: Slide) -> object:
    ground = slide.background
    pictures = [each.figure.target for each in ground.pictures] if ground else []
    return ground.color if ground else None, pictures, slide.classes


def _is_used(opening: str, text: str) -> bool:
    """True if something still refers to what begins so: `[name]:`; what `*[name]:` says holds for words as they are."""
    return opening.lstrip().startswith("*") or opening.strip().removesuffix(":").casefold() in text


def trimmed(lines: Sequence[str]) -> list[str]:
    """Lines without empty ones around them."""
    found = list(lines)
    while found and not found[-1].strip():
        found.pop()
    while found and not found[0].strip():
        found.pop(0)
    return found
