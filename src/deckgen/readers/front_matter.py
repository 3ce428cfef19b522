"""The YAML block that may open a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import field
from msgspec.json import encode
from msgspec.structs import replace

from deckgen.diagnostics import Diagnostic
from deckgen.memory import Memory
from deckgen.model import Model
from deckgen.patterns import regex
from deckgen.readers.dialects.registry import SWITCHES
from deckgen.readers.front_block import Block, blank_above, block_of
from deckgen.readers.front_words import lost_words
from deckgen.readers.people import Person, as_typed, people_of
from deckgen.source import Source, Span
from deckgen.source_files import printable

_KNOWN = regex(
    rf"^(?:title|subtitle|author|date|lang|theme|footer|figures|output|format|layout|{'|'.join(SWITCHES)})\s*:",
    re.MULTILINE | re.IGNORECASE,
)
"""One of these says that a block is meant for a tool."""


class FrontMatter(Model, frozen=True, eq=False, kw_only=True):
    """What the author set for the whole deck, as text, just as written."""

    values: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)
    """NAME of a figure still to be drawn → what is drawn there."""
    macros: Mapping[str, str] = field(default_factory=dict)
    """LaTeX: `\\name` → what it stands for."""
    preamble: str = ""
    """LaTeX that tools put before the text: it may define macros."""
    theme_options: Mapping[str, Mapping[str, str | tuple[str, ...]]] = field(default_factory=dict)
    """Group → token → value, in place of the theme's own."""
    slide_settings: Mapping[str, str] = field(default_factory=dict)
    """What holds for every slide: its background, transition, direction."""
    first_settings: Mapping[str, str] = field(default_factory=dict)
    """What holds for the first one …"""
    cover_settings: Mapping[str, str] = field(default_factory=dict)
    """… and for the cover that is made of the front matter."""
    nested: str = ""
    """Its lists and mappings, as JSON."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Every value by its path (`course.name`), as it is written."""
    people: tuple[Person, ...] = ()
    """Its authors, if it says where they are."""
    keys: frozenset[str] = frozenset()
    """Every key that stands there, read or not."""
    lines: int = 0
    """How many lines of the file it takes, fences included."""


_TEMPLATES = (".pptx", ".potx", ".thmx", ".odp", ".otp")
"""What files of templates end with."""


def read_front_matter(source: Source, memory: Memory) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Read the block between `---` lines at the top, if there is one.

    A `---` that no YAML follows is a slide break. Broken YAML is one diagnostic at its place, and
    the block counts as read.
    """
    if source.line(1).startswith("% "):
        return _title_block(source), ()
    if source.line(blank_above(source) + 1).rstrip() == "+++":
        return _toml(source, blank_above(source) + 1)
    block = block_of(source)
    if block is None:
        return FrontMatter(), ()
    # Importing a YAML parser takes longer than building a small deck.
    key, kind = (block.text, block.first, block.lines), tuple[FrontMatter, tuple[Diagnostic, ...]]
    return memory.remember("yaml", key, kind, lambda: _parse(block))


def _title_block(source: Source) -> FrontMatter:
    """Up to three fields that begin with `%`, for title, author and date.

    A field goes on in indented lines; text right below the block means that it is none.
    """
    fields: list[str] = []
    number = 1
    while line := source.line(number).rstrip():
        if line.startswith("%"):
            fields.append(line[1:].strip())
        elif line.startswith(" ") and fields:
            fields[-1] += "\n" + line.strip()
        else:
            return FrontMatter()
        number += 1
    if len(fields) > 3:
        return FrontMatter()
    values = dict(zip(("title", "author", "date"), fields, strict=False))
    values |= {"author": re.sub(r"\s*[;\n]\s*", ", ", values["author"])} if "author" in values else {}
    values |= {key: re.sub(r"(?<!\\)\n", " ", text) for key, text in values.items()}
    return FrontMatter(values=values, keys=frozenset(values), lines=number - 1)


def _toml(source: Source, first: int) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Between `+++` lines, the first of them line `first`, as Hugo and Zola have it."""
    import tomllib

    end = next((n for n in range(first + 1, len(source.lines) + 1) if source.line(n).rstrip() == "+++"), 0)
    if not end:
        return FrontMatter(), ()
    block = source.lines[first : end - 1]
    try:
        if (
            max((line.count(".") for line in block), default=0) > LONGEST_KEY
            or sum(map(len, block)) > LONGEST
        ):
            raise RecursionError
        return _read(tomllib.loads("\n".join(block)), end), ()
    except (ValueError, RecursionError) as error:  # its own errors, and numbers that no number can hold
        said = (
            "it is nested too deeply"
            if isinstance(error, RecursionError)
            else " ".join(str(error).split())[:160]
        )
        found = Diagnostic("toml-syntax", "error", f"the front matter is not TOML: {said}", Span(1))
        return FrontMatter(lines=end), (found,)


