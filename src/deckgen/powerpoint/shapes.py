"""The shapes of a slide that say something, groups undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.inlines import Run, plain_text
from deckgen.patterns import regex
from deckgen.powerpoint.charts import chart_of
from deckgen.powerpoint.diagrams import diagram_of
from deckgen.powerpoint.model import Connector, Content, Image, Role, ShownShape, Words
from deckgen.powerpoint.names import DGM, EMU, P14, SVG, A, C, P, R, children, flag, local, whole
from deckgen.powerpoint.newer_charts import CX, newer_chart_of
from deckgen.powerpoint.places import Inheritance, Place, place_of, rectangle
from deckgen.powerpoint.tables import grid_of
from deckgen.powerpoint.text import Link, TextReader
from deckgen.themes.box import Box

_FILM = ("videoFile", "audioFile", "wavAudioFile", "quickTimeFile")
Crop: TypeAlias = tuple[float, float, float, float]
_LINE_ENDS = regex(r"[ \t]*[\r\n\v]+[ \t]*")
"""What is said of a picture is one line."""
_COUNT = regex(r"\d+/\d+")
_QUARTER = 90 * 60_000
"""A quarter of a turn, as the format writes it."""
WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)


class Relations(Struct, frozen=True):
    """What a part refers to."""

    part: Callable[[str], Any]
    """A relation's id → the part that it names, as python-pptx has it; None for none."""
    address: Callable[[str], str]
    """A relation's id → an address outside the file; nothing for none."""
    link: Link


class Move(Struct, frozen=True):
    """From a group's own coordinates to the slide's, in EMU."""

    left: float = 0.0
    top: float = 0.0
    across: float = 1.0
    down: float = 1.0

    def box(self, frame: tuple[float, float, float, float]) -> Box:
        """In points, on the slide."""
        x, y, width, height = frame
        return Box(
            round((self.left + x * self.across) / EMU, 3), round((self.top + y * self.down) / EMU, 3),
            round(width * self.across / EMU, 3), round(height * self.down / EMU, 3),
        )  # fmt: skip

    def within(self, group: Any) -> Move:
        """That of the shapes in a group."""
        transform = group.find(f"{P}grpSpPr/{A}xfrm")
        outer, inner = rectangle(transform), rectangle(transform, "chOff", "chExt")
        if outer is None or inner is None or not (inner[2] and inner[3]):
            return self
        across, down = outer[2] / inner[2], outer[3] / inner[3]
        return Move(
            self.left + self.across * (outer[0] - inner[0] * across),
            self.top + self.down * (outer[1] - inner[1] * down),
            self.across * across,
            self.down * down,
        )


