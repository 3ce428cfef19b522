"""Words in elements of HTML: new ones beside them, and lines without them."""

from __future__ import annotations

import html
import re

from msgspec.structs import replace

from deckgen.deck.inlines import PLAIN, Inlines, LineBreak, Run, plain_text, single_spaced
from deckgen.patterns import regex
from deckgen.powerpoint.model import ShownParagraph
from deckgen.revisions.lines import Lines
from deckgen.revisions.matching import said
from deckgen.revisions.patch import has_new_looks
from deckgen.revisions.units import Unit

_ELEMENT = regex(
    r"(?P<open><(?P<tag>li|p|dd|h[1-6])\b[^<>]*>)(?P<words>(?:(?!</?(?P=tag)\b).)*?)(?P<close></(?P=tag)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
_OWN = regex(r"\s+id\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>]+)")
_EMPTY = regex(r"<(li|p|h[1-6]|dt|dd|blockquote|figcaption)\b[^<>]*>\s*</\1\s*>")
_TAG = regex(r"<[^<>]*>")


def add_element(
    lines: Lines, beside: Unit | None, before: ShownParagraph | None, new: ShownParagraph
) -> bool:
    """Write a paragraph as an element like that of the one `before` it, which stands in the lines `beside`; False
    where these are no elements, where several say the same, or where its words have looks of their own."""
    if beside is None or before is None or (new.marker, new.level) != (before.marker, before.level):
        return False
    text = lines.now(beside.first, beside.last)
    found = [each for each in _ELEMENT.finditer(text) if _words(each["words"]) == said(before)]
    if len(found) != 1 or has_new_looks((Run("words"),), new.inlines):
        return False
    (element,) = found
    indent = re.search(r"(?:^|(?<=\n))[ \t]*$", text[: element.start()])
    parted = f"\n{indent[0]}" if indent else ""
    written = (
        f"{parted}{_OWN.sub('', element['open'])}{html.escape(said(new), quote=False)}{element['close']}"
    )
    lines.replace(beside.first, beside.last, text[: element.end()] + written + text[element.end() :])
    return True


def _words(inner: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", inner)).split())


def is_among(words: str, text: str) -> bool:
    """True if words stand among others between the tags of an element."""
    rest = _TAG.sub("", text).replace(words, "", 1)
    return words in text and bool(re.search(r"<\w", text)) and bool(re.search(r"\w", rest))


def without(text: str, words: str) -> str | None:
    """Lines without words that stand in one of them, or an element that held nothing else; all others as they are.
    None where they stand nowhere but in tags, or at several places none of which is an element of its own."""
    place = _place(text, words)
    if place is None:
        return None
    left = text[: place.start] + text[place.stop :]
    first = text.count("\n", 0, place.start)
    found: list[str] = []
    for number, line in enumerate(left.split("\n")):
        if number == first:
            indent = line[: len(line) - len(line.lstrip())]
            line = indent + " ".join(_EMPTY.sub("", line).split())
            if not line.strip():
                continue
        found.append(line)
    return "\n".join(found)


_MARKS = {
    "bold": "strong", "italic": "em", "code": "code", "strike": "s", "underline": "u", "superscript": "sup",
    "subscript": "sub", "highlight": "mark",
}  # fmt: skip
"""Marks → the elements that say so."""


def with_words(text: str, old: Inlines, new: Inlines) -> str | None:
    """Lines with tags around words, which become others, their marks as elements; None where the old ones do not stand
    there as they are, or at several places, or the new ones have looks that no element says."""
    place = _place(text, single_spaced(plain_text(old)))
    written = [_element(item) for item in new]
    if place is None or not _TAG.search(text) or None in written:
        return None
    return text[: place.start] + "".join(filter(None, written)) + text[place.stop :]


def _element(item: Run | LineBreak) -> str | None:
    if isinstance(item, LineBreak):
        return "<br>"
    said, marks = html.escape(item.text, quote=False), item.marks
    for mark, tag in _MARKS.items():
        if getattr(marks, mark):
            said, marks = f"<{tag}>{said}</{tag}>", replace(marks, **{mark: False})
    if marks.link:
        said, marks = f'<a href="{html.escape(marks.link)}">{said}</a>', replace(marks, link="", tooltip="")
    return said if marks == PLAIN else None


def _place(text: str, words: str) -> range | None:
    """Where words stand outside of tags: as all of an element, or once."""
    tags = [range(*match.span()) for match in _TAG.finditer(text)]
    places = [
        range(*match.span())
        for match in re.finditer(re.escape(words), text)
        if not any(match.start() in tag for tag in tags)
    ]
    whole = [
        place
        for place in places
        if text[: place.start].rstrip()[-1:] == ">" and text[place.stop :].lstrip()[:2] == "</"
    ]
    chosen = whole or places
    return chosen[0] if len(chosen) == 1 else None
