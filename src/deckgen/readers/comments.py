"""HTML comments that are speaker notes: Marp and Slidev have them so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deckgen.deck.inlines import Inlines, Run
from deckgen.readers.context import ReadContext

_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.DOTALL)
_DIRECTIVE = re.compile(r"\s*_?[A-Za-z][\w-]*[ \t]*:.*|\s*|\s+\S.*|\s*[-*] .*")
_TOOLS = ("prettier-", "markdownlint-", "eslint", "vale ", "cspell", "spell-checker", "TODO", "FIXME")


def comment_notes(html: str, context: ReadContext) -> Sequence[Sequence[Inlines]]:
    """The notes in a comment, as lines in paragraphs; nothing where comments are only comments.

    A comment of `key: value` lines is a directive of Marp's and no note.
    """
    if not context.slidev and "marp" not in context.front.keys:
        return ()
    match = _COMMENT.fullmatch(html)
    if match is None:
        return ()
    text = match[1].strip()
    lines = text.split("\n")
    if not text or text.startswith(_TOOLS):
        return ()
    if (
        ":" in lines[0]
        and all(map(_DIRECTIVE.fullmatch, lines))
        and " " not in lines[0].split(":")[0].strip()
    ):
        return ()
    paragraphs = re.split(r"\n[ \t]*\n", text)
    return [[(Run(line.strip()),) for line in part.split("\n") if line.strip()] for part in paragraphs]