class ShapeReader(Struct, frozen=True):
    """Reads the shapes of one slide."""

    inheritance: Inheritance
    relations: Relations
    left_out: list[str]
    """What is seen that can't be said …"""
    connectors: list[Connector]
    """… and lines between shapes; both are added to."""

    def shapes(self, tree: Any, move: Move = Move()) -> Iterator[ShownShape]:  # noqa: B008 - it is frozen
        """Those in a tree of shapes, in the order in which they are drawn."""
        for element in children(tree):
            name = local(element)
            if _hidden(element):
                if place_of(element) is None and (words := _words_in(element)):
                    self.left_out.append(f"a hidden shape: {words}")
            elif name == "grpSp":
                yield from self.shapes(element, move.within(element))
            elif name in ("sp", "pic", "graphicFrame", "cxnSp"):
                shape = self._shape(element, name, move)
                if shape is not None:
                    yield from self._filling(element, shape)
                    yield shape

    def _filling(self, element: Any, shape: ShownShape) -> Iterator[ShownShape]:
        """The picture that fills a shape with words, as one behind it."""
        fill = element.find(f"{P}spPr/{A}blipFill/{A}blip")
        properties = next((each for each in element.iter(f"{P}cNvPr")), None)
        if fill is None or properties is None or isinstance(shape.content, Image):
            return
        if image := self._image(fill, WHOLE, properties):
            yield replace(shape, id=-shape.id, role="text", content=image, place="")

    def background(self, properties: Any) -> tuple[str, Image | None]:
        """A slide's own colour and picture behind all that is on it."""
        if properties is None:
            return "", None
        color = properties.find(f"{A}solidFill/{A}srgbClr")
        blip = properties.find(f"{A}blipFill/{A}blip")
        image = self._image(blip, WHOLE, properties) if blip is not None else None
        return (color.get("val", "") if color is not None else ""), image

    def _shape(self, element: Any, kind: str, move: Move) -> ShownShape | None:
        place = place_of(element)
        frame = self.inheritance.frame(element) or (0, 0, 0, 0)
        properties = next((each for each in element.iter(f"{P}cNvPr")), None)
        if properties is None:
            return None
        content: Content | None = None
        if kind == "sp":
            content = _linked(self._text(element, place), self._click(properties))
            fill = element.find(f"{P}spPr/{A}blipFill/{A}blip")
            if fill is not None and not _says(content):
                content = self._image(fill, WHOLE, properties)
        elif kind == "pic":
            content = self._picture(element, properties)
        elif kind == "graphicFrame":
            content = self._graphic(element)
        elif kind == "cxnSp":
            self.connectors.append(_connector(element, move.box(frame)))
        if content is None:
            self._note(element, kind, properties)
            return None
        role: Role = place.role if place is not None else "text"
        if _is_count(properties.get("name", ""), content):
            role = "number"
        box = move.box(frame)
        if (
            isinstance(content, Image) and content.turns % 2
        ):  # what a file says is where it would stand unturned
            aside = (box.width - box.height) / 2
            box = Box(box.x + aside, box.y - aside, box.height, box.width)
        alt = _LINE_ENDS.sub(" ", properties.get("descr", "") or properties.get("title", ""))
        return ShownShape(
            whole(properties, "id"), properties.get("name", ""), role, box, content, alt,
            place.index if place else "",
        )  # fmt: skip

    def _click(self, properties: Any) -> str:
        """Where a click on a shape leads."""
        click = properties.find(f"{A}hlinkClick")
        return (
            self.relations.link(click.get(f"{R}id", ""), click.get("action", "")) if click is not None else ""
        )

    def _text(self, element: Any, place: Place | None) -> Words | None:
        body = element.find(f"{P}txBody")
        if body is None:
            return None
        reader = TextReader(self.inheritance.styles(place), self.relations.link)
        return Words(reader.paragraphs(body))

    def _picture(self, element: Any, properties: Any) -> Image | None:
        extension = element.find(f"{P}nvPicPr/{P}nvPr/{P}extLst")
        media = extension.find(f".//{P14}media") if extension is not None else None
        film = next((each for name in _FILM for each in element.iter(f"{A}{name}")), None)
        blip = element.find(f"{P}blipFill/{A}blip")
        crop = _cropped(element.find(f"{P}blipFill/{A}srcRect"))
        if film is not None:
            part = self.relations.part(media.get(f"{R}embed", "")) if media is not None else None
            part = part or self.relations.part(film.get(f"{R}link", ""))
            poster = self.relations.part(blip.get(f"{R}embed", "")) if blip is not None else None
            address = "" if part is not None else self.relations.address(film.get(f"{R}link", ""))
            if part is None and not address:
                return None
            name = part.partname.filename if part is not None else ""
            return Image(
                name, part.blob if part is not None else b"", poster.blob if poster else b"", address
            )
        image = self._image(blip, crop, properties) if blip is not None else None
        transform = element.find(f"{P}spPr/{A}xfrm")
        turned = whole(transform, "rot") if transform is not None else 0
        turns = round(turned / _QUARTER) % 4 if not turned % _QUARTER else 0
        return replace(image, turns=turns) if image is not None and turns else image

    def _image(self, blip: Any, crop: Crop, properties: Any) -> Image | None:
        drawing = blip.find(f".//{SVG}svgBlip")
        vector = self.relations.part(drawing.get(f"{R}embed", "")) if drawing is not None else None
        part = (
            vector if vector is not None and crop == WHOLE else self.relations.part(blip.get(f"{R}embed", ""))
        )
        link = self._click(properties)
        if part is None:
            address = self.relations.address(blip.get(f"{R}link", ""))
            return Image("", b"", address=address, link=link) if address else None
        return Image(part.partname.filename, part.blob, link=link, crop=crop)

    def _graphic(self, element: Any) -> Content | None:
        data = element.find(f"{A}graphic/{A}graphicData")
        table = data.find(f"{A}tbl") if data is not None else None
        if table is not None:
            return grid_of(table, TextReader(link=self.relations.link))
        chart = data.find(f"{C}chart") if data is not None else None
        if chart is not None:
            part = self.relations.part(chart.get(f"{R}id", ""))
            return chart_of(part) if part is not None else None
        newer = data.find(f"{CX}chart") if data is not None else None
        if newer is not None:
            part = self.relations.part(newer.get(f"{R}id", ""))
            return newer_chart_of(part) if part is not None else None
        ids = data.find(f"{DGM}relIds") if data is not None else None
        if ids is not None:
            model, layout = (self.relations.part(ids.get(f"{R}{name}", "")) for name in ("dm", "lo"))
            return diagram_of(model, layout) if model is not None else None
        return None

    def _note(self, element: Any, kind: str, properties: Any) -> None:
        """What is left out is said, unless it is a line or an empty shape."""
        if kind == "graphicFrame":
            self.left_out.append(f"an object ({properties.get('name', '')})")
        elif kind == "pic":
            self.left_out.append(f"a picture that can't be had ({properties.get('name', '')})")


