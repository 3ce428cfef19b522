"""Edited paragraphs of a slide in its source."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.inlines import Inlines, Run, plain_text, single_spaced
from deckgen.deck.slides import SlideKind
from deckgen.markdown.inlines import inline_text
from deckgen.markdown.style import Style, unclosed
from deckgen.patterns import regex
from deckgen.powerpoint.model import ShownParagraph
from deckgen.revisions.cover_values import is_shown
from deckgen.revisions.diagrams import diagram_around, say_otherwise
from deckgen.revisions.elements import add_element, is_among, with_words, without
from deckgen.revisions.flows import LANGUAGE, rename_box
from deckgen.revisions.footnotes import NOTE, as_note, is_referred_to_less, is_shared, remove_reference
from deckgen.revisions.front_values import KEY, is_value, with_value
from deckgen.revisions.headings import end_of_heading, without_title
from deckgen.revisions.lines import Lines, Prefix, hung, prefix_of, says, under
from deckgen.revisions.matching import Pairs, paired, said
from deckgen.revisions.patch import as_heading, has_new_looks, patched, same, same_paragraphs
from deckgen.revisions.prefixes import prefix_for, shift_below
from deckgen.revisions.reading import reads, words_in
from deckgen.revisions.renumber import outdent, renumber
from deckgen.revisions.section_titles import section_line
from deckgen.revisions.settling import plainly, settled_pairs
from deckgen.revisions.spoken import first_notes, keep_mark, means_more, remove_fence, rewritten, without_sign
from deckgen.revisions.units import EQUATION, SourceSlide, Unit, unit_text
from deckgen.revisions.verbatim import code_not_written, is_code, is_fenced

_SECTION = regex(r"---[ \t]+\S")
_HEADING = regex(
    r"(?P<head>[ \t]{0,3}#{1,6}[ \t]+|---[ \t]+)(?P<words>.*?)(?P<tail>[ \t]*(?:\{[^{}]*\})?[ \t]*#*)$"
)


class TextEdits(Struct):
    """Puts the paragraphs of edited shapes into the lines of a source."""

    lines: Lines
    style: Style
    dialect: str
    front: int
    """Lines of the front matter."""
    baked: bool
    """The edited file says of each run how it looks."""
    lost: list[str] = field(default_factory=list)
    """What could not be written, in words."""

    def edit(
        self, old: Sequence[ShownParagraph], new: Sequence[ShownParagraph], slide: SourceSlide, *, notes: bool = False,
        title: bool = False,
    ) -> None:  # fmt: skip
        """Make the source of `old` that of `new`, paragraphs of a shape (of a `title`), or of a slide's notes."""
        if is_code(old) and (is_code(new) or len(old) > 1):
            self.lost += code_not_written(self.lines, old, new, slide)
            return
        old, new = [each for each in old if said(each)], [each for each in new if said(each)]
        if notes and same_paragraphs(old, new):
            return
        if notes and new and not any(unit.kind.startswith("notes") for unit in slide.units):
            if slide.line <= self.front:  # it is made of the front matter, which has no place for them
                self.lost += [f"notes: {said(each)}" for each in new]
                return
            first_notes(self.lines, self.style, new, slide.foot(self.lines.base))
            return
        old, new, units = self._units(old, new, slide, notes=notes, title=title)
        is_other = len(old) != len(new) or any(map(means_more, new))
        if notes and is_other and rewritten(self.lines, units, old, new, self.style):
            return
        pairs = paired(old, new, notes=notes)
        known = [unit for unit in units if unit is not None]
        if known and all(unit.first <= self.front for unit in known):  # each has a key of its own
            units = [unit if unit and self._is_there(unit) else None for unit in units]
            in_order = [*zip_longest(range(len(old)), range(len(new)))]
            pairs = in_order if len(old) <= len(new) else pairs
        if any(unit is not None and not self._is_there(unit) for unit in units):
            self._lose(old, new, pairs)  # made from elsewhere, as an agenda is from the names of sections
            return
        gone = {said(old[i]): units[i] for i, j in pairs if j is None and i is not None}
        anchor = self._end(slide, notes=notes)
        if known:  # what is above a title would be the slide's before it
            anchor = known[0].last if known[0].kind == "title" else known[0].first - 1
        before: ShownParagraph | None = None
        beside: Unit | None = None
        now = settled_pairs(old, new, pairs, baked=self.baked)
        for i, j in pairs:
            if i is not None and j is not None:
                self._change(old[i], now[j], units[i], slide)
                beside = units[i] or beside
                anchor = beside.last if units[i] is not None and beside is not None else anchor
            elif i is not None:
                self._remove(old[i], units[i], slide)
            elif j is not None:
                more = plainly(new[j]) if self.baked else new[j]
                if not add_element(self.lines, beside, before, more):
                    self._insert(more, before, anchor, gone.get(said(more)), slide, notes=notes)
            before = new[j] if j is not None else before
        if any(each.marker == "number" for each in (*old, *new)) and not notes:
            renumber(self.lines, slide.first, slide.last)
        levels = [(old[i].level, new[j].level) for i, j in pairs if i is not None and j is not None]
        if not notes and (any(j is None for _, j in pairs) or any(a != b for a, b in levels)):
            outdent(self.lines, slide.line, slide.last, self.style.indent)
        if notes and (known_units := [unit for unit in units if unit is not None]):
            if new:
                keep_mark(self.lines, known_units, self._end(slide, notes=True))
            else:
                remove_fence(self.lines, known_units)

    # -- finding -------------------------------------------------------------------------------

    def _units(
        self, old: Sequence[ShownParagraph], new: Sequence[ShownParagraph], slide: SourceSlide,
        *, notes: bool, title: bool,
    ) -> tuple[Sequence[ShownParagraph], Sequence[ShownParagraph], list[Unit | None]]:  # fmt: skip
        """Where paragraphs stand, without those of a cover that are values of the front matter: these are written."""
        units = [self._unit(unit_text(each), slide, notes=notes, title=title) for each in old]
        if slide.slide.kind is not SlideKind.COVER or len(old) != len(new):
            return old, new, units
        lines, front = self.lines, self.front
        rest = [n for n, unit in enumerate(units) if not is_shown(old[n], new[n], unit, lines, front)]
        return [old[n] for n in rest], [new[n] for n in rest], [units[n] for n in rest]

    def _unit(self, text: str, slide: SourceSlide, *, notes: bool, title: bool) -> Unit | None:
        """Where a paragraph stands; None if it is nowhere as it is."""
        for unit in sorted(slide.units, key=lambda each: (each.kind == "title") != title):
            is_free = not unit.used or (title and unit.kind == "title")
            fits = unit.kind.startswith("notes") == notes and is_free
            told = without_sign(unit.text) if notes else unit.text
            # A footnote's number stands before it.
            if fits and (unit.text == text or told in (text, re.sub(r"^\d+ ", "", text))):
                unit.used = title or unit.kind != "title"
                return self._tight(self._placed(unit, slide))
        taken = () if title else slide.titles_of(text)
        near = [*range(slide.first, slide.last + 1), *range(min(self.front, slide.first - 1), 0, -1)]
        words = r"\s+".join(map(re.escape, text.split()))
        whole = re.compile(rf"(?<!\w){words}(?!\w)")
        line = next((n for n in near if n not in taken and says(self.lines.line(n), whole)), 0)
        return Unit(text, line, line, "part") if line else None

    def _is_there(self, unit: Unit) -> bool:
        """True if the lines of a paragraph have a word of its."""
        words = (
            re.findall(r"[^\W\d]+|\d+", unit.text)  # a note's number stands right behind a word
            if unit.kind in ("text", "item") and unit.text != EQUATION
            else ()
        )
        text = self.lines.text(unit.first, unit.last)
        return not words or any(word in text for word in words)

    def _lose(self, old: Sequence[ShownParagraph], new: Sequence[ShownParagraph], pairs: Pairs) -> None:
        """Say what of all that was edited has no place."""
        for i, j in pairs:
            before, after = "" if i is None else said(old[i]), "(deleted)" if j is None else said(new[j])
            if before != after:
                self.lost.append(f"{before} → {after}" if before else after)

    def _tight(self, unit: Unit) -> Unit:
        """Without the figures that stand in the lines below its words."""
        last = unit.last
        while last > unit.first and re.match(r"[ \t]*(?:!\[|$)", self.lines.line(last)):
            last -= 1
        return replace(unit, last=last)

    def _placed(self, unit: Unit, slide: SourceSlide) -> Unit:
        """A title that was said before stands there; what a cover says, in the front matter."""
        if unit.first <= self.front:
            there = (n for n in range(2, self.front) if is_value(self.lines.line(n), unit.text, self.dialect))
            return next((Unit(unit.text, n, n, "title") for n in there), unit)
        if unit.kind != "title" or unit.text in " ".join(self.lines.text(unit.first, unit.last).split()):
            return unit
        for number in (*range(unit.first, unit.first + 3), *range(unit.first - 1, 0, -1)):
            words = re.findall(r"\w+", unit.text)
            if (words and re.findall(r"\w+", self.lines.line(number))[-len(words) :] == words) or (
                unit.text and unit.text in self.lines.line(number)
            ):
                return Unit(unit.text, number, number, "title")
        return unit

    def _end(self, slide: SourceSlide, *, notes: bool) -> int:
        """The last line of a slide's text, or of its notes."""
        ends = [unit.last for unit in slide.units if unit.kind.startswith("notes") == notes]
        ends += [] if notes else [slide.line]
        return max(ends, default=slide.line)

    # -- changing ------------------------------------------------------------------------------

    def _change(
        self, old: ShownParagraph, new: ShownParagraph, unit: Unit | None, slide: SourceSlide
    ) -> None:
        is_same = same(old.inlines, new.inlines)
        is_list = bool(old.marker or new.marker) and (unit is None or unit.kind not in ("title", "part"))
        is_moved = is_list and (old.level, old.marker) != (new.level, new.marker)
        if is_moved and not new.marker:
            self.lost.append(f"no longer an item of a list: {said(new)}")
            is_moved = False
        if is_same and not is_moved:
            return
        if unit is None:
            self.lost.append(f"{said(old)} → {said(new)}")
            return
        text = self.lines.now(unit.first, unit.last)  # other paragraphs that stand there may have changed
        if unit.text == EQUATION:
            self._equation(text, new, unit)
            return
        if unit.kind == "part" and (diagram := diagram_around(self.lines, unit.first)):
            was, now = said(old), said(new)
            if was != now and diagram.language == LANGUAGE:
                rename_box(self.lines, diagram, was, now)
            elif has_new_looks(old.inlines, new.inlines) or not say_otherwise(self.lines, diagram, was, now):
                self.lost.append(f"{was} → {now}")
            return
        if not is_same:
            written = self._rewritten(text, old.inlines, new.inlines, unit)
            if written is None:
                self.lost.append(f"{said(old)} → {said(new)}")
                return
            text = written
        if is_moved:
            before = prefix_of(text)
            text = under(prefix_for(new, unit.first, slide, self.lines, self.style), text)
            if old.level == new.level:  # another sign, below which its own items stand farther in
                shift_below(self.lines, unit.last, slide.last, before, prefix_of(text).width - before.width)
        self.lines.replace(unit.first, unit.last, text)

    def _equation(self, text: str, new: ShownParagraph, unit: Unit) -> None:
        """Another formula between the signs that its author has put around it."""
        latex = "".join(
            item.marks.math.latex for item in new.inlines if isinstance(item, Run) and item.marks.math
        )
        match = re.fullmatch(r"(\s*(?:\$\$|\\\[)\s*).*?(\s*(?:\$\$|\\\])[^$]*)", text, re.DOTALL)
        if latex and match:
            self.lines.replace(unit.first, unit.last, match[1] + latex + match[2])
        else:
            self.lost.append(said(new))

    def _rewritten(self, text: str, old: Inlines, new: Inlines, unit: Unit) -> str | None:
        """The source of a paragraph with other words in it."""
        if unit.first <= self.front:
            return with_value(text, new, self.style)
        if note := NOTE.match(text):
            words = self._rewritten(text[note.end() :], as_note(old), as_note(new), unit)
            return words and note[0] + words
        before, after = (single_spaced(plain_text(each)) for each in (old, new))
        known = reads(text, old, self.dialect)
        if f'"{before}"' in text:  # an attribute, or a picture's caption: it has no marks
            sign = "'" if '"' in after else '"'
            is_plain = sign not in after and not has_new_looks(old, new)
            written = text.replace(f'"{before}"', f"{sign}{after}{sign}", 1)
            if not (known and is_plain) or reads(written, new, self.dialect):
                return written if is_plain else None
        if _SECTION.match(text) and unit.kind == "title":
            return section_line(text, old, new, self.style)
        value = KEY.fullmatch(text) if unit.kind == "part" and is_fenced(self.lines, unit.first) else None
        if value and value["words"].strip("\"' ") == before:
            return None if has_new_looks(old, new) else with_value(text, new, None)  # of a chart's
        if _HEADING.match(text):  # one below a title is bold by itself
            old, new = as_heading(old), as_heading(new)
            known = reads(text, old, self.dialect)
        found = patched(text, old, new, self.style)
        if found and text == text.rstrip():
            found = found.rstrip()
        if found and "\n" not in text and _HEADING.match(text):
            found = found.replace("\\\n", "<br>")
        if (
            found
            and (closed := re.fullmatch(r"([ \t]{0,3}#{1,6}[ \t].*[ \t])(#+)", found))
            and not text.endswith("#")
        ):
            found = f"{closed[1]}\\{closed[2]}"
        # Of a text of which it is a part, marks may not become words.
        says_so = (
            known or before != after or words_in(found or "", self.dialect) == words_in(text, self.dialect)
        )
        if found is not None and says_so and (not known or reads(found, new, self.dialect)):
            return found
        if known != 1:  # nothing, or others stand there, too
            return None
        heading = _HEADING.match(text) if unit.kind == "title" or text.lstrip().startswith("#") else None
        if heading:
            # A heading is one line.
            words = inline_text(new, self.style, starts=False).replace("\\\n", "<br>")
            return heading["head"] + unclosed(words) + heading["tail"]
        if "</" in text and (inside := with_words(text, old, new)):
            return inside if reads(inside, new, self.dialect) else None
        return hung(prefix_of(text), inline_text(new, self.style))

    def _remove(self, old: ShownParagraph, unit: Unit | None, slide: SourceSlide) -> None:
        text = "" if unit is None else self.lines.text(unit.first, unit.last)
        is_element = text.lstrip().startswith("<") and unit is not None and is_among(unit.text, text)
        if unit is not None and unit.kind == "title" and is_element:
            unit = replace(unit, kind="part")
        elif unit is not None and unit.kind not in ("title", "part"):
            # Both in one element, and what it heads; or in one of several that begin slides of their own.
            count = reads(text, old.inlines, self.dialect)
            alone = count == 1 or (not count and not is_among(unit.text, text))
            unit = unit if alone else replace(unit, kind="part")
        if unit is None:
            self.lost.append(f"{said(old)} → (deleted)")
        elif unit.kind == "title" and (last := end_of_heading(self.lines, unit)):
            kept = without_title(self.lines.line(unit.first))
            is_apart = slide.rule or slide.opens or kept.startswith("#")
            parts = () if is_apart else ("---",)
            if parts or kept:
                self.lines.replace(unit.first, last, "\n\n".join(filter(None, (*parts, kept))))
            else:
                self.lines.remove(unit.first, last)
        elif unit.first <= self.front:
            match = KEY.fullmatch(self.lines.line(unit.first))
            value = " ".join(match["words"].strip("\"' ").split()) if match else ""
            if match and value == unit.text and not match["head"].startswith("title"):
                self.lines.changed[unit.first] = []
            else:
                self.lost.append(f"{said(old)} → (deleted)")
        elif unit.kind == "part" and diagram_around(self.lines, unit.first):
            self.lost.append(f"{said(old)} → (deleted)")  # what is to become of its arrows, nobody says
        elif unit.kind == "part" and not self.lines.now(unit.first, unit.last):
            pass  # its line is gone
        elif unit.kind == "part":
            text = self.lines.now(unit.first, unit.last)
            left = without(text, unit.text)
            if left is None:
                self.lost.append(f"{said(old)} → (deleted)")
            elif re.search(r"\w", re.sub(r"<[^<>]*>|^Table:\s*$", "", left)):
                self.lines.replace(unit.first, unit.last, left)
            else:
                self.lines.remove(unit.first, unit.last)
        elif (note := NOTE.match(self.lines.line(unit.first))) and is_shared(self.lines, note["label"]):
            if not is_referred_to_less(self.lines, note["label"]):  # it stands on other slides, too
                self.lost.append(f"{said(old)} → (deleted)")
        elif note and not remove_reference(self.lines, note["label"]):
            self.lost.append(f"{said(old)} → (deleted)")
        else:
            self.lines.remove(unit.first, unit.last)

    def _insert(
        self, new: ShownParagraph, before: ShownParagraph | None, anchor: int, moved: Unit | None, slide: SourceSlide,
        *, notes: bool,
    ) -> None:  # fmt: skip
        """A paragraph behind a line; `moved` is where it stood, if it did."""
        if anchor <= self.front or anchor > len(self.lines.base) or is_fenced(self.lines, anchor):
            self.lost.append(said(new))
            return
        text = (
            self.lines.text(moved.first, moved.last)
            if moved is not None
            else inline_text(new.inlines, self.style)
        )
        if new.marker:
            prefix = prefix_for(new, anchor, slide, self.lines, self.style)
            written = under(prefix, text) if moved is not None else hung(prefix, text)
            starts = before is None or not before.marker
            behind = not self.lines.line(anchor + 1).strip() and bool(
                prefix_of(self.lines.line(anchor + 2)).sign
            )
            if starts and behind and self.lines.line(anchor).strip():
                anchor += 1  # a list is there already
            apart = starts or self._is_loose(slide) or self.lines.line(anchor).lstrip().startswith("<")
            blank = [""] if apart and not self._is_blank_behind(anchor) else []
            self.lines.insert(anchor, [*blank, *written.split("\n"), *self.lines.apart(anchor, "")])
            return
        outer = prefix_of(self.lines.line(anchor)).indent if ">" in self.lines.line(anchor) else ""
        if (
            before is not None and not before.marker
        ):  # it goes on in an item that is none in the file, as a card is
            outer = self._hang(anchor, slide) or outer
        bare = hung(Prefix(outer, ""), text if moved is None else textwrap.dedent(text))
        self.lines.insert(
            anchor,
            [outer.rstrip(), *bare.split("\n"), *self.lines.apart(anchor, outer.rstrip())]
            if self.lines.line(anchor).strip()
            else [*bare.split("\n"), ""],
        )

    def _hang(self, line: int, slide: SourceSlide) -> str:
        """What stands before the words of a further paragraph of the item at that line."""
        item = next((u for u in slide.units if u.kind == "item" and u.first <= line <= u.last), None)
        prefix = prefix_of(self.lines.line(item.first)) if item is not None else Prefix("", "")
        return prefix.indent + " " * (prefix.width - len(prefix.indent)) if prefix.sign else ""

    def _is_loose(self, slide: SourceSlide) -> bool:
        """True for a slide between whose items there are blank lines."""
        items = [unit for unit in slide.units if unit.kind == "item"]
        return any(
            one.last + 2 == two.first and not self.lines.line(two.first - 1).strip()
            for one, two in pairwise(items)
        )

    def _is_blank_behind(self, anchor: int) -> bool:
        """True if what is new behind a line begins behind a blank one."""
        lines = self.lines.after.get(anchor) or [self.lines.line(anchor)]
        return not lines[-1].strip()
