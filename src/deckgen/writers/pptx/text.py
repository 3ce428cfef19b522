"""Runs, paragraphs and text bodies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.inlines import Inline, Inlines, LineBreak, Marks, Run
from deckgen.deck.maths import Formula
from deckgen.layout.fonts import run_scale
from deckgen.layout.model import LINE_HEIGHT, LaidParagraph, TextFrame
from deckgen.themes.colors import LARGE_CONTRAST, contrast
from deckgen.themes.model import Theme
from deckgen.themes.text_style import TextStyle
from deckgen.writers.pptx.languages import spoken
from deckgen.writers.pptx.lists import APART, Numbering, bullet_xml
from deckgen.writers.pptx.maths import FONT, linear, math_xml
from deckgen.writers.pptx.xml import attribute, emu, escape, language, solid
from deckgen.writers.pptx.xml import color as color_xml

_ALIGN = {"": "", "left": ' algn="l"', "center": ' algn="ctr"', "right": ' algn="r"'}
VEIL = "99"
"""Of a translucent ground of words, the opacity below which it is left out: in office suites all are opaque."""
_KEEPS_COLOR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""A link in the colour of the text around it ([MS-ODRAWXML] 2.32.3)."""
_ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}
Link = Callable[[str], tuple[str, str]]
"""href → relation id and action; two empty strings where it leads nowhere."""


_NEAR = 0.5
"""Points by which an indent may differ from what is inherited."""


_LIKE_TEXT = (0.7, 1.3)
"""Sizes of bullets, over the text's, that look the same on the page."""


class _Look(Struct, frozen=True):
    """What runs are beside what they inherit: True, False for just that, None for the contrary."""

    bold: bool | None = False
    italic: bool | None = False
    caps: str = ""


def _flag(name: str, marked: bool, look: bool | None) -> str:
    return f' {name}="1"' if marked or look else f' {name}="0"' if look is None else ""


