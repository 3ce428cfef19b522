"""Values of the front matter in a deck's text: Jinja, in its sandbox, in a process that ends with what it may use.

An expression can take any time and any memory (`'a' * 10**10`); neither is the deck's to take.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import chain, zip_longest
from typing import Any

import msgspec

from deckgen.bounded import OutOfBoundsError, run_bounded
from deckgen.diagnostics import Diagnostic, nearest
from deckgen.patterns import regex
from deckgen.source import Source, Span
from deckgen.source_files import printable

TIME = 3.0
"""Seconds for all of a deck's expressions."""
MEMORY = 600_000_000
MOST_OUTPUT = 1_000_000
"""Characters of the deck with its values filled in."""
_PLAIN = regex(r"\{\{-?[ \t]*([A-Za-z_]\w*)[ \t]*-?\}\}")
_PROGRAM = """
import json, sys
from jinja2 import DebugUndefined, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment
class List(list):
    def __str__(self): return ", ".join(map(str, self))
class Map(dict):
    def __str__(self): return str(self.get("name", ""))
class Environment(SandboxedEnvironment):
    def getattr(self, value, name):  # a key first, which may be called as a method is
        return value[name] if isinstance(value, Map) and name in value else super().getattr(value, name)
def shown(value):
    if isinstance(value, dict): return Map((key, shown(each)) for key, each in value.items())
    return List(map(shown, value)) if isinstance(value, list) else value
given = json.loads(sys.stdin.buffer.read())
given["names"] = {{name: shown(value) for name, value in given["names"].items()}}
environment = Environment(undefined=DebugUndefined, keep_trailing_newline=True)
answer = {{}}
try:
    answer["unknown"] = sorted(find_undeclared_variables(environment.parse(given["body"])) - set(given["names"]))
    parts, length = [], 0
    for part in environment.from_string(given["body"]).generate(given["names"]):
        parts.append(part)
        length += len(part)
        if length > {most}:
            raise OverflowError("it gives more text than any deck has")
    answer["filled"] = "".join(parts)
except BaseException as error:
    line, trace = getattr(error, "lineno", None), error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    said = " ".join(str(error).split())[:160]
    if isinstance(error, MemoryError):
        said = "it takes more memory than a deck may have"
    answer = {{"error": said or type(error).__name__, "line": line if isinstance(line, int) else 0}}
sys.stdout.buffer.write(json.dumps(answer).encode())
"""


def fill_in(
    source: Source, values: Mapping[str, str], first: int, last: int | None = None, nested: str = ""
) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The lines of `source` from `first` (counted from 0) to before `last` with `{{ title }}` and the like filled in,
    with these `values` and nothing else; what of them are lists and mappings is `nested` (JSON), too."""
    if last is not None:
        head = source.lines[:last]
        filled, found = fill_in(Source(source.path, "\n".join(head), head), values, first, nested=nested)
        rest = filled.lines + source.lines[last:]
        return _with_lines(source, 0, list(rest)), found
    names = {_name(name): _typed(value) for name, value in values.items()}
    lines = source.lines[first:]
    body = "\n".join(lines)
    own = _OTHERS.sub("", body)
    if "{%" not in body and "{#" not in own and "{{" not in _PLAIN.sub("", own):
        return _filled_plainly(source, names, first)
    # Includes that could not be had, and other tools' shortcodes, are no variables; a name (`{#intro}`) is no comment.
    body = "\n".join(_OTHERS.sub(r"{% raw %}\g<0>{% endraw %}", line) for line in lines)
    inside = json.loads(nested) if nested else {}
    answer = _rendered(body, names | {_name(name): _all_typed(value) for name, value in inside.items()})
    if "filled" not in answer:
        first_use = next((n for n, text in enumerate(lines, 1) if "{{" in text or "{%" in text), 1)
        line = min(max(1, int(answer.get("line") or first_use)), max(1, len(lines)))
        message = f"the variables in this text can't be filled in: {answer['error']}"
        hint = "known: " + ", ".join(sorted(names))
        return source, (Diagnostic("variables", "error", printable(message), Span(line + first), hint),)
    unknown = tuple(_unknown(str(name), source, first, names) for name in answer.get("unknown", ()))
    text = str(answer["filled"]).encode("utf-8", "replace").decode("utf-8")
    return _with_lines(source, first, printable(text).split("\n")), unknown


_KEYED = regex(r"([ \t]*(?:-[ \t]+)?(?:[\w-]+:[ \t]+)?)(\S.*)")
"""A line of YAML: what stands before its value."""
_RISKY = regex(r":(?:\s|$)|\s#|^[\s\[\]{}>|*&!%@`,?#-]|[\"'\n]")
"""What a bare value of YAML can't hold, or where it would mean something else."""


