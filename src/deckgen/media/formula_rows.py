"""Rows of ziamath that are set once: it sets each a first time, only to learn how high its fences must be."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ziamath.nodes.mrow import Mrow
from ziamath.nodes.nodetools import elementtext
from ziamath.operators import operators

_STRETCHY = {name for (name, _), said in operators.items() if said.get("stretchy", "false") != "false"}


class Row(Mrow, tag="mrow"):
    """A row, in place of ziamath's own. Rows stand in rows, and each level would double what is below it."""

    def _get_height_nostretch(self, line: list[Element], **given: Any) -> tuple[float, float]:
        """The heights below and above the baseline; of a row in which nothing grows, nobody asks for them."""
        if any(_grows(element) for child in line for element in child.iter()):
            return super()._get_height_nostretch(line, **given)
        return 0.0, 0.0


def _grows(element: Element) -> bool:
    if element.tag not in ("mo", "mi"):
        return False
    said = element.get("stretchy")
    return said != "false" if said else elementtext(element) in _STRETCHY
