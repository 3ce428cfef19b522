"""Cross-references: figures, tables and formulas with a name are numbered, and `@fig-name` leads to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from deckgen.deck.blocks import (
    Block,
    Callout,
    CodeBlock,
    Columns,
    Component,
    Definitions,
    Equation,
    Figure,
    Fragment,
    ListBlock,
    Paragraph,
    Quotation,
    Table,
)
from deckgen.deck.inlines import Inline, Inlines, Marks, Run, merge_runs, plain_text, without_pictures
from deckgen.deck.kinds import word_for
from deckgen.deck.slides import Slide, keyed
from deckgen.deck.walk import map_inlines, map_leaves
from deckgen.patterns import regex
from deckgen.readers.callouts import KIND_NAMES, name_in
from deckgen.readers.context import ReadContext
from deckgen.readers.reference_names import CALLOUTS, NAME, REFERRED, kind_of
from deckgen.readers.slice_model import Placed
from deckgen.source import Span

_REFERENCE = regex(
    rf"\[(?P<several>[^\[\]]{{0,300}}?@{REFERRED}[^\[\]]{{0,300}})\]|(?<![\w/.])(?P<sign>-?)@(?P<name>{REFERRED})"
)
_ONE = regex(rf"(-?)@({REFERRED})")


_LABEL = regex(rf"[ \t]*\{{#(?P<name>{NAME})\}}")


class _Words(Struct, frozen=True):
    """What things are called, in the deck's language or as its author says."""

    lang: str
    said: Mapping[str, str]

    def title(self, kind: str) -> str:
        """Where it stands."""
        if kind in CALLOUTS:
            return name_in(CALLOUTS[kind], self.lang)
        return self._own(kind, "title", "Title") or word_for(kind, self.lang)

    def prefix(self, kind: str) -> str:
        """Where something refers to it."""
        return self._own(kind, "prefix", "Prefix") or self.title(kind)

    def _own(self, kind: str, here: str, there: str) -> str:
        """What `crossref: {fig-title: Abb.}` says, or `figureTitle: Abb.`; of several (for one, for more) the first."""
        long = (
            {"fig": "figure", "tbl": "table", "lst": "listing"}.get(kind, kind) if here == "title" else kind
        )
        names = f"crossref.{kind}-{here}", f"{'eqn' if long == 'eq' else long}{there}"
        return next(
            (said.partition(",")[0].strip() for name in names if (said := self.said.get(name, ""))), ""
        )


class _Target(Struct, frozen=True):
    """What a name stands for."""

    kind: str
    number: str
    """A section's is its title."""
    slide: str


def refer(slides: Sequence[Placed], context: ReadContext) -> None:
    """Number what has a name, and make links of the references to it."""
    kind = context.dialect.references
    asked = re.compile(rf"@{REFERRED}") if kind == "asked" else re.compile(rf"[#@]{REFERRED}")
    if not kind or not asked.search(context.source.text):
        return
    words = _Words(context.front.values.get("lang", ""), context.front.texts)
    counter = _Counter(words=words, counts={}, targets={})
    for one in slides:
        counter.slide = one.slide.id
        title = plain_text(without_pictures(one.slide.title))
        counter.targets.setdefault(one.slide.id, _Target("sec", title, one.slide.id))
        groups = tuple(
            replace(group, blocks=tuple(map(counter.block, group.blocks))) for group in one.slide.groups
        )
        one.slide = replace(one.slide, groups=groups)
    linker = _Linker(words, counter.targets)
    for one in slides:
        one.slide = keyed(linker.slide(one.slide))
        while linker.unknown:
            name = linker.unknown.pop()
            where = Span(one.slide.line, end_line=len(context.source.lines))
            where = context.source.find(f"@{name}", where)
            context.report("unknown-reference", "warning", f"nothing here is called `{name}`", where)


