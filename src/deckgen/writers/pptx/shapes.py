"""Frames as shapes: text, pictures, tables, drawings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from msgspec import Struct, field

from deckgen.deck.figures import Drawing, Film, Picture, Shape
from deckgen.deck.inlines import PLAIN, Run
from deckgen.deck.maths import Formula
from deckgen.layout.charts.model import Caption, ChartFrame, Panel
from deckgen.layout.model import EquationFrame, FigureFrame, Frame, LaidParagraph, Rule, TableFrame, TextFrame
from deckgen.layout.panels import is_on_panel
from deckgen.model import Content
from deckgen.themes.model import Box, Placeholder, Theme
from deckgen.writers.pptx.charts.workbook import Sheet
from deckgen.writers.pptx.connectors import connector_xml, glue
from deckgen.writers.pptx.lists import Numbering
from deckgen.writers.pptx.maths import alternate, linear
from deckgen.writers.pptx.pictures import StandIn, film_xml, picture_xml
from deckgen.writers.pptx.tables import table_xml
from deckgen.writers.pptx.text import TextWriter, has_formula, upright
from deckgen.writers.pptx.timing import Animated, animated
from deckgen.writers.pptx.written_slide import NUMBER, TOTAL, References
from deckgen.writers.pptx.xml import attribute, emu, escape, fading, language, solid, transform

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
Workbook = Callable[[Sheet], Content]
"""A chart's numbers as an .xlsx file."""
DrawnFormula = Callable[[Formula, str, float], Picture | None]
"""A formula in a colour as a picture; None for one that can't be drawn."""
_GEOMETRY = {
    "circle": "ellipse", "rectangle": "rect", "round": "roundRect", "text": "rect", "pill": "roundRect",
    "diamond": "diamond", "hexagon": "hexagon", "slanted": "parallelogram", "store": "can",
}  # fmt: skip
_PILL = '<a:gd name="adj" fmla="val 50000"/>'
_FIELDS = frozenset(("number",))
_NAMES = {
    "title": "Title", "eyebrow": "Eyebrow", "ordinal": "Section Number",
    "subtitle": "Subtitle", "body": "Text", "statement": "Statement",
    "quotation": "Quotation", "code": "Code",
    "missing": "Missing figure", "part": "Part", "header": "Header", "footer": "Footer",
    "number": "Slide Number", "counted": "Slide Number", "date": "Date",
    "footnote": "Footnotes", "caption": "Caption", "callout": "Callout", "poster": "Page", "filename": "File name",
}  # fmt: skip


