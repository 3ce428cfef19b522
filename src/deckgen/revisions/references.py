"""References to notes in an edited paragraph: numbers on the slide, in its source names or the notes' own words."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.deck.inlines import PLAIN, Inlines, Run
from deckgen.patterns import regex

SIGN = regex("[\U000f0000-\U000ffffd]")
"""Characters that no text has stand for references."""
_FIRST = 0xF0000
_REFERENCE = regex(r"\[\^[^\]\s]+\](?!:)|\^\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]")
_RAISED = regex(r"(?<![\[\\])\^(?!\[)[^\s^]+\^|<sup>[^<>]*</sup>")


def with_signs(source: str, old: Inlines, new: Inlines) -> tuple[str, Inlines, Inlines, Mapping[str, str]]:
    """All three with a sign of its own for each reference, whatever marks its number has got; and what each sign stands
    for. As they are, if it can't be told which number is which reference."""
    found = list(_REFERENCE.finditer(source))
    numbers = [item for item in old if isinstance(item, Run) and _is_number(item)]
    raised = [match for match in _RAISED.finditer(source) if len(numbers) > len(found)]
    places = sorted([*found, *raised], key=lambda match: match.start())
    if not found or len(places) != len(numbers):
        return source, old, new, {}
    signs = {match.start(): chr(_FIRST + number) for number, match in enumerate(found)}
    called: dict[str, list[str]] = {}
    for match, number in zip(places, numbers, strict=True):
        called.setdefault(number.text.strip(), []).append(signs.get(match.start(), ""))
    text = _REFERENCE.sub(lambda match: signs[match.start()], source)
    standing = {signs[match.start()]: match[0] for match in found}
    return text, _signed(old, called), _signed(new, called), standing


def _is_number(run: Run) -> bool:
    return run.marks.superscript and run.text.strip().isdecimal()


def _signed(inlines: Inlines, called: Mapping[str, list[str]]) -> Inlines:
    """The text with signs for numbers; of several with one number each is the next reference."""
    left = {number: list(signs) for number, signs in called.items()}
    shown = []
    for item in inlines:
        signs = left.get(item.text.strip(), []) if isinstance(item, Run) and _is_number(item) else []
        sign = signs.pop(0) if signs else ""
        shown.append(Run(sign, PLAIN) if sign else item)
    return tuple(shown)