class _Counter(Struct):
    """Counts the things of each kind."""

    words: _Words
    counts: dict[str, int]
    targets: dict[str, _Target]
    slide: str = ""
    parts: int = 0
    """Of the figure that is being counted: how many there were."""

    def block(self, block: Block) -> Block:
        """The block with the numbers in it."""
        match block:
            case Figure() | Table() if block.part_of:
                return self._part(block)
            case Figure() | Table() if kind_of(block.name):
                number = self._next(block.name)
                return replace(block, caption=self._caption(block.name, number, block.caption))
            case Equation() if kind_of(block.name):
                return replace(block, number=self._next(block.name, block.number))
            case Paragraph() if block.name:  # the caption of a figure of several parts
                number = self._next(block.name)
                return replace(block, inlines=self._caption(block.name, number, block.inlines))
            case CodeBlock() if kind_of(block.name):
                label = self._label(block.name, self._next(block.name))
                return replace(block, title=f"{label}{self._colon()}{block.title}" if block.title else label)
            case Callout() if kind_of(block.name):
                block = replace(block, title=self._callout_title(block))
                return replace(block, blocks=tuple(map(self.block, block.blocks)))
            case Columns():
                return replace(block, columns=tuple(tuple(map(self.block, each)) for each in block.columns))
            case Callout() | Fragment() | Component():
                return replace(block, blocks=tuple(map(self.block, block.blocks)))
            case ListBlock() | Quotation() | Definitions():
                return map_leaves((block,), self.block)[0]
            case Paragraph() if "{#" in plain_text(block.inlines):
                return replace(block, inlines=self._in_line(block.inlines))
            case _:
                return block

    def _in_line(self, inlines: Inlines) -> Inlines:
        """Running text in which formulas have names (`$$x$$ {#eq-mass}`): their numbers stand behind them."""
        found: list[Inline] = []
        for item in inlines:
            match = _LABEL.match(item.text) if isinstance(item, Run) else None
            before = found[-1] if found else None
            if match and isinstance(item, Run) and isinstance(before, Run) and before.marks.math:
                number = self._next(match["name"])
                item = Run(f"\u00a0({number}){item.text[match.end() :]}", item.marks)
            found.append(item)
        return tuple(found)

    def _part(self, figure: Figure | Table) -> Figure | Table:
        """One of several figures or tables under one caption: `(a)`, `(b)`."""
        whole = self.targets.get(figure.part_of)
        if whole is None:
            self._next(figure.part_of)
            whole, self.parts = self.targets[figure.part_of], 0
        letter = f"({chr(ord('a') + min(self.parts, 25))})"
        self.parts += 1
        self.targets[figure.name] = _Target(whole.kind, f"{whole.number} {letter}", self.slide)
        return replace(figure, caption=merge_runs([Run(f"{letter} "), *figure.caption]))

    def _next(self, name: str, own: str = "") -> str:
        """The number of what has that name; `own` if its author gave it one."""
        known = self.targets.get(name)
        if known is not None:
            return known.number
        kind = kind_of(name)
        self.counts[kind] = self.counts.get(kind, 0) + (not own)
        self.targets[name] = _Target(kind, own or str(self.counts[kind]), self.slide)
        return self.targets[name].number

    def _caption(self, name: str, number: str, said: Inlines) -> Inlines:
        label = self._label(name, number)
        if kind_of(name) in ("fig", "tbl", "lst"):
            return merge_runs([Run(f"{label}{self._colon()}" if said else label), *said])
        return merge_runs([Run(f"{label} " if said else label, Marks(bold=True)), *said])

    def _callout_title(self, box: Callout) -> Inlines:
        """`Tip 1: Ask first`; a box that has no title of its own is called by its kind."""
        label = self._label(box.name, self._next(box.name))
        said = box.title if plain_text(box.title) not in KIND_NAMES else ()
        return merge_runs([Run(f"{label}{self._colon()}" if said else label), *said])

    def _label(self, name: str, number: str) -> str:
        return f"{self.words.title(kind_of(name))} {number}"

    def _colon(self) -> str:
        return "\u00a0: " if self.words.lang.startswith("fr") else ": "


class _Linker(Struct, frozen=True):
    """Makes links of references."""

    words: _Words
    targets: Mapping[str, _Target]
    unknown: list[str] = field(default_factory=list)
    """Names that were met and that nothing has."""

    def slide(self, slide: Slide) -> Slide:
        """The slide with its references as links."""
        groups = tuple(
            replace(group, blocks=tuple(map_inlines(block, self.line) for block in group.blocks))
            for group in slide.groups
        )
        notes = tuple(map_inlines(block, self.line) for block in slide.notes)
        return replace(slide, groups=groups, title=self.line(slide.title), notes=notes)

    def line(self, inlines: Inlines) -> Inlines:
        """Running text."""
        if not any(isinstance(item, Run) and "@" in item.text for item in inlines):
            return inlines
        return merge_runs([each for item in inlines for each in self._item(item)])

    def _item(self, item: Inline) -> list[Inline]:
        if not isinstance(item, Run) or item.marks.code or item.marks.math:
            return [item]
        found: list[Inline] = []
        start = 0
        for match in _REFERENCE.finditer(item.text):
            found.append(Run(item.text[start : match.start()], item.marks))
            start = match.end()
            if match["several"] and not any(
                self._is_meant(name) for _, name in _ONE.findall(match["several"])
            ):
                found.append(Run(match[0], item.marks))
            elif match["several"]:
                found += self._several(match["several"], item.marks)
            else:
                found.append(self._reference(match["name"], item.marks, bare=bool(match["sign"])))
        return [*found, Run(item.text[start:], item.marks)]

    def _several(self, inside: str, now: Marks) -> list[Inline]:
        """`Fig. @fig-one; @fig-two`: what stands before a name takes the place of its kind's word."""
        found: list[Inline] = []
        for number, part in enumerate(inside.split(";")):
            if match := _ONE.search(part):
                found += [Run(", ", now)] if number else []
                before = part[: match.start()].strip()
                found.append(self._reference(match[2], now, word=before, bare=bool(match[1])))
                found.append(Run(part[match.end() :], now))
        return found

    def _target(self, name: str) -> _Target | None:
        own = name[0].lower() + name[1:]
        return self.targets.get(own) or self.targets.get(own.removeprefix("sec-"))

    def _is_meant(self, name: str) -> bool:
        """False for what only looks like a reference, as most names of boxes do, and words with a capital letter."""
        return self._target(name) is not None or kind_of(name) not in ("", *CALLOUTS)

    def _reference(self, name: str, now: Marks, *, word: str = "", bare: bool = False) -> Run:
        target = self._target(name)
        if target is None:
            if not self._is_meant(name):
                return Run(f"@{name}", now)
            self.unknown.append(name)
            return Run(f"?@{name}", now)
        word = word or ("" if bare or target.kind == "sec" else self.words.prefix(target.kind))
        shown = f"{word} {target.number}" if word and word[-1] not in "([{" else f"{word}{target.number}"
        return Run(shown, replace(now, link=f"#{target.slide}"))
