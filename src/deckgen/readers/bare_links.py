"""Addresses: what is meant by bare ones, and what is shown of links that hold nothing to see, as those of icons."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote

from markdown_it.token import Token

from deckgen.deck.blocks import Figure
from deckgen.deck.inlines import Marks, Run
from deckgen.patterns import regex

_AROUND = regex(r"^(?:mailto:|tel:|https?://(?:www\.)?)|/$")


_ESCAPED = regex(r"(?:\\|%5C)(?=[_~#*&%$])")


def unescaped_address(text: str) -> str:
    """A bare address without the signs by which a writer keeps Markdown from its characters."""
    return _ESCAPED.sub("", text) if text.startswith(("http", "www.")) else text


def address_of(token: Token) -> str:
    """Where a link leads."""
    address = str(token.attrs.get("href", ""))
    return unescaped_address(address) if token.markup == "linkify" else address


def address_shown(before: Sequence[object], now: Marks) -> list[Run]:
    """The address of the link that ends with the pieces `before`, where nothing of it is seen; nothing for any other,
    and for a link within the deck."""
    if not now.link or now.link.startswith("#"):
        return []
    for piece in reversed(before):
        if isinstance(piece, Figure) and piece.link == now.link:
            return []
        if isinstance(piece, Run):
            if piece.marks.link == now.link and (
                piece.text.strip() or piece.marks.picture or piece.marks.math
            ):
                return []
            if piece.text.strip():
                break
    return [Run(unquote(_AROUND.sub("", now.link)), now)]
