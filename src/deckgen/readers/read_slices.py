"""Slices of text → slides: each a function of its text, of its deck's settings, and of what it uses from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct, field
from msgspec.msgpack import encode
from msgspec.structs import replace

from deckgen.deck.numbers import is_fact
from deckgen.diagnostics import Warned
from deckgen.memory import Memory
from deckgen.model import Model, key_of
from deckgen.patterns import regex
from deckgen.readers.cells import EXECUTE
from deckgen.readers.context import ReadContext
from deckgen.readers.dialects.exports import NOTE_KEYS
from deckgen.readers.fancy_lists import EXAMPLES, example_numbers
from deckgen.readers.front_matter import FrontMatter
from deckgen.readers.html_names import RULE_BELOW
from deckgen.readers.macros import needed
from deckgen.readers.names import slug
from deckgen.readers.slice_model import SliceRead, SliceState, SlideSettings
from deckgen.readers.slices import LOWEST, Slice, divide, heading_at, is_separated, slide_level
from deckgen.readers.slide_marks import Mark, marks_of
from deckgen.source import Source, Span
from deckgen.store import AT_ONCE

_READ_KEYS = frozenset(
    ("lang", "incremental", "heading-divider", "echo", "include", "eval", *EXECUTE, "captions", "line-numbers")
)  # fmt: skip
"""What slides read of the front matter."""
_MAY_DEFINE = regex(r"\][ \t]*:")
_DEFINITION = regex(r"^[ ]{0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
_BRACKETS = regex(r"\\.|[\[\]]", re.DOTALL)


class Defined(Model, frozen=True, kw_only=True):
    """What one text defines, and all of them may use."""

    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """`[label]: address "title"`, by label as CommonMark compares them."""
    footnotes: tuple[str, ...] = ()
    """Labels."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)


_NOTHING = Defined()


class Divided(Struct, frozen=True):
    """How a text is read."""

    defined: Defined
    slices: list[Slice]
    separated: bool
    level: int = 0
    """Of the headings at which slides begin; 0 where any may."""
    numbers: int = 2
    """The level from which on headings that are numbers stand on the slide above them."""
    twice: frozenset[str] = frozenset()
    """Links that several slices define: each of these means its own."""


class _Given(Model, frozen=True, kw_only=True):
    """All that a slice's reading depends on, but for its deck's settings and what stands above."""

    text: str
    defined: Defined
    macros: Mapping[str, str]
    is_first: bool
    rule_below: bool
    """It ends at a rule, or another follows below."""
    examples: int = 0
    """How many of them stand above …"""
    labels: Mapping[str, int] = {}
    """… and the numbers of those with a label."""


def divided(text: str, first: int, context: ReadContext) -> Divided:
    """The slices of `text`, which begins at line `first` of its file, and what they define."""
    memory, name = context.memory, b"marks" + context.dialect.name.encode()
    found = marks_of(text, context.dialect, memory.last(name))
    memory.hold(name, found)
    marks = found.all
    level = _level(text, marks, context)
    separated = not level and is_separated(marks, context.dialect)
    levels = level or (0 if separated or context.dividers else LOWEST)
    slices = divide(text, first, marks, levels=levels)
    links: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    footnotes: dict[str, None] = {}
    abbreviations: dict[str, str] = {}
    for piece in slices:
        if "]" in piece.text and _MAY_DEFINE.search(piece.text):
            one = _defined_in(piece.text, context)
            twice |= links.keys() & one.links.keys()
            links = {**one.links, **links}  # the first one counts
            footnotes |= dict.fromkeys(one.footnotes)
            abbreviations |= one.abbreviations
    if context.dialect.has_heading_links and "[" in text:
        links = {**_heading_links(text, marks), **links}
    defined = Defined(links=links, footnotes=tuple(footnotes), abbreviations=abbreviations)
    numbers = _numbers(text, marks, level or max(context.dividers, default=0))
    return Divided(defined, slices, separated, level, numbers, frozenset(twice))