def fill_in_yaml(
    source: Source, values: Mapping[str, str], last: int
) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The same for the front matter, which is the lines of `source` before `last`: whatever the `values` hold, they
    are values of YAML."""
    found: list[Diagnostic] = []
    lines = list(source.lines)
    for at in range(min(last, len(lines))):
        keyed = _KEYED.fullmatch(lines[at])
        if keyed is None or "{{" not in lines[at]:
            continue
        first = keyed[2][0]
        sign = first if first in "\"'" else "[" if first in "[{" and '"' not in keyed[2] else ""
        escaped = {name: _escaped(value, sign) for name, value in values.items()}
        filled, said = fill_in(Source(source.path, keyed[2], (keyed[2],)), escaped, 0)
        found += (msgspec.structs.replace(each, span=Span(at + 1)) for each in said)
        text = filled.text
        if not sign and first not in "[{" and _RISKY.search(text):
            text = json.dumps(text, ensure_ascii=False)
        lines[at] = keyed[1] + text
    return _with_lines(source, 0, lines), tuple(found)


def _escaped(value: str, sign: str) -> str:
    """A value between such signs; one of several in brackets has its own."""
    if sign in ('"', "["):
        quoted = json.dumps(value, ensure_ascii=False)
        return quoted if sign == "[" else quoted[1:-1]
    return value.replace("'", "''") if sign else value


def _filled_plainly(
    source: Source, names: Mapping[str, object], first: int
) -> tuple[Source, tuple[Diagnostic, ...]]:
    """Nothing but names: no library is needed for that."""
    unknown: dict[str, None] = {}

    def value(match: re.Match[str]) -> str:
        if match[1] in names:
            return str(names[match[1]])
        unknown[match[1]] = None
        return match[0]

    lines: list[str] = []
    for line in source.lines[first:]:
        kept = [match[0] for match in _OTHERS.finditer(line)]
        filled = [_PLAIN.sub(value, part) for part in _OTHERS.split(line)]
        shown = "".join(chain.from_iterable(zip_longest(filled, kept, fillvalue="")))
        lines += shown.split("\n")
    found = tuple(_unknown(name, source, first, names) for name in unknown)
    return _with_lines(source, first, lines), found


def _with_lines(source: Source, first: int, rest: list[str]) -> Source:
    lines = (*source.lines[:first], *rest)
    same = len(lines) == len(source.lines)
    return Source(source.path, "\n".join(lines), lines, source.origins if same else ())


def _unknown(name: str, source: Source, first: int, names: Mapping[str, object]) -> Diagnostic:
    span = source.find(name, Span(first + 1, 1, len(source.lines)))
    return Diagnostic(
        "variables", "error", f"there is no variable `{name}`", span, nearest(name, list(names))
    )


def _rendered(body: str, names: Mapping[str, object]) -> dict[str, Any]:
    """What the process says: the text `filled` in and names that are `unknown`, or its `error` and `line`."""
    given = json.dumps({"body": body, "names": dict(names)}).encode("utf-8", "surrogatepass")
    program = _PROGRAM.format(most=MOST_OUTPUT)
    try:
        done = run_bounded(program, given, ("jinja2", "markupsafe"), memory=MEMORY, seconds=TIME)
        answer = json.loads(done.stdout)
    except OutOfBoundsError:
        return {"error": f"that takes more than {TIME:g} s"}
    except (ValueError, OSError):
        return {"error": "that takes more time or memory than a deck may have"}
    return answer if isinstance(answer, dict) else {"error": "it can't be read"}


_OTHERS = regex(
    r"\{#[\w-][^{}#]*\}|\{\{<.*?>\}\}|\{\{[ \t]*include(?::[ \t]*|[ \t]+)[\"']?[^\"'{}]+?[\"']?[ \t]*\}\}"
)


def _name(key: str) -> str:
    return re.sub(r"\W", "_", key)


def _all_typed(value: object) -> object:
    if isinstance(value, dict):
        return {_name(key): _all_typed(each) for key, each in value.items()}
    return [_all_typed(each) for each in value] if isinstance(value, list) else _typed(str(value))


def _typed(value: str) -> object:
    """A value of the front matter as YAML has it."""
    if value in ("true", "false"):
        return value == "true"
    if re.fullmatch(r"-?(?:0|[1-9]\d{0,15})", value):
        return int(value)
    return float(value) if re.fullmatch(r"-?\d{1,15}\.\d{1,15}", value) else value
