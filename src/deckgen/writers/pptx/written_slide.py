"""What one slide comes to, before it has a place in a package: XML, and what that refers to."""

from __future__ import annotations

from msgspec import Struct, field

from deckgen.model import Content, Model
from deckgen.patterns import regex

NUMBER, TOTAL = "\0n", "\0t"
"""Stand in XML where the slide's number and that of the last one go; no text of an author's has such characters."""
_GAPS = regex(f"({NUMBER}|{TOTAL})")


class Reference(Model, frozen=True, kw_only=True):
    """A relation of a slide's, to what has no part name yet."""

    kind: str
    target: str = ""
    """A part that the template has, or an address outside."""
    external: bool = False
    content: Content | None = None
    """A file …"""
    media_type: str = ""
    chart: int = -1
    """… or one of the slide's charts …"""
    slide: str = ""
    """… or the slide of that id."""

    @property
    def identity(self) -> tuple[object, ...]:
        """The same for relations that are one."""
        digest = self.content.digest if self.content else ""
        return self.kind, self.target, self.external, digest, self.chart, self.slide


class WrittenChart(Model, frozen=True):
    """A chart with the workbook behind it."""

    xml: str
    workbook: Content


class WrittenPart(Model, frozen=True):
    """XML with gaps for slide numbers: UTF-8 and gaps in turn; and what it refers to, rId1 first."""

    pieces: tuple[bytes, ...]
    references: tuple[Reference, ...] = ()

    @classmethod
    def of(cls, xml: str, references: References) -> WrittenPart:
        """The XML, cut at its gaps."""
        return cls(tuple(piece.encode() for piece in _GAPS.split(xml)), tuple(references.rows))

    def xml(self, number: int, total: int) -> bytes:
        """The XML of slide `number` of `total`."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        filled = {NUMBER.encode(): b"%d" % number, TOTAL.encode(): b"%d" % total}
        return b"".join(filled.get(piece, piece) for piece in self.pieces)


class WrittenSlide(Model, frozen=True, kw_only=True):
    """A slide with its notes and charts."""

    slide: WrittenPart
    notes: WrittenPart | None = None
    charts: tuple[WrittenChart, ...] = ()


class References(Struct, eq=False):
    """The relations of one part while it is being written, each once."""

    rows: list[Reference] = field(default_factory=list)
    known: dict[tuple[object, ...], int] = field(default_factory=dict)
    charts: list[WrittenChart] = field(default_factory=list)

    def add(self, reference: Reference) -> str:
        """The id of this relation."""
        number = self.known.setdefault(reference.identity, len(self.rows) + 1)
        if number > len(self.rows):
            self.rows.append(reference)
        return f"rId{number}"

    def link(self, kind: str, target: str) -> str:
        """The id of a relation to an address outside."""
        return self.add(Reference(kind=kind, target=target, external=True))

    def image(self, content: Content, media_type: str) -> str:
        """The id of the relation to an image."""
        return self.file("image", content, media_type)

    def file(self, kind: str, content: Content, media_type: str) -> str:
        """The id of the relation to a file that the package is to hold."""
        return self.add(Reference(kind=kind, content=content, media_type=media_type))

    def chart(self, xml: str, workbook: Content) -> str:
        """The id of the relation to a chart."""
        self.charts.append(WrittenChart(xml, workbook))
        return self.add(Reference(kind="chart", chart=len(self.charts) - 1))
