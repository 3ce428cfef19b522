"""Runs, paragraphs and lists as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from deckgen.deck.blocks import Align
from deckgen.deck.inlines import Inline, Inlines, LineBreak, Marks, Run, direction_of
from deckgen.deck.mathml import mathml
from deckgen.layout.fonts import SCRIPT_SCALE, SMALL_CAPS, run_scale
from deckgen.layout.inline_pictures import MIDDLE
from deckgen.layout.lines import PICTURE_SPACE, picture_size
from deckgen.layout.model import LaidParagraph
from deckgen.patterns import regex
from deckgen.themes.model import Theme
from deckgen.writers.html.addresses import Address
from deckgen.writers.html.fragments import fragment, gone, lasts

PX = 4 / 3
"""CSS pixels in a point."""
_BLOCKS = {"subheading": "h3", "term": "dt", "definition": "dd", "credit": "footer"}
_GLOSSARY = frozenset(("term", "definition"))
_TAGS = (
    ("bold", "strong"), ("italic", "em"), ("strike", "s"), ("underline", "u"), ("highlight", "mark"),
    ("superscript", "sup"), ("subscript", "sub"), ("keyboard", "kbd"), ("code", "code"),
)  # fmt: skip


def px(points: float) -> str:
    """A length in CSS pixels, short and exact enough."""
    return f"{round(points * PX, 3):g}px"


class TextWriter(Struct, frozen=True, eq=False):
    """Writes text in the theme's colours."""

    theme: Theme
    slide: str
    """Id of the slide, for the anchors on it."""
    address: Address
    """How the page gets at pictures in lines."""

    def inlines(self, inlines: Inlines) -> str:
        """Runs as nested elements; neighbours with one link share its anchor."""
        parts = []
        for link, run in groupby(inlines, key=_link_of):
            inner = "".join(self._inline(item) for item in run)
            if link[0]:
                tip = f' title="{escape(link[1])}"' if link[1] else ""
                inner = f'<a href="{escape(link[0])}"{tip}{outside(link[0])}>{inner}</a>'
            parts.append(inner)
        return "".join(parts)

    def _inline(self, item: Inline) -> str:
        if isinstance(item, LineBreak):
            return "<br>"
        marks = item.marks
        html = self._object(item) or _TIED.sub(_tied, escape(item.text, quote=False))
        for name, tag in reversed(_TAGS):
            if getattr(marks, name):
                lit = self.theme.text_on("marked") if tag == "mark" else "text"
                tint = f' style="color:#{self.theme.color(lit)}"' if lit != "text" else ""
                html = f"<{tag}{tint}>{html}</{tag}>"
        if marks.abbreviation:
            html = f'<abbr title="{escape(marks.abbreviation)}">{html}</abbr>'
        colors = {"color": marks.color, "background": marks.fill}
        style = "".join(f"{key}:#{self.theme.color(value)};" for key, value in colors.items() if value)
        attributes = _span(marks, style)
        html = f"<span{attributes}>{html}</span>" if attributes else html
        return f'<a class="ref" href="#{self.anchor(marks.note)}">{html}</a>' if marks.note else html

    def _object(self, item: Run) -> str:
        """A formula, or a picture as high as the text around it; nothing for text."""
        picture = item.marks.picture
        if item.marks.math is not None or picture is None:
            return _formula(item)
        if picture.art is None:
            return escape(picture.alt)
        width, height = picture_size(picture)
        style = (
            f"margin:0 {PICTURE_SPACE / 2:g}em;width:{width:g}em;height:{height:g}em;"
            f"vertical-align:{MIDDLE - height / 2:.3f}em"
        )
        uri = self.address(picture.art.data, picture.art.media_type)
        return f'<img class="i" src="{uri}" alt="{escape(picture.alt)}" style="{style}">'

    def anchor(self, label: str) -> str:
        """The id of a footnote on this slide."""
        return f"{escape(self.slide)}-fn-{slug(label)}"

    def paragraphs(self, paragraphs: Sequence[LaidParagraph]) -> str:
        """Paragraphs and nested lists, with the layout's own spaces."""
        return "".join(self._level(list(paragraphs), 0))

    def _level(self, paragraphs: list[LaidParagraph], level: int) -> Iterator[str]:
        """Everything at `level`; runs of list items become lists, what hangs on them is nested."""
        index = 0
        while index < len(paragraphs):
            paragraph = paragraphs[index]
            if paragraph.role in _GLOSSARY:
                end = index
                while end < len(paragraphs) and paragraphs[end].role in _GLOSSARY:
                    end += 1
                yield f"<dl>{''.join(map(self._paragraph, paragraphs[index:end]))}</dl>"
                index = end
                continue
            if not _in_list(paragraph, level):
                yield self._paragraph(paragraph)
                index += 1
                continue
            end = index
            while end < len(paragraphs) and _in_list(paragraphs[end], level) and (
                end == index or not _new_list(paragraphs[index:end], paragraphs[end], level)
            ):  # fmt: skip
                end += 1
            yield self._list(paragraphs[index:end], level)
            index = end

    def _list(self, paragraphs: list[LaidParagraph], level: int) -> str:
        items: list[list[LaidParagraph]] = []
        for paragraph in paragraphs:
            if not items or (paragraph.marker and paragraph.level == level):
                items.append([])
            items[-1].append(paragraph)
        first = items[0][0].marker if items[0][0].level == level else None
        tag = "ol" if first and first.number else "ul"
        start = f' start="{first.number}"' if first and first.number > 1 else ""
        inner = "".join(self._item(item, level) for item in items)
        return f'<{tag} role="list"{start}>{inner}</{tag}>'

    def _item(self, paragraphs: list[LaidParagraph], level: int) -> str:
        head = paragraphs[0]
        if head.level != level or head.marker is None:
            # The item went on from the slide before: only what hangs on it is here.
            return f'<li class="on">{"".join(self._level(paragraphs, level + 1))}</li>'
        rest = "".join(self._level(paragraphs[1:], level + 1)) if paragraphs[1:] else ""
        style = f"margin-top:{px(head.space_before)}" if head.space_before else ""
        look = f"left:{px(head.left - head.hanging)}"
        if head.align in ("center", "right"):  # it goes with its line
            look = f"position:static;display:inline-block;width:{px(head.hanging)};text-align:left"
        # PowerPoint's numbers look as the text behind them.
        if head.marker.number and _begins_bold(head.inlines):
            look += ";font-weight:bold"
        if head.marker.color:
            look += f";color:#{self.theme.color(head.marker.color)[:6]}"
        marker = f'<span class="m" aria-hidden="true" style="{look}">{escape(head.marker.text)}</span>'
        shown = replace(head, left=head.left - head.hanging) if "static" in look else head
        text = self._box(shown, "div", marker + self.inlines(head.inlines))
        styled = f' style="{style}"' if style else ""
        if head.step:
            names, index = fragment(head.step)
            styled += f' class="{names.strip()}"{index}'
        if lasts(head.step):
            text = f"<div{gone(head.step)}>{text}</div>"
        return f"<li{styled}>{text}{rest}</li>"

    def _paragraph(self, paragraph: LaidParagraph) -> str:
        tag = _BLOCKS.get(paragraph.role, "p")
        inner = self.inlines(paragraph.inlines) or "<br>"
        if paragraph.role == "credit":
            inner = f"<cite>{inner}</cite>"
        label = paragraph.footnote
        if label:
            inner = f'<span id="{self.anchor(label)}">{inner}</span>'
        return self._box(paragraph, tag, inner)

    def _box(self, paragraph: LaidParagraph, tag: str, inner: str) -> str:
        style = f"font-size:{px(paragraph.size)};"
        if paragraph.left:
            style += f"padding-inline-start:{px(paragraph.left)};"
        if paragraph.space_before and tag != "div":
            style += f"margin-top:{px(paragraph.space_before)};"
        if paragraph.color:
            style += f"color:#{paragraph.color};{links_in((paragraph,), paragraph.color, self.theme)}"
        if paragraph.bold and tag in ("p", "div"):
            style += "font-weight:700;"
        if paragraph.italic:
            style += "font-style:italic;"
        style += CAPS[paragraph.caps]
        if paragraph.align:
            style += f"text-align:{text_align(paragraph.align)};"
        names: list[str] = [paragraph.role] if paragraph.role not in ("text", "item") else []
        index = ""
        if paragraph.step and tag != "div":
            classes, index = fragment(paragraph.step)
            names += classes.split()
        if lasts(paragraph.step) and tag != "div":
            inner = f"<span{gone(paragraph.step)}>{inner}</span>"
        role = f' class="{" ".join(names)}"' if names else ""
        direction = "rtl" if paragraph.right_to_left else direction_of(paragraph.inlines) or "auto"
        return f'<{tag}{role}{index} dir="{escape(direction)}" style="{style}">{inner}</{tag}>'


