"""Which of an opening slide's lines stands in which of its layout's places."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Paragraph
from deckgen.deck.inlines import Run, merge_runs, plain_text
from deckgen.deck.slides import Slide, SlideKind
from deckgen.deck.walk import flowing_blocks
from deckgen.layout.build_flow import flow_of
from deckgen.layout.flow import Para
from deckgen.layout.lines import measure_in, measure_words
from deckgen.layout.text import Typesetter
from deckgen.patterns import regex
from deckgen.themes.model import Box, Placeholder, SlideLayout
from deckgen.themes.places import asked_by, asks_for_number

DETAILS = ("author", "event", "date")
"""What a cover may have places for beside its title and text, in their order."""
BETWEEN = "\u00a0· "
"""Lines that have to share one."""
_FOOT = 0.95
"""Share of the slide's height down to which a place may grow."""
Line = tuple[Placeholder, tuple[Para, ...]]


def lines_in_places(slide: Slide, layout: SlideLayout, setter: Typesetter) -> tuple[Line, ...] | None:
    """The places with the paragraphs that go into them; None where these do not fit in any way.

    A layout with a place for each kind of line has each in its own. In others, the lines are spread in their order over
    as many places as they fill; a place that is too low grows, if nothing stands below it, or has who and when in one
    line, or all.
    """
    layout = replace(layout, bodies=tuple(place for place in layout.bodies if not asks_for_number(place)))
    paras = [item for item in flow_of(slide.flowing, setter.fonts) if isinstance(item, Para)]
    said = [block.detail if isinstance(block, Paragraph) else "" for block in flowing_blocks(slide)]
    kinds = [kind if kind in DETAILS else "" for kind in said]
    if not paras:
        return ()
    if not layout.bodies:
        return None
    if len(kinds) != len(paras):
        kinds = [""] * len(paras)
    groups = {
        kind: tuple(p for p, k in zip(paras, kinds, strict=True) if k == kind) for kind in ("", *DETAILS)
    }
    asked = _as_asked(_contacts(groups, layout, is_last=slide.kind is SlideKind.CLOSING), layout, setter)
    if asked:
        return asked
    if len(layout.bodies) > len(DETAILS):
        found = [
            (place, groups[kind]) for place, kind in zip(layout.bodies, groups, strict=False) if groups[kind]
        ]
        for number, (place, part) in enumerate(found):  # none grows into what another has got
            taken = replace(layout, bodies=tuple(place for place, _ in found))
            found[number] = _with_room(place, part, taken, setter)
        return tuple(found) if _fits(layout.bodies[0], groups[""], setter) else None
    details = [para for kind in DETAILS for para in groups[kind]]
    joined = [groups[""], _joined(details, setter)]
    listings = (groups.values(), joined, [_joined([*groups[""], *details], setter)])
    for least in (setter.tokens.type.subtitle[-1], 0.0):  # rather in a place that grows than hardly legible
        for listed in listings:
            if spread := _spread([group for group in listed if group], layout, setter, least):
                return spread
    return None


