"""What tokens are made of: colours, sizes, lengths, with their bounds. Lengths are points."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta

_COLOR = r"\w+(@\d{1,3}(\+\d{1,3})?)*"
Color = Annotated[str, Meta(pattern=f"^{_COLOR}$", max_length=60)]
"""A colour of the template (`dk1`, `accent2` …), a role of `ColorTokens`, or six hexadecimal digits, with a change
behind it if need be: `text@60+40` is 60 % of its luminance and 40 % more."""
NoColor = Annotated[str, Meta(pattern=f"^({_COLOR})?$", max_length=60)]
"""The same, or nothing for none."""
Colors = Annotated[tuple[Color, ...], Meta(min_length=1, max_length=30)]
Size = Annotated[float, Meta(ge=1.0, le=400.0)]
Sizes = Annotated[tuple[Size, ...], Meta(min_length=1, max_length=30)]
"""Type sizes, of which the first that fits is taken."""
Length = Annotated[float, Meta(ge=0.0, le=2000.0)]
Share = Annotated[float, Meta(ge=0.0, le=10.0)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Sign = Annotated[str, Meta(pattern=r"^[^<>&\"'\x00-\x1f]{1,3}$")]
Insets: TypeAlias = tuple[Length, Length, Length, Length]
"""Left, top, right, bottom."""
