"""An edited text of which some lines come from other files, file by file."""

from __future__ import annotations

from difflib import SequenceMatcher

from msgspec import Struct, field

from deckgen.source import Source


class ByFile(Struct):
    """What the files of a deck are to say."""

    texts: dict[str, str] = field(default_factory=dict)
    """By the files' paths; only those that change."""
    lost: list[str] = field(default_factory=list)
    """Lines that would stand between two files."""


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
        inside = source.origins[i1:i2] or source.origins[max(i1 - 1, 0) : max(i1, 1)]
        path, first = inside[0].source.path, inside[0].line - 1 + (i1 == i2)
        if any(
            each.source.path != path or each.line != inside[0].line + at for at, each in enumerate(inside)
        ):
            found.lost += [line for line in new[j1:j2] if line.strip()]
            continue
        own = lines.setdefault(path, list(inside[0].source.lines))
        own[first : first + i2 - i1] = new[j1:j2]
    found.texts = {path: "\n".join(own) for path, own in lines.items()}
    return found
