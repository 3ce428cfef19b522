"""Colours that authors give to boxes: by `style`, or by classes."""

from __future__ import annotations

from msgspec import Struct, field

from deckgen.diagrams.building import FlowBuilder
from deckgen.diagrams.colors import hex_of
from deckgen.patterns import regex

CLASS = regex(r":::([\w-]+)")
"""Behind a box, whose class it is."""
_STYLE = regex(r"style[ \t]+([^\s]+)[ \t]+(.*)")
_CLASS_DEF = regex(r"classDef[ \t]+([^\s]+)[ \t]+(.*)")
_CLASS_OF = regex(r"class[ \t]+([^\s].*?)[ \t]+([\w-]+)")
_FILL = regex(r"(?:^|,)[ \t]*fill[ \t]*:[ \t]*([^,;]+)")


class Styles(Struct):
    """What a diagram says of how its boxes look."""

    classes: dict[str, str] = field(default_factory=dict)
    """Names of classes → colours."""
    classed: list[tuple[str, str]] = field(default_factory=list)
    """Names of boxes and their classes."""
    styled: list[tuple[str, str]] = field(default_factory=list)
    """Names of boxes and their own colours."""

    def read(self, statement: str) -> bool:
        """True for a statement that says so."""
        if match := _STYLE.fullmatch(statement):
            self.styled += [(name, _fill(match[2])) for name in match[1].split(",")]
        elif match := _CLASS_DEF.fullmatch(statement):
            self.classes.update(dict.fromkeys(match[1].split(","), _fill(match[2])))
        elif match := _CLASS_OF.fullmatch(statement):
            self.classed += [(name.strip(), match[2]) for name in match[1].split(",")]
        else:
            return False
        return True

    def give(self, builder: FlowBuilder) -> None:
        """Give the boxes their colours; their own before those of their classes, these before that of all."""
        for name in builder.nodes if "default" in self.classes else ():
            builder.fill(name, self.classes["default"])
        for name, called in self.classed:
            builder.fill(name, self.classes.get(called, ""))
        for name, color in self.styled:
            builder.fill(name, color)


def _fill(style: str) -> str:
    found = _FILL.search(style)
    return hex_of(found[1].strip()) if found else ""
