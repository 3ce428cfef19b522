"""Links between notes (`[[Note]]`): what they show may change, where they lead does not."""

from __future__ import annotations

from deckgen.patterns import regex

_BARE = regex(r"(?<!!)\[\[([^\[\]|\n]+)\]\]")


def with_targets(text: str, before: str) -> str:
    """An edited text in which links with other words than `before` lead where they led."""
    links = [match[1] for match in _BARE.finditer(before)]
    now = [match[1] for match in _BARE.finditer(text)]
    if len(links) != len(now):
        return text
    targets = iter(zip(links, now, strict=True))

    def led(found: str) -> str:
        target, words = next(targets)
        return found if target == words else f"[[{target}|{words}]]"

    return _BARE.sub(lambda match: led(match[0]), text)