class ShapeWriter(Struct, eq=False, kw_only=True):
    """Writes the shapes of one slide, numbering them."""

    references: References
    theme: Theme
    text: TextWriter
    workbook: Workbook
    drawn: DrawnFormula
    stand_in: StandIn
    next_id: int = 2
    written: list[str] = field(default_factory=list)
    animated: list[Animated] = field(default_factory=list)
    films: list[tuple[int, bool]] = field(default_factory=list)
    """Ids of the shapes that play, and whether they show something."""

    def add(self, frame: Frame) -> None:
        """Write one frame, and note what it does at which click."""
        if isinstance(frame, Rule) and frame.shown == "presented":
            return  # whoever edits a slide sees all that comes and goes at once
        self._animate(frame, self.next_id)
        match frame:
            case EquationFrame():
                self.written.append(self._equation(frame))
            case TextFrame():
                self.written.append(self._text(frame))
                self._in_lines(frame, frame.paragraphs)
            case FigureFrame():
                self.written.append(self._figure(frame))
            case ChartFrame():
                self.written.append(self._charts(frame))
            case Rule():
                self.written.append(self._rule(frame))
            case TableFrame():
                self.written.append(self._table(frame))
                self._in_lines(frame, [cell for row in frame.rows for cell in row.cells])
            case _:
                assert_never(frame)

    def _in_lines(self, frame: TextFrame | TableFrame, paragraphs: Sequence[LaidParagraph]) -> None:
        """The pictures over the gaps that the text leaves for them."""
        for paragraph in paragraphs:
            for placed in paragraph.pictures:
                picture = placed.picture
                if picture.art is not None:
                    step = paragraph.step or frame.step
                    alt = picture.alt or picture.art.name
                    self.add(
                        FigureFrame(
                            box=placed.box,
                            art=picture.art,
                            alt=alt,
                            span=frame.span,
                            link=placed.link,
                            step=step,
                        )
                    )

    def untitled(self, label: str) -> None:
        """The name of a slide whose title is a picture: a title above the slide, as PowerPoint hides one."""
        named = self._named("Title")
        box = Box(0.0, -60.0, self.theme.width, 40.0)
        self.written.append(
            f'<p:sp><p:nvSpPr>{named}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/>'
            f"</p:nvPr></p:nvSpPr><p:spPr>{transform(box)}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r>"
            f"<a:rPr{language(self.text.lang)}/><a:t>{escape(label)}</a:t></a:r></a:p></p:txBody></p:sp>"
        )

    def _animate(self, frame: Frame, shape: int) -> None:
        """A frame's steps; `shape` is the id that its (outermost) shape gets."""
        self.animated += animated(frame.step, shape)
        if not isinstance(frame, TextFrame):
            return
        start, number, numbering = 0, 0, Numbering()
        for paragraph in frame.paragraphs:
            if numbering.begins_anew(paragraph):  # below a paragraph of a space
                start, number = start + 2, number + 1
            self.animated += animated(paragraph.step, shape, number)
            for item in paragraph.inlines:
                length = len(item.text) if isinstance(item, Run) else 1
                if isinstance(item, Run) and item.marks.step:
                    self.animated += animated(item.marks.step, shape, characters=(start, start + length))
                start += length
            start, number = start + 1, number + 1

    def _named(self, name: str, *, alt: str = "", inner: str = "") -> str:
        number = self.next_id
        self.next_id += 1
        descr = f' descr="{attribute(alt)}"' if alt else ""
        head = f'<p:cNvPr id="{number}" name="{attribute(name)} {number}"{descr}'
        return f"{head}>{inner}</p:cNvPr>" if inner else f"{head}/>"

    def _text(self, frame: TextFrame) -> str:
        named = self._named(_NAMES[frame.role])
        place = frame.placeholder
        if place is not None:
            locks = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            inherited = frame.box == place.box and not place.moved
            bare = "<a:noFill/>" if place.fill and is_on_panel(frame) else ""
            bare += "<a:ln><a:noFill/></a:ln>" if place.stroke and not frame.is_whole_place else ""
            shape = (
                "<p:spPr/>"
                if inherited
                else f"<p:spPr>{transform(frame.box, angle=place.angle)}{bare}</p:spPr>"
            )
            kind = f"<p:nvPr>{_placeholder(place)}</p:nvPr>"
        else:
            locks = '<p:cNvSpPr txBox="1"/>'
            fill = solid(frame.fill, self.theme) if frame.fill else "<a:noFill/>"
            line = ""
            if frame.outline:
                dash = '<a:prstDash val="dash"/>'
                line = f'<a:ln w="12700">{solid(frame.outline, self.theme)}{dash}</a:ln>'
            shape = (
                f'<p:spPr>{transform(frame.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
                f"{fill}{line}</p:spPr>"
            )
            kind = "<p:nvPr/>"
        head = f"<p:sp><p:nvSpPr>{named}{locks}{kind}</p:nvSpPr>{shape}"
        if frame.role in _FIELDS:
            return f"{head}{self._field(frame)}</p:sp>"
        written = f"{head}{self.text.body(frame)}</p:sp>"
        if not any(has_formula(paragraph.inlines) for paragraph in frame.paragraphs):
            return written
        return alternate(written, f"{head}{self.text.without_equations().body(frame)}</p:sp>")

    def _equation(self, frame: EquationFrame) -> str:
        """A text box with nothing but a formula in it."""
        named = self._named("Equation", alt=frame.text)
        head = (
            f'<p:sp><p:nvSpPr>{named}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{transform(frame.box)}'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square" '
            'lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p>'
            '<a:pPr algn="ctr"/>'
        )
        tail = "</a:p></p:txBody></p:sp>"
        formula = self.text.formula(frame.formula, frame.size, frame.color)
        drawn = self.drawn(frame.formula, frame.color, frame.size)
        if drawn is None:
            plain = self.text.runs(linear(frame.formula, PLAIN), frame.size, color=frame.color)
            return alternate(f"{head}{formula}{tail}", f"{head}{plain}{tail}")
        from deckgen.media.formulas import SIZE

        scale = min(frame.size / SIZE, frame.box.width / max(drawn.width, 0.1))  # `\\` draws nothing
        width, height = drawn.width * scale, drawn.height * scale
        box, span = frame.box, frame.span
        place = Box(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height)
        shown = FigureFrame(box=place, art=drawn, alt=frame.text, span=span)
        picture = picture_xml(shown, drawn, named, "", self.references, self.stand_in)
        return alternate(f"{head}{formula}{tail}", picture)

    def _table(self, frame: TableFrame) -> str:
        named = self._named("Table")
        place = _placeholder(frame.placeholder) if frame.placeholder else ""
        written = table_xml(frame, named, place, self.text)
        if not any(has_formula(cell.inlines) for row in frame.rows for cell in row.cells):
            return written
        return alternate(written, table_xml(frame, named, place, self.text.without_equations()))

    def _field(self, frame: TextFrame) -> str:
        """The slide number is a field, so that it follows when slides move; what stands around it is text."""
        lang = language(self.text.lang)
        there, size = frame.placeholder, frame.paragraphs[0].size
        before, behind = there.said if there is not None and there.said else ("", "")
        total = f"/{TOTAL}" if "/" in frame.text.removeprefix(before).removesuffix(behind) else ""
        own = self.theme.dark or (there is not None and there.recolored)
        color = frame.paragraphs[0].color or (frame.color if own else "")
        fill = solid(color, self.theme) if color else ""
        sized = "" if there is None or there.size == size else f' sz="{round(size * 100)}"'
        look = f"<a:rPr{lang}{sized}>{fill}</a:rPr>" if fill else f"<a:rPr{lang}{sized}/>"

        def run(text: str) -> str:
            return f"<a:r>{look}<a:t>{escape(text)}</a:t></a:r>" if text else ""

        # LibreOffice shows no number in a place that takes this from its master.
        wrap = "" if there is None or there.wraps else ' wrap="none"'
        return (
            f"<p:txBody><a:bodyPr{wrap}/><a:lstStyle/><a:p>{run(before)}"
            f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{look}<a:t>{NUMBER}</a:t></a:fld>'
            f"{run(total)}{run(behind)}<a:endParaRPr{lang}/></a:p></p:txBody>"
        )

    def _rule(self, rule: Rule) -> str:
        named = self._named("Accent", inner=DECORATIVE)
        fill = solid(rule.fill, self.theme, rule.opacity)
        if fade := rule.fade:
            ends = (0.0, rule.opacity), (fade.start, rule.opacity), (fade.end, 0.0), (1.0, 0.0)
            fill = fading(rule.fill, dict(ends), fade.angle, self.theme)
        return (
            f"<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{transform(rule.box)}"
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}'
            "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        )

    # -- figures -----------------------------------------------------------------------------

    def _figure(self, frame: FigureFrame) -> str:
        match frame.art:
            case Picture() as picture:
                return self._picture(frame, picture)
            case Film() as film:
                return self._film(frame, film)
            case Drawing() as drawing:
                return self._drawing(frame, drawing)
            case _:
                assert_never(frame.art)

    def _picture(self, frame: FigureFrame, picture: Picture) -> str:
        link = self._click(frame.link)
        named = self._named("Picture", alt=frame.alt, inner=link)
        place = _placeholder(frame.placeholder) if frame.placeholder else ""
        return picture_xml(frame, picture, named, place, self.references, self.stand_in)

    def _film(self, frame: FigureFrame, film: Film) -> str:
        self.films.append((self.next_id, film.is_video))
        play = '<a:hlinkClick r:id="" action="ppaction://media"/>'
        named = self._named("Video" if film.is_video else "Sound", alt=frame.alt, inner=play)
        return film_xml(frame, film, named, self.references, self.stand_in)

    def _click(self, href: str) -> str:
        """What a click on a shape leads to."""
        relation, action = self.text.link(href) if href else ("", "")
        if not (relation or action):
            return ""
        do = f' action="{action}"' if action else ""
        return f'<a:hlinkClick r:id="{relation}"{do}/>'

    # -- charts ------------------------------------------------------------------------------

    def _charts(self, frame: ChartFrame) -> str:
        """One chart, or several in a group, with the source as text below."""
        source = self._caption(frame.source, "Source", "muted", "r") if frame.source else ""
        steps = list(frame.panel_steps)
        if len(frame.panels) == 1 and not frame.title:
            return self._chart(frame.panels[0], frame.alt, frame.placeholder, steps[0]) + source
        # What stands in a group can't appear by itself.
        named = "" if frame.steps else self._named("Charts", alt=frame.alt)
        title = self._caption(frame.title, "Chart title", "text", "l") if frame.title else ""
        inner = "".join(
            self._chart(panel, " ".join(panel.title) or panel.x.axis.title or frame.alt, None, clicks)
            for panel, clicks in zip(frame.panels, steps, strict=True)
        )
        return self._group(named, frame.box, title + inner + source) if named else title + inner + source

    def _chart(self, panel: Panel, alt: str, place: Placeholder | None, steps: Sequence[int]) -> str:
        from deckgen.writers.pptx.charts.chart import chart_xml

        sheet = Sheet()
        xml, owners = chart_xml(panel, self.theme, self.text.lang, sheet, "rId1")
        if steps:
            self.animated += (
                Animated(steps[owner], self.next_id, series=at)
                for at, owner in enumerate(owners)
                if owner >= 0
            )
        relation = self.references.chart(xml, self.workbook(sheet))
        named = self._named("Chart", alt=alt)
        holder = _placeholder(place) if place else ""
        return (
            f"<p:graphicFrame><p:nvGraphicFramePr>{named}<p:cNvGraphicFramePr>"
            f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr>{holder}</p:nvPr>'
            f'</p:nvGraphicFramePr>{transform(panel.box, "p")}<a:graphic><a:graphicData uri="{CHART}">'
            f'<c:chart xmlns:c="{CHART}" r:id="{relation}"/></a:graphicData></a:graphic></p:graphicFrame>'
        )

    def _caption(self, caption: Caption, name: str, color: str, align: str) -> str:
        named = self._named(name)
        bold = upright(self.theme, bold=align == "l")
        return (
            f'<p:sp><p:nvSpPr>{named}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
            f'{transform(caption.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></a:bodyPr>'
            f'<a:lstStyle/><a:p><a:pPr algn="{align}"/><a:r><a:rPr{language(self.text.lang)} '
            f'sz="{round(caption.size * 100)}"{bold} kern="1200">{solid(color, self.theme)}{self._font}</a:rPr>'
            f"<a:t>{escape(' '.join(caption.lines))}</a:t></a:r></a:p></p:txBody></p:sp>"
        )

    @property
    def _font(self) -> str:
        """The body's, where its text has another one than the theme."""
        font = self.theme.fonts["body"]
        return f'<a:latin typeface="{attribute(font.name)}"/>' if font.named else ""

    def _group(self, named: str, box: Box, inner: str) -> str:
        """Shapes in one group, each placed and sized on the slide itself."""
        x, y, width, height = emu(box.x), emu(box.y), emu(box.width), emu(box.height)
        return (
            f"<p:grpSp><p:nvGrpSpPr>{named}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
            f'<a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/><a:chOff x="{x}" y="{y}"/>'
            f'<a:chExt cx="{width}" cy="{height}"/></a:xfrm></p:grpSpPr>{inner}</p:grpSp>'
        )

    def _drawing(self, frame: FigureFrame, drawing: Drawing) -> str:
        """Native shapes in one group."""
        named = self._named("Drawing", alt=frame.alt, inner="" if frame.alt else DECORATIVE)
        scale = frame.box.width / drawing.width
        box = frame.box
        first = self.next_id  # each shape takes one
        shapes = "".join(
            self._shape(shape, box, scale, glue(shape, drawing, first)) for shape in drawing.shapes
        )
        return self._group(named, box, shapes)

    def _shape(self, shape: Shape, frame: Box, scale: float, joined: str) -> str:
        box = Box(
            frame.x + shape.x * scale, frame.y + shape.y * scale, shape.width * scale, shape.height * scale
        )
        tokens = self.theme.tokens.diagram
        fill = solid(shape.fill, self.theme) if shape.fill else "<a:noFill/>"
        stroke = solid(shape.stroke, self.theme) if shape.stroke else "<a:noFill/>"
        if shape.kind in ("line", "arrow"):
            return connector_xml(shape, self._named("Line"), joined, box, scale, self.theme)
        named = self._named("Shape" if shape.kind != "text" else "Text")
        dash = '<a:prstDash val="sysDash"/>' if shape.dashed else ""
        line = f'<a:ln w="{emu(tokens.outline_width * scale * shape.weight)}">{stroke}{dash}</a:ln>'
        align = {"left": "l", "center": "ctr", "right": "r"}[shape.align]
        flags = upright(self.theme, bold=shape.bold)
        look = (
            f'{language(self.text.lang)} sz="{round(shape.size * scale * 100)}"{flags} kern="1200">'
            f"{solid(shape.color, self.theme)}{self._font}</a:rPr>"
        )
        # Lines of one paragraph: who edits its words has all of them.
        lines = (
            f"<a:r><a:rPr{look}<a:t>{attribute(text)}</a:t></a:r>" for text in shape.text.split("\n") if text
        )
        runs = f"<a:br><a:rPr{look}</a:br>".join(lines)
        paragraph = f'<a:p><a:pPr algn="{align}"/>{runs}</a:p>' if runs else "<a:p/>"
        # Lines in the middle of a shape are broken already; others have room at their end.
        wrap = "none" if shape.align == "center" else "square"
        body = (
            f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
            f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraph}</p:txBody>"
        )
        return (
            f"<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{transform(box)}"
            f'<a:prstGeom prst="{_GEOMETRY[shape.kind]}"><a:avLst>{_PILL if shape.kind == "pill" else ""}</a:avLst>'
            f"</a:prstGeom>{fill}{line}</p:spPr>"
            f"{body}</p:sp>"
        )


def _placeholder(place: Placeholder) -> str:
    kind = f' type="{place.type}"' if place.type != "obj" else ""
    index = f' idx="{place.idx}"' if place.idx else ""
    size = {"dt": ' sz="half"', "ftr": ' sz="quarter"', "sldNum": ' sz="quarter"'}.get(place.type, "")
    return f"<p:ph{kind}{size}{index}/>"