def slug(text: str) -> str:
    """What an id may be made of."""
    return "".join(char if char.isalnum() else "-" for char in text)


def text_align(align: Align) -> str:
    """The CSS value: “left” is where lines start, on the right in a right-to-left script."""
    return "start" if align == "left" else align


def _in_list(paragraph: LaidParagraph, level: int) -> bool:
    """True for a list item at `level` or anything that hangs on one."""
    if paragraph.level > level:
        return True
    return paragraph.level == level and (paragraph.marker is not None or paragraph.left > 0)


def _new_list(before: list[LaidParagraph], paragraph: LaidParagraph, level: int) -> bool:
    """True where a list of another kind, or one that counts anew, begins at the same level."""
    if paragraph.level != level or paragraph.marker is None:
        return False
    last = next((p.marker for p in reversed(before) if p.level == level and p.marker), None)
    if last is None:
        return False
    if bool(last.number) != bool(paragraph.marker.number):
        return True
    return bool(last.number) and paragraph.marker.number != last.number + 1


def links_in(paragraphs: Sequence[LaidParagraph], color: str, theme: Theme) -> str:
    """What makes links look as the text around them where that has another colour than text has, as in PowerPoint."""
    linked = any(_link_of(item)[0] for paragraph in paragraphs for item in paragraph.inlines)
    return "--hlink:currentColor;" if linked and color != theme.color("text") else ""


