"""Directives that are fences (`{figure} picture.png`), as MyST and Sphinx have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from deckgen.deck.blocks import Block
from deckgen.markdown.escape import quoted
from deckgen.patterns import regex
from deckgen.readers.images import figure_of
from deckgen.source import Span

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext

_INFO = regex(r"\{(figure|image|code-block|code|math)\}[ \t]*(.*)")
_OPTION = regex(r":([\w-]+):[ \t]*(.*)")


def options_and_body(content: str) -> tuple[Mapping[str, str], str]:
    """What the lines `:name: value` at the top say, and what stands below them."""
    lines, given = content.split("\n"), dict[str, str]()
    while lines and (match := _OPTION.fullmatch(lines[0].strip())):
        given[match[1]] = match[2].strip()
        lines.pop(0)
    return given, "\n".join(lines).strip("\n")


def fenced_directive(info: str, content: str, span: Span, context: ReadContext) -> list[Block] | None:
    """The blocks of a fence that shows a picture, code or a formula by its name; None for any other."""
    match = _INFO.fullmatch(info)
    if match is None:
        return None
    name, argument = match[1], match[2].strip()
    given, body = options_and_body(content)
    if name == "math":
        from deckgen.readers.formulas import equation

        formula = "\n".join(filter(None, (argument, body)))
        return [equation(f"$$\n{formula}\n$$", span, context)] if formula.strip() else []
    if name in ("figure", "image"):
        at = {key: given[key] for key in ("width", "height", "alt") if key in given}
        words = " ".join(body.split())
        where = context.source.find_address(argument, span)
        return [figure_of(argument, given.get("alt", words), where, at, "", words)]
    from deckgen.readers.code import read_code

    says = argument + (" lineNumbers" if {"linenos", "lineno-start"} & given.keys() else "")
    says += f" title={quoted(given['caption'])}" if given.get("caption") else ""
    return [read_code(body, says, span, context)]
