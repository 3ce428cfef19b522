"""What every reader of a file needs to know, and where it says what it found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from deckgen.cache import NO_CACHE, Cache
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.readers.front_matter import FrontMatter
from deckgen.readers.notes import DENDRON_KEYS
from deckgen.source import Source, Span


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ReadContext:
    """The file, its front matter, and the findings so far."""

    source: Source
    front: FrontMatter
    cache: Cache = NO_CACHE
    macros: Mapping[str, str] = field(default_factory=dict)
    """LaTeX: name → definition, the front matter's and those that stand anywhere in the file."""
    findings: list[Diagnostic] = field(default_factory=list)
    slidev: bool = False
    """Comments are notes, and tags that hold nothing are its components."""
    logseq: bool = False
    """`key:: value` lines are properties."""

    @property
    def strict(self) -> bool:
        """In this tool's decks only rules divide slides, and the headings that the author names (`dividers`)."""
        return self.slidev or "marp" in self.front.keys

    @property
    def dividers(self) -> frozenset[int]:
        """Levels of headings that begin a slide wherever they stand: Marp's `headingDivider`."""
        said = self.front.values.get("heading-divider", "")
        found = [int(level) for level in re.findall(r"[1-6]", said)]
        return frozenset(found if len(found) > 1 else range(1, found[0] + 1) if found else ())

    @property
    def whole(self) -> Span:
        """All of the file."""
        return Span(1, 1, len(self.source.lines))

    @property
    def label_first(self) -> bool:
        """Wiki links name their label first, as in Dendron."""
        return self.front.keys >= DENDRON_KEYS

    def report(self, code: str, severity: Severity, message: str, span: Span, hint: str = "") -> None:
        """Note a finding and go on."""
        self.findings.append(Diagnostic(code, severity, message, span, hint))
