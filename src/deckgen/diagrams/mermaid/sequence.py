"""Sequence diagrams: parties, messages, notes, frames around what is repeated or depends on something."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.deck.diagrams import Aside, Closing, Exchange, Group, LineStyle, Message, Opening, Step, Turning
from deckgen.diagrams.colors import hex_of
from deckgen.diagrams.mermaid.words import words
from deckgen.diagrams.refusal import NotDrawnError
from deckgen.patterns import regex

_PARTY = regex(r"(?:create[ \t]+)?(?:participant|actor)[ \t]+(.+?)(?:[ \t]+as[ \t]+(.+))?", re.IGNORECASE)
_DATA = regex(r"@\{(.*)\}")
_ALIAS = regex(r"\"?alias\"?[ \t]*:[ \t]*(?:\"([^\"]*)\"|'([^']*)'|([^,]*))")
_MESSAGE = regex(
    r"(.+?)(?:\(\))?[ \t]*(<<)?(-?-)(>>|>|x|\)|\|[\\/]|//|\\\\)(?:\(\))?"
    r"[ \t]*([+-]?)[ \t]*([^:]+?)(?:\(\))?[ \t]*(?::(?:(?:no)?wrap:)?[ \t]*(.*))?"
)
_NOTE = regex(
    r"note[ \t]+(left of|right of|over)[ \t]+([^:]+?)[ \t]*:(?:(?:no)?wrap:)?[ \t]*(.*)", re.IGNORECASE
)
_FRAME = regex(r"(loop|alt|opt|par_over|par|critical|break|rect|box)(?=[ \t]|$)[ \t]*(.*)", re.IGNORECASE)
_TURN = regex(r"(?:else|and|option)(?=[ \t]|$)[ \t]*(.*)", re.IGNORECASE)
_COLORED = regex(r"((?:rgba?|hsla?)[ \t]*\(.*?\)|\w*)[ \t]*(.*)", re.IGNORECASE)
_TITLE = regex(r"title(?:[ \t]*:|[ \t])[ \t]*(.+)", re.IGNORECASE)
_NUMBERED = regex(r"autonumber(?:[ \t]+(off|\d{1,6}))?(?:[ \t]+(\d{1,6}))?", re.IGNORECASE)
_SILENT = regex(
    r"(?:activate|deactivate|destroy|links?|properties|details)[ \t]+[^\s:-][^:>]*(?::.*)?", re.IGNORECASE
)
_STATEMENT = regex(r"(?:#\w+;|[^;])+")
"""A semicolon ends one, but none that ends a letter's code: `#59;`."""
_LINES: Mapping[str, LineStyle] = {"-": "solid", "--": "dashed"}
_SIDES = {"left of": "left", "right of": "right"}


def read(text: str, title: str) -> Exchange:
    """The exchange behind its first word. Raises `NotDrawnError`."""
    exchange = _Exchange()
    exchange.title = title
    for number, line in enumerate(text.split("\n")):
        for statement in _statements(line):
            try:
                exchange.read(statement.strip())
            except NotDrawnError as error:
                raise NotDrawnError(error.reason, number) from error
    if exchange.open:
        raise NotDrawnError(f"a `{exchange.open[-1]}` in it does not end")
    if not exchange.parties:
        raise NotDrawnError("nobody says anything")
    names = tuple(exchange.parties.values())
    return Exchange(
        parties=names, steps=tuple(exchange.steps), groups=tuple(exchange.groups), title=exchange.title
    )


def _statements(line: str) -> list[str]:
    """What a line says; semicolons end statements where each part is one."""
    parts = [part.strip() for part in _STATEMENT.findall(line) if part.strip()]
    known = (_MESSAGE, _NOTE, _PARTY, _FRAME)
    is_several = len(parts) > 1 and all(any(each.fullmatch(part) for each in known) for part in parts)
    return parts if is_several else [line.strip().removesuffix(";")]


class _Exchange:
    def __init__(self) -> None:
        self.parties: dict[str, str] = {}
        """By the name that messages have for them: what they are called."""
        self.steps: list[Step] = []
        self.groups: list[Group] = []
        self.group: tuple[str, int] | None = None
        """Of the group that has begun, its title and how many parties there were before."""
        self.open: list[str] = []
        self.title = ""
        self.number = 0
        """Of the next message; 0 if they have none …"""
        self.by = 1
        """… and how far it is to the one after."""

    def read(self, line: str) -> None:
        """One line."""
        if not line or _SILENT.fullmatch(line):
            return
        if match := _PARTY.fullmatch(line):
            name = _DATA.sub("", match[1]).strip()
            data = _DATA.search(match[1])
            alias = _ALIAS.search(data[1]) if data else None
            called = next(filter(None, alias.groups()), "") if alias else ""
            self.parties[name] = words(match[2] or called or name)
        elif match := _NUMBERED.fullmatch(line):
            self.number = 0 if (match[1] or "").lower() == "off" else int(match[1] or 1)
            self.by = int(match[2] or 1)
        elif not (self._frame(line) or self._note(line) or self._message(line)):
            if not (match := _TITLE.fullmatch(line)):
                raise NotDrawnError(f"`{line[:40]}` is not known")
            self.title = words(match[1])

    def _party(self, name: str) -> int:
        self.parties.setdefault(name.strip(), words(name))
        return list(self.parties).index(name.strip())

    def _frame(self, line: str) -> bool:
        if match := _FRAME.fullmatch(line):
            kind = match[1].lower().removesuffix("_over")
            self.open.append(kind)
            if kind == "box":
                self.group = _untinted(match[2]), len(self.parties)
            elif kind != "rect":  # that is a colour behind lines
                self.steps.append(Opening(kind=kind, text=words(match[2])))
        elif line.lower() == "end" and self.open:
            kind = self.open.pop()
            if kind == "box":
                self._end_group()
            elif kind != "rect":
                self.steps.append(Closing())
        elif (match := _TURN.fullmatch(line)) and self.open:
            self.steps.append(Turning(text=words(match[1])))
        else:
            return False
        return True

    def _end_group(self) -> None:
        title, before = self.group or ("", 0)
        self.group = None
        if len(self.parties) > before:
            self.groups.append(Group(title=title, first=before, last=len(self.parties) - 1))
        elif title:
            raise NotDrawnError(f"the box `{title[:40]}` has no participants")

    def _note(self, line: str) -> bool:
        match = _NOTE.fullmatch(line)
        if match is None:
            return False
        parties = [self._party(name) for name in match[2].split(",")]
        side = _SIDES.get(match[1].lower(), "over")
        self.steps.append(Aside(first=parties[0], last=parties[-1], text=words(match[3]), side=side))  # type: ignore[arg-type]
        return True

    def _message(self, line: str) -> bool:
        match = _MESSAGE.fullmatch(line)
        if match is None:
            return False
        start, both, dashes, head, _, end, said = match.groups()
        text = words(said or "")
        if self.number:
            text = f"{self.number}. {text}".strip()
            self.number += self.by
        ends = self._party(start), self._party(end)
        heads = bool(both), head != ">"
        self.steps.append(Message(start=ends[0], end=ends[1], text=text, line=_LINES[dashes], heads=heads))
        return True


def _untinted(said: str) -> str:
    """The title of a group, without the colour before it."""
    match = _COLORED.fullmatch(said)
    if match and (match[1].lower() == "transparent" or "(" in match[1] or hex_of(match[1])):
        return words(match[2])
    return words(said)
