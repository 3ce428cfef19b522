"""Which bracket closes which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=8)
def closings(text: str, pair: str) -> Mapping[int, int]:
    """Where brackets of a `pair` (`[]`, `{}`) open → where they close, for those that do."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for match in re.finditer(f"[{re.escape(pair)}]", text):
        if match[0] == pair[0]:
            opened.append(match.start())
        elif opened:
            found[opened.pop()] = match.start()
    return found
