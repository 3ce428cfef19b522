"""Slidev's components without tags: `::name{title="x"}` … `::` and `:name{text="x"}`, for decks whose settings say so.

https://sli.dev/features/mdc
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from deckgen.patterns import regex
from deckgen.readers.dialects.code_apart import Apart

_OPENER = regex(
    r"::(?P<name>[A-Za-z][\w-]*)[ \t]*(?:\[(?P<text>[^\[\]]*)\])?[ \t]*(?:\{(?P<rest>[^{}]*)\})?[ \t]*"
)
_CLOSER = regex(r"::[ \t]*")
_SLOT = regex(r"#[\w-]+[ \t]*")
_INLINE = regex(r"(?<![\w:]):([A-Za-z][\w-]*)(?:\[([^\[\]]{0,500})\]|(?=\{))(?:\{([^{}]{0,500})\})?")


def prepare(path: str, text: str, values: Mapping[str, str]) -> str:
    """The text with fences in place of block components, and tags in place of those in a line."""
    if "true" not in (values.get("mdc"), values.get("comark")) or not (":" in text or "{" in text):
        return text
    apart = Apart(text)
    lines = [
        line if "{" not in line else _heading(line) if line.startswith("#") else _with_own(line)
        for line in apart.text.split("\n")
    ]
    open_ = 0
    for number, line in enumerate(lines):
        if opening := _OPENER.fullmatch(line):
            lines[number] = _fence(opening)
            open_ += 1
        elif open_ and _CLOSER.fullmatch(line):
            lines[number] = ":::"
            open_ -= 1
        elif open_ and _SLOT.fullmatch(line):
            lines[number] = ""
        elif ":" in line:
            lines[number] = _INLINE.sub(_tag, line)
    return apart.back("\n".join(lines))


_CLASSES = regex(r"(?:\.[\w:-]+[ \t]*)+\}")


_TITLE_CLICK = regex(r"[ \t]*\{[ \t]*v-[\w-]+(?:=[^{}]*)?\}[ \t]*$")
"""A title is there from the start."""


def _heading(line: str) -> str:
    """A heading with its classes, which are its own here and no slide's."""
    line = _TITLE_CLICK.sub("", line)
    head, brace, classes = line.rstrip().rpartition("{")
    signs = len(head) - len(head.lstrip("#"))
    words = head[signs:].strip()
    if (
        not (brace and words and signs <= 6 and head[signs] in " \t" and _CLASSES.fullmatch(classes))
        or "[" in words
    ):
        return line
    return f"{head[:signs]} [{words}]{{{classes}"


_ATTRIBUTE = r"""[.\#][\w:/.%-]+|[\w:@-]+(?:=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+))?"""
_TRAILED = regex(
    r"(?P<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(?P<words>[^\s#:|<>{}`!\x00-\x1f][^{}\[\]]*?)(?P<blank>[ \t]*)"
    rf"\{{[ \t]*(?P<said>(?:{_ATTRIBUTE})(?:[ \t]+(?:{_ATTRIBUTE}))*)[ \t]*\}}[ \t]*"
)
_SIGN = regex(r"(?:^|\s)[.#]|=|(?:^|\s)v-")
"""Of attributes, not of words in braces."""
_CLICK = regex(r"""(?<![\w-])v-click(?:s|-hide)?(?:=["']?(\d+)["']?)?(?![\w-])""")


def _with_own(line: str) -> str:
    """A line of text with the attributes at its end around its words: they are those of its paragraph or item."""
    match = _TRAILED.fullmatch(line)
    if match is None or not _SIGN.search(match["said"]):
        return line
    ends = "`)]" if "=" in match["said"] else "*_`)]"  # a mark has its own classes, and no more
    if not match["blank"] and match["words"][-1] in ends:
        return line
    said = _CLICK.sub(lambda m: ".fragment" + (f" fragment-index={m[1]}" if m[1] else ""), match["said"])
    return f"{match['before']}[{match['words']}]{{{said}}}"


def _fence(opening: re.Match[str]) -> str:
    title = f' title="{text}"' if (text := (opening["text"] or "").replace('"', "'")) else ""
    return f"::: {{.{opening['name']}{title} {opening['rest'] or ''}".rstrip() + "}"


def _tag(match: re.Match[str]) -> str:
    # A component's name has a capital letter or a hyphen, so that it is told from HTML's own.
    name = match[1] if "-" in match[1] else match[1].capitalize()
    rest = f" {match[3]}" if match[3] else ""
    return f"<{name}{rest}>{match[2]}</{name}>" if match[2] else f"<{name}{rest} />"
