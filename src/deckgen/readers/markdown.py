"""Markdown → tokens: the parser, set up so that it never alters the author's characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from deckgen.readers.dialects import OWN, REMARK, REVEAL, SLIDEV, Dialect
from deckgen.readers.obsidian import MAY_HAVE, obsidian_rules
from deckgen.readers.rules import abbreviation, footnote_reference, mark, outline_rules
from deckgen.readers.slidev import slide_front_matter, slot

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token


def parse(
    text: str, dialect: Dialect = OWN, environment: MutableMapping[str, Any] | None = None
) -> Sequence[Token]:
    """The block tokens of `text`; lines count from 0 and inline tokens hang on their block.

    The `environment` holds what is defined elsewhere, and gets what is defined here.
    """
    return _parser(text, dialect).parse(text, {} if environment is None else environment)


def _parser(text: str, dialect: Dialect) -> MarkdownIt:
    """CommonMark with tables, strikethrough, bare links, maths, footnotes and attributes.

    Rules that a text cannot need are left out, which spares importing and running them.
    """
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark", {"linkify": True, "maxNesting": 100})
    md.enable(["table", "strikethrough"])
    md.use(outline_rules)
    if dialect is REMARK:
        from deckgen.readers.remark import remark_rules

        md.use(remark_rules)
    elif dialect is SLIDEV:
        md.block.ruler.before("hr", "slide_front_matter", slide_front_matter)
        md.block.ruler.before("hr", "slot", slot, {"alt": ["paragraph", "reference", "blockquote"]})
    if re.search(r"https?:|www\.|mailto:", text):
        md.enable("linkify")
        if md.linkify is not None:
            md.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    if "$$" in text or "\\[" in text or "\\(" in text or "\\begin{" in text:
        from deckgen.readers.maths import maths_rules

        md.use(maths_rules)
    if "$" in text:
        from mdit_py_plugins.dollarmath import dollarmath_plugin

        md.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
        md.disable("math_block")  # ours reads them
    if dialect in (OWN, REVEAL) and MAY_HAVE.search(text):
        md.use(obsidian_rules)
    if "[^" in text:
        from mdit_py_plugins.footnote import footnote_plugin

        md.use(footnote_plugin)
        md.disable(["footnote_tail", "footnote_inline"])
        md.inline.ruler.at("footnote_ref", footnote_reference)
    if re.search(r"^ {0,3}[:~][ \t]+\S", text, re.MULTILINE):
        from mdit_py_plugins.deflist import deflist_plugin

        md.use(deflist_plugin)
    if re.search(r"(?<!~)~[^\s~]+~(?!~)", text):
        from mdit_py_plugins.subscript import sub_plugin

        md.use(sub_plugin)
    if re.search(r"(?<!\[)\^[^\s^\[]+\^", text):
        from mdit_py_plugins.superscript import superscript_plugin

        md.use(superscript_plugin)
    if "==" in text:
        md.inline.ruler.before("emphasis", "mark", mark)
    if re.search(r"^\*\[[^\]]+\]:", text, re.MULTILINE):
        md.block.ruler.before("reference", "abbreviation", abbreviation, {"alt": ["paragraph"]})
    if "]{" in text:
        from mdit_py_plugins.attrs import attrs_plugin

        md.use(attrs_plugin, after=(), spans=True)
    md.validateLink = _may_be_shown  # type: ignore[method-assign,assignment]
    # What a reader sees of a link is what its author typed, percent signs and all.
    md.normalizeLinkText = _as_typed  # type: ignore[method-assign]
    return md


def _may_be_shown(address: str) -> bool:
    """markdown-it's own check, but for pictures in the page and files; links are checked when read."""
    from markdown_it.common.normalize_url import validateLink

    return address.lower().startswith(("data:image/", "file:")) or validateLink(address)


def _as_typed(link: str) -> str:
    return link
