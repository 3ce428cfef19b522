"""Words that front matter loses by YAML's rules: behind a number sign, and where a key stands twice."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.diagnostics import Diagnostic
from deckgen.patterns import regex
from deckgen.readers.front_block import Block
from deckgen.source import Span

_SAID = regex(
    r"(title|subtitle|author|institute|affiliation|event|venue|location|date|footer|header)[ \t]*:[ \t]+"
    r"(?=[^\s\"'\[{|>&*!%@`#])"
)
"""A key of what is said to the audience, before a plain value."""
_SIGN = regex(r"(?<=[ \t])#(?=[^\s#])")
"""Of a comment, though with a blank behind it the author would know it to be one."""
_KEY = regex(r"([A-Za-z_][\w-]*)[ \t]*:(?=[ \t]|$)")


def lost_words(block: Block) -> Iterator[Diagnostic]:
    """What its author will miss."""
    seen: dict[str, int] = {}
    for number, line in enumerate(block.text.split("\n"), block.first):
        key = _KEY.match(line)
        if key is None:
            continue
        name = key[1]
        if (said := _SAID.match(line)) and (sign := _SIGN.search(line, said.end())):
            lost = line[sign.start() :].rstrip()
            message = f"`{lost}` is a comment in YAML: `{name}` ends before it"
            span = Span(number, sign.start() + 1, length=len(lost))
            yield Diagnostic("front-matter-cut", "warning", message, span, "put the value in quotation marks")
        if name in seen:
            message = f"`{name}` stands here twice: what line {seen[name]} says is not read"
            yield Diagnostic(
                "front-matter-twice", "warning", message, Span(number, 1, length=len(name)), "keep one"
            )
        seen[name] = number
