"""Tags of Vue's that are no HTML: `<button @click="count++">`, and components over several lines."""

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


_COMPONENT = regex(r"<(?:[A-Z]|[a-z]+-)")


def with_html_tags(text: str) -> str:
    """The text with tags that do nothing, those of components in one line."""
    return _LISTENING.sub(lambda match: match[0] if match[1] else _unheard(match), text)


def _unheard(match: re.Match[str]) -> str:
    """A tag without what it does at events; the ends of its lines stand behind it. That of a component which begins a
    line is a block, and one in HTML's eyes only if it ends there: the ends of its lines stand above it."""
    tag = match[0]
    bare = _LISTENS.sub("", tag)
    before = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    if "\n" in tag and not before.strip() and _COMPONENT.match(tag):
        return "\n" * tag.count("\n") + before + " ".join(bare.split())
    return bare + "\n" * (tag.count("\n") - bare.count("\n"))
