"""The slides of an edited source in their new order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from deckgen.deck.slides import SlideKind
from deckgen.patterns import regex
from deckgen.revisions.lines import Lines
from deckgen.revisions.units import SourceSlide

HEADING = regex(r"[ \t]{0,3}#{1,6}[ \t]")
BREAK = regex(r"---[ \t]*")
_SETTINGS = regex(r"^---[ \t]*\n(?:[\w-]+:.*\n)+---[ \t]*$", re.MULTILINE)
_SECTION = regex(r"---[ \t]+\S")
_NAMED = regex(r"[ \t]{0,3}\*?\[[^\]]+\]:")


class Assembly(Struct):
    """The lines of a source, and what of them is whose."""

    lines: Lines
    front: int
    """Lines of front matter."""
    slides: Sequence[SourceSlide]
    left_out: list[tuple[int, str]]

    def text(self, order: Sequence[SourceSlide | str]) -> list[str]:
        """The slides in their new order, those that stay behind what stood before them."""
        lines = self.lines
        first = min(
            (each.first for each in self.slides if each.first > self.front), default=len(lines.base) + 1
        )
        found = lines.stretch(1, first - 1)
        kept = [each for each in order if isinstance(each, str) or each.first >= first]
        in_place = kept == [each for each in self.slides if each.first >= first]
        if not in_place and _SETTINGS.search("\n".join(lines.base[self.front :])):
            self.left_out.append(
                (0, "slides that are new, gone or elsewhere: here each has settings of its own above it")
            )
            self.left_out += [(0, text) for text in kept if isinstance(text, str)]
            in_place = True
        if in_place:
            return found + lines.stretch(first, len(lines.base))
        for each in self._with_heads(kept, first):
            part = [each] if isinstance(each, str) else trimmed(lines.stretch(each.first, each.last))
            part = [line for text in part for line in text.split("\n")]
            named = re.match(r"---[ \t]+\S", part[0]) if part else None
            if found and part:
                while found and not found[-1].strip():
                    found.pop()
                is_open = len(found) <= self.front or _SECTION.match(found[-1]) or _NAMED.match(part[0])
                is_parted = self._has_break(each) if isinstance(each, SourceSlide) else None
                bare = is_parted is None and not HEADING.match(part[0])  # nothing else parts it from the last
                parted = self._breaks_are_usual() if is_parted is None else is_parted
                found += [""] if is_open or named or not (parted or bare) else ["", "---", ""]
            found += part
        return [*found, ""]

    def _has_break(self, slide: SourceSlide) -> bool | None:
        """Whether a slide is parted by a line from what stands before it; None if nothing does."""
        lines, at = self.lines.base, slide.first - 1
        while at > self.front and not lines[at - 1].strip():
            at -= 1
        if at <= self.front:
            return None
        return bool(BREAK.fullmatch(lines[at - 1]) or BREAK.fullmatch(lines[slide.first - 1]))

    def _breaks_are_usual(self) -> bool:
        """True if most slides are parted by lines."""
        found = [each for slide in self.slides if (each := self._has_break(slide)) is not None]
        return 2 * sum(found) > len(found)

    def _with_heads(self, kept: Sequence[SourceSlide | str], first: int) -> list[SourceSlide | str]:
        """The slides, and of those that are gone what others need: the line that opens their section, and addresses and
        notes that are told by names."""
        found = list(kept)
        stays = "\n".join(
            each if isinstance(each, str) else "\n".join(self.lines.stretch(each.first, each.last))
            for each in kept
        ).casefold()
        for at, slide in enumerate(own := sorted(self.slides, key=lambda each: each.first)):
            if slide.first < first or slide in kept:
                continue
            lines = [self.lines.line(number) for number in range(slide.first, slide.last + 1)]
            behind = next((each for each in own[at + 1 :] if each in kept), None)
            if (
                _SECTION.match(self.lines.line(slide.line))
                and behind
                and not _SECTION.match(self.lines.line(behind.line))
            ):
                section = self.lines.line(slide.line)
                found.insert(found.index(behind), section)
                if slide.slide.kind is SlideKind.SECTION:
                    self.left_out.append((0, f"`{section}` stays: slides of its section do"))
            named = [line for line in lines if (name := _NAMED.match(line)) and _is_used(name[0], stays)]
            found += ["\n".join(named)] if named else []
        return found


def _is_used(opening: str, text: str) -> bool:
    """True if something still refers to what begins so: `[name]:`; what `*[name]:` says holds for words as they are."""
    return opening.lstrip().startswith("*") or opening.strip().removesuffix(":").casefold() in text


def trimmed(lines: Sequence[str]) -> list[str]:
    """A slide's lines without what parts it from the next."""
    found = list(lines)
    while found and (not found[-1].strip() or BREAK.fullmatch(found[-1])):
        found.pop()
    while found and (not found[0].strip() or BREAK.fullmatch(found[0])):
        found.pop(0)
    return found
