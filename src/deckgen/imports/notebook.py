"""A Jupyter notebook as a deck, by the kinds that its cells have in Jupyter's slide show.

https://nbformat.readthedocs.io/en/latest/format_description.html, and `nbconvert`'s words for slides.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from deckgen.errors import DeckgenError
from deckgen.imports.deck import Imported
from deckgen.imports.files import Files
from deckgen.patterns import regex
from deckgen.source_files import LARGEST, printable

_PICTURES = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif"}
_RULE = regex(
    r"(^[ ]{0,3}(`{3,}|~{3,}).*?^[ ]{0,3}\2[^\n]*$)|(?:^|(?<=\n\n))[ ]{0,3}([-*_])(?:[ \t]*\3){2,}[ \t]*(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
"""Code, or a line across a cell: a deck's slides end there."""
_STEPS = ("slide", "subslide")


def import_notebook(path: Path) -> Imported:
    """The deck. Raises `DeckgenError` for what is no notebook."""
    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise ValueError("it is too large")
        given = json.loads(data.decode("utf-8-sig"))
        cells, meta = list(given["cells"]), dict(given.get("metadata") or {})
    except OSError as error:
        raise DeckgenError(f"{path} can't be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DeckgenError(f"{path} is not a Jupyter notebook of version 4 or later") from error
    files, left_out = Files(), list[tuple[int, str]]()
    language = str((meta.get("language_info") or meta.get("kernelspec") or {}).get("name", "python"))
    slides: list[list[str]] = [[]]
    marked = any(_kind(cell) for cell in cells)
    for cell in cells:
        kind = _kind(cell)
        if kind == "skip":
            continue
        text = _cell(cell, language, files)
        starts = (
            kind in _STEPS if marked else cell.get("cell_type") == "markdown" and re.match(r"#{1,2}\s", text)
        )
        if starts and slides[-1]:
            slides.append([])
        slides[-1].append(text)
        if kind == "fragment":
            slides[-1].insert(-1, ". . .")
        elif kind == "notes":
            slides[-1][-1] = f"::: notes\n{text}\n:::"
        left_out += [(len(slides), each) for each in _lost(cell)]
    texts = ["\n\n".join(filter(None, slide)) for slide in slides]
    title = str(meta.get("title") or "")
    head = (
        "---\ncover: false\n"
        + (f"title: {json.dumps(title, ensure_ascii=False)}\n" if title else "")
        + "---\n\n"
    )
    return Imported(head + "\n\n---\n\n".join(texts) + "\n", files.contents, len(texts), tuple(left_out))


def _kind(cell: Any) -> str:
    meta = cell.get("metadata") if isinstance(cell, Mapping) else None
    show = meta.get("slideshow") if isinstance(meta, Mapping) else None
    kind = show.get("slide_type") if isinstance(show, Mapping) else ""
    return str(kind or "") if kind != "-" else ""


def _cell(cell: Any, language: str, files: Files) -> str:
    source = _joined(cell.get("source"))
    if cell.get("cell_type") == "markdown":
        return _RULE.sub(lambda match: match[1] or "", _with_attachments(source, cell, files))
    if cell.get("cell_type") != "code":
        return ""  # raw: for other programs than the one that shows slides
    tags = (cell.get("metadata") or {}).get("tags") or []
    hidden = bool({"hide-input", "remove-input", "hide_input", "remove_input"} & set(map(str, tags)))
    code = "" if hidden or not source.strip() else f"```{language}\n{source}\n```"
    return "\n\n".join(filter(None, (code, *(_output(each, files) for each in cell.get("outputs") or ()))))


def _with_attachments(text: str, cell: Any, files: Files) -> str:
    for name, kinds in (cell.get("attachments") or {}).items():
        for kind, data in kinds.items() if isinstance(kinds, Mapping) else ():
            if kind in _PICTURES and (content := _decoded(data)):
                text = text.replace(f"attachment:{name}", files.add("media", str(name), content))
    return text


def _output(output: Any, files: Files) -> str:
    if output.get("output_type") == "stream":
        return _as_code(_joined(output.get("text")))
    if output.get("output_type") == "error":
        return _as_code(f"{output.get('ename', '')}: {output.get('evalue', '')}")
    data = output.get("data") or {}
    for kind, ending in _PICTURES.items():
        if kind in data:
            raw = _joined(data[kind])
            content = raw.encode() if kind == "image/svg+xml" else _decoded(raw)
            if content:
                return f"![]({files.add('media', f'output{ending}', content)})"
    for kind, shape in (("text/markdown", "{}"), ("text/latex", "{}"), ("text/html", "{}")):
        if kind in data and (kind != "text/html" or "<table" in _joined(data[kind])):
            return shape.format(_joined(data[kind]).strip())
    return _as_code(_joined(data.get("text/plain")))


def _as_code(text: str) -> str:
    clean = printable(re.sub(r"\x1b\[[\d;]*m", "", text)).rstrip()
    return f"```\n{clean}\n```" if clean else ""


def _decoded(data: Any) -> bytes:
    try:
        return base64.b64decode(_joined(data))
    except (binascii.Error, ValueError):
        return b""


def _joined(text: Any) -> str:
    """Text, which a notebook may have as a list of lines."""
    return "".join(map(str, text)) if isinstance(text, list) else str(text or "")


def _lost(cell: Any) -> Iterator[str]:
    for output in cell.get("outputs") or ():
        data = output.get("data") or {}
        shown = {*_PICTURES, "text/markdown", "text/latex", "text/html", "text/plain"}
        if data and not shown & set(data):
            yield f"an output ({', '.join(map(str, data))})"