class TextWriter(Struct, frozen=True, eq=False):
    """Writes text in the theme's colours and the slide's language."""

    theme: Theme
    lang: str
    link: Link
    equations: bool = True
    """Formulas are equations; else what their author typed."""
    inherits: bool = False
    """It writes into a place of the template, which has a font."""

    def without_equations(self) -> TextWriter:
        """The same for programs that have none."""
        return replace(self, equations=False)

    def formula(self, formula: Formula, size: float, color: str) -> str:
        """A formula at `size` points."""
        fill = solid(color, self.theme) if color else ""
        font = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/>'
        sized = f' sz="{round(size * 100)}"' if size else ""
        return math_xml(formula, f"<a:rPr{language(self.lang)}{sized}>{fill}{font}</a:rPr>")

    def runs(
        self, inlines: Inlines, size: float = 0.0, *, bold: bool | None = False, italic: bool | None = False,
        caps: str = "", color: str = "",
    ) -> str:  # fmt: skip
        """Runs; `size` in points is written on every run if given. Where what is inherited is bold, `bold` is None for
        text that is not, and `italic` likewise; `caps` are `none`."""
        look = _Look(bold, italic, caps)
        return "".join(self._inline(item, size, look, color) for item in inlines)

    def _inline(self, item: Inline, size: float, look: _Look, color: str) -> str:
        if isinstance(item, LineBreak):
            return f"<a:br>{self._properties(Marks(), size, look, color)}</a:br>"
        if item.marks.math is not None and self.equations:
            return self.formula(item.marks.math, size * run_scale(item.marks), item.marks.color or color)
        if item.marks.math is not None:
            plain = linear(item.marks.math, item.marks)
            return "".join(self._inline(part, size, look, color) for part in plain)
        picture, marks = item.marks.picture, item.marks
        if picture is not None:  # in LibreOffice, what is linked has no spacing: the picture is
            marks = replace(marks, link="", tooltip="", underline=False, strike=False)
        properties = self._properties(marks, size, look, color, item.text)
        if picture is not None:  # a gap as wide as the picture, which stands over it
            spaced = f' spc="{round(picture.gap * size * 100)}"'
            return f"<a:r>{properties.replace('<a:rPr', f'<a:rPr{spaced}', 1)}<a:t>\u00a0</a:t></a:r>"
        return f"<a:r>{properties}<a:t>{escape(item.text)}</a:t></a:r>"

    def _properties(self, marks: Marks, size: float, look: _Look, color: str, text: str = "") -> str:
        lang, script = spoken(text, marks.lang or self.lang)
        scale = run_scale(marks)
        sized = f' sz="{round(size * scale * 100)}"' if size else ""
        flags = (
            _flag("b", marks.bold, look.bold)
            + _flag("i", marks.italic, look.italic)
            + (' u="sng"' if marks.underline else "")
            + (' strike="sngStrike"' if marks.strike else "")
        )
        if cap := "small" if marks.small_caps else look.caps:
            flags += f' cap="{cap}"'
        if marks.superscript or marks.subscript:
            flags += f' baseline="{30000 if marks.superscript else -25000}"'
        plain = not color or color == self.theme.color("text")
        tint = marks.color or ("hlink" if marks.link and plain else color)
        if marks.highlight:
            tint = self._on_mark(marks, tint)
        inner = solid(tint, self.theme) if tint else ""
        fill = marks.fill or ("marked" if marks.highlight else "")
        if fill and not (len(fill) == len("RRGGBBAA") and fill[-2:] < VEIL):
            opaque = fill[:6] if len(fill) == len("RRGGBBAA") else fill
            inner += f"<a:highlight>{color_xml(opaque, self.theme)}</a:highlight>"
        if marks.code or marks.keyboard:
            name = attribute(self.theme.fonts["mono"].name)
            inner += f'<a:latin typeface="{name}"/><a:cs typeface="{name}"/>'
        else:
            font = self.theme.fonts["body"]
            named = font.named and not self.inherits
            inner += (f'<a:latin typeface="{attribute(font.name)}"/>' if named else "") + script
        if marks.link:
            relation, action = self.link(marks.link)
            if relation or action:
                tip = f' tooltip="{attribute(marks.tooltip)}"' if marks.tooltip else ""
                do = f' action="{action}"' if action else ""
                keeps = _KEEPS_COLOR if tint != "hlink" else ""
                inner += f'<a:hlinkClick r:id="{relation}"{do}{tip}>{keeps}</a:hlinkClick>'
        return f"<a:rPr{lang}{sized}{flags}>{inner}</a:rPr>" if inner else f"<a:rPr{lang}{sized}{flags}/>"

    def _on_mark(self, marks: Marks, tint: str) -> str:
        """The colour of marked words: their own, if they can be read in it."""
        lit, ground = self.theme.text_on("marked"), self.theme.color(marks.fill or "marked")[:6]
        if not tint and lit == "text":
            return ""
        seen = contrast(self.theme.color(tint or "text")[:6], ground) >= LARGE_CONTRAST
        return tint if seen and (marks.color or lit == "text") else lit

    def body(self, frame: TextFrame) -> str:
        """`<p:txBody>` of a frame: fixed sizes, no autofit."""
        left, top, right, bottom = (emu(value) for value in frame.insets)
        there = frame.placeholder
        same = there is not None and (frame.insets, frame.anchor) == (there.insets, there.anchor)
        own = same and there is not None and not there.moved
        insets = "" if own else f' lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}"'
        place = "" if own else f' anchor="{_ANCHOR[frame.anchor]}"'
        columns = ' numCol="1"' if there is not None and there.columns > 1 else ""
        columns += ' vert="horz"' if there is not None and there.unturned else ""
        sizes = _level_sizes(frame.paragraphs)
        styles = there.styles if there is not None else ()
        levels = "".join(
            _level_style(level, size, styles[min(level, len(styles) - 1)] if styles else None)
            for level, size in sorted(sizes.items())
        )
        numbering = Numbering()
        writer = replace(self, inherits=there is not None)
        paragraphs = ""
        for paragraph in frame.paragraphs:
            paragraphs += APART if numbering.begins_anew(paragraph) else ""
            paragraphs += writer._paragraph(paragraph, frame, sizes, numbering.start(paragraph))
        return (
            f'<p:txBody><a:bodyPr wrap="square"{insets}{columns}{place}><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle>{levels}</a:lstStyle>{paragraphs or '<a:p/>'}</p:txBody>"
        )

    def _paragraph(
        self, paragraph: LaidParagraph, frame: TextFrame, sizes: dict[int, float], start: int
    ) -> str:
        size = 0.0 if paragraph.size == sizes[paragraph.level] else paragraph.size
        runs_ = [item for item in paragraph.inlines if isinstance(item, Run)]
        scaled = any(
            run_scale(run.marks) != 1 or run.marks.math is not None or run.marks.picture is not None
            for run in runs_
        )
        there = _inherited(paragraph, frame, self.theme)
        place = frame.placeholder
        keeps = there is not None and place is not None and not (self.theme.dark or place.recolored)
        color = paragraph.color or frame.color
        color = "" if keeps and there is not None and there.color == color and not there.shaded else color
        code = frame.role == "code"
        if code:
            runs = self._code_runs(paragraph, color)
            if paragraph.marker and not any(
                run.text for run in runs_
            ):  # PowerPoint does not count empty paragraphs
                runs = self._code_run(" ", solid(color, self.theme))
        else:
            runs = self.runs(
                paragraph.inlines, size or (paragraph.size if scaled else 0.0),
                bold=_weight(paragraph, frame, there), italic=_slant(paragraph, frame, there),
                caps=_caps(paragraph, frame, there), color=color,
            )  # fmt: skip
        end = f"<a:endParaRPr{language(self.lang)}/>" if not paragraph.inlines else ""
        return f"<a:p>{self.properties(paragraph, start, there, code=code)}{runs}{end}</a:p>"

    def _code_runs(self, paragraph: LaidParagraph, color: str) -> str:
        fill = solid(color, self.theme)
        return "".join(
            self._code_run(item.text, solid(item.marks.color, self.theme) if item.marks.color else fill)
            for item in paragraph.inlines
            if not isinstance(item, LineBreak)
        )

    def _code_run(self, text: str, fill: str) -> str:
        name = attribute(self.theme.fonts["mono"].name)
        font = f'<a:latin typeface="{name}"/><a:cs typeface="{name}"/>'
        plain = upright(self.theme)
        return (
            f'<a:r><a:rPr lang="en-US"{plain} noProof="1">{fill}{font}</a:rPr><a:t>{escape(text)}</a:t></a:r>'
        )

    def properties(
        self, paragraph: LaidParagraph, start: int, there: TextStyle | None = None, *, code: bool = False
    ) -> str:
        """`<a:pPr>`: indents, space above, marker, as far as they are not what stands `there`."""
        turned = self.theme.is_mirrored or (there is not None and there.right_to_left)
        other_way = turned and not paragraph.right_to_left
        is_free = there is not None and there is self.theme.free_text
        starts_left = self.theme.is_mirrored or (there is not None and there.align == "left")
        if (is_free or (other_way and starts_left)) and not paragraph.align:
            paragraph = replace(paragraph, align="left")
        rtl = ' rtl="1"' if paragraph.right_to_left else ' rtl="0"' if other_way else ""
        align = _ALIGN[paragraph.align]
        if paragraph.right_to_left and align in ("", ' algn="l"'):
            align = ' algn="r"'
        level = f' lvl="{min(paragraph.level, 8)}"' if paragraph.level else ""
        hang = paragraph.hanging if paragraph.marker else 0.0
        # In right-to-left paragraphs, too, marL is the margin on the side where lines start.
        indents = f' marL="{emu(paragraph.left)}" indent="{-emu(hang)}"'
        if (
            there
            and paragraph.marker
            and abs(paragraph.left - there.left) + abs(hang - there.hanging) < _NEAR
        ):
            indents = ""
        bullet = ""
        if not self._is_inherited(paragraph, there):
            whole = there is not None and there.marker_size != 1.0
            bullet = bullet_xml(paragraph, start, self.theme, code, whole=whole)
        before = f'<a:spcBef><a:spcPts val="{round(paragraph.space_before * 100)}"/></a:spcBef>'
        return (
            f"<a:pPr{indents}{level}{align}{rtl}>{_exact(paragraph)}"
            f"{before if paragraph.space_before else ''}{bullet}</a:pPr>"
        )

    def _is_inherited(self, paragraph: LaidParagraph, there: TextStyle | None) -> bool:
        """True if its place has the very bullet."""
        marker = paragraph.marker
        if there is None or marker is None or marker.number or marker.color or self.theme.dark:
            return False
        if there.pictured:
            return marker.text == there.marker
        if not _LIKE_TEXT[0] <= there.marker_size <= _LIKE_TEXT[1]:
            return False
        color = self.theme.color(self.theme.tokens.bullets.color)
        return marker.text == there.marker and color == (there.marker_color or there.color)


