"""`deckgen build` without what reads a command line: importing typer takes as long as building a small deck.

Only what is plainly said is read here. Help, wrong usage and every other command are typer's; a test holds that both
read the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

FLAGS = {
    "--trust": "trust", "--strict": "strict", "--watch": "watch",
    "--no-source": "no_source",
    "-q": "quiet", "--quiet": "quiet", "-v": "verbose", "--verbose": "verbose",
}  # fmt: skip
VALUES = {
    "-o": "output",
    "--output": "output",
    "--theme": "theme",
    "--outline": "outline",
    "--from": "dialect",
}
LISTS = {"--to": "to", "--allow": "allow"}
_PATHS = ("output", "allow")


def build_arguments(words: Sequence[str]) -> dict[str, Any] | None:
    """What `build_decks` is called with for the words behind `build`; None if typer has to look at them."""
    found: dict[str, Any] = {}
    left = iter(words)
    for word in left:
        name, has_value, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if name in FLAGS and not has_value:
            found[FLAGS[name]] = True
        elif name in VALUES or name in LISTS:
            value = value if has_value else next(left, "-")
            if value.startswith("-"):
                return None
            key = VALUES.get(name) or LISTS[name]
            said = Path(value) if key in _PATHS else value
            found[key] = said if name in VALUES else [*found.get(key, ()), said]
        elif word.startswith("-") and word != "-":
            return None
        else:
            found["decks"] = [*found.get("decks", ()), Path(word)]
    return found