def _parse(block: Block) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    import yaml

    text, lines = block.text, block.lines

    # The base loader leaves every scalar as the text that its author typed (dates, `no`, 1.10).
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    if len(text) > LONGEST:
        message = f"the front matter has more than {LONGEST // 1000} kB"
        return FrontMatter(lines=lines), (Diagnostic("yaml-syntax", "error", message, Span(1)),)
    try:
        loaded = _loaded(text, loader)
    except yaml.MarkedYAMLError as error:
        if not _KNOWN.search(text):
            return FrontMatter(), ()  # text between two slide breaks that happens to hold a colon
        mark = error.problem_mark or error.context_mark
        span = Span(block.first + mark.line, mark.column + 1, length=1) if mark else Span(1)
        message = f"the front matter is not YAML: {error.problem or 'it cannot be read'}"
        return FrontMatter(lines=lines), (
            Diagnostic("yaml-syntax", "error", message, span, "write `key: value`; quote a value "
                       "that holds `: ` or starts with a special character"),
        )  # fmt: skip
    except (yaml.YAMLError, ValueError, TypeError) as error:
        message = f"the front matter is not YAML: {' '.join(str(error).split())[:160]}"
        return FrontMatter(lines=lines), (Diagnostic("yaml-syntax", "error", message, Span(1)),)
    except RecursionError:
        loaded = dict.fromkeys(map(str, range(MOST_VALUES + 1)))  # as what is too large
    if not isinstance(loaded, dict):
        return FrontMatter(), ()
    if _size(loaded) > MOST_VALUES:
        message = "the front matter holds more than any deck can use, or is nested too deeply"
        hint = "do its aliases (`*name`) multiply?"
        return FrontMatter(lines=lines), (Diagnostic("yaml-syntax", "error", message, Span(1), hint),)
    return _read(loaded, lines), tuple(lost_words(block))


_SWITCHED = regex("|".join(rf"^{re.escape(key)}[ \t]*:" for key in sorted(SWITCHES)), re.MULTILINE)
_SETTING = regex(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]+(\S.*)")


_HEX = regex(r"^([ \t]*[\w-]+[ \t]*:[ \t]+)(#(?:[0-9a-fA-F]{3,4}){1,2})[ \t]*$", re.MULTILINE)
"""A colour that its author has not quoted: to YAML a comment, to who wrote it a colour."""
_IN_BRACKETS = regex(
    r"^([ \t]*[\w-]+[ \t]*:[ \t]+)([^\s\"'#|>&*!%@`\[{][^\n]*?\([^()\n]*[ \t]#[^\n]*)$", re.MULTILINE
)
"""One in a function of CSS's (`linear-gradient(to left, #fff, red)`), which no comment cuts off."""
_INDENT = regex(r"^[ \t]+", re.MULTILINE)


def _quoted(match: re.Match[str]) -> str:
    value = match[2].rstrip().replace("'", "''")
    return f"{match[1]}'{value}'"