def _connector(element: Any, box: Box) -> Connector:
    ties = element.find(f"{P}nvCxnSpPr/{P}cNvCxnSpPr")
    line = element.find(f"{P}spPr/{A}ln")

    def tied(name: str) -> int:
        found = ties.find(f"{A}{name}") if ties is not None else None
        return whole(found, "id") if found is not None else 0

    def has_head(name: str) -> bool:
        found = line.find(f"{A}{name}") if line is not None else None
        return found is not None and found.get("type", "none") != "none"

    return Connector(tied("stCxn"), tied("endCxn"), (has_head("headEnd"), has_head("tailEnd")), box)


def _linked(words: Words | None, link: str) -> Words | None:
    """Words all of which lead where their shape does."""
    if words is None or not link:
        return words
    return Words(
        tuple(
            replace(
                each,
                inlines=tuple(
                    replace(item, marks=replace(item.marks, link=item.marks.link or link))
                    if isinstance(item, Run) and item.text.strip()
                    else item
                    for item in each.inlines
                ),
            )
            for each in words.paragraphs
        )
    )


def _says(content: Content | None) -> bool:
    return isinstance(content, Words) and any(each.inlines for each in content.paragraphs)


def _is_count(name: str, content: Content) -> bool:
    """True for what says which part of a slide this is (`2/3`), as our own files have it."""
    if not (name.startswith("Part") and isinstance(content, Words)):
        return False
    return all(_COUNT.fullmatch(plain_text(each.inlines).strip()) for each in content.paragraphs)


def _words_in(element: Any) -> str:
    paragraphs = ("".join(run.text or "" for run in each.iter(f"{A}t")) for each in element.iter(f"{A}p"))
    return " / ".join(" ".join(each.split()) for each in paragraphs if each.strip())


def _hidden(element: Any) -> bool:
    head = next((child for child in element if local(child).startswith("nv")), None)
    return head is not None and flag(head.find(f"{P}cNvPr"), "hidden")


def _cropped(crop: Any) -> Crop:
    """Shares of a picture that are cut off: left, top, right, bottom."""
    if crop is None:
        return WHOLE
    left, top, right, bottom = (max(0, whole(crop, side)) / 100_000 for side in "ltrb")
    return left, top, right, bottom
