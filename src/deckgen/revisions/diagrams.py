"""Words of a drawn diagram that have changed: its source with others, if it says nothing else then."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct

from deckgen.deck.diagrams import ChartBlock, Drawn
from deckgen.diagrams.registry import LANGUAGES, quoted, read_diagram
from deckgen.patterns import regex
from deckgen.readers.diagram_rule import FRAME
from deckgen.revisions.lines import Lines, quote_margin
from deckgen.source import Span

_FENCE = regex(r"[ \t]*(`{3,}|~{3,})[ \t]*\{?\.?(\w*)")
_SIGNS = regex(r"[()\[\]{}<>|;\"]")
_WORDS = frozenset(("text", "title", "label", "parties", "date", "texts", "section", "sections"))
"""Fields of diagrams that hold authors' words."""


class Around(Struct, frozen=True):
    """The lines of a diagram's source."""

    numbers: range
    language: str
    escaped: bool = False
    """They stand in an element of HTML."""
    margin: str = ""
    """The signs of quotations before each."""

    def read(self, text: str) -> Drawn | None:
        """The diagram that `text` describes in their place."""
        return read_diagram(self.language, html.unescape(text) if self.escaped else text, Span(1)).value


def diagram_around(lines: Lines, number: int) -> Around | None:
    """The diagram that line `number` is part of; None if it is part of none, or of one that is a chart."""
    margin = quote_margin(lines.line(number))

    def bare(at: int) -> str:
        return lines.line(at)[len(margin) :] if lines.line(at).startswith(margin.rstrip()) else ""

    first = number
    while first > 0 and not (_FENCE.match(bare(first)) or FRAME.fullmatch(bare(first).strip())):
        first -= 1
    if not 0 < first < number:
        return None
    fence, frame = _FENCE.match(bare(first)), FRAME.fullmatch(bare(first).strip())
    if frame:
        closing, language = frame["colons"] or f"</{frame['tag']}>", frame["name"] or frame["called"]
    else:
        closing, language = (fence[1], fence[2].lower()) if fence else ("", "")
    if language not in LANGUAGES:
        return None
    last = number
    while last <= len(lines.base) and not bare(last).lstrip().startswith(closing):
        last += 1
    found = Around(range(first + 1, last), language, bool(frame and frame["tag"]), margin)
    drawn = found.read("\n".join(map(bare, found.numbers)))
    return None if isinstance(drawn, ChartBlock) else found


def say_otherwise(lines: Lines, around: Around, old: str, new: str) -> bool:
    """Write `new` where a diagram says `old`; False, and nothing is written, if it says that more than once or
    anything else would change with it."""
    text = "\n".join(lines.now(number, number)[len(around.margin) :] for number in around.numbers)
    known = _said(text, around)
    if known is None or "\n" in new or _words(known).count(_plain(old)) != 1:
        return False
    wanted = _mapped(known, lambda text: _plain(new) if text == _plain(old) else text)
    there, here = (html.escape(each, quote=False) if around.escaped else each for each in (old, new))
    sources = _candidates(text, around.language, there if there in text else old, here)
    found = next((each for each in sources if _said(each, around) == wanted), None)
    if found is None:
        return False
    for number, line in zip(around.numbers, found.split("\n"), strict=True):
        if line != lines.now(number, number)[len(around.margin) :]:
            lines.replace(number, number, f"{around.margin}{line}")
    return True


def _candidates(text: str, language: str, old: str, new: str) -> Iterator[str]:
    """Sources that may say `new`: at one of the places, at all, or there in quotation marks, which come first where
    it has signs that may be marks."""
    places = [*re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text)]
    plain = [text[: place.start()] + new + text[place.end() :] for place in places]
    plain.append(re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text))
    marked = []
    for place in places:
        before = text[: place.start()]
        marked.append(before + quoted(language, before.rpartition("\n")[2], old, new) + text[place.end() :])
    yield from (*marked, *plain) if _SIGNS.search(new) else (*plain, *marked)


def _said(text: str, around: Around) -> object:
    """What the diagram says, as plain data; None if it is none."""
    drawn = around.read(text)
    return None if drawn is None else _mapped(msgspec.to_builtins(drawn), _plain)


def _words(data: object) -> list[str]:
    """All that it says, in order."""
    found: list[str] = []

    def seen(text: str) -> str:
        found.append(text)
        return text

    _mapped(data, seen)
    return found


def _mapped(data: object, change: Callable[[str], str], key: str = "") -> object:
    """The same with other words."""
    match data:
        case dict():
            return {name: _mapped(value, change, name) for name, value in data.items()}
        case list() | tuple():
            return [_mapped(value, change, key) for value in data]
        case str() if key in _WORDS:
            return change(data)
        case _:
            return data


def _plain(text: str) -> str:
    return " ".join(text.split())
