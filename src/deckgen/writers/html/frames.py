"""Frames as positioned elements."""

from __future__ import annotations

from html import escape
from typing import assert_never

from msgspec import Struct

from deckgen.deck.figures import Drawing, Film, Picture
from deckgen.deck.inlines import Run
from deckgen.deck.mathml import mathml
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import (
    Edges,
    EquationFrame,
    FigureFrame,
    Frame,
    LaidOutSlide,
    LaidParagraph,
    LaidRow,
    Rule,
    TableFrame,
    TextFrame,
)
from deckgen.layout.panels import is_on_panel
from deckgen.themes.art import PictureFill
from deckgen.themes.model import Box, Placeholder, Theme
from deckgen.writers.html.addresses import Address
from deckgen.writers.html.art import fill_css
from deckgen.writers.html.drawings import drawing_svg
from deckgen.writers.html.fragments import fragment, gone, lasts
from deckgen.writers.html.needs import AS_INHERITED
from deckgen.writers.html.text import CAPS, TextWriter, links_in, outside, px, text_align

_JUSTIFY = {"top": "flex-start", "middle": "center", "bottom": "flex-end"}


def place(box: Box) -> str:
    """CSS position of a box."""
    return f"left:{px(box.x)};top:{px(box.y)};width:{px(box.width)};height:{px(box.height)}"


