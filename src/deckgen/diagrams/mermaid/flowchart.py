"""Flowcharts: `graph LR`, boxes of many shapes, arrows of many kinds, subgraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from deckgen.deck.diagrams import Direction, Flow, LineStyle, NodeShape
from deckgen.diagrams.building import FlowBuilder
from deckgen.diagrams.mermaid.styles import CLASS, Styles
from deckgen.diagrams.mermaid.words import words
from deckgen.diagrams.refusal import NotDrawnError
from deckgen.patterns import regex

DIRECTIONS: Mapping[str, Direction] = {
    "TD": "down", "TB": "down", "BT": "up", "LR": "right", "RL": "left", "": "down",
    ">": "right", "<": "left", "^": "up", "v": "down",
}  # fmt: skip
_HEAD = regex(r"[ \t]*([A-Za-z]{2}|[<>^v])?[ \t]*(?:;|$)", re.MULTILINE)
_BRACKETS: Sequence[tuple[str, tuple[str, ...], NodeShape]] = (
    ("(((", (")))",), "circle"), ("((", ("))",), "circle"), ("([", ("])",), "pill"), ("(", (")",), "round"),
    ("[[", ("]]",), "round"), ("[(", (")]",), "store"), ("[/", ("/]", "\\]"), "slanted"),
    ("[\\", ("\\]", "/]"), "slanted"), ("[", ("]",), "round"), ("{{", ("}}",), "hexagon"), ("{", ("}",), "diamond"),
    (">", ("]",), "round"),
)  # fmt: skip
"""What opens the words of a box, what may close them, and its shape."""
_NAMED_SHAPES: Mapping[str, NodeShape] = {
    **dict.fromkeys(("circle", "circ", "sm-circ", "dbl-circ", "double-circle", "cross-circ"), "circle"),
    **dict.fromkeys(("diam", "diamond", "decision", "question"), "diamond"),
    **dict.fromkeys(("hex", "hexagon", "prepare"), "hexagon"),
    **dict.fromkeys(("stadium", "pill", "terminal"), "pill"),
    **dict.fromkeys(("cyl", "cylinder", "database", "db", "disk", "lin-cyl", "h-cyl", "das"), "store"),
    **dict.fromkeys(("lean-r", "lean-l", "in-out", "out-in", "lean-right", "lean-left"), "slanted"),
    "text": "bare",
}
"""Of `A@{ shape: … }`; all others are boxes."""
_NAME = r"[^\s\[\](){}<>|&;:\"'`=~%@,.*#-](?:[^\s\[\](){}<>|&;:\"'`=~%@,-]|&(?=\w)|-(?=[^\s>.-]))*"
"""Dashes within words are part of them: `R&D`, `write-back`."""
_ID = regex(_NAME)
_LINK_ID = regex(r"([\w.-]+)@(?=[<ox]?[-=~])")
_OF_LINK = regex(r"([\w.-]+)@\{.*\}", re.DOTALL)
_LINK = regex(r"([<ox](?=[-=]))?(--+|==+|~~~+|-\.+-)([>ox])?")
_END = r"([>ox])?"
_SPOKEN = regex(
    rf"([<ox](?=[-=]))?(?:--(?![->])[ \t]*(\S.*?)[ \t]*--+{_END}"
    rf"|==(?![=>])[ \t]*(\S.*?)[ \t]*==+{_END}|-\.(?![.-])[ \t]*(\S.*?)[ \t]*\.+-{_END})"
)
_LABEL = regex(r"[ \t]*\|([ \t]*\"[^\"]*\"[ \t]*|[^|]*)\|")
_DATA = regex(r"@\{((?:\"[^\"]*\"|[^}\"])*)\}")
_PAIR = regex(r"([\w-]+)[ \t]*:[ \t]*(\"[^\"]*\"|'[^']*'|[^,\n]*)")
_SUBGRAPH = regex(r"subgraph\b[ \t]*(.*)")
_TITLED = regex(r"([^\s\[\"]+)[ \t]*\[(.*)\]")
_SILENT = regex(
    r"linkStyle[ \t]+(?:default|\d[\d, \t]*)[ \t]+.*|click[ \t]+[^\s-][^\s]*[ \t]+[^\s-].*"
    r"|direction[ \t]+(?:TB|TD|BT|LR|RL)"
)
_ARROW_ENDS = regex(r"(?:-->|---|==>|===|\.->|\.-)[ \t]*\Z")
_ARROW_BEGINS = regex(r"\s*(?:--|==|-\.)")


def read(text: str, title: str) -> Flow:
    """The flowchart behind its first word. Raises `NotDrawnError`."""
    head = _HEAD.match(text)
    direction = (head[1] or "") if head else ""
    if head is None or direction not in DIRECTIONS:
        raise NotDrawnError("its direction is not known")
    chart = _Flowchart()
    for number, statement in _statements(text[head.end() :]):
        try:
            chart.read(statement)
        except NotDrawnError as error:
            raise NotDrawnError(error.reason, number) from error
    return chart.flow(title, DIRECTIONS[direction])


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each with the number of its line; line feeds and semicolons in quotation marks or `@{ … }` end none."""
    line, begin, quoted, first = 0, 0, False, 0
    for at, letter in enumerate(text + "\n"):
        if letter == '"':
            quoted = not quoted
        said = text[begin:at].strip() if letter in "\n;" else ""
        if letter in "\n;" and (at == len(text) or not (quoted or _goes_on(text, said, at))):
            if said:
                yield first, said
            begin, first = at + 1, line + (letter == "\n")
        line += letter == "\n"


