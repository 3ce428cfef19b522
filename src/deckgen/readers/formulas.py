"""LaTeX formulas → `Formula`. latex2mathml parses them; what it gives is read into our own tree, which
holds nothing that could run. A formula that can't be read stays the text that its author typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from deckgen.deck.blocks import Block, Equation, Paragraph
from deckgen.deck.inlines import Inline, LineBreak, Marks, Run, merge_runs
from deckgen.deck.maths import Formula, MathName, MathNode, MathVariant
from deckgen.latex_parser import load_parser
from deckgen.patterns import regex
from deckgen.readers.formula_colors import lost_color
from deckgen.readers.formula_latex import TAG, plain
from deckgen.readers.formula_words import signs_shown
from deckgen.readers.macros import is_definition, prelude

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext
    from deckgen.source import Span

LONGEST = 5000
"""Characters; a longer formula is shown as its source."""
DEEPEST = 60
_LOST = regex(
    r"\\(?:colorbox|fcolorbox|hline)(?![A-Za-z])"
    r"|\\begin\{array\}\{(?:\s*\|[^{}]*|[^{}]*\|\s*|(?P<inner>[^{}]*\|[^{}]*))\}"
)


_OPENED, _CLOSED = regex(r"(?<!\\)(?:\\\\)*\{"), regex(r"(?<!\\)(?:\\\\)*\}")


def inline_formula(opening: str, latex: str, closing: str, marks: Marks, context: ReadContext) -> Run:
    """A formula in a line of text."""

    if is_definition(latex):
        return Run("", marks)
    text = f"{opening}{latex}{closing}"
    formula = _read(latex, display=len(opening) > 1 and opening != "\\(", context=context)
    return Run(text, replace(marks, math=formula)) if formula else Run(text, marks)


def equation(text: str, span: Span, context: ReadContext) -> Block:
    """A formula on lines of its own; `text` has its delimiters and perhaps a label behind them."""
    latex = _inside(text.strip())
    tags = list(TAG.finditer(latex))
    number = tags[0][1] if len(tags) == 1 and "\\\\" not in latex else ""
    latex = TAG.sub("", latex) if number else latex
    formula = _read(latex, display=True, context=context, span=span)
    if formula:
        return Equation(text.strip(), formula, span, number=number)
    lines: list[Inline] = []
    for line in filter(str.strip, text.split("\n")):
        lines += [LineBreak(), Run(line)] if lines else [Run(line)]
    return Paragraph(merge_runs(lines), span)


def _inside(text: str) -> str:
    """Without delimiters and label."""
    for opening, closing in (("$$", "$$"), ("\\[", "\\]")):
        end = text.rfind(closing)
        if text.startswith(opening) and end >= len(opening):
            return text[len(opening) : end]
    match = re.match(r"\\begin\{(\w+\*?)\}", text)
    end = text.rfind(f"\\end{{{match[1]}}}") if match else -1
    return text[: end + len(f"\\end{{{match[1]}}}")] if match and end > 0 else text


def _read(latex: str, *, display: bool, context: ReadContext, span: Span | None = None) -> Formula | None:
    whole = prelude(latex, context.macros) + latex
    if not latex.strip() or len(whole) > LONGEST:
        return None
    key = (whole, display)
    found = context.memory.remember(
        "formula", key, Formula | str, lambda: read_formula(whole, display=display)
    )

    def beginning() -> Span:
        return context.source.find(latex.strip().split("\n")[0], span or context.whole)

    if isinstance(found, str):
        message = f"this formula is shown as its source: {found}"
        context.report(
            "formula-not-read", "warning", message, beginning(), "write it with commands of LaTeX's own"
        )
        return None
    if (missing := len(_OPENED.findall(latex)) - len(_CLOSED.findall(latex))) != 0:
        message = f"a brace of this formula {'is not closed' if missing > 0 else 'closes nothing'}"
        context.report(
            "formula-braces", "warning", message, beginning(), "LaTeX stops at that: each `{` has its `}`"
        )
    lost = _LOST.search(latex) or lost_color(latex)
    if lost and not (lost.re is _LOST and lost["inner"] and _has_bar(found.root)):
        where = context.source.find(lost[0], span or context.whole)
        context.report(
            "formula-plain", "note", f"this colour, or rule, of a formula is not shown: `{lost[0]}`", where
        )
    return found


def read_formula(latex: str, *, display: bool) -> Formula | str:
    """The formula, or in words what is wrong with it."""
    from xml.etree import ElementTree

    load_parser()
    import latex2mathml.converter

    try:
        xml = latex2mathml.converter.convert(plain(latex), display="block" if display else "inline")
        xml = re.sub(r"&(?!#?\w+;)", "&amp;", xml)
        root = _Reader().node(ElementTree.fromstring(xml))
    except _UnknownError as unknown:
        return str(unknown)
    except (ElementTree.ParseError, RecursionError):
        return "it can't be read"
    except Exception as error:  # latex2mathml raises one kind for each fault, and a few by accident
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
        return f"it can't be read ({name})"
    return Formula(root, display, latex)


def defines_only(text: str) -> bool:
    """True for a formula that holds nothing but definitions of macros."""
    return is_definition(_inside(text.strip()))


class _UnknownError(Exception):
    """What LaTeX says that is not known, in words."""


_ORDINARY = frozenset("∞∅∀∃∄¬∇ℏℓℜℑℵ⊤⊥∠△□◊♯♭♮")
"""Symbols that stand for something, with no space around them (TeXbook, appendix F, table 1)."""
_TOKENS: Mapping[str, MathName] = {"mi": "identifier", "mn": "number", "mo": "operator", "mtext": "text"}
_ROWS = frozenset(("math", "mrow", "mstyle", "mpadded", "semantics", "merror"))
_SHAPES: Mapping[str, tuple[MathName, int]] = {
    "mfrac": ("fraction", 2), "msub": ("sub", 2), "msup": ("sup", 2), "msubsup": ("subsup", 3),
    "munder": ("under", 2), "mover": ("over", 2), "munderover": ("underover", 3), "mroot": ("root", 2),
}  # fmt: skip
_ENCLOSED: Mapping[str, MathName] = {
    "box": "box",
    "updiagonalstrike": "strike",
    "downdiagonalstrike": "strike",
}
_LIMITS = "∑∏∐⋂⋃⨀⨁⨂⋁⋀⨆⨄"
_LIMIT_NAMES = frozenset(
    ("lim", "max", "min", "sup", "inf", "arg max", "arg min", "argmax", "argmin", "lim sup", "lim inf", "limsup",
     "liminf", "det", "gcd", "Pr", "plim", "ess sup")
)  # fmt: skip
_LOWER: Mapping[MathName, MathName] = {"sub": "under", "sup": "over", "subsup": "underover"}


_RELATIONS = {"±": "±", "~": "∼", "⟂": "⊥", "⧵": "∖", "⟶": "⟶", "⟹": "⟹", "⟺": "⟺", "⪯": "⪯", "⪰": "⪰"}
"""Signs between two others, which latex2mathml has as names, and partly as another sign than TeX."""


class _Reader:
    """Walks MathML once."""

    def __init__(self) -> None:
        self.depth = 0
        self.color = ""

    def node(self, element: Any) -> MathNode:
        tag = str(element.tag).rpartition("}")[2]
        self.depth += 1
        if self.depth > DEEPEST:
            raise _UnknownError("it is nested too deeply")
        try:
            return self._node(tag, element)
        finally:
            self.depth -= 1

    def _node(self, tag: str, element: Any) -> MathNode:
        if tag in _TOKENS:
            return self._token(tag, element)
        if tag == "mspace":
            return MathNode(name="space", width=_em(element.get("width", "")))
        around = self.color
        self.color = element.get("mathcolor", "").removeprefix("#") or around
        children = tuple(self.node(child) for child in element)
        self.color = around
        if tag in _ROWS:
            return children[0] if len(children) == 1 else MathNode(name="row", children=_joined(children))
        if tag in _SHAPES and len(children) >= (count := _SHAPES[tag][1]):
            first = len(children) - count + 1  # the brackets of a matrix stand beside it, and belong to it
            return self._shape(_SHAPES[tag][0], (_row(children[:first]), *children[first:]), element)
        if tag == "msqrt":
            return MathNode(name="root", children=(_row(children),))
        if tag == "mtable":
            whole = _table(children, bare=element.get("columnspacing", "").startswith("0em"))
            return _ruled(whole, element.get("columnlines", "").split())
        if tag == "mtr":
            return MathNode(name="tr", children=children)
        if tag == "mtd":
            return MathNode(
                name="td", children=(_row(children),), align=_aligned(element.get("columnalign", ""))
            )
        if tag == "menclose":
            name = _ENCLOSED.get(element.get("notation", ""))
            return MathNode(name=name, children=(_row(children),)) if name else _row(children)
        if tag == "mphantom":
            return MathNode(name="phantom", children=(_row(children),))
        return _row(children)

    def _token(self, tag: str, element: Any) -> MathNode:
        text = signs_shown("".join(element.itertext()))
        if tag != "mtext" and re.match(r"\\[A-Za-z]", text):
            raise _UnknownError(f"`{text}` is not known")
        if "".join(element.itertext()) == "&":
            raise _UnknownError("`&` stands outside an environment that aligns")
        name = _TOKENS[tag]
        text = text.replace("\u0338=", "≠")
        variant = _variant(element.get("mathvariant", ""))
        if tag == "mo" and (text[:1].isalpha() or text in _ORDINARY):
            name, variant = "identifier", "normal"  # a function's name
        if tag == "mi" and text in _RELATIONS:
            name, text = "operator", _RELATIONS[text]
        if tag == "mi" and text.isalpha() and (len(text) > 1 or "Α" <= text <= "Ω"):
            variant = variant or "normal"  # a name, or a Greek capital, upright in TeX (family 0)
        stretchy = tag == "mo" and (
            element.get("stretchy") == "true"
            or element.get("fence") == "true"
            or element.get("minsize") is not None
        )
        return MathNode(name=name, text=text, variant=variant, stretchy=stretchy, color=self.color)

    def _shape(self, name: MathName, children: tuple[MathNode, ...], element: Any) -> MathNode:
        base = children[0]
        limits = (base.text in _LIMITS and base.text) or " ".join(base.text.split()) in _LIMIT_NAMES
        if name in _LOWER and limits:
            name = _LOWER[name]
        if (
            name in ("sub", "sup")
            and children[1].name == "identifier"
            and set(children[1].text) <= set("′″‴⁗")
        ):
            children = (base, MathNode(name="operator", text=children[1].text, color=children[1].color))
        return MathNode(
            name=name, children=children, bare=element.get("linethickness", "1") in ("0", "0px", "0pt")
        )


def _table(rows: tuple[MathNode, ...], *, bare: bool) -> MathNode:
    """A table without its empty rows, which some programs draw nothing of at all; the pairs of several
    equations in a line stand two em apart, as in amsmath."""
    rows = tuple(row for row in rows if any(map(_is_something, row.children))) or rows
    if bare:
        apart = MathNode(name="space", width=2.0)
        rows = tuple(
            replace(
                row,
                children=tuple(
                    replace(cell, children=(_row((apart, *cell.children)),)) if at and not at % 2 else cell
                    for at, cell in enumerate(row.children)
                ),
            )
            for row in rows
        )
    return MathNode(name="table", children=rows, bare=bare)


def _ruled(table: MathNode, lines: Sequence[str]) -> MathNode:
    """A table with rules between its columns as tables between bars, if all of their rows are equally high."""
    cuts = [at for at, line in enumerate(lines, 1) if line != "none"]
    if not cuts or not all(map(_is_level, table.children)):
        return table
    parts: list[MathNode] = []
    for first, end in pairwise((0, *cuts, None)):
        if parts:
            parts.append(MathNode(name="operator", text="|", stretchy=True))
        rows = tuple(replace(row, children=row.children[first:end]) for row in table.children)
        parts.append(replace(table, children=rows))
    return MathNode(name="row", children=tuple(parts))


_LEVEL = frozenset(("identifier", "number", "operator", "text", "space", "row", "td", "tr"))


def _is_level(node: MathNode) -> bool:
    """True for what is as high as a letter."""
    return node.name in _LEVEL and all(map(_is_level, node.children))


def _has_bar(node: MathNode) -> bool:
    return (node.text == "|" and node.stretchy) or any(map(_has_bar, node.children))


def _is_something(node: MathNode) -> bool:
    return bool(node.text.strip()) or any(map(_is_something, node.children))


def _row(children: tuple[MathNode, ...]) -> MathNode:
    return children[0] if len(children) == 1 else MathNode(name="row", children=_joined(children))


def _joined(children: tuple[MathNode, ...]) -> tuple[MathNode, ...]:
    """`⧸` over `=` is one sign; fences grow with a table; a function's name stands apart from its neighbours."""
    found: list[MathNode] = []
    children = tuple(part for child in children for part in _as_long_as_said(child))
    for index, child in enumerate(children):
        beside = [other.name for other in children[max(0, index - 1) : index + 2]]
        if child.name == "operator" and child.text in _FENCES and child.text and "table" in beside:
            child = replace(child, stretchy=True)
        if found and (_opens_function(found[-1], child) or _closes_function(found[-1], child)):
            found.append(MathNode(name="space", width=0.167))
        if found and found[-1].text == "⧸" and child.name == "operator":
            found[-1] = MathNode(name="operator", text=_NEGATED.get(child.text, child.text + "\u0338"))
        else:
            found.append(child)
    return tuple(found)


