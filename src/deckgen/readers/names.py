"""What tools call a slide by its title."""

from __future__ import annotations

import re
import unicodedata


def slug(title: str) -> str:
    """The id of a slide with this title, as reveal.js and GitHub would make it."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return "-".join(re.findall(r"\w+", text))[:60].rstrip("-")


def auto_identifier(title: str) -> str:
    """As `auto_identifiers` has it: letters, digits, `_`, `-` and `.`, from the first letter on."""
    kept = "".join(char for char in title.lower() if char.isalnum() or char in "_-. \t\n\u00a0\u202f")
    name = "-".join(kept.split())
    first = next((place for place, char in enumerate(name) if char.isalpha()), len(name))
    return name[first:]


def github_id(title: str) -> str:
    """GitHub's way: each space is a hyphen."""
    return "".join(char for char in title.lower() if char.isalnum() or char in "_- ").replace(" ", "-")
