"""Formulas as Office MathML (ECMA-376 part 1, §22.1), which PowerPoint edits as equations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec.structs import replace

from deckgen.deck.inlines import Inlines, Marks, Run, merge_runs
from deckgen.deck.maths import Formula, MathNode, primes_of, styled
from deckgen.patterns import regex
from deckgen.writers.pptx.xml import attribute, escape

A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
P159 = "http://schemas.microsoft.com/office/powerpoint/2015/09/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
FONT = "Cambria Math"
_NARY = "∑∏∐∫∬∭∮∯∰⋂⋃⋀⋁⨀⨁⨂⨆"
_OPEN, _CLOSE = "([{⟨⌊⌈|‖〈", ")]}⟩⌋⌉|‖〉"
_STOPS = frozenset("=<>≤≥≠≈≡∼≃≅∝→⇒⇔∈,;")
_ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307",
    "¨": "\u0308", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", "`": "\u0300", "⃛": "\u20db", "˚": "\u030a",
    "←": "\u20d6",
}  # fmt: skip
_BARS = frozenset("¯‾_―\u0304\u0305")
_SPACES = (
    (1.5, "\u2003\u2003"),
    (0.9, "\u2003"),
    (0.4, "\u2002"),
    (0.25, "\u2004"),
    (0.2, "\u2005"),
    (0.1, "\u2009"),
)


def math_xml(formula: Formula, properties: str) -> str:
    """`<a14:m>` for a paragraph; `properties` is the `<a:rPr>` of its runs without the closing of its tag."""
    writer = _MathWriter(properties)
    space = f' xmlns:m="{MATH}"'
    inner = f"<m:oMath{space}>{writer.node(formula.root)}</m:oMath>"
    if formula.display:
        inner = (
            f'<m:oMathPara{space}><m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>{inner}</m:oMathPara>'
        )
    return f'<a14:m xmlns:a14="{A14}">{inner}</a14:m>'


_FILL = regex(r"<a:solidFill>.*?</a:solidFill>")
_OPENED = regex(r"<a:rPr[^>]*>")


def alternate(shape: str, fallback: str) -> str:
    """`shape` for those who know equations, `fallback` for others: as PowerPoint itself writes it.

    It asks for PowerPoint's extensions of 2015, too, which LibreOffice has not: that takes a shape with a formula for
    an object of its own, drops every formula in a line of text, and shows nothing where its Math is not installed.
    """
    return (
        f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}"><mc:Choice xmlns:a14="{A14}" xmlns:p159="{P159}" '
        f'Requires="a14 p159">{shape}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>'
    )


def linear(formula: Formula, marks: Marks) -> Inlines:
    """A formula in a line of plain text: scripts as such, fractions with a bar, letters in italics."""
    return merge_runs(list(_linear(formula.root, replace(marks, math=None))))


def _linear(node: MathNode, now: Marks) -> Iterator[Run]:
    parts = node.children
    now = replace(now, color=node.color) if node.color else now
    match node.name:
        case "identifier":
            upright = node.variant == "normal" or len(node.text) > 1
            bold = now.bold or "bold" in node.variant
            variant = "" if "bold" in node.variant else node.variant
            yield Run(styled(node.text, variant), replace(now, italic=not upright, bold=bold))
        case "operator":
            spaced = node.text in _STOPS or node.text in "+−∣∼≪≫⊂⊆⊥∖⪯⪰×⋅·" or node.text in "∀∃⟹⟸⟺"
            space = "\u2009" if spaced and node.text and not (now.superscript or now.subscript) else ""
            yield Run(f"{'' if node.text in ',;' else space}{node.text}{space}", now)
        case "number" | "text":
            yield Run(node.text, now)
        case "space":
            yield Run("\u2003" if node.width >= 0.9 else "\u2009", now)
        case "fraction":
            yield from _grouped(parts[0], now)
            yield Run("∕" if not node.bare else " ", now)
            yield from _grouped(parts[1], now)
        case "root":
            if len(parts) > 1:
                yield from _linear(parts[1], replace(now, superscript=True))
            yield Run("√", now)
            yield from _grouped(parts[0], now)
        case "sub" | "sup" | "subsup" | "under" | "over" | "underover":
            yield from _linear_scripts(node, now)
        case "table":
            for number, row in enumerate(parts):
                yield Run("; " if number else "", now)
                yield from _linear(row, now)
        case "tr":
            for number, cell in enumerate(parts):
                yield Run("\u2002" if number else "", now)
                yield from _linear(cell, now)
        case "row" if _are_ruled(parts):
            for number, cells in enumerate(zip(*(table.children for table in parts[::2]), strict=True)):
                yield Run("; " if number else "", now)
                for at, cell in enumerate(cells):
                    yield Run("\u2002|\u2002" if at else "", now)
                    yield from _linear(cell, now)
        case "row" | "td" | "box" | "strike" | "phantom":
            for part in parts:
                yield from _linear(part, now)
        case _:
            assert_never(node.name)


def _linear_scripts(node: MathNode, now: Marks) -> Iterator[Run]:
    base, *others = node.children
    mark = others[0].text if others[0].name == "operator" else ""
    yield from _linear(base, now)
    if node.name in ("over", "under") and mark and (mark in _ACCENTS or mark in _BARS or mark in "⏞⏟"):
        if len(base.text) == 1 and node.name == "over" and mark not in "⏞⏟":
            yield Run(_ACCENTS.get(mark, "\u0304"), replace(now, italic=base.variant != "normal"))
        return
    low = {"sub": others[:1], "under": others[:1], "subsup": others[:1], "underover": others[:1]}.get(
        node.name, []
    )
    for number, other in enumerate(others):
        is_low = number < len(low)
        if primes := primes_of(other):  # as high as they stand
            yield Run(primes, now)
        elif now.superscript or now.subscript:
            yield Run(_raised(_linear(other, Marks()), is_low=is_low), now)
        else:
            yield from _linear(other, replace(now, subscript=is_low, superscript=not is_low))


_HIGH = str.maketrans("0123456789+−-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOW = str.maketrans("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def _raised(runs: Iterator[Run], *, is_low: bool) -> str:
    """A script of what is a script itself, which no mark of text says: in signs of its own, or behind `^` or `_`."""
    text, table = "".join(run.text for run in runs), _LOW if is_low else _HIGH
    if all(ord(char) in table for char in text):
        return text.translate(table)
    return f"{'_' if is_low else '^'}{text if len(text) == 1 else f'({text})'}"


def _grouped(node: MathNode, now: Marks) -> Iterator[Run]:
    """In parentheses if it is more than one sign."""
    single = node.name in ("identifier", "number", "text", "sub", "sup", "subsup", "root", "over", "under")
    yield Run("" if single else "(", now)
    yield from _linear(node, now)
    yield Run("" if single else ")", now)


class _MathWriter:
    """Writes nodes; every run has the same properties of text."""

    def __init__(self, properties: str) -> None:
        self.properties = properties

    def node(self, node: MathNode) -> str:
        match node.name:
            case "identifier" | "number" | "operator" | "text":
                return self._run(node)
            case "space":
                text = next((chars for least, chars in _SPACES if node.width >= least), "")
                return self._text(text, '<m:sty m:val="p"/>') if text else ""
            case "row" | "td" | "tr":
                return self._row(node.children)
            case "fraction":
                bar = '<m:fPr><m:type m:val="noBar"/></m:fPr>' if node.bare else ""
                top, bottom = map(self.node, node.children)
                return f"<m:f>{bar}<m:num>{top}</m:num><m:den>{bottom}</m:den></m:f>"
            case "root":
                return self._root(node.children)
            case "sub" | "sup" | "subsup":
                return self._scripts(node)
            case "under" | "over" | "underover":
                return self._limits(node)
            case "table":
                return self._table(node.children)
            case "box":
                return f"<m:borderBox><m:e>{self.node(node.children[0])}</m:e></m:borderBox>"
            case "strike":
                hidden = "".join(f'<m:hide{side} m:val="1"/>' for side in ("Top", "Bot", "Left", "Right"))
                look = f'<m:borderBoxPr>{hidden}<m:strikeBLTR m:val="1"/></m:borderBoxPr>'
                return f"<m:borderBox>{look}<m:e>{self.node(node.children[0])}</m:e></m:borderBox>"
            case "phantom":
                return (
                    '<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr>'
                    f"<m:e>{self.node(node.children[0])}</m:e></m:phant>"
                )
            case _:
                assert_never(node.name)

    def _run(self, node: MathNode) -> str:
        if node.name == "text":
            return self._text(node.text, "<m:nor/>", node.color)
        upright = node.name in ("number", "operator") or node.variant == "normal" or len(node.text) > 1
        style = '<m:sty m:val="p"/>' if upright else ""
        if node.variant in ("bold", "bold-italic"):
            style = f'<m:sty m:val="{"b" if node.variant == "bold" else "bi"}"/>'
            return self._text(node.text, style, node.color)
        return self._text(styled(node.text, node.variant), style, node.color)

    def _text(self, text: str, style: str, color: str = "") -> str:
        if not text:
            return ""
        math = f"<m:rPr>{style}</m:rPr>" if style else ""
        properties = self.properties
        if color:
            fill = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
            properties = _OPENED.sub(lambda opened: opened[0] + fill, _FILL.sub("", properties), count=1)
        return f"<m:r>{math}{properties}<m:t>{escape(text)}</m:t></m:r>"

    def _row(self, children: Sequence[MathNode]) -> str:
        if _are_ruled(children):
            return _fenced("", "", "</m:e><m:e>".join(map(self.node, children[::2])))
        found: list[str] = []
        index = 0
        while index < len(children):
            child = children[index]
            if self._is_nary(child):
                end = _operand(children, index + 1)
                found.append(self._nary(child, self._row(children[index + 1 : end])))
                index = end
            elif child.name == "operator" and child.stretchy and (end := _closing(children, index)):
                inner = self._row(children[index + 1 : end])
                close = children[end].text if end < len(children) else ""
                found.append(_fenced(child.text, close, inner))
                index = end + 1
            else:
                found.append(self.node(child))
                index += 1
        return "".join(found)

    def _is_nary(self, node: MathNode) -> bool:
        base = node.children[0] if node.children and node.name in _SCRIPTED else node
        return base.name == "operator" and base.text in _NARY and bool(base.text)

    def _nary(self, node: MathNode, operand: str) -> str:
        """A sum or integral with its limits and what it is over."""
        scripted = node.children and node.name in _SCRIPTED
        sign = node.children[0].text if scripted else node.text
        below = above = ""
        if scripted:
            parts = [self.node(child) for child in node.children[1:]]
            if node.name in ("sub", "under"):
                below = parts[0]
            elif node.name in ("sup", "over"):
                above = parts[0]
            else:
                below, above = parts
        if not operand:
            operand = self._text("\u200b", '<m:sty m:val="p"/>')  # an empty place would show as a dotted box
        place = "undOvr" if node.name in ("under", "over", "underover") else "subSup"
        hidden = ('<m:subHide m:val="1"/>' if not below else "") + (
            '<m:supHide m:val="1"/>' if not above else ""
        )
        return (
            f'<m:nary><m:naryPr><m:chr m:val="{sign}"/><m:limLoc m:val="{place}"/>{hidden}</m:naryPr>'
            f"<m:sub>{below}</m:sub><m:sup>{above}</m:sup><m:e>{operand}</m:e></m:nary>"
        )

    def _root(self, children: Sequence[MathNode]) -> str:
        inside = self.node(children[0])
        if len(children) == 1:
            return f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>{inside}</m:e></m:rad>'
        return f"<m:rad><m:deg>{self.node(children[1])}</m:deg><m:e>{inside}</m:e></m:rad>"

    def _scripts(self, node: MathNode) -> str:
        if self._is_nary(node):
            return self._nary(node, "")
        base, *scripts = map(self.node, node.children)
        if node.name == "sub":
            return f"<m:sSub><m:e>{base}</m:e><m:sub>{scripts[0]}</m:sub></m:sSub>"
        if node.name == "sup":
            return f"<m:sSup><m:e>{base}</m:e><m:sup>{scripts[0]}</m:sup></m:sSup>"
        return (
            f"<m:sSubSup><m:e>{base}</m:e><m:sub>{scripts[0]}</m:sub><m:sup>{scripts[1]}</m:sup></m:sSubSup>"
        )

    def _limits(self, node: MathNode) -> str:
        if self._is_nary(node):
            return self._nary(node, "")
        base, *others = node.children
        inner = self.node(base)
        if node.name == "underover":
            below = f"<m:limLow><m:e>{inner}</m:e><m:lim>{self.node(others[0])}</m:lim></m:limLow>"
            return f"<m:limUpp><m:e>{below}</m:e><m:lim>{self.node(others[1])}</m:lim></m:limUpp>"
        mark = others[0].text if others[0].name == "operator" else ""
        top = node.name == "over"
        if mark in _ACCENTS and mark and top:
            return f'<m:acc><m:accPr><m:chr m:val="{_ACCENTS[mark]}"/></m:accPr><m:e>{inner}</m:e></m:acc>'
        if mark in _BARS and mark:
            side = "top" if top else "bot"
            return f'<m:bar><m:barPr><m:pos m:val="{side}"/></m:barPr><m:e>{inner}</m:e></m:bar>'
        if mark in "⏞⏟⎴⎵" and mark:
            side = "top" if top else "bot"
            align = "bot" if top else "top"
            return (
                f'<m:groupChr><m:groupChrPr><m:chr m:val="{attribute(mark)}"/><m:pos m:val="{side}"/>'
                f'<m:vertJc m:val="{align}"/></m:groupChrPr><m:e>{inner}</m:e></m:groupChr>'
            )
        tag = "limUpp" if top else "limLow"
        return f"<m:{tag}><m:e>{inner}</m:e><m:lim>{self.node(others[0])}</m:lim></m:{tag}>"

    def _table(self, rows: Sequence[MathNode]) -> str:
        columns = max((len(row.children) for row in rows), default=1)
        sides = [_column_align(rows, index) for index in range(columns)]
        settings = "".join(
            f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{side}"/></m:mcPr></m:mc>' for side in sides
        )
        written = []
        for row in rows:
            cells = [self._row(cell.children) for cell in row.children]
            cells += [""] * (columns - len(cells))
            filled = (cell or self._text("\u200b", '<m:sty m:val="p"/>') for cell in cells)
            written.append("<m:mr>" + "".join(f"<m:e>{cell}</m:e>" for cell in filled) + "</m:mr>")
        return f"<m:m><m:mPr><m:mcs>{settings}</m:mcs></m:mPr>{''.join(written)}</m:m>"


_SCRIPTED = frozenset(("sub", "sup", "subsup", "under", "over", "underover"))


def _column_align(rows: Sequence[MathNode], index: int) -> str:
    cells = (row.children[index] for row in rows if index < len(row.children))
    return next((cell.align for cell in cells if cell.align), "center")


def _operand(children: Sequence[MathNode], start: int) -> int:
    """Where what a sum is over ends: before a relation or a comma."""
    end = start
    while end < len(children):
        child = children[end]
        if end > start and child.name == "operator" and (child.text in _STOPS or child.text in "+−-"):
            break
        if end == start and child.name == "operator" and child.text in _STOPS:
            break
        end += 1
    return end


def _closing(children: Sequence[MathNode], start: int) -> int:
    """Where the fence that opens at `start` is closed; the end of the row for one that never is, 0 for a sign
    that opens nothing."""
    if children[start].text not in _OPEN and children[start].text:
        return 0
    depth = 0
    for index in range(start + 1, len(children)):
        child = children[index]
        if child.name != "operator" or not child.stretchy:
            continue
        if child.text in "([{⟨⌊⌈" and child.text:
            depth += 1
        elif depth:
            depth -= 1
        else:
            return index
    return len(children) if start == 0 else 0


def _are_ruled(children: Sequence[MathNode]) -> bool:
    """True for tables with bars between them."""
    bars = children[1::2]
    tables = bool(bars) and len(children) % 2 == 1 and all(each.name == "table" for each in children[::2])
    return tables and all(each.text == "|" and each.stretchy for each in bars)


def _fenced(opening: str, closing: str, inner: str) -> str:
    """`inner` between fences; several parts of it have bars between them, which is what Office does unless told."""
    return (
        f'<m:d><m:dPr><m:begChr m:val="{attribute(opening)}"/><m:endChr m:val="{attribute(closing)}"/></m:dPr>'
        f"<m:e>{inner}</m:e></m:d>"
    )
