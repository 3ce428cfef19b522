"""Shortcodes, `{{< name argument key=value >}}`: Markdown in their place before a deck is read, or nothing."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from html import escape

from msgspec import Struct, field

from deckgen.code_fences import fenced
from deckgen.patterns import regex

_CODE = regex(r"\{\{<[ \t]{0,20}(.{0,500}?)[ \t]{0,20}>\}\}")
_ESCAPED = regex(r"\{(\{\{<.{0,500}?>\}\})\}|\{\{</\*(.{0,500}?)\*/>\}\}")
_LOREM = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore "
    "magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris."
)
_FILM_KEYS = ("width", "height")
_HELD = "\ue000"
"""Stands for a shortcode that is shown, while the others are looked for: a character that no text has."""


class Filled(Struct):
    """What came of a text."""

    lines: list[str]
    unknown: list[tuple[int, str]] = field(default_factory=list)
    """Lines (from 0) and names of those that nothing stands for …"""
    unset: list[tuple[int, str]] = field(default_factory=list)
    """… and of values that nobody has given."""


def fill(lines: Sequence[str], values: Mapping[str, str], variables: Mapping[str, str]) -> Filled:
    """The lines with their shortcodes filled in; code in fences stays as it is. `values` are the front matter's,
    `variables` the project's."""
    found = Filled([])
    for number, (line, fence) in enumerate(zip(lines, fenced(lines), strict=True)):
        if not fence and "{{<" in line:
            line = _filled(line, number, found, {"meta": values, "var": variables})
        found.lines.append(line)
    return found


def _filled(line: str, number: int, found: Filled, known: Mapping[str, Mapping[str, str]]) -> str:
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[1] or f"{{{{<{match[2]}>}}}}")
        return _HELD

    def put(match: re.Match[str]) -> str:
        name, *rest = words(match[1])
        if name in known:
            value = known[name].get(rest[0] if rest else "", "")
            if not value:
                found.unset.append((number, f"{name} {rest[0] if rest else ''}".strip()))
                return f"?{name}:{rest[0] if rest else ''}"
            return value
        if name in _DONE:
            return _DONE[name](rest)
        found.unknown.append((number, name))
        return ""

    line = _ESCAPED.sub(hold, line)
    shown = _CODE.sub(put, line)
    if shown != line and not _CODE.sub("", line).strip():
        shown = shown.strip()
    elif _CODE.search(line):
        shown = re.sub(r"(?<=\S)  (?=\S)", " ", shown) if "  " not in line else shown
        shown = (
            re.sub(r"^([ \t]*(?:[-*+]|\d+[.)])?)[ \t]+(?=\S)", r"\1 ", shown) if line[:1] == "{" else shown
        )
    for each in held:
        shown = shown.replace(_HELD, each, 1)
    return shown.lstrip() if line.startswith("{{<") else shown


def words(text: str) -> list[str]:
    """A shortcode's name and arguments, quoted or not."""
    try:
        return shlex.split(text, posix=True) or [""]
    except ValueError:
        return text.split() or [""]


def quoted(text: str) -> str:
    """A value for an attribute in braces, which holds none."""
    return escape(text).replace("{", "&#123;").replace("}", "&#125;")


def plain(rest: Sequence[str]) -> list[str]:
    return [word for word in rest if not re.match(r"[\w-]+=", word)]


def keyed(rest: Sequence[str]) -> dict[str, str]:
    return {key: value for key, sign, value in (word.partition("=") for word in rest) if sign}


def _film(rest: Sequence[str]) -> str:
    address, keys = (plain(rest) or [""])[0], keyed(rest)
    keys |= {"fig-alt": keys.get("title", "")}
    said = " ".join(f'{key}="{quoted(keys[key])}"' for key in ("fig-alt", *_FILM_KEYS) if keys.get(key))
    if re.match(r"https?://", address):
        return f"[{keys.get('title') or address}](<{address}>)"
    return f"![](<{address}>)" + (f"{{{said}}}" if said else "")


def _keys(rest: Sequence[str]) -> str:
    """The keys to press; for each system where they differ."""
    each = dict.fromkeys([" ".join(plain(rest)), *keyed(rest).values()])
    return " / ".join(f"<kbd>{escape(keys, quote=False)}</kbd>" for keys in each if keys)


def _page(rest: Sequence[str]) -> str:
    address = (plain(rest) or [""])[0]
    return f"[{address}](<{address.partition('#')[0]}>)"


_DONE: Mapping[str, Callable[[Sequence[str]], str]] = {
    "video": _film,
    "kbd": _keys,
    "embed": _page,
    "lipsum": lambda rest: _LOREM,
    "pagebreak": lambda rest: "",
}
"""Those that come to Markdown. (What an environment holds is nobody's business but its owner's: `env` is none.)"""
