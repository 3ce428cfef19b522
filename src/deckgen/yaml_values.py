"""YAML with the place of every value, so that what is wrong is shown where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

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


class YamlError(Exception):
    """Why a text is no mapping, where, and what to do about it."""

    def __init__(self, message: str, span: Span, hint: str) -> None:
        super().__init__(message)
        self.span, self.hint = span, hint


def parse(text: str, start: Span) -> Value:
    """The mapping in `text`, whose first line stands at `start`. Raises `YamlError`."""
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
        raise YamlError(f"this is no YAML: {problem}", span, hint) from error
    if not isinstance(node, yaml.MappingNode):
        raise YamlError("this is no list of `key: value` lines", start, "")
    try:
        if _count(node, MOST_VALUES) > MOST_VALUES:
            raise RecursionError  # its aliases multiply, or it holds itself
        return _value(node, start, text.split("\n"))
    except RecursionError:
        message = "this holds itself, or more than can be used"
        raise YamlError(message, start, "write it without `&` and `*`") from None


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
