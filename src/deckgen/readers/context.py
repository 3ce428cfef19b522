"""What every reader of a file needs to know, and where it says what it found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from deckgen.deck.slides import Direction
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.memory import Memory
from deckgen.patterns import regex
from deckgen.readers.dialects.dialect import WORDED, Dialect
from deckgen.readers.dialects.exports import label_first
from deckgen.readers.dialects.own import OWN
from deckgen.readers.front_matter import FrontMatter
from deckgen.readers.style_sheets import Sheet, for_classes
from deckgen.source import Source, Span

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "iw", "ur", "ps", "yi", "dv", "ckb", "sd", "ug", "syr"))
"""Languages that are written from the right."""


_FROM_RIGHT = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FROM_LEFT = regex("[A-Za-z\u00c0-\u058f\u0900-\u1fff]")
_FIRST_BYTES = (*range(0xD6, 0xE1), 0xEF)
"""Of letters that are written from the right, in UTF-8: these are found in a third of the time."""


_NO_WORDS = regex(r"`[^`\n]*`|https?:\S+|<[^>\n]*>|\]\([^)\n]*\)|^[\w-]+:.*$|\$[^$\n]+\$", re.MULTILINE)


def _runs_from_right(text: str) -> bool:
    """True for a text most of whose letters are written from the right, without its code and addresses."""
    data = text.encode("utf-8", "replace")
    if not any(byte in data for byte in _FIRST_BYTES) or not _FROM_RIGHT.search(text):
        return False
    words = _NO_WORDS.sub("", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return len(_FROM_RIGHT.findall(words)) > len(_FROM_LEFT.findall(words))


class ReadContext(Struct, frozen=True, eq=False, kw_only=True):
    """The file, its front matter, and the findings so far."""

    source: Source
    front: FrontMatter
    memory: Memory = field(default_factory=lambda: Memory(None))
    macros: Mapping[str, str] = field(default_factory=dict)
    """LaTeX: name → definition, the front matter's and those that stand anywhere in the file."""
    redefined: tuple[tuple[int, str, str], ...] = ()
    """Those that are defined several times, in order: line, name, definition."""
    findings: list[Diagnostic] = field(default_factory=list)
    dialect: Dialect = OWN
    examples: Mapping[str, int] = field(default_factory=dict)
    """Labels of numbered examples → their numbers."""
    footnotes: Sequence[str] = ()
    """Labels of those that stand anywhere in the file."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Of the deck's project."""
    sheet: Sheet = ()
    """Rules of the deck's own style sheets."""
    has_properties: bool = False
    """`key:: value` lines are properties."""

    @property
    def dividers(self) -> frozenset[int]:
        """Levels of headings that begin a slide wherever they stand: `headingDivider`."""
        said = self.front.values.get("heading-divider", "")
        found = [int(level) for level in re.findall(r"[1-6]", said)]
        return frozenset(found if len(found) > 1 else range(1, found[0] + 1) if found else ())

    @property
    def direction(self) -> Direction:
        """In which the deck's text runs: as it says, or as its language is written."""
        said = self.front.values.get("dir", "")
        if said in ("rtl", "ltr"):
            return "rtl" if said == "rtl" else "ltr"
        lang = self.front.values.get("lang", "").partition("-")[0].lower()
        return "rtl" if lang in RIGHT_TO_LEFT or (not lang and _runs_from_right(self.source.text)) else ""

    def caption_of(self, at: Mapping[str, str], alt: str) -> str:
        """What is said below a picture with these attributes: its title, where the dialect has it so, or what describes
        it in a deck that says `captions: alt`."""
        title = at.get("title", "") if self.dialect.captions == "titled" else ""
        says = self.front.values.get("captions", "") == "alt" or WORDED in at.get("class", "").split()
        return title or at.get("fig-cap", "") or (alt if says else "")

    @property
    def whole(self) -> Span:
        """All of the file."""
        return Span(1, 1, len(self.source.lines))

    @property
    def label_first(self) -> bool:
        """Links between notes name their label first."""
        return label_first(self.front.keys)

    def styled(self, at: Mapping[str, str], element: str) -> Mapping[str, str]:
        """The attributes of an element, in its `style` also what its classes mean."""
        names = at.get("class", "").split()
        if not (names or (at and self.dialect.class_style)):
            return at
        named = self.dialect.class_style(at) if self.dialect.class_style else ""
        said = ";".join(filter(None, (named, for_classes(self.sheet, names, element), at.get("style", ""))))
        return {**at, "style": said} if said else at

    def report(self, code: str, severity: Severity, message: str, span: Span, hint: str = "") -> None:
        """Note a finding and go on."""
        self.findings.append(Diagnostic(code, severity, message, span, hint))

    def report_computed(self, text: str, span: Span) -> None:
        """Note that a text has something in it that its tool would compute."""
        if self.dialect.computed and (found := self.dialect.computed.search(text)):
            message = f"`{found[0]}` is shown as it is: deckgen computes nothing"
            self.report("not-computed", "warning", message, self.source.find(found[0], span))
