"""A chart block's YAML, each value with its place, so that what is wrong is shown where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from deckgen.diagnostics import Diagnostic, nearest
from deckgen.source import Span
from deckgen.source_files import printable

if TYPE_CHECKING:
    from yaml import Node


class Value(Struct, frozen=True, kw_only=True):
    """A YAML value: text, a list or a mapping."""

    span: Span
    text: str = ""
    items: tuple[Value, ...] | None = None
    entries: Mapping[str, Value] | None = None
    keys: Mapping[str, Span] = {}
    again: tuple[Span, ...] = ()
    """Keys that stand there more than once."""
    inside: Span | None = None
    """Where the first line of a block of text (behind `|`) begins."""

    @property
    def scalar(self) -> bool:
        """True for text (numbers and dates are text here)."""
        return self.items is None and self.entries is None

    @property
    def several(self) -> tuple[Value, ...]:
        """The items of a list; anything else is a list of one."""
        return (self,) if self.items is None else self.items


def parse(text: str, start: Span, findings: list[Diagnostic]) -> Value | None:
    """Read `text`, whose first line stands at `start`; a diagnostic if it is no mapping."""
    import yaml

    try:
        node = yaml.compose(
            text, Loader=yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
        )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        problem = getattr(error, "problem", None) or "it can't be read"
        span = Span(start.line + line, start.column + column)
        hint = "put text with `:`, `#` or quotes in quotation marks"
        findings.append(Diagnostic("broken-chart", "error", f"this is no YAML: {problem}", span, hint))
        return None
    if not isinstance(node, yaml.MappingNode):
        message = "a chart block is a list of `key: value` lines"
        findings.append(Diagnostic("broken-chart", "error", message, start, "begin with `kind: line`"))
        return None
    try:
        if _count(node, MOST_VALUES) > MOST_VALUES:
            raise RecursionError  # its aliases multiply, or it holds itself
        return _value(node, start, text.split("\n"))
    except RecursionError:
        message = "this chart holds itself, or more than any chart can show"
        findings.append(Diagnostic("broken-chart", "error", message, start, "write it without `&` and `*`"))
        return None


MOST_VALUES = 100_000


def _count(node: Node, most: int) -> int:
    """How many values there are, every use of an alias counted; more than `most` if it is too many."""
    from yaml import MappingNode, SequenceNode

    waiting, count = [node], 0
    while waiting and count <= most:
        now = waiting.pop()
        count += 1
        if isinstance(now, SequenceNode):
            waiting += now.value[: most + 1]
        elif isinstance(now, MappingNode):
            waiting += (value for _, value in now.value)
    return count


def _value(node: Node, start: Span, text: Sequence[str]) -> Value:
    span = _span(node, start)
    from yaml import MappingNode, ScalarNode, SequenceNode

    if isinstance(node, SequenceNode):
        return Value(span=span, items=tuple(_value(item, start, text) for item in node.value))
    if isinstance(node, MappingNode):
        entries: dict[str, Value] = {}
        keys: dict[str, Span] = {}
        again: list[Span] = []
        for key, value in node.value:
            name = printable(str(key.value)) if isinstance(key, ScalarNode) else "[…]"
            again += [_span(key, start)] if name in keys else []
            entries[name], keys[name] = _value(value, start, text), _span(key, start)
        return Value(span=span, entries=entries, keys=keys, again=tuple(again))
    inside = None
    if getattr(node, "style", "") in ("|", ">"):
        lines = text[node.start_mark.line + 1 : node.end_mark.line + 1]
        number, first = next(((n, line) for n, line in enumerate(lines) if line.strip()), (0, ""))
        indent = len(first) - len(first.lstrip())
        inside = Span(span.line + 1 + number, start.column + indent)
    return Value(span=span, text=printable(str(node.value)), inside=inside)


def _span(node: Node, start: Span) -> Span:
    first, last = node.start_mark, node.end_mark
    length = last.column - first.column if last.line == first.line else 0
    return Span(start.line + first.line, start.column + first.column, length=max(0, length))


def check_keys(value: Value, known: Sequence[str], findings: list[Diagnostic]) -> None:
    """Report the keys that nobody reads, and those that stand there twice."""
    for span in value.again:
        message = "this key stands here twice: only the last is read"
        findings.append(Diagnostic("unknown-chart-key", "error", message, span, "delete one"))
    for key, span in value.keys.items():
        if key not in known:
            message = f"a chart has no `{key}`"
            findings.append(Diagnostic("unknown-chart-key", "error", message, span, nearest(key, known)))


def choice(
    value: Value | None, known: Sequence[str], default: str, what: str, findings: list[Diagnostic]
) -> str:
    """One word out of `known`."""
    if value is None:
        return default
    if value.scalar and value.text in known:
        return value.text
    message = f"`{value.text}` is no {what}" if value.scalar else f"{what} is one word"
    findings.append(
        Diagnostic("unknown-chart-value", "error", message, value.span, nearest(value.text, known))
    )
    return default


def flag(value: Value | None, findings: list[Diagnostic]) -> bool | None:
    """Yes, no, or nothing said."""
    if value is None:
        return None
    word = value.text.lower()
    if word in ("true", "yes", "on", "oui", "false", "no", "off", "non"):
        return word in ("true", "yes", "on", "oui")
    message = f"`{value.text}` is neither `true` nor `false`"
    findings.append(Diagnostic("unknown-chart-value", "error", message, value.span))
    return None
