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
    """The text, line for line, with notes that stand in a box, right below a line or among other words on lines of
    their own behind all else that their slide says, where that has empty lines for them."""
    if ".footnote[" not in text:
        return text
    apart = Apart(text, whole=False)
    text, done = apart.text, 0
    slides: list[str] = []
    for at in (*(each.start() for each in _END.finditer(text)), len(text)):
        slides.append(_moved(text[done:at]))
        done = at
    return apart.back("".join(slides))


def _moved(slide: str) -> str:
    kept, notes, done = list[str](), list[str](), 0
    for match in _NOTE.finditer(slide):
        end = _closed(slide, match.start()) if match.start() >= done else 0
        if end and not _is_apart(slide, match.start(), end):
            kept.append(slide[done : match.start()].rstrip(" "))
            notes.append(slide[match.start() : end])
            done = end
    rest = _EMPTY.sub("", "".join(kept) + slide[done:])
    said = rest.rstrip()
    empty = rest.count("\n", len(said)) - 2 * len(notes)
    if not notes or empty < 0:
        return slide
    return said + "".join(f"\n\n{note}" for note in notes) + "\n" * empty


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