def _loaded(text: str, loader: Any) -> object:
    """What YAML says. Tools whose files name them take values as they are written, be they none (`header: ![](x.png)`,
    `footer: @me`). Raises `YAMLError`."""
    import yaml

    if "#" in text:
        text = _IN_BRACKETS.sub(_quoted, _HEX.sub(r"\1'\2'", text))
    try:
        return yaml.load(text, Loader=loader)  # a "safe" loader: it builds only text
    except yaml.MarkedYAMLError:
        if "\t" in text and (spaced := _INDENT.sub(lambda m: m[0].expandtabs(4), text)) != text:
            return _loaded(spaced, loader)  # other parsers take them
        if not _SWITCHED.search(text):
            raise
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if match := _SETTING.fullmatch(line.rstrip()):
            try:
                yaml.load(line, Loader=loader)
            except yaml.YAMLError:
                quoted = match[2].replace("'", "''")
                lines[number] = f"{match[1]}: '{quoted}'"
    return yaml.load("\n".join(lines), Loader=loader)


LONGEST_KEY = 1000
"""Parts of a dotted key of TOML's."""
LONGEST = 1_000_000
"""Characters of front matter."""
MOST_VALUES = 20_000
DEEPEST = 40


def _size(value: object, depth: int = 0, left: int = MOST_VALUES) -> int:
    """How many values there are, every use of an alias counted; more than `MOST_VALUES` if it is too many."""
    if depth > DEEPEST:
        return MOST_VALUES + 1
    inner = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else ()
    total = 1
    for each in inner:
        total += _size(each, depth + 1, left - total)
        if total > left:
            return MOST_VALUES + 1
    return total


def _read(loaded: Mapping[str, object], lines: int) -> FrontMatter:
    own: dict[object, object] = dict(loaded.items())
    for tool in ("format", "output", "revealOptions", "slideOptions"):  # a level or two down
        for inner in _mappings(loaded.get(tool)):
            # Their themes are style sheets; a PowerPoint template is one of ours.
            said = inner.get("reference-doc") or inner.get("reference_doc")
            template: dict[object, object] = {"theme": said} if said else {}
            own = {**{k: v for k, v in inner.items() if k != "theme"}, **template, **own}
    named = str(own.get("reference-doc") or own.get("template") or "")
    if "theme" not in own and (own.get("reference-doc") or named.lower().endswith(_TEMPLATES)):
        own["theme"] = named
    own |= {key: as_typed(own[key]) for key in ("author", "authors") if isinstance(own.get(key), list)}
    html = own.get("htmlAttrs")
    own = {**(html if isinstance(html, dict) else {}), **own}
    run = own.get("execute")
    own |= {f"execute-{k}": v for k, v in run.items()} if isinstance(run, dict) else {}
    values = {plain_key(k): _text(v) for k, v in own.items() if k not in _GROUPS}
    values |= {plain_key(key): str(own[key]) for key in _PATTERNS if key in own}
    values |= {key: _lines(own[key]) for key in _IN_LINES if "\n" in str(own.get(key, "")).strip()}
    values |= {key: values[also] for key, also in _ALSO.items() if values.get(also) and not values.get(key)}
    settings = {key: values[key] for key in _FOR_SLIDES if values.get(key)}
    if re.search(
        r"[*_`\[<$]", values.get("footer", "")
    ):  # as every slide's own, which may have marks and links
        settings["footer"] = values.pop("footer")
    given = own.get("macros")
    bodies = (
        {k: v[0] if isinstance(v, list) and v else v for k, v in given.items()}
        if isinstance(given, dict)
        else {}
    )
    figures, macros = _texts(own.get("figures")), _texts(bodies)
    return FrontMatter(
        values=values,
        figures=figures,
        macros=macros,
        theme_options=_options(own.get("theme-options")),
        slide_settings=settings,
        cover_settings=settings | _texts(own.get("title-slide-attributes")),
        texts=_paths(loaded),
        nested=_nested(loaded) if values.get("jinja") == "true" else "",
        people=people_of(own),
        preamble=_lines(own.get("header-includes", "")),
        keys=frozenset(map(str, loaded)),
        lines=lines,
    )


