"""What R Markdown's documents say of themselves in a line of text: `` `r rmarkdown::metadata$title` ``.

https://bookdown.org/yihui/rmarkdown-cookbook/metadata.html
"""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.patterns import regex

_SIGN = "metadata$"
_VALUE = regex(r"`r[ \t]+(?:rmarkdown::)?metadata\$(\w+)[ \t]*`")


def with_metadata(text: str, values: Mapping[str, str]) -> str:
    """The text with what the front matter says, where it says so in one line."""
    if _SIGN not in text:
        return text
    return _VALUE.sub(lambda match: _in_line(values.get(match[1], "")) or match[0], text)


def _in_line(value: str) -> str:
    return "" if "\n" in value else value