def _begins_bold(inlines: Inlines) -> bool:
    return bool(inlines) and isinstance(inlines[0], Run) and inlines[0].marks.bold


_TIED = regex(r"(?<!\S)([^\s<>]{1,30})([ ][:;?!»%€$]{1,3})(?!\S)")
"""A word, and a sign that stands behind a space as French has it: no line begins with that."""


def _tied(match: re.Match[str]) -> str:
    return f'<span class="tied">{match[1]}{match[2]}</span>'


def _link_of(item: Inline) -> tuple[str, str]:
    return ("", "") if isinstance(item, LineBreak) else (item.marks.link, item.marks.tooltip)


def _span(marks: Marks, style: str) -> str:
    """The attributes of a span for what no element says."""
    if marks.small or marks.scale != 1:
        style += f"font-size:{run_scale(replace(marks, code=False, keyboard=False)):g}em;"
    if marks.small_caps:
        style += f"text-transform:uppercase;font-size:{SMALL_CAPS:g}em;"
    attributes = f' style="{style}"' if style else ""
    if marks.lang:
        attributes += f' lang="{escape(marks.lang)}"'
    if marks.direction:
        attributes += f' dir="{escape(marks.direction)}"'
    if marks.step:
        names, index = fragment(marks.step)
        attributes += f' class="{names.strip()}"{index}'
    return attributes


def _formula(run: Run) -> str:
    return f'<span class="math">{mathml(run.marks.math, in_line=True)}</span>' if run.marks.math else ""


def outside(link: str) -> str:
    """Links that leave the deck open beside it."""
    return ' target="_blank" rel="noopener"' if re.match(r"[a-z]+:", link) else ""


CAPS = {"": "", "all": "text-transform:uppercase;", "small": "font-variant-caps:small-caps;"}
STYLE = f"""
.f p,.f h3,.f ul,.f ol,.f li,.f pre,.f figure{{margin:0;padding:0;font-size:1em;font-weight:400}}
.f h3,.f .subheading,.f strong{{font-weight:700}}
.f em{{font-style:italic}}
.f u{{text-decoration:underline}}
.f s{{text-decoration:line-through}}
.f dl{{display:contents}}
.f mark{{background:var(--marked);color:inherit}}
.f sup{{vertical-align:super}}
.f sub{{vertical-align:sub}}
.f ul,.f ol{{list-style:none;display:block}}
.f li{{position:relative;display:block}}
.f li>div{{position:relative}}
.f .m{{position:absolute;inset-inline-start:0;color:var(--bullet);pointer-events:none;user-select:none}}
.f sup,.f sub{{font-size:{SCRIPT_SCALE}em;line-height:0}}
.f dt,.f dd{{margin:0;font-weight:400}}
.f dt{{font-weight:700}}
.f cite{{font-style:normal}}
.f abbr{{text-decoration:underline dotted;text-underline-offset:.15em}}
.f .ref{{color:inherit;text-decoration:none}}
.f img.i{{display:inline;object-fit:fill;max-width:none}}
.f .math{{white-space:nowrap}}
.f math{{font-family:deckgen-math,math;line-height:1;font-style:normal}}
.f .pairs mtd{{padding-inline:0}}
.f.code pre{{position:relative}}
.f.code .m{{left:0;text-align:end;padding-inline-end:.7em;box-sizing:border-box}}
.f code,.f kbd{{font-family:var(--mono);font-size:{run_scale(Marks(code=True))}em;line-height:0}}
.f code,.f kbd{{direction:ltr;unicode-bidi:isolate}}
"""
