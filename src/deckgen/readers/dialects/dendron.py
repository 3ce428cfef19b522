"""Dendron: notes with an id and dates in their front matter, whose links name their label first."""

from __future__ import annotations

KEYS = frozenset({"id", "updated", "created"})
