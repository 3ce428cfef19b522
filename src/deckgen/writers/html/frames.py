"""Frames as positioned elements."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import assert_never

from deckgen.charts.drawings import drawing_svg
from deckgen.deck.figures import Drawing, Picture
from deckgen.layout.charts.model import ChartFrame
from deckgen.layout.model import FigureFrame as FigureFrame
from deckgen.layout.model import Frame, LaidOutSlide, Rule, TableFrame, TextFrame
from deckgen.themes.model import Box, Decoration, Theme
from deckgen.writers.html.charts import chart_svg, data_tables
from deckgen.writers.html.text import TextWriter, px, text_align

_JUSTIFY = {"top": "flex-start", "middle": "center", "bottom": "flex-end"}
Drawn = Callable[[ChartFrame], Picture]
"""Charts as a picture of their frame's size."""


def data_uri(data: bytes, media_type: str) -> str:
    """A file inside the page."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def place(box: Box) -> str:
    """CSS position of a box."""
    return f"left:{px(box.x)};top:{px(box.y)};width:{px(box.width)};height:{px(box.height)}"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FrameWriter:
    """Writes the frames of one slide."""

    theme: Theme
    text: TextWriter
    drawn: Drawn
    slide: LaidOutSlide

    def write(self, frame: Frame) -> str:
        """One frame."""
        match frame:
            case TextFrame():
                return self._text(frame)
            case FigureFrame():
                return self._figure(frame)
            case ChartFrame():
                svg = chart_svg(self.drawn(frame), frame)
                return f'<figure class="f" style="{place(frame.box)}">{svg}{data_tables(frame)}</figure>'
            case Rule():
                style = f"{place(frame.box)};background:#{frame.fill}"
                return f'<div class="f" aria-hidden="true" style="{style}"></div>'
            case TableFrame():
                return self._table(frame)
            case _:
                assert_never(frame)

    def decoration(self, decoration: Decoration) -> str:
        """What the master draws behind every slide."""
        fill = f"background:#{decoration.fill}" if decoration.fill else ""
        if decoration.image:
            uri = data_uri(decoration.image, decoration.media_type)
            fill = f"background:url({uri}) center/100% 100% no-repeat"
        return f'<div class="f" aria-hidden="true" style="{place(decoration.box)};{fill}"></div>'

    def _text(self, frame: TextFrame) -> str:
        left, top, right, bottom = frame.insets
        style = f"{place(frame.box)};color:#{frame.color};justify-content:{_JUSTIFY[frame.anchor]}"
        if any(frame.insets):
            style += f";padding:{px(top)} {px(right)} {px(bottom)} {px(left)}"
        if frame.fill:
            style += f";background:#{frame.fill}"
        if frame.outline:
            style += f";outline:1.5px dashed #{frame.outline};outline-offset:-1.5px"
        match frame.role:
            case "title":
                paragraph = frame.paragraphs[0]
                inner = self.text.inlines(paragraph.inlines)
                weight = "700" if paragraph.bold else "400"
                size = f"font-size:{px(paragraph.size)};font-weight:{weight};font-family:var(--title)"
                align = f";text-align:{text_align(paragraph.align)}" if paragraph.align else ""
                inner = f'<h{frame.level} dir="auto" style="{size}{align}">{inner}</h{frame.level}>'
            case "code":
                inner = self._code(frame)
            case "quotation":
                inner = f"<blockquote>{self.text.paragraphs(frame.paragraphs)}</blockquote>"
            case _:
                inner = self.text.paragraphs(frame.paragraphs)
        return f'<div class="f {frame.role}" style="{style}">{inner}</div>'

    def _code(self, frame: TextFrame) -> str:
        lines = [
            escape("".join(getattr(item, "text", "\n") for item in paragraph.inlines), quote=False)
            for paragraph in frame.paragraphs
        ]
        size = px(frame.paragraphs[0].size)
        return f'<pre style="font-size:{size}"><code>{chr(10).join(lines)}</code></pre>'

    def _table(self, frame: TableFrame) -> str:
        side, end = frame.padding
        columns = "".join(f'<col style="width:{px(width)}">' for width in frame.widths)
        rows = []
        for number, row in enumerate(frame.rows):
            header = frame.header and number == 0
            tag = "th" if header else "td"
            scope = ' scope="col"' if header else ""
            cells = []
            for cell in row.cells:
                align = f";text-align:{text_align(cell.align)}" if cell.align else ""
                color = f";color:#{cell.color}" if cell.color else ""
                style = f"font-size:{px(cell.size)};padding:{px(end)} {px(side)}{align}{color}"
                cells.append(
                    f'<{tag}{scope} dir="auto" style="{style}">{self.text.inlines(cell.inlines)}</{tag}>'
                )
            rows.append(f'<tr style="height:{px(row.height)}">{"".join(cells)}</tr>')
        head = f"<thead>{rows[0]}</thead>" if frame.header else ""
        body = "".join(rows[1:] if frame.header else rows)
        return (
            f'<div class="f table" style="{place(frame.box)}"><table style="width:{px(frame.box.width)}">'
            f"<colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table></div>"
        )

    def _figure(self, frame: FigureFrame) -> str:
        match frame.art:
            case Picture() as picture:
                inner = self._image(picture, frame)
            case Drawing() as drawing:
                inner = drawing_svg(drawing, self.theme, frame.alt)
            case _:
                assert_never(frame.art)
        if frame.link:
            inner = f'<a href="{escape(frame.link)}" target="_blank" rel="noopener">{inner}</a>'
        return f'<figure class="f" style="{place(frame.box)}">{inner}</figure>'

    def _image(self, picture: Picture, frame: FigureFrame) -> str:
        uri = data_uri(picture.data, picture.media_type)
        tip = f' title="{escape(frame.title)}"' if frame.title else ""
        alt = escape(frame.alt or picture.name)
        return f'<img src="{uri}" alt="{alt}"{tip} decoding="async">'
