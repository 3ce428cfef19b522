"""remark's `.footnote[…]`, which its style sheet puts at the slide's foot wherever it stands."""

from __future__ import annotations

from deckgen.patterns import regex
from deckgen.readers.dialects.code_apart import Apart

_NOTE = regex(r"\.footnote\[")
_BRACKET = regex(r"[\[\]]")
_END = regex(r"\n(?:--|\?\?\?)-?[ \t]*(?=\n|\Z)")
_EMPTY = regex(r"\.[a-z][\w.-]*\[[ \t]*\]")
"""A box that held nothing else."""
LONGEST = 5000
"""Characters of one."""


def with_notes_at_foot(text: str) -> str:
    """The text with notes that stand among other words, in a box or right below a line, on lines of their own behind
    all else that their slide says."""
    if ".footnote[" not in text:
        return text
    apart = Apart(text, whole=False)
    kept, pending, done = list[str](), list[str](), 0
    text = apart.text
    places = [*((each.start(), "note") for each in _NOTE.finditer(text))]
    places += [*((each.start(), "end") for each in _END.finditer(text)), (len(text), "end")]
    for at, kind in sorted(places):
        if at < done:
            continue
        if kind == "end":
            kept.append(text[done:at])
            kept += [f"\n\n{note}\n" for note in pending]
            pending, done = [], at
            continue
        end = _closed(text, at)
        if end and not _is_apart(text, at, end):
            kept.append(text[done:at].rstrip(" "))
            pending.append(text[at:end])
            done = end
    return apart.back(_EMPTY.sub("", "".join(kept)) if any(kept) else text)


def _closed(text: str, start: int) -> int:
    """Behind the bracket that closes the note; 0 for none."""
    depth = 0
    for bracket in _BRACKET.finditer(text, start, start + LONGEST):
        depth += 1 if bracket[0] == "[" else -1
        if not depth:
            return bracket.end()
    return 0


def _is_apart(text: str, start: int, end: int) -> bool:
    """True for a note on lines of its own, below an empty one."""
    above, _, before = text[:start].rpartition("\n")
    behind = text[end:].partition("\n")[0]
    return not before.strip() and not behind.strip() and not above.rpartition("\n")[2].strip()
