"""What programs for notes leave in a note that they export."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from deckgen.patterns import regex
from deckgen.readers.dialects import logseq, org, others
from deckgen.readers.dialects.dendron import KEYS

NOTE_KEYS = KEYS
"""Keys of front matter that tell whose links name their label first."""
has_properties = logseq.has_properties
note_title = org.title
other_text = others.other_text
_SLUG = regex(r"[a-z0-9._/#-]+")


def label_first(keys: Set[str]) -> bool:
    """Links between notes name their label first (`[[label|target]]`), for a note with these `keys`."""
    return keys >= KEYS


def properties(lines: Sequence[str], *, has_properties: bool) -> frozenset[int]:
    """Indices of the lines that say something about the note and are no part of its text."""
    own = (index for index, line in enumerate(lines) if has_properties and logseq.is_property(line))
    return frozenset((*org.properties(lines), *own))


def wiki_label(content: str, *, label_first: bool) -> str:
    """What a link between notes shows: `[[label|target]]` or `[[target|label]]`.

    A half that looks like a file's slug is the target; where both or neither do, `label_first` decides.
    """
    left, bar, right = content.partition("|")
    if not bar or not left.strip() or not right.strip():
        return left or right
    left_slug, right_slug = _SLUG.fullmatch(left), _SLUG.fullmatch(right)
    if not label_first and right_slug and not re.search(r"[-._/]", right):
        return right  # a plain word may well be a label
    if bool(left_slug) == bool(right_slug):
        return left if label_first else right
    return right if left_slug else left
