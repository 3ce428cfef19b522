"""Runs as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from msgspec.structs import replace

from deckgen.deck.clicks import NEXT, Click
from deckgen.deck.inlines import Inline, Inlines, LineBreak, Marks, Run, index_of_order, plain_text
from deckgen.markdown.escape import escape, quoted
from deckgen.markdown.style import Style
from deckgen.patterns import regex

_EDGES = regex(r"(\s*)(.*?)(\s*)", re.DOTALL)
_KINDS: tuple[Callable[[Marks], object], ...] = (
    lambda marks: (marks.link, marks.tooltip),
    lambda marks: (marks.color, marks.small_caps, marks.underline, marks.fragment, marks.lang),
    lambda marks: marks.highlight,
    lambda marks: marks.strike,
    lambda marks: marks.bold,
    lambda marks: marks.italic,
    lambda marks: marks.superscript,
    lambda marks: marks.subscript,
)
"""From outside to inside."""


def inline_text(inlines: Inlines, style: Style = Style(), *, starts: bool = True) -> str:  # noqa: B008 - it is frozen
    """Runs as one paragraph's Markdown, its hard breaks as a backslash at the end of a line; `starts` where it begins
    a line."""
    lines: list[list[Run]] = [[]]
    for item in _settled(inlines):
        if isinstance(item, LineBreak):
            lines.append([])
        else:
            lines[-1].append(item)
    said = [_wrapped(line, 0, style, starts or number > 0).strip(" ") for number, line in enumerate(lines)]
    while said and not said[-1]:
        said.pop()
    while said and not said[0]:
        said.pop(0)
    # An empty line would end the paragraph.
    return "\\\n".join(re.sub(r"\\\\$", "&#92;", line) or "\u00a0" for line in said)


def _settled(inlines: Inlines) -> Sequence[Inline]:
    """Spaces have no marks of their own that nobody sees, but for a colour that goes on behind them."""
    found: list[Inline] = []
    for before, item, behind in zip((None, *inlines), inlines, (*inlines[1:], None), strict=False):
        if isinstance(item, Run) and not item.text.strip() and not item.marks.code:
            seen = Marks(link=item.marks.link, tooltip=item.marks.tooltip, underline=item.marks.underline)
            ends = [each.marks for each in (before, behind) if isinstance(each, Run)]
            if len(ends) == 2 and ends[0].color and _KINDS[1](ends[0]) == _KINDS[1](ends[1]):
                seen = replace(seen, color=ends[0].color, underline=ends[0].underline, small_caps=ends[0].small_caps,
                               fragment=ends[0].fragment, lang=ends[0].lang)  # fmt: skip
            found.append(Run(item.text, seen))
        else:
            found.append(item)
    return found


def _wrapped(
    runs: Sequence[Run], depth: int, style: Style, starts: bool, beside: tuple[str, str] = ("", "")
) -> str:
    """Runs with their marks from `depth` on; `beside` are the characters before and behind them."""
    if depth == len(_KINDS):
        text, was_formula = "", False
        for number, run in enumerate(runs):
            said, is_formula = _text(run, starts and number == 0), run.marks.math is not None
            apart = is_formula != was_formula and touches(text, said)
            text, was_formula = f"{text}{NOTHING if apart else ''}{said}", is_formula
        return text
    found: list[str] = []
    groups = [list(group) for _, group in groupby(runs, key=lambda run: _KINDS[depth](run.marks))]
    for number, group in enumerate(groups):
        before = "".join(found)[-1:] or beside[0]
        after = plain_text(tuple(groups[number + 1]))[:1] if number + 1 < len(groups) else beside[1]
        marks, is_marked = group[0].marks, bool(_marked("x", group[0].marks, depth, style, ("", "")) != "x")
        outside = (" ", " ") if is_marked else (before, after)
        inner = _wrapped(group, depth + 1, style, starts and not found, outside)
        found.append(_marked(inner, marks, depth, style, (before, after)))
    return "".join(found)


def _marked(inner: str, marks: Marks, depth: int, style: Style, beside: tuple[str, str]) -> str:
    """What one kind of mark makes of text; spaces at its edges stay outside."""
    edges = _EDGES.fullmatch(inner)
    assert edges is not None
    before, core, after = edges.groups()
    if not core:
        return inner
    outside = (before or beside[0], after or beside[1])
    match depth:
        case 0:
            core = _link(core, marks) if marks.link else core
        case 1:
            core = _span(core, marks) if style.extended else _in_elements(core, marks)
        case 2:
            core = _emphasis(core, "==", "mark", outside) if marks.highlight else core
        case 3:
            core = _emphasis(core, "~~", "s", outside) if marks.strike else core
        case 4:
            core = _emphasis(core, style.strong, "strong", outside) if marks.bold else core
        case 5:
            core = _emphasis(core, style.emphasis, "em", outside) if marks.italic else core
        case 6:
            core = _script(core, "^" * style.extended, "sup", outside[0]) if marks.superscript else core
        case _:
            core = _script(core, "~" * style.extended, "sub", outside[0]) if marks.subscript else core
    return before + core + after


def _held(core: str) -> str:
    """What stands in brackets: two of them would begin a wiki link."""
    return f"<!-- -->{core}" if core.startswith("[") else core


def _link(core: str, marks: Marks) -> str:
    target = marks.link if re.fullmatch(r"[^\s<>()]+", marks.link) else f"<{re.sub('[<>]', '', marks.link)}>"
    tip = f" {quoted(marks.tooltip)}" if marks.tooltip else ""
    return f"[{_held(core)}]({target}{tip})"


def _span(core: str, marks: Marks) -> str:
    said = [".smallcaps"] if marks.small_caps else []
    said += [".underline"] if marks.underline else []
    said += when(marks.click) if marks.fragment else []
    said += [f"color=#{marks.color}"] if re.fullmatch("[0-9A-Fa-f]{6}", marks.color) else []
    said += [f"lang={marks.lang}"] if marks.lang else []
    return f"[{_held(core)}]{{{' '.join(said)}}}" if said else core


def when(click: Click) -> list[str]:
    """What the attributes of something that appears or goes at a click say."""
    way = [".fade-in-then-out"] if click.until == NEXT else [] if click.comes else [".fade-out"]
    index = index_of_order(click.order)
    return [".fragment", *way, *([] if index is None else [f"fragment-index={index}"])]


def _in_elements(core: str, marks: Marks) -> str:
    """The same as HTML has it, as far as that has it."""
    core = f"<u>{core}</u>" if marks.underline else core
    if re.fullmatch("[0-9A-Fa-f]{6}", marks.color):
        core = f'<span style="color:#{marks.color}">{core}</span>'
    return _span(core, replace(marks, underline=False, color=""))


def _emphasis(core: str, sign: str, tag: str, beside: tuple[str, str]) -> str:
    """Signs where CommonMark takes them for such (0.31, §6.2), else HTML's element."""
    first, last = core[0], core[-1]
    if sign[0] not in "*_" and "".join(beside).strip():
        return f"<{tag}>{core}</{tag}>"
    opens = not _is_sign(first) or not beside[0] or beside[0].isspace() or _is_sign(beside[0])
    closes = not _is_sign(last) or not beside[1] or beside[1].isspace() or _is_sign(beside[1])
    in_word = "_" in sign and any(each and each.isalnum() for each in beside)
    meets = sign[0] in (first, last, *beside)
    if opens and closes and not in_word and not meets:
        return f"{sign}{core}{sign}"
    other = sign.translate({ord("*"): "_", ord("_"): "*"})
    in_word = "_" in other and any(each and each.isalnum() for each in beside)
    if opens and closes and not in_word and other[0] not in (first, last, *beside):
        return f"{other}{core}{other}"
    return f"<{tag}>{core}</{tag}>"


