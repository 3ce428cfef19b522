"""What a deck's cells gave when they were run, from the page that its own tool has made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from deckgen.patterns import regex
from deckgen.readers.notebooks import RunCell

LARGEST = 40_000_000
"""Characters of a page that is looked through."""
_DATA = regex(r"data:(image/(?:png|jpeg|gif|svg\+xml));base64,(.*)", re.DOTALL)


def rendered_cells(page: str) -> list[RunCell]:
    """The cells of a page, each with what it gave; none for what is no such page."""
    if 'class="cell' not in page or len(page) > LARGEST:
        return []
    from lxml import etree, html

    try:
        root = html.document_fromstring(page)
    except (ValueError, etree.ParserError):
        return []
    return [RunCell(_code(cell), list(_outputs(cell))) for cell in root.iter("div") if _is(cell, "cell")]


def _is(element: Any, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _code(cell: Any) -> str | None:
    shown = next((pre for pre in cell.iter("pre") if _is(pre, "cell-code")), None)
    return shown.text_content().strip() if shown is not None else None


def _outputs(cell: Any) -> Iterator[dict[str, Any]]:
    """What it gave, as a notebook has it."""
    for part in cell.iter("div"):
        if not _is(part, "cell-output") or _is(part, "cell-output-stderr"):
            continue
        if _is(part, "cell-output-stdout"):
            yield {"output_type": "stream", "name": "stdout", "text": part.text_content().strip("\n")}
        else:
            yield {"output_type": "display_data", "data": _shown(part)}


def _shown(part: Any) -> dict[str, str]:
    picture = next(part.iter("img"), None)
    if picture is not None:
        address = picture.get("src") or picture.get("data-src") or ""
        if match := _DATA.fullmatch(address):
            return {match[1]: match[2]}
        return {"text/markdown": f"![]({address})"}
    table = next(part.iter("table"), None)
    if table is not None:
        from lxml import etree

        return {"text/html": etree.tostring(table, encoding="unicode", method="html", with_tail=False)}
    return {"text/plain": part.text_content().strip("\n")}
