"""Attributes as Pandoc writes them: `{.class #id key=value}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_PART = re.compile(
    r"""\#(?P<id>[^\s{}#.]+) | \.(?P<class>[^\s{}#.=]+)
      | (?P<key>[\w:-]+)=(?:"(?P<dq>[^"]*)"|'(?P<sq>[^']*)'|(?P<bare>[^\s{}"']+))
      | (?P<word>[^\s{}]+)""",
    re.VERBOSE,
)
_TRAILING = re.compile(r"[ \t]*\{([^{}]*)\}[ \t]*$")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Attributes:
    """What stood between the braces."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


NO_ATTRIBUTES = Attributes()


def parse_attributes(text: str) -> Attributes:
    """Read the inside of the braces (or a bare word, which is a class)."""
    identity, classes, values = "", [], {}
    for match in _PART.finditer(text):
        if match["id"]:
            identity = match["id"]
        elif match["key"]:
            values[match["key"]] = match["dq"] or match["sq"] or match["bare"] or ""
        else:
            classes.append(match["class"] or match["word"])
    return Attributes(identity, tuple(classes), values)


def split_trailing(text: str) -> tuple[str, Attributes]:
    """Cut `{…}` off the end of a heading; braces that hold no attributes are text."""
    match = _TRAILING.search(text)
    if match is None or not all(
        part["id"] or part["class"] or part["key"] for part in _PART.finditer(match[1])
    ):
        return text, NO_ATTRIBUTES
    return text[: match.start()], parse_attributes(match[1])
