"""LaTeX's commands in a line as Markdown: pictures with their captions, links, notes, numbers of formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from deckgen.patterns import regex

_PICTURE = regex(r"\\includegraphics\*?[ \t]*(?:<[^<>]*>)?[ \t]*(?:\[([^\[\]]*)\])?[ \t]*\{([^{}]+)\}")
_CAPTION = regex(r"^[ \t]*\\caption\*?(?:\[[^\[\]]*\])?(?=\{)", re.MULTILINE)
_SIZE = regex(
    r"(width|height)[ \t]*=[ \t]*([\d.]*)[ \t]*(\\(?:text|line|column|paper)(?:width|height)|[a-z]{2})"
)
_NAME = regex(r"\\label\{([^{}]+)\}")
_REFERENCE = regex(r"\\(eq)?ref\{([^{}]+)\}")
_LINK = regex(r"\\(href|url)(?=\{)")
_FOOTNOTE = regex(r"\\footnote(?=\{)")
_ROWS = r"align|alignat|gather|eqnarray|flalign"
_FORMULA = regex(rf"\\begin\{{(equation|multline|{_ROWS})\}}(.*?)\\end\{{\1\}}", re.DOTALL)
_INNER = regex(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
_TAG = regex(r"\\tag\*?\{([^{}]*)\}")
LONGEST = 4000
"""Characters of an argument."""


def in_braces(text: str, start: int) -> tuple[str, int]:
    """What stands in the braces that open at `start`, and the place behind them; -1 if they are not closed."""
    depth = 0
    for place in range(start, min(len(text), start + LONGEST)):
        if text[place] in "{}" and (place == 0 or text[place - 1] != "\\"):
            depth += 1 if text[place] == "{" else -1
            if depth == 0:
                return text[start + 1 : place], place + 1
    return "", -1


_QUOTES = {"de": "„“", "fr": "«»", "es": "«»", "it": "«»", "pl": "„”", "cs": "„“", "da": "»«"}
_ENQUOTED = regex(r"\\enquote\*?(?=\{)")


def quoted(line: str, lang: str) -> str:
    """The line with the quotation marks of the deck's language around what `\\enquote` quotes."""
    marks = _QUOTES.get(lang.partition("-")[0].lower(), "“”")
    space = "\u00a0" if lang.lower().startswith("fr") else ""
    place = 0
    while match := _ENQUOTED.search(line, place):
        said, end = in_braces(line, match.end())
        if end < 0 or line.count("`", 0, match.start()) % 2:  # in code it is meant as it is typed
            place = match.end()
            continue
        line = f"{line[: match.start()]}{marks[0]}{space}{said}{space}{marks[1]}{line[end:]}"
    return line


_TYPED = regex(
    r"`+[^`\n]*`+|\\(?:verb\*?|lstinline(?:\[[^\]\n]*\])?|mintinline(?:\[[^\]\n]*\])?\{\w+\})"
    r"(?:\{(?P<braced>[^{}\n]*)\}|(?P<sign>[^\w\s{*])(?P<said>[^\n]*?)(?P=sign))"
)
TYPED = regex(r"\\(?:verb|lstinline|mintinline)(?![A-Za-z])")


def typed(line: str) -> str:
    """The line with Markdown's code for what LaTeX has typed as it is."""

    def code(match: re.Match[str]) -> str:
        said = match["said"] if match["braced"] is None else match["braced"]
        if said is None or not said.strip():
            return match[0]
        return f"`` {said} ``" if "`" in said else f"`{said}`"

    return _TYPED.sub(code, line)


def numbered(lines: list[str]) -> dict[str, str]:
    """The numbers of formulas that have a name, as LaTeX counts them: a row each. Where one has a line of its own, it
    shows its number; names that were put there are taken out."""
    text, numbers, count = "\n".join(lines), dict[str, str](), 0
    for match in _FORMULA.finditer(text):
        inside = _INNER.sub(lambda inner: re.sub(r"\\\\", "", inner[0]), match[2])
        rows = re.split(r"\\\\", inside) if match[1] not in ("equation", "multline") else [inside]
        for row in rows:
            tag, name = _TAG.search(row), _NAME.search(row)
            if tag is None and not re.search(r"\\(?:nonumber|notag)\b", row) and row.strip():
                count += 1
            if name:
                numbers[name[1]] = tag[1] if tag else str(count)
            if name and tag is None and len(rows) == 1:
                _put(lines, name[0], f"\\tag{{{count}}}")
    return numbers


