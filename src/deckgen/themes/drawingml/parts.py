"""Parts of a package, with what they refer to."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any

from lxml import etree
from msgspec import Struct

from deckgen.themes.package import TemplateFile


class Part(Struct, frozen=True, eq=False):
    """An XML part."""

    name: str
    root: Any
    targets: Mapping[str, str]
    """Relation id → name of the part that it leads to."""
    package: TemplateFile

    def related(self, kind: str) -> Part | None:
        """The first part of a kind (`theme`, `slideMaster`) that it refers to."""
        return next(
            (part_of(self.package, name) for name in self.targets.values() if f"/{kind}" in name), None
        )

    def data(self, relation: str) -> tuple[str, bytes] | None:
        """Name and bytes of what a relation leads to."""
        name = self.targets.get(relation, "")
        return (name, self.package.read(name)) if name in self.package.parts else None


def part_of(package: TemplateFile, name: str) -> Part:
    """A part by its name. Raises `KeyError` and `XMLSyntaxError`."""
    root = etree.fromstring(package.read(name))
    folder, file = posixpath.split(name)
    rels_name = f"{folder}/_rels/{file}.rels"
    targets = {}
    if rels_name in package.parts:
        for rel in etree.fromstring(package.read(rels_name)):
            if rel.get("TargetMode") != "External":
                base = "/" if rel.get("Target", "").startswith("/") else folder
                target = posixpath.normpath(posixpath.join(base, rel.get("Target", "")))
                targets[rel.get("Id", "")] = target.lstrip("/")
    return Part(name, root, targets, package)
