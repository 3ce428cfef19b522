"""What a cover shows of the front matter: a day as people write it, and authors with a comma between them."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from msgspec.structs import replace

from deckgen.memory import Memory
from deckgen.patterns import regex
from deckgen.powerpoint.model import ShownParagraph
from deckgen.readers.dates import with_date
from deckgen.readers.front_matter import read_front_matter
from deckgen.revisions.front_values import as_yaml
from deckgen.revisions.lines import Lines
from deckgen.revisions.matching import said
from deckgen.revisions.patch import has_new_looks
from deckgen.revisions.units import Unit
from deckgen.source import Source

_WHOLE = regex(r"(?P<head>[ \t]*(?:-[ \t]+)?(?:[\w-]+:[ \t]+)?)(?P<words>\S.*?)[ \t]*")
_SEVERAL = regex(r"%[ \t]|[ \t]*(?:-[ \t]+)?[\w-]+:[ \t]+\[")
"""A line with several values: of a block of `%`, or a list in brackets."""
_PLAIN = regex(r"[^\n\"'\[\]{},;#:]+")
"""A value that stands in such a line as it is."""
FARTHEST = 4000
"""Days between an old and a new date that is looked for."""


def is_shown(old: ShownParagraph, new: ShownParagraph, unit: Unit | None, lines: Lines, front: int) -> bool:
    """True for a paragraph of a cover that its `unit` says in other words; if it has new ones, they are in the front
    matter now."""
    before, after = said(old), said(new)
    text = lines.text(unit.first, unit.last) if unit is not None else ""
    if unit is not None and (
        unit.kind == "title" or all(word in text for word in re.findall(r"\w+", before))
    ):
        return False
    if before == after:
        return not has_new_looks(old.inlines, new.inlines)
    return rewrite_shown(lines, front, before, after)


def rewrite_shown(lines: Lines, front: int, old: str, new: str) -> bool:
    """Write other values into the front matter, which takes `front` lines, so that a cover shows `new` in place of
    `old`; False where that is not one value there, or as many as before."""
    if _rewrite_day(lines, front, old, new) or _rewrite(lines, front, old, new):
        return True
    was, now = old.split(", "), new.split(", ")
    if len(was) != len(now):
        return False
    changes = [(a, b) for a, b in zip(was, now, strict=True) if a != b]
    written = dict(lines.changed)
    for a, b in changes:
        if not _rewrite(lines, front, a.strip(), b.strip()):
            lines.changed = written
            return False
    return True


def _rewrite(lines: Lines, front: int, old: str, new: str) -> bool:
    """Write one value where it stands whole, or among others."""
    numbers = range(1, front + 1)
    for number in numbers:
        match = _WHOLE.fullmatch(lines.now(number, number))
        if match and match["head"].strip() and match["words"].strip("\"'") == old:
            lines.replace(number, number, match["head"] + as_yaml(new, match["words"]))
            return True
    for number in numbers:
        text = lines.now(number, number)
        there = re.search(rf"(?<![\w'’-]){re.escape(old)}(?![\w'’-])", text)
        if there and _SEVERAL.match(text) and _PLAIN.fullmatch(new):
            lines.replace(number, number, f"{text[: there.start()]}{new}{text[there.end() :]}")
            return True
    return False


def _rewrite_day(lines: Lines, front: int, old: str, new: str) -> bool:
    """Write another day, as the front matter has it, for one that is shown in words; words for what is no day."""
    source = Source.from_text("", lines.text(1, front))
    values, _ = read_front_matter(source, Memory(None))
    given = values.values.get("date", "")

    def shown(text: str) -> str:
        made = with_date(replace(values, values={**values.values, "date": text}))
        return " ".join(made.values["date"].split())

    if not given or given == old or shown(given) != old:
        return False
    try:
        day = date.fromisoformat(given)
    except ValueError:  # `today`
        day = date.today()
    near = (day + timedelta(sign * days) for days in range(FARTHEST) for sign in (1, -1))
    found = next((text for text in map(date.isoformat, near) if shown(text) == new), new)
    number = next((n for n in range(1, front + 1) if given in lines.line(n) and "date" in lines.line(n)), 0)
    if not number:
        return False
    said = found if found != new else json.dumps(new, ensure_ascii=False)
    lines.replace(number, number, lines.now(number, number).replace(given, said, 1))
    return True
