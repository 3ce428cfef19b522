"""An edited text of which some lines come from other files, file by file."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from msgspec import Struct, field

from deckgen.source import Origin, Source


class ByFile(Struct):
    """What the files of a deck are to say."""

    texts: dict[str, str] = field(default_factory=dict)
    """By the files' paths; only those that change."""
    lost: list[str] = field(default_factory=list)
    """Lines that would be others, or gone, in one of several places where they are shown."""


def by_file(source: Source, text: str) -> ByFile:
    """The new text of `source`, each line in the file that it came from."""
    if not source.origins:
        return ByFile({source.path: text} if text != source.text else {})
    found, new = ByFile(), text.split("\n")
    lines: dict[str, list[str]] = {}
    matcher = SequenceMatcher(None, source.lines, new, autojunk=False)
    for kind, i1, i2, j1, j2 in reversed(matcher.get_opcodes()):
        if kind == "equal":
            continue
        if i1 == i2:
            before = source.origins[max(i1 - 1, 0)]
            own = lines.setdefault(before.source.path, list(before.source.lines))
            own[before.line : before.line] = new[j1:j2]
            continue
        stretches = _stretches(source.origins[i1:i2])
        elsewhere = {(each.source.path, each.line) for each in (*source.origins[:i1], *source.origins[i2:])}
        for number, stretch in reversed(list(enumerate(stretches))):
            path, first = stretch[0].source.path, stretch[0].line - 1
            put = new[j1:j2] if number == 0 else []
            if number and not any(stretch[0].source.lines[each.line - 1].strip() for each in stretch):
                continue  # empty lines of another file's than that whose words are gone
            if any((path, each.line) in elsewhere for each in stretch):  # they are shown once more
                gone = (each.source.lines[each.line - 1] for each in stretch)
                found.lost += [line for line in (*put, *gone) if line.strip()]
                continue
            own = lines.setdefault(path, list(stretch[0].source.lines))
            own[first : first + len(stretch)] = put
    found.texts = {path: "\n".join(own) for path, own in lines.items()}
    return found


def _stretches(origins: Sequence[Origin]) -> list[list[Origin]]:
    """Lines that follow each other in one file together."""
    found: list[list[Origin]] = []
    for each in origins:
        last = found[-1][-1] if found else None
        if last is None or last.source.path != each.source.path or last.line + 1 != each.line:
            found.append([])
        found[-1].append(each)
    return found
