"""Edits of a text that was filled in (`jinja: true`), in the template: in lines that are as they were typed."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from deckgen.revisions.lines import Lines


def in_template(
    filled: Sequence[str], template: Sequence[str], edited: Sequence[str]
) -> tuple[str, list[str]]:
    """The template with what was `edited` of the text that it was `filled` in to, and the lines for which it has no
    place: those that stand for something else, or for several."""
    places = _places(filled, template)
    lines, lost = Lines(tuple(template)), list[str]()
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, filled, edited, autojunk=False).get_opcodes():
        old, new = range(i1, i2), edited[j1:j2]
        if kind == "equal":
            continue
        if len(old) == len(new):
            for at, line in zip(old, new, strict=True):
                if at in places:
                    lines.replace(places[at] + 1, places[at] + 1, line)
                elif line != filled[at]:
                    lost.append(line)
        elif all(at in places for at in old) and (i1 in places or i1 - 1 in places):
            behind = places[i1 - 1] + 1 if i1 - 1 in places else places[i1]
            for at in old:
                lines.changed[places[at] + 1] = []
            lines.insert(behind, new)
        else:
            lost += filter(str.strip, new or [filled[at] for at in old])
    return "\n".join([*lines.after.get(0, []), *lines.stretch(1, len(template))]), lost


def _places(filled: Sequence[str], template: Sequence[str]) -> dict[int, int]:
    """For each line of the filled text that is as it was typed, its line of the template."""
    blocks = SequenceMatcher(None, filled, template, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