def _put(lines: list[str], old: str, new: str) -> None:
    at = next((at for at, line in enumerate(lines) if old in line), None)
    if at is not None:
        lines[at] = lines[at].replace(old, new, 1)


def words(line: str, numbers: Mapping[str, str], *, caption: str = "") -> str:
    """A line's commands carried out; a picture in it has the `caption`."""
    if "\\" not in line:
        return line

    def number(match: re.Match[str]) -> str:
        known = numbers.get(match[2])
        return match[0] if known is None else f"({known})" if match[1] else known

    line = _whole(line)
    line = _PICTURE.sub(lambda match: _picture(match, caption), line)
    line = _REFERENCE.sub(number, line)
    return _with_notes(_with_links(line))


_SIZED = regex(r"\\(?:scalebox\{[^{}]*\}|resizebox\*?\{[^{}]*\}\{[^{}]*\})(?=\{)")
_EPIGRAPH = regex(r"[ \t]*\\epigraph(?=\{)")


def _whole(line: str) -> str:
    """Without what only says how large something is; a motto as a quotation."""
    if match := _EPIGRAPH.match(line):
        said, end = in_braces(line, match.end())
        source, last = in_braces(line, end) if end > 0 and line.startswith("{", end) else ("", -1)
        if last > 0 and not line[last:].strip():
            return f"> {said}<br>— {source.lstrip('—– -')}"
    while match := _SIZED.search(line):
        said, end = in_braces(line, match.end())
        if end < 0:
            return line
        line = line[: match.start()] + said + line[end:]
    return line


class Caption(Struct, frozen=True):
    """Of a figure."""

    first: int
    """Its lines …"""
    last: int
    said: str
    alone: bool
    """It is that of the only picture."""


def caption_of(lines: Sequence[str], first: int, last: int) -> Caption | None:
    """The caption between two lines, which begins a line; None if there is none."""
    text = "\n".join(lines[first:last])
    match = _CAPTION.search(text)
    said, end = in_braces(text, match.end()) if match else ("", -1)
    if match is None or end < 0:
        return None
    plain = " ".join(re.sub(r"\\label\{[^{}]*\}", "", said).split())
    begins, ends = (first + text.count("\n", 0, place) for place in (match.start(), end))
    return Caption(begins, ends, plain, len(_PICTURE.findall(text)) == 1)


def _picture(found: re.Match[str], caption: str) -> str:
    said = {}
    for key, number, unit in _SIZE.findall(found[1] or ""):
        said[key] = f"{_percent(number)}%" if unit.startswith("\\") else f"{number}{unit}"
    sizes = " ".join(f"{key}={value}" for key, value in said.items())
    return f"![{caption.replace(']', chr(92) + ']')}](<{found[2].strip()}>)" + (
        f"{{{sizes}}}" if sizes else ""
    )


def _percent(said: str) -> int:
    try:
        return round(100 * float(said or 1))
    except ValueError:
        return 100


def _with_links(line: str) -> str:
    found, place = "", 0
    for match in _LINK.finditer(line):
        address, end = in_braces(line, match.end())
        label, last = (
            in_braces(line, end)
            if match[1] == "href" and end >= 0 and line[end : end + 1] == "{"
            else ("", end)
        )
        if match.start() < place or last < 0:
            continue
        shown = f"[{label or address}](<{address}>)" if match[1] == "href" else f"<{address}>"
        found += line[place : match.start()] + shown
        place = last
    return found + line[place:]


def _with_notes(line: str) -> str:
    found, place = "", 0
    for match in _FOOTNOTE.finditer(line):
        said, end = in_braces(line, match.end())
        if match.start() < place or end < 0:
            continue
        found += f"{line[place : match.start()]}^[{said}]"
        place = end
    return found + line[place:]
