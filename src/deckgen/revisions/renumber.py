"""Lists whose items have come, gone or moved: their numbers count on as before, and no item hangs below none."""

from __future__ import annotations

from deckgen.patterns import regex
from deckgen.revisions.lines import Lines

_NUMBER = regex(r"(?P<indent>[ \t]*(?:>[ \t]?)*)(?P<number>\d{1,9})(?P<sign>[.)][ \t])")


_BULLET = regex(r"(?P<indent>[ \t]*(?:>[ \t]?)*)[-*+][ \t]")


def renumber(lines: Lines, first: int, last: int) -> None:
    """Count the lists of a stretch anew, where their numbers counted up before."""
    starts = _starts(lines, first, last)
    counts: dict[str, int] = {}
    before = [lines.line(number) for number in range(first, last + 1)]
    if not starts or [_counted(line, counts, starts) for line in before] != before:
        return  # nobody counted so
    counts.clear()
    for number in range(first, last + 1):
        now = lines.changed.get(number, [lines.line(number)])
        lines_now = [_counted(line, counts, starts) for line in now]
        if lines_now != now:
            lines.changed[number] = lines_now
        if number in lines.after:
            lines.after[number] = [_counted(line, counts, starts) for line in lines.after[number]]


def _starts(lines: Lines, first: int, last: int) -> dict[str, int]:
    """By their indents, from where lists count that count up."""
    starts: dict[str, int] = {}
    counts: dict[str, int] = {}
    for number in range(first, last + 1):
        match = _NUMBER.match(lines.line(number))
        if match is None:
            continue
        indent, value = match["indent"], int(match["number"])
        if indent in counts and value not in (counts[indent] + 1, starts.get(indent, 1)):
            return {}  # somebody counts otherwise
        if indent in counts and value == counts[indent]:
            return {}
        starts.setdefault(indent, value)
        counts[indent] = value
    return starts


def _counted(line: str, counts: dict[str, int], starts: dict[str, int]) -> str:
    match = _NUMBER.match(line)
    if match is None:
        bullet = _BULLET.match(line)
        if bullet:
            for inner in [each for each in counts if len(each) >= len(bullet["indent"])]:
                del counts[inner]
        elif line.strip() and not line[:1].isspace() and not line.startswith(">"):
            counts.clear()  # something else: what follows is another list
        return line
    indent = match["indent"]
    if indent not in starts:
        return line
    counts[indent] = counts[indent] + 1 if indent in counts else starts[indent]
    for deeper in [each for each in counts if len(each) > len(indent)]:
        del counts[deeper]
    return f"{indent}{counts[indent]}{match['sign']}{line[match.end() :]}"


_ITEM = regex(r"(?P<indent>[ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]")


def outdent(lines: Lines, first: int, last: int, step: int) -> None:
    """Move lists outwards that hung below items which are gone, or further out now; they stand in by `step` columns."""
    shift, most, place = 0, 0, 0
    for number in range(first, last + 1):
        was = lines.changed.get(number, [lines.line(number)])
        now = []
        for line in was:
            match, indent = _ITEM.match(line), len(line) - len(line.lstrip())
            if shift and line.strip() and indent < shift:
                shift = 0
            if match and indent - shift > most:
                shift = indent - place
            now.append(line[shift:] if shift and line[:shift].isspace() else line)
            if match:  # the next one may hang below it (CommonMark 0.31, §5.2)
                most = match.end() - shift + 3
                place = max(match.end() - shift, len(match["indent"]) - shift + step)
            elif line.strip() and not line[:1].isspace():
                most, place = (3, 0) if not line.startswith(">") else (most, place)
        if now != was:
            lines.changed[number] = now
        for line in lines.after.get(number, ()):
            most = match.end() + 3 if (match := _ITEM.match(line)) else most
