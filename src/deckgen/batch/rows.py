"""Rows of a CSV file, or of a JSON list of objects, one at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from deckgen.errors import DeckgenError

_DELIMITERS = ",;\t|"


class Row(Struct, frozen=True):
    """What one deck is filled in with."""

    number: int
    """From 1, without the head."""
    values: dict[str, str]
    fault: str = ""
    """Why there can be no deck of it."""


def read_rows(path: Path) -> Iterator[Row]:
    """The rows, in order, read as they are asked for. Raises `DeckgenError` for a file that can't be read."""
    try:
        yield from _json_rows(path) if path.suffix.lower() == ".json" else _csv_rows(path)
    except OSError as error:
        raise DeckgenError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DeckgenError(f"{path} is not UTF-8") from error
    except csv.Error as error:
        raise DeckgenError(f"{path} can't be read: {error}") from error


def _csv_rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        lines = csv.reader(file, delimiter=max(_DELIMITERS, key=head.count))
        names = [name.strip() for name in next(lines, [])]
        if not any(names):
            raise DeckgenError(f"{path} has no head: its first line names the columns")
        if twice := next((name for name in names if name and names.count(name) > 1), ""):
            raise DeckgenError(f"{path} has two columns that are called `{twice}`")
        number = 0
        for cells in lines:
            if not any(cells):
                continue
            number += 1
            fault = f"has {len(cells)} cells for {len(names)} columns" if len(cells) != len(names) else ""
            yield Row(number, dict(zip(names, cells, strict=False)), fault)


def _json_rows(path: Path) -> Iterator[Row]:
    try:
        given = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DeckgenError(f"{path} is not JSON: {error}") from error
    if not isinstance(given, list):
        raise DeckgenError(f"{path} is no list of rows")
    for number, row in enumerate(given, 1):
        if isinstance(row, dict):
            yield Row(number, {str(name): _text(value) for name, value in row.items()})
        else:
            yield Row(number, {}, "is no object")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)