def _is_sign(char: str) -> bool:
    return not (char.isalnum() or char.isspace())


def _script(core: str, sign: str, tag: str, before: str) -> str:
    hangs = bool(sign) and (
        before.isalnum() or before in (")", "]")
    )  # elsewhere it is a sign for its own sake
    return f"{sign}{core}{sign}" if hangs and re.fullmatch(r"[\w.+−-]+", core) else f"<{tag}>{core}</{tag}>"


NOTHING = "<!-- -->"
"""Between what would be something else if it stood together."""


def touches(before: str, behind: str) -> bool:
    """True where the sign of a formula would have a letter or digit right beside it, and be none."""
    return (before[-1:] == "$" and behind[:1].isalnum()) or (before[-1:].isalnum() and behind[:1] == "$")


def _text(run: Run, starts: bool) -> str:
    marks = run.marks
    if marks.math is not None:
        sign = "$$" if marks.math.display else "$"
        return f"{sign}{marks.math.latex}{sign}"
    if marks.picture is not None:
        return f"![{escape(marks.picture.alt)}]({marks.picture.target})"
    if marks.note:
        return f"[^{marks.note}]"
    if marks.keyboard:
        return f"<kbd>{escape(run.text)}</kbd>"
    if marks.code and run.text.strip():
        return _code(run.text)
    return escape(run.text, starts=starts)


def _code(text: str) -> str:
    """A code span, whose fence is longer than any in it."""
    fence = "`" * (max((len(each) for each in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