_PATTERNS = ("separator", "verticalSeparator", "notesSeparator")
"""Whose every character counts."""
_ALSO = {
    "author": "authors",
    "institute": "institutes",
    "subtitle": "sub_title",
    "slide-level": "slide_level",
}
"""What some call these."""
_IN_LINES = ("title", "subtitle", "author", "institute", "event", "footer")
"""Whose line ends are their author's."""
_FIRST = ("layout", "class", "background", "background-size", "image", "url", "hide", "disabled", "route-alias",
          "transition", "hide-in-toc")  # fmt: skip


def with_first_slide(front: FrontMatter) -> FrontMatter:
    """`front` of a file whose head holds its first slide's settings; what all slides have stands in `defaults`."""
    first = {key: front.values[key] for key in _FIRST if front.values.get(key)}
    settings = {key: value for key, value in front.slide_settings.items() if key not in first}
    settings |= {"transition": first["transition"]} if "transition" in first else {}
    settings |= {
        key.partition(".")[2]: value for key, value in front.texts.items() if key.startswith("defaults.")
    }
    return replace(front, first_settings=first, slide_settings=settings, cover_settings={})


def read_settings(text: str) -> FrontMatter:
    """What a file of settings says, in YAML or JSON; nothing where it is none."""
    return _parse(Block(text, 1, 0))[0]


def merged(under: FrontMatter, front: FrontMatter) -> FrontMatter:
    """`front`, and what `under` says where it says nothing."""
    return replace(
        front,
        values={**under.values, **front.values},
        texts={**under.texts, **front.texts},
        slide_settings={**under.slide_settings, **front.slide_settings},
        cover_settings={**under.cover_settings, **front.cover_settings},
    )


_GROUPS = frozenset(("figures", "macros", "theme-options"))


def _options(value: object) -> dict[str, dict[str, str | tuple[str, ...]]]:
    """Each value as its text, or as the texts of a list's items; what is no group is one without a name."""
    if not isinstance(value, dict):
        return {str(value)[:60]: {}} if value is not None else {}
    return {
        str(group): {
            str(key): tuple(map(str, each)) if isinstance(each, list) else str(each)
            for key, each in (given.items() if isinstance(given, dict) else (("", given),))
        }
        for group, given in value.items()
    }


_FOR_SLIDES = (
    "background", "background-color", "background-image", "background-gradient", "background-size",
    "background-opacity", "transition", "dir", "incremental",
)  # fmt: skip


def plain_key(key: object) -> str:
    """`backgroundColor` and `background-color` are one."""
    return re.sub(r"(?<=[a-z])([A-Z])", r"-\1", str(key)).lower()


def _mappings(value: object) -> list[dict[object, object]]:
    """A mapping, and those in it whose names are a tool's kinds of output."""
    if not isinstance(value, dict):
        return []
    inner = (v for k, v in value.items() if isinstance(v, dict) and _OF_SLIDES.search(str(k)))
    return [value, *inner]


_OF_SLIDES = regex("reveal|xaringan|pptx|moon|beamer|slidy|ioslides|powerpoint")


def _paths(loaded: Mapping[str, object], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in loaded.items():
        if isinstance(value, dict):
            found |= _paths(value, f"{above}{key}.")
        else:
            found[f"{above}{key}"] = _text(value)
    return found


def _nested(loaded: Mapping[str, object]) -> str:
    groups = {str(key): value for key, value in loaded.items() if isinstance(value, list | dict)}
    return encode(groups).decode() if groups else ""


def _texts(value: object) -> dict[str, str]:
    return {str(k): _text(v) for k, v in value.items()} if isinstance(value, dict) else {}


def _lines(value: object) -> str:
    """A text of several lines."""
    if not isinstance(value, str):
        return _text(value)
    lines = [*filter(None, (printable(line).strip() for line in value.split("\n")))]
    if all(line.startswith("| ") for line in lines):
        lines = [line[2:].strip() for line in lines]  # line blocks
    return "\n".join(lines)


def _text(value: object) -> str:
    """Any YAML value as one line of text: several authors become a list with commas."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return _text(value.get("name", ""))
    text = printable(" ".join(str(value or "").split("\n")).strip(" "))
    return "" if text in ("null", "~") else text
