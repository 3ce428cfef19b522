"""Why a diagram is not drawn."""

from __future__ import annotations


class NotDrawnError(Exception):
    """A line of a diagram that is not known: better its whole source than half of a drawing."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        """From the diagram's first."""
