"""What elements of Vue's do at events, which is no HTML: `<button @click="count++">`."""

from __future__ import annotations

import re

from deckgen.patterns import regex

_LISTENING = regex(
    r"(^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^[ \t]*(?P=fence)[ \t]*$|`[^`\n]+`)"
    r"|<[A-Za-z][\w.-]*(?:[^<>\"'`]|\"[^\"<>]*\"|'[^'<>]*')*>",
    re.MULTILINE | re.DOTALL,
)
"""Code, or a tag."""
_LISTENS = regex(r"(?<![ \t\n])[ \t\n]+@[\w.:-]+=(?:\"[^\"]*\"|'[^']*')")
"""What it does at events, which no HTML is."""


def without_events(text: str) -> str:
    """The text with tags that do nothing."""
    return _LISTENING.sub(lambda match: match[0] if match[1] else _unheard(match[0]), text)


def _unheard(tag: str) -> str:
    """A tag without what it does at events; the ends of its lines stand behind it."""
    bare = _LISTENS.sub("", tag)
    return bare + "\n" * (tag.count("\n") - bare.count("\n"))