_LONG = {"→": "⟶", "←": "⟵", "↔": "⟷", "⇒": "⟹", "⇐": "⟸", "⇔": "⟺", "↦": "⟼"}
SAID = 2
"""Letters above or below an arrow that it is long enough for."""
ROOM = 0.278
"""Around a relation, in em (TeXbook, chapter 18: a thick space)."""


def _as_long_as_said(node: MathNode) -> tuple[MathNode, ...]:
    """An arrow with words above or below is a long one, and has room beside these: no program draws it out."""
    base = node.children[0] if node.name in ("over", "under", "underover") else node
    if base is node or base.name != "operator" or base.text not in _LONG:
        return (node,)
    if max(map(_letters, node.children[1:])) > SAID:
        node = replace(node, children=(replace(base, text=_LONG[base.text]), *node.children[1:]))
    room = MathNode(name="space", width=ROOM)
    return room, node, room


def _letters(node: MathNode) -> int:
    return len(node.text.strip()) + sum(map(_letters, node.children))


_FENCES = "()[]{}|‖⟨⟩"


def _opens_function(before: MathNode, name: MathNode) -> bool:
    """`x log`: a function's name stands apart from what it follows (TeXbook, chapter 18, table of spacing)."""
    ends = before.name != "operator" or before.text in ")]}⟩"
    apart = before.name == "space" or before.text[-1:].isspace()
    return ends and not apart and _is_function(name) and name.name != "text"


