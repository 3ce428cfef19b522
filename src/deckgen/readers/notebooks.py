"""What a deck's cells gave when they were run, from the notebook beside it (`keep-ipynb: true`).

https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from deckgen.patterns import regex
from deckgen.readers.cells import options_of, without_options
from deckgen.source_files import printable

_FENCE = regex(r"(?P<ticks>`{3,})(?:\{(?P<language>\w+)\})?")
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_NO = frozenset(("false", "no"))


class RunCell(Struct, frozen=True):
    """A cell that was run."""

    code: str | None
    """Nothing where only what it gave is known."""
    outputs: list[Any]


def with_outputs(text: str, cells: Sequence[RunCell], values: Mapping[str, str]) -> str:
    """The deck's text with each cell's outputs in its place, its code only where that is to be shown; `values` are
    the front matter's. A cell that was not run so stays as it is; one whose code is not known is told by its place."""
    known: dict[str, list[list[Any]]] = {}
    for cell in cells:
        if cell.code is not None:
            known.setdefault(cell.code, []).append(cell.outputs)
    count = sum(match["language"] is not None for match in _opening_fences(text))
    in_order = list(cells) if count == len(cells) else []
    number = 0
    found: list[str] = []
    fence: re.Match[str] | None = None
    opened = 0
    for line in text.split("\n"):
        found.append(line)
        if fence is None:
            fence, opened = _FENCE.match(line), len(found)
        elif line.rstrip() == fence["ticks"]:
            code = "\n".join(found[opened:-1])
            kept = known.get(code.strip()) or known.get(without_options(code).strip())
            ordered = in_order[number] if fence["language"] and in_order else None
            outputs = kept.pop(0) if kept else ordered.outputs if ordered and ordered.code is None else None
            if fence["language"] and outputs is not None:
                options = {"echo": values.get("execute-echo", "false"), **options_of(code)}
                found[opened - 1 :] = _shown(fence, code, outputs, options)
            number += fence["language"] is not None
            fence = None
    return "\n".join(found)


def _opening_fences(text: str) -> Iterator[re.Match[str]]:
    fence: re.Match[str] | None = None
    for line in text.split("\n"):
        if fence is None:
            fence = _FENCE.match(line)
            if fence:
                yield fence
        elif line.rstrip() == fence["ticks"]:
            fence = None


def run_cells(notebook: str) -> list[RunCell]:
    """The cells of a notebook's text, each with what it gave; none for what is no notebook."""
    try:
        cells = json.loads(notebook)["cells"] if notebook else []
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        return [RunCell(_joined(cell["source"]).strip(), list(cell["outputs"])) for cell in code]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def _joined(text: object) -> str:
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def _shown(fence: re.Match[str], code: str, outputs: list[Any], options: Mapping[str, str]) -> list[str]:
    """What stands in a cell's place."""

    def says_no(name: str) -> bool:
        return options.get(name, "").lower() in _NO

    parts: list[str] = []
    if not (says_no("echo") or says_no("include")):
        parts.append(f"{fence['ticks']}{fence['language']}\n{without_options(code)}\n{fence['ticks']}")
    if not (says_no("output") or says_no("include")):
        for number, output in enumerate(outputs):
            parts += _output(output, options, number)
    return ["\n\n".join(parts)]


def _output(output: Any, options: Mapping[str, str], number: int) -> Iterator[str]:
    """One output as Markdown."""
    if not isinstance(output, dict):
        return
    kind = output.get("output_type")
    data = output.get("data")
    if kind == "stream" and output.get("name") != "stderr":
        yield _code(_joined(output.get("text", "")))
    elif kind in ("display_data", "execute_result") and isinstance(data, dict):
        yield _richest(data, options, number)


def _richest(data: Mapping[str, Any], options: Mapping[str, str], number: int) -> str:
    for kind in _PICTURES:
        if kind in data:
            caption = options.get("fig-cap", "").replace("]", "\\]")
            label = options.get("label", "")
            name = f" #{label}" if label.startswith("fig-") and not number else ""
            alt = options.get("fig-alt", "").replace('"', "'")
            more = f'{name} fig-alt="{alt}"' if alt else name
            address = re.sub(r"\s", "", _joined(data[kind]))
            return f"![{caption}](data:{kind};base64,{address})" + (f"{{{more.strip()}}}" if more else "")
    if "text/markdown" in data:
        return printable(_joined(data["text/markdown"])).strip()
    if "text/html" in data:
        return re.sub(r"\n\s*\n", "\n", printable(_joined(data["text/html"]))).strip()
    if "text/latex" in data:
        return printable(_joined(data["text/latex"])).strip()
    return _code(_joined(data.get("text/plain", "")))


def _code(text: str) -> str:
    text = printable(text).rstrip()
    ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{ticks}\n{text}\n{ticks}" if text else ""
