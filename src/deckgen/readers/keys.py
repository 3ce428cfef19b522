"""Front matter's keys: which of them mean something, and which were probably meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from deckgen.diagnostics import closest
from deckgen.patterns import regex
from deckgen.readers.comments import KNOWN as DIRECTIVES
from deckgen.readers.dialects.own import OWN
from deckgen.readers.dialects.registry import SWITCHES
from deckgen.readers.front_matter import plain_key
from deckgen.readers.separators import separator
from deckgen.source import Span

if TYPE_CHECKING:
    from deckgen.readers.context import ReadContext

KNOWN = frozenset(
    ("title", "subtitle", "sub_title", "author", "authors", "institute", "institutes", "affiliation",
     "affiliations", "event", "venue", "location", "date", "date-format", "lang", "dir", "theme",
     "theme-options", "mode", "brand", "cover", "duration", "footer", "footer-date", "slide-number",
     "logo", "logo-alt", "transition", "incremental", "background", "background-color", "background-image",
     "background-gradient", "background-size", "background-opacity", "bibliography", "csl", "nocite",
     "reference-section-title",
     "macros", "header-includes", "figures", "captions", "jinja", "desc", "dialect", "html-attrs", "resource-path",
     "heading-divider", "paginate", "title-slide-attributes", "slide-level", "notes", *SWITCHES)
)  # fmt: skip
"""Keys that deckgen reads."""
_OTHERS = frozenset(
    ("authors", "affiliation", "affiliations", "institute", "institution", "email", "event", "venue", "location",
     "tags", "tag", "categories", "category", "keywords", "description", "abstract", "id", "uuid", "created",
     "updated", "published", "draft", "slug", "layout", "class", "style", "header", "size", "math", "url", "image",
     "favicon", "format", "output", "execute", "engine", "knitr", "jupyter", "filters", "toc", "fonts", "themes",
     "css", "html", "name", "version", "license", "copyright", "lang-dir", "aliases", "alias", "type", "status",
     "colors", "color", "theme-config", "slide-level", "slides", "titles", "info", "drawings",
     "download", "highlighter", "line-numbers", "mdc", "monaco", "record", "router-mode", "selectable", "remote",
     "aspect-ratio", "canvas-width", "colorschema", "color-schema", "export-filename", "reveal-options",
     "separator", "vertical-separator", "notes-separator", "highlight-theme", "pdf", "code", "mode", "date-modified")
)  # fmt: skip
"""Keys of other tools' that look like ours."""


_SHAPES = ("size", "aspect-ratio", "aspectratio")
"""Keys by which tools say how wide a slide is for its height."""


_SHAPE = regex(r"(\d{1,2})\s*[:/x]\s*(\d{1,2})|(\d\d?)(\d)")
"""`4:3`, `16/10`, or as Beamer has it, `43` and `1610`."""


def shape_of(values: Mapping[str, str]) -> float:
    """How wide slides are to be for their height; 0 where nothing is said, or 16:9, or what is no slide."""
    said = next((values[key] for key in _SHAPES if values.get(key)), "").strip()
    if said in ("1610", "149"):
        said = {"1610": "16:10", "149": "14:9"}[said]
    match = _SHAPE.fullmatch(said)
    if match is None:
        return 0.0
    across, down = (int(part) for part in match.groups() if part)
    shape = across / down if down else 0.0
    return shape if 1.0 <= shape <= 2.4 and abs(shape - 16 / 9) > 0.01 else 0.0


_YES_OR_NO = ("true", "false", "yes", "no", "on", "off")
_VALUES: Mapping[str, Sequence[str]] = {
    "cover": _YES_OR_NO, "incremental": _YES_OR_NO, "jinja": _YES_OR_NO, "captions": ("alt",), "dir": ("ltr", "rtl"),
}  # fmt: skip
"""Keys of our own that have these values."""


def report_bad_values(context: ReadContext) -> None:
    """A value that means nothing, in a deck of our own: other tools may know it."""
    if context.dialect is not OWN:
        return
    values = context.front.values
    for key, known in _VALUES.items():
        if (said := values.get(key, "").strip()) and said.lower() not in known:
            hint = " or ".join(f"`{each}`" for each in known[:2])
            where = where_key(key, context)
            context.report("bad-setting", "warning", f"`{said}` is no value of `{key}`", where, hint)
    said = values.get("size", "").strip()
    if said and said != "16:9" and not shape_of({"size": said}):
        message = f"slides can't be `{said}`: they are as wide as they are high at least, and 2.4 times as wide at most"
        where = where_key("size", context)
        context.report("bad-setting", "warning", message, where, "`4:3`, `16:10` or any other two numbers")


def report_unknown_keys(context: ReadContext) -> None:
    """A key that nobody reads is a note; one that looks like one of ours, a warning."""
    for key in sorted(context.dialect.unshown):
        if context.front.values.get(key):
            context.report("setting-not-shown", "warning", f"`{key}` is not shown", where_key(key, context))
    for key in context.dialect.patterns:
        if (said := context.front.values.get(key, "")) and separator(said) is None:
            where = where_key(key.split("-", maxsplit=1)[0], context)
            hint = "characters, line ends, `^`, `$`, `(?=…)`, with two repetitions at most"
            context.report(
                "bad-setting", "warning", f"`{said}` is no pattern that deckgen looks for", where, hint
            )
    variables = context.front.values.get("jinja") == "true"
    for key in sorted(context.front.keys):
        plain = plain_key(key)
        directive = context.dialect.has_comment_settings and key.lstrip("_") in DIRECTIVES
        directive = directive or plain in context.dialect.keys
        if plain in _SHAPES and _SHAPE.fullmatch(context.front.values.get(plain, "").strip()):
            continue
        known = plain in KNOWN or plain.replace("-", "") in _BARE or plain in context.front.first_settings
        if known or variables or directive or not plain:
            continue
        where = where_key(key, context)
        close = closest(plain, KNOWN, 0.75) if plain not in _OTHERS else ""
        if close:
            message = f"`{key}` means nothing to deckgen"
            context.report("unknown-key", "warning", message, where, f"did you mean `{close}`?")
        else:
            context.report("unknown-key", "note", f"`{key}` means nothing to deckgen", where)


_BARE = frozenset(name.replace("-", "") for name in KNOWN if "-" in name)


def where_key(key: str, context: ReadContext) -> Span:
    """The line of the front matter that begins so."""
    for number in range(1, context.front.lines + 1):
        line = context.source.line(number)
        if line.startswith(key):
            return Span(number, 1, length=len(key))
    return Span(1)
