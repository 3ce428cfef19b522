"""Values of the front matter that are shown, as Markdown."""

from __future__ import annotations

import re

from msgspec.structs import replace

from deckgen.deck.inlines import Inlines, plain_text, without_pictures
from deckgen.diagnostics import Warned
from deckgen.patterns import regex
from deckgen.readers.context import ReadContext
from deckgen.source import Span

_NOTE = regex(r"\^\[((?:[^\[\]\\]|\\.)+)\]")
_NAMED = regex(r"\[\^([^\[\]\s]+)\]")
_HEADINGS = regex(r"</?h[1-6]\s*/?>", re.IGNORECASE)
"""Around a value, which is set as what it is."""


def front_inlines(text: str, context: ReadContext) -> Inlines:
    """Front matter is read as Markdown; its lines end where its author ends them."""
    text = re.sub(r"(?<!\\)\n", r"\\\n", text)
    text = _HEADINGS.sub("", text) if "<h" in text else text
    text = _with_notes(text, context.source.text) if "^" in text else text
    head = context.source.lines[: context.front.lines]  # where findings point
    key = (text, context.dialect.name, context.macros, context.front.figures, context.label_first, head)
    read = context.memory.remember("inlines", key, Warned[Inlines], lambda: _inlines(text, context))
    context.findings.extend(read.found)
    return read.value


def title_inlines(title: str, context: ReadContext) -> Inlines:
    """The same with its pictures, as high as its words; one that is nothing else stands there by what it is said to
    show."""
    if "![" not in title and "<img" not in title:
        return front_inlines(title, context)
    from deckgen.readers.inlines import one_line

    whole = one_line(title.replace("\n", "\\\n"), Span(1, end_line=context.front.lines), context)
    return whole if plain_text(without_pictures(whole)).strip() else front_inlines(title, context)


def _with_notes(text: str, source: str) -> str:
    """Notes of a title or a name in parentheses behind it: a cover has no foot."""

    def named(match: re.Match[str]) -> str:
        note = re.search(rf"^\[\^{re.escape(match[1])}\]:[ \t]*(.+)$", source, re.MULTILINE)
        return f" ({note[1].strip()})" if note else match[0]

    return _NAMED.sub(named, _NOTE.sub(r" (\1)", text))


def _inlines(text: str, context: ReadContext) -> Warned[Inlines]:
    from deckgen.readers.inlines import inline_text

    alone = replace(context, findings=[])
    return Warned(inline_text(text, Span(1, end_line=context.front.lines), alone), tuple(alone.findings))
