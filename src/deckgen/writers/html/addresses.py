"""How a page gets at its files."""

from __future__ import annotations

import base64
from collections.abc import Callable

from deckgen.model import Content

Address = Callable[[Content, str], str]
"""A file of a media type → the address that the page has for it."""


def data_uri(data: Content, media_type: str) -> str:
    """A file inside the page."""
    return f"data:{media_type};base64,{base64.b64encode(data.read()).decode('ascii')}"
