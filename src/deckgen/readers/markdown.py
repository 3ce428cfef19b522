"""Markdown → tokens: the parser, set up so that it never alters the author's characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import Dialect
from deckgen.readers.dialects.own import OWN
from deckgen.readers.escapes import IS_ESCAPED, escape_rules
from deckgen.readers.html_names import BRACKET_BOXES, INLINE_HTML, MARKDOWN_IN_HTML
from deckgen.readers.markdown_rules import (
    SHORT_TITLES,
    WIKI_LINKS,
    abbreviation,
    dollars,
    footnote_reference,
    mark,
    outline_rules,
    underlined_by_any,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    Rules = Callable[[MarkdownIt], None]


def parse(text: str, dialect: Dialect = OWN, environment: dict[str, Any] | None = None) -> Sequence[Token]:
    """The block tokens of `text`; lines count from 0 and inline tokens hang on their block.

    The `environment` holds what is defined elsewhere, and gets what is defined here.
    """
    environment = {} if environment is None else environment
    environment |= _facts(dialect)
    return _parser(dialect.rules, _extras(text, dialect), _needs(text, dialect)).parse(text, environment)


def _facts(dialect: Dialect) -> dict[str, bool]:
    """What rules have to know of it."""
    return {
        MARKDOWN_IN_HTML: dialect.is_html_read, INLINE_HTML: dialect.has_inline_html,
        BRACKET_BOXES: dialect.has_bracket_boxes,
        SHORT_TITLES: not dialect.is_strict,
        WIKI_LINKS: dialect.has_wiki_links,
    }  # fmt: skip


def known_notes(labels: Iterable[str]) -> dict[str, Any]:
    """For an `environment`: the footnotes that stand elsewhere."""
    return {"refs": {f":{label}": -1 for label in labels}, "list": {}}


def block_tokens(text: str, dialect: Dialect, environment: dict[str, Any]) -> Sequence[Token]:
    """The same without what is inside them; the `environment` gets what is defined."""
    parser = _parser(dialect.rules, _extras(text, dialect), _needs(text, dialect))
    environment |= _facts(dialect)
    tokens: list[Token] = []
    parser.block.parse(text, parser, environment, tokens)
    return tokens


_NEEDED: Mapping[str, re.Pattern[str]] = {
    "links": regex(r"https?:|www\.|mailto:"),
    "escapes": IS_ESCAPED,
    "maths": regex(r"\$\$|\\[\[(]|\\begin\{"),
    "dollars": regex(r"\$"),
    "footnotes": regex(r"\[\^"),
    "notes": regex(r"\^\["),
    "definitions": regex(r"^ {0,3}[:~][ \t]+\S", re.MULTILINE),
    "scripts": regex(r"(?<!~)~(?:\\ |[^\s~])+~(?!~)|(?<!\[)\^(?!\[)(?:\\ |[^\s^])+\^"),
    "marks": regex("=="),
    "emphasis any": regex(r"[^\s\w]\*|\*[^\s\w]"),
    "emphasis wide": regex("[\u1100-\u11ff\u2e80-\uffef]\\*|\\*[\u1100-\u11ff\u2e80-\uffef]"),
    "abbreviations": regex(r"^\*\[[^\]]+\]:", re.MULTILINE),
    "attributes": regex(r"\]\{"),
    "blanks": regex(r"\][(][^<>\n\[\]]{1,300}[ \t]"),
    "sizes": regex(r"\][(][^()\n]*[ \t]=\d*%?x\d*%?[ \t]*[)]"),
}
"""Rules that a text cannot need are left out, which spares importing and running them."""


_IN_BRACES = regex(r"\\[A-Za-z]+(?:\{[^{}\n]*\})?\{[^{}\n]*(?:https?:|www\.)")


def _needs(text: str, dialect: Dialect) -> frozenset[str]:
    needed = {name for name, pattern in _NEEDED.items() if pattern.search(text)}
    if dialect.has_tex and _IN_BRACES.search(text):
        needed -= {"links"}  # an address in a command's braces would tear it
    needed -= {"emphasis any", "emphasis wide"} - {f"emphasis {dialect.emphasis}"}
    if "scripts" in needed:
        needed = needed - {"scripts"} | {f"scripts {dialect.scripts}"}
    return frozenset(needed | ({f"underlined {dialect.underlined}"} if dialect.underlined else set()))


def _extras(text: str, dialect: Dialect) -> tuple[Rules, ...]:
    return tuple(extra.rules for extra in dialect.extras if extra.may_be.search(text))


@cache
def _parser(own: Rules | None, extras: tuple[Rules, ...], needs: frozenset[str]) -> MarkdownIt:
    """CommonMark with tables, strikethrough, and what else is needed."""
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark", {"linkify": True, "maxNesting": 100})
    md.enable(["table", "strikethrough"])
    md.use(outline_rules)
    if own:
        md.use(own)
    if "links" in needs:
        md.enable("linkify")
        if md.linkify is not None:
            md.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    if "escapes" in needs:
        md.use(escape_rules)
    if "maths" in needs:
        from deckgen.readers.maths import maths_rules

        md.use(maths_rules)
    if "dollars" in needs:
        from mdit_py_plugins.dollarmath import dollarmath_plugin

        md.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
        md.disable("math_block")  # ours reads them
        md.inline.ruler.at("math_inline", dollars)
    for rules in extras:
        md.use(rules)
    _add_plugins(md, needs)
    md.validateLink = _may_be_shown  # type: ignore[method-assign,assignment]
    # What a reader sees of a link is what its author typed, percent signs and all.
    md.normalizeLinkText = _as_typed  # type: ignore[method-assign]
    return md


def _add_plugins(md: MarkdownIt, needs: frozenset[str]) -> None:
    if "underlined paragraph" in needs:
        from markdown_it.rules_block import lheading

        md.block.ruler.at("lheading", lheading)
    if "underlined line" in needs:
        md.block.ruler.at("lheading", underlined_by_any)
    if "footnotes" in needs:
        from mdit_py_plugins.footnote import footnote_plugin

        md.use(footnote_plugin)
        md.disable(["footnote_tail", "footnote_inline"])
        md.inline.ruler.at("footnote_ref", footnote_reference)
    if "notes" in needs:
        from deckgen.readers.spans import note

        md.inline.ruler.after("image", "note", note)
    if "definitions" in needs:
        from mdit_py_plugins.deflist import deflist_plugin

        md.use(deflist_plugin)
    if not needs.isdisjoint(("scripts attached", "scripts all")):
        from deckgen.readers.scripts import lowered, raised

        md.inline.ruler.after("emphasis", "sub", lowered)
        md.inline.ruler.after("emphasis", "sup", raised)
    if "scripts attached" in needs:
        from deckgen.readers.scripts import bare_script

        md.inline.ruler.after("emphasis", "bare_script", bare_script)
    if "marks" in needs:
        md.inline.ruler.before("emphasis", "mark", mark)
    if "emphasis any" in needs:
        from deckgen.readers.emphasis import anywhere

        md.inline.ruler.at("emphasis", anywhere)
    if "emphasis wide" in needs:
        from deckgen.readers.emphasis import between_wide

        md.inline.ruler.at("emphasis", between_wide)
    if "abbreviations" in needs:
        md.block.ruler.before("reference", "abbreviation", abbreviation, {"alt": ["paragraph"]})
    if "sizes" in needs:
        from deckgen.readers.spans import sized_image

        md.inline.ruler.before("image", "sized_image", sized_image)
    if "blanks" in needs:
        from deckgen.readers.spans import spaced_target

        md.inline.ruler.before("link", "spaced_target", spaced_target)
    if "attributes" in needs:
        from deckgen.readers.spans import span

        md.inline.ruler.before("link", "span", span)  # a reference is one without braces behind it


def _may_be_shown(address: str) -> bool:
    """markdown-it's own check, but for pictures in the page and files; links are checked when read."""
    from markdown_it.common.normalize_url import validateLink

    return address.lower().startswith(("data:image/", "file:")) or validateLink(address)


def _as_typed(link: str) -> str:
    return link
