"""Pies and XY charts: as charts, with numbers that can be edited."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

import yaml

from deckgen.deck.diagrams import ChartBlock
from deckgen.diagrams.mermaid.words import words
from deckgen.diagrams.refusal import NotDrawnError
from deckgen.patterns import regex

_PIE = regex(r"[ \t]*(showData)?[ \t\n]*(?:title[ \t]+([^\n]*))?")
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_SLICE = regex(rf"[ \t]*\"([^\"]*)\"[ \t]*:[ \t]*({_NUMBER})[ \t]*")
_XY = regex(r"[ \t]*(horizontal|vertical)?[ \t]*")
_TITLE = regex(r"title[ \t]+(.+)")
_AXIS = regex(
    rf"([xy])-axis[ \t]*(\"[^\"]*\"|[^\[\"\d]*?)[ \t]*(?:\[(.*)\]|({_NUMBER})[ \t]*-->[ \t]*({_NUMBER}))?"
)
_SERIES = regex(r"(line|bar)[ \t]*(\"[^\"]*\"|[^\[]*?)[ \t]*\[(.*)\]")


def read_pie(text: str, title: str) -> ChartBlock:
    """The pie behind its first word. Raises `NotDrawnError`."""
    head = _PIE.match(text)
    assert head is not None
    rows = []
    for number, line in enumerate(text[head.end() :].split("\n")):
        if not line.strip():
            continue
        match = _SLICE.fullmatch(line)
        if match is None:
            raise NotDrawnError(
                f"`{line.strip()[:40]}` is no slice", text.count("\n", 0, head.end()) + number
            )
        rows.append((words(match[1]), _number(match[2])))
    if not rows:
        raise NotDrawnError("it has no slices")
    if len({name for name, _ in rows}) < len(rows):
        raise NotDrawnError("two of its slices have the same name")
    said = {"kind": "pie", "title": words(head[2] or "") or title, "values": bool(head[1]) or ""}
    return _block(said, [("slice", "value"), *rows])


def read_xy(text: str, title: str) -> ChartBlock:
    """The chart behind its first word. Raises `NotDrawnError`."""
    first, _, rest = text.partition("\n")
    way = _XY.fullmatch(first)
    if way is None:
        raise NotDrawnError(f"`{first.strip()[:40]}` is not known")
    names: list[str] = []
    series: list[tuple[str, str, list[str]]] = []
    axes: dict[str, dict[str, object]] = {"x": {}, "y": {}}
    for number, line in enumerate(map(str.strip, rest.split("\n")), 1):
        if match := _AXIS.fullmatch(line):
            axes[match[1]]["label"] = words(match[2])
            if match[1] == "x" and match[3]:
                names = _list(match[3])
            elif match[4]:
                axes[match[1]] |= {"min": float(match[4]), "max": float(match[5])}
        elif match := _SERIES.fullmatch(line):
            try:
                series.append((match[1], words(match[2]), [_number(each) for each in match[3].split(",")]))
            except NotDrawnError as error:
                raise NotDrawnError(error.reason, number) from error
        elif match := _TITLE.fullmatch(line):
            title = words(match[1])
        elif line:
            raise NotDrawnError(f"`{line[:40]}` is not known", number)
    said = _xy(series, axes, title, lying=way[1] == "horizontal")
    rows = _rows(series, names, axes["x"])
    if said["kind"] == "column":
        said["line"] = [
            head for head, (kind, _, _) in zip(rows[0][1:], series, strict=True) if kind == "line"
        ]
    return _block(said, rows)


def _xy(
    series: Sequence[tuple[str, str, list[str]]],
    axes: dict[str, dict[str, object]],
    title: str,
    *,
    lying: bool,
) -> dict[str, object]:
    """What the block says beside its rows."""
    kinds = {kind for kind, _, _ in series}
    if not kinds:
        raise NotDrawnError("it has no numbers")
    if len(kinds) > 1 and lying:
        raise NotDrawnError("it has lying bars and lines")
    is_line = kinds == {"line"}
    y = {key: value for key, value in axes["y"].items() if key == "label" or is_line}
    kind = "line" if is_line else "bar" if lying else "column"
    return {
        "kind": kind,
        "title": title,
        "x": {"column": "name", "label": axes["x"].get("label", "")},
        "y": y,
        **({} if any(name for _, name, _ in series) else {"legend": False}),
    }


def _rows(
    series: Sequence[tuple[str, str, list[str]]], names: Sequence[str], x: Mapping[str, object]
) -> list[tuple[str, ...]]:
    """Values by their names; by numbers from 1 on, or from the axis's first to its last one, where there are none."""
    count = max(len(values) for _, _, values in series) if series else 0
    if names and count > len(names):
        raise NotDrawnError(f"it has {count} values for {len(names)} names")
    if len({*names}) < len(names):
        raise NotDrawnError("two of its names are the same")
    low, high = float(str(x.get("min", 1))), float(str(x.get("max", count)))
    step = (high - low) / max(1, count - 1)
    names = names or [f"{low + number * step:.10g}" for number in range(count)]
    kinds = [kind for kind, _, _ in series]
    single = [kind if kinds.count(kind) == 1 and len({*kinds}) > 1 else "" for kind in kinds]
    usual = (f"{n}" if len(series) > 1 else "value" for n in range(1, len(series) + 1))
    heads = [name or kind or n for (_, name, _), kind, n in zip(series, single, usual, strict=True)]
    columns = [[*values, *([""] * (len(names) - len(values)))] for _, _, values in series]
    return [("name", *heads), *zip(names, *columns, strict=False)]


def _number(text: str) -> str:
    """As digits with a point; raises `NotDrawnError` for all else."""
    if not re.fullmatch(_NUMBER, text.strip()):
        raise NotDrawnError(f"`{text.strip()[:40]}` is no number")
    digits = text.strip().removeprefix("+").rstrip(".")
    return re.sub(r"^(-?)\.", r"\g<1>0.", digits)


def _list(text: str) -> list[str]:
    """Its parts, of which some stand in quotation marks."""
    return [words(part) for part in re.findall(r"\"[^\"]*\"|[^,\s][^,]*", text) if part.strip()]


def _block(said: Mapping[str, object], rows: Sequence[Sequence[str]]) -> ChartBlock:
    """The text of a chart block."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    kept = {key: value for key, value in said.items() if value not in ("", {}, [])}
    for axis in ("x", "y"):
        if isinstance(inner := kept.get(axis), dict):
            kept[axis] = {key: value for key, value in inner.items() if value != ""}
            if not kept[axis]:
                del kept[axis]
    return ChartBlock(yaml.safe_dump({**kept, "decimal": ".", "rows": table.getvalue()}, allow_unicode=True))
