"""The slides of an edited source in their new order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from deckgen.deck.inlines import plain_text
from deckgen.deck.slides import Slide, SlideKind
from deckgen.deck.walk import texts_of
from deckgen.patterns import regex
from deckgen.revisions.lines import Lines
from deckgen.revisions.units import SECTION, SourceSlide

HEADING = regex(r"[ \t]{0,3}#{1,6}[ \t]")
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
        """The slides in their new order, those that stay behind what stood before them; where they are as they were if
        a text so ordered does not hold them, each by itself."""
        lines = self.lines
        first = min(
            (each.first for each in self.slides if each.first > self.front), default=len(lines.base) + 1
        )
        above = lines.stretch(1, first - 1)
        kept = [each for each in order if isinstance(each, NewSlide) or each.first >= first]
        if kept == [each for each in self.slides if each.first >= first]:
            return above + lines.stretch(first, len(lines.base))
        found = self._ordered(kept, above, first)
        if self._holds("\n".join(found), kept):
            return found
        self.left_out.append(
            (0, "slides that are new, gone or elsewhere: they would be read as others there")
        )
        self.left_out += [(0, each.text) for each in kept if isinstance(each, NewSlide)]
        return above + lines.stretch(first, len(lines.base))

    def _holds(self, text: str, order: Sequence[SourceSlide | NewSlide]) -> bool:
        """True if a text is read as these slides: each by itself, and those that nobody has edited with what they are
        called, stand on and have for notes."""
        first = min((each.line for each in self.slides if each.first > self.front), default=0)
        made = sum(each.line < first for each in self.slides)
        read = self.again(text)[made:]
        looked = {slide.line: _looks(slide) for slide in self.again("\n".join(self.lines.base))}
        return len(read) == len(order) and all(
            isinstance(each, NewSlide) or self._is_edited(each) or looked.get(each.line) == _looks(slide)
            for each, slide in zip(order, read, strict=True)
        )

    def _is_edited(self, source: SourceSlide) -> bool:
        lines = range(source.first, source.last + 1)
        return any(number in self.lines.changed or number in self.lines.after for number in lines)

    def _ordered(self, kept: Sequence[SourceSlide | NewSlide], above: list[str], first: int) -> list[str]:
        found, is_begun = list(above), False
        for each in self._with_heads(kept, first):
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
        is_bare = not HEADING.match(next(filter(str.strip, part), ""))  # nothing else parts it from the last
        return self.usual_rule if 2 * len(parted) > len(own) - 1 or is_bare else ""

    @property
    def usual_rule(self) -> str:
        """The line that parts most slides."""
        rules = [self.lines.line(slide.rule).strip() for slide in self.slides if slide.rule]
        return max(rules, key=rules.count) if rules else "---"

    def _with_heads(
        self, kept: Sequence[SourceSlide | NewSlide], first: int
    ) -> list[SourceSlide | NewSlide | list[str]]:
        """The slides, and of those that are gone what others need: the line that opens their section, and addresses and
        notes that are told by names."""
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
            if (
                SECTION.match(self.lines.line(slide.line))
                and behind
                and not SECTION.match(self.lines.line(behind.line))
            ):
                section = self.lines.line(slide.line)
                found.insert(found.index(behind), [section])
                if slide.slide.kind is SlideKind.SECTION:
                    self.left_out.append((0, f"`{section}` stays: slides of its section do"))
            named = [line for line in lines if (name := _NAMED.match(line)) and _is_used(name[0], stays)]
            found += [named] if named else []
        return found


def _looks(slide: Slide) -> object:
    """What of a slide does not hang on its place among others."""
    notes = [plain_text(text) for text in texts_of(slide.notes)]
    ground = slide.background
    stands_on = (ground.color, [each.figure.target for each in ground.pictures]) if ground else None
    return plain_text(slide.title), slide.layout, stands_on, slide.classes, notes


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
