"""Code: its language, title, line numbers and steps from the fence's first line; its words by kind."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deckgen.deck.blocks import CodeBlock, Component, Fence, Figure, ListBlock, ListItem, Paragraph
from deckgen.deck.diagrams import Events
from deckgen.deck.inlines import PLAIN, Inlines, LineBreak, Marks, Run, merge_runs
from deckgen.diagrams.registry import LANGUAGES, read_diagram
from deckgen.patterns import regex
from deckgen.readers.attributes import Attributes, parse_attributes
from deckgen.readers.cells import options_of, without_options
from deckgen.source import Span

if TYPE_CHECKING:
    from pygments.lexer import Lexer

    from deckgen.readers.context import ReadContext

DIAGRAMS = frozenset(("mermaid", "plantuml", "puml", "d2", "graphviz"))
"""Languages of diagrams."""
LONGEST_COLORED = 50_000
"""Characters; longer code is shown without colours."""
_LANGUAGE = regex(r"\{?\.?([\w+#-]*)(?::(\S+))?")
_STEPS = regex(
    r"[{\[]\s*(?:\d+\s*:\s*)?((?:\d[\d,\s-]*|all|\*|none|hide|(?=\|))(?:\|(?:[\d,\s-]*|all|\*|none|hide))*)\s*[}\]]"
)
_QUOTED = regex(r"""\b(title|filename|file|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_NUMBERED = regex(
    r"\b(?:showLineNumbers|numberLines|number-lines|linenums|lineNumbers|line-numbers)\b|lines:\s*true"
)
_FIRST = regex(r"""(?:startFrom|startLine|start-from|start|linenums|startFrom)\s*[=:]\s*["']?(\d+)""")
_FILE = regex(r"[\w./-]+\.\w{1,6}")
_NOTED = regex(r"([ \t]*(?:#|//|--|%|;|!))[ \t]*<(\d{1,2}(?:[ \t]*,[ \t]*\d{1,2})*)>[ \t]*$", re.MULTILINE)
"""Marks of lines that a list below explains: comments with the numbers of its items."""
_KINDS = {
    "Keyword": "keyword", "Name.Builtin": "name", "Name.Function": "name", "Name.Class": "name",
    "Name.Tag": "keyword", "Name.Decorator": "name", "Name.Attribute": "name", "Name.Namespace": "name",
    "Literal.String": "string", "Literal.Number": "number", "Comment": "comment",
    "Operator.Word": "keyword", "Generic.Inserted": "positive", "Generic.Deleted": "negative",
    "Generic.Heading": "keyword", "Generic.Subheading": "keyword", "Name.Constant": "number",
}  # fmt: skip
"""Pygments' kinds of tokens → the theme's colours for code."""


def read_code(text: str, info: str, span: Span, context: ReadContext) -> CodeBlock | Figure | Component:
    """The block behind a fence, or the diagram that it describes; `info` is what stands on its first line."""
    code = _read(text, info, span, context)
    language = code.language.lower()
    return _diagram(code, language, context) if language in DIAGRAMS else code


def _diagram(code: CodeBlock, language: str, context: ReadContext) -> CodeBlock | Figure | Component:
    """A diagram, or its source where nobody here can draw it."""
    span = Span(code.span.line + 1, code.span.column)
    if language not in LANGUAGES:
        message = f"`{language}` is shown as its source: only its own program draws it"
        hint = "draw it as a `flow`, or keep what that program drew beside the deck"
        context.report("diagram-as-text", "warning", message, replace(code.span, end_line=0), hint)
        return code
    drawn = read_diagram(language, code.text, span)
    for finding in drawn.found:
        context.report(finding.code, finding.severity, finding.message, finding.span or span, finding.hint)
    if drawn.value is None:
        return code
    if isinstance(drawn.value, Events):
        return _timeline(drawn.value, code.title, code.span)
    caption: Inlines = (Run(code.title),) if code.title else ()
    fence = Fence(language, code.text, span, code.name)
    return Figure(target="", alt="", span=code.span, fence=fence, name=code.name, caption=caption)


def _timeline(events: Events, title: str, span: Span) -> Component:
    """Dates and what happened, as an author's own list of them is."""
    items = []
    for event in events.events:
        first, *more = event.texts or ("",)
        said = [Run(f" {first}")] if first else []
        below = [item for each in more for item in (LineBreak(), Run(each))]
        bold = replace(PLAIN, bold=True)
        section = (Run(event.section, bold), LineBreak()) if event.section else ()
        line = (*section, Run(event.date, bold), *said, *below)
        items.append(ListItem((Paragraph(line, span),), span))
    return Component("timeline", (ListBlock(tuple(items), span),), span, {"title": events.title or title})


def _read(text: str, info: str, span: Span, context: ReadContext) -> CodeBlock:
    found = _LANGUAGE.match(info)
    language, file = (found[1], found[2] or "") if found else ("", "")
    given: dict[str, str] = {}
    if re.fullmatch(r"\{\w+[ ,}].*|\{\w+\}", info) and language:  # `{r, echo=FALSE}`
        given = options_of(text)
        text = without_options(text)
    if context.dialect.has_cells:
        text = _NOTED.sub(r"\1 (\2)", text)
    first, last = info.find("{"), info.rfind("}")
    attributes = parse_attributes(info[first + 1 : last]) if 0 <= first < last else Attributes()
    if lines := given.get("code-line-numbers", ""):
        attributes = replace(attributes, values={**attributes.values, "code-line-numbers": lines})
        info += " line-numbers"
    if attributes.classes and (not language or re.match(r"\{\s*[.#]", info)):
        language = attributes.classes[0]
    rest = info[found.end() :] if found else info
    caption = attributes.values.get("lst-cap", "") or given.get("lst-cap", "")
    steps = _steps(rest, attributes)
    return CodeBlock(
        text=text,
        span=span,
        language=language,
        title=caption
        or _title(rest, attributes)
        or (file if _FILE.fullmatch(file) else "")
        or given.get("fig-cap", ""),
        lines=_colored(text, language, context),
        first_number=_first_number(info, context.front.values.get("line-numbers") == "true"),
        steps=steps,
        name=attributes.id or given.get("lst-label", "") or given.get("label", ""),
    )


def _title(rest: str, attributes: Attributes) -> str:
    for key in ("filename", "title", "file"):
        if attributes.values.get(key):
            return attributes.values[key]
    if quoted := _QUOTED.search(rest):
        return next(filter(None, quoted.groups()[1:]), "")
    bare = rest.strip().split(" ")[0]
    named = re.match(r"\[([^\]\d|][^\]]*)\]", rest.strip())  # `[title]`
    return named[1] if named else bare if _FILE.fullmatch(bare) and not bare[0].isdigit() else ""


def _first_number(info: str, always: bool) -> int | None:
    if offset := re.search(r"\[\s*(\d{1,6})\s*:", info):  # reveal.js's `[5: 1|2]`
        return int(offset[1])
    if re.search(r"\blines\s*:\s*false", info):
        return None
    if not (always or re.search(r"\[[\d\s,|:-]*\]", info) or _NUMBERED.search(info) or "startFrom" in info):
        return None
    first = _FIRST.search(info)
    return int(first[1]) if first and len(first[1]) < 7 else 1


def _steps(rest: str, attributes: Attributes) -> tuple[frozenset[int], ...]:
    given = attributes.values.get("code-line-numbers") or attributes.values.get("data-line-numbers", "")
    match = _STEPS.search(f"{{{given}}}" if re.match(r"[\d|]", given) else rest)
    if match is None:
        return ()
    return tuple(_lines(part) for part in match[1].split("|"))


def _lines(part: str) -> frozenset[int]:
    found: set[int] = set()
    for low, high in re.findall(r"(\d+)\s*(?:-\s*(\d+))?", part):
        first = int(low[:6])
        found.update(range(first, min(int(high[:6] or first) if high else first, first + 999) + 1))
    return frozenset(found)


def _colored(text: str, language: str, context: ReadContext) -> tuple[Inlines, ...]:
    """The lines with a colour for each kind of word; nothing for a language that is not known."""
    plain = language.lower() in (
        "",
        "text",
        "txt",
        "plain",
        "plaintext",
        "output",
        "console-output",
        "mermaid",
    )
    if plain or len(text) > LONGEST_COLORED:
        return ()
    key = (text, language)
    return context.memory.remember("code", key, tuple[Inlines, ...], lambda: _highlight(text, language))


def _highlight(text: str, language: str) -> tuple[Inlines, ...]:
    from pygments import lex

    lexer = _lexer(language)
    if lexer is None:
        return ()
    # Some know the end of a comment by its line's.
    tokens = lex(f"{text}\n", lexer(stripnl=False, ensurenl=False))
    lines: list[list[Run]] = [[]]
    for kind, part in tokens:
        marks = _marks(kind)
        for number, piece in enumerate(part.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(Run(piece, marks))
    found = tuple(merge_runs(list(line)) for line in lines[:-1])
    same = "\n".join("".join(run.text for run in line if isinstance(run, Run)) for line in found) == text
    return found if same else ()  # a lexer that alters the text is not to be trusted


@lru_cache(maxsize=64)
def _lexer(language: str) -> type[Lexer] | None:
    """That of a language, which is looked for among six hundred; None if there is none."""
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        return find_lexer_class_by_name(language)
    except ClassNotFound:
        return None


@cache
def _marks(kind: object) -> Marks:
    parts = str(kind).removeprefix("Token.").split(".")
    for length in range(len(parts), 0, -1):
        if color := _KINDS.get(".".join(parts[:length])):
            return replace(PLAIN, color=color)
    return PLAIN
