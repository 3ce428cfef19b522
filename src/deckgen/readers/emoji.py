"""`:smile:` → 😄, by the names that GitHub and Slack use. A name that is not known stays as it is."""

from __future__ import annotations

from functools import cache

from deckgen.patterns import regex

_NAME = regex(r"(?<![\w:/]):([a-z0-9_+-]*[a-z+-][a-z0-9_+-]*|100|1234):(?![\w:/])")


def with_emoji(text: str) -> str:
    """`text` with the characters in place of their names."""
    return _NAME.sub(lambda match: _known().get(match[0], match[0]), text) if _NAME.search(text) else text


@cache
def _known() -> dict[str, str]:
    """All names; loaded only for a text that has something like one."""
    import emoji

    return {
        name: character
        for character, data in emoji.EMOJI_DATA.items()
        for name in (*data.get("alias", ()), str(data["en"]))
    }
