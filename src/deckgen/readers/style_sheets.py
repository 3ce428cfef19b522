"""Style sheets in a deck: what their rules say of slides, headings, marks and classes, as far as a model can say it.

Rules are told by the last part of their selector and by the class of the slide that it may begin with; what depends on
more (children, states, generated content) is left to the tool that the sheet is written for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache

from msgspec.structs import replace

from deckgen.model import Model
from deckgen.patterns import regex

_PART = regex(r"(?P<element>\*|[A-Za-z][\w-]*)?(?P<classes>(?:\.[A-Za-z_][\w-]*)*)")
_VARIABLE = regex(r"(?<![\w-])(--[\w-]+)\s*:\s*([^;]{1,200})")
_USE = regex(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\))?[^()]*))?\)")
_NESTED = 3
"""Variables in one another."""
_SLIDES = frozenset(("section", "body", "*", ":root", "html"))
"""Selectors of what all slides are."""


class Rule(Model, frozen=True):
    """Declarations, and what they are for."""

    style: str
    """As in a `style` attribute."""
    element: str = ""
    """`section` for the slide itself; nothing for any element."""
    name: str = ""
    """A class of that element."""
    slide: str = ""
    """A class of the slide that it stands on."""


Sheet = tuple[Rule, ...]


@lru_cache(maxsize=32)
def read_sheet(css: str, around: frozenset[str] = frozenset()) -> Sheet:
    """The rules of a style sheet that can be told apart; `around` are classes of what only stands around slides."""
    import tinycss2

    found: list[Rule] = []
    known: dict[str, str] = {}
    for each in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if each.type == "qualified-rule":
            style = tinycss2.serialize(each.content).strip()
            style = re.sub(r"\s*!important|/\*.*?\*/", "", style, flags=re.DOTALL)
            selectors = tinycss2.serialize(each.prelude).split(",")
            if not _SLIDES.isdisjoint(map(str.strip, selectors)):
                known |= {match[1]: match[2].strip() for match in _VARIABLE.finditer(style)}
            found += (rule for selector in selectors if (rule := _rule(selector.strip(), style, around)))
    if not known:
        return tuple(found)
    return tuple(replace(rule, style=_filled(rule.style, known)) for rule in found)


def _filled(style: str, known: Mapping[str, str]) -> str:
    """With the sheet's own variables filled in, which may hold others."""
    for _ in range(_NESTED):
        style = _USE.sub(lambda use: known.get(use[1]) or (use[2] or "").strip() or use[0], style)
    return style


def _rule(selector: str, style: str, around: frozenset[str]) -> Rule | None:
    """What a selector is for; None if it says more than that."""
    parts = [part for part in re.split(r"\s+|\s*>\s*", selector) if part]
    slide = ""
    parts = ["section" if part in _SLIDES else part for part in parts]
    while len(parts) > 1:
        match = _PART.fullmatch(parts[0])
        if match is None or match["element"] not in (None, "section", "div"):
            return None
        names = [name for name in match["classes"].split(".") if name and name not in around]
        if len(names) > 1 or (names and slide):
            return None
        slide = names[0] if names else slide
        parts.pop(0)
    match = _PART.fullmatch(parts[0]) if parts else None
    if match is None:
        return None
    element = (match["element"] or "").lower()
    names = [name for name in match["classes"].split(".") if name]
    if any(name in around for name in names):
        element, names = "section", [name for name in names if name not in around]
    if len(names) > 1 or not (element or names):
        return None
    name = names[0] if names else ""
    if element == "section":
        return None if slide and name else Rule(style, "section", "", slide or name)
    return Rule(style, element, name, slide)


def _sheets(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Where `<style>` elements stand, their attributes, and what they hold. One that is not closed is none."""
    lower, start = text.lower(), 0
    while (start := lower.find("<style", start)) >= 0:
        head, end = lower.find(">", start), lower.find("</style", start)
        if head < 0 or end < 0:
            return
        close = lower.find(">", end)
        if head < end and close >= 0 and not lower[start + 6].isalnum():
            yield start, close + 1, text[start + 6 : head], text[head + 1 : end]
        start = end


def sheets_in(text: str, *, scoped: bool) -> Iterator[str]:
    """What stands in the `<style>` elements of a text, those for their own slide (`scoped`) or the others."""
    return (css for _, _, at, css in _sheets(text) if bool(re.search(r"\bscoped\b", at)) == scoped)


def without_sheets(text: str) -> str:
    """The text without its `<style>` elements."""
    kept, last = [], 0
    for start, end, _, _ in _sheets(text):
        kept.append(text[last:start])
        last = end
    return "".join((*kept, text[last:]))


def for_classes(sheet: Iterable[Rule], names: Sequence[str], element: str) -> str:
    """What a sheet says of an element with these classes, as in its `style` attribute."""
    said = (
        rule.style
        for rule in sheet
        if rule.name in names and rule.name and rule.element in ("", element) and not rule.slide
    )
    return ";".join(said)


def for_elements(sheet: Iterable[Rule], classes: Set[str]) -> Mapping[str, str]:
    """Element → what a sheet says of it on a slide with these classes."""
    found: dict[str, str] = {}
    for rule in sheet:
        if rule.element and not rule.name and (not rule.slide or rule.slide in classes):
            found[rule.element] = (
                f"{found[rule.element]};{rule.style}" if rule.element in found else rule.style
            )
        elif rule.name in classes and rule.name and not rule.element:  # `.lead { … }` is the slide's, too
            found["section"] = f"{found.get('section', '')};{rule.style}".strip(";")
    return found
