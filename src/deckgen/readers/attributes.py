"""Attributes in braces: `{.class #id key=value}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import field

from deckgen.model import Model
from deckgen.patterns import regex
from deckgen.readers.entities import attribute_text
from deckgen.readers.grids import Grid

_PART = regex(
    r"""\#(?P<id>[^\s{}#.]+) | \.(?P<class>[^\s{}#.=]+)
      | (?P<key>[\w:-]+)=(?:"(?P<dq>(?:[^"\\]|\\.)*)"|'(?P<sq>[^']*)'|(?P<bare>[^\s{}"']+))
      | (?P<word>[^\s{}]+)""",
    re.VERBOSE,
)
_ESCAPED = regex(r"""\\(["\\])""")
"""A quotation mark inside a value, or the sign before it."""
_TRAILING = regex(r"(?<![ \t])[ \t]*(?<!\\)\{([^{}]*)\}[ \t]*$")
"""Behind a backslash they are text."""


class Attributes(Model, frozen=True, eq=False):
    """What stood between the braces."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    grid: Grid | None = None
    """How a tag of HTML's places what it holds."""


NO_ATTRIBUTES = Attributes()


def parse_attributes(text: str) -> Attributes:
    """Read the inside of the braces (a bare word is a class); `NO_ATTRIBUTES` if that is no way
    to write attributes."""
    if not text.strip() or _PART.sub("", text).strip():
        return NO_ATTRIBUTES
    identity, classes, values = "", [], {}
    for match in _PART.finditer(text):
        if match["id"]:
            identity = match["id"]
        elif match["key"]:
            said = _ESCAPED.sub(r"\1", match["dq"]) if match["dq"] else match["sq"] or match["bare"]
            values[match["key"]] = attribute_text(said or "")
        else:
            classes.append(match["class"] or match["word"])
    classes += values.pop("class", "").split()
    return Attributes(identity, tuple(classes), values)


def has_attributes(text: str) -> bool:
    """True for the inside of braces with a class, an id or a key in it, and nothing that is no attribute; words alone
    are somebody's text."""
    if not text.strip() or _PART.sub("", text).strip():
        return False
    return any(not part["word"] for part in _PART.finditer(text))


def trailing(text: str) -> tuple[str, str]:
    """A heading's text, and the inside of the braces at its end if they hold attributes. Number signs may close it
    before these."""
    match = _TRAILING.search(text) if text.endswith(("}", " ", "\t")) else None
    if match is None or (rest := split_trailing(text)[0]) == text:
        return text, ""
    return _CLOSING_SIGNS.sub("", rest), match[1]


_CLOSING_SIGNS = regex(r"(?<![ \t])[ \t]+#+[ \t]*$")


def split_trailing(text: str) -> tuple[str, Attributes]:
    """Cut `{…}` off the end of a heading; braces that hold no attributes are text."""
    match = _TRAILING.search(text)
    if match and match[0][:1] == "{" and text[: match.start()].endswith("]"):
        return text, NO_ATTRIBUTES  # a span's
    if match and match[1].strip() == "-":  # “unnumbered”
        return text[: match.start()], NO_ATTRIBUTES
    words = match and any(part["word"] for part in _PART.finditer(match[1]))
    found = parse_attributes(match[1]) if match and not words else NO_ATTRIBUTES
    if match is None or found is NO_ATTRIBUTES:
        return text, NO_ATTRIBUTES
    return text[: match.start()], found


_PAGES = frozenset(("revealjs", "html", "html:js", "presentation"))
"""What decks for a browser are called …"""
_FORMATS = _PAGES | {"pptx"}
"""… and all decks."""


_UNSEEN = regex(r"\b(?:display\s*:\s*none|visibility\s*:\s*hidden)\b")


def is_not_for_us(attributes: Attributes, texts: Mapping[str, str]) -> bool:
    """True for what is shown only in another format, or in any but this one, or by what the front matter says (its
    `texts`), and for what nobody shows. No profile is ever active here."""
    said = attributes.values
    when = _are_ours(said.get("when-format", ""))
    unless = _are_ours(said.get("unless-format", ""), _PAGES)
    holds = (when is None or when) and not unless and not said.get("when-profile")
    holds = holds and not ("when-meta" in said and not _is_set(texts, said["when-meta"]))
    holds = holds and not ("unless-meta" in said and _is_set(texts, said["unless-meta"]))
    conditional = "content-hidden" in attributes.classes and holds
    conditional = conditional or ("content-visible" in attributes.classes and not holds)
    return conditional or bool(_UNSEEN.search(attributes.values.get("style", "")))


def _is_set(texts: Mapping[str, str], name: str) -> bool:
    return texts.get(name, "").lower() not in ("", "false", "no")


def _are_ours(formats: str, ours: frozenset[str] = _FORMATS) -> bool | None:
    """Whether `ours` are among these formats; None where none are named."""
    return any(name.strip() in ours for name in formats.split(",")) if formats.strip() else None
