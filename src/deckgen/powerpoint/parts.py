"""The parts of a file and what they refer to; a part that is missing or broken is None."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree


def xml_of(part: Any) -> Any:
    """The XML of a part."""
    found = getattr(part, "_element", None)
    if found is not None or part is None:
        return found
    try:
        return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError, TypeError):
        return None


def related(part: Any, number: str) -> Any:
    """The part that a relation's id names."""
    relation = part.rels.get(number) if part is not None and number else None
    return relation.target_part if relation is not None and not relation.is_external else None


def referred(part: Any, *kinds: str) -> Iterator[Any]:
    """The parts that it refers to as one of these kinds (`slideLayout`, `notesSlide` …)."""
    for relation in part.rels.values() if part is not None else ():
        if not relation.is_external and relation.reltype.rpartition("/")[2] in kinds:
            yield relation.target_part


def first(part: Any, kind: str) -> Any:
    """The first of these."""
    return next(referred(part, kind), None)
