"""remark's `.footnote[…]`, which its style sheet puts at the slide's foot wherever it stands."""

from __future__ import annotations

from deckgen.patterns import regex
from deckgen.readers.brackets import closings
from deckgen.readers.dialects.code_apart import Apart

_NOTE = regex(r"\.footnote\[")
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
    kept, notes, done, ends = list[str](), list[str](), 0, closings(slide, "[]")
    for match in _NOTE.finditer(slide):
        first, end = match.start(), ends.get(match.end() - 1, -1) + 1
        if done <= first < end <= first + LONGEST and not _is_apart(slide, first, end):
            kept.append(slide[done:first].rstrip(" "))
            notes.append(slide[first:end])
            done = end
    rest = _EMPTY.sub("", "".join(kept) + slide[done:])
    said = rest.rstrip()
    empty = rest.count("\n", len(said)) - 2 * len(notes)
    if not notes or empty < 0:
        return slide
    return said + "".join(f"\n\n{note}" for note in notes) + "\n" * empty


def _is_apart(text: str, start: int, end: int) -> bool:
    """True for a note on lines of its own, below an empty one."""
    above, _, before = text[:start].rpartition("\n")
    behind = text[end:].partition("\n")[0]
    return not before.strip() and not behind.strip() and not above.rpartition("\n")[2].strip()
