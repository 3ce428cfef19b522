"""Fit, then split: one author's slide → the flows of one or more shown slides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec.structs import replace

from deckgen.deck.inlines import Inlines, merge_runs, plain_text
from deckgen.layout.arrange import arrange, fitting
from deckgen.layout.breaks import Atom, best_breaks, code_penalty, leads_to, penalty_of
from deckgen.layout.code import with_own_steps
from deckgen.layout.flow import (
    CalloutItem,
    CodeItem,
    CodeLine,
    ColumnsItem,
    ComponentItem,
    EquationItem,
    FigureItem,
    Flow,
    FlowItem,
    Para,
    QuoteItem,
    TableItem,
)
from deckgen.layout.grids import captioned_grid, in_grids, with_low_rows
from deckgen.layout.lines import cut_inlines, measure_words
from deckgen.layout.lists import list_in_columns
from deckgen.layout.page import Page
from deckgen.layout.stack import place_stack
from deckgen.layout.tables import row_pieces, table_height
from deckgen.layout.tall import in_turn, unstacked
from deckgen.layout.text import Typesetter, cuts_a_word
from deckgen.patterns import regex
from deckgen.themes.model import Box

CRUMB = 0.35
"""A part lower than this share of its slide is not left alone on it."""
LEAST_UNCUT = 0.7
"""Of its size that text may have for the sake of a word that would have to be cut."""
TORN = 6.0
"""By how much better code has to be cut in smaller type."""
TALL = 0.4
"""A paragraph that takes more of a page than this may be split between sentences."""
MOST_BESIDE = 12
"""Figures that may stand with text; more would be too small."""
_SENTENCE = regex(r"[.!?…。！？][\"'»”’)\]]*\s+|[。！？]|\n")


def plan_pages(flow: Flow, region: Box, setter: Typesetter, columns: bool = False) -> list[Page]:
    """Decide what goes on which slide; `columns` asks for a list in columns.

    A slide that fits at a comfortable size stays whole. Otherwise groups with figures get slides
    of their own, and text that is still too much is split where it hurts least.
    """
    if not flow:
        return [Page((), setter.tokens.type.body[0])]
    sizes = _uncut(flow, region, setter)
    if beside := list_in_columns(flow, region, setter, wanted=columns):
        if len(beside) > 1:
            return [Page(part, setter.tokens.type.split, True) for part in beside]
        flow = beside[0]
    if (captioned := captioned_grid(flow)) and (done := fitting(captioned, region, sizes, setter)):
        return [Page(captioned, done.size, False, done)]
    if slides := in_grids(flow):
        return [page for part in slides for page in plan_pages(part, region, setter)]
    groups = _groups(flow)
    pictured = sum(any(isinstance(item, FigureItem) for item in group) for group in groups)
    several = len(groups) > 1 and pictured > 0
    if not several or pictured == 1 or all(_only_figures(group) for group in groups):
        comfortable = [s for s in sizes if s >= setter.tokens.type.comfortable] if several else list(sizes)
        for each in (flow, with_low_rows(flow) if len(flow) > 1 else ()):
            if each and (done := fitting(each, region, comfortable or list(sizes), setter)):
                return [Page(each, done.size, False, done)]
    if several:
        parts = _without_crumbs(_parts(groups), region, setter)
        if len(parts) > 1:
            return [page for part in parts for page in plan_pages(part, region, setter)]
    if any(isinstance(item, FigureItem) for item in flow):
        return _around_figures(flow, region, setter)
    closer = _closer(flow, setter)
    for each, tried in ((with_low_rows(flow) if closer else (), sizes), (flow, closer)):
        if each and (done := fitting(each, region, tried, setter)):
            return [Page(each, done.size, False, done)]
    if pages := in_turn(flow, region, setter, _split):
        return pages
    opened = unstacked(flow, region, setter)
    if len(opened) > len(flow):
        return plan_pages(opened, region, setter)
    return _split(flow, region, setter)


def _uncut(flow: Flow, region: Box, setter: Typesetter) -> Sequence[float]:
    """Body sizes, without those at which a word would have to be cut, as long as what is left is not much smaller."""
    sizes = setter.tokens.type.body
    if not cuts_a_word(flow, region.width, sizes[0], setter):
        return sizes
    whole = [size for size in sizes if not cuts_a_word(flow, region.width, size, setter)]
    return whole if whole and whole[0] >= LEAST_UNCUT * sizes[0] else sizes


def _closer(flow: Flow, setter: Typesetter) -> Sequence[float]:
    """Sizes below those of text at which code or a table alone is still read, before it is torn in two."""
    scale = setter.tokens.type
    match flow:
        case (CodeItem(),):
            steps = scale.code
        case (TableItem(),):
            steps = scale.table
        case _:
            return ()
    return [size for size in steps if scale.comfortable_table <= size < scale.body[-1]]


def _groups(flow: Flow) -> list[Flow]:
    groups: list[list[FlowItem]] = []
    for item in flow:
        if item.opens_group or not groups:
            groups.append([])
        groups[-1].append(item)
    return [tuple(group) for group in groups]


def _only_figures(flow: Flow) -> bool:
    return all(isinstance(item, FigureItem) for item in flow)


def _parts(groups: Sequence[Flow]) -> list[Flow]:
    """Each group with a figure or a list of its own alone; lone paragraphs between them together."""
    parts: list[list[FlowItem]] = []
    open_part = False
    for group in groups:
        light = all(isinstance(item, Para) and not item.markers for item in group)
        if not light or not open_part:
            parts.append([])
        parts[-1] += group
        open_part = light
    return [tuple(part) for part in parts]


def _without_crumbs(parts: Sequence[Flow], region: Box, setter: Typesetter) -> list[Flow]:
    """A part that would leave most of its slide empty joins a neighbour that has room for it."""
    sizes = [size for size in setter.tokens.type.body if size >= setter.tokens.type.comfortable]

    def crumb(flow: Flow) -> bool:
        if any(isinstance(item, FigureItem) for item in flow):
            return False
        return place_stack(flow, region, setter.tokens.type.split, setter).height < CRUMB * region.height

    joined: list[Flow] = []
    for part in parts:
        whole = (*joined[-1], *part) if joined else part
        small = joined and (crumb(joined[-1]) or crumb(part))
        plain = not any(isinstance(item, FigureItem) for item in whole)
        if small and (plain or fitting(whole, region, sizes, setter)):
            joined[-1] = whole
        else:
            joined.append(part)
    return joined


def _around_figures(flow: Flow, region: Box, setter: Typesetter) -> list[Page]:
    """Text with as many of its figures as fit beside or below it, the others after."""
    figures = tuple(item for item in flow if isinstance(item, FigureItem))
    rest = tuple(item for item in flow if not isinstance(item, FigureItem))
    sizes = setter.tokens.type.body
    if rest:
        for count in range(min(len(figures) - 1, MOST_BESIDE), 0, -1):
            later = {id(item) for item in figures[count:]}
            first = tuple(item for item in flow if id(item) not in later)
            comfortable = [size for size in sizes if size >= setter.tokens.type.comfortable]
            if done := fitting(first, region, comfortable, setter):
                return [Page(first, done.size, True, done), *_galleries(figures[count:], region, setter)]
    galleries = _galleries(figures, region, setter)
    words = plan_pages(rest, region, setter) if rest else []
    return [*galleries, *words] if isinstance(flow[0], FigureItem) else [*words, *galleries]


def _galleries(figures: tuple[FigureItem, ...], region: Box, setter: Typesetter) -> list[Page]:
    """Figures without text, as many on a slide as stay legible."""
    pages = []
    top = setter.tokens.type.body[0]
    while figures:
        count = next(
            (n for n in range(min(len(figures), 6), 1, -1) if arrange(figures[:n], region, top, setter)), 1
        )
        pages.append(Page(figures[:count], top, True))
        figures = figures[count:]
    return pages


# -- splitting text --------------------------------------------------------------------------


def _split(flow: Flow, region: Box, setter: Typesetter) -> list[Page]:
    """Spread text over as few slides as it needs, in parts as even as their breaks allow."""
    sizes = setter.tokens.type.body
    size = next((s for s in sizes if s <= setter.tokens.type.split), sizes[-1])
    atoms = _atoms(flow, region, size, setter)
    ranges = best_breaks(atoms, region.height)
    least = min(size, setter.tokens.type.broken_code)
    may_gain = any(isinstance(atom.item, TableItem | CodeItem) for atom in atoms)
    for smaller in (each for each in sizes if may_gain and least <= each < size):
        closer = _atoms(flow, region, smaller, setter)
        if _is_better((closer, found := best_breaks(closer, region.height)), (atoms, ranges)):
            size, atoms, ranges = smaller, closer, found
            break
    pages = []
    for start, end in ranges:
        merged = _merge([atom.item for atom in atoms[start:end]])
        if merged:
            merged = (replace(merged[0], opens_group=False), *merged[1:])
        fits = fitting(merged, region, [s for s in sizes if s <= size], setter)
        pages.append(Page(merged, fits.size if fits else sizes[-1], True, fits))
    return pages


Cut: TypeAlias = tuple[list[Atom], list[tuple[int, int]]]
"""Pieces, and which of them stand on a page together."""


def _is_better(one: Cut, other: Cut) -> bool:
    """True if smaller type is worth its while: rows of a table in fewer parts are easier to compare, where they would
    be in three or more, and so is code that is cut between its parts, not in one."""
    (atoms, found), (before, known) = one, other
    if len(known) > 2 and any(isinstance(atom.item, TableItem) for atom in atoms):
        return len(found) < len(known)
    torn = [sum(parts[start].penalty for start, _ in cuts[1:]) for parts, cuts in (one, other)]
    has_code = any(isinstance(atom.item, CodeItem) for atom in before)
    return has_code and len(found) <= len(known) and torn[0] <= torn[1] - TORN


def _atoms(flow: Flow, region: Box, size: float, setter: Typesetter) -> list[Atom]:
    atoms: list[Atom] = []
    previous: FlowItem | None = None
    for item in flow:
        glued = isinstance(previous, Para) and leads_to(previous, item)
        for number, piece in enumerate(_pieces(item, region, size, setter)):
            penalty = 1000.0 if glued and number == 0 else penalty_of(item, previous, number)
            if number and isinstance(piece, CodeItem) and isinstance(last := atoms[-1].item, CodeItem):
                penalty = code_penalty(last.lines[-1], piece.lines[0])
            atoms.append(_atom(piece, atoms[-1].item if atoms else None, region, size, setter, penalty))
        previous = item
    return atoms


def _pieces(item: FlowItem, region: Box, size: float, setter: Typesetter) -> list[FlowItem]:
    match item:
        case CodeItem():
            return [replace(item, lines=lines) for lines in _code_pieces(item.lines)]
        case TableItem():
            return [*row_pieces(item, region, size, setter.tokens)]
        case Para():
            return [*_sentences(item, region, size, setter)]
        case QuoteItem():
            return [
                replace(item, paras=(piece,))
                for para in item.paras
                for piece in _sentences(para, region, size, setter)
            ]
        case FigureItem() | ColumnsItem() | EquationItem() | CalloutItem() | ComponentItem():
            return [item]


def _code_pieces(lines: tuple[CodeLine, ...]) -> list[tuple[CodeLine, ...]]:
    """A line each; empty ones at either end stay with their neighbour, or they would be all of a box."""
    full = [index for index, line in enumerate(lines) if any(word.text.strip() for word in line.words)]
    if not full:
        return [lines]
    pieces: list[tuple[CodeLine, ...]] = [(line,) for line in lines[full[0] : full[-1] + 1]]
    pieces[0] = (*lines[: full[0]], *pieces[0])
    pieces[-1] = (*pieces[-1], *lines[full[-1] + 1 :])
    return pieces


def _sentences(para: Para, region: Box, size: float, setter: Typesetter) -> list[Para]:
    """A tall paragraph cut between sentences; a sentence longer than a page between words."""
    most = int(region.height / (1.2 * setter.size(para, size)))
    width = region.width - 40
    lines = setter.lines(para, width, size)
    if len(lines) <= most * TALL:
        return [para]
    text = plain_text(para.inlines)
    cuts = [match.end() for match in _SENTENCE.finditer(text)] + [len(text)]
    half = max(2, most // 2)
    starts, start, cut = [0], 0, 0
    line = 0
    while start < len(text):
        while line < len(lines) and lines[line].end <= start:
            line += 1
        limit = lines[min(line + half, len(lines)) - 1].end
        while cut + 1 < len(cuts) and cuts[cut + 1] <= limit:
            cut += 1
        end = cuts[cut] if start < cuts[cut] <= limit else limit
        if cuts[cut] <= end and cut + 1 < len(cuts):
            cut += 1
        starts.append(end)
        start = end
    return [
        _part_of(para, part, setter, first=number == 0)
        for number, part in enumerate(cut_inlines(para.inlines, starts))
    ]


def _part_of(para: Para, inlines: Inlines, setter: Typesetter, *, first: bool) -> Para:
    words = measure_words(inlines, setter.fonts, "body", bold=para.bold)
    marker = para.marker if first else None
    return replace(para, inlines=inlines, words=words, marker=marker,
        opens_group=para.opens_group and first,
        identity=id(para),
    )  # fmt: skip


def _atom(
    item: FlowItem, above: FlowItem | None, region: Box, size: float, setter: Typesetter,
    penalty: float,
) -> Atom:  # fmt: skip
    if isinstance(item, TableItem):
        height = table_height(item, region.width, size, setter.tokens)
    else:
        height = place_stack((replace(item, opens_group=False),), region, size, setter).height
    gap, extra = setter.tokens.space.frame_gap, 0.0
    if isinstance(item, Para) and isinstance(above, Para):
        both = setter.height((above, item), region.width, size)
        gap = both - height - setter.para_height(above, region.width, size)
    elif isinstance(item, TableItem) and _continues(above, item):
        bare = table_height(replace(item, head=()), region.width, size, setter.tokens)
        height, gap, extra = bare, 0.0, height - bare
    elif isinstance(item, CodeItem) and _continues(above, item):
        around = sum(setter.tokens.code.insets[1::2])
        height, gap, extra = height - around, 0.0, around
    elif isinstance(item, QuoteItem) and _continues(above, item):
        around = sum(setter.tokens.quotation.insets[1::2])
        height, gap, extra = height - around, 0.5 * size, around
    return Atom(item, height, gap, extra, penalty)


def _continues(above: FlowItem | None, item: FlowItem) -> bool:
    """True if both are pieces of one item that was cut."""
    whole = FigureItem | ColumnsItem | EquationItem | CalloutItem | ComponentItem
    if isinstance(item, whole) or isinstance(above, whole):
        return False
    return above is not None and above.identity == item.identity != 0


def _merge(items: Sequence[FlowItem]) -> Flow:
    """Put pieces of the same table, code, quotation or paragraph back together."""
    merged: list[FlowItem] = []
    for item in items:
        above = merged[-1] if merged else None
        if not _continues(above, item):
            merged.append(item)
        elif isinstance(item, CodeItem) and isinstance(above, CodeItem):
            merged[-1] = replace(above, lines=above.lines + item.lines)
        elif isinstance(item, TableItem) and isinstance(above, TableItem):
            merged[-1] = replace(above, rows=above.rows + item.rows, total=item.total)
        elif isinstance(item, QuoteItem) and isinstance(above, QuoteItem):
            paras = [part for part in _merge((*above.paras, *item.paras)) if isinstance(part, Para)]
            merged[-1] = replace(above, paras=tuple(paras))
        elif isinstance(item, Para) and isinstance(above, Para):
            merged[-1] = _rejoin(above, item)
    return tuple(with_own_steps(item) if isinstance(item, CodeItem) else item for item in merged)


def _rejoin(above: Para, below: Para) -> Para:
    """One paragraph again of two pieces that came to stand on the same page."""
    shift = above.words[-1].end if above.words else 0
    words = above.words + tuple(replace(word, end=word.end + shift) for word in below.words)
    return replace(above, inlines=merge_runs([*above.inlines, *below.inlines]), words=words)
