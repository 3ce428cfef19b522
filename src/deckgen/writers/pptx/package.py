"""The package being written: parts, content types, relations, media. Counters are our own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from deckgen.memory import Memory
from deckgen.model import Content, key_of
from deckgen.writers.pptx.archive import Member, archive, deflated, stored
from deckgen.writers.pptx.xml import HEAD, RELATIONS, attribute

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PACKED = (".png", ".jpg", ".gif", ".xlsx", ".mp4", ".mov", ".webm", ".mp3", ".m4a")
"""Such files are no smaller in an archive."""
EXTENSIONS: Mapping[str, str] = {
    "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg",
    "image/bmp": "bmp", "image/tiff": "tiff", "video/mp4": "mp4", "video/quicktime": "mov", "video/webm": "webm",
    "video/ogg": "ogv", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/wav": "wav", "audio/ogg": "ogg",
    "audio/flac": "flac",
}  # fmt: skip


class Relation(Struct, frozen=True):
    """One row of a .rels part; `id` is its number."""

    kind: str
    target: str
    external: bool = False

    def xml(self, number: int) -> str:
        """The row."""
        kind = self.kind if "://" in self.kind else f"{RELATIONS}/{self.kind}"
        mode = ' TargetMode="External"' if self.external else ""
        return f'<Relationship Id="rId{number}" Type="{kind}" Target="{attribute(self.target)}"{mode}/>'


class TemplatePackage(Struct, frozen=True, kw_only=True):
    """Parts to copy, and `presentation.xml` in three pieces around what we add."""

    parts: Mapping[str, bytes]
    defaults: Mapping[str, str]
    overrides: Mapping[str, str]
    relations: tuple[Relation, ...]
    """Of `presentation.xml`; the notes master is among them."""
    notes_master: str
    """Its part name."""
    before: str
    after: str
    """`presentation.xml` up to where the slide list goes, and from there on."""


def _bytes(part: bytes | Content) -> bytes:
    return part.read() if isinstance(part, Content) else part


def _key(part: bytes | Content) -> bytes:
    """Tells a part from any other."""
    return key_of(part.digest.encode(), b"content") if isinstance(part, Content) else key_of(part)


def relations_xml(relations: Sequence[Relation]) -> str:
    """A .rels part."""
    rows = "".join(relation.xml(number) for number, relation in enumerate(relations, 1))
    return (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rows}</Relationships>"
    )


class Package(Struct, eq=False):
    """Parts by name, in the order in which they are written."""

    parts: dict[str, bytes | Content]
    """A picture or film is read when it is its turn."""
    defaults: dict[str, str]
    overrides: dict[str, str]
    media: dict[str, str] = field(default_factory=dict)
    """Fingerprint of a media file → its part name."""
    charts: int = 0
    """How many there are."""
    known: dict[tuple[Relation, ...], bytes] = field(default_factory=dict)
    """Relations as a part: those of most slides are the same."""

    def add(self, name: str, xml: str | bytes, content_type: str = "") -> None:
        """Add an XML part, text or UTF-8."""
        self.parts[name] = xml.encode() if isinstance(xml, str) else xml
        if content_type:
            self.overrides[f"/{name}"] = content_type

    def add_relations(self, name: str, relations: Sequence[Relation]) -> None:
        """Add the relations of part `name`, or of the package itself."""
        rows = tuple(relations)
        if rows not in self.known:
            self.known[rows] = relations_xml(rows).encode("utf-8")
        folder, file = posixpath.split(name)
        self.parts[posixpath.join(folder, "_rels", f"{file}.rels")] = self.known[rows]

    def add_media(self, data: Content, media_type: str) -> str:
        """Store a file once and return its part name."""
        key = data.digest
        if key not in self.media:
            extension = EXTENSIONS[media_type]
            stem = "image" if media_type.startswith("image/") else "media"
            name = f"ppt/media/{stem}{len(self.media) + 1}.{extension}"
            while name in self.parts:
                name = name.replace(f"/{stem}", f"/{stem}-")
            self.media[key] = name
            self.parts[name] = data
            self.defaults.setdefault(extension, media_type)
        return self.media[key]

    def add_chart(self, xml: str, workbook: bytes) -> str:
        """Store a chart with its workbook, which is the chart's first relation; return its part name."""
        self.charts += 1
        name = f"ppt/charts/chart{self.charts}.xml"
        while name in self.parts:
            self.charts += 1
            name = f"ppt/charts/chart{self.charts}.xml"
        book = f"ppt/embeddings/Microsoft_Excel_Worksheet{self.charts}.xlsx"
        self.add(name, xml, _CHART)
        self.parts[book] = workbook
        self.defaults.setdefault("xlsx", _WORKBOOK)
        self.add_relations(name, [Relation("package", f"../embeddings/{posixpath.basename(book)}")])
        return name

    def pieces(self, memory: Memory) -> Iterator[bytes]:
        """The zip file in pieces: the same bytes for the same parts, whenever it is made."""
        types = self._content_types().encode("utf-8")
        parts = [("[Content_Types].xml", types), *self.parts.items()]
        names = {name: _key(data) for name, data in parts if not name.endswith(_PACKED)}
        texts = {names[name]: data for name, data in parts if name in names}
        keys = list(texts)

        def packed(at: int) -> Member:
            return deflated(_bytes(texts[keys[at]]))

        members = dict(zip(keys, memory.in_groups(b"deflated", keys, Member, packed, ends=True), strict=True))
        shown = [(name, members[names[name]] if name in names else data) for name, data in parts]
        return archive(
            (name, part if isinstance(part, Member) else stored(_bytes(part))) for name, part in shown
        )

    def _content_types(self) -> str:
        rows = [
            f'<Default Extension="{extension}" ContentType="{kind}"/>'
            for extension, kind in self.defaults.items()
        ]
        rows += [
            f'<Override PartName="{attribute(name)}" ContentType="{kind}"/>'
            for name, kind in self.overrides.items()
            if name.lstrip("/") in self.parts
        ]
        return (
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f"{''.join(rows)}</Types>"
        )


def reachable(parts: Mapping[str, Iterable[str]], roots: Iterable[str]) -> frozenset[str]:
    """Part names that can be reached from `roots` over relations."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += parts.get(name, ())
    return frozenset(found)
