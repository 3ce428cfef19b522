"""How a page gets at its files, and where in a section they and the slide's number go."""

from __future__ import annotations

import base64
from collections.abc import Callable

from deckgen.model import Content, Variant

Address = Callable[[Content, str], str]
"""A file of a media type → the address that the page has for it."""


def data_uri(data: Content, media_type: str) -> str:
    """A file inside the page."""
    return f"data:{media_type};base64,{base64.b64encode(data.read()).decode('ascii')}"


class FileGap(Variant, frozen=True):
    """Where a file's address goes."""

    content: Content
    media_type: str


class NumberGap(Variant, frozen=True):
    """Where the slide's number goes."""


Gap = FileGap | NumberGap
MARK = "\0"
"""Around the number of a gap, while a section is written; no text of an author's has such a character."""


class Gaps:
    """Those of one section."""

    def __init__(self) -> None:
        self.found: list[Gap] = []

    def address(self, content: Content, media_type: str) -> str:
        """What stands for the address of a file."""
        return self._mark(FileGap(content, media_type))

    def number(self) -> str:
        """What stands for the slide's number."""
        return self._mark(NumberGap())

    def _mark(self, gap: Gap) -> str:
        self.found.append(gap)
        return f"{MARK}{len(self.found) - 1}{MARK}"

    def pieces(self, html: str) -> tuple[str | Gap, ...]:
        """Text and gaps in turn."""
        parts = html.split(MARK)
        return tuple(self.found[int(part)] if index % 2 else part for index, part in enumerate(parts))