def _inherited(paragraph: LaidParagraph, frame: TextFrame, theme: Theme) -> TextStyle | None:
    """How its place sets text at its level, or the file where it has none."""
    if frame.placeholder is None:
        return theme.free_text
    styles = frame.placeholder.styles
    return styles[min(paragraph.level, len(styles) - 1)] if styles else None


def upright(theme: Theme, *, bold: bool = False) -> str:
    """Attributes of text in no place, which has none of the look that the file gives to such."""
    there = theme.free_text
    weight = ' b="1"' if bold else ' b="0"' if there and there.bold else ""
    slant, caps = (there.italic, there.caps) if there else (False, "")
    return weight + (' i="0"' if slant else "") + (' cap="none"' if caps else "")


def _weight(paragraph: LaidParagraph, frame: TextFrame, there: TextStyle | None) -> bool | None:
    """Whether its runs are bold; None to undo that of its placeholder."""
    inherited = there.bold if there else frame.placeholder is not None and frame.placeholder.bold
    if frame.role == "title" or inherited == paragraph.bold:
        return False
    return None if inherited else True


def _slant(paragraph: LaidParagraph, frame: TextFrame, there: TextStyle | None) -> bool | None:
    """The same for italics."""
    inherited = there is not None and there.italic
    if frame.placeholder is not None and frame.role != "body":
        return False
    return False if inherited == paragraph.italic else None if inherited else True


