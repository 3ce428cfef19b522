"""Speaker notes as reveal.js has them in HTML: `<aside class="notes">` … `</aside>`.

They may hold blank lines, after which Markdown goes on: then they open in one block and close in
another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from deckgen.readers.inlines import NOTES_TAG
from deckgen.readers.outline_items import DivClose, Item

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.source import Span


def split_notes(html: str) -> tuple[str, str]:
    """`html` up to the first speaker notes in it, and from there on."""
    match = NOTES_TAG.search(html)
    return (html[: match.start()], html[match.start() :]) if match else (html, "")


class HtmlNotes(Struct, eq=False):
    """Whether the reader stands inside such notes."""

    tag: str = ""
    depth: int = 0
    """Elements of that name that are open."""

    @property
    def is_open(self) -> bool:
        """True between the tags."""
        return self.depth > 0

    def opened(self, content: str) -> str | None:
        """What follows the opening tag at the start of `content`; None if there is none."""
        match = NOTES_TAG.match(content)
        if match is None:
            return None
        self.tag, self.depth = match[1].lower(), 1
        return content[match.end() :]

    def whole(self, content: str) -> tuple[str, bool, str]:
        """What notes that open at the start of `content` hold, whether they are closed, and what follows them."""
        return self.take(self.opened(content) or "")

    def read(self, content: str, span: Span, context: ReadContext) -> list[Item]:
        """What `content` holds, up to the end of the notes if that is here, and after it."""
        from deckgen.readers.html_blocks import read_html
        from deckgen.readers.html_wrappers import wrappers

        inside, closed, after = self.take(content)
        found: list[Item] = []
        if inside.strip() and wrappers(inside, span, context) is None:
            found += read_html(inside, span, context)
        if closed:
            found.append(DivClose(span))
            if after.strip():
                around = wrappers(after, span, context)
                found += read_html(after, span, context) if around is None else around
        return found

    def take(self, content: str) -> tuple[str, bool, str]:
        """`content` up to the closing tag, whether that is there, and what follows it."""
        for match in re.finditer(rf"<(/?){self.tag}\b[^>]*>", content, re.IGNORECASE):
            self.depth += -1 if match[1] else 1
            if self.depth == 0:
                return content[: match.start()], True, content[match.end() :]
        return content, False, ""
