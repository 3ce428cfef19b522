"""Text bodies: paragraphs with what they inherit, and their runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from deckgen.deck.blocks import Delimiter, Numbering
from deckgen.deck.inlines import Inline, Inlines, LineBreak, Marks, Run, merge_runs
from deckgen.deck.maths import Formula, MathNode
from deckgen.patterns import regex
from deckgen.powerpoint.model import Marker, ShownParagraph
from deckgen.powerpoint.names import A14, A, M, R, children, flag, local, whole
from deckgen.powerpoint.omml import latex_of
from deckgen.powerpoint.symbols import as_seen

Link = Callable[[str, str], str]
"""A relation's id and the action → where it leads."""
_MONO = regex(r"mono|courier|consolas|menlo|inconsolata|\bcode\b|fixed|typewriter", re.IGNORECASE)
_SCHEME = regex(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(Period|ParenR|ParenBoth|Plain)?")
_NUMBERING: dict[str, Numbering] = {
    "arabic": "1", "alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I",
}  # fmt: skip
_DELIMITER: dict[str, Delimiter] = {"Period": ".", "ParenR": ")", "ParenBoth": "()", "Plain": "."}
_MOST_LEVELS = 8


class TextReader(Struct, frozen=True):
    """Reads the text of a shape."""

    inherited: tuple[Any, ...] = ()
    """`a:lstStyle` and the like that hold for it, the nearest first."""
    link: Link = lambda relation, action: ""
    """Where a click leads."""
    fields: bool = True
    """Dates and numbers that PowerPoint fills in are text."""

    def paragraphs(self, body: Any) -> tuple[ShownParagraph, ...]:
        """Those of a `p:txBody` or `a:txBody`."""
        if body is None:
            return ()
        own = body.find(f"{A}lstStyle")
        styles = (own, *self.inherited) if own is not None else self.inherited
        return tuple(self._paragraph(each, styles) for each in body.findall(f"{A}p"))

    def _paragraph(self, paragraph: Any, styles: Sequence[Any]) -> ShownParagraph:
        own = paragraph.find(f"{A}pPr")
        level = min(max(whole(own, "lvl"), 0), _MOST_LEVELS)
        looks = list(_looks(own, styles, level))
        inlines = self._inlines(paragraph, looks)
        marker, sign, numbering, delimiter, start = _marker(looks)
        return ShownParagraph(
            inlines, level, marker, sign, numbering, delimiter, start, _size(paragraph, looks),
            _inherited_flag(looks, "b"), _inherited_flag(looks, "i"),
        )  # fmt: skip

    def _inlines(self, paragraph: Any, looks: Sequence[Any]) -> Inlines:
        bold, italic = _inherited_flag(looks, "b"), _inherited_flag(looks, "i")
        font = _inherited_font(looks)
        mono = bool(_MONO.search(font))
        found: list[Inline] = []
        for child in children(paragraph):
            name = local(child)
            if name == "br":
                found.append(LineBreak())
            elif name == "r" or (name == "fld" and self.fields):
                text = as_seen(child.findtext(f"{A}t") or "", child.find(f"{A}rPr"), font)
                marks = self._marks(child.find(f"{A}rPr"), bold, italic, mono)
                for number, line in enumerate(text.replace("\x0b", "\n").split("\n")):
                    found += [LineBreak()] if number else []
                    found.append(Run(line.replace("\t", " " * 4) if marks.code else line, marks))
            elif child.tag in (f"{A14}m", f"{M}oMath", f"{M}oMathPara"):
                found += _formulas(child)
        return merge_runs(found)

    def _marks(self, look: Any, bold: bool, italic: bool, mono: bool) -> Marks:
        if look is None:
            return Marks()
        click = look.find(f"{A}hlinkClick")
        link = self.link(click.get(f"{R}id", ""), click.get("action", "")) if click is not None else ""
        baseline = whole(look, "baseline")
        latin = look.find(f"{A}latin")
        code = not mono and latin is not None and bool(_MONO.search(latin.get("typeface", "")))
        color = look.find(f"{A}solidFill/{A}srgbClr")
        marked = look.find(f"{A}highlight") is not None
        return Marks(
            bold=flag(look, "b") and not bold,
            italic=flag(look, "i") and not italic,
            underline=look.get("u", "none") != "none" and not link,
            strike=look.get("strike", "noStrike") != "noStrike",
            superscript=baseline > 0,
            subscript=baseline < 0,
            small_caps=look.get("cap") == "small",
            code=code,
            highlight=marked and not code,
            link=link,
            tooltip=click.get("tooltip", "") if click is not None and link else "",
            color=color.get("val", "").upper() if color is not None and not link else "",
        )


def _formulas(element: Any) -> Iterator[Run]:
    """Each formula in it, as LaTeX between its signs."""
    display = element.find(f".//{M}oMathPara") is not None or element.tag == f"{M}oMathPara"
    inside = [element] if element.tag == f"{M}oMath" else element.iter(f"{M}oMath")
    for each in inside:
        latex = latex_of(each)
        if latex:
            formula = Formula(MathNode(name="row"), display, latex)
            yield Run(f"$${latex}$$" if display else f"${latex}$", Marks(math=formula))


def _looks(own: Any, styles: Sequence[Any], level: int) -> Iterator[Any]:
    """What says how a paragraph looks, the nearest first."""
    if own is not None:
        yield own
    for style in styles:
        found = style.find(f"{A}lvl{level + 1}pPr")
        if found is not None:
            yield found


def _marker(looks: Sequence[Any]) -> tuple[Marker, str, Numbering, Delimiter, int]:
    for look in looks:
        for child in look:
            name = local(child)
            if name == "buNone":
                return "", "", "1", ".", 1
            if name in ("buChar", "buBlip"):
                return "bullet", child.get("char", ""), "1", ".", 1
            if name == "buAutoNum":
                said = _SCHEME.match(child.get("type", ""))
                kind, after = (said[1], said[2] or "Period") if said else ("arabic", "Period")
                return "number", "", _NUMBERING[kind], _DELIMITER[after], whole(child, "startAt", 1)
    return "", "", "1", ".", 1


def _inherited_flag(looks: Sequence[Any], name: str) -> bool:
    for look in looks:
        runs = look.find(f"{A}defRPr")
        if runs is not None and runs.get(name) is not None:
            return flag(runs, name)
    return False


def _inherited_font(looks: Sequence[Any]) -> str:
    for look in looks:
        latin = look.find(f"{A}defRPr/{A}latin")
        if latin is not None:
            return str(latin.get("typeface", ""))
    return ""


def _size(paragraph: Any, looks: Sequence[Any]) -> float:
    """Points of its first run."""
    first = next((each for each in (paragraph.find(f"{A}r/{A}rPr"), paragraph.find(f"{A}endParaRPr"))
                  if each is not None and each.get("sz")), None)  # fmt: skip
    if first is not None:
        return whole(first, "sz", 1800) / 100
    for look in looks:
        runs = look.find(f"{A}defRPr")
        if runs is not None and runs.get("sz"):
            return whole(runs, "sz", 1800) / 100
    return 18.0
