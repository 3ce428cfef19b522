"""Tokens for a page that is larger than a slide mostly is, as Keynote and drawing programs make them (1920×1080 pt)."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from msgspec.structs import replace

from deckgen.model import Model
from deckgen.themes.token_values import Length, Size

_USUAL = (720.0, 540.0)
"""Width and height of the smallest slide that tokens are made for, in points."""
_LARGER = 1.25
"""Times that, from which a page counts as another size, rather than as another shape."""
Tokens = TypeVar("Tokens", bound=Model)


def enlargement(width: float, height: float) -> float:
    """How many times larger than usual a page of `width` × `height` points is; 1 for those that are not."""
    times = min(width / _USUAL[0], height / _USUAL[1])
    return times if times >= _LARGER else 1.0


def enlarged(tokens: Tokens, times: float) -> Tokens:
    """The tokens with all sizes of type (in whole points) and lengths `times` as large."""
    if times == 1:
        return tokens
    hints = get_type_hints(type(tokens), include_extras=True)
    return replace(
        tokens, **{name: _enlarged(getattr(tokens, name), hint, times) for name, hint in hints.items()}
    )


def _enlarged(value: Any, hint: Any, times: float) -> Any:
    if isinstance(value, Model):
        return enlarged(value, times)
    if hint == Size:
        return float(round(value * times))
    if hint == Length:
        return round(value * times, 2)
    if isinstance(value, tuple):
        kind = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        of = get_args(kind)
        hints = of[:1] * len(value) if of[1:] == (...,) else of
        return tuple(_enlarged(each, own, times) for each, own in zip(value, hints, strict=True))
    return value