_CONTACTS = {
    "email": regex(r"(?:[^\W\d][\w -]*[.:]\s*)?\S+@\S+\.\w+"),
    "phone": regex(r"(?:[^\W\d][\w -]*[.:]\s*)?[+(]?\d[\d\s()/.+–-]{5,}"),
    "web": regex(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?"),
}


def _contacts(
    groups: Mapping[str, tuple[Para, ...]], layout: SlideLayout, *, is_last: bool
) -> Mapping[str, tuple[Para, ...]]:
    """The groups with addresses and numbers in some of their own, where places ask for them; on a last slide
    (`is_last`) who somebody is, and what, too."""
    asked = set().union(*map(asked_by, layout.bodies))
    found = dict(groups)
    rest: list[Para] = []
    for para in groups[""]:
        text = plain_text(para.inlines).strip()
        kinds = (kind for kind, sign in _CONTACTS.items() if kind in asked and sign.fullmatch(text))
        kind = next(kinds, "")
        found[kind] = (*found.get(kind, ()), para) if kind else ()
        rest += [] if kind else [para]
    for kind in ("author", "function") if is_last else ():
        if kind in asked and rest and not found.get(kind):
            found[kind] = (rest.pop(0),)
    return found | {"": tuple(rest)}


def _as_asked(
    groups: Mapping[str, tuple[Para, ...]], layout: SlideLayout, setter: Typesetter
) -> tuple[Line, ...] | None:
    """Who, where and when in the places that ask for them, and the rest in the first that does not; None where no place
    asks, or one has no room."""
    asks = [asked_by(place) for place in layout.bodies]
    free = next((place for place, kinds in zip(layout.bodies, asks, strict=True) if not kinds), None)
    held: dict[int, list[Para]] = {}
    for kind, paras in groups.items():
        asked = [at for at, kinds in enumerate(asks) if kind in kinds]
        at = min(asked, key=lambda each: len(asks[each]), default=layout.bodies.index(free) if free else -1)
        if paras and at < 0:
            return None
        if paras:
            held.setdefault(at, []).extend(paras)
    if not any(asks[at] for at in held):
        return None
    taken = replace(layout, bodies=tuple(layout.bodies[at] for at in sorted(held)))
    lines = [
        _with_room(
            layout.bodies[at], _joined(held[at], setter) if asks[at] else tuple(held[at]), taken, setter
        )
        for at in sorted(held)
    ]
    return tuple(lines) if all(_fits(place, paras, setter) for place, paras in lines) else None


def _with_room(place: Placeholder, paras: tuple[Para, ...], layout: SlideLayout, setter: Typesetter) -> Line:
    """The place, larger where its lines have no room and nothing else stands there, and as many as it takes of the last
    of these in one where they would be small all the same."""
    grown, widened = _grown(place, layout, setter), _widened(place, layout, setter)
    fewer = [(*paras[:-n], *_joined(paras[-n:], setter)) for n in range(2, len(paras) + 1)]
    comfortable = min(place.size, *setter.tokens.type.body)
    for least in (comfortable, sizes_in(place, setter)[-1]):
        for lines in (paras, *fewer):
            for larger in (place, grown, widened):
                if _fits(larger, lines, setter, least):
                    return larger, lines
    return widened, fewer[-1] if fewer else paras


def _spread(
    groups: Sequence[tuple[Para, ...]], layout: SlideLayout, setter: Typesetter, least: float
) -> tuple[Line, ...] | None:
    """The groups in their order over as many places as they fill at a size of at least so many points."""
    for grown in (None, _grown, _widened):
        for parts in _partitions(groups, len(layout.bodies)):
            places = layout.bodies[: len(parts)]
            places = tuple(grown(place, layout, setter) for place in places) if grown else places
            both = zip(places, parts, strict=True)
            if all(_fits(place, part, setter, min(least, place.size)) for place, part in both):
                return tuple(zip(places, parts, strict=True))
    return None


def _joined(paras: Sequence[Para], setter: Typesetter) -> tuple[Para, ...]:
    """Lines as a single one, for a place that holds no more."""
    if len(paras) < 2 or any("\n" in plain_text(para.inlines) for para in paras):
        return tuple(paras)
    apart = [piece for para in paras for piece in (Run(BETWEEN), *para.inlines)]
    inlines = merge_runs(apart[1:])
    return (replace(paras[0], inlines=inlines, words=measure_words(inlines, setter.fonts, "body")),)


def _partitions(groups: Sequence[tuple[Para, ...]], most: int) -> Iterator[tuple[tuple[Para, ...], ...]]:
    """The groups in their order in up to `most` parts, most parts first, the later ones longer."""
    for count in range(min(most, len(groups)), 0, -1):
        for cuts in sorted(itertools.combinations(range(1, len(groups)), count - 1)):
            edges = (0, *cuts, len(groups))
            yield tuple(
                tuple(itertools.chain.from_iterable(groups[low:high]))
                for low, high in itertools.pairwise(edges)
            )


def sizes_in(place: Placeholder, setter: Typesetter) -> tuple[float, ...]:
    """The type sizes of lines in a place, the largest first."""
    tokens = setter.tokens.type
    steps = sorted({*tokens.subtitle, *tokens.forced}, reverse=True)
    return (place.size, *(step for step in steps if tokens.small <= step < place.size))


def _fits(place: Placeholder, paras: Sequence[Para], setter: Typesetter, least: float = 0.0) -> bool:
    """True if the lines have room at a size of at least so many points, or at the smallest."""
    paras = [replace(p, words=measure_in(p.inlines, place, setter.fonts)) for p in paras]
    least = least or sizes_in(place, setter)[-1]
    return setter.height(paras, place.inner.width, least) <= place.inner.height + 0.5


def _grown(place: Placeholder, layout: SlideLayout, setter: Typesetter) -> Placeholder:
    """The place down to the next one below it, or to the slide's foot."""
    box = place.box
    others = _others(layout, setter)
    below = [
        other.y
        for other in others
        if other.y >= box.bottom - 1 and other.x < box.right and other.right > box.x
    ]
    bottom = min([setter.theme.height * _FOOT, *below])
    if bottom <= box.bottom:
        return place
    return replace(place, box=replace(box, height=bottom - box.y), anchor="top", moved=True)


def _widened(place: Placeholder, layout: SlideLayout, setter: Typesetter) -> Placeholder:
    """The same, and as wide as the slide lets it be on the side to which its text runs."""
    place = _grown(place, layout, setter)
    box = place.box
    beside = [
        each
        for each in _others(layout, setter)
        if each.y < box.bottom and each.bottom > box.y and each != box
    ]
    margin = setter.theme.width * (1 - _FOOT)
    right = min([setter.theme.width - margin, *(each.x for each in beside if each.x >= box.right - 1)])
    left = max([margin, *(each.right for each in beside if each.right <= box.x + 1)])
    more_left, more_right = max(0.0, box.x - left), max(0.0, right - box.right)
    more_left, more_right = more_left * (place.align != "left"), more_right * (place.align != "right")
    if more_left + more_right < 1:
        return place
    wide = replace(box, x=box.x - more_left, width=box.width + more_left + more_right)
    return replace(place, box=wide, moved=True)


def _others(layout: SlideLayout, setter: Typesetter) -> list[Box]:
    """Where something stands on the layout: places, shapes, words."""
    places = (*layout.bodies, *layout.chrome, *((layout.title,) if layout.title else ()))
    return [
        *(place.box for place in places),
        *(shape.bounds for shape in layout.drawn(setter.theme.art)),
        *(words.bounds for part in layout.layers for words in setter.theme.words.get(part, ())),
    ]