def _goes_on(text: str, said: str, at: int) -> bool:
    """True if what is `said` does not end there: a semicolon in brackets or behind a letter's code, `#35;`, a line
    feed in `@{` or beside an arrow."""
    if not said:
        return False
    said = _QUOTED.sub('""', said)
    if said.rfind("@{") > said.rfind("}"):
        return True
    if text[at] == ";":
        return bool(_CODE_ENDS.search(said)) or any(
            said.count(one) > said.count(other) for one, other in _PAIRS
        )
    return bool(_ARROW_ENDS.search(said) or _ARROW_BEGINS.match(text, at))


_QUOTED = regex(r"\"[^\"]*\"")
_CODE_ENDS = regex(r"[#&]#?\w{1,9}\Z")
_PAIRS = (("[", "]"), ("(", ")"), ("{", "}"))


class _Flowchart:
    def __init__(self) -> None:
        self.builder = FlowBuilder()
        self.styles = Styles()
        self.links: set[str] = set()
        """Names of arrows."""

    def flow(self, title: str, direction: Direction) -> Flow:
        if self.builder.inside:
            raise NotDrawnError("a subgraph in it does not end")
        if not self.builder.nodes and not self.builder.clusters:
            raise NotDrawnError("it has no boxes")
        self.styles.give(self.builder)
        return self.builder.flow(title=title, direction=direction)

    def read(self, statement: str) -> None:
        """One statement."""
        if match := _SUBGRAPH.fullmatch(statement):
            self._open(match[1].strip())
        elif statement == "end":
            if not self.builder.close():
                raise NotDrawnError("an `end` in it ends nothing")
        elif self.styles.read(statement):
            pass
        elif (match := _OF_LINK.fullmatch(statement)) and match[1] in self.links:
            pass  # how it moves
        elif not _SILENT.fullmatch(statement):
            self._chain(statement)

    def _open(self, said: str) -> None:
        titled = _TITLED.fullmatch(said)
        name = titled[1] if titled else words(said) or f"subgraph {len(self.builder.clusters)}"
        self.builder.open(name, words(titled[2]) if titled else words(said))

    def _chain(self, statement: str) -> None:
        """Boxes, with arrows from each to each of the next ones."""
        at, last = self._boxes(statement, 0)
        while (at := self._named(statement, _past(statement, at))) < len(statement):
            at, label, line, heads = _link(statement, at)
            at, boxes = self._boxes(statement, at)
            for start, end in itertools.product(last, boxes):
                self.builder.arrow(start, end, label, line, heads)
            last = boxes

    def _named(self, text: str, at: int) -> int:
        """Where the name of the arrow there ends, if it has one."""
        named = _LINK_ID.match(text, at)
        if named is None:
            return at
        self.links.add(named[1])
        return named.end()

    def _boxes(self, text: str, at: int) -> tuple[int, list[str]]:
        """Those from there on that `&` joins, and where they end."""
        found: list[str] = []
        while True:
            at, name = self._box(text, _past(text, at))
            found.append(name)
            at = _past(text, at)
            if not text.startswith("&", at):
                return at, found
            at += 1

    def _box(self, text: str, at: int) -> tuple[int, str]:
        name = _ID.match(text, at)
        if name is None:
            raise NotDrawnError(f"`{text[at : at + 20].strip() or text[-20:].strip()}` is no box")
        at, said, shape = _bracketed(text, name.end())
        if data := _DATA.match(text, at):
            given = {key: value.strip() for key, value in _PAIR.findall(data[1])}
            said = words(given["label"].strip("'")) if "label" in given else said
            shape = _NAMED_SHAPES.get(given.get("shape", "").strip("\"'"), shape or "round")
            at = data.end()
        self.builder.node(name[0], said, shape)
        while styled := CLASS.match(text, at):
            self.styles.classed.append((name[0], styled[1]))
            at = styled.end()
        return at, name[0]


def _past(text: str, at: int) -> int:
    """Where spaces from there on end."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _bracketed(text: str, at: int) -> tuple[int, str | None, NodeShape | None]:
    """The words of a box in its brackets, and its shape; nothing if none stand there."""
    for opens, closes, shape in _BRACKETS:
        if not text.startswith(opens, at):
            continue
        begin = _past(text, at + len(opens))
        after = text.find('"', begin + 1) if text.startswith('"', begin) else begin - 1
        ends = [(text.find(each, after + 1), each) for each in closes]
        found = min((end for end in ends if end[0] >= 0), default=None)
        if found is None:
            continue
        return found[0] + len(found[1]), words(text[begin : found[0]]), shape
    return at, None, None


def _link(text: str, at: int) -> tuple[int, str, LineStyle, tuple[bool, bool]]:
    """The arrow there: where it ends, its label, its line and its heads."""
    link = _LINK.match(text, at)
    is_whole = link is not None and (bool(link[3]) or len(link[2]) > 2)
    spoken = None if is_whole else _SPOKEN.match(text, at)
    if spoken:
        tail, *rest = spoken.groups()
        label, head = next((rest[n], rest[n + 1]) for n in (0, 2, 4) if rest[n] is not None)
        line = "thick" if rest[2] is not None else "dashed" if rest[4] is not None else "solid"
        return spoken.end(), words(label), cast(LineStyle, line), (bool(tail), bool(head))
    if link is None:
        raise NotDrawnError(f"`{text[at : at + 20].strip()}` is no arrow")
    line = {"=": "thick", "~": "none"}.get(link[2][0], "dashed" if "." in link[2] else "solid")
    label = _LABEL.match(text, link.end())
    heads = bool(link[1]), bool(link[3])
    return (label or link).end(), words(label[1]) if label else "", cast(LineStyle, line), heads
