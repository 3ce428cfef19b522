"""Slides that are nothing but settings: a theme's layout shows what they say (`layout: about-me`, `name: Ada`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from deckgen.patterns import regex

_PICTURE = regex(r"\S+\.(?:png|jpe?g|gif|svg|webp|avif)(?:\?\S*)?", re.IGNORECASE)
_PROSE = regex(r"(?=.*\w)(?:.*\S\s+\S.*|[A-ZÀ-Þ].+|\W?\w.*[^\W\d_]{2}.*[.@].*|@\w+)", re.DOTALL)
"""Words for a reader: several, or one with a capital letter, an address or a handle."""
_PICTURED = regex(r"(?i)image|img|photo|picture|avatar|logo")
_SHOWN = regex(r"url|src|source|media")
"""Keys of what a layout shows, which may be a page or a picture."""
_LOOK = regex(r"(?i)(?:class|style|css|colou?r|width|height|align|position|size)$|^class")
"""Keys of how things look."""
DEEPEST = 4
LONGEST = 300
"""Characters of a value that is looked at; a longer one is prose."""


def data_of(text: str, keys: Collection[str]) -> str:
    """What the settings of a slide (YAML) say to its audience, as Markdown; `keys` are those that mean something
    else."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if "*" in text and any(
            isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)
        ):
            return ""  # what stands for something else may be of any size
        values = yaml.load(text, Loader=loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return ""
    if not isinstance(values, dict):
        return ""
    blocks = (
        _block(str(key), value, 0)
        for key, value in values.items()
        if key not in keys or (isinstance(value, str) and _SHOWN.fullmatch(key) and _PICTURE.fullmatch(value))
    )
    return "\n\n".join(filter(None, blocks))


def _block(key: str, value: object, depth: int) -> str:
    if depth > DEEPEST or _LOOK.search(key):
        return ""
    if isinstance(value, dict):
        return "\n\n".join(filter(None, (_block(str(k), each, depth + 1) for k, each in value.items())))
    if isinstance(value, list):
        items = (" – ".join(_words(each, depth)) for each in value)
        return "\n".join(f"- {item}" for item in items if item)
    if not isinstance(value, str):
        return ""
    address = value.strip()
    if len(address) > LONGEST:
        is_picture = address.startswith("data:image/") or (
            _PICTURED.search(key) and len(address.split()) == 1
        )
        return f"![](<{address}>)" if is_picture else " ".join(address.split())
    if _PICTURE.fullmatch(address) or (
        _PICTURED.search(key) and re.fullmatch(r"(?:https?:/|\.{0,2})/\S+", address)
    ):
        return f"![](<{address}>)"
    return " ".join(_words(value, depth))


def _words(value: object, depth: int) -> Iterator[str]:
    """The texts in it, each in a line."""
    if isinstance(value, str) and (len(value) > LONGEST or _PROSE.fullmatch(value.strip())):
        yield " ".join(value.split())
    elif isinstance(value, dict | list) and depth < DEEPEST:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _words(each, depth + 1)