class FrameWriter(Struct, frozen=True, eq=False):
    """Writes the frames of one slide."""

    theme: Theme
    text: TextWriter
    slide: LaidOutSlide
    address: Address

    def write(self, frame: Frame, at: str = "") -> str:
        """One frame, its element with the attributes `at`."""
        if not lasts(frame.step):
            return self._written(frame, at)
        hidden = ' aria-hidden="true"' if isinstance(frame, Rule) else ""
        return f"<div{at}{gone(frame.step)}{hidden}>{self._written(frame, '')}</div>"

    def _written(self, frame: Frame, at: str) -> str:
        match frame:
            case EquationFrame():
                style = f"{place(frame.box)};color:#{frame.color};justify-content:center;font-size:{px(frame.size)}"
                step, index = fragment(frame.step)
                return (
                    f'<div{at} class="f equation{step}" style="{style}"{index}>{mathml(frame.formula)}</div>'
                )
            case TextFrame():
                return self._text(frame, at)
            case FigureFrame():
                return self._figure(frame, at)
            case ChartFrame():
                from deckgen.writers.html.charts.chart import chart_svg
                from deckgen.writers.html.charts.tables import data_tables

                svg = chart_svg(frame, self.theme, self._name(frame))
                step, index = fragment(frame.step)
                look = f'class="f{step}" style="{place(frame.box)}"{index}'
                return f"<figure{at} {look}>{svg}{data_tables(frame)}</figure>"
            case Rule():
                return self._rule(frame, at)
            case TableFrame():
                return self._table(frame, at)
            case _:
                assert_never(frame)

    def _rule(self, rule: Rule, at: str) -> str:
        """A bar, or a veil that comes and goes."""
        if rule.shown == "edited":
            return ""
        fill = f"#{rule.fill}"
        if fade := rule.fade:
            fill = f"linear-gradient({fade.angle:g}deg,{fill} {fade.start:.1%},{fill}00 {fade.end:.1%})"
        style = f"{place(rule.box)};background:{fill}"
        if rule.opacity < 1:
            style += f";--shown:{rule.opacity:g};opacity:{rule.opacity:g}"
        step, index = fragment(rule.step)
        veil = " veil" if rule.shown == "presented" else ""
        return f'<div{at} class="f{veil}{step}" aria-hidden="true" style="{style}"{index}></div>'

    def _name(self, frame: ChartFrame) -> str:
        """A name for a frame that no other has, and that stays when the slide moves down."""
        return f"{self.slide.id}-{frame.span.line - self.slide.span.line}-{frame.span.column}"

    def _text(self, frame: TextFrame, at: str) -> str:
        left, top, right, bottom = frame.insets
        links = links_in(frame.paragraphs, frame.color, self.theme)
        style = f"{place(frame.box)};color:#{frame.color};{links}justify-content:{_JUSTIFY[frame.anchor]}"
        if any(frame.insets):
            style += f";padding:{px(top)} {px(right)} {px(bottom)} {px(left)}"
        ground = f"#{frame.fill}" if frame.fill else _ground(frame, self.address)
        if ground:
            style += f";background:{ground}"
        if frame.placeholder and (stroke := frame.placeholder.stroke) and frame.is_whole_place:
            kind, width = "dashed" if stroke.dashes else "solid", stroke.width
            style += f";outline:{px(width)} {kind} {fill_css(stroke.paint)};outline-offset:{px(-width / 2)}"
        if frame.placeholder and frame.placeholder.angle:
            style += f";transform:rotate({frame.placeholder.angle:g}deg)"
        if frame.placeholder and frame.placeholder.face == "title":
            style += ";font-family:var(--title)"
        if frame.placeholder and frame.role in AS_INHERITED:
            style += _look(frame.placeholder, frame.paragraphs[0].size if frame.paragraphs else 0.0)
        if frame.outline:
            style += f";outline:1.5px dashed #{frame.outline};outline-offset:-1.5px"
        match frame.role:
            case "title":
                paragraph = frame.paragraphs[0]
                inner = self.text.inlines(paragraph.inlines)
                weight = "700" if paragraph.bold else "400"
                family = "body" if frame.placeholder and frame.placeholder.face == "body" else "title"
                size = f"font-size:{px(paragraph.size)};font-weight:{weight};font-family:var(--{family})"
                align = f";text-align:{text_align(paragraph.align)}" if paragraph.align else ""
                way = "rtl" if paragraph.right_to_left else "auto"
                inner = f'<h{frame.level} dir="{way}" style="{size}{align}">{inner}</h{frame.level}>'
            case "code":
                inner = self._code(frame)
            case "quotation":
                inner = f"<blockquote>{self.text.paragraphs(frame.paragraphs)}</blockquote>"
            case _:
                inner = self.text.paragraphs(frame.paragraphs)
        step, index = fragment(frame.step)
        return f'<div{at} class="f {frame.role}{step}" style="{style}"{index}>{inner}</div>'

    def _code(self, frame: TextFrame) -> str:
        first = frame.paragraphs[0]
        lines = [self._code_line(paragraph) for paragraph in frame.paragraphs]
        size = f"font-size:{px(first.size)}" + (f";padding-left:{px(first.left)}" if first.left else "")
        language = f' class="language-{escape(frame.language)}"' if frame.language else ""
        return f'<pre dir="ltr" style="{size}"><code{language}>{chr(10).join(lines)}</code></pre>'

    def _code_line(self, line: LaidParagraph) -> str:
        number = ""
        if line.marker:
            style = f"width:{px(line.left)};color:#{self.theme.color(line.marker.color)}"
            number = f'<span class="m" aria-hidden="true" style="{style}">{line.marker.text}</span>'
        return number + "".join(
            f'<span style="color:#{self.theme.color(item.marks.color)}">{escape(item.text, quote=False)}</span>'
            if item.marks.color
            else escape(item.text, quote=False)
            for item in line.inlines
            if isinstance(item, Run)
        )

    def _row(self, number: int, frame: TableFrame, tag: str) -> str:
        row, (side, end) = frame.rows[number], frame.padding
        none, alone = (0.0,) * len(row.cells), ((1, 1),) * len(row.cells)
        each = zip(row.cells, row.tops or none, row.tails or none, row.joins or alone, strict=True)
        cells = "".join(
            self._cell(
                cell,
                f"{tag}{_spans(across, down)}",
                (end + top, side + tail, end, side),
                self._lines(frame.edges(number, column)) if down > 1 else "",
            )
            for column, (cell, top, tail, (across, down)) in enumerate(each)
            if across
        )
        return f'<tr style="height:{px(row.height)}{self._row_look(row)}">{cells}</tr>'

    def _cell(
        self, cell: LaidParagraph, tag: str, padding: tuple[float, float, float, float], lines: str
    ) -> str:
        align = f";text-align:{text_align(cell.align)}" if cell.align else ""
        color = f";color:#{cell.color}" if cell.color else ""
        weight = ";font-weight:700" if cell.bold else ""
        style = f"font-size:{px(cell.size)};padding:{' '.join(map(px, padding))}{align}{color}{weight}{lines}"
        way, words = "rtl" if cell.right_to_left else "auto", self.text.inlines(cell.inlines)
        return f'<{tag} dir="{way}" style="{style}">{words}</{tag[:2]}>'

    def _table(self, frame: TableFrame, at: str) -> str:
        columns = "".join(f'<col style="width:{px(width)}">' for width in frame.widths)
        rows = []
        for number in range(len(frame.rows)):
            header = number < frame.header
            rows.append(self._row(number, frame, 'th scope="col"' if header else "td"))
        head = f"<thead>{''.join(rows[: frame.header])}</thead>" if frame.header else ""
        body = "".join(rows[frame.header :])
        step, index = fragment(frame.step)
        way = "rtl" if frame.right_to_left else "ltr"
        return (
            f'<div{at} class="f table{step}" style="{place(frame.box)}"{index}>'
            f'<table dir="{way}" style="width:{px(frame.box.width)}">'
            f"<colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table></div>"
        )

    def _row_look(self, row: LaidRow) -> str:
        """The ground of a row, and its lines, which all its cells draw."""
        fill = f";background:#{self.theme.color(row.fill)}" if row.fill else ""
        return fill + self._lines(Edges(row.above, row.below))

    def _lines(self, edges: Edges) -> str:
        lines = [
            f"linear-gradient(#{self.theme.color(color)},#{self.theme.color(color)}) 0 {at}/100% {px(width)} no-repeat"
            for at, (width, color) in (("0", edges.above), ("100%", edges.below))
            if width
        ]
        return f";--rule:{','.join(lines)}" if lines else ""

    def _figure(self, frame: FigureFrame, at: str) -> str:
        match frame.art:
            case Picture() as picture:
                inner = self._image(picture, frame)
            case Film() as film:
                inner = self._film(film, frame)
            case Drawing() as drawing:
                inner = drawing_svg(drawing, self.theme, frame.alt)
            case _:
                assert_never(frame.art)
        if frame.link:
            inner = f'<a href="{escape(frame.link)}"{outside(frame.link)}>{inner}</a>'
        step, index = fragment(frame.step)
        hidden = "" if frame.alt else ' aria-hidden="true"'
        return f'<figure{at} class="f{step}" style="{place(frame.box)}"{index}{hidden}>{inner}</figure>'

    def _image(self, picture: Picture, frame: FigureFrame) -> str:
        uri = self.address(picture.data, picture.media_type)
        cover = ' style="object-fit:cover"' if any(frame.crop) else ""
        return f'<img src="{uri}" alt="{escape(frame.alt)}"{cover} decoding="async" loading="lazy">'

    def _film(self, film: Film, frame: FigureFrame) -> str:
        uri = self.address(film.data, film.media_type)
        label = f' aria-label="{escape(frame.alt)}"'
        if not film.is_video:
            return f'<audio controls preload="none" src="{uri}"{label}></audio>'
        poster = self.address(film.poster.data, film.poster.media_type)
        return f'<video controls preload="metadata" playsinline src="{uri}" poster="{poster}"{label}></video>'


def _look(place: Placeholder, size: float) -> str:
    """Italics, capitals and space between letters, of text at `size` points."""
    if not place.styles:
        return ""
    style = place.styles[0]
    return (
        (";font-style:italic" if style.italic else "")
        + f";{CAPS[style.caps]}".rstrip(";")
        + (f";letter-spacing:{px(style.tracking_at(size))}" if style.tracking else "")
    )


def _ground(frame: TextFrame, address: Address) -> str:
    """What the place for a text is filled with, whoever stands in it."""
    fill = frame.placeholder.fill if frame.placeholder and not is_on_panel(frame) else None
    if isinstance(fill, PictureFill):
        return f"url({address(fill.content, fill.media_type)}) 0 0/100% 100%"
    return fill_css(fill) if fill else ""


def _spans(across: int, down: int) -> str:
    """Attributes of a cell that takes several columns or rows."""
    return (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
