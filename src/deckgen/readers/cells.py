"""Cells of notebooks: code that a tool runs, with the options that say what is shown of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from deckgen.patterns import regex

_CELL = regex(r"\{(\w+)(?:[ ,].*)?\}")
_OPTION = regex(r"[ \t]*(?:#|//|--|%%?)\|[ \t]*([\w.-]+)[ \t]*:[ \t]*(.*?)[ \t]*")
_KNITR = regex(r"([\w.]+)\s*=\s*([\w\"']+)")
_RUN = frozenset(("python", "r", "julia", "ojs", "sql", "bash", "sh", "octave", "stan"))
_DRAWN = frozenset(("mermaid", "dot"))
EXECUTE = ("execute-echo", "execute-include", "execute-eval")
_SILENT = regex(
    r"[ \t]|#|//|--|%|[)\]}]|(?:import|from|using|library|require|requireNamespace|suppress\w+|def|class|function|"
    r"async|if|else|elif|for|while|with|try|except|finally|source|set\.seed|theme_set|options|pass|let|const|var|@)\b"
    r"|(?:[\w.\[\]\"', $@]|\([^()]*\))+?(?:<-|=(?!=)|:=|\+=)"
    r"|(?:knitr|plt|sns|pd|np)[.:]+(?:opts_\w+|set\w*|rcParams|style)"
)
"""Lines that show nothing: inner ones, definitions, what is loaded or set."""
_NO_ECHO = regex(r"opts_chunk\$set\([^()]*\becho[ \t]*=[ \t]*F(?:ALSE)?\b")
_FALSE = frozenset(("false", "f", "no"))


Shown: TypeAlias = Literal["code", "code alone", "nothing", "no output"]
"""What is seen of a cell that nobody has run: its code, which is all of it or misses what it would give; nothing, which
is all or misses that."""


def shown_of(text: str, info: str, values: Mapping[str, str]) -> Shown:
    """The same for one cell; `values` are the front matter's."""
    cell = _CELL.fullmatch(info)
    if cell is None or cell[1] in _DRAWN:
        return "code" if cell is None or without_options(text).strip() else "nothing"
    options = {key: values[key] for key in ("echo", "include", "eval") if key in values}
    options |= {key.removeprefix("execute-"): values[key] for key in EXECUTE if key in values}
    options |= {key.lower(): value.strip("\"'") for key, value in _KNITR.findall(info)}
    options |= options_of(text)
    code = without_options(text)

    def says_no(*keys: str) -> bool:
        return any(options.get(key, "").lower() in _FALSE for key in keys)

    if says_no("include") or not code.strip():
        return "nothing"
    gives = (
        cell[1] in _RUN
        and _gives(code)
        and not says_no("eval", "output")
        and options.get("results") != "hide"
    )
    if says_no("echo"):
        return "no output" if gives or cell[1] not in _RUN else "nothing"
    return "code alone" if gives else "code"


def _gives(code: str) -> bool:
    """True for code of which something is seen when it is run: it does more than to define and to import."""
    return any(not _SILENT.match(line) for line in code.split("\n") if line.strip())


def hides_code(text: str) -> bool:
    """True for a deck whose first cell says that no code is shown, as RStudio's template has it."""
    return "opts_chunk" in text and bool(_NO_ECHO.search(text))


def options_of(text: str) -> dict[str, str]:
    """What the lines of a cell say that tell how to run it."""
    lines = text.split("\n")
    matches = [match for line in lines if (match := _OPTION.fullmatch(line))]
    matches += filter(None, map(_FIELD.fullmatch, lines[: _fields(lines)]))
    found = {match[1].lower(): match[2].strip().strip("\"'") for match in matches}
    return {_OPTIONS_OF_FIELDS.get(key, key): value for key, value in found.items()}


def without_options(text: str) -> str:
    """Without the lines that tell how to run the cell."""
    lines = text.split("\n")
    while lines and re.match(r"(?:#|//|--|%%?)\|", lines[0]):
        lines.pop(0)
    return "\n".join(lines[_fields(lines) :]).lstrip("\n")


