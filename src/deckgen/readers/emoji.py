"""`:smile:` → 😄, by the names that GitHub and Slack use. A name that is not known stays as it is."""

from __future__ import annotations

from functools import cache

from deckgen.patterns import regex

_ONE = r":(?:[a-z0-9_+-]*[a-z+-][a-z0-9_+-]*|100|1234):"
_NAMES = regex(rf"(?<![A-Za-z0-9_:/])(?:{_ONE})+(?![A-Za-z0-9_:/])")
"""Several in a row; scripts without blanks between words have none before them."""
_NAME = regex(_ONE)


def with_emoji(text: str) -> str:
    """`text` with the characters in place of their names."""
    if not _NAMES.search(text):
        return text
    known = _known()
    return _NAMES.sub(lambda row: _NAME.sub(lambda match: known.get(match[0], match[0]), row[0]), text)


@cache
def _known() -> dict[str, str]:
    """All names; loaded only for a text that has something like one. Of a sign that is text without its selector, the
    picture."""
    import emoji

    whole = emoji.STATUS["fully_qualified"]
    by_use = sorted(emoji.EMOJI_DATA.items(), key=lambda item: item[1]["status"] == whole)
    return {
        name: character for character, data in by_use for name in (*data.get("alias", ()), str(data["en"]))
    }