def _caps(paragraph: LaidParagraph, frame: TextFrame, there: TextStyle | None) -> str:
    """And for capitals."""
    if frame.role != "body" or paragraph.caps == (there.caps if there else ""):
        return ""
    return paragraph.caps or "none"


def _exact(paragraph: LaidParagraph) -> str:
    """A font that is not the theme's brings a line height of its own, unless told otherwise."""
    if not paragraph.foreign:
        return ""
    largest = max((1.0, *(item.marks.scale for item in paragraph.inlines if isinstance(item, Run))))
    return f'<a:lnSpc><a:spcPts val="{round(LINE_HEIGHT * largest * paragraph.size * 100)}"/></a:lnSpc>'


def has_formula(inlines: Inlines) -> bool:
    """True if there is one among the runs."""
    return any(isinstance(item, Run) and item.marks.math is not None for item in inlines)


_NEAR_SIZE = 0.05
"""Points by which two sizes differ, at least."""


def _level_sizes(paragraphs: Sequence[LaidParagraph]) -> dict[int, float]:
    """For each list level, the type size that most of its characters have."""
    weights: dict[int, dict[float, int]] = {}
    for paragraph in paragraphs:
        sizes = weights.setdefault(paragraph.level, {})
        sizes[paragraph.size] = sizes.get(paragraph.size, 0) + 1 + len(paragraph.lines)
    return {level: max(sizes, key=lambda s: (sizes[s], s)) for level, sizes in weights.items()}


def _level_style(level: int, size: float, there: TextStyle | None) -> str:
    tracked = there is not None and there.tracking and abs(there.size - size) > _NEAR_SIZE
    spaced = f' spc="{round(there.tracking_at(size) * 100)}"' if there is not None and tracked else ""
    return (
        f'<a:lvl{min(level, 8) + 1}pPr><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
        f'<a:defRPr sz="{round(size * 100)}"{spaced} kern="1200"/></a:lvl{min(level, 8) + 1}pPr>'
    )
