"""What a page has to change to show the next deck."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from deckgen.diagnostics import Diagnostic
from deckgen.memory import Memory
from deckgen.serve.live import Live
from deckgen.source import Source
from deckgen.writers.html.text import PX
from deckgen.writers.html.writer import look_of, theme_style


class Patch(Struct, frozen=True, eq=False, kw_only=True):
    """One exchange of slides: `removed` of them from `start` (from 0) on, for `inserted`."""

    start: int
    removed: int
    inserted: tuple[str, ...]
    fonts: str | None = None
    """The fonts' style sheet, if it changes."""
    theme: dict[str, Any] | None = None
    """Style sheet, width and height (px), if the theme changes."""
    title: str = ""
    """This and what follows as the page has it; nothing for a deck that can't be shown."""
    lang: str = ""
    minutes: float = 0.0
    """That the talk is to take; none if it does not say."""
    edited: int | None = None
    """The slide that its author is working on."""
    findings: tuple[dict[str, Any], ...] = ()

    @property
    def is_empty(self) -> bool:
        """True if all slides and fonts stay as they are."""
        return not (self.removed or self.inserted or self.fonts is not None or self.theme)

    def message(self, revision: int) -> dict[str, Any]:
        """What the page is sent."""
        return {
            "revision": revision, "start": self.start, "removed": self.removed, "inserted": self.inserted,
            "fonts": self.fonts, "theme": self.theme, "title": self.title, "lang": self.lang,
            "minutes": self.minutes, "edited": self.edited, "findings": self.findings,
        }  # fmt: skip


def patch(shown: Live | None, now: Live, memory: Memory) -> Patch:
    """From the slides of `shown` to those of `now`. A deck with nothing to show leaves the slides as they are."""
    findings = findings_of(now)
    if now.laid is None:
        return Patch(start=0, removed=0, inserted=(), findings=findings)
    before = shown.sections if shown else ()
    start = _common(before, now.sections)
    rest = min(len(before), len(now.sections)) - start
    behind = min(rest, _common(before[::-1], now.sections[::-1]))
    inserted = now.sections[start : len(now.sections) - behind]
    return Patch(
        start=start,
        removed=len(before) - behind - start,
        inserted=inserted,
        fonts=now.fonts if shown is None or shown.fonts != now.fonts else None,
        theme=_theme(now, memory) if shown is None or not _looks_alike(shown, now) else None,
        title=now.laid.title or "deckgen",
        lang=now.laid.lang or "und",
        minutes=now.laid.minutes,
        edited=min(start, len(now.sections) - 1) if inserted or len(before) != len(now.sections) else None,
        findings=findings,
    )


def _looks_alike(one: Live, other: Live) -> bool:
    return one.laid is not None and other.laid is not None and look_of(one.laid) == look_of(other.laid)


def _theme(live: Live, memory: Memory) -> dict[str, Any] | None:
    if live.laid is None:
        return None
    theme = live.laid.theme
    return {
        "style": theme_style(live.laid, memory),
        "width": round(theme.width * PX),
        "height": round(theme.height * PX),
    }


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] is pair[1] or pair[0] == pair[1], pairs))


def findings_of(live: Live) -> tuple[dict[str, Any], ...]:
    """Errors and warnings as the page and the editor show them."""
    return tuple(described(finding, live.source) for finding in live.findings if finding.severity != "note")


def described(finding: Diagnostic, source: Source) -> dict[str, Any]:
    """A finding with its line of text, for people and for the editor."""
    where = finding.source or source
    span = finding.span
    return {
        "severity": finding.severity, "code": finding.code, "message": finding.message, "hint": finding.hint,
        "file": where.path, "own": where.path == source.path,
        "line": span.line if span else 0, "column": span.column if span else 0,
        "length": span.length if span else 0, "text": where.line(span.line) if span else "",
    }  # fmt: skip
