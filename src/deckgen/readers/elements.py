"""Attributes that a comment gives to what stands before it (`<!-- .element: class="fragment" -->`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deckgen.deck.blocks import Figure, Fragment
from deckgen.deck.walk import map_figures
from deckgen.readers.attributes import Attributes
from deckgen.readers.fence_styles import fence_style
from deckgen.readers.html_names import is_fragment
from deckgen.readers.outline_items import Item, as_block
from deckgen.source import Span


def as_element(items: Sequence[Item], at: Mapping[str, str], span: Span) -> list[Item]:
    """The blocks with these attributes: how they look, how large they are, whether they appear at a click."""
    if not items:
        return []
    classes = tuple(at.get("class", "").split())
    blocks = tuple(map(as_block, items))
    if style := fence_style(Attributes(classes=classes, values={"style": at.get("style", "")})):
        blocks = tuple(map(style.block, blocks))
    if sizes := {name: at[name] for name in ("width", "height") if at.get(name)}:
        blocks = map_figures(blocks, lambda figure: _sized(figure, sizes))
    return [Fragment(blocks, span)] if is_fragment(classes) else [*blocks]


def _sized(figure: Figure, sizes: Mapping[str, str]) -> Figure:
    return replace(figure, **{name: value for name, value in sizes.items() if not getattr(figure, name)})
