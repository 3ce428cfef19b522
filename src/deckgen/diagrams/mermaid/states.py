"""State diagrams: states, what leads from one to the other, states within states."""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.deck.diagrams import Direction, Flow, NodeShape
from deckgen.diagrams.building import FlowBuilder
from deckgen.diagrams.mermaid.flowchart import DIRECTIONS
from deckgen.diagrams.mermaid.styles import Styles
from deckgen.diagrams.mermaid.words import words
from deckgen.diagrams.refusal import NotDrawnError
from deckgen.patterns import regex

_ARROW = regex(r"(\[\*\]|[^\s:]+?)[ \t]*-->[ \t]*(\[\*\]|[^\s:]+?)[ \t]*(?::[ \t]*(.+))?")
_NAMED = regex(r"state[ \t]+\"([^\"]*)\"[ \t]+as[ \t]+([^\s{]+)[ \t]*(\{)?")
_OPENS = regex(r"state[ \t]+([^\s{\"]+)[ \t]*\{")
_SPECIAL = regex(r"state[ \t]+([^\s{\"]+)[ \t]*(?:<<|\[\[)(\w+)(?:>>|\]\])")
_PLAIN = regex(r"(?:state[ \t]+)?([^\s:{}\"]+)")
_SAID = regex(r"([^\s:]+)[ \t]*:[ \t]*(.+)")
_NOTE = regex(r"note[ \t]+(?:left|right)[ \t]+of[ \t]+([^\s:]+)[ \t]*(?::[ \t]*(.+))?", re.IGNORECASE)
_DIRECTION = regex(r"direction[ \t]+(\w+)")
_CLASSED = regex(r"(?<![^\s:])([^\s:]+):::([\w-]+)")
_COMMENT = regex(r"[ \t]*%%.*")
_SILENT = regex(
    r"hide[ \t]+empty[ \t]+description|scale[ \t]+\d+([ \t]+width)?|(?:classDef|class|style)[ \t]+\w[^:]*[ \t]+\w.*",
    re.IGNORECASE,
)
_WITHIN = regex(r"(state[ \t]+[^{]*\{)[ \t]*([^{}]+?)[ \t]*\}")
"""A state within another one, all on one line."""
_SPECIAL_SHAPES: Mapping[str, NodeShape] = {"choice": "diamond", "fork": "bar", "join": "bar"}


def read(text: str, title: str) -> Flow:
    """The states behind the first word. Raises `NotDrawnError`."""
    states = _States()
    for number, line in enumerate(text.split("\n")):
        try:
            states.read(line.strip())
        except NotDrawnError as error:
            raise NotDrawnError(error.reason, number) from error
    builder = states.builder
    if builder.inside or states.note is not None:
        raise NotDrawnError("a state or note in it does not end")
    if not builder.nodes:
        raise NotDrawnError("it has no states")
    states.styles.give(builder)
    return builder.flow(title=title, direction=states.direction)


class _States:
    def __init__(self) -> None:
        self.builder = FlowBuilder()
        self.styles = Styles()
        self.direction: Direction = "down"
        self.note: list[str] | None = None
        """Lines of a note that has not ended yet …"""
        self.noted = ""
        """… and whose it is."""
        self.notes = 0
        self.said: dict[str, list[str]] = {}
        """What is said of each state, line by line."""
        self.regions: dict[str, int] = {}
        """States whose parts go on beside each other, and how many of them have begun."""

    def read(self, line: str) -> None:
        """One line."""
        if self.note is not None:
            self._go_on(line)
            return
        line = _COMMENT.sub("", line)
        if match := _NOTE.fullmatch(line):
            self.noted, self.note = match[1], []
            if match[2]:
                self._end_note([match[2]])
        elif match := _WITHIN.fullmatch(line):
            for part in (match[1], match[2], "}"):
                self.read(part)
        else:
            self.styles.classed += _CLASSED.findall(line)
            self._read(_CLASSED.sub(r"\1", line))

    def _read(self, line: str) -> None:
        if not line:
            return
        if match := _ARROW.fullmatch(line):
            start, end = self._state(match[1], "start"), self._state(match[2], "end")
            self.builder.arrow(start, end, words(match[3] or ""))
        elif self.styles.read(line) or _SILENT.fullmatch(line):
            pass
        elif line == "--":
            self.regions[self._around] = self.regions.get(self._around, 0) + 1
        elif match := _NAMED.fullmatch(line):
            if match[3]:
                self.builder.open(match[2], words(match[1]))
            else:
                self.builder.node(match[2], words(match[1]))
        elif match := _OPENS.fullmatch(line):
            self.builder.open(match[1], match[1])
        elif line == "}":
            if not self.builder.close():
                raise NotDrawnError("a brace in it closes nothing")
        elif match := _SPECIAL.fullmatch(line):
            self.builder.node(match[1], "", _SPECIAL_SHAPES.get(match[2], "dot"))
        elif match := _DIRECTION.fullmatch(line):
            self.direction = (
                self.direction if self.builder.inside else DIRECTIONS.get(match[1], self.direction)
            )
        elif match := _SAID.fullmatch(line):
            lines = self.said.setdefault(match[1], [])
            lines.append(words(match[2]))
            self.builder.node(match[1], "\n".join(lines))
        elif match := _PLAIN.fullmatch(line):
            self.builder.node(match[1])
        else:
            raise NotDrawnError(f"`{line[:40]}` is not known")

    def _state(self, name: str, role: str) -> str:
        """A state by its name, or where those around begin or end."""
        if name != "[*]":
            return self.builder.node(name)
        region = f"{self._around} {self.regions.get(self._around, 0)}"
        return self.builder.node(f"[*] {role} {region}", "", "dot" if role == "start" else "ring")

    @property
    def _around(self) -> str:
        """The state that the next one is in."""
        return self.builder.inside[-1] if self.builder.inside else ""

    def _go_on(self, line: str) -> None:
        assert self.note is not None
        if line.lower() == "end note":
            self._end_note(self.note)
        else:
            self.note.append(line)

    def _end_note(self, lines: list[str]) -> None:
        self.note = None
        self.notes += 1
        name = self.builder.node(
            f"note {self.notes}", "\n".join(words(line) for line in lines if line), "bare"
        )
        self.builder.arrow(self.builder.node(self.noted), name, line="dashed", heads=(False, False))
