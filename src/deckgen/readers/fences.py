"""Code and code fences, some of which are figures: ```` ```chart ```` and ```` ```flow ````."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.deck.blocks import Block, CodeBlock, Columns, Fence, Figure, Fragment
from deckgen.patterns import regex
from deckgen.readers.attributes import NO_ATTRIBUTES, parse_attributes
from deckgen.readers.callouts import directive
from deckgen.readers.cells import shown_of
from deckgen.readers.code import read_code
from deckgen.readers.directives import fenced_directive
from deckgen.readers.html_names import click_of
from deckgen.source import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

    from deckgen.readers.context import ReadContext

_INFO = regex(r"\{?\.?(chart|flow)\b[ \t]*(?:\{(.*)\}|(.*?)\}?)[ \t]*")
_OURS = {
    "chart": regex(r"^kind[ \t]*:", re.MULTILINE),
    "flow": regex(r"\A(?!.*=>).*^[^\n]*\S[ \t]*-+>[ \t]*\S", re.MULTILINE | re.DOTALL),
}
"""Other tools have fences of these names, too; what they hold stays code."""
_MEANT = regex(r"^(?:type|data|rows|x|y|series)[ \t]*:", re.MULTILINE)
"""What a chart is told, beside its kind."""


MATHS = ("math",)
"""Languages of fences whose text is a formula."""


def code_blocks(token: Token, span: Span, context: ReadContext) -> list[Block]:
    """What a fence or an indented block is: a figure, a callout, code, or nothing that is shown."""
    info = token.info.strip()
    if context.dialect.has_cells:
        shown = shown_of(token.content, info, context.front.values)
        if shown in ("no output", "code alone"):
            message = "what this cell gives is not shown: deckgen runs none, and nothing is kept of it"
            hint = "let its tool run it, and keep `_freeze` or the notebook beside the deck"
            context.report("cell-not-shown", "note", message, replace(span, end_line=0), hint)
        if shown in ("no output", "nothing"):
            return []
    if context.dialect.has_raw_parts and (raw := _RAW.fullmatch(info)):
        return _raw(token.content, raw[1], span, context)
    if context.dialect.code_parts and (found := context.dialect.code_parts(info, token.content)):
        way, parts = found
        codes = [read_code(text.removesuffix("\n"), head, span, context) for head, text in parts]
        if way == "beside":
            return [Columns(tuple((code,) for code in codes), span, (1 / len(codes),) * len(codes))]
        context.report("steps-of-code", "note", "of code in several states the last is shown", span)
        return [*codes[-1:]]
    if info.startswith("{") and (named := fenced_directive(info, token.content, span, context)) is not None:
        return named
    if info in MATHS and token.content.strip():
        from deckgen.readers.formulas import equation

        return [equation(f"$$\n{token.content}\n$$", span, context)]
    if token.type == "fence":
        lang = context.front.values.get("lang", "")
        drawn = fenced_figure(token.content, info, span, context)
        if block := drawn or directive(info, token.content, span, lang):
            return [block]
        if token.markup and not _is_closed(token, span, context):
            context.report(
                "fence-not-closed", "warning", "this code fence is never closed", replace(span, end_line=0),
                f"everything below it is code; close it with {token.markup} on a line of its own",
            )  # fmt: skip
    text = token.content.removesuffix("\n")
    code = read_code(text, info, span, context) if info else CodeBlock(text=text, span=span)
    said = _BRACES.search(info)
    at = parse_attributes(said[1]) if said else NO_ATTRIBUTES
    click = click_of(at.classes, at.values)
    return [Fragment((code,), span, click) if click else code]


_BRACES = regex(r"\{([^{}]*)\}")


_RAW = regex(r"\{=(\w+)\}")
_TEX = frozenset(("tex", "latex"))
"""Formats of which browsers show the formulas."""


def _raw(content: str, form: str, span: Span, context: ReadContext) -> list[Block]:
    """What stands there for one format: HTML is read, what is for others is not for slides."""
    from deckgen.readers.formulas import equation
    from deckgen.readers.html_blocks import read_html
    from deckgen.readers.inlines import RAW_READ
    from deckgen.readers.maths import environments

    if form in RAW_READ:
        return read_html(content, span, context)
    if form in _TEX and (formulas := environments(content)) is not None:
        return [equation(each, span, context) for each in formulas]
    context.report("raw-not-shown", "note", f"what is raw `{form}` is for another format", span)
    return []


def _is_closed(token: Token, span: Span, context: ReadContext) -> bool:
    last = context.source.line(span.last_line).strip(" \t>")
    return span.last_line > span.line and last.startswith(token.markup)


_TYPED = regex(r"^type[ \t]*:", re.MULTILINE)


def fenced_figure(content: str, info: str, span: Span, context: ReadContext) -> Figure | None:
    """The figure that a fence describes; None for code."""
    match = _INFO.fullmatch(info)
    if match is None or not _OURS[match[1]].search(content):
        if match and match[1] == "chart" and _MEANT.search(content):
            message, hint = "a chart without its kind is shown as code", "`kind: line`, `bar`, `pie` …"
            hint = f"write `kind` in place of `type`: {hint}" if _TYPED.search(content) else hint
            context.report("unknown-chart", "warning", message, replace(span, end_line=0), hint)
        return None
    attributes = parse_attributes(match[2] or match[3] or "")
    first = content.split("\n", 1)[0]
    written = context.source.line(span.line + 1)
    column = max(0, written.find(first)) + 1 if first.strip() else span.column
    fence = Fence(
        "chart" if match[1] == "chart" else "flow", content, Span(span.line + 1, column), attributes.id
    )
    values = attributes.values
    return Figure(
        target="", alt=values.get("alt", ""), span=span, width=values.get("width", ""), fence=fence,
        incremental="incremental" in attributes.classes,
    )  # fmt: skip