def _closes_function(name: MathNode, after: MathNode) -> bool:
    return _is_function(name) and after.name not in ("operator", "space")


def _is_function(node: MathNode) -> bool:
    """`log`, or `lim` with what stands below it."""
    base = (
        node.children[0] if node.children and node.name in ("under", "sub", "sup", "over", "subsup") else node
    )
    name = " ".join(base.text.split())
    if base.name not in ("identifier", "text") or len(name) < 2 or not name[0].isalpha():
        return False
    return base.variant == "normal" or name in _LIMIT_NAMES


_NEGATED = {
    "=": "≠",
    "∈": "∉",
    "<": "≮",
    ">": "≯",
    "⊂": "⊄",
    "⊆": "⊈",
    "≡": "≢",
    "≤": "≰",
    "≥": "≱",
    "∼": "≁",
}


def _em(width: str) -> float:
    match = re.match(r"(-?[\d.]+)em", width)
    return min(20.0, float(match[1])) if match else 0.0


def _aligned(align: str) -> Any:
    return align if align in ("left", "right", "center") else ""


def _variant(name: str) -> MathVariant:
    known: dict[str, MathVariant] = {
        "bold-sans-serif": "sans-serif", "bold-script": "script", "bold-fraktur": "fraktur",
        "sans-serif-italic": "sans-serif", "sans-serif-bold-italic": "sans-serif",
    }  # fmt: skip
    names: tuple[MathVariant, ...] = (
        "normal", "bold", "italic", "bold-italic", "double-struck", "script", "fraktur", "sans-serif", "monospace",
    )  # fmt: skip
    return known.get(name, next((known_name for known_name in names if known_name == name), ""))