_FIELD = regex(r":([a-z][\w-]*):[ \t]*(.*)")
_OPTIONS_OF_FIELDS = {"caption": "fig-cap", "name": "label"}
"""Options of directives → of cells."""


def _fields(lines: Sequence[str]) -> int:
    """How many lines are options of a directive, as MyST has them."""
    return next((at for at, line in enumerate(lines) if not _FIELD.fullmatch(line)), len(lines))


_GRAPHICS = regex(
    r"^(?P<ticks>[ \t]*`{3,})\{r(?P<info>(?:[ ,][^\n]*)?)\}[ \t]*\n(?P<options>(?:[ \t]*#\|[^\n]*\n)*)"
    r"(?:[ \t]*(?:#[^\n]*)?\n)*+[ \t]*(?:(?P<piped>[^\n`]*?)[ \t]*(?:\|>|%>%)[ \t]*(?:knitr::)?include_graphics\(\)"
    r"|(?:knitr::)?include_graphics\((?P<said>[^\n]*)\))[ \t]*\n(?:[ \t]*\n)*+(?P=ticks)[ \t]*$",
    re.MULTILINE,
)
_FILES = regex(
    r"(?:path[ \t]*=[ \t]*)?(?:c\([ \t]*)?((?:[\"'][^\"'\n]+[\"'][ \t]*,?[ \t]*)+)\)?"
    r"(?:,[ \t]*\w+[ \t]*=[^()]*)?[ \t]*"
)
_GIVEN = regex(r"([\w.-]+)[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)'|([\w.%]+))")


def with_pictures(text: str) -> str:
    """The text with files that cells of R's only show (`include_graphics("plot.png")`) as pictures, a cell in as many
    lines; and without the empty word that keeps a cell from being run where it is shown."""
    return _NO_WORD.sub("", _GRAPHICS.sub(_as_pictures, text))


_NO_WORD = regex(r"`r[ \t]+(?:''|\"\")[ \t]*`")


_HERE = regex(r"\b(?:here::here|here|file\.path)\(([^()]*)\)")
"""A path in parts."""
_LINK = regex(r"<a\s[^<>]*?href=[\"']([^\"'<>]*)[\"'][^<>]*>(.*?)</a>")


_LAID_OUT = frozenset(("out-width", "out-height", "out-extra", "fig-align"))
"""Options with which knitr writes a figure of HTML's, its caption below (`hook_plot_md_base`)."""


def _as_pictures(cell: re.Match[str]) -> str:
    said = (cell["piped"] or cell["said"] or "").strip()
    files = _FILES.fullmatch(_HERE.sub(_path, said))
    told = {
        name.replace(".", "-"): next(filter(None, values), "")
        for name, *values in _GIVEN.findall(cell["info"])
    }
    told |= {key.replace(".", "-"): value for key, value in options_of(cell["options"]).items()}
    if files is None or told.get("eval", "").lower() in _FALSE or told.get("include", "").lower() in _FALSE:
        return cell[0]
    names = re.findall(r"[\"']([^\"']+)[\"']", files[1])
    width = told.get("out-width", "")
    attributes = [f"width={width}"] if re.fullmatch(r"[\d.]+(?:%|px)", width) else []
    attributes += (
        [f"fig-alt={json.dumps(told['fig-alt'], ensure_ascii=False)}"] if told.get("fig-alt") else []
    )
    if not _LAID_OUT.isdisjoint(told) and (said := re.sub(r"<[^<>]*>", "", told.get("fig-cap", "")).strip()):
        attributes.append(f"fig-cap={json.dumps(said, ensure_ascii=False)}")
    label = told.get("label", "")
    attributes += [f"#{label}"] if label.startswith("fig-") else []
    behind = f"{{{' '.join(attributes)}}}" if attributes else ""
    caption = _LINK.sub(r"[\2](\1)", told.get("fig-cap", "").replace("]", "\\]"))
    shown = " ".join(f"![{caption if at == 0 else ''}](<{name}>){behind}" for at, name in enumerate(names))
    return shown + "\n" * cell[0].count("\n")


def _path(parts: re.Match[str]) -> str:
    names = re.findall(r"[\"']([^\"']+)[\"']", parts[1])
    return json.dumps("/".join(names))