def _numbers(text: str, marks: Sequence[Mark], begins: int) -> int:
    """The level from which on headings that are numbers stand on the slide above them: below those at which slides
    begin, and below the second, where others of it title the slides of a section."""
    titles = (heading_at(text, mark) for mark in marks if mark.level == 2)
    is_section = not begins and any(found and not is_fact(found[1].strip()) for found in titles)
    return 3 if is_section else begins + 1 if begins else 2


def _level(text: str, marks: Sequence[Mark], context: ReadContext) -> int:
    """The level of headings at which slides begin, in a dialect that has one."""
    dialect, values = context.dialect, context.front.values
    if not dialect.has_slide_level:
        return 0
    if (said := values.get("slide-level", "")) in map(str, range(1, LOWEST + 1)):
        return int(said)
    is_fixed = dialect.kinds_without_level.isdisjoint((*values, values.get("output", "")))
    return (dialect.slide_level if is_fixed else 0) or slide_level(text, marks)


def _heading_links(text: str, marks: Sequence[Mark]) -> dict[str, tuple[str, str]]:
    """Titles of slides → where a reference of that name leads."""
    from markdown_it.common.utils import normalizeReference

    found: dict[str, tuple[str, str]] = {}
    for mark in marks:
        if heading := heading_at(text, mark):
            found.setdefault(normalizeReference(heading[1]), (f"#{slug(heading[1])}", ""))
    return found


def _defined_in(text: str, context: ReadContext) -> Defined:
    def now() -> Defined:
        from deckgen.readers.markdown import block_tokens

        environment: dict[str, Any] = {}
        tokens = block_tokens(text, context.dialect, environment)
        references = environment.get("references", {})
        notes = (token for token in tokens if token.type == "footnote_reference_open")
        return Defined(
            links={label: (ref["href"], ref.get("title", "")) for label, ref in references.items()},
            footnotes=tuple(str(token.meta.get("label", "")) for token in notes),
            abbreviations={token.info: token.content for token in tokens if token.type == "abbreviation"},
        )

    return context.memory.remember("definitions", (context.dialect.name, text), Defined, now)


def read_slices(text: Divided, context: ReadContext) -> Iterator[Warned[SliceRead]]:
    """The slides of each slice, with spans and findings that count its lines."""
    texts = context.front.texts if "-meta" in context.source.text else {}  # some text may hang on one of them
    front = FrontMatter(
        values={key: value for key, value in context.front.values.items() if key in _READ_KEYS},
        texts=texts,
        figures=context.front.figures,
        slide_settings=context.front.slide_settings,
        first_settings=context.front.first_settings,
        keys=context.front.keys & NOTE_KEYS,
    )
    way = (text.separated, text.level, text.numbers)
    shared = (front, context.dialect.name, context.has_properties, way, context.sheet)
    common = key_of(encode(shared))
    given = _given(text, context)
    memory = context.memory
    keys = _keys(given, common, memory)

    def name(at: int, state: bytes) -> bytes:
        return b"slice" + keys[at] + state

    def reading(at: int, state: SliceState) -> Callable[[], Warned[SliceRead]]:
        return partial(_read, given[at], state, text, front, context)

    kind = Warned[SliceRead]
    state = SliceState(standing=(SlideSettings(front.slide_settings, Span(0), replaces=True),))
    standing = key_of(encode(state))
    if memory.may_be_helped(len(keys)):
        unknown = memory.much_unknown([name(at, standing) for at in range(len(keys))])

        def ahead(part: range, state: SliceState = state) -> None:
            """Until a section begins in this part, what stands there is a guess."""
            for at in part:
                one = unknown[at]
                state = memory.one(name(one, key_of(encode(state))), kind, reading(one, state)).value.state

        memory.ahead(len(unknown), ahead)
    for at in range(len(keys)):
        if not at % AT_ONCE:
            memory.look_up([name(one, standing) for one in range(at, min(at + AT_ONCE, len(keys)))])
        one = name(at, standing)
        read = memory.held(one) or memory.recall(one, kind, reading(at, state))
        if read.value.state != state:
            state, standing = read.value.state, key_of(encode(read.value.state))
        yield read


