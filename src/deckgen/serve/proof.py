"""Comparing a deck that came from small changes with the same deck, read from the beginning."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from deckgen.memory import Memory
from deckgen.model import fingerprint
from deckgen.options import Options
from deckgen.serve.state import Live, whole


class Digest(Struct, frozen=True):
    """What a deck comes to, short enough to be sent."""

    text: str
    shown: str
    """Its slides, fonts and findings."""


def digest(live: Live) -> Digest:
    """The digest of a deck."""
    found = [(f.code, f.severity, f.message, repr(f.span)) for f in live.findings]
    parts = (*live.sections, live.fonts, repr(sorted(found)), repr(live.lines))
    return Digest(fingerprint(live.source.text.encode()), fingerprint("\0".join(parts).encode()))


def true_digest(path: Path, options: Options, memory: Memory) -> Digest:
    """The digest of the deck on disk, read from the beginning."""
    return digest(whole(path, options, memory, lambda data, _kind: f"media/{data.digest}"))
