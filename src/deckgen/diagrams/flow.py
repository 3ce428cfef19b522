"""deckgen's own lines: `A -> B: label`."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from deckgen.deck.diagrams import Arrow, Flow, Node
from deckgen.diagnostics import Diagnostic, Warned, nearest
from deckgen.patterns import regex
from deckgen.source import Span

_ARROW = regex(r"\s*-+>\s*|\s*→\s*")
_SETTING = regex(r"direction\s*:\s*(.*?)\s*")


def read_flow(text: str, span: Span) -> Warned[Flow | None]:
    """The flow that begins at `span`. Each line is a box, or boxes joined by ` -> ` with a label after the last.

    `direction: right` or `direction: down` on a line of its own says where it leads.
    """
    lines = _Lines()
    for number, line in enumerate(text.split("\n")):
        lines.read(line.strip(), Span(span.line + number, span.column, length=len(line.rstrip())))
    if not lines.names:
        lines.findings.append(Diagnostic("empty-flow", "error", "this flow has no boxes", span))
        return Warned(None, tuple(lines.findings))
    arrows = (Arrow(start=a, end=b, label=label) for (a, b), label in lines.arrows.items())
    flow = Flow(
        nodes=tuple(Node(text=name) for name in lines.names),
        arrows=tuple(arrows),
        direction="down" if lines.direction == "down" else "right" if lines.direction else "",
    )
    return Warned(flow, tuple(lines.findings))


DIRECTIONS = ("right", "down")


class _Lines:
    """Boxes by name, arrows by the numbers of their boxes."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.arrows: dict[tuple[int, int], str] = {}
        self.direction = ""
        self.findings: list[Diagnostic] = []

    def read(self, line: str, span: Span) -> None:
        """Read one line, which stands at `span`."""
        if not line or line.startswith("#"):
            return
        if match := _SETTING.fullmatch(line):
            self._set_direction(match[1], span)
            return
        parts, label = _parts(line)
        if not all(part.strip() for part in parts):
            message, hint = "an arrow joins two boxes", "`A -> B` or `A -> B: label`"
            self.findings.append(Diagnostic("broken-flow", "error", message, span, hint))
        ids = [self.names.setdefault(part.strip(), len(self.names)) for part in parts if part.strip()]
        for place, (one, other) in enumerate(itertools.pairwise(ids)):
            known = self.arrows.get((one, other), "")
            new = label if place == len(ids) - 2 else ""
            self.arrows[one, other] = " / ".join(text for text in (known, new) if text)

    def _set_direction(self, said: str, span: Span) -> None:
        if said in DIRECTIONS:
            self.direction = said
            return
        message, hint = f"`{said}` is no direction", nearest(said, DIRECTIONS)
        self.findings.append(Diagnostic("unknown-direction", "error", message, span, hint))


def _parts(line: str) -> tuple[Sequence[str], str]:
    """The boxes of a line, and the label behind the last."""
    parts = _ARROW.split(line)
    if len(parts) > 1:
        last, colon, after = parts[-1].partition(": ")
        if colon:
            return [*parts[:-1], last], after.strip()
    return parts, ""