def _given(text: Divided, context: ReadContext) -> list[_Given]:
    """For each slice, all that its reading depends on and that is not the same for all."""
    pieces = dict(enumerate(piece.text for piece in text.slices))
    above, labels = example_numbers(pieces) if context.dialect.has_raw_parts else ({}, {})
    return [
        _Given(
            text=piece.text,
            defined=_used(piece.text, text.defined, text.twice),
            macros=needed(piece.text, _macros_at(piece, context)),
            is_first=index == 0,
            rule_below=piece.rule_below,
            examples=above.get(index, 0) if "@" in piece.text else 0,
            labels=labels if "@" in piece.text else {},
        )
        for index, piece in enumerate(text.slices)
    ]


def _macros_at(piece: Slice, context: ReadContext) -> Mapping[str, str]:
    """The macros as they are defined above a slice, or in it above their use."""
    if not context.redefined:
        return context.macros
    lines = piece.text.split("\n")
    found = dict(context.macros)
    for line, name, said in context.redefined:
        below = lines[line - piece.first + 1 :] if line >= piece.first else []
        if line < piece.first or any(name in each for each in below):
            found[name] = said
    return found


def _keys(given: Sequence[_Given], common: bytes, memory: Memory) -> list[bytes]:
    """Tell the slices from any others. Those of slices that are nothing but their text are remembered until they are
    there no more."""
    name = b"keys" + common
    before: Mapping[tuple[object, ...], bytes] = memory.last(name) or {}
    now: dict[tuple[object, ...], bytes] = {}
    keys = []
    for each in given:
        if each.defined is not _NOTHING or each.macros or each.examples or each.labels:
            keys.append(key_of(encode(each), common))
            continue
        plain = (each.text, each.is_first, each.rule_below)
        now[plain] = before.get(plain) or key_of(encode(each), common)
        keys.append(now[plain])
    memory.hold(name, now)
    return keys


def _used(text: str, defined: Defined, twice: frozenset[str]) -> Defined:
    """Of all that is defined, what a text may refer to; of links that are defined `twice`, but for its own."""
    if not (defined.links or defined.footnotes) or "[" not in text:
        return _NOTHING
    from markdown_it.common.utils import normalizeReference

    labels = set(_bracketed(text))
    names = {normalizeReference(label) for label in labels} if defined.links else set[str]()
    if twice and not names.isdisjoint(twice):
        own = {normalizeReference(match[1]) for match in _DEFINITION.finditer(text)}
        names -= twice & own
    return Defined(
        links={name: defined.links[name] for name in sorted(names & defined.links.keys())},
        footnotes=tuple(label for label in defined.footnotes if f"^{label}" in labels),
    )


def _bracketed(text: str) -> Iterator[str]:
    """Whatever stands in brackets that holds none."""
    start = -1
    for match in _BRACKETS.finditer(text):
        if match[0] == "[":
            start = match.end()
        elif match[0] == "]" and start >= 0:
            yield text[start : match.start()]
            start = -1


def _read(
    given: _Given, state: SliceState, way: Divided, front: FrontMatter, context: ReadContext
) -> Warned[SliceRead]:
    from deckgen.readers.blocks import read_items
    from deckgen.readers.divs import resolve_divs
    from deckgen.readers.markdown import known_notes, parse
    from deckgen.readers.outline import read_slides

    source = Source(context.source.path, given.text, tuple(given.text.split("\n")))
    inside = replace(
        context, source=source, front=front, macros=given.macros, findings=[], examples=given.labels,
        footnotes=given.defined.footnotes,
    )  # fmt: skip
    environment: dict[str, Any] = {
        RULE_BELOW: given.rule_below,
        "references": {
            name: {"href": href, "title": title, "map": [0, 0]}
            for name, (href, title) in given.defined.links.items()
        },
        EXAMPLES: given.examples,
        "footnotes": known_notes(given.defined.footnotes),
    }
    tokens = parse(given.text, context.dialect, environment)
    items = resolve_divs(read_items(tokens, inside), inside)
    read = read_slides(
        items,
        inside,
        state,
        separated=way.separated,
        level=way.level,
        numbers=way.numbers,
        is_first=given.is_first,
    )
    return Warned(read, tuple(inside.findings))
